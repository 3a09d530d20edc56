//! Bookings: pages of them, one in full, and what the rules look at.

use chrono::{DateTime, Utc};
use lobby_domain::{
    booking::BookingStatus,
    capacity::Capacity,
    conversation::ConversationState,
    event::EventKind,
    ids::{BookingId, ConversationId, EventId, ResidentId, StaffId},
    money::{Money, PaymentStatus},
};
use sqlx::SqliteConnection;

use crate::{StoreError, code};

/// A booking as lists show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Which.
    pub id: BookingId,
    /// Its reference.
    pub reference: String,
    /// Its event.
    pub event: EventId,
    /// Who booked.
    pub resident: ResidentId,
    /// Their name.
    pub resident_name: String,
    /// Their suite.
    pub suite: String,
    /// Whether they have an email address.
    pub has_email: bool,
    /// Persons in all.
    pub party: u32,
    /// Where it stands.
    pub status: BookingStatus,
    /// How the payment stands.
    pub payment: PaymentStatus,
    /// The amount.
    pub amount: Option<Money>,
    /// Its conversation.
    pub conversation: Option<(ConversationId, ConversationState)>,
    /// Entries of it that the staff member has not read.
    pub unread: u32,
}

/// What the side panel shows beyond [`Row`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Detail {
    /// The note.
    pub note: String,
    /// Why it was declined or cancelled.
    pub reason: String,
    /// When it was made.
    pub booked_at: DateTime<Utc>,
    /// Who wrote it down; `None` from a file.
    pub booked_by: Option<String>,
}

/// What the rules look at before a booking changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facts {
    /// Its event.
    pub event: EventId,
    /// The event's kind.
    pub kind: EventKind,
    /// Whether the event requires booking.
    pub booking_required: bool,
    /// Whether the event takes guests.
    pub guests_allowed: bool,
    /// The event's capacity, this booking included where it takes places.
    pub capacity: Capacity,
    /// When the event begins.
    pub starts_at: DateTime<Utc>,
    /// Who booked.
    pub resident: ResidentId,
    /// Their email address; empty without.
    pub email: String,
    /// Persons in all.
    pub party: u32,
    /// Where it stands.
    pub status: BookingStatus,
    /// How the payment stands.
    pub payment: PaymentStatus,
    /// Its conversation.
    pub conversation: Option<(ConversationId, ConversationState)>,
}

/// A booking to be added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct New<'a> {
    /// Its reference.
    pub reference: &'a str,
    /// Its event.
    pub event: EventId,
    /// Who books.
    pub resident: ResidentId,
    /// Persons in all.
    pub party: u32,
    /// Where it stands.
    pub status: BookingStatus,
    /// How the payment stands.
    pub payment: PaymentStatus,
    /// The amount.
    pub amount: Option<&'a Money>,
    /// The note.
    pub note: &'a str,
    /// When it was made.
    pub booked_at: DateTime<Utc>,
    /// Who wrote it down; `None` from a file.
    pub booked_by: Option<StaffId>,
}

/// The rows of these bookings, in their order, for one staff member; those that are gone are left out.
///
/// # Errors
/// [`StoreError`].
pub async fn rows(
    db: &mut SqliteConnection,
    staff: StaffId,
    ids: &[BookingId],
) -> Result<Vec<Row>, StoreError> {
    let (staff, wanted) = (staff.get(), code::id_list(ids));
    let found = sqlx::query!(
        r#"SELECT booking.id AS "id!", reference, event_id, booking.resident_id, name, suite,
            email <> '' AS "has_email!: bool", party, status, payment, amount_minor, amount_currency,
            conversation.id AS "conversation_id?", state AS "state?", entries AS "unread?: i64"
        FROM json_each(?1) AS wanted
        CROSS JOIN booking ON booking.id = wanted.value
        JOIN resident ON resident.id = booking.resident_id
        LEFT JOIN conversation ON conversation.booking_id = booking.id
        LEFT JOIN unread ON unread.staff_id = ?2 AND unread.conversation_id = conversation.id"#,
        wanted,
        staff
    )
    .fetch_all(db)
    .await?;
    found
        .into_iter()
        .map(|row| {
            Ok(Row {
                id: BookingId::new(row.id),
                reference: row.reference,
                event: EventId::new(row.event_id),
                resident: ResidentId::new(row.resident_id),
                resident_name: row.name,
                suite: row.suite,
                has_email: row.has_email,
                party: code::count(row.party),
                status: code::member(&row.status)?,
                payment: code::member(&row.payment)?,
                amount: money(row.amount_minor, row.amount_currency),
                conversation: conversation(row.conversation_id, row.state.as_deref())?,
                unread: code::count(row.unread.unwrap_or(0)),
            })
        })
        .collect()
}

/// What the side panel shows beyond the row.
///
/// # Errors
/// [`StoreError`].
pub async fn detail(db: &mut SqliteConnection, id: BookingId) -> Result<Option<Detail>, StoreError> {
    let id = id.get();
    let row = sqlx::query!(
        r#"SELECT note, reason, booked_at, staff.name AS "booked_by?"
        FROM booking LEFT JOIN staff ON staff.id = booking.booked_by WHERE booking.id = ?"#,
        id
    )
    .fetch_optional(db)
    .await?;
    row.map(|row| {
        Ok(Detail {
            note: row.note,
            reason: row.reason,
            booked_at: code::instant(row.booked_at)?,
            booked_by: row.booked_by,
        })
    })
    .transpose()
}

/// What the rules look at, read in the transaction that will change it.
///
/// # Errors
/// [`StoreError`].
pub async fn facts(db: &mut SqliteConnection, id: BookingId) -> Result<Option<Facts>, StoreError> {
    let id = id.get();
    let row = sqlx::query!(
        r#"SELECT event_id, kind, booking_required AS "booking_required: bool",
            guests_allowed AS "guests_allowed: bool", capacity, event.starts_at,
            (SELECT coalesce(sum(other.party), 0) FROM booking AS other
                WHERE other.event_id = event.id AND other.status IN ('confirmed', 'checked_in'))
                AS "taken!: i64",
            booking.resident_id, email, party, status, payment,
            conversation.id AS "conversation_id?", state AS "state?"
        FROM booking
        JOIN event ON event.id = booking.event_id
        JOIN resident ON resident.id = booking.resident_id
        LEFT JOIN conversation ON conversation.booking_id = booking.id
        WHERE booking.id = ?"#,
        id
    )
    .fetch_optional(db)
    .await?;
    row.map(|row| {
        Ok(Facts {
            event: EventId::new(row.event_id),
            kind: code::member(&row.kind)?,
            booking_required: row.booking_required,
            guests_allowed: row.guests_allowed,
            capacity: Capacity {
                limit: row.capacity.map(code::count),
                taken: code::count(row.taken),
            },
            starts_at: code::instant(row.starts_at)?,
            resident: ResidentId::new(row.resident_id),
            email: row.email,
            party: code::count(row.party),
            status: code::member(&row.status)?,
            payment: code::member(&row.payment)?,
            conversation: conversation(row.conversation_id, row.state.as_deref())?,
        })
    })
    .transpose()
}

/// Adds a booking; its times are its event's.
///
/// # Errors
/// [`StoreError`]; [`StoreError::is_taken`] when the reference is.
pub async fn insert(db: &mut SqliteConnection, new: &New<'_>) -> Result<BookingId, StoreError> {
    let (event, resident, booked_by) = (
        new.event.get(),
        new.resident.get(),
        new.booked_by.map(StaffId::get),
    );
    let (status, payment, booked_at) = (
        code::text(&new.status),
        code::text(&new.payment),
        code::millis(new.booked_at),
    );
    let (minor, currency) = (
        new.amount.map(|money| money.minor),
        new.amount.map(|money| money.currency.as_str()),
    );
    let row = sqlx::query!(
        "INSERT INTO booking (reference, event_id, resident_id, party, status, payment, amount_minor,
            amount_currency, note, reason, booked_at, booked_by, starts_at, ends_at)
        SELECT ?, id, ?, ?, ?, ?, ?, ?, ?, '', ?, ?, starts_at, ends_at FROM event WHERE id = ?",
        new.reference,
        resident,
        new.party,
        status,
        payment,
        minor,
        currency,
        new.note,
        booked_at,
        booked_by,
        event
    )
    .execute(db)
    .await?;
    Ok(BookingId::new(row.last_insert_rowid()))
}

/// The next number of these letters; each number is given once.
///
/// # Errors
/// [`StoreError`].
pub async fn next_number(db: &mut SqliteConnection, letters: &str) -> Result<u32, StoreError> {
    let number = sqlx::query_scalar!(
        r#"INSERT INTO reference_number (letters, last) VALUES (?, 1)
        ON CONFLICT (letters) DO UPDATE SET last = last + 1 RETURNING last AS "last!: i64""#,
        letters
    )
    .fetch_one(db)
    .await?;
    Ok(code::count(number))
}

/// Sets the status, and why.
///
/// # Errors
/// [`StoreError`].
pub async fn set_status(
    db: &mut SqliteConnection,
    id: BookingId,
    status: BookingStatus,
    reason: &str,
) -> Result<(), StoreError> {
    let (id, status) = (id.get(), code::text(&status));
    sqlx::query!(
        "UPDATE booking SET status = ?, reason = ? WHERE id = ?",
        status,
        reason,
        id
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Sets party and note.
///
/// # Errors
/// [`StoreError`].
pub async fn set_party(
    db: &mut SqliteConnection,
    id: BookingId,
    party: u32,
    note: &str,
) -> Result<(), StoreError> {
    let id = id.get();
    sqlx::query!(
        "UPDATE booking SET party = ?, note = ? WHERE id = ?",
        party,
        note,
        id
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Sets how the payment stands.
///
/// # Errors
/// [`StoreError`].
pub async fn set_payment(
    db: &mut SqliteConnection,
    id: BookingId,
    payment: PaymentStatus,
) -> Result<(), StoreError> {
    let (id, payment) = (id.get(), code::text(&payment));
    sqlx::query!("UPDATE booking SET payment = ? WHERE id = ?", payment, id)
        .execute(db)
        .await?;
    Ok(())
}

pub(crate) fn money(minor: Option<i64>, currency: Option<String>) -> Option<Money> {
    Some(Money {
        minor: code::count(minor?),
        currency: currency?,
    })
}

fn conversation(
    id: Option<i64>,
    state: Option<&str>,
) -> Result<Option<(ConversationId, ConversationState)>, StoreError> {
    match (id, state) {
        (Some(id), Some(state)) => Ok(Some((ConversationId::new(id), code::member(state)?))),
        _ => Ok(None),
    }
}

/// The booking with this reference, case aside.
///
/// # Errors
/// [`StoreError`].
pub async fn by_reference(
    db: &mut SqliteConnection,
    reference: &str,
) -> Result<Option<BookingId>, StoreError> {
    let id = sqlx::query_scalar!(
        r#"SELECT id AS "id!" FROM booking WHERE reference = ?"#,
        reference
    )
    .fetch_optional(db)
    .await?;
    Ok(id.map(BookingId::new))
}
