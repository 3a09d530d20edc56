//! Mails as they came, and what was made of each.

use chrono::{DateTime, Utc};
use lobby_domain::{
    ids::{ConversationId, FolderId, MailId},
    mailbox::FolderRole,
    matching::TrayReason,
};
use serde::{Deserialize, Serialize};
use sqlx::{QueryBuilder, SqliteConnection};

use crate::{StoreError, code, folder};

/// What was made of a mail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MailState {
    /// Nothing yet.
    New,
    /// An entry.
    Placed,
    /// A person decides.
    Tray,
    /// It is a copy of a message of ours.
    Own,
    /// It was known already.
    Same,
    /// It changed how a message stands.
    Told,
    /// A person wants it nowhere.
    SetAside,
}

/// A mail as it came.
#[derive(Debug, Clone, Copy)]
pub struct New<'a> {
    /// In which folder.
    pub folder: FolderId,
    /// While this stays the same, a UID names the same mail.
    pub uid_validity: u32,
    /// Which.
    pub uid: u32,
    /// The SHA-256 of its bytes.
    pub hash: [u8; 32],
    /// How many they are.
    pub size: u64,
    /// Its bytes; empty where they are in a file.
    pub bytes: &'a [u8],
    /// The file's name.
    pub file: Option<&'a str>,
    /// When the server received it.
    pub received: DateTime<Utc>,
}

/// A mail that nothing was made of yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// Which.
    pub id: MailId,
    /// What its folder is for.
    pub role: FolderRole,
    /// When the server received it.
    pub received: DateTime<Utc>,
    /// The same bytes were there before.
    pub is_same: bool,
    /// Its bytes, or the name of the file that they are in.
    pub raw: Raw,
}

/// A mail's bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Raw {
    /// Here.
    Bytes(Vec<u8>),
    /// In the file of this name.
    File(String),
}

/// What a reader found out about a mail.
#[derive(Debug, Clone, Copy)]
pub struct Made<'a> {
    /// What was made of it.
    pub state: MailState,
    /// Its Message-ID.
    pub message_id: Option<&'a str>,
    /// Who says to have written it: address and name.
    pub sender: (&'a str, &'a str),
    /// Its subject.
    pub subject: &'a str,
    /// One line of it.
    pub words: &'a str,
    /// Why it is in the tray.
    pub why: Option<TrayReason>,
    /// Where it seems to belong.
    pub proposal: Option<ConversationId>,
}

/// Rows that one call adds: each call costs more than the rows that it adds.
const ROWS: usize = 200;

/// A mail that is kept now and was not before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Added {
    /// Which.
    pub id: MailId,
    /// Its UID.
    pub uid: u32,
    /// The same bytes were there before.
    pub is_same: bool,
}

/// Keeps mails, in the order of their UIDs; those that were kept before stay as they are. Their folder's two
/// positions move in the same call.
///
/// # Errors
/// [`StoreError`].
pub async fn keep(
    db: &mut SqliteConnection,
    mails: &[New<'_>],
    to: folder::Position,
) -> Result<Vec<Added>, StoreError> {
    if mails.is_empty() {
        folder::move_to(db, to).await?;
    }
    let mut added = Vec::with_capacity(mails.len());
    for some in mails.chunks(ROWS) {
        let mut all = QueryBuilder::new("INSERT INTO raw (hash, size, bytes, file) ");
        all.push_values(some, |mut row, new| {
            row.push_bind(new.hash.to_vec())
                .push_bind(i64::try_from(new.size).unwrap_or(i64::MAX))
                .push_bind(new.bytes)
                .push_bind(new.file);
        });
        all.push(
            " ON CONFLICT (hash) DO NOTHING;
            INSERT INTO mail (folder_id, uid_validity, uid, raw_id, received, state, sender, sender_name, subject,
                words)
            SELECT new.column1, new.column2, new.column3, raw.id, new.column4, 'new', '', '', '', '' FROM (",
        );
        all.push_values(some, |mut row, new| {
            row.push_bind(new.folder.get())
                .push_bind(new.uid_validity)
                .push_bind(new.uid)
                .push_bind(code::millis(new.received))
                .push_bind(new.hash.to_vec());
        });
        all.push(
            ") AS new JOIN raw ON raw.hash = new.column5 WHERE true ORDER BY new.column3
            ON CONFLICT (folder_id, uid_validity, uid) DO NOTHING
            RETURNING id, uid, EXISTS (
                SELECT 1 FROM mail AS other WHERE other.raw_id = mail.raw_id AND other.id < mail.id
            );
            UPDATE folder SET live_next = ",
        );
        all.push_bind(to.live_next);
        all.push(", history_next = ").push_bind(to.history_next);
        all.push(" WHERE id = ").push_bind(to.folder.get());
        let rows: Vec<(i64, i64, bool)> = all
            .build_query_as()
            .persistent(is_usual(some))
            .fetch_all(&mut *db)
            .await?;
        added.extend(rows.into_iter().map(|(id, uid, is_same)| Added {
            id: MailId::new(id),
            uid: code::count(uid),
            is_same,
        }));
    }
    Ok(added)
}

/// How much is handed out at a time.
#[derive(Debug, Clone, Copy)]
pub struct Portion {
    /// At most so many mails.
    pub mails: u32,
    /// No further one once they are so many bytes together: memory holds all of them.
    pub bytes: u32,
}

/// Mails that nothing was made of yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotUnderstood {
    /// In the order in which something is to be made of them.
    pub mails: Vec<Kept>,
    /// There are no others.
    pub is_all: bool,
}

/// The next mails that nothing was made of yet: what the server received since `connected` first, in its order;
/// then what is history, the newest first, so that what matters is there at once.
///
/// # Errors
/// [`StoreError`].
pub async fn not_understood(
    db: &mut SqliteConnection,
    connected: DateTime<Utc>,
    portion: Portion,
) -> Result<NotUnderstood, StoreError> {
    let connected = code::millis(connected);
    let rows = sqlx::query_as!(
        FoundNew,
        r#"SELECT next.id AS "id!", role, received AS "received!", next.size AS "size!", bytes, file, EXISTS (
            SELECT 1 FROM mail AS other WHERE other.raw_id = next.raw_id AND other.id < next.id
        ) AS "is_same!: bool"
        FROM (
            SELECT *, sum(size) OVER (ROWS UNBOUNDED PRECEDING) - size AS before FROM (
                SELECT * FROM (
                    SELECT mail.id, folder_id, raw_id, received, size FROM mail
                    CROSS JOIN raw ON raw.id = raw_id
                    WHERE state = 'new' AND received >= ? ORDER BY received, mail.id LIMIT ?
                )
                UNION ALL
                SELECT * FROM (
                    SELECT mail.id, folder_id, raw_id, received, size FROM mail
                    CROSS JOIN raw ON raw.id = raw_id
                    WHERE state = 'new' AND received < ? ORDER BY received DESC, mail.id DESC LIMIT ?
                )
            )
        ) AS next
        CROSS JOIN folder ON folder.id = next.folder_id
        CROSS JOIN raw ON raw.id = next.raw_id
        WHERE before < ? LIMIT ?"#,
        connected,
        portion.mails,
        connected,
        portion.mails,
        portion.bytes,
        portion.mails
    )
    .fetch_all(db)
    .await?;
    let bytes: i64 = rows.iter().map(|row| row.size).sum();
    let is_all = rows.len() < portion.mails as usize && bytes < i64::from(portion.bytes);
    let mails: Result<_, StoreError> = rows.into_iter().map(FoundNew::into_kept).collect();
    Ok(NotUnderstood {
        mails: mails?,
        is_all,
    })
}

struct FoundNew {
    id: i64,
    role: String,
    received: i64,
    size: i64,
    bytes: Vec<u8>,
    file: Option<String>,
    is_same: bool,
}

impl FoundNew {
    fn into_kept(self) -> Result<Kept, StoreError> {
        Ok(Kept {
            id: MailId::new(self.id),
            role: code::member(&self.role)?,
            received: code::instant(self.received)?,
            is_same: self.is_same,
            raw: self.file.map_or(Raw::Bytes(self.bytes), Raw::File),
        })
    }
}

/// The bytes of other mails with this Message-ID that were shown to people.
///
/// # Errors
/// [`StoreError`].
pub async fn with_message_id(
    db: &mut SqliteConnection,
    message_id: &str,
    but: MailId,
) -> Result<Vec<Raw>, StoreError> {
    let but = but.get();
    let rows = sqlx::query!(
        "SELECT bytes, file FROM mail JOIN raw ON raw.id = mail.raw_id
        WHERE message_id = ? AND mail.id <> ? AND state IN ('placed', 'tray', 'set_aside') LIMIT 8",
        message_id,
        but
    )
    .fetch_all(db)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| row.file.map_or(Raw::Bytes(row.bytes), Raw::File))
        .collect())
}

/// Writes down what was made of mails that have become no entry.
///
/// # Errors
/// [`StoreError`].
pub async fn set(db: &mut SqliteConnection, made: &[(MailId, Made<'_>)]) -> Result<(), StoreError> {
    for some in made.chunks(ROWS) {
        let mut all = QueryBuilder::new(
            "UPDATE mail SET state = new.column2, message_id = new.column3, sender = new.column4,
                sender_name = new.column5, subject = new.column6, words = new.column7, why = new.column8,
                proposal = new.column9 FROM (",
        );
        all.push_values(some, |mut row, (id, made)| {
            row.push_bind(id.get())
                .push_bind(code::text(&made.state))
                .push_bind(made.message_id)
                .push_bind(made.sender.0)
                .push_bind(made.sender.1)
                .push_bind(made.subject)
                .push_bind(made.words)
                .push_bind(made.why.map(|why| code::text(&why)))
                .push_bind(made.proposal.map(ConversationId::get));
        });
        all.push(") AS new WHERE mail.id = new.column1");
        all.build().persistent(is_usual(some)).execute(&mut *db).await?;
    }
    Ok(())
}

/// Whether a call with so many rows comes again and again: what SQLite has made of the others is not worth keeping.
fn is_usual<T>(some: &[T]) -> bool {
    some.len() == 1 || some.len() == ROWS
}

/// The bytes of a mail; `None` where there is none.
///
/// # Errors
/// [`StoreError`].
pub async fn raw(db: &mut SqliteConnection, id: MailId) -> Result<Option<Raw>, StoreError> {
    let id = id.get();
    let row = sqlx::query!(
        "SELECT bytes, file FROM mail JOIN raw ON raw.id = mail.raw_id WHERE mail.id = ?",
        id
    )
    .fetch_optional(db)
    .await?;
    Ok(row.map(|row| row.file.map_or(Raw::Bytes(row.bytes), Raw::File)))
}

/// The UIDs of a folder that are held, ascending.
///
/// # Errors
/// [`StoreError`].
pub async fn uids(
    db: &mut SqliteConnection,
    folder: FolderId,
    uid_validity: u32,
) -> Result<Vec<u32>, StoreError> {
    let folder = folder.get();
    let uids = sqlx::query_scalar!(
        "SELECT uid FROM mail WHERE folder_id = ? AND uid_validity = ? ORDER BY uid",
        folder,
        uid_validity
    )
    .fetch_all(db)
    .await?;
    Ok(uids.into_iter().map(code::count).collect())
}

/// A mail in the tray, as its list shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Which.
    pub id: MailId,
    /// When the server received it.
    pub received: DateTime<Utc>,
    /// What was made of it.
    pub state: MailState,
    /// Address.
    pub sender: String,
    /// Name.
    pub sender_name: String,
    /// Subject.
    pub subject: String,
    /// One line of it.
    pub words: String,
    /// Why it is in the tray.
    pub why: Option<TrayReason>,
    /// Where it seems to belong, and whose that is.
    pub proposal: Option<(ConversationId, String)>,
}

/// A place in the tray: instant (milliseconds) and mail.
pub type Key = [i64; 2];

/// At most `limit` mails of the tray before `before`, the newest first.
///
/// # Errors
/// [`StoreError`].
pub async fn tray(db: &mut SqliteConnection, before: Key, limit: u32) -> Result<Vec<Row>, StoreError> {
    let [at, id] = before;
    let rows = sqlx::query_as!(
        Found,
        r#"SELECT mail.id AS "id!", received, mail.state, sender, sender_name, subject, words, why, proposal,
            resident.name AS "resident?"
        FROM mail
        LEFT JOIN conversation ON conversation.id = mail.proposal
        LEFT JOIN resident ON resident.id = conversation.resident_id
        WHERE mail.state = 'tray' AND (received, mail.id) < (?, ?)
        ORDER BY received DESC, mail.id DESC LIMIT ?"#,
        at,
        id,
        limit
    )
    .fetch_all(db)
    .await?;
    rows.into_iter().map(Found::into_row).collect()
}

/// One mail; `None` where there is none.
///
/// # Errors
/// [`StoreError`].
pub async fn one(db: &mut SqliteConnection, id: MailId) -> Result<Option<Row>, StoreError> {
    let id = id.get();
    let row = sqlx::query_as!(
        Found,
        r#"SELECT mail.id AS "id!", received, mail.state, sender, sender_name, subject, words, why, proposal,
            resident.name AS "resident?"
        FROM mail
        LEFT JOIN conversation ON conversation.id = mail.proposal
        LEFT JOIN resident ON resident.id = conversation.resident_id
        WHERE mail.id = ?"#,
        id
    )
    .fetch_optional(db)
    .await?;
    row.map(Found::into_row).transpose()
}

struct Found {
    id: i64,
    received: i64,
    state: String,
    sender: String,
    sender_name: String,
    subject: String,
    words: String,
    why: Option<String>,
    proposal: Option<i64>,
    resident: Option<String>,
}

impl Found {
    fn into_row(self) -> Result<Row, StoreError> {
        Ok(Row {
            id: MailId::new(self.id),
            received: code::instant(self.received)?,
            state: code::member(&self.state)?,
            sender: self.sender,
            sender_name: self.sender_name,
            subject: self.subject,
            words: self.words,
            why: self.why.as_deref().map(code::member).transpose()?,
            proposal: self.proposal.map(ConversationId::new).zip(self.resident),
        })
    }
}

/// Changes what was made of a mail that a person has decided about.
///
/// # Errors
/// [`StoreError`].
pub async fn set_state(db: &mut SqliteConnection, id: MailId, state: MailState) -> Result<(), StoreError> {
    let (id, state) = (id.get(), code::text(&state));
    sqlx::query!("UPDATE mail SET state = ?, why = NULL WHERE id = ?", state, id)
        .execute(db)
        .await?;
    Ok(())
}
