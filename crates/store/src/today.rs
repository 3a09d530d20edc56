//! R43: what Today shows: who waits, what happens today, what did not arrive, and how long answers took.

use chrono::{DateTime, TimeDelta, Utc};
use lobby_domain::{
    conversation::ConversationLabel,
    delivery::NotDelivered,
    ids::{ConversationId, EntryId, EventId},
};
use sqlx::SqliteConnection;

use crate::{StoreError, code, conversation::label};

/// From this instant to before that one.
type Span = (DateTime<Utc>, DateTime<Utc>);

/// Open conversations that wait for an answer and whose event begins within `near`, the next event first.
///
/// # Errors
/// [`StoreError`].
pub async fn waiting_near(
    db: &mut SqliteConnection,
    near: Span,
    limit: u32,
) -> Result<Vec<ConversationId>, StoreError> {
    let (from, until) = (code::millis(near.0), code::millis(near.1));
    let ids = sqlx::query_scalar!(
        r#"SELECT id AS "id!" FROM conversation
        WHERE needs_reply = 1 AND state = 'open' AND event_starts_at >= ? AND event_starts_at < ?
        ORDER BY event_starts_at, id LIMIT ?"#,
        from,
        until,
        limit
    )
    .fetch_all(db)
    .await?;
    Ok(ids.into_iter().map(ConversationId::new).collect())
}

/// The other open conversations that wait for an answer, the longest wait first.
///
/// # Errors
/// [`StoreError`].
pub async fn waiting_longest(
    db: &mut SqliteConnection,
    near: Span,
    limit: u32,
) -> Result<Vec<ConversationId>, StoreError> {
    let (from, until) = (code::millis(near.0), code::millis(near.1));
    let ids = sqlx::query_scalar!(
        r#"SELECT id AS "id!" FROM conversation INDEXED BY conversation_waits
        WHERE needs_reply = 1 AND state = 'open' AND waits_since > 0 AND NOT (event_starts_at >= ? AND event_starts_at < ?)
        ORDER BY waits_since, id LIMIT ?"#,
        from,
        until,
        limit
    )
    .fetch_all(db)
    .await?;
    Ok(ids.into_iter().map(ConversationId::new).collect())
}

/// Since when the longest wait lasts; `None` where nobody waits.
///
/// # Errors
/// [`StoreError`].
pub async fn longest_wait(db: &mut SqliteConnection) -> Result<Option<DateTime<Utc>>, StoreError> {
    let since = sqlx::query_scalar!(
        "SELECT waits_since FROM conversation INDEXED BY conversation_waits
        WHERE needs_reply = 1 AND state = 'open' AND waits_since > 0
        ORDER BY waits_since, id LIMIT 1"
    )
    .fetch_optional(db)
    .await?;
    since.flatten().map(code::instant).transpose()
}

/// When answers were given since an instant, and how long each took.
///
/// # Errors
/// [`StoreError`].
pub async fn answers(
    db: &mut SqliteConnection,
    since: DateTime<Utc>,
) -> Result<Vec<(DateTime<Utc>, TimeDelta)>, StoreError> {
    let since = code::millis(since);
    let rows = sqlx::query!(
        "SELECT at, waited FROM answer_time WHERE at >= ? ORDER BY at",
        since
    )
    .fetch_all(db)
    .await?;
    rows.into_iter()
        .map(|row| Ok((code::instant(row.at)?, TimeDelta::milliseconds(row.waited))))
        .collect()
}

/// Events of all kinds that take place within a span, by start.
///
/// # Errors
/// [`StoreError`].
pub async fn events(db: &mut SqliteConnection, span: Span, limit: u32) -> Result<Vec<EventId>, StoreError> {
    // What goes on at that instant began, at the earliest, as long ago as the longest event lasts.
    let longest = sqlx::query_scalar!(r#"SELECT max(ends_at - starts_at) AS "longest: i64" FROM event"#)
        .fetch_one(&mut *db)
        .await?
        .unwrap_or(0);
    let (from, until) = (code::millis(span.0), code::millis(span.1));
    let earliest = from.saturating_sub(longest);
    let ids = sqlx::query_scalar!(
        r#"SELECT id AS "id!" FROM event
        WHERE starts_at >= ? AND starts_at < ? AND (ends_at > ? OR starts_at >= ?)
        ORDER BY starts_at, id LIMIT ?"#,
        earliest,
        until,
        from,
        from,
        limit
    )
    .fetch_all(db)
    .await?;
    Ok(ids.into_iter().map(EventId::new).collect())
}

/// Bookings of an event that hold places.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Attendance {
    /// The event.
    pub event: EventId,
    /// Its bookings that are confirmed or checked in.
    pub bookings: u32,
    /// Of those, the ones that are checked in.
    pub checked_in: u32,
}

/// How many bookings these events have, and how many have come.
///
/// # Errors
/// [`StoreError`].
pub async fn attendance(
    db: &mut SqliteConnection,
    events: &[EventId],
) -> Result<Vec<Attendance>, StoreError> {
    let ids = code::id_list(events);
    let rows = sqlx::query!(
        r#"SELECT id AS "event!",
            (SELECT count(*) FROM booking WHERE event_id = event.id AND status = 'confirmed')
                AS "confirmed!: i64",
            (SELECT count(*) FROM booking WHERE event_id = event.id AND status = 'checked_in')
                AS "checked_in!: i64"
        FROM event WHERE id IN (SELECT value FROM json_each(?))"#,
        ids
    )
    .fetch_all(db)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| Attendance {
            event: EventId::new(row.event),
            bookings: code::count(row.confirmed + row.checked_in),
            checked_in: code::count(row.checked_in),
        })
        .collect())
}

/// A message that did not arrive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Undelivered {
    /// Which.
    pub entry: EntryId,
    /// Its conversation.
    pub conversation: ConversationId,
    /// To whom.
    pub resident: String,
    /// What the conversation is about.
    pub label: ConversationLabel,
    /// The event's title, for a booking's conversation.
    pub event: Option<String>,
    /// Since when that is known.
    pub since: DateTime<Utc>,
    /// Why.
    pub why: NotDelivered,
}

/// What did not arrive and nobody has decided about, the latest message first.
///
/// # Errors
/// [`StoreError`].
pub async fn not_delivered(db: &mut SqliteConnection, limit: u32) -> Result<Vec<Undelivered>, StoreError> {
    let rows = sqlx::query!(
        r#"SELECT entry_id AS "entry!", outbox.conversation_id AS conversation, since, why, resident.name AS resident,
            booking_id, title AS "title?"
        FROM outbox INDEXED BY outbox_not_delivered_latest
        CROSS JOIN conversation ON conversation.id = outbox.conversation_id
        CROSS JOIN resident ON resident.id = conversation.resident_id
        LEFT JOIN booking ON booking.id = conversation.booking_id
        LEFT JOIN event ON event.id = booking.event_id
        WHERE outbox.state = 'refused' OR (outbox.state = 'accepted' AND outbox.reported = 'failed')
        ORDER BY entry_id DESC LIMIT ?"#,
        limit
    )
    .fetch_all(db)
    .await?;
    rows.into_iter()
        .map(|row| {
            Ok(Undelivered {
                entry: EntryId::new(row.entry),
                conversation: ConversationId::new(row.conversation),
                resident: row.resident,
                label: label(row.booking_id.is_some()),
                event: row.title,
                since: code::instant(row.since)?,
                why: row.why.as_deref().map_or(Ok(NotDelivered::Other), code::member)?,
            })
        })
        .collect()
}
