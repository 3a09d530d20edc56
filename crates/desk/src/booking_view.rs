//! Bookings as the screen shows them to one person.

use lobby_domain::{
    booking::allowed_actions,
    ids::{BookingId, EventId},
    permission::Need,
};
use lobby_store::{SqliteConnection, booking, booking_list::Key, event};

use crate::{
    cursor,
    event_view::head_view,
    problem::Problem,
    session::Actor,
    views::booking::{BookingPage, BookingRow, ConversationAction, EventHead},
};

/// Rows a page of any list.
pub(crate) const PAGE: u32 = 50;

/// R2, R11, R13: a booking as this person sees it, with what they are offered.
pub(crate) fn row_view(row: booking::Row, me: &Actor) -> BookingRow {
    let manages = me.may(Need::ManageBookings);
    let conversation = match row.conversation {
        Some((id, state)) => ConversationAction::View {
            id,
            unread: row.unread,
            state,
        },
        None if !manages => ConversationAction::Nothing,
        None if row.has_email => ConversationAction::Start,
        None => ConversationAction::AddEmail,
    };
    BookingRow {
        id: row.id,
        reference: row.reference,
        event_id: row.event,
        resident_id: row.resident,
        resident: row.resident_name,
        suite: row.suite,
        party: row.party,
        status: row.status,
        payment: row.payment,
        amount: row.amount,
        conversation,
        actions: if manages {
            allowed_actions(row.status)
        } else {
            Vec::new()
        },
    }
}

/// The rows of these bookings, in their order.
pub(crate) async fn rows(
    db: &mut SqliteConnection,
    me: &Actor,
    ids: &[BookingId],
) -> Result<Vec<BookingRow>, Problem> {
    let rows = booking::rows(db, me.id, ids).await?;
    Ok(rows.into_iter().map(|row| row_view(row, me)).collect())
}

/// The heads of the events of these rows.
pub(crate) async fn heads(db: &mut SqliteConnection, rows: &[BookingRow]) -> Result<Vec<EventHead>, Problem> {
    let mut ids: Vec<EventId> = rows.iter().map(|row| row.event_id).collect();
    ids.sort_unstable();
    ids.dedup();
    Ok(event::heads(db, &ids).await?.into_iter().map(head_view).collect())
}

/// A page from the places that a list found: one more than [`PAGE`] says that there is a next one.
pub(crate) async fn page(
    db: &mut SqliteConnection,
    me: &Actor,
    mut keys: Vec<Key>,
) -> Result<BookingPage, Problem> {
    let more = keys.len() > PAGE as usize;
    keys.truncate(PAGE as usize);
    let next = keys
        .last()
        .filter(|_| more)
        .map(|key| cursor::write([key.starts_at, key.event, key.id]));
    let ids: Vec<BookingId> = keys.into_iter().map(Key::booking).collect();
    let rows = rows(db, me, &ids).await?;
    let events = heads(db, &rows).await?;
    Ok(BookingPage { rows, events, next })
}
