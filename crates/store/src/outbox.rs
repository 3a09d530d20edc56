//! What is written and has not reached the mail server yet (R80), and what became of it (R23).
//!
//! Most conditions on the state begin with the words of a partial index, so that SQLite walks what is to be done
//! and not every message that ever went.

use chrono::{DateTime, Utc};
use lobby_domain::{
    delivery::{NotDelivered, OutboxState, Reported},
    ids::{ConversationId, EntryId},
};
use sqlx::SqliteConnection;

use crate::{StoreError, code};

/// A message that may go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    /// Which.
    pub entry: EntryId,
    /// Of which conversation.
    pub conversation: ConversationId,
    /// How often it was tried.
    pub attempts: u32,
    /// The Message-ID that it was tried under.
    pub message_id: Option<String>,
}

struct Found {
    entry_id: i64,
    conversation_id: i64,
    attempts: i64,
    message_id: Option<String>,
}

impl Found {
    fn into_due(self) -> Due {
        Due {
            entry: EntryId::new(self.entry_id),
            conversation: ConversationId::new(self.conversation_id),
            attempts: code::count(self.attempts),
            message_id: self.message_id,
        }
    }
}

/// What came of an attempt.
#[derive(Debug, Clone, Copy)]
pub struct Ended<'a> {
    /// How it stands now.
    pub state: OutboxState,
    /// What the server or the line said.
    pub answer: &'a str,
    /// Why it was refused.
    pub why: Option<NotDelivered>,
    /// Not before.
    pub next: Option<DateTime<Utc>>,
    /// R83: it is to be filed in the Sent folder.
    pub to_file: bool,
}

/// What the worker that sends looks at next.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ToDo {
    /// Messages that may have been sent, the oldest first; at most 100.
    pub unknown: Vec<Due>,
    /// The first message that may go now: none of its conversation waits before it, and there is an address.
    pub due: Option<Due>,
}

/// What is to be done now, in one call.
///
/// # Errors
/// [`StoreError`].
pub async fn to_do(db: &mut SqliteConnection, now: DateTime<Utc>) -> Result<ToDo, StoreError> {
    let now = code::millis(now);
    let rows = sqlx::query!(
        r#"SELECT entry_id AS "entry_id!", conversation_id AS "conversation_id!", attempts AS "attempts!", message_id,
            is_unknown AS "is_unknown!: bool"
        FROM (
            SELECT entry_id, conversation_id, attempts, message_id, 1 AS is_unknown FROM outbox
            WHERE state IN ('waiting', 'sending', 'unknown') AND state = 'unknown' AND next_at <= ?1
            ORDER BY entry_id LIMIT 100
        )
        UNION ALL
        SELECT * FROM (
            SELECT outbox.entry_id, outbox.conversation_id, attempts, message_id, 0 FROM outbox
            JOIN conversation ON conversation.id = outbox.conversation_id
            JOIN resident ON resident.id = conversation.resident_id
            WHERE outbox.state IN ('waiting', 'sending', 'unknown') AND outbox.state = 'waiting' AND next_at <= ?1
                AND resident.email <> '' AND no_mail_because IS NULL
                AND NOT EXISTS (
                    SELECT 1 FROM outbox AS earlier WHERE earlier.conversation_id = outbox.conversation_id
                        AND earlier.entry_id < outbox.entry_id
                        AND earlier.state IN ('waiting', 'held', 'sending', 'unknown') AND earlier.state <> 'held'
                )
            ORDER BY outbox.entry_id LIMIT 1
        )"#,
        now
    )
    .fetch_all(db)
    .await?;
    let mut to_do = ToDo::default();
    for row in rows {
        let due = Due {
            entry: EntryId::new(row.entry_id),
            conversation: ConversationId::new(row.conversation_id),
            attempts: code::count(row.attempts),
            message_id: row.message_id,
        };
        if row.is_unknown {
            to_do.unknown.push(due);
        } else {
            to_do.due = Some(due);
        }
    }
    Ok(to_do)
}

/// When the next message that waits for its time may go; `None` where none does.
///
/// # Errors
/// [`StoreError`].
pub async fn next_time(
    db: &mut SqliteConnection,
    now: DateTime<Utc>,
) -> Result<Option<DateTime<Utc>>, StoreError> {
    let now = code::millis(now);
    let at = sqlx::query_scalar!(
        r#"SELECT min(next_at) AS "at?: i64" FROM outbox
        WHERE state IN ('waiting', 'sending', 'unknown') AND state <> 'sending' AND next_at > ?"#,
        now
    )
    .fetch_one(db)
    .await?;
    at.map(code::instant).transpose()
}

/// Counts an attempt before it is made, under the Message-ID that stays the message's, and by which answers find
/// its conversation. Answers whether it may be made: `false` where a person was faster.
///
/// # Errors
/// [`StoreError`].
pub async fn begin(
    db: &mut SqliteConnection,
    due: &Due,
    message_id: &str,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let (entry, now) = (due.entry.get(), code::millis(now));
    let done = sqlx::query!(
        "INSERT INTO known_id (message_id, conversation_id)
        SELECT ?, conversation_id FROM outbox WHERE entry_id = ? AND state IN ('waiting', 'unknown')
        ON CONFLICT DO NOTHING;
        UPDATE outbox SET state = 'sending', attempts = attempts + 1, message_id = ?, since = ?
        WHERE entry_id = ? AND state IN ('waiting', 'unknown')",
        message_id,
        entry,
        message_id,
        now,
        entry
    )
    .execute(db)
    .await?;
    Ok(done.rows_affected() > 0)
}

/// Writes down what came of an attempt. Where a person or a report was faster, theirs stays.
///
/// # Errors
/// [`StoreError`].
pub async fn end(
    db: &mut SqliteConnection,
    entry: EntryId,
    ended: &Ended<'_>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let (entry, now, state) = (entry.get(), code::millis(now), code::text(&ended.state));
    let (why, next) = (
        ended.why.map(|why| code::text(&why)),
        ended.next.map_or(0, code::millis),
    );
    sqlx::query!(
        "UPDATE outbox SET state = ?, since = ?, answer = ?, why = ?, next_at = ?, to_file = ?
        WHERE entry_id = ? AND state IN ('sending', 'unknown')",
        state,
        now,
        ended.answer,
        why,
        next,
        ended.to_file,
        entry
    )
    .execute(db)
    .await?;
    Ok(())
}

/// After a start: what was being handed over when the program ended may have been taken.
///
/// # Errors
/// [`StoreError`].
pub async fn after_restart(db: &mut SqliteConnection, now: DateTime<Utc>) -> Result<bool, StoreError> {
    let now = code::millis(now);
    let done = sqlx::query!(
        "UPDATE outbox SET state = 'unknown', since = ?, next_at = 0
        WHERE state IN ('waiting', 'sending', 'unknown') AND state = 'sending'",
        now
    )
    .execute(db)
    .await?;
    Ok(done.rows_affected() > 0)
}

/// How one message stands, and in which conversation.
///
/// # Errors
/// [`StoreError`].
pub async fn state(
    db: &mut SqliteConnection,
    entry: EntryId,
) -> Result<Option<(OutboxState, Option<Reported>, ConversationId)>, StoreError> {
    let entry = entry.get();
    let row = sqlx::query!(
        "SELECT state, reported, conversation_id FROM outbox WHERE entry_id = ?",
        entry
    )
    .fetch_optional(db)
    .await?;
    row.map(|row| {
        Ok((
            code::member(&row.state)?,
            row.reported.as_deref().map(code::member).transpose()?,
            ConversationId::new(row.conversation_id),
        ))
    })
    .transpose()
}

/// A person has decided: it waits again (under a new Message-ID where the old one has failed), or is taken back.
///
/// # Errors
/// [`StoreError`].
pub async fn decide(
    db: &mut SqliteConnection,
    entry: EntryId,
    state: OutboxState,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let (entry, state, now) = (entry.get(), code::text(&state), code::millis(now));
    sqlx::query!(
        "UPDATE outbox SET state = ?, since = ?, next_at = 0, why = NULL, reported = NULL WHERE entry_id = ?",
        state,
        now,
        entry
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Everything that waits for its time goes at once, as when a person presses *Try now*.
///
/// # Errors
/// [`StoreError`].
pub async fn hurry(db: &mut SqliteConnection) -> Result<(), StoreError> {
    sqlx::query!(
        "UPDATE outbox SET next_at = 0 WHERE state IN ('waiting', 'sending', 'unknown') AND next_at > 0"
    )
    .execute(db)
    .await?;
    Ok(())
}

/// The message of ours that went under this id, and its conversation.
///
/// # Errors
/// [`StoreError`].
pub async fn by_message_id(
    db: &mut SqliteConnection,
    message_id: &str,
) -> Result<Option<(EntryId, ConversationId)>, StoreError> {
    let row = sqlx::query!(
        "SELECT entry_id, conversation_id FROM outbox WHERE message_id = ?",
        message_id
    )
    .fetch_optional(db)
    .await?;
    Ok(row.map(|row| {
        (
            EntryId::new(row.entry_id),
            ConversationId::new(row.conversation_id),
        )
    }))
}

/// The last message that was taken for this address since `since`.
///
/// # Errors
/// [`StoreError`].
pub async fn last_to(
    db: &mut SqliteConnection,
    address: &str,
    since: DateTime<Utc>,
) -> Result<Option<(EntryId, ConversationId)>, StoreError> {
    let (address, since) = (address.to_lowercase(), code::millis(since));
    // The other columns of a row with max() are those of the row that has it.
    let row = sqlx::query!(
        r#"SELECT outbox.entry_id AS "entry?: i64", outbox.conversation_id AS "conversation?: i64",
            max(entry.at) AS "at?: i64"
        FROM resident
        CROSS JOIN conversation ON conversation.resident_id = resident.id
        CROSS JOIN entry ON entry.conversation_id = conversation.id AND entry.at >= ?2
        CROSS JOIN outbox ON outbox.entry_id = entry.id
        WHERE lower(resident.email) = ?1 AND resident.email <> '' AND outbox.state = 'accepted'"#,
        address,
        since
    )
    .fetch_one(db)
    .await?;
    Ok(row
        .entry
        .map(EntryId::new)
        .zip(row.conversation.map(ConversationId::new)))
}

/// R23: what a delivery report says of a message. A report of a failure is never undone by a later one.
///
/// # Errors
/// [`StoreError`].
pub async fn report(
    db: &mut SqliteConnection,
    entry: EntryId,
    reported: Reported,
    (why, answer): (Option<NotDelivered>, &str),
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let (entry, reported, now) = (entry.get(), code::text(&reported), code::millis(now));
    let why = why.map(|why| code::text(&why));
    let done = sqlx::query!(
        "UPDATE outbox SET since = iif(state = 'accepted', since, ?), state = 'accepted', reported = ?, why = ?,
            answer = ? WHERE entry_id = ? AND state IN ('accepted', 'unknown', 'sending') AND reported IS NOT 'failed'",
        now,
        reported,
        why,
        answer,
        entry
    )
    .execute(db)
    .await?;
    Ok(done.rows_affected() > 0)
}

/// A copy was seen in the Sent folder: it was taken, and needs no filing.
///
/// # Errors
/// [`StoreError`].
pub async fn seen_in_sent(
    db: &mut SqliteConnection,
    entry: EntryId,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let (entry, now) = (entry.get(), code::millis(now));
    sqlx::query!(
        "UPDATE outbox SET state = 'accepted', since = ?, to_file = 0
        WHERE entry_id = ? AND state IN ('unknown', 'accepted') AND (state = 'unknown' OR to_file = 1)",
        now,
        entry
    )
    .execute(db)
    .await?;
    Ok(())
}

/// How many messages were taken since `since`.
///
/// # Errors
/// [`StoreError`].
pub async fn accepted_since(db: &mut SqliteConnection, since: DateTime<Utc>) -> Result<u32, StoreError> {
    let since = code::millis(since);
    let count = sqlx::query_scalar!(
        "SELECT count(*) FROM outbox WHERE state = 'accepted' AND since >= ?",
        since
    )
    .fetch_one(db)
    .await?;
    Ok(code::count(count))
}

/// R83: messages that are not in the Sent folder yet.
///
/// # Errors
/// [`StoreError`].
pub async fn to_file(db: &mut SqliteConnection) -> Result<Vec<Due>, StoreError> {
    let rows = sqlx::query_as!(
        Found,
        "SELECT entry_id, conversation_id, attempts, message_id FROM outbox WHERE to_file = 1
        ORDER BY entry_id LIMIT 100"
    )
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(Found::into_due).collect())
}
