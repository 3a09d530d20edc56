//! Pages of the conversations list: one walk of an index for each filter and order (R40).

use lobby_domain::ids::{ConversationId, StaffId};
use sqlx::SqliteConnection;

use crate::StoreError;

/// A place in the list: the instant that orders it (milliseconds), and the conversation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Key {
    /// The last word, or the event's start, in milliseconds.
    pub at: i64,
    /// The conversation.
    pub id: i64,
}

impl Key {
    /// After everything.
    pub const LAST: Self = Self {
        at: i64::MAX,
        id: i64::MAX,
    };

    /// The conversation that stands here.
    #[must_use]
    pub fn conversation(self) -> ConversationId {
        ConversationId::new(self.id)
    }
}

/// Which conversations a page holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// All of them.
    All,
    /// Open ones.
    Open,
    /// Closed ones.
    Closed,
    /// Open ones that wait for an answer.
    NeedsReply,
    /// With something that this staff member has not read.
    Unread(StaffId),
}

/// At most `limit` conversations whose last word came before `before`, the newest first.
///
/// # Errors
/// [`StoreError`].
pub async fn newest(
    db: &mut SqliteConnection,
    which: Which,
    before: Key,
    limit: u32,
) -> Result<Vec<Key>, StoreError> {
    let Key { at, id } = before;
    let keys = match which {
        Which::All => {
            sqlx::query_as!(
                Key,
                r#"SELECT last_at AS at, id AS "id!" FROM conversation WHERE (last_at, id) < (?, ?)
                ORDER BY last_at DESC, id DESC LIMIT ?"#,
                at,
                id,
                limit
            )
            .fetch_all(db)
            .await?
        }
        Which::Open => newest_in_state(db, "open", before, limit).await?,
        Which::Closed => newest_in_state(db, "closed", before, limit).await?,
        Which::NeedsReply => {
            sqlx::query_as!(
                Key,
                r#"SELECT last_at AS at, id AS "id!" FROM conversation
                WHERE needs_reply = 1 AND state = 'open' AND (last_at, id) < (?, ?)
                ORDER BY last_at DESC, id DESC LIMIT ?"#,
                at,
                id,
                limit
            )
            .fetch_all(db)
            .await?
        }
        Which::Unread(staff) => {
            let staff = staff.get();
            sqlx::query_as!(
                Key,
                r#"SELECT last_at AS at, conversation_id AS id FROM unread
                WHERE staff_id = ? AND (last_at, conversation_id) < (?, ?)
                ORDER BY last_at DESC, conversation_id DESC LIMIT ?"#,
                staff,
                at,
                id,
                limit
            )
            .fetch_all(db)
            .await?
        }
    };
    Ok(keys)
}

async fn newest_in_state(
    db: &mut SqliteConnection,
    state: &str,
    before: Key,
    limit: u32,
) -> Result<Vec<Key>, sqlx::Error> {
    sqlx::query_as!(
        Key,
        r#"SELECT last_at AS at, id AS "id!" FROM conversation WHERE state = ? AND (last_at, id) < (?, ?)
        ORDER BY last_at DESC, id DESC LIMIT ?"#,
        state,
        before.at,
        before.id,
        limit
    )
    .fetch_all(db)
    .await
}

/// At most `limit` conversations whose event starts after `after`, the next first.
///
/// # Errors
/// [`StoreError`].
pub async fn by_event_upwards(
    db: &mut SqliteConnection,
    which: Which,
    after: Key,
    limit: u32,
) -> Result<Vec<Key>, StoreError> {
    let Key { at, id } = after;
    let keys = match which {
        Which::All => {
            sqlx::query_as!(
                Key,
                r#"SELECT event_starts_at AS at, id AS "id!" FROM conversation
                WHERE (event_starts_at, id) > (?, ?) ORDER BY event_starts_at, id LIMIT ?"#,
                at,
                id,
                limit
            )
            .fetch_all(db)
            .await?
        }
        Which::Open => upwards_in_state(db, "open", after, limit).await?,
        Which::Closed => upwards_in_state(db, "closed", after, limit).await?,
        Which::NeedsReply => {
            sqlx::query_as!(
                Key,
                r#"SELECT event_starts_at AS at, id AS "id!" FROM conversation
                WHERE needs_reply = 1 AND state = 'open' AND (event_starts_at, id) > (?, ?)
                ORDER BY event_starts_at, id LIMIT ?"#,
                at,
                id,
                limit
            )
            .fetch_all(db)
            .await?
        }
        Which::Unread(staff) => {
            let staff = staff.get();
            sqlx::query_as!(
                Key,
                r#"SELECT event_starts_at AS at, conversation_id AS id FROM unread
                WHERE staff_id = ? AND (event_starts_at, conversation_id) > (?, ?)
                ORDER BY event_starts_at, conversation_id LIMIT ?"#,
                staff,
                at,
                id,
                limit
            )
            .fetch_all(db)
            .await?
        }
    };
    Ok(keys)
}

async fn upwards_in_state(
    db: &mut SqliteConnection,
    state: &str,
    after: Key,
    limit: u32,
) -> Result<Vec<Key>, sqlx::Error> {
    sqlx::query_as!(
        Key,
        r#"SELECT event_starts_at AS at, id AS "id!" FROM conversation
        WHERE state = ? AND (event_starts_at, id) > (?, ?) ORDER BY event_starts_at, id LIMIT ?"#,
        state,
        after.at,
        after.id,
        limit
    )
    .fetch_all(db)
    .await
}

/// At most `limit` conversations whose event starts before `before`, the latest first.
///
/// # Errors
/// [`StoreError`].
pub async fn by_event_backwards(
    db: &mut SqliteConnection,
    which: Which,
    before: Key,
    limit: u32,
) -> Result<Vec<Key>, StoreError> {
    let Key { at, id } = before;
    let keys = match which {
        Which::All => {
            sqlx::query_as!(
                Key,
                r#"SELECT event_starts_at AS at, id AS "id!" FROM conversation
                WHERE (event_starts_at, id) < (?, ?) ORDER BY event_starts_at DESC, id DESC LIMIT ?"#,
                at,
                id,
                limit
            )
            .fetch_all(db)
            .await?
        }
        Which::Open => backwards_in_state(db, "open", before, limit).await?,
        Which::Closed => backwards_in_state(db, "closed", before, limit).await?,
        Which::NeedsReply => {
            sqlx::query_as!(
                Key,
                r#"SELECT event_starts_at AS at, id AS "id!" FROM conversation
                WHERE needs_reply = 1 AND state = 'open' AND (event_starts_at, id) < (?, ?)
                ORDER BY event_starts_at DESC, id DESC LIMIT ?"#,
                at,
                id,
                limit
            )
            .fetch_all(db)
            .await?
        }
        Which::Unread(staff) => {
            let staff = staff.get();
            sqlx::query_as!(
                Key,
                r#"SELECT event_starts_at AS at, conversation_id AS id FROM unread
                WHERE staff_id = ? AND (event_starts_at, conversation_id) < (?, ?)
                ORDER BY event_starts_at DESC, conversation_id DESC LIMIT ?"#,
                staff,
                at,
                id,
                limit
            )
            .fetch_all(db)
            .await?
        }
    };
    Ok(keys)
}

async fn backwards_in_state(
    db: &mut SqliteConnection,
    state: &str,
    before: Key,
    limit: u32,
) -> Result<Vec<Key>, sqlx::Error> {
    sqlx::query_as!(
        Key,
        r#"SELECT event_starts_at AS at, id AS "id!" FROM conversation
        WHERE state = ? AND (event_starts_at, id) < (?, ?) ORDER BY event_starts_at DESC, id DESC LIMIT ?"#,
        state,
        before.at,
        before.id,
        limit
    )
    .fetch_all(db)
    .await
}
