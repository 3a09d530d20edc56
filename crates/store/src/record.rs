//! R52: who did what, append-only.

use chrono::{DateTime, Utc};
use lobby_domain::ids::StaffId;
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
