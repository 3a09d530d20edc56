//! Events.

use chrono::{DateTime, Utc};
use lobby_domain::{
    capacity::Capacity,
    event::EventKind,
    ids::{EventId, SeriesId, StaffId},
    money::Money,
    resident::fold,
};
use sqlx::SqliteConnection;

use crate::{StoreError, code};

/// An event as the head of its group, with the places that are taken (R3).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// Which.
    pub id: EventId,
    /// Its kind.
    pub kind: EventKind,
    /// Its title.
    pub title: String,
    /// When it begins.
    pub starts_at: DateTime<Utc>,
    /// When it ends; for whole days the first instant after the last one.
    pub ends_at: DateTime<Utc>,
    /// Whether it lasts whole days in the building's time zone.
    pub all_day: bool,
    /// Where.
    pub place: String,
    /// Places in all; `None` without a limit.
    pub capacity: Option<u32>,
    /// Places taken by confirmed and checked-in parties.
    pub taken: u32,
    /// Whether guests may come along.
    pub guests_allowed: bool,
    /// Whether places are booked.
    pub booking_required: bool,
}

struct HeadRow {
    id: i64,
    kind: String,
    title: String,
    starts_at: i64,
    ends_at: i64,
    all_day: bool,
    place: String,
    capacity: Option<i64>,
    taken: i64,
    guests_allowed: bool,
    booking_required: bool,
}

impl TryFrom<HeadRow> for Head {
    type Error = StoreError;

    fn try_from(row: HeadRow) -> Result<Self, StoreError> {
        Ok(Self {
            id: EventId::new(row.id),
            kind: code::member(&row.kind)?,
            title: row.title,
            starts_at: code::instant(row.starts_at)?,
            ends_at: code::instant(row.ends_at)?,
            all_day: row.all_day,
            place: row.place,
            capacity: row.capacity.map(code::count),
            taken: code::count(row.taken),
            guests_allowed: row.guests_allowed,
            booking_required: row.booking_required,
        })
    }
}

/// The heads of these events, by start. One that is not there is left out.
///
/// # Errors
/// [`StoreError`].
pub async fn heads(db: &mut SqliteConnection, ids: &[EventId]) -> Result<Vec<Head>, StoreError> {
    let ids = code::id_list(ids);
    let rows = sqlx::query_as!(
        HeadRow,
        r#"SELECT id AS "id!", kind, title, starts_at, ends_at, all_day AS "all_day: bool", place, capacity,
            (SELECT coalesce(sum(party), 0) FROM booking
                WHERE event_id = event.id AND status IN ('confirmed', 'checked_in')) AS "taken!: i64",
            guests_allowed AS "guests_allowed: bool", booking_required AS "booking_required: bool"
        FROM event WHERE id IN (SELECT value FROM json_each(?))"#,
        ids
    )
    .fetch_all(db)
    .await?;
    let heads: Result<Vec<Head>, StoreError> = rows.into_iter().map(Head::try_from).collect();
    // These few are in the order of their ids; SQLite would make a table to put them in order.
    let mut heads = heads?;
    heads.sort_unstable_by_key(|head| (head.starts_at, head.id));
    Ok(heads)
}

/// An event with everything that is known of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// The event as the head of its group.
    pub head: Head,
    /// What it is.
    pub description: String,
    /// The price of a place; `None` free of charge.
    pub price: Option<Money>,
    /// The series it belongs to.
    pub series: Option<SeriesId>,
    /// Bookings that wait for approval.
    pub pending: u32,
    /// Bookings that wait for a place.
    pub waitlisted: u32,
    /// Residents who attend a Meeting.
    pub attending: u32,
    /// Residents who do not attend a Meeting.
    pub not_attending: u32,
}

/// What staff write down about an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fields<'a> {
    /// Its kind.
    pub kind: EventKind,
    /// Its title.
    pub title: &'a str,
    /// When it begins.
    pub starts_at: DateTime<Utc>,
    /// When it ends.
    pub ends_at: DateTime<Utc>,
    /// Whether it lasts whole days.
    pub all_day: bool,
    /// Where.
    pub place: &'a str,
    /// What it is.
    pub description: &'a str,
    /// Places in all; `None` without a limit.
    pub capacity: Option<u32>,
    /// Whether guests may come along.
    pub guests_allowed: bool,
    /// Whether places are booked.
    pub booking_required: bool,
    /// The price of a place; `None` free of charge.
    pub price: Option<Money>,
}

/// Where a page of the list ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// The start, in milliseconds.
    pub starts_at: i64,
    /// The id.
    pub id: i64,
}

impl Head {
    /// R3: the event's places as the rules look at them.
    #[must_use]
    pub fn capacity(&self) -> Capacity {
        Capacity {
            limit: self.capacity,
            taken: self.taken,
        }
    }

    /// The event's place in the order of the list.
    #[must_use]
    pub fn place(&self) -> Place {
        Place {
            starts_at: code::millis(self.starts_at),
            id: self.id.get(),
        }
    }
}

/// One event.
///
/// # Errors
/// [`StoreError`].
pub async fn get(db: &mut SqliteConnection, id: EventId) -> Result<Option<Event>, StoreError> {
    Ok(by_ids(db, &[id]).await?.pop())
}

/// These events, by start. One that is not there is left out.
///
/// # Errors
/// [`StoreError`].
pub async fn by_ids(db: &mut SqliteConnection, ids: &[EventId]) -> Result<Vec<Event>, StoreError> {
    let heads = heads(db, ids).await?;
    let ids = code::id_list(ids);
    let rows = sqlx::query!(
        r#"SELECT id AS "id!", description, price_minor, price_currency, series_id,
            (SELECT count(*) FROM booking WHERE event_id = event.id AND status = 'pending') AS "pending!: i64",
            (SELECT count(*) FROM booking WHERE event_id = event.id AND status = 'waitlisted')
                AS "waitlisted!: i64",
            (SELECT count(*) FROM response WHERE event_id = event.id AND answer = 'attending')
                AS "attending!: i64",
            (SELECT count(*) FROM response WHERE event_id = event.id AND answer = 'not_attending')
                AS "not_attending!: i64"
        FROM event WHERE id IN (SELECT value FROM json_each(?))"#,
        ids
    )
    .fetch_all(db)
    .await?;
    // Between two queries outside a transaction an event may have been added or moved.
    let mut details: std::collections::HashMap<i64, _> = rows.into_iter().map(|row| (row.id, row)).collect();
    Ok(heads
        .into_iter()
        .filter_map(|head| {
            let row = details.remove(&head.id.get())?;
            Some(Event {
                head,
                description: row.description,
                price: row
                    .price_minor
                    .zip(row.price_currency)
                    .map(|(minor, currency)| Money {
                        minor: code::count(minor),
                        currency,
                    }),
                series: row.series_id.map(SeriesId::new),
                pending: code::count(row.pending),
                waitlisted: code::count(row.waitlisted),
                attending: code::count(row.attending),
                not_attending: code::count(row.not_attending),
            })
        })
        .collect())
}

/// A page of the events that have not ended at `now`, the next first; all kinds, or only one.
///
/// # Errors
/// [`StoreError`].
pub async fn upcoming(
    db: &mut SqliteConnection,
    only: Option<EventKind>,
    after: Option<Place>,
    now: DateTime<Utc>,
    limit: u32,
) -> Result<Vec<EventId>, StoreError> {
    let now = code::millis(now);
    // What has not ended began, at the earliest, as long ago as the longest event lasts.
    let longest = sqlx::query_scalar!(r#"SELECT max(ends_at - starts_at) AS "longest: i64" FROM event"#)
        .fetch_one(&mut *db)
        .await?
        .unwrap_or(0);
    let Place { starts_at, id } = after.unwrap_or(Place {
        starts_at: now.saturating_sub(longest),
        id: 0,
    });
    let ids =
        match only.map(|kind| code::text(&kind)) {
            None => {
                sqlx::query_scalar!(
                    r#"SELECT id AS "id!" FROM event WHERE (starts_at, id) > (?, ?) AND ends_at > ?
                ORDER BY starts_at, id LIMIT ?"#,
                    starts_at,
                    id,
                    now,
                    limit
                )
                .fetch_all(db)
                .await?
            }
            Some(kind) => sqlx::query_scalar!(
                r#"SELECT id AS "id!" FROM event WHERE kind = ? AND (starts_at, id) > (?, ?) AND ends_at > ?
                ORDER BY starts_at, id LIMIT ?"#,
                kind,
                starts_at,
                id,
                now,
                limit
            )
            .fetch_all(db)
            .await?,
        };
    Ok(ids.into_iter().map(EventId::new).collect())
}

/// A page of the events that have ended at `now`, the latest first; all kinds, or only one.
///
/// # Errors
/// [`StoreError`].
pub async fn past(
    db: &mut SqliteConnection,
    only: Option<EventKind>,
    after: Option<Place>,
    now: DateTime<Utc>,
    limit: u32,
) -> Result<Vec<EventId>, StoreError> {
    let now = code::millis(now);
    let Place { starts_at, id } = after.unwrap_or(Place {
        starts_at: now,
        id: i64::MAX,
    });
    let ids =
        match only.map(|kind| code::text(&kind)) {
            None => {
                sqlx::query_scalar!(
                    r#"SELECT id AS "id!" FROM event WHERE (starts_at, id) < (?, ?) AND ends_at <= ?
                ORDER BY starts_at DESC, id DESC LIMIT ?"#,
                    starts_at,
                    id,
                    now,
                    limit
                )
                .fetch_all(db)
                .await?
            }
            Some(kind) => sqlx::query_scalar!(
                r#"SELECT id AS "id!" FROM event WHERE kind = ? AND (starts_at, id) < (?, ?) AND ends_at <= ?
                ORDER BY starts_at DESC, id DESC LIMIT ?"#,
                kind,
                starts_at,
                id,
                now,
                limit
            )
            .fetch_all(db)
            .await?,
        };
    Ok(ids.into_iter().map(EventId::new).collect())
}

/// The latest occurrence of a series before `until`; where there is none, the latest of all. Beyond it lie
/// those that a calendar has changed ahead of time, which are like no other.
///
/// # Errors
/// [`StoreError`].
pub async fn latest_of(
    db: &mut SqliteConnection,
    series: SeriesId,
    until: DateTime<Utc>,
) -> Result<Option<Event>, StoreError> {
    let (series, until) = (series.get(), code::millis(until));
    let id = sqlx::query_scalar!(
        r#"SELECT coalesce(
            (SELECT id FROM event WHERE series_id = ?1 AND starts_at < ?2 ORDER BY starts_at DESC LIMIT 1),
            (SELECT id FROM event WHERE series_id = ?1 ORDER BY starts_at DESC LIMIT 1)
        ) AS "id?: i64""#,
        series,
        until
    )
    .fetch_one(&mut *db)
    .await?;
    match id {
        Some(id) => get(db, EventId::new(id)).await,
        None => Ok(None),
    }
}

/// Says that an event is an occurrence of a series, under its key.
///
/// # Errors
/// [`StoreError`]; [`StoreError::is_taken`] when the occurrence is there already.
pub async fn set_series(
    db: &mut SqliteConnection,
    id: EventId,
    series: SeriesId,
    key: &str,
) -> Result<(), StoreError> {
    let (id, series) = (id.get(), series.get());
    sqlx::query!(
        "UPDATE event SET series_id = ?, key = ? WHERE id = ?",
        series,
        key,
        id
    )
    .execute(db)
    .await?;
    Ok(())
}

/// R1: whether anybody has ever booked.
///
/// # Errors
/// [`StoreError`].
pub async fn has_bookings(db: &mut SqliteConnection, id: EventId) -> Result<bool, StoreError> {
    let id = id.get();
    let found = sqlx::query_scalar!(
        r#"SELECT EXISTS (SELECT 1 FROM booking WHERE event_id = ?) AS "found!: bool""#,
        id
    )
    .fetch_one(db)
    .await?;
    Ok(found)
}

/// Adds an event.
///
/// # Errors
/// [`StoreError`].
pub async fn insert(
    db: &mut SqliteConnection,
    fields: &Fields<'_>,
    now: DateTime<Utc>,
) -> Result<EventId, StoreError> {
    let (kind, folded, now) = (code::text(&fields.kind), fold(fields.title), code::millis(now));
    let (starts_at, ends_at) = (code::millis(fields.starts_at), code::millis(fields.ends_at));
    let (minor, currency) = price(fields.price.as_ref());
    let done = sqlx::query!(
        "INSERT INTO event (kind, title, title_folded, starts_at, ends_at, all_day, place, description,
            capacity, guests_allowed, booking_required, price_minor, price_currency, created_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        kind,
        fields.title,
        folded,
        starts_at,
        ends_at,
        fields.all_day,
        fields.place,
        fields.description,
        fields.capacity,
        fields.guests_allowed,
        fields.booking_required,
        minor,
        currency,
        now
    )
    .execute(db)
    .await?;
    Ok(EventId::new(done.last_insert_rowid()))
}

/// Changes an event; answers whether it was there. Its bookings move with it.
///
/// # Errors
/// [`StoreError`]; R1: the database too refuses an event with bookings that would take none.
pub async fn update(db: &mut SqliteConnection, id: EventId, fields: &Fields<'_>) -> Result<bool, StoreError> {
    let (id, kind, folded) = (id.get(), code::text(&fields.kind), fold(fields.title));
    let (starts_at, ends_at) = (code::millis(fields.starts_at), code::millis(fields.ends_at));
    let (minor, currency) = price(fields.price.as_ref());
    let done = sqlx::query!(
        "UPDATE event SET kind = ?, title = ?, title_folded = ?, starts_at = ?, ends_at = ?, all_day = ?,
            place = ?, description = ?, capacity = ?, guests_allowed = ?, booking_required = ?,
            price_minor = ?, price_currency = ?
        WHERE id = ?",
        kind,
        fields.title,
        folded,
        starts_at,
        ends_at,
        fields.all_day,
        fields.place,
        fields.description,
        fields.capacity,
        fields.guests_allowed,
        fields.booking_required,
        minor,
        currency,
        id
    )
    .execute(db)
    .await?;
    Ok(done.rows_affected() > 0)
}

fn price(price: Option<&Money>) -> (Option<u32>, Option<&str>) {
    (
        price.map(|price| price.minor),
        price.map(|price| price.currency.as_str()),
    )
}

/// R27: says in every conversation about the event's bookings that it was moved, and from when. These
/// entries hold no words of a person, so the last words of the conversations stay. R80: no entry bears a time
/// before the last of its conversation, as `lobby_domain::entry::entry_time` has it.
///
/// # Errors
/// [`StoreError`].
pub async fn note_move(
    db: &mut SqliteConnection,
    id: EventId,
    earlier_start: DateTime<Utc>,
    by: StaffId,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let (id, by, now) = (id.get(), by.get(), code::millis(now));
    let earlier = earlier_start.to_rfc3339_opts(chrono::SecondsFormat::AutoSi, true);
    sqlx::query!(
        "INSERT INTO entry (conversation_id, kind, at, staff_id, text)
        SELECT conversation.id, 'event_moved',
            max(?1, coalesce((SELECT max(at) FROM entry WHERE entry.conversation_id = conversation.id), ?1)), ?2, ?3
        FROM booking CROSS JOIN conversation ON conversation.booking_id = booking.id
        WHERE booking.event_id = ?4",
        now,
        by,
        earlier,
        id
    )
    .execute(db)
    .await?;
    Ok(())
}

/// The events that last whole days.
///
/// # Errors
/// [`StoreError`].
pub async fn whole_days(
    db: &mut SqliteConnection,
) -> Result<Vec<(EventId, DateTime<Utc>, DateTime<Utc>)>, StoreError> {
    let rows = sqlx::query!(r#"SELECT id AS "id!", starts_at, ends_at FROM event WHERE all_day = 1"#)
        .fetch_all(db)
        .await?;
    rows.into_iter()
        .map(|row| {
            Ok((
                EventId::new(row.id),
                code::instant(row.starts_at)?,
                code::instant(row.ends_at)?,
            ))
        })
        .collect()
}

/// Sets the instants of an event; its bookings move with it.
///
/// # Errors
/// [`StoreError`].
pub async fn set_times(
    db: &mut SqliteConnection,
    id: EventId,
    starts_at: DateTime<Utc>,
    ends_at: DateTime<Utc>,
) -> Result<(), StoreError> {
    let (id, starts_at, ends_at) = (id.get(), code::millis(starts_at), code::millis(ends_at));
    sqlx::query!(
        "UPDATE event SET starts_at = ?, ends_at = ? WHERE id = ?",
        starts_at,
        ends_at,
        id
    )
    .execute(db)
    .await?;
    Ok(())
}

#[cfg(test)]
#[path = "event_tests.rs"]
mod tests;
