#![allow(missing_docs, unused, clippy::all)]
use lobby_domain::ids::*;
use lobby_domain::event::*;
use lobby_domain::money::*;
use crate::{problem::Problem, views::{app::*, booking::*, conversation::*, event::*, resident::*, search::*, settings::*}};
pub struct Desk;
type R<T> = Result<T, Problem>;
impl Desk {
    pub async fn app_state(&self) -> R<AppState> { unimplemented!() }
    pub async fn set_up(&self, form: SetUpForm) -> R<SetUpDone> { unimplemented!() }
    pub async fn set_up_sample(&self) -> R<()> { unimplemented!() }
    pub async fn sign_in(&self, who: &str, password: &str) -> R<()> { unimplemented!() }
    pub async fn sign_out(&self) -> R<()> { unimplemented!() }
    pub async fn lock(&self) -> R<()> { unimplemented!() }
    pub async fn touch(&self) -> R<()> { unimplemented!() }
    pub async fn recover(&self, email: &str, code: &str, password: &str) -> R<SetUpDone> { unimplemented!() }
    pub async fn pulse(&self) -> R<PulseView> { unimplemented!() }
    pub async fn list_bookings(&self, query: BookingQuery) -> R<BookingPage> { unimplemented!() }
    pub async fn open_booking(&self, id: BookingId) -> R<BookingPanel> { unimplemented!() }
    pub async fn step_booking(&self, step: BookingStep) -> R<BookingStepDone> { unimplemented!() }
    pub async fn edit_booking(&self, edit: BookingEdit) -> R<()> { unimplemented!() }
    pub async fn record_payment(&self, booking: BookingId, payment: PaymentStatus) -> R<()> { unimplemented!() }
    pub async fn create_booking(&self, new: NewBooking) -> R<BookingId> { unimplemented!() }
    pub async fn list_conversations(&self, query: ConversationQuery) -> R<ConversationPage> { unimplemented!() }
    pub async fn open_thread(&self, id: ConversationId) -> R<ThreadView> { unimplemented!() }
    pub async fn earlier_entries(&self, id: ConversationId, before: &str) -> R<EarlierEntries> { unimplemented!() }
    pub async fn start_conversation(&self, booking: BookingId, text: &str) -> R<Started> { unimplemented!() }
    pub async fn send_message(&self, id: ConversationId, text: &str) -> R<EntryView> { unimplemented!() }
    pub async fn write_note(&self, id: ConversationId, text: &str) -> R<EntryView> { unimplemented!() }
    pub async fn write_said(&self, form: SaidForm) -> R<EntryView> { unimplemented!() }
    pub async fn close_conversation(&self, id: ConversationId) -> R<()> { unimplemented!() }
    pub async fn reopen_conversation(&self, id: ConversationId) -> R<()> { unimplemented!() }
    pub async fn save_draft(&self, place: DraftPlace, text: &str) -> R<()> { unimplemented!() }
    pub async fn mark_read(&self, id: ConversationId) -> R<()> { unimplemented!() }
    pub async fn list_events(&self, query: EventQuery) -> R<EventPage> { unimplemented!() }
    pub async fn open_event(&self, id: EventId) -> R<EventPanel> { unimplemented!() }
    pub async fn list_event_bookings(&self, id: EventId, after: Option<String>) -> R<BookingPage> { unimplemented!() }
    pub async fn list_responses(&self, id: EventId, after: Option<String>) -> R<ResponsePage> { unimplemented!() }
    pub async fn record_response(&self, id: EventId, resident: ResidentId, response: Response) -> R<()> { unimplemented!() }
    pub async fn save_event(&self, form: EventForm) -> R<EventId> { unimplemented!() }
    pub async fn lay_down_more(&self, id: SeriesId) -> R<u32> { unimplemented!() }
    pub async fn list_residents(&self, query: ResidentQuery) -> R<ResidentPage> { unimplemented!() }
    pub async fn open_resident(&self, id: ResidentId) -> R<ResidentPanel> { unimplemented!() }
    pub async fn save_resident(&self, form: ResidentForm) -> R<ResidentId> { unimplemented!() }
    pub async fn set_moved_out(&self, id: ResidentId, moved_out: bool) -> R<()> { unimplemented!() }
    pub async fn search(&self, text: &str) -> R<SearchResults> { unimplemented!() }
    pub async fn save_building(&self, form: BuildingForm) -> R<()> { unimplemented!() }
    pub async fn list_staff(&self) -> R<StaffPage> { unimplemented!() }
    pub async fn save_staff(&self, form: StaffForm) -> R<StaffId> { unimplemented!() }
    pub async fn remove_staff(&self, id: StaffId) -> R<()> { unimplemented!() }
    pub async fn save_group(&self, form: GroupForm) -> R<GroupId> { unimplemented!() }
    pub async fn remove_group(&self, id: GroupId) -> R<()> { unimplemented!() }
    pub async fn change_password(&self, old: &str, new: &str) -> R<()> { unimplemented!() }
    pub async fn save_preferences(&self, preferences: Preferences) -> R<()> { unimplemented!() }
}
