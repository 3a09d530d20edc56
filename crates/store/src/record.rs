//! R52: who did what, append-only.

use chrono::{DateTime, Utc};
use lobby_domain::ids::{ConversationId, StaffId};
use sqlx::SqliteConnection;

use crate::{StoreError, code};

/// One line of the record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line<'a> {
    /// Who; `None` when nobody was signed in.
    pub by: Option<StaffId>,
    /// What was done: the verb, such as `close_conversation`.
    pub action: &'a str,
    /// To what: the noun, such as `conversation`.
    pub subject: &'a str,
    /// To which; `None` for the building as a whole.
    pub id: Option<i64>,
    /// More, in words or numbers; never the text of a message.
    pub detail: &'a str,
}

/// Adds a line, in the transaction of what it records.
///
/// # Errors
/// [`StoreError`].
pub async fn append(
    db: &mut SqliteConnection,
    now: DateTime<Utc>,
    line: &Line<'_>,
) -> Result<(), StoreError> {
    let (now, by) = (code::millis(now), line.by.map(StaffId::get));
    sqlx::query!(
        "INSERT INTO record (at, staff_id, action, subject, subject_id, detail) VALUES (?, ?, ?, ?, ?, ?)",
        now,
        by,
        line.action,
        line.subject,
        line.id,
        line.detail
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Which lines of the record are wanted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Filter<'a> {
    /// Of this person; `None`: of everybody.
    pub by: Option<StaffId>,
    /// About things of this noun; `None`: about everything.
    pub subject: Option<&'a str>,
}

/// A line as a person reads it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
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
    /// What that is called now; empty where it has no name, or is there no more.
    pub name: String,
    /// The conversation that it leads to, for an entry.
    pub conversation: Option<ConversationId>,
    /// More.
    pub detail: String,
}

/// R52: lines before this one, the latest first.
///
/// # Errors
/// [`StoreError`].
pub async fn page(
    db: &mut SqliteConnection,
    filter: Filter<'_>,
    before: i64,
    limit: u32,
) -> Result<Vec<Row>, StoreError> {
    let by = filter.by.map(StaffId::get);
    let ids = match (by, filter.subject) {
        (None, None) => {
            sqlx::query_scalar!(
                r#"SELECT id AS "id!" FROM record WHERE id < ? ORDER BY id DESC LIMIT ?"#,
                before,
                limit
            )
            .fetch_all(&mut *db)
            .await?
        }
        (None, Some(subject)) => {
            sqlx::query_scalar!(
                r#"SELECT id AS "id!" FROM record WHERE subject = ? AND id < ? ORDER BY id DESC LIMIT ?"#,
                subject,
                before,
                limit
            )
            .fetch_all(&mut *db)
            .await?
        }
        // With a noun besides, the lines of that person are looked through: they are few beside all.
        (Some(by), subject) => {
            sqlx::query_scalar!(
                r#"SELECT id AS "id!" FROM record INDEXED BY record_by
                WHERE staff_id = ?1 AND id < ?2 AND (?3 IS NULL OR subject = ?3) ORDER BY id DESC LIMIT ?4"#,
                by,
                before,
                subject,
                limit
            )
            .fetch_all(&mut *db)
            .await?
        }
    };
    rows(db, &ids).await
}

/// These lines, in their order.
async fn rows(db: &mut SqliteConnection, ids: &[i64]) -> Result<Vec<Row>, StoreError> {
    let wanted = code::list(ids);
    let rows = sqlx::query!(
        r#"SELECT record.id AS "id!", record.at, staff.name AS "by?", action, subject, subject_id, detail,
            coalesce(
                CASE subject
                    WHEN 'booking' THEN (
                        SELECT reference || ' · ' || resident.name FROM booking
                        JOIN resident ON resident.id = resident_id WHERE booking.id = subject_id
                    )
                    WHEN 'resident' THEN (SELECT name FROM resident WHERE id = subject_id)
                    WHEN 'event' THEN (SELECT title FROM event WHERE id = subject_id)
                    WHEN 'staff' THEN (SELECT name FROM staff WHERE id = subject_id)
                    WHEN 'group' THEN (SELECT name FROM permission_group WHERE id = subject_id)
                    WHEN 'conversation' THEN (
                        SELECT resident.name FROM conversation
                        JOIN resident ON resident.id = resident_id WHERE conversation.id = subject_id
                    )
                    WHEN 'entry' THEN (
                        SELECT resident.name FROM entry
                        JOIN conversation ON conversation.id = conversation_id
                        JOIN resident ON resident.id = resident_id WHERE entry.id = subject_id
                    )
                END,
                ''
            ) AS "name!: String",
            CASE subject
                WHEN 'conversation' THEN (SELECT id FROM conversation WHERE id = subject_id)
                WHEN 'entry' THEN (SELECT conversation_id FROM entry WHERE id = subject_id)
            END AS "conversation: i64"
        FROM record LEFT JOIN staff ON staff.id = staff_id
        WHERE record.id IN (SELECT value FROM json_each(?))"#,
        wanted
    )
    .fetch_all(db)
    .await?;
    let mut rows = rows
        .into_iter()
        .map(|row| {
            Ok(Row {
                id: row.id,
                at: code::instant(row.at)?,
                by: row.by,
                action: row.action,
                subject: row.subject,
                subject_id: row.subject_id,
                name: row.name,
                conversation: row.conversation.map(ConversationId::new),
                detail: row.detail,
            })
        })
        .collect::<Result<Vec<Row>, StoreError>>()?;
    rows.sort_by_key(|row| std::cmp::Reverse(row.id));
    Ok(rows)
}
