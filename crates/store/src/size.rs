//! How large a building has become, for support.

use sqlx::SqliteConnection;

use crate::{StoreError, code};

/// The highest numbers given out so far: at least as much as there is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Size {
    /// Residents.
    pub residents: u32,
    /// Bookings.
    pub bookings: u32,
    /// Conversations.
    pub conversations: u32,
    /// Entries.
    pub entries: u32,
    /// Mails.
    pub mails: u32,
}

/// How large it is; takes no longer in a large building.
///
/// # Errors
/// [`StoreError`].
pub async fn get(db: &mut SqliteConnection) -> Result<Size, StoreError> {
    let row = sqlx::query!(
        r#"SELECT
            coalesce((SELECT max(id) FROM resident), 0) AS "residents!: i64",
            coalesce((SELECT max(id) FROM booking), 0) AS "bookings!: i64",
            coalesce((SELECT max(id) FROM conversation), 0) AS "conversations!: i64",
            coalesce((SELECT max(id) FROM entry), 0) AS "entries!: i64",
            coalesce((SELECT max(id) FROM mail), 0) AS "mails!: i64""#
    )
    .fetch_one(db)
    .await?;
    Ok(Size {
        residents: code::count(row.residents),
        bookings: code::count(row.bookings),
        conversations: code::count(row.conversations),
        entries: code::count(row.entries),
        mails: code::count(row.mails),
    })
}
