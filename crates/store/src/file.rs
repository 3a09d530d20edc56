//! R31: files that go with messages.

use chrono::{DateTime, Utc};
use lobby_domain::ids::{ConversationId, EntryId, FileId, StaffId};
use sqlx::SqliteConnection;

use crate::{StoreError, code};

/// A file that is being attached.
#[derive(Debug, Clone, Copy)]
pub struct New<'a> {
    /// In which conversation.
    pub conversation: ConversationId,
    /// Who attaches it.
    pub staff: StaffId,
    /// Its name, made safe.
    pub name: &'a str,
    /// Its type.
    pub media_type: &'a str,
    /// Bytes.
    pub size: u64,
}

/// A file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Which.
    pub id: FileId,
    /// Its name, made safe.
    pub name: String,
    /// Its type.
    pub media_type: String,
    /// Bytes.
    pub size: u64,
}

struct Found {
    id: i64,
    name: String,
    media_type: String,
    size: i64,
}

impl Found {
    fn into_file(self) -> File {
        File {
            id: FileId::new(self.id),
            name: self.name,
            media_type: self.media_type,
            size: u64::try_from(self.size).unwrap_or(0),
        }
    }
}

/// Whose a file is, and how much of it is here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// Who attached it.
    pub staff: StaffId,
    /// The message that it goes with; `None`: not sent yet.
    pub entry: Option<EntryId>,
    /// The file.
    pub file: File,
    /// Bytes that are here.
    pub received: u64,
    /// How many parts they came in.
    pub parts: u32,
}

/// Begins a file; its bytes follow.
///
/// # Errors
/// [`StoreError`].
pub async fn begin(
    db: &mut SqliteConnection,
    new: &New<'_>,
    now: DateTime<Utc>,
) -> Result<FileId, StoreError> {
    let (conversation, staff) = (new.conversation.get(), new.staff.get());
    let (size, now) = (i64::try_from(new.size).unwrap_or(i64::MAX), code::millis(now));
    let done = sqlx::query!(
        "INSERT INTO file (conversation_id, staff_id, name, media_type, size, begun_at) VALUES (?, ?, ?, ?, ?, ?)",
        conversation,
        staff,
        new.name,
        new.media_type,
        size,
        now
    )
    .execute(db)
    .await?;
    Ok(FileId::new(done.last_insert_rowid()))
}

/// Adds the next bytes of a file.
///
/// # Errors
/// [`StoreError`]; the database refuses more bytes than were announced.
pub async fn add(db: &mut SqliteConnection, to: &Standing, bytes: &[u8]) -> Result<(), StoreError> {
    let id = to.file.id.get();
    sqlx::query!(
        "INSERT INTO file_part (file_id, part, bytes) VALUES (?, ?, ?)",
        id,
        to.parts,
        bytes
    )
    .execute(&mut *db)
    .await?;
    let received =
        i64::try_from(to.received).unwrap_or(i64::MAX) + i64::try_from(bytes.len()).unwrap_or(i64::MAX);
    sqlx::query!("UPDATE file SET received = ? WHERE id = ?", received, id)
        .execute(db)
        .await?;
    Ok(())
}

/// How a file stands; `None` where there is no such file.
///
/// # Errors
/// [`StoreError`].
pub async fn standing(db: &mut SqliteConnection, id: FileId) -> Result<Option<Standing>, StoreError> {
    let key = id.get();
    let row = sqlx::query!(
        r#"SELECT staff_id, entry_id, name, media_type, size, received,
            (SELECT count(*) FROM file_part WHERE file_id = file.id) AS "parts!: i64"
        FROM file WHERE id = ?"#,
        key
    )
    .fetch_optional(db)
    .await?;
    Ok(row.map(|row| Standing {
        staff: StaffId::new(row.staff_id),
        entry: row.entry_id.map(EntryId::new),
        file: File {
            id,
            name: row.name,
            media_type: row.media_type,
            size: u64::try_from(row.size).unwrap_or(0),
        },
        received: u64::try_from(row.received).unwrap_or(0),
        parts: code::count(row.parts),
    }))
}

/// The bytes of a file.
///
/// # Errors
/// [`StoreError`].
pub async fn bytes(db: &mut SqliteConnection, id: FileId) -> Result<Vec<u8>, StoreError> {
    let id = id.get();
    let parts = sqlx::query_scalar!("SELECT bytes FROM file_part WHERE file_id = ? ORDER BY part", id)
        .fetch_all(db)
        .await?;
    Ok(parts.concat())
}

/// Whole files that a person has attached to what they have begun to write, in their order.
///
/// # Errors
/// [`StoreError`].
pub async fn begun(
    db: &mut SqliteConnection,
    conversation: ConversationId,
    staff: StaffId,
) -> Result<Vec<File>, StoreError> {
    let (conversation, staff) = (conversation.get(), staff.get());
    let rows = sqlx::query_as!(
        Found,
        "SELECT id, name, media_type, size FROM file
        WHERE conversation_id = ? AND staff_id = ? AND entry_id IS NULL AND received = size ORDER BY id",
        conversation,
        staff
    )
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(Found::into_file).collect())
}

/// Whole files that go with these messages, those of a message in their order.
///
/// # Errors
/// [`StoreError`].
pub async fn of_entries(
    db: &mut SqliteConnection,
    entries: &[EntryId],
) -> Result<Vec<(EntryId, File)>, StoreError> {
    let wanted = code::id_list(entries);
    let rows = sqlx::query!(
        r#"SELECT entry_id AS "entry_id!", file.id AS "id!", name, media_type, size FROM json_each(?) AS wanted
        CROSS JOIN file ON file.entry_id = wanted.value AND entry_id IS NOT NULL"#,
        wanted
    )
    .fetch_all(db)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| {
            let found = Found {
                id: row.id,
                name: row.name,
                media_type: row.media_type,
                size: row.size,
            };
            (EntryId::new(row.entry_id), found.into_file())
        })
        .collect())
}

/// What a person has attached goes with this message; answers with it, in its order.
///
/// # Errors
/// [`StoreError`].
pub async fn send(
    db: &mut SqliteConnection,
    conversation: ConversationId,
    staff: StaffId,
    entry: EntryId,
) -> Result<Vec<File>, StoreError> {
    let (conversation, staff, entry) = (conversation.get(), staff.get(), entry.get());
    let rows = sqlx::query_as!(
        Found,
        "UPDATE file SET entry_id = ?
        WHERE conversation_id = ? AND staff_id = ? AND entry_id IS NULL AND received = size
        RETURNING id, name, media_type, size",
        entry,
        conversation,
        staff
    )
    .fetch_all(db)
    .await?;
    let mut files: Vec<File> = rows.into_iter().map(Found::into_file).collect();
    files.sort_by_key(|file| file.id);
    Ok(files)
}

/// Takes a file away.
///
/// # Errors
/// [`StoreError`].
pub async fn remove(db: &mut SqliteConnection, id: FileId) -> Result<(), StoreError> {
    let id = id.get();
    sqlx::query!("DELETE FROM file_part WHERE file_id = ?", id)
        .execute(&mut *db)
        .await?;
    sqlx::query!("DELETE FROM file WHERE id = ?", id)
        .execute(db)
        .await?;
    Ok(())
}

/// Files of a person whose bytes have stopped coming before `before`.
///
/// # Errors
/// [`StoreError`].
pub async fn abandoned(
    db: &mut SqliteConnection,
    conversation: ConversationId,
    staff: StaffId,
    before: DateTime<Utc>,
) -> Result<Vec<FileId>, StoreError> {
    let (conversation, staff, before) = (conversation.get(), staff.get(), code::millis(before));
    let ids = sqlx::query_scalar!(
        "SELECT id FROM file WHERE conversation_id = ? AND staff_id = ? AND entry_id IS NULL AND received < size
            AND begun_at < ?",
        conversation,
        staff,
        before
    )
    .fetch_all(db)
    .await?;
    Ok(ids.into_iter().map(FileId::new).collect())
}
