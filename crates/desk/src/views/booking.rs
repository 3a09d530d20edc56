//! The bookings list and the side panel.

use chrono::{DateTime, Utc};
use lobby_domain::{
    booking::{BookingAction, BookingStatus},
    conversation::ConversationState,
    entry::EntryKind,
    event::EventKind,
    ids::{BookingId, ConversationId, EventId, ResidentId},
    money::{Money, PaymentStatus},
    resident::Language,
};
use serde::{Deserialize, Serialize};
use specta::Type;

/// R6: the filters of the bookings list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum BookingFilter {
    /// Events that have not ended.
    Upcoming,
    /// Events of today.
    Today,
    /// Waiting for approval, events that have not ended.
    Pending,
    /// Waiting for a place, events that have not ended.
    Waitlisted,
    /// Owed, whenever the event.
    Unpaid,
    /// With an open conversation, whenever the event.
    OpenConversation,
    /// Events that have ended, the latest first.
    Past,
}

/// One page of the bookings list is asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct BookingQuery {
    /// Which bookings.
    pub filter: BookingFilter,
    /// Words of a resident, a suite, a reference or an event; empty for all.
    pub search: String,
    /// Where the page before ended; `None` for the first.
    pub after: Option<String>,
}

/// One page of the bookings list: at most 50 rows, in order of the events' start.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct BookingPage {
    /// The rows.
    pub rows: Vec<BookingRow>,
    /// The events that these rows belong to.
    pub events: Vec<EventHead>,
    /// Where the next page begins; `None` at the end.
    pub next: Option<String>,
}

/// One booking in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct BookingRow {
    /// Which.
    pub id: BookingId,
    /// Its reference, such as WT-0418.
    pub reference: String,
    /// Its event.
    pub event_id: EventId,
    /// Who booked.
    pub resident_id: ResidentId,
    /// Their name.
    pub resident: String,
    /// Their suite.
    pub suite: String,
    /// Persons in all, the resident included.
    pub party: u32,
    /// Where it stands.
    pub status: BookingStatus,
    /// How the payment stands.
    pub payment: PaymentStatus,
    /// The amount, where there is one.
    pub amount: Option<Money>,
    /// R13: what the conversation action reads, here and in the panel.
    pub conversation: ConversationAction,
    /// R2: the actions that the status allows this person; empty without *Manage event bookings*.
    pub actions: Vec<BookingAction>,
}

/// R1, R10, R11, R13, R15: what the screen offers about the booking's conversation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(tag = "offer", rename_all = "snake_case")]
pub enum ConversationAction {
    /// Nothing: there is none, and this person may not start one.
    Nothing,
    /// *Start conversation*.
    Start,
    /// *Start conversation*, which will first say that there is no email address and offer to add one.
    AddEmail,
    /// *View conversation*.
    View {
        /// Which.
        id: ConversationId,
        /// Entries that this person has not read.
        unread: u32,
        /// Open or closed.
        state: ConversationState,
    },
}

/// An event as the head of its group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct EventHead {
    /// Which.
    pub id: EventId,
    /// Its kind.
    pub event_kind: EventKind,
    /// Its title.
    pub title: String,
    /// When it begins.
    pub starts_at: DateTime<Utc>,
    /// When it ends.
    pub ends_at: DateTime<Utc>,
    /// Whether it lasts whole days in the building's time zone (the end is the first instant after it).
    pub all_day: bool,
    /// Where.
    pub place: String,
    /// Places in all; `None` without a limit.
    pub capacity: Option<u32>,
    /// Places taken by confirmed and checked-in parties (R3).
    pub taken: u32,
    /// Whether guests may come along.
    pub guests_allowed: bool,
    /// Whether places are booked.
    pub booking_required: bool,
}

/// The side panel of one booking (R5).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct BookingPanel {
    /// The booking as in the list.
    pub row: BookingRow,
    /// Its event.
    pub event: EventHead,
    /// When it was made.
    pub booked_at: DateTime<Utc>,
    /// How it was made.
    pub booked_by: BookedBy,
    /// The note on the booking.
    pub note: String,
    /// Why it was declined or cancelled; empty otherwise.
    pub reason: String,
    /// Who booked.
    pub resident: ResidentCard,
    /// The last words of the conversation.
    pub latest: Option<LatestEntry>,
    /// R28: what this person has begun to write before the conversation exists.
    pub draft: String,
    /// R2: whether this person may edit party and note.
    pub may_edit: bool,
    /// R4: what this person may record about the payment.
    pub payments: Vec<PaymentStatus>,
    /// R3: places left at the event, this booking's own aside; `None` without a limit.
    pub places_left: Option<u32>,
    /// Whether this person may change the resident, for adding an email address (R15).
    pub may_edit_resident: bool,
}

/// How a booking was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(tag = "by", rename_all = "snake_case")]
pub enum BookedBy {
    /// By hand, at the desk.
    Desk {
        /// Who wrote it down.
        staff: String,
    },
    /// From a file.
    File,
}

/// A resident in a side panel.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ResidentCard {
    /// Which.
    pub id: ResidentId,
    /// Name.
    pub name: String,
    /// Suite.
    pub suite: String,
    /// Email address; empty without.
    pub email: String,
    /// Phone; empty without.
    pub phone: String,
    /// Language.
    pub language: Language,
}

/// The last words of a conversation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct LatestEntry {
    /// Who wrote them: a staff member or the resident; empty for what came from another mail program (R83).
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
    /// What kind of entry.
    pub entry_kind: EntryKind,
    /// The first words.
    pub words: String,
}

/// An action on a booking is asked for (R2).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct BookingStep {
    /// Which booking.
    pub booking: BookingId,
    /// What to do.
    pub action: BookingAction,
    /// The reason, for declining and cancelling.
    pub reason: String,
}

/// What came of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct BookingStepDone {
    /// The booking afterwards.
    pub row: BookingRow,
    /// R2: what became of the reason.
    pub reason: ReasonFate,
}

/// R2: what became of the reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum ReasonFate {
    /// The action takes none.
    None,
    /// It is a message to the resident, in the outbox.
    Message,
    /// The resident has no email address: it is kept as an entry.
    Entry,
}

/// A booking written down by hand (R8).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct NewBooking {
    /// The event.
    pub event: EventId,
    /// Who books.
    pub resident: ResidentId,
    /// Persons in all.
    pub party: u32,
    /// Pending, confirmed or waitlisted.
    pub status: BookingStatus,
    /// The note.
    pub note: String,
}

/// Party and note of a booking (R2).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct BookingEdit {
    /// Which booking.
    pub booking: BookingId,
    /// Persons in all.
    pub party: u32,
    /// The note.
    pub note: String,
}
