//! Many rows at once, their ids given: how a sample building and one of any size are made.
//!
//! The number of rows of a statement changes with what is left to insert, so these queries are built and
//! not checked at compile time; the tests run each of them.

use chrono::{DateTime, TimeDelta, Utc};
use lobby_domain::{
    booking::BookingStatus,
    conversation::ConversationState,
    entry::{DraftKind, EntryKind},
    event::{EventKind, Response},
    ids::{BookingId, ConversationId, EntryId, EventId, ResidentId, SeriesId, StaffId},
    money::{Money, PaymentStatus},
    resident::{Language, fold},
};
use sqlx::{QueryBuilder, Sqlite, SqliteConnection};

use crate::{StoreError, code};

/// Rows of one statement: 16 columns of them stay far below the 32,766 parameters that SQLite takes.
const ROWS: usize = 500;

/// A resident who lives here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resident {
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
    /// Notes for staff.
    pub notes: String,
    /// Since when Lobby knows them.
    pub created_at: DateTime<Utc>,
}

/// A series of events.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Series {
    /// Which.
    pub id: SeriesId,
    /// The UID of the calendar.
    pub key: String,
    /// The master component as text (RFC 5545).
    pub source: String,
    /// Its rule, for people.
    pub rule: String,
    /// From when occurrences have been laid down.
    pub laid_down_from: DateTime<Utc>,
    /// Until when occurrences have been laid down.
    pub laid_down_until: DateTime<Utc>,
}

/// An event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// Which.
    pub id: EventId,
    /// Its key in a calendar.
    pub key: Option<String>,
    /// The series it belongs to.
    pub series: Option<SeriesId>,
    /// Its kind.
    pub kind: EventKind,
    /// Its title.
    pub title: String,
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
    /// Since when Lobby knows it.
    pub created_at: DateTime<Utc>,
}

/// An answer to a Meeting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The Meeting.
    pub event: EventId,
    /// Who answers.
    pub resident: ResidentId,
    /// Attending or not; no answer is no row.
    pub response: Response,
    /// When.
    pub at: DateTime<Utc>,
}

/// A booking. Its conversation makes itself known to it.
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
    /// Why it was declined or cancelled.
    pub reason: String,
    /// When it was made.
    pub booked_at: DateTime<Utc>,
    /// Who wrote it down; `None` from a file.
    pub booked_by: Option<StaffId>,
    /// When its event begins.
    pub starts_at: DateTime<Utc>,
    /// When its event ends.
    pub ends_at: DateTime<Utc>,
}

/// A conversation with its last words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conversation {
    /// Which.
    pub id: ConversationId,
    /// Its booking; `None` with the label Resident.
    pub booking: Option<BookingId>,
    /// The resident.
    pub resident: ResidentId,
    /// Open or closed.
    pub state: ConversationState,
    /// R43: since when it waits for an answer; `None` it does not.
    pub waits_since: Option<DateTime<Utc>>,
    /// Who began it; `None` the resident.
    pub started_by: Option<StaffId>,
    /// When.
    pub started_at: DateTime<Utc>,
    /// The last entry with words of a person.
    pub last_entry: EntryId,
    /// When it was written.
    pub last_at: DateTime<Utc>,
    /// What it is.
    pub last_kind: EntryKind,
    /// Who wrote it; `None` the resident.
    pub last_by: Option<StaffId>,
    /// One line of it.
    pub last_words: String,
    /// When the event begins; `None` without a booking.
    pub event_starts_at: Option<DateTime<Utc>>,
}

/// An entry of a conversation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Which.
    pub id: EntryId,
    /// In which conversation.
    pub conversation: ConversationId,
    /// What it is.
    pub kind: EntryKind,
    /// When.
    pub at: DateTime<Utc>,
    /// Who; `None` the resident.
    pub by: Option<StaffId>,
    /// The words; empty where there are none.
    pub text: String,
}

/// How a message of staff stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Outgoing {
    /// The message.
    pub entry: EntryId,
    /// Its conversation.
    pub conversation: ConversationId,
    /// Whether the mail server has taken it.
    pub accepted: bool,
    /// Since when it stands so.
    pub since: DateTime<Utc>,
}

/// What a staff member has not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unread {
    /// Who.
    pub staff: StaffId,
    /// In which conversation.
    pub conversation: ConversationId,
    /// How many entries.
    pub entries: u32,
    /// The first of them.
    pub first: EntryId,
    /// The conversation's last words.
    pub last_at: DateTime<Utc>,
}

/// What a staff member has begun to write in a conversation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// Who.
    pub staff: StaffId,
    /// In which conversation.
    pub conversation: ConversationId,
    /// In which composer.
    pub kind: DraftKind,
    /// The words.
    pub text: String,
    /// When.
    pub at: DateTime<Utc>,
}

/// Everything that a building holds beside its staff.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rows {
    /// Who lives there.
    pub residents: Vec<Resident>,
    /// Series of events.
    pub series: Vec<Series>,
    /// Events.
    pub events: Vec<Event>,
    /// Answers to Meetings.
    pub answers: Vec<Answer>,
    /// Bookings.
    pub bookings: Vec<Booking>,
    /// The last number of each pair of letters.
    pub numbers: Vec<(String, u32)>,
    /// Conversations.
    pub conversations: Vec<Conversation>,
    /// Entries.
    pub entries: Vec<Entry>,
    /// How messages of staff stand.
    pub outgoing: Vec<Outgoing>,
    /// What is not read.
    pub unread: Vec<Unread>,
    /// What is begun.
    pub drafts: Vec<Draft>,
    /// R43: when answers were given, and how long they took.
    pub answer_times: Vec<(DateTime<Utc>, TimeDelta)>,
}

/// Inserts everything, in the order in which rows refer to each other.
///
/// # Errors
/// [`StoreError`]; the database keeps its rules here as everywhere.
pub async fn insert(db: &mut SqliteConnection, rows: &Rows) -> Result<(), StoreError> {
    residents(db, &rows.residents).await?;
    series(db, &rows.series).await?;
    events(db, &rows.events).await?;
    answers(db, &rows.answers).await?;
    bookings(db, &rows.bookings).await?;
    numbers(db, &rows.numbers).await?;
    conversations(db, &rows.conversations).await?;
    entries(db, &rows.entries).await?;
    outgoing(db, &rows.outgoing).await?;
    unread(db, &rows.unread).await?;
    drafts(db, &rows.drafts).await?;
    answer_times(db, &rows.answer_times).await
}

/// The values of one row.
type Values<'q, 'a> = sqlx::query_builder::Separated<'q, Sqlite, &'a str>;

/// Inserts rows in statements of many: `head` names the table and its columns, `bind` gives a row's values.
async fn many<T>(
    db: &mut SqliteConnection,
    head: &'static str,
    rows: &[T],
    bind: impl Fn(&mut Values<'_, '_>, &T),
) -> Result<(), StoreError> {
    for some in rows.chunks(ROWS) {
        let mut query = QueryBuilder::<Sqlite>::new(head);
        query.push_values(some, |mut values, row| bind(&mut values, row));
        query.build().execute(&mut *db).await?;
    }
    Ok(())
}

async fn residents(db: &mut SqliteConnection, rows: &[Resident]) -> Result<(), StoreError> {
    let head =
        "INSERT INTO resident (id, name, name_folded, suite, email, phone, language, notes, created_at) ";
    many(db, head, rows, |values, row| {
        values
            .push_bind(row.id.get())
            .push_bind(row.name.clone())
            .push_bind(fold(&row.name))
            .push_bind(row.suite.clone())
            .push_bind(row.email.clone())
            .push_bind(row.phone.clone())
            .push_bind(code::text(&row.language))
            .push_bind(row.notes.clone())
            .push_bind(code::millis(row.created_at));
    })
    .await
}

async fn series(db: &mut SqliteConnection, rows: &[Series]) -> Result<(), StoreError> {
    let head = "INSERT INTO series (id, key, source, rule, laid_down_from, laid_down_until) ";
    many(db, head, rows, |values, row| {
        values
            .push_bind(row.id.get())
            .push_bind(row.key.clone())
            .push_bind(row.source.clone())
            .push_bind(row.rule.clone())
            .push_bind(code::millis(row.laid_down_from))
            .push_bind(code::millis(row.laid_down_until));
    })
    .await
}

async fn events(db: &mut SqliteConnection, rows: &[Event]) -> Result<(), StoreError> {
    let head =
        "INSERT INTO event (id, key, series_id, kind, title, title_folded, starts_at, ends_at, all_day,
        place, description, capacity, guests_allowed, booking_required, price_minor, price_currency,
        created_at) ";
    many(db, head, rows, |values, row| {
        values
            .push_bind(row.id.get())
            .push_bind(row.key.clone())
            .push_bind(row.series.map(SeriesId::get))
            .push_bind(code::text(&row.kind))
            .push_bind(row.title.clone())
            .push_bind(fold(&row.title))
            .push_bind(code::millis(row.starts_at))
            .push_bind(code::millis(row.ends_at))
            .push_bind(row.all_day)
            .push_bind(row.place.clone())
            .push_bind(row.description.clone())
            .push_bind(row.capacity)
            .push_bind(row.guests_allowed)
            .push_bind(row.booking_required)
            .push_bind(row.price.as_ref().map(|price| price.minor))
            .push_bind(row.price.as_ref().map(|price| price.currency.clone()))
            .push_bind(code::millis(row.created_at));
    })
    .await
}

async fn answers(db: &mut SqliteConnection, rows: &[Answer]) -> Result<(), StoreError> {
    let head = "INSERT INTO response (event_id, resident_id, answer, at) ";
    many(db, head, rows, |values, row| {
        values
            .push_bind(row.event.get())
            .push_bind(row.resident.get())
            .push_bind(code::text(&row.response))
            .push_bind(code::millis(row.at));
    })
    .await
}

async fn bookings(db: &mut SqliteConnection, rows: &[Booking]) -> Result<(), StoreError> {
    let head =
        "INSERT INTO booking (id, reference, event_id, resident_id, party, status, payment, amount_minor,
        amount_currency, note, reason, booked_at, booked_by, starts_at, ends_at) ";
    many(db, head, rows, |values, row| {
        values
            .push_bind(row.id.get())
            .push_bind(row.reference.clone())
            .push_bind(row.event.get())
            .push_bind(row.resident.get())
            .push_bind(row.party)
            .push_bind(code::text(&row.status))
            .push_bind(code::text(&row.payment))
            .push_bind(row.amount.as_ref().map(|amount| amount.minor))
            .push_bind(row.amount.as_ref().map(|amount| amount.currency.clone()))
            .push_bind(row.note.clone())
            .push_bind(row.reason.clone())
            .push_bind(code::millis(row.booked_at))
            .push_bind(row.booked_by.map(StaffId::get))
            .push_bind(code::millis(row.starts_at))
            .push_bind(code::millis(row.ends_at));
    })
    .await
}

async fn numbers(db: &mut SqliteConnection, rows: &[(String, u32)]) -> Result<(), StoreError> {
    let head = "INSERT INTO reference_number (letters, last) ";
    many(db, head, rows, |values, (letters, last)| {
        values.push_bind(letters.clone()).push_bind(*last);
    })
    .await
}

async fn conversations(db: &mut SqliteConnection, rows: &[Conversation]) -> Result<(), StoreError> {
    let head =
        "INSERT INTO conversation (id, booking_id, resident_id, state, needs_reply, waits_since, started_by,
        started_at, last_entry_id, last_at, last_kind, last_staff_id, last_words, event_starts_at) ";
    many(db, head, rows, |values, row| {
        values
            .push_bind(row.id.get())
            .push_bind(row.booking.map(BookingId::get))
            .push_bind(row.resident.get())
            .push_bind(code::text(&row.state))
            .push_bind(row.waits_since.is_some())
            .push_bind(row.waits_since.map(code::millis))
            .push_bind(row.started_by.map(StaffId::get))
            .push_bind(code::millis(row.started_at))
            .push_bind(row.last_entry.get())
            .push_bind(code::millis(row.last_at))
            .push_bind(code::text(&row.last_kind))
            .push_bind(row.last_by.map(StaffId::get))
            .push_bind(row.last_words.clone())
            .push_bind(row.event_starts_at.map_or(0, code::millis));
    })
    .await
}

async fn answer_times(
    db: &mut SqliteConnection,
    rows: &[(DateTime<Utc>, TimeDelta)],
) -> Result<(), StoreError> {
    let head = "INSERT INTO answer_time (at, waited) ";
    many(db, head, rows, |values, (at, waited)| {
        values
            .push_bind(code::millis(*at))
            .push_bind(waited.num_milliseconds());
    })
    .await
}

async fn entries(db: &mut SqliteConnection, rows: &[Entry]) -> Result<(), StoreError> {
    let head = "INSERT INTO entry (id, conversation_id, kind, at, staff_id, text) ";
    many(db, head, rows, |values, row| {
        values
            .push_bind(row.id.get())
            .push_bind(row.conversation.get())
            .push_bind(code::text(&row.kind))
            .push_bind(code::millis(row.at))
            .push_bind(row.by.map(StaffId::get))
            .push_bind(row.text.clone());
    })
    .await
}

async fn outgoing(db: &mut SqliteConnection, rows: &[Outgoing]) -> Result<(), StoreError> {
    let head = "INSERT INTO outbox (entry_id, conversation_id, state, since) ";
    many(db, head, rows, |values, row| {
        values
            .push_bind(row.entry.get())
            .push_bind(row.conversation.get())
            .push_bind(if row.accepted { "accepted" } else { "waiting" })
            .push_bind(code::millis(row.since));
    })
    .await
}

async fn unread(db: &mut SqliteConnection, rows: &[Unread]) -> Result<(), StoreError> {
    let head = "INSERT INTO unread (staff_id, conversation_id, entries, first_entry_id, last_at) ";
    many(db, head, rows, |values, row| {
        values
            .push_bind(row.staff.get())
            .push_bind(row.conversation.get())
            .push_bind(row.entries)
            .push_bind(row.first.get())
            .push_bind(code::millis(row.last_at));
    })
    .await
}

async fn drafts(db: &mut SqliteConnection, rows: &[Draft]) -> Result<(), StoreError> {
    let head = "INSERT INTO draft (staff_id, conversation_id, kind, text, at) ";
    many(db, head, rows, |values, row| {
        values
            .push_bind(row.staff.get())
            .push_bind(row.conversation.get())
            .push_bind(code::text(&row.kind))
            .push_bind(row.text.clone())
            .push_bind(code::millis(row.at));
    })
    .await
}
