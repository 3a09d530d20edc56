//! The folders of the mailbox that are read, and how far (R81).

use chrono::{DateTime, Utc};
use lobby_domain::{ids::FolderId, mailbox::FolderRole};
use sqlx::SqliteConnection;

use crate::{StoreError, code};

/// A folder with its two positions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Folder {
    /// Which.
    pub id: FolderId,
    /// As the server spells it.
    pub name: String,
    /// What it is for.
    pub role: FolderRole,
    /// How far it is read.
    pub reach: Reach,
    /// Mails on the server in the range that is read.
    pub on_server: u32,
    /// Of those, the mails that are held.
    pub held: u32,
    /// When that was compared; `None`: not yet.
    pub compared_at: Option<DateTime<Utc>>,
}

/// How far a folder is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reach {
    /// While this stays the same, a UID names the same mail.
    pub uid_validity: u32,
    /// What arrives is fetched from this UID upwards.
    pub live_next: u32,
    /// History is fetched from this UID downwards; 0: all of it is here.
    pub history_next: u32,
    /// Down to this one.
    pub history_last: u32,
    /// What the server received before is not wanted.
    pub since: DateTime<Utc>,
}

/// The folders, in the order in which they are read.
///
/// # Errors
/// [`StoreError`].
pub async fn all(db: &mut SqliteConnection) -> Result<Vec<Folder>, StoreError> {
    let rows = sqlx::query!(
        "SELECT id, name, role, uid_validity, live_next, history_next, history_last, history_since,
            on_server, held, compared_at
        FROM folder"
    )
    .fetch_all(db)
    .await?;
    let folders: Result<Vec<Folder>, StoreError> = rows
        .into_iter()
        .map(|row| {
            Ok(Folder {
                id: FolderId::new(row.id),
                name: row.name,
                role: code::member(&row.role)?,
                reach: Reach {
                    uid_validity: code::count(row.uid_validity),
                    live_next: code::count(row.live_next),
                    history_next: code::count(row.history_next),
                    history_last: code::count(row.history_last),
                    since: code::instant(row.history_since)?,
                },
                on_server: code::count(row.on_server),
                held: code::count(row.held),
                compared_at: row.compared_at.map(code::instant).transpose()?,
            })
        })
        .collect();
    let mut folders = folders?;
    folders.sort_by_key(|folder| folder.role);
    Ok(folders)
}

/// Adds a folder, or begins one anew whose UIDs have changed.
///
/// # Errors
/// [`StoreError`].
pub async fn begin(
    db: &mut SqliteConnection,
    name: &str,
    role: FolderRole,
    reach: Reach,
) -> Result<FolderId, StoreError> {
    let (role, since) = (code::text(&role), code::millis(reach.since));
    let id = sqlx::query_scalar!(
        r#"INSERT INTO folder (name, role, uid_validity, live_next, history_next, history_last, history_since,
            on_server, held)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 0, 0)
        ON CONFLICT (name) DO UPDATE SET role = ?2, uid_validity = ?3, live_next = ?4, history_next = ?5,
            history_last = ?6, history_since = ?7
        RETURNING id AS "id!""#,
        name,
        role,
        reach.uid_validity,
        reach.live_next,
        reach.history_next,
        reach.history_last,
        since
    )
    .fetch_one(db)
    .await?;
    Ok(FolderId::new(id))
}

/// Where the two positions of a folder are.
#[derive(Debug, Clone, Copy)]
pub struct Position {
    /// Which.
    pub folder: FolderId,
    /// The first UID that was not read.
    pub live_next: u32,
    /// The newest UID of the past that was not read; 0: all were.
    pub history_next: u32,
}

/// Moves the two positions.
///
/// # Errors
/// [`StoreError`].
pub async fn move_to(db: &mut SqliteConnection, to: Position) -> Result<(), StoreError> {
    let id = to.folder.get();
    sqlx::query!(
        "UPDATE folder SET live_next = ?, history_next = ? WHERE id = ?",
        to.live_next,
        to.history_next,
        id
    )
    .execute(db)
    .await?;
    Ok(())
}

/// R81: the ledger of a folder.
///
/// # Errors
/// [`StoreError`].
pub async fn compare(
    db: &mut SqliteConnection,
    id: FolderId,
    (on_server, held): (u32, u32),
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let (id, now) = (id.get(), code::millis(now));
    sqlx::query!(
        "UPDATE folder SET on_server = ?, held = ?, compared_at = ? WHERE id = ?",
        on_server,
        held,
        now,
        id
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Forgets how far the folders were read, as when another mailbox is connected: a mail keeps its row, and is
/// recognised by its bytes.
///
/// # Errors
/// [`StoreError`].
pub async fn forget(db: &mut SqliteConnection) -> Result<(), StoreError> {
    sqlx::query!("UPDATE folder SET uid_validity = 0, compared_at = NULL")
        .execute(db)
        .await?;
    Ok(())
}
