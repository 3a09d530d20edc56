//! Staff members.

use chrono::{DateTime, Utc};
use lobby_domain::{
    ids::{GroupId, StaffId},
    permission::Permissions,
    resident::Language,
};
use sqlx::SqliteConnection;

use crate::{StoreError, code};

/// A staff member with what their permission group gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Staff {
    /// Who.
    pub id: StaffId,
    /// Name.
    pub name: String,
    /// Email address.
    pub email: String,
    /// Permission group.
    pub group: GroupId,
    /// Its name.
    pub group_name: String,
    /// What it gives.
    pub permissions: Permissions,
    /// The language of their screen.
    pub language: Language,
    /// Their theme, as the screen names it.
    pub theme: String,
    /// Their density, as the screen names it.
    pub density: String,
}

/// What signing in looks at (R52).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Credentials {
    /// Who.
    pub id: StaffId,
    /// The password's hash (PHC string).
    pub password_hash: String,
    /// The recovery code's hash (PHC string).
    pub recovery_hash: Option<String>,
    /// Wrong passwords in a row.
    pub failures: u32,
    /// When the last of them was.
    pub last_failure: DateTime<Utc>,
}

/// A staff member to be added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewStaff<'a> {
    /// Name.
    pub name: &'a str,
    /// Email address.
    pub email: &'a str,
    /// Permission group.
    pub group: GroupId,
    /// The password's hash (PHC string).
    pub password_hash: &'a str,
    /// The recovery code's hash (PHC string).
    pub recovery_hash: Option<&'a str>,
    /// The language of their screen.
    pub language: Language,
}

/// What every command looks at before anything else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OnDuty {
    /// Who.
    pub id: StaffId,
    /// Name.
    pub name: String,
    /// What their permission group gives.
    pub permissions: Permissions,
    /// The building's time zone (IANA).
    pub time_zone: String,
    /// Minutes until the screen locks; `None` never.
    pub lock_after_minutes: Option<u32>,
}

struct Row {
    id: i64,
    name: String,
    email: String,
    group_id: i64,
    group_name: String,
    event_bookings: String,
    residents: String,
    announcements: String,
    administration: bool,
    language: String,
    theme: String,
    density: String,
}

impl TryFrom<Row> for Staff {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self, StoreError> {
        Ok(Self {
            id: StaffId::new(row.id),
            name: row.name,
            email: row.email,
            group: GroupId::new(row.group_id),
            group_name: row.group_name,
            permissions: Permissions {
                event_bookings: code::member(&row.event_bookings)?,
                residents: code::member(&row.residents)?,
                announcements: code::member(&row.announcements)?,
                administration: row.administration,
            },
            language: code::member(&row.language)?,
            theme: row.theme,
            density: row.density,
        })
    }
}

/// A staff member who works here.
///
/// # Errors
/// [`StoreError`].
pub async fn get(db: &mut SqliteConnection, id: StaffId) -> Result<Option<Staff>, StoreError> {
    let id = id.get();
    let row = sqlx::query_as!(
        Row,
        r#"SELECT staff.id AS "id!", staff.name, email, group_id, permission_group.name AS group_name,
            event_bookings, residents, announcements, administration AS "administration: bool",
            language, theme, density
        FROM staff JOIN permission_group ON permission_group.id = staff.group_id
        WHERE staff.id = ? AND removed_at IS NULL"#,
        id
    )
    .fetch_optional(db)
    .await?;
    row.map(Staff::try_from).transpose()
}

/// A staff member who works here, with what the building says of the desk: one statement, because every
/// command waits for it. `None` too when there is no building.
///
/// # Errors
/// [`StoreError`].
pub async fn on_duty(db: &mut SqliteConnection, id: StaffId) -> Result<Option<OnDuty>, StoreError> {
    let id = id.get();
    let row = sqlx::query!(
        r#"SELECT staff.id AS "id!", staff.name, event_bookings, residents, announcements,
            administration AS "administration: bool", time_zone, lock_after_minutes
        FROM staff
        JOIN permission_group ON permission_group.id = staff.group_id
        JOIN building ON building.id = 1
        WHERE staff.id = ? AND removed_at IS NULL"#,
        id
    )
    .fetch_optional(db)
    .await?;
    row.map(|row| {
        Ok(OnDuty {
            id: StaffId::new(row.id),
            name: row.name,
            permissions: Permissions {
                event_bookings: code::member(&row.event_bookings)?,
                residents: code::member(&row.residents)?,
                announcements: code::member(&row.announcements)?,
                administration: row.administration,
            },
            time_zone: row.time_zone,
            lock_after_minutes: row.lock_after_minutes.map(code::count),
        })
    })
    .transpose()
}

/// All who work here, by name.
///
/// # Errors
/// [`StoreError`].
pub async fn all(db: &mut SqliteConnection) -> Result<Vec<Staff>, StoreError> {
    let rows = sqlx::query_as!(
        Row,
        r#"SELECT staff.id AS "id!", staff.name, email, group_id, permission_group.name AS group_name,
            event_bookings, residents, announcements, administration AS "administration: bool",
            language, theme, density
        FROM staff JOIN permission_group ON permission_group.id = staff.group_id
        WHERE removed_at IS NULL ORDER BY staff.name, staff.id"#
    )
    .fetch_all(db)
    .await?;
    rows.into_iter().map(Staff::try_from).collect()
}

/// R50: how many administrators work here.
///
/// # Errors
/// [`StoreError`].
pub async fn administrators(db: &mut SqliteConnection) -> Result<u32, StoreError> {
    let count = sqlx::query_scalar!(
        r#"SELECT count(*) AS "count!: i64"
        FROM staff JOIN permission_group ON permission_group.id = staff.group_id
        WHERE administration = 1 AND removed_at IS NULL"#
    )
    .fetch_one(db)
    .await?;
    Ok(code::count(count))
}

/// R52: everybody who answers to an email address or, case aside, to a name. A name may be shared.
///
/// # Errors
/// [`StoreError`].
pub async fn credentials(db: &mut SqliteConnection, who: &str) -> Result<Vec<Credentials>, StoreError> {
    let rows = sqlx::query!(
        r#"SELECT id AS "id!", password_hash, recovery_hash, failures, last_failure_at FROM staff
        WHERE id IN (
            SELECT id FROM staff WHERE email = ?1 AND removed_at IS NULL
            UNION ALL SELECT id FROM staff WHERE name = ?1 COLLATE NOCASE AND removed_at IS NULL
        )
        ORDER BY id"#,
        who
    )
    .fetch_all(db)
    .await?;
    rows.into_iter()
        .map(|row| {
            Ok(Credentials {
                id: StaffId::new(row.id),
                password_hash: row.password_hash,
                recovery_hash: row.recovery_hash,
                failures: code::count(row.failures),
                last_failure: code::instant(row.last_failure_at)?,
            })
        })
        .collect()
}

/// R52: counts a wrong password, before anybody is told that it was wrong.
///
/// # Errors
/// [`StoreError`].
pub async fn count_failure(
    db: &mut SqliteConnection,
    id: StaffId,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let (id, now) = (id.get(), code::millis(now));
    sqlx::query!(
        "UPDATE staff SET failures = failures + 1, last_failure_at = ? WHERE id = ?",
        now,
        id
    )
    .execute(db)
    .await?;
    Ok(())
}

/// R52: forgets the wrong passwords after a right one.
///
/// # Errors
/// [`StoreError`].
pub async fn forget_failures(db: &mut SqliteConnection, id: StaffId) -> Result<(), StoreError> {
    let id = id.get();
    sqlx::query!("UPDATE staff SET failures = 0 WHERE id = ? AND failures > 0", id)
        .execute(db)
        .await?;
    Ok(())
}

/// Adds a staff member.
///
/// # Errors
/// [`StoreError`]; [`StoreError::is_taken`] when the email address is.
pub async fn insert(
    db: &mut SqliteConnection,
    new: &NewStaff<'_>,
    now: DateTime<Utc>,
) -> Result<StaffId, StoreError> {
    let (group, language, now) = (new.group.get(), code::text(&new.language), code::millis(now));
    let row = sqlx::query!(
        "INSERT INTO staff (name, email, group_id, password_hash, recovery_hash, language, theme, density, created_at)
        VALUES (?, ?, ?, ?, ?, ?, 'system', 'comfortable', ?)",
        new.name,
        new.email,
        group,
        new.password_hash,
        new.recovery_hash,
        language,
        now
    )
    .execute(db)
    .await?;
    Ok(StaffId::new(row.last_insert_rowid()))
}

/// Changes name, email address and group; answers whether the person was there.
///
/// # Errors
/// [`StoreError`]; [`StoreError::is_taken`] when the email address is.
pub async fn update(
    db: &mut SqliteConnection,
    id: StaffId,
    name: &str,
    email: &str,
    group: GroupId,
) -> Result<bool, StoreError> {
    let (id, group) = (id.get(), group.get());
    let done = sqlx::query!(
        "UPDATE staff SET name = ?, email = ?, group_id = ? WHERE id = ? AND removed_at IS NULL",
        name,
        email,
        group,
        id
    )
    .execute(db)
    .await?;
    Ok(done.rows_affected() > 0)
}

/// Sets a new password.
///
/// # Errors
/// [`StoreError`].
pub async fn set_password(db: &mut SqliteConnection, id: StaffId, hash: &str) -> Result<(), StoreError> {
    let id = id.get();
    sqlx::query!(
        "UPDATE staff SET password_hash = ?, failures = 0 WHERE id = ?",
        hash,
        id
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Sets a new recovery code.
///
/// # Errors
/// [`StoreError`].
pub async fn set_recovery(db: &mut SqliteConnection, id: StaffId, hash: &str) -> Result<(), StoreError> {
    let id = id.get();
    sqlx::query!("UPDATE staff SET recovery_hash = ? WHERE id = ?", hash, id)
        .execute(db)
        .await?;
    Ok(())
}

/// Keeps what a person chose for themselves.
///
/// # Errors
/// [`StoreError`].
pub async fn set_preferences(
    db: &mut SqliteConnection,
    id: StaffId,
    language: Language,
    theme: &str,
    density: &str,
) -> Result<(), StoreError> {
    let (id, language) = (id.get(), code::text(&language));
    sqlx::query!(
        "UPDATE staff SET language = ?, theme = ?, density = ? WHERE id = ?",
        language,
        theme,
        density,
        id
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Says that somebody works here no longer; what they wrote keeps their name.
///
/// # Errors
/// [`StoreError`].
pub async fn remove(db: &mut SqliteConnection, id: StaffId, now: DateTime<Utc>) -> Result<bool, StoreError> {
    let (id, now) = (id.get(), code::millis(now));
    sqlx::query!("DELETE FROM unread WHERE staff_id = ?", id)
        .execute(&mut *db)
        .await?;
    let done = sqlx::query!(
        "UPDATE staff SET removed_at = ? WHERE id = ? AND removed_at IS NULL",
        now,
        id
    )
    .execute(db)
    .await?;
    Ok(done.rows_affected() > 0)
}
