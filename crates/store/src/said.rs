//! What words of the desk change besides their entry, in one call: each call costs more than its statement.

use chrono::{DateTime, Utc};
use lobby_domain::ids::{ConversationId, StaffId};
use sqlx::SqliteConnection;

use crate::{StoreError, code, conversation::Last};

/// Words that somebody at the desk has just added to a conversation.
#[derive(Debug, Clone, Copy)]
pub struct Said<'a> {
    /// To which.
    pub conversation: ConversationId,
    /// Who.
    pub by: StaffId,
    /// The entry, as the conversation's last words.
    pub last: &'a Last<'a>,
    /// They go to the resident.
    pub goes_out: bool,
    /// When they were handed in.
    pub now: DateTime<Utc>,
}

/// Writes it down, in the transaction that makes the entry: what goes out is in the outbox, the conversation has
/// its last words, and who answers has read what was there (R40).
///
/// # Errors
/// [`StoreError`]; R24: anything but a message in the outbox is refused by the database too.
pub async fn write(db: &mut SqliteConnection, said: &Said<'_>) -> Result<(), StoreError> {
    let (to, by, entry) = (said.conversation.get(), said.by.get(), said.last.entry.get());
    let (at, now, kind) = (
        code::millis(said.last.at),
        code::millis(said.now),
        code::text(&said.last.kind),
    );
    sqlx::query!(
        "INSERT INTO outbox (entry_id, conversation_id, state, since) SELECT ?, ?, 'waiting', ? WHERE ?;
        UPDATE conversation SET last_entry_id = ?, last_at = max(last_at, ?), last_kind = ?, last_staff_id = ?,
            last_words = ?, needs_reply = ? WHERE id = ?;
        DELETE FROM unread WHERE staff_id = ? AND conversation_id = ?",
        entry,
        to,
        now,
        said.goes_out,
        entry,
        at,
        kind,
        by,
        said.last.words,
        said.last.needs_reply,
        to,
        by,
        to
    )
    .execute(db)
    .await?;
    Ok(())
}
