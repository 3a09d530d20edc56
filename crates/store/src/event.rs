//! Events.

use chrono::{DateTime, Utc};
use lobby_domain::{event::EventKind, ids::EventId};
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
        FROM event WHERE id IN (SELECT value FROM json_each(?)) ORDER BY starts_at, id"#,
        ids
    )
    .fetch_all(db)
    .await?;
    rows.into_iter().map(Head::try_from).collect()
}
