//! What is set about notifications (R71).

use lobby_domain::{ids::StaffId, notification::Counter, resident::Language};
use sqlx::SqliteConnection;

use crate::{StoreError, code};

/// What is set for the building.
///
/// # Errors
/// [`StoreError`].
pub async fn counter(db: &mut SqliteConnection) -> Result<Counter, StoreError> {
    let row = sqlx::query!(
        r#"SELECT public_counter AS "public_counter: bool", quiet_from, quiet_until FROM building WHERE id = 1"#
    )
    .fetch_optional(db)
    .await?;
    Ok(row.map_or(
        Counter {
            is_public: false,
            quiet: None,
        },
        |row| Counter {
            is_public: row.public_counter,
            quiet: row
                .quiet_from
                .map(code::count)
                .zip(row.quiet_until.map(code::count)),
        },
    ))
}

/// What a staff member has chosen: whether they are told, whether with a sound, and in which language.
///
/// # Errors
/// [`StoreError`].
pub async fn choice(
    db: &mut SqliteConnection,
    staff: StaffId,
) -> Result<Option<(bool, bool, Language)>, StoreError> {
    let staff = staff.get();
    let row = sqlx::query!(
        r#"SELECT notifies AS "notifies: bool", notification_sound AS "sound: bool", language
        FROM staff WHERE id = ?"#,
        staff
    )
    .fetch_optional(db)
    .await?;
    row.map(|row| Ok((row.notifies, row.sound, code::member(&row.language)?)))
        .transpose()
}

/// Sets it for the building.
///
/// # Errors
/// [`StoreError`].
pub async fn set_counter(db: &mut SqliteConnection, counter: Counter) -> Result<(), StoreError> {
    let (from, until) = (
        counter.quiet.map(|quiet| quiet.0),
        counter.quiet.map(|quiet| quiet.1),
    );
    sqlx::query!(
        "UPDATE building SET public_counter = ?, quiet_from = ?, quiet_until = ? WHERE id = 1",
        counter.is_public,
        from,
        until
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Sets it for a staff member.
///
/// # Errors
/// [`StoreError`].
pub async fn set_choice(
    db: &mut SqliteConnection,
    staff: StaffId,
    (notifies, sound): (bool, bool),
) -> Result<(), StoreError> {
    let staff = staff.get();
    sqlx::query!(
        "UPDATE staff SET notifies = ?, notification_sound = ? WHERE id = ?",
        notifies,
        sound,
        staff
    )
    .execute(db)
    .await?;
    Ok(())
}
