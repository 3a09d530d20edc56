//! What importing compares a file with (R7), read in bulk: a query a line would take minutes.

use std::collections::HashSet;

use chrono::{DateTime, Utc};
use lobby_domain::{
    booking::BookingStatus,
    event::{EventKind, Response},
    ids::{BookingId, ConversationId, EventId, ResidentId, SeriesId},
    money::{Money, PaymentStatus},
    resident::Language,
};
use serde::{Deserialize, Serialize};
use sqlx::SqliteConnection;

use crate::{StoreError, booking::money, code};

/// A resident as a file is compared with them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resident {
    /// Which.
    pub id: ResidentId,
    /// The key of a file.
    pub key: Option<String>,
    /// Name.
    pub name: String,
    /// The name as it is compared.
    pub name_folded: String,
    /// Suite.
    pub suite: String,
    /// Email address; empty without.
    pub email: String,
    /// Phone; empty without.
    pub phone: String,
    /// Language.
    pub language: Language,
    /// Notes for staff.
    pub notes: String,
    /// Whether they live elsewhere.
    pub moved_out: bool,
}

/// An event as a file is compared with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// Which.
    pub id: EventId,
    /// The key of a file.
    pub key: Option<String>,
    /// The series it belongs to.
    pub series: Option<SeriesId>,
    /// Its kind.
    pub kind: EventKind,
    /// Its title.
    pub title: String,
    /// The title as it is compared.
    pub title_folded: String,
    /// When it begins.
    pub starts_at: DateTime<Utc>,
    /// When it ends.
    pub ends_at: DateTime<Utc>,
    /// Whether it lasts whole days.
    pub all_day: bool,
    /// Where.
    pub place: String,
    /// What it is.
    pub description: String,
    /// Places in all; `None` without a limit.
    pub capacity: Option<u32>,
    /// Whether guests may come along.
    pub guests_allowed: bool,
    /// Whether places are booked.
    pub booking_required: bool,
    /// The price of a place.
    pub price: Option<Money>,
    /// R1: whether anybody has ever booked.
    pub has_bookings: bool,
}

/// A booking as a file is compared with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Booking {
    /// Which.
    pub id: BookingId,
    /// Its reference.
    pub reference: String,
    /// Its event.
    pub event: EventId,
    /// Who booked.
    pub resident: ResidentId,
    /// Persons in all.
    pub party: u32,
    /// Where it stands.
    pub status: BookingStatus,
    /// How the payment stands.
    pub payment: PaymentStatus,
    /// The amount.
    pub amount: Option<Money>,
    /// The note.
    pub note: String,
    /// When it was made.
    pub booked_at: DateTime<Utc>,
    /// Its conversation.
    pub conversation: Option<ConversationId>,
}

/// A series as a file is compared with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Series {
    /// Which.
    pub id: SeriesId,
    /// The UID of the calendar file.
    pub key: String,
    /// Its rule as text, for laying down more.
    pub source: String,
    /// From when occurrences have been laid down.
    pub laid_down_from: DateTime<Utc>,
    /// Until when.
    pub laid_down_until: DateTime<Utc>,
}

/// What a file speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Subject {
    /// A resident.
    Resident,
    /// An event.
    Event,
    /// A booking.
    Booking,
    /// A response to a Meeting.
    Response,
}

/// What files of one shape said last of a row, hashed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Said {
    /// Of what.
    pub subject: Subject,
    /// Of which; of a response the event.
    pub id: i64,
    /// Of a response the resident; 0 otherwise.
    pub resident: i64,
    /// What the file calls it by; `None` for bookings and responses.
    pub said_as: Option<u128>,
    /// Everything that the file says of it.
    pub fingerprint: u128,
}

/// The last row id of each noun.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LastIds {
    /// Of residents.
    pub resident: i64,
    /// Of series.
    pub series: i64,
    /// Of events.
    pub event: i64,
    /// Of bookings.
    pub booking: i64,
}

/// Every resident.
///
/// # Errors
/// [`StoreError`].
pub async fn residents(db: &mut SqliteConnection) -> Result<Vec<Resident>, StoreError> {
    let rows = sqlx::query!(
        r#"SELECT id AS "id!", key, name, name_folded, suite, email, phone, language, notes, moved_out_at
        FROM resident ORDER BY id"#
    )
    .fetch_all(db)
    .await?;
    rows.into_iter()
        .map(|row| {
            Ok(Resident {
                id: ResidentId::new(row.id),
                key: row.key,
                name: row.name,
                name_folded: row.name_folded,
                suite: row.suite,
                email: row.email,
                phone: row.phone,
                language: code::member(&row.language)?,
                notes: row.notes,
                moved_out: row.moved_out_at.is_some(),
            })
        })
        .collect()
}

/// Every event.
///
/// # Errors
/// [`StoreError`].
pub async fn events(db: &mut SqliteConnection) -> Result<Vec<Event>, StoreError> {
    let rows = sqlx::query!(
        r#"SELECT id AS "id!", key, series_id, kind, title, title_folded, starts_at, ends_at,
            all_day AS "all_day: bool", place, description, capacity, guests_allowed AS "guests_allowed: bool",
            booking_required AS "booking_required: bool", price_minor, price_currency,
            EXISTS (SELECT 1 FROM booking WHERE event_id = event.id) AS "has_bookings!: bool"
        FROM event ORDER BY id"#
    )
    .fetch_all(db)
    .await?;
    rows.into_iter()
        .map(|row| {
            Ok(Event {
                id: EventId::new(row.id),
                key: row.key,
                series: row.series_id.map(SeriesId::new),
                kind: code::member(&row.kind)?,
                title: row.title,
                title_folded: row.title_folded,
                starts_at: code::instant(row.starts_at)?,
                ends_at: code::instant(row.ends_at)?,
                all_day: row.all_day,
                place: row.place,
                description: row.description,
                capacity: row.capacity.map(code::count),
                guests_allowed: row.guests_allowed,
                booking_required: row.booking_required,
                price: money(row.price_minor, row.price_currency),
                has_bookings: row.has_bookings,
            })
        })
        .collect()
}

/// The bookings of these events, and those with one of these references (case aside), each once, by id.
///
/// # Errors
/// [`StoreError`].
pub async fn bookings(
    db: &mut SqliteConnection,
    events: &[EventId],
    references: &str,
) -> Result<Vec<Booking>, StoreError> {
    let events = code::id_list(events);
    let rows = sqlx::query!(
        r#"SELECT booking.id AS "id!", reference AS "reference!", event_id AS "event_id!",
            booking.resident_id AS "resident_id!", party AS "party!", status AS "status!",
            payment AS "payment!", amount_minor AS "amount_minor?: i64", amount_currency AS "amount_currency?",
            note AS "note!", booked_at AS "booked_at!", conversation.id AS "conversation?"
        FROM booking LEFT JOIN conversation ON conversation.booking_id = booking.id
        WHERE booking.id IN (
            SELECT booking.id FROM json_each(?1) AS wanted CROSS JOIN booking ON event_id = wanted.value
            UNION
            SELECT booking.id FROM json_each(?2) AS wanted CROSS JOIN booking ON reference = wanted.value
        )
        ORDER BY booking.id"#,
        events,
        references
    )
    .fetch_all(db)
    .await?;
    rows.into_iter()
        .map(|row| {
            Ok(Booking {
                id: BookingId::new(row.id),
                reference: row.reference,
                event: EventId::new(row.event_id),
                resident: ResidentId::new(row.resident_id),
                party: code::count(row.party),
                status: code::member(&row.status)?,
                payment: code::member(&row.payment)?,
                amount: money(row.amount_minor, row.amount_currency),
                note: row.note,
                booked_at: code::instant(row.booked_at)?,
                conversation: row.conversation.map(ConversationId::new),
            })
        })
        .collect()
}

/// The responses to these events.
///
/// # Errors
/// [`StoreError`].
pub async fn answers(
    db: &mut SqliteConnection,
    events: &[EventId],
) -> Result<Vec<(EventId, ResidentId, Response)>, StoreError> {
    let events = code::id_list(events);
    let rows = sqlx::query!(
        r#"SELECT event_id AS "event!", resident_id AS "resident!", answer AS "answer!"
        FROM json_each(?) AS wanted CROSS JOIN response ON event_id = wanted.value"#,
        events
    )
    .fetch_all(db)
    .await?;
    rows.into_iter()
        .map(|row| {
            Ok((
                EventId::new(row.event),
                ResidentId::new(row.resident),
                code::member(&row.answer)?,
            ))
        })
        .collect()
}

/// Every series.
///
/// # Errors
/// [`StoreError`].
pub async fn series(db: &mut SqliteConnection) -> Result<Vec<Series>, StoreError> {
    let rows = sqlx::query!(
        r#"SELECT id AS "id!", key, source, laid_down_from, laid_down_until FROM series ORDER BY id"#
    )
    .fetch_all(db)
    .await?;
    rows.into_iter()
        .map(|row| {
            Ok(Series {
                id: SeriesId::new(row.id),
                key: row.key,
                source: row.source,
                laid_down_from: code::instant(row.laid_down_from)?,
                laid_down_until: code::instant(row.laid_down_until)?,
            })
        })
        .collect()
}

/// The keys of a series' occurrences.
///
/// # Errors
/// [`StoreError`].
pub async fn keys_of_series(db: &mut SqliteConnection, id: SeriesId) -> Result<HashSet<String>, StoreError> {
    let id = id.get();
    let keys = sqlx::query_scalar!(
        r#"SELECT key AS "key!" FROM event WHERE series_id = ? AND key IS NOT NULL"#,
        id
    )
    .fetch_all(db)
    .await?;
    Ok(keys.into_iter().collect())
}

/// What files of a shape said last.
///
/// # Errors
/// [`StoreError`].
pub async fn said(db: &mut SqliteConnection, source: u128) -> Result<Vec<Said>, StoreError> {
    let source = source.to_be_bytes().to_vec();
    let rows = sqlx::query!(
        "SELECT subject, subject_id, resident_id, said_as, fingerprint FROM import_line WHERE source = ?",
        source
    )
    .fetch_all(db)
    .await?;
    rows.into_iter()
        .map(|row| {
            Ok(Said {
                subject: code::member(&row.subject)?,
                id: row.subject_id,
                resident: row.resident_id,
                said_as: hash(&row.said_as),
                // One that cannot be read is like none: the line is compared fact by fact.
                fingerprint: hash(&row.fingerprint).unwrap_or_default(),
            })
        })
        .collect()
}

fn hash(bytes: &[u8]) -> Option<u128> {
    bytes.try_into().ok().map(u128::from_be_bytes)
}

/// The last row id of each noun.
///
/// # Errors
/// [`StoreError`].
pub async fn last_ids(db: &mut SqliteConnection) -> Result<LastIds, StoreError> {
    let row = sqlx::query!(
        r#"SELECT (SELECT coalesce(max(id), 0) FROM resident) AS "resident!: i64",
            (SELECT coalesce(max(id), 0) FROM series) AS "series!: i64",
            (SELECT coalesce(max(id), 0) FROM event) AS "event!: i64",
            (SELECT coalesce(max(id), 0) FROM booking) AS "booking!: i64""#
    )
    .fetch_one(db)
    .await?;
    Ok(LastIds {
        resident: row.resident,
        series: row.series,
        event: row.event,
        booking: row.booking,
    })
}

/// The last number of a pair of letters, and the references with these letters that there are.
///
/// # Errors
/// [`StoreError`].
pub async fn references(db: &mut SqliteConnection, letters: &str) -> Result<(u32, Vec<String>), StoreError> {
    let last = sqlx::query_scalar!("SELECT last FROM reference_number WHERE letters = ?", letters)
        .fetch_optional(&mut *db)
        .await?;
    let (from, until) = (format!("{letters}-"), format!("{letters}."));
    let taken = sqlx::query_scalar!(
        "SELECT reference FROM booking WHERE reference >= ? AND reference < ?",
        from,
        until
    )
    .fetch_all(db)
    .await?;
    Ok((last.map_or(0, code::count), taken))
}

/// The mapping that a person corrected for files with these headings, as JSON.
///
/// # Errors
/// [`StoreError`].
pub async fn mapping(db: &mut SqliteConnection, signature: &str) -> Result<Option<String>, StoreError> {
    let found = sqlx::query_scalar!(
        "SELECT mapping FROM import_mapping WHERE signature = ?",
        signature
    )
    .fetch_optional(db)
    .await?;
    Ok(found)
}
