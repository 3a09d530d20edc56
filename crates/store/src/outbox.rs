//! What is written and has not reached the mail server yet (R80).

use chrono::{DateTime, Utc};
use lobby_domain::ids::{ConversationId, EntryId};
use sqlx::SqliteConnection;

use crate::{StoreError, code};

/// Puts a message in, in the transaction that makes its entry.
///
/// # Errors
/// [`StoreError`]; R24: anything but a message is refused by the database too.
pub async fn insert(
    db: &mut SqliteConnection,
    entry: EntryId,
    conversation: ConversationId,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let (entry, conversation, now) = (entry.get(), conversation.get(), code::millis(now));
    sqlx::query!(
        "INSERT INTO outbox (entry_id, conversation_id, state, since) VALUES (?, ?, 'waiting', ?)",
        entry,
        conversation,
        now
    )
    .execute(db)
    .await?;
    Ok(())
}
