//! Permission groups.

use lobby_domain::{ids::GroupId, permission::Permissions};
use sqlx::SqliteConnection;

use crate::{StoreError, code};

/// A permission group's row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// Which.
    pub id: GroupId,
    /// Name.
    pub name: String,
    /// What it gives.
    pub permissions: Permissions,
    /// Staff members in it.
    pub members: u32,
}

/// All groups, by name.
///
/// # Errors
/// [`StoreError`].
pub async fn all(db: &mut SqliteConnection) -> Result<Vec<Group>, StoreError> {
    let rows = sqlx::query!(
        r#"SELECT id AS "id!", name, event_bookings, residents, announcements,
            administration AS "administration: bool",
            (SELECT count(*) FROM staff WHERE group_id = permission_group.id AND removed_at IS NULL)
                AS "members!: i64"
        FROM permission_group ORDER BY name"#
    )
    .fetch_all(db)
    .await?;
    rows.into_iter()
        .map(|row| {
            Ok(Group {
                id: GroupId::new(row.id),
                name: row.name,
                permissions: Permissions {
                    event_bookings: code::member(&row.event_bookings)?,
                    residents: code::member(&row.residents)?,
                    announcements: code::member(&row.announcements)?,
                    administration: row.administration,
                },
                members: code::count(row.members),
            })
        })
        .collect()
}

/// Adds a group.
///
/// # Errors
/// [`StoreError`]; [`StoreError::is_taken`] when the name is.
pub async fn insert(
    db: &mut SqliteConnection,
    name: &str,
    permissions: Permissions,
) -> Result<GroupId, StoreError> {
    let (bookings, residents, announcements) = texts(permissions);
    let row = sqlx::query!(
        "INSERT INTO permission_group (name, event_bookings, residents, announcements, administration)
        VALUES (?, ?, ?, ?, ?)",
        name,
        bookings,
        residents,
        announcements,
        permissions.administration
    )
    .execute(db)
    .await?;
    Ok(GroupId::new(row.last_insert_rowid()))
}

/// Changes a group; answers whether it was there.
///
/// # Errors
/// [`StoreError`]; [`StoreError::is_taken`] when the name is.
pub async fn update(
    db: &mut SqliteConnection,
    id: GroupId,
    name: &str,
    permissions: Permissions,
) -> Result<bool, StoreError> {
    let (bookings, residents, announcements) = texts(permissions);
    let id = id.get();
    let done = sqlx::query!(
        "UPDATE permission_group SET name = ?, event_bookings = ?, residents = ?, announcements = ?,
            administration = ? WHERE id = ?",
        name,
        bookings,
        residents,
        announcements,
        permissions.administration,
        id
    )
    .execute(db)
    .await?;
    Ok(done.rows_affected() > 0)
}

/// Removes a group that nobody who works here is in; answers whether it could be. Who once worked here
/// goes to another group: their rows are kept for their names, and their group gives them nothing.
///
/// # Errors
/// [`StoreError`].
pub async fn remove(db: &mut SqliteConnection, id: GroupId) -> Result<bool, StoreError> {
    let id = id.get();
    sqlx::query!(
        "UPDATE staff SET group_id = coalesce(
            (SELECT min(id) FROM permission_group WHERE id < ?1),
            (SELECT min(id) FROM permission_group WHERE id > ?1)
        )
        WHERE group_id = ?1 AND removed_at IS NOT NULL
            AND EXISTS (SELECT 1 FROM permission_group WHERE id <> ?1)",
        id
    )
    .execute(&mut *db)
    .await?;
    let done = sqlx::query!(
        "DELETE FROM permission_group
        WHERE id = ? AND NOT EXISTS (SELECT 1 FROM staff WHERE group_id = permission_group.id)",
        id
    )
    .execute(db)
    .await?;
    Ok(done.rows_affected() > 0)
}

fn texts(permissions: Permissions) -> (String, String, String) {
    (
        code::text(&permissions.event_bookings),
        code::text(&permissions.residents),
        code::text(&permissions.announcements),
    )
}
