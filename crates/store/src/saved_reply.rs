//! Saved replies (R30), and what their placeholders stand for.

use chrono::{DateTime, Utc};
use lobby_domain::{
    ids::{BookingId, ConversationId, SavedReplyId, StaffId},
    money::Money,
    resident::Language,
};
use sqlx::SqliteConnection;

use crate::{StoreError, code};

/// A saved reply.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SavedReply {
    /// Which.
    pub id: SavedReplyId,
    /// Whose; `None` everybody's.
    pub of: Option<StaffId>,
    /// Its name.
    pub name: String,
    /// Its text in English; empty where there is none.
    pub english: String,
    /// Its text in French; empty where there is none.
    pub french: String,
}

/// What placeholders stand for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ground {
    /// The resident's name.
    pub resident: String,
    /// The language in which they write.
    pub language: Language,
    /// The booking's event: title, start, whether it takes the whole day, place.
    pub event: Option<(String, DateTime<Utc>, bool, String)>,
    /// What the booking costs.
    pub amount: Option<Money>,
}

/// The replies that somebody may use: everybody's and their own, by name.
///
/// # Errors
/// [`StoreError`].
pub async fn of(db: &mut SqliteConnection, staff: StaffId) -> Result<Vec<SavedReply>, StoreError> {
    let staff = staff.get();
    let rows = sqlx::query!(
        r#"SELECT id AS "id!: i64", staff_id AS "staff_id: i64", name AS "name!", english AS "english!", french AS "french!"
            FROM saved_reply WHERE staff_id IS NULL
        UNION ALL SELECT id, staff_id, name, english, french FROM saved_reply WHERE staff_id = ?"#,
        staff
    )
    .fetch_all(db)
    .await?;
    let mut all: Vec<SavedReply> = rows
        .into_iter()
        .map(|row| SavedReply {
            id: SavedReplyId::new(row.id),
            of: row.staff_id.map(StaffId::new),
            name: row.name,
            english: row.english,
            french: row.french,
        })
        .collect();
    all.sort_by_cached_key(|reply| (reply.name.to_lowercase(), reply.id));
    Ok(all)
}

/// Adds one.
///
/// # Errors
/// [`StoreError`].
pub async fn insert(db: &mut SqliteConnection, new: &SavedReply) -> Result<SavedReplyId, StoreError> {
    let of = new.of.map(StaffId::get);
    let row = sqlx::query!(
        "INSERT INTO saved_reply (staff_id, name, english, french) VALUES (?, ?, ?, ?)",
        of,
        new.name,
        new.english,
        new.french
    )
    .execute(db)
    .await?;
    Ok(SavedReplyId::new(row.last_insert_rowid()))
}

/// Changes one.
///
/// # Errors
/// [`StoreError`].
pub async fn update(db: &mut SqliteConnection, to: &SavedReply) -> Result<(), StoreError> {
    let (id, of) = (to.id.get(), to.of.map(StaffId::get));
    sqlx::query!(
        "UPDATE saved_reply SET staff_id = ?, name = ?, english = ?, french = ? WHERE id = ?",
        of,
        to.name,
        to.english,
        to.french,
        id
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Removes one.
///
/// # Errors
/// [`StoreError`].
pub async fn remove(db: &mut SqliteConnection, id: SavedReplyId) -> Result<(), StoreError> {
    let id = id.get();
    sqlx::query!("DELETE FROM saved_reply WHERE id = ?", id)
        .execute(db)
        .await?;
    Ok(())
}

/// What placeholders stand for in a conversation; `None` where there is no such conversation.
///
/// # Errors
/// [`StoreError`].
pub async fn ground_of_conversation(
    db: &mut SqliteConnection,
    id: ConversationId,
) -> Result<Option<Ground>, StoreError> {
    let id = id.get();
    let row = sqlx::query_as!(
        Row,
        r#"SELECT resident.name AS resident, resident.language, event.title AS "title?", event.starts_at AS "starts_at?",
            event.all_day AS "all_day?: bool", event.place AS "place?", amount_minor AS "amount_minor?",
            amount_currency AS "amount_currency?"
        FROM conversation JOIN resident ON resident.id = conversation.resident_id
        LEFT JOIN booking ON booking.id = conversation.booking_id
        LEFT JOIN event ON event.id = booking.event_id
        WHERE conversation.id = ?"#,
        id
    )
    .fetch_optional(db)
    .await?;
    row.map(Row::ground).transpose()
}

/// What placeholders stand for in the first message about a booking; `None` where there is no such booking.
///
/// # Errors
/// [`StoreError`].
pub async fn ground_of_booking(
    db: &mut SqliteConnection,
    id: BookingId,
) -> Result<Option<Ground>, StoreError> {
    let id = id.get();
    let row = sqlx::query_as!(
        Row,
        r#"SELECT resident.name AS resident, resident.language, event.title AS "title?", event.starts_at AS "starts_at?",
            event.all_day AS "all_day?: bool", event.place AS "place?", amount_minor, amount_currency
        FROM booking JOIN resident ON resident.id = booking.resident_id
        JOIN event ON event.id = booking.event_id
        WHERE booking.id = ?"#,
        id
    )
    .fetch_optional(db)
    .await?;
    row.map(Row::ground).transpose()
}

/// As it stands in the file.
struct Row {
    resident: String,
    language: String,
    title: Option<String>,
    starts_at: Option<i64>,
    all_day: Option<bool>,
    place: Option<String>,
    amount_minor: Option<i64>,
    amount_currency: Option<String>,
}

impl Row {
    fn ground(self) -> Result<Ground, StoreError> {
        let event = match (self.title, self.starts_at, self.all_day, self.place) {
            (Some(title), Some(starts), Some(all_day), Some(place)) => {
                Some((title, code::instant(starts)?, all_day, place))
            }
            _ => None,
        };
        Ok(Ground {
            resident: self.resident,
            language: code::member(&self.language)?,
            event,
            amount: self
                .amount_minor
                .zip(self.amount_currency)
                .map(|(minor, currency)| Money {
                    minor: code::count(minor),
                    currency,
                }),
        })
    }
}
