//! The bookings list (R6).

use chrono::{DateTime, Utc};
use lobby_domain::{
    booking::BookingStatus, conversation::ConversationState, money::PaymentStatus, permission::Need,
    zone::today,
};
use lobby_store::{
    SqliteConnection,
    booking_list::{self, Key, Which},
    code, search,
};

use crate::{
    booking_view::{self, PAGE},
    cursor,
    desk::Desk,
    problem::Problem,
    session::Actor,
    views::booking::{BookingFilter, BookingPage, BookingQuery, BookingRow, ConversationAction, EventHead},
};

/// Bookings that a search of the list looks at: the latest events first.
const SEARCHED: u32 = 400;
/// Events whose bookings a search of the list looks at.
const EVENTS: u32 = 200;

/// Where the first page of a list begins.
enum First {
    At(Key),
    GoingOn(DateTime<Utc>),
}

impl Desk {
    /// R6: one page of the bookings list.
    ///
    /// # Errors
    /// [`Problem::NotAllowed`]; [`Problem::Invalid`] for a cursor that is none of ours.
    pub async fn list_bookings(&self, query: BookingQuery) -> Result<BookingPage, Problem> {
        let (me, mut db) = self.guard_reading(Need::ViewBookings).await?;
        let zone = me.zone()?;
        if !query.search.trim().is_empty() {
            return search_bookings(&mut db, &me, query.filter, query.search.trim()).await;
        }
        let now = code::millis(me.now);
        let (from, until) = today(zone, me.now);
        // Where a list begins: at an end of the index, or with what is still going on at an instant.
        let (which, first) = match query.filter {
            BookingFilter::Past => (Which::Past(now), First::At(Key::LAST)),
            BookingFilter::Unpaid => (Which::Unpaid, First::At(Key::FIRST)),
            BookingFilter::OpenConversation => (Which::OpenConversation, First::At(Key::FIRST)),
            BookingFilter::Pending => (Which::Pending(now), First::GoingOn(me.now)),
            BookingFilter::Waitlisted => (Which::Waitlisted(now), First::GoingOn(me.now)),
            BookingFilter::Today => {
                let which = Which::Between {
                    ends_after: code::millis(from),
                    starts_before: code::millis(until),
                };
                (which, First::GoingOn(from))
            }
            BookingFilter::Upcoming => {
                let which = Which::Between {
                    ends_after: now,
                    starts_before: i64::MAX,
                };
                (which, First::GoingOn(me.now))
            }
        };
        let after = match (&query.after, first) {
            (Some(text), _) => {
                let [starts_at, event, id] = cursor::read(text)?;
                Key { starts_at, event, id }
            }
            (None, First::At(key)) => key,
            (None, First::GoingOn(at)) => booking_list::earliest_unfinished(&mut db, at).await?,
        };
        let keys = booking_list::page(&mut db, which, after, PAGE + 1).await?;
        booking_view::page(&mut db, &me, keys).await
    }
}

async fn search_bookings(
    db: &mut SqliteConnection,
    me: &Actor,
    filter: BookingFilter,
    text: &str,
) -> Result<BookingPage, Problem> {
    let zone = me.zone()?;
    let ids = match search::Words::new(text) {
        Some(words) => {
            let found = search::find(db, &words, true, EVENTS).await?;
            search::bookings(db, &found, SEARCHED).await?
        }
        None => Vec::new(),
    };
    let rows = booking_view::rows(db, me, &ids).await?;
    let mut heads = booking_view::heads(db, &rows).await?;
    let (from, until) = today(zone, me.now);
    let passes = |row: &BookingRow, head: &EventHead| match filter {
        BookingFilter::Upcoming => head.ends_at > me.now,
        BookingFilter::Today => head.ends_at > from && head.starts_at < until,
        BookingFilter::Pending => row.status == BookingStatus::Pending && head.ends_at > me.now,
        BookingFilter::Waitlisted => row.status == BookingStatus::Waitlisted && head.ends_at > me.now,
        BookingFilter::Unpaid => {
            row.payment == PaymentStatus::Unpaid
                && !matches!(row.status, BookingStatus::Declined | BookingStatus::Cancelled)
        }
        BookingFilter::OpenConversation => matches!(
            row.conversation,
            ConversationAction::View {
                state: ConversationState::Open,
                ..
            }
        ),
        BookingFilter::Past => head.ends_at <= me.now,
    };
    heads.sort_by_key(|head| head.id);
    let head_of = |row: &BookingRow| {
        heads
            .binary_search_by_key(&row.event_id, |head| head.id)
            .ok()
            .and_then(|at| heads.get(at))
    };
    let mut rows: Vec<BookingRow> = rows
        .into_iter()
        .filter(|row| head_of(row).is_some_and(|head| passes(row, head)))
        .collect();
    // They came the latest event first, which is the order of the past only.
    if filter != BookingFilter::Past {
        rows.reverse();
    }
    heads.retain(|head| rows.iter().any(|row| row.event_id == head.id));
    Ok(BookingPage {
        rows,
        events: heads,
        next: None,
    })
}
