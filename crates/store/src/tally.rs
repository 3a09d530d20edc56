//! Numbers that are always in sight. Triggers keep them (`migrations/0009_speed.sql`), so that asking for one
//! takes as long in a large building as in a small one.

use lobby_domain::ids::StaffId;
use sqlx::SqliteConnection;

use crate::{StoreError, code};

/// The numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tally {
    /// Conversations with something that the staff member has not read (R40).
    pub unread: u32,
    /// Open conversations that wait for an answer (R40).
    pub needs_reply: u32,
    /// Messages that have not reached the mail server yet (R80).
    pub waiting: u32,
    /// Of those, the ones that a person has to look at again (R29).
    pub held: u32,
    /// Messages that did not arrive (R23).
    pub not_delivered: u32,
    /// Mails that wait for a person to say where they belong.
    pub tray: u32,
}

/// The numbers as one staff member sees them.
///
/// # Errors
/// [`StoreError`].
pub async fn get(db: &mut SqliteConnection, staff: StaffId) -> Result<Tally, StoreError> {
    let staff = staff.get();
    let row = sqlx::query!(
        r#"SELECT
            coalesce((SELECT n FROM tally WHERE of = 'unread' AND staff_id = ?), 0) AS "unread!: i64",
            coalesce((SELECT n FROM tally WHERE of = 'needs_reply' AND staff_id = 0), 0) AS "needs_reply!: i64",
            coalesce((SELECT n FROM tally WHERE of = 'waiting' AND staff_id = 0), 0) AS "waiting!: i64",
            coalesce((SELECT n FROM tally WHERE of = 'held' AND staff_id = 0), 0) AS "held!: i64",
            coalesce((SELECT n FROM tally WHERE of = 'not_delivered' AND staff_id = 0), 0)
                AS "not_delivered!: i64",
            coalesce((SELECT n FROM tally WHERE of = 'tray' AND staff_id = 0), 0) AS "tray!: i64""#,
        staff
    )
    .fetch_one(db)
    .await?;
    Ok(Tally {
        unread: code::count(row.unread),
        needs_reply: code::count(row.needs_reply),
        waiting: code::count(row.waiting),
        held: code::count(row.held),
        not_delivered: code::count(row.not_delivered),
        tray: code::count(row.tray),
    })
}

#[cfg(test)]
#[path = "tally_tests.rs"]
mod tests;
