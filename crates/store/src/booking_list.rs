//! Pages of the bookings list: one walk of an index for each filter (R6).

use chrono::{DateTime, Utc};
use lobby_domain::ids::{BookingId, EventId, ResidentId};
use sqlx::SqliteConnection;

use crate::{StoreError, code};

/// A place in the list: start of the event (milliseconds), event, booking.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key {
    /// Start of the event, in milliseconds.
    pub starts_at: i64,
    /// The event.
    pub event: i64,
    /// The booking.
    pub id: i64,
}

impl Key {
    /// Before everything.
    pub const FIRST: Self = Self {
        starts_at: i64::MIN,
        event: 0,
        id: 0,
    };
    /// After everything.
    pub const LAST: Self = Self {
        starts_at: i64::MAX,
        event: i64::MAX,
        id: i64::MAX,
    };

    /// Before everything that starts at `at` or later.
    #[must_use]
    pub fn before(at: DateTime<Utc>) -> Self {
        Self {
            starts_at: code::millis(at),
            event: 0,
            id: 0,
        }
    }

    /// The booking that stands here.
    #[must_use]
    pub fn booking(self) -> BookingId {
        BookingId::new(self.id)
    }
}

/// The start before which no event that is booked can still be going on at `now`.
///
/// # Errors
/// [`StoreError`].
pub async fn earliest_unfinished(db: &mut SqliteConnection, now: DateTime<Utc>) -> Result<Key, StoreError> {
    let longest = sqlx::query_scalar!(
        r#"SELECT max(ends_at - starts_at) AS "longest?: i64" FROM event WHERE booking_required = 1"#
    )
    .fetch_one(db)
    .await?;
    Ok(Key {
        starts_at: code::millis(now) - longest.unwrap_or(0),
        event: 0,
        id: 0,
    })
}

/// Which bookings a page holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// Of events that end after `ends_after` and start before `starts_before`.
    Between {
        /// Milliseconds.
        ends_after: i64,
        /// Milliseconds.
        starts_before: i64,
    },
    /// Pending, of events that end after that instant (milliseconds).
    Pending(i64),
    /// Waitlisted, of events that end after that instant (milliseconds).
    Waitlisted(i64),
    /// Owed.
    Unpaid,
    /// With an open conversation.
    OpenConversation,
    /// Of events that ended by that instant (milliseconds), the latest first.
    Past(i64),
}

/// The places of at most `limit` bookings after `after`, in order (`Past`: before it, backwards).
///
/// # Errors
/// [`StoreError`].
pub async fn page(
    db: &mut SqliteConnection,
    which: Which,
    after: Key,
    limit: u32,
) -> Result<Vec<Key>, StoreError> {
    let keys = match which {
        Which::Between {
            ends_after,
            starts_before,
        } => between(db, (ends_after, starts_before), after, limit).await?,
        Which::Pending(ends_after) => with_status(db, "pending", ends_after, after, limit).await?,
        Which::Waitlisted(ends_after) => with_status(db, "waitlisted", ends_after, after, limit).await?,
        Which::Unpaid => unpaid(db, after, limit).await?,
        Which::OpenConversation => with_open_conversation(db, after, limit).await?,
        Which::Past(ended_by) => past(db, ended_by, after, limit).await?,
    };
    Ok(keys)
}

async fn between(
    db: &mut SqliteConnection,
    (ends_after, starts_before): (i64, i64),
    after: Key,
    limit: u32,
) -> Result<Vec<Key>, sqlx::Error> {
    sqlx::query_as!(
        Key,
        r#"SELECT starts_at, event_id AS event, id AS "id!" FROM booking
        WHERE (starts_at, event_id, id) > (?, ?, ?) AND starts_at < ? AND ends_at > ?
        ORDER BY starts_at, event_id, id LIMIT ?"#,
        after.starts_at,
        after.event,
        after.id,
        starts_before,
        ends_after,
        limit
    )
    .fetch_all(db)
    .await
}

/// What was declined or cancelled is not owed.
async fn unpaid(db: &mut SqliteConnection, after: Key, limit: u32) -> Result<Vec<Key>, sqlx::Error> {
    sqlx::query_as!(
        Key,
        r#"SELECT starts_at, event_id AS event, id AS "id!" FROM booking
        WHERE payment = 'unpaid' AND (starts_at, event_id, id) > (?, ?, ?)
            AND status NOT IN ('declined', 'cancelled')
        ORDER BY starts_at, event_id, id LIMIT ?"#,
        after.starts_at,
        after.event,
        after.id,
        limit
    )
    .fetch_all(db)
    .await
}

async fn with_open_conversation(
    db: &mut SqliteConnection,
    after: Key,
    limit: u32,
) -> Result<Vec<Key>, sqlx::Error> {
    sqlx::query_as!(
        Key,
        r#"SELECT starts_at, event_id AS event, id AS "id!" FROM booking
        WHERE conversation = 'open' AND (starts_at, event_id, id) > (?, ?, ?)
        ORDER BY starts_at, event_id, id LIMIT ?"#,
        after.starts_at,
        after.event,
        after.id,
        limit
    )
    .fetch_all(db)
    .await
}

async fn past(
    db: &mut SqliteConnection,
    ended_by: i64,
    before: Key,
    limit: u32,
) -> Result<Vec<Key>, sqlx::Error> {
    sqlx::query_as!(
        Key,
        r#"SELECT starts_at, event_id AS event, id AS "id!" FROM booking
        WHERE (starts_at, event_id, id) < (?, ?, ?) AND starts_at <= ?4 AND ends_at <= ?4
        ORDER BY starts_at DESC, event_id DESC, id DESC LIMIT ?5"#,
        before.starts_at,
        before.event,
        before.id,
        ended_by,
        limit
    )
    .fetch_all(db)
    .await
}

async fn with_status(
    db: &mut SqliteConnection,
    status: &str,
    ends_after: i64,
    after: Key,
    limit: u32,
) -> Result<Vec<Key>, sqlx::Error> {
    sqlx::query_as!(
        Key,
        r#"SELECT starts_at, event_id AS event, id AS "id!" FROM booking
        WHERE status = ? AND (starts_at, event_id, id) > (?, ?, ?) AND ends_at > ?
        ORDER BY starts_at, event_id, id LIMIT ?"#,
        status,
        after.starts_at,
        after.event,
        after.id,
        ends_after,
        limit
    )
    .fetch_all(db)
    .await
}

/// The places of at most `limit` bookings of one event after `after`, in the order in which they were made.
///
/// # Errors
/// [`StoreError`].
pub async fn of_event(
    db: &mut SqliteConnection,
    event: EventId,
    after: BookingId,
    limit: u32,
) -> Result<Vec<Key>, StoreError> {
    let (event, after) = (event.get(), after.get());
    Ok(sqlx::query_as!(
        Key,
        r#"SELECT starts_at, event_id AS event, id AS "id!" FROM booking
        WHERE starts_at = (SELECT starts_at FROM event WHERE id = ?1) AND event_id = ?1 AND id > ?2
        ORDER BY id LIMIT ?3"#,
        event,
        after,
        limit
    )
    .fetch_all(db)
    .await?)
}

/// The newest bookings of one resident.
///
/// # Errors
/// [`StoreError`].
pub async fn of_resident(
    db: &mut SqliteConnection,
    resident: ResidentId,
    limit: u32,
) -> Result<Vec<Key>, StoreError> {
    let resident = resident.get();
    Ok(sqlx::query_as!(
        Key,
        r#"SELECT starts_at, event_id AS event, id AS "id!" FROM booking
        WHERE resident_id = ? ORDER BY starts_at DESC LIMIT ?"#,
        resident,
        limit
    )
    .fetch_all(db)
    .await?)
}
