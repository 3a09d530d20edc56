//! The building.

use chrono::{DateTime, Utc};
use lobby_domain::resident::Language;
use sqlx::SqliteConnection;

use crate::{StoreError, code};

/// The building's row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Building {
    /// Its name.
    pub name: String,
    /// Its address.
    pub address: String,
    /// Its time zone (IANA).
    pub time_zone: String,
    /// Its language.
    pub language: Language,
    /// The currency of its prices (ISO 4217).
    pub currency: String,
    /// Minutes until the screen locks; `None` never.
    pub lock_after_minutes: Option<u32>,
    /// Whether it is the sample building.
    pub sample: bool,
}

/// The building; `None` before set-up.
///
/// # Errors
/// [`StoreError`].
pub async fn get(db: &mut SqliteConnection) -> Result<Option<Building>, StoreError> {
    let row = sqlx::query!(
        r#"SELECT name, address, time_zone, language, currency, lock_after_minutes, sample AS "sample: bool"
        FROM building WHERE id = 1"#
    )
    .fetch_optional(db)
    .await?;
    row.map(|row| {
        Ok(Building {
            name: row.name,
            address: row.address,
            time_zone: row.time_zone,
            language: code::member(&row.language)?,
            currency: row.currency,
            lock_after_minutes: row.lock_after_minutes.map(code::count),
            sample: row.sample,
        })
    })
    .transpose()
}

/// Writes the building down for the first time.
///
/// # Errors
/// [`StoreError`]; [`StoreError::is_taken`] when there is one already.
pub async fn insert(
    db: &mut SqliteConnection,
    building: &Building,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let (language, now) = (code::text(&building.language), code::millis(now));
    sqlx::query!(
        "INSERT INTO building
            (id, name, address, time_zone, language, currency, lock_after_minutes, sample, created_at)
        VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?)",
        building.name,
        building.address,
        building.time_zone,
        language,
        building.currency,
        building.lock_after_minutes,
        building.sample,
        now
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Changes the building; whether it is the sample stays.
///
/// # Errors
/// [`StoreError`].
pub async fn update(db: &mut SqliteConnection, building: &Building) -> Result<(), StoreError> {
    let language = code::text(&building.language);
    sqlx::query!(
        "UPDATE building SET name = ?, address = ?, time_zone = ?, language = ?, currency = ?,
            lock_after_minutes = ? WHERE id = 1",
        building.name,
        building.address,
        building.time_zone,
        language,
        building.currency,
        building.lock_after_minutes
    )
    .execute(db)
    .await?;
    Ok(())
}
