//! Doing a step at a real desk.

use lobby_desk::{
    Desk,
    problem::Problem,
    views::{
        booking::{BookingStep, NewBooking},
        conversation::{DraftPlace, SaidForm, Started},
    },
};
use lobby_domain::{
    booking::BookingStatus,
    ids::{BookingId, ConversationId, EntryId, EventId, ResidentId},
};
use lobby_faults::{
    folder::{PASSWORD, resident_form, set_up_form},
    state::{Place, State},
    step::Step,
};

/// Has the desk do it; answers with the id that the desk gives, where it gives one.
pub async fn perform(desk: &Desk, state: &State, step: &Step) -> Result<Option<i64>, Problem> {
    match step {
        Step::Reopen | Step::SetClock { .. } => {}
        Step::BackUp => {
            desk.back_up().await?;
        }
        Step::SetUp { building, name } => {
            desk.set_up(set_up_form(building, name)).await?;
        }
        Step::SignIn { who } => {
            let name = state.staff.get(who).map_or("", String::as_str);
            desk.sign_in(name, PASSWORD).await?;
        }
        Step::Close { id } => desk.close_conversation(ConversationId::new(*id)).await?,
        Step::Reopened { id } => desk.reopen_conversation(ConversationId::new(*id)).await?,
        Step::Read { id } => desk.mark_read(ConversationId::new(*id)).await?,
        Step::Draft { place, words } => desk.save_draft(draft_place(*place), words).await?,
        Step::Booking { id, action, reason } => {
            let step = BookingStep {
                booking: BookingId::new(*id),
                action: *action,
                reason: reason.clone(),
            };
            desk.step_booking(step).await?;
        }
        made => return make(desk, state, made).await,
    }
    Ok(None)
}

/// The steps that make something, which the desk gives an id.
async fn make(desk: &Desk, state: &State, step: &Step) -> Result<Option<i64>, Problem> {
    match step {
        Step::Start { booking, words } => {
            match desk.start_conversation(BookingId::new(*booking), words).await? {
                Started::Begun { id } | Started::ColleagueWasEarlier { id, .. } => Ok(Some(id.get())),
            }
        }
        Step::Send { to, words } => {
            // R29: whoever sends has seen all that came in between.
            let seen = Some(EntryId::new(i64::MAX));
            let entry = desk.send_message(ConversationId::new(*to), words, seen).await?;
            Ok(Some(entry.id.get()))
        }
        Step::Note { to, words } => {
            let entry = desk.write_note(ConversationId::new(*to), words).await?;
            Ok(Some(entry.id.get()))
        }
        Step::Said { to, place, words } => {
            let form = SaidForm {
                conversation: ConversationId::new(*to),
                said_where: *place,
                text: words.clone(),
            };
            Ok(Some(desk.write_said(form).await?.id.get()))
        }
        Step::Book {
            event,
            resident,
            party,
            note,
        } => {
            let new = NewBooking {
                event: EventId::new(*event),
                resident: ResidentId::new(*resident),
                party: *party,
                status: BookingStatus::Pending,
                note: note.clone(),
            };
            Ok(Some(desk.create_booking(new).await?.get()))
        }
        Step::Resident {
            id,
            name,
            email,
            notes,
        } => {
            let suite = id.and_then(|id| state.residents.get(&id));
            let suite = suite.map_or("101", |resident| resident.suite.as_str());
            let form = resident_form(id.map(ResidentId::new), (name, suite), email, notes);
            Ok(Some(desk.save_resident(form).await?.get()))
        }
        _ => Ok(None),
    }
}

fn draft_place(place: Place) -> DraftPlace {
    match place {
        Place::Booking(id) => DraftPlace::Booking {
            id: BookingId::new(id),
        },
        Place::Conversation(id, draft_kind) => DraftPlace::Conversation {
            id: ConversationId::new(id),
            draft_kind,
        },
    }
}
