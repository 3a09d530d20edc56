//! R53: what goes out in files, a page after another, each by a walk of an index.

use chrono::{DateTime, Utc};
use lobby_domain::{
    booking::BookingStatus,
    conversation::ConversationState,
    delivery::OutboxState,
    entry::EntryKind,
    ids::{BookingId, ConversationId, EntryId, ResidentId},
    money::{Money, PaymentStatus},
    resident::Language,
};
use sqlx::SqliteConnection;

use crate::{StoreError, booking, code, entry::Key};

/// Who it is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// The key of the file that they came with; empty where there is none.
    pub key: String,
    /// Their name.
    pub name: String,
    /// Their suite.
    pub suite: String,
    /// Their email address; empty where they have none.
    pub email: String,
    /// Their telephone number; empty where it is not known.
    pub phone: String,
    /// Their language.
    pub language: Language,
}

/// A resident as they go out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resident {
    /// Which.
    pub id: ResidentId,
    /// Who.
    pub person: Person,
    /// Notes about them.
    pub notes: String,
    /// When they moved out; `None`: they live here.
    pub moved_out_at: Option<DateTime<Utc>>,
}

/// Residents by number, after this one.
///
/// # Errors
/// [`StoreError`].
pub async fn residents(
    db: &mut SqliteConnection,
    after: ResidentId,
    limit: u32,
) -> Result<Vec<Resident>, StoreError> {
    let after = after.get();
    let rows = sqlx::query!(
        r#"SELECT id AS "id!", coalesce(key, '') AS "key!: String", name, suite, email, phone, language, notes,
            moved_out_at
        FROM resident WHERE id > ? ORDER BY id LIMIT ?"#,
        after,
        limit
    )
    .fetch_all(db)
    .await?;
    rows.into_iter()
        .map(|row| {
            Ok(Resident {
                id: ResidentId::new(row.id),
                person: Person {
                    key: row.key,
                    name: row.name,
                    suite: row.suite,
                    email: row.email,
                    phone: row.phone,
                    language: code::member(&row.language)?,
                },
                notes: row.notes,
                moved_out_at: row.moved_out_at.map(code::instant).transpose()?,
            })
        })
        .collect()
}

/// A booking as it goes out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Booking {
    /// Which.
    pub id: BookingId,
    /// Its reference.
    pub reference: String,
    /// Its event's title.
    pub event: String,
    /// When that begins.
    pub starts_at: DateTime<Utc>,
    /// When that ends.
    pub ends_at: DateTime<Utc>,
    /// Where that is.
    pub place: String,
    /// Who booked.
    pub person: Person,
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
    /// Why it was declined or cancelled.
    pub reason: String,
    /// When it was made.
    pub booked_at: DateTime<Utc>,
}

/// Bookings by number, after this one.
///
/// # Errors
/// [`StoreError`].
pub async fn bookings(
    db: &mut SqliteConnection,
    after: BookingId,
    limit: u32,
) -> Result<Vec<Booking>, StoreError> {
    let after = after.get();
    let rows = sqlx::query!(
        r#"SELECT booking.id AS "id!", reference, title, event.starts_at, event.ends_at, place, party, status, payment,
            amount_minor, amount_currency, note, reason, booked_at, coalesce(resident.key, '') AS "key!: String",
            name, suite, email, phone, language
        FROM booking
        CROSS JOIN event ON event.id = event_id
        CROSS JOIN resident ON resident.id = resident_id
        WHERE booking.id > ? ORDER BY booking.id LIMIT ?"#,
        after,
        limit
    )
    .fetch_all(db)
    .await?;
    rows.into_iter()
        .map(|row| {
            Ok(Booking {
                id: BookingId::new(row.id),
                reference: row.reference,
                event: row.title,
                starts_at: code::instant(row.starts_at)?,
                ends_at: code::instant(row.ends_at)?,
                place: row.place,
                person: Person {
                    key: row.key,
                    name: row.name,
                    suite: row.suite,
                    email: row.email,
                    phone: row.phone,
                    language: code::member(&row.language)?,
                },
                party: code::count(row.party),
                status: code::member(&row.status)?,
                payment: code::member(&row.payment)?,
                amount: booking::money(row.amount_minor, row.amount_currency),
                note: row.note,
                reason: row.reason,
                booked_at: code::instant(row.booked_at)?,
            })
        })
        .collect()
}

/// An entry as it goes out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Which.
    pub id: EntryId,
    /// Its conversation.
    pub conversation: ConversationId,
    /// Whether that is open.
    pub state: ConversationState,
    /// The reference of that's booking.
    pub reference: Option<String>,
    /// The title of that's event.
    pub event: Option<String>,
    /// With whom it is.
    pub resident: String,
    /// Where they live.
    pub suite: String,
    /// When.
    pub at: DateTime<Utc>,
    /// What it is.
    pub kind: EntryKind,
    /// Which staff member's; `None`: the resident's, or nobody's.
    pub by: Option<String>,
    /// The words.
    pub text: String,
    /// How it stands on its way; `None` where it goes nowhere.
    pub outbox: Option<OutboxState>,
    /// A report says that it did not arrive.
    pub failed: bool,
    /// The names of the files that came or went with it, one a line.
    pub files: String,
}

/// Entries by conversation and in the order of the thread, after this place.
///
/// # Errors
/// [`StoreError`].
pub async fn entries(
    db: &mut SqliteConnection,
    (conversation, after): (ConversationId, Key),
    limit: u32,
) -> Result<Vec<Entry>, StoreError> {
    let conversation = conversation.get();
    let rows = sqlx::query!(
        r#"SELECT entry.id AS "id!", entry.conversation_id, conversation.state, reference AS "reference?",
            title AS "title?", resident.name AS resident, resident.suite, entry.at, entry.kind, staff.name AS "by?", entry.text,
            stands.state AS "outbox?", stands.reported IS 'failed' AS "failed!: bool",
            coalesce(
                (SELECT group_concat(name, char(10)) FROM file WHERE file.entry_id = entry.id),
                (SELECT group_concat(name, char(10)) FROM attachment WHERE attachment.entry_id = entry.id),
                ''
            ) AS "files!: String"
        FROM entry
        CROSS JOIN conversation ON conversation.id = entry.conversation_id
        CROSS JOIN resident ON resident.id = conversation.resident_id
        LEFT JOIN booking ON booking.id = conversation.booking_id
        LEFT JOIN event ON event.id = booking.event_id
        LEFT JOIN staff ON staff.id = entry.staff_id
        LEFT JOIN outbox AS stands ON stands.entry_id = entry.id
        WHERE (entry.conversation_id, entry.at, entry.id) > (?, ?, ?)
        ORDER BY entry.conversation_id, entry.at, entry.id LIMIT ?"#,
        conversation,
        after.at,
        after.id,
        limit
    )
    .fetch_all(db)
    .await?;
    rows.into_iter()
        .map(|row| {
            Ok(Entry {
                id: EntryId::new(row.id),
                conversation: ConversationId::new(row.conversation_id),
                state: code::member(&row.state)?,
                reference: row.reference,
                event: row.title,
                resident: row.resident,
                suite: row.suite,
                at: code::instant(row.at)?,
                kind: code::member(&row.kind)?,
                by: row.by,
                text: row.text,
                outbox: row.outbox.as_deref().map(code::member).transpose()?,
                failed: row.failed,
                files: row.files,
            })
        })
        .collect()
}

/// A line of the record as it goes out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Its number.
    pub id: i64,
    /// When.
    pub at: DateTime<Utc>,
    /// Who; `None`: nobody was signed in.
    pub by: Option<String>,
    /// What was done.
    pub action: String,
    /// To what.
    pub subject: String,
    /// To which; `None`: the building as a whole.
    pub subject_id: Option<i64>,
    /// More.
    pub detail: String,
}

/// R52: lines of the record by number, after this one.
///
/// # Errors
/// [`StoreError`].
pub async fn record(db: &mut SqliteConnection, after: i64, limit: u32) -> Result<Vec<Line>, StoreError> {
    let rows = sqlx::query!(
        r#"SELECT record.id AS "id!", at, name AS "by?", action, subject, subject_id, detail
        FROM record LEFT JOIN staff ON staff.id = staff_id
        WHERE record.id > ? ORDER BY record.id LIMIT ?"#,
        after,
        limit
    )
    .fetch_all(db)
    .await?;
    rows.into_iter()
        .map(|row| {
            Ok(Line {
                id: row.id,
                at: code::instant(row.at)?,
                by: row.by,
                action: row.action,
                subject: row.subject,
                subject_id: row.subject_id,
                detail: row.detail,
            })
        })
        .collect()
}
