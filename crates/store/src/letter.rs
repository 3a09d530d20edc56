//! What a message is written from as a mail, in one call: a call costs more than its statement.

use chrono::{DateTime, Utc};
use lobby_domain::{
    ids::{BookingId, EntryId},
    resident::Language,
};
use sqlx::SqliteConnection;

use crate::{StoreError, code};

/// A message, whom it goes to and what it is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facts {
    /// When it was written.
    pub at: DateTime<Utc>,
    /// The staff member's name.
    pub by: Option<String>,
    /// The words.
    pub text: String,
    /// Whether no message of the conversation has gone out or is to go before it.
    pub is_first: bool,
    /// Whether files go with it.
    pub has_files: bool,
    /// The ids of the conversation before it, the newest first, with whether each is the resident's; at most 20.
    pub thread: Vec<(String, bool)>,
    /// The resident's name.
    pub name: String,
    /// Their email address; empty without.
    pub email: String,
    /// The language in which they write.
    pub language: Language,
    /// The booking with its reference.
    pub booking: Option<(BookingId, String)>,
    /// The event's title and start.
    pub event: Option<(String, DateTime<Utc>)>,
    /// The building's name.
    pub building: String,
    /// Its time zone (IANA).
    pub time_zone: String,
}

/// Everything of it; `None` where there is no such entry.
///
/// # Errors
/// [`StoreError`].
pub async fn facts(db: &mut SqliteConnection, entry: EntryId) -> Result<Option<Facts>, StoreError> {
    let entry = entry.get();
    let row = sqlx::query!(
        r#"SELECT entry.at, entry.text, staff.name AS "by?", NOT EXISTS (
                SELECT 1 FROM entry AS earlier JOIN outbox ON outbox.entry_id = earlier.id
                WHERE earlier.conversation_id = entry.conversation_id AND earlier.id < entry.id
                    AND outbox.state <> 'discarded'
            ) AS "is_first!: bool",
            EXISTS (SELECT 1 FROM file WHERE file.entry_id = entry.id) AS "has_files!: bool",
            (
                SELECT json_group_array(json_array(message_id, kind = 'message_in')) FROM (
                    SELECT coalesce(outbox.message_id, mail.message_id) AS message_id, earlier.kind
                    FROM entry AS earlier
                    LEFT JOIN outbox ON outbox.entry_id = earlier.id
                    LEFT JOIN entry_mail ON entry_mail.entry_id = earlier.id
                    LEFT JOIN mail ON mail.id = entry_mail.mail_id
                    WHERE earlier.conversation_id = entry.conversation_id AND earlier.id < entry.id
                        AND coalesce(outbox.message_id, mail.message_id) IS NOT NULL
                        AND (outbox.state IS NULL OR outbox.state IN ('accepted', 'unknown', 'sending'))
                    ORDER BY earlier.at DESC, earlier.id DESC LIMIT 20
                )
            ) AS "thread!: String",
            resident.name, resident.email, resident.language, booking_id, reference AS "reference?",
            title AS "title?", event.starts_at AS "starts_at?", building.name AS building, time_zone
        FROM entry
        JOIN conversation ON conversation.id = entry.conversation_id
        JOIN resident ON resident.id = conversation.resident_id
        JOIN building ON building.id = 1
        LEFT JOIN booking ON booking.id = conversation.booking_id
        LEFT JOIN event ON event.id = booking.event_id
        LEFT JOIN staff ON staff.id = entry.staff_id
        WHERE entry.id = ?"#,
        entry
    )
    .fetch_optional(db)
    .await?;
    row.map(|row| {
        let starts_at = row.starts_at.map(code::instant).transpose()?;
        Ok(Facts {
            at: code::instant(row.at)?,
            by: row.by,
            text: row.text,
            is_first: row.is_first,
            has_files: row.has_files,
            thread: thread(&row.thread)?,
            name: row.name,
            email: row.email,
            language: code::member(&row.language)?,
            booking: row.booking_id.map(BookingId::new).zip(row.reference),
            event: row.title.zip(starts_at),
            building: row.building,
            time_zone: row.time_zone,
        })
    })
    .transpose()
}

fn thread(list: &str) -> Result<Vec<(String, bool)>, StoreError> {
    // SQLite knows no truth values: 0 or 1.
    let ids: Vec<(String, u8)> = serde_json::from_str(list).map_err(|error| StoreError::Unreadable {
        what: "thread",
        value: error.to_string(),
    })?;
    Ok(ids
        .into_iter()
        .map(|(id, is_theirs)| (id, is_theirs == 1))
        .collect())
}
