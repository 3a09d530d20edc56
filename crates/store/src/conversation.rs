//! Conversations.

use lobby_domain::ids::StaffId;
use sqlx::SqliteConnection;

use crate::{StoreError, code};

/// How many conversations hold something that a staff member has not read.
///
/// # Errors
/// [`StoreError`].
pub async fn unread_count(db: &mut SqliteConnection, staff: StaffId) -> Result<u32, StoreError> {
    let staff = staff.get();
    let count = sqlx::query_scalar!(r#"SELECT count(*) AS "count!: i64" FROM unread WHERE staff_id = ?"#, staff)
        .fetch_one(db)
        .await?;
    Ok(code::count(count))
}
