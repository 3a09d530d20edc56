//! Entries of conversations.

use chrono::{DateTime, Utc};
use lobby_domain::{
    entry::EntryKind,
    ids::{ConversationId, EntryId, StaffId},
};
use sqlx::SqliteConnection;

use crate::{StoreError, code};

/// An entry to be added.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct New<'a> {
    /// In which conversation.
    pub conversation: ConversationId,
    /// What it is.
    pub kind: EntryKind,
    /// When.
    pub at: DateTime<Utc>,
    /// Who; `None` the resident.
    pub by: Option<StaffId>,
    /// The words; empty where there are none.
    pub text: &'a str,
}

/// An entry as the thread shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Which.
    pub id: EntryId,
    /// What it is.
    pub kind: EntryKind,
    /// When.
    pub at: DateTime<Utc>,
    /// Who; `None` the resident.
    pub by: Option<(StaffId, String)>,
    /// The words.
    pub text: String,
    /// Whether the mail server has taken it; `None` where it goes nowhere.
    pub accepted: Option<bool>,
}

/// A place in a thread: instant (milliseconds) and entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key {
    /// Milliseconds.
    pub at: i64,
    /// The entry.
    pub id: i64,
}

impl Key {
    /// After everything.
    pub const LAST: Self = Self {
        at: i64::MAX,
        id: i64::MAX,
    };
}

/// Adds an entry. The conversation's last words are [`crate::conversation::set_last`]'s.
///
/// # Errors
/// [`StoreError`].
pub async fn insert(db: &mut SqliteConnection, new: &New<'_>) -> Result<EntryId, StoreError> {
    let (conversation, kind, at, by) = (
        new.conversation.get(),
        code::text(&new.kind),
        code::millis(new.at),
        new.by.map(StaffId::get),
    );
    let row = sqlx::query!(
        "INSERT INTO entry (conversation_id, kind, at, staff_id, text) VALUES (?, ?, ?, ?, ?)",
        conversation,
        kind,
        at,
        by,
        new.text
    )
    .execute(db)
    .await?;
    Ok(EntryId::new(row.last_insert_rowid()))
}

/// When the last entry of a conversation is; `None` before the first.
///
/// # Errors
/// [`StoreError`].
pub async fn last_time(
    db: &mut SqliteConnection,
    conversation: ConversationId,
) -> Result<Option<DateTime<Utc>>, StoreError> {
    let conversation = conversation.get();
    let at = sqlx::query_scalar!(
        "SELECT at FROM entry WHERE conversation_id = ? ORDER BY at DESC, id DESC LIMIT 1",
        conversation
    )
    .fetch_optional(db)
    .await?;
    at.map(code::instant).transpose()
}

/// At most `limit` entries before `before`, the newest first.
///
/// # Errors
/// [`StoreError`].
pub async fn page(
    db: &mut SqliteConnection,
    conversation: ConversationId,
    before: Key,
    limit: u32,
) -> Result<Vec<Row>, StoreError> {
    let conversation = conversation.get();
    let rows = sqlx::query!(
        r#"SELECT entry.id AS "id!", kind, at, entry.staff_id, staff.name AS "name?", text,
            outbox.state AS "outbox?"
        FROM entry
        LEFT JOIN staff ON staff.id = entry.staff_id
        LEFT JOIN outbox ON outbox.entry_id = entry.id
        WHERE entry.conversation_id = ? AND (at, entry.id) < (?, ?)
        ORDER BY at DESC, entry.id DESC LIMIT ?"#,
        conversation,
        before.at,
        before.id,
        limit
    )
    .fetch_all(db)
    .await?;
    rows.into_iter()
        .map(|row| {
            Ok(Row {
                id: EntryId::new(row.id),
                kind: code::member(&row.kind)?,
                at: code::instant(row.at)?,
                by: row.staff_id.map(StaffId::new).zip(row.name),
                text: row.text,
                accepted: row.outbox.map(|state| state == "accepted"),
            })
        })
        .collect()
}
