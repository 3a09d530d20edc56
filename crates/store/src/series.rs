//! The series of recurring events (R7).

use chrono::{DateTime, Utc};
use lobby_domain::ids::SeriesId;
use sqlx::SqliteConnection;

use crate::{StoreError, code};

/// A series' row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Series {
    /// Which.
    pub id: SeriesId,
    /// The UID of the calendar file.
    pub key: String,
    /// The master component as text (RFC 5545).
    pub source: String,
    /// Its rule, for people.
    pub rule: String,
    /// Until when occurrences have been laid down.
    pub laid_down_until: DateTime<Utc>,
}

/// One series.
///
/// # Errors
/// [`StoreError`].
pub async fn get(db: &mut SqliteConnection, id: SeriesId) -> Result<Option<Series>, StoreError> {
    let number = id.get();
    let row = sqlx::query!(
        "SELECT key, source, rule, laid_down_until FROM series WHERE id = ?",
        number
    )
    .fetch_optional(db)
    .await?;
    row.map(|row| {
        Ok(Series {
            id,
            key: row.key,
            source: row.source,
            rule: row.rule,
            laid_down_until: code::instant(row.laid_down_until)?,
        })
    })
    .transpose()
}

/// Keeps until when occurrences have been laid down.
///
/// # Errors
/// [`StoreError`].
pub async fn set_laid_down_until(
    db: &mut SqliteConnection,
    id: SeriesId,
    until: DateTime<Utc>,
) -> Result<(), StoreError> {
    let (id, until) = (id.get(), code::millis(until));
    sqlx::query!("UPDATE series SET laid_down_until = ? WHERE id = ?", until, id)
        .execute(db)
        .await?;
    Ok(())
}
