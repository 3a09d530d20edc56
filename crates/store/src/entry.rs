//! Entries of conversations.

use chrono::{DateTime, Utc};
use lobby_domain::{
    delivery::OnItsWay,
    entry::EntryKind,
    ids::{ConversationId, EntryId, MailId, StaffId},
};
use sqlx::SqliteConnection;

use crate::{StoreError, code, entry_mail::EntryMail};

/// An entry to be added.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct New<'a> {
    /// In which conversation.
    pub conversation: ConversationId,
    /// What it is.
    pub kind: EntryKind,
    /// When.
    pub at: DateTime<Utc>,
    /// Who; `None` the resident.
    pub by: Option<StaffId>,
    /// The words; empty where there are none.
    pub text: &'a str,
}

/// An entry as the thread shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Which.
    pub id: EntryId,
    /// What it is.
    pub kind: EntryKind,
    /// When.
    pub at: DateTime<Utc>,
    /// Who; `None` the resident.
    pub by: Option<(StaffId, String)>,
    /// The words.
    pub text: String,
    /// How far it has come on its way; `None` where it goes nowhere.
    pub outbox: Option<OnItsWay>,
    /// The mail that it is; `None` where it came by none.
    pub mail: Option<EntryMail>,
    /// Whether files go with it.
    pub has_files: bool,
}

/// A place in a thread: instant (milliseconds) and entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key {
    /// Milliseconds.
    pub at: i64,
    /// The entry.
    pub id: i64,
}

impl Key {
    /// After everything.
    pub const LAST: Self = Self {
        at: i64::MAX,
        id: i64::MAX,
    };
}

/// Adds an entry that changes nothing besides.
///
/// # Errors
/// [`StoreError`].
pub async fn insert(db: &mut SqliteConnection, new: &New<'_>) -> Result<EntryId, StoreError> {
    let (conversation, kind, at, by) = (
        new.conversation.get(),
        code::text(&new.kind),
        code::millis(new.at),
        new.by.map(StaffId::get),
    );
    let row = sqlx::query!(
        "INSERT INTO entry (conversation_id, kind, at, staff_id, text) VALUES (?, ?, ?, ?, ?)",
        conversation,
        kind,
        at,
        by,
        new.text
    )
    .execute(db)
    .await?;
    Ok(EntryId::new(row.last_insert_rowid()))
}

/// An entry that was added after another one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Later {
    /// Which.
    pub id: EntryId,
    /// Its kind.
    pub kind: EntryKind,
    /// When.
    pub at: DateTime<Utc>,
    /// The staff member and their name.
    pub by: Option<(StaffId, String)>,
    /// The words.
    pub text: String,
}

/// How many entries of a conversation there are from this one on, up to a place in the thread; 0 where it is none of
/// them.
///
/// # Errors
/// [`StoreError`].
pub async fn count_from(
    db: &mut SqliteConnection,
    conversation: ConversationId,
    id: EntryId,
    before: Key,
) -> Result<u32, StoreError> {
    let (conversation, id) = (conversation.get(), id.get());
    let count = sqlx::query_scalar!(
        r#"SELECT count(*) AS "count!: i64" FROM entry AS wanted
        CROSS JOIN entry ON entry.conversation_id = wanted.conversation_id
            AND (entry.at, entry.id) >= (wanted.at, wanted.id) AND (entry.at, entry.id) < (?, ?)
        WHERE wanted.id = ? AND wanted.conversation_id = ?"#,
        before.at,
        before.id,
        id,
        conversation
    )
    .fetch_one(db)
    .await?;
    Ok(code::count(count))
}

/// R29: the newest 50 entries that were added to a conversation after this one, the oldest first.
///
/// # Errors
/// [`StoreError`].
pub async fn later(
    db: &mut SqliteConnection,
    conversation: ConversationId,
    after: EntryId,
) -> Result<Vec<Later>, StoreError> {
    let (conversation, after) = (conversation.get(), after.get());
    let rows = sqlx::query!(
        r#"SELECT entry.id, kind, at, staff_id, staff.name AS "name?", text FROM entry
        LEFT JOIN staff ON staff.id = staff_id
        WHERE conversation_id = ? AND entry.id > ? ORDER BY at DESC, entry.id DESC LIMIT 50"#,
        conversation,
        after
    )
    .fetch_all(db)
    .await?;
    rows.into_iter()
        .rev()
        .map(|row| {
            Ok(Later {
                id: EntryId::new(row.id),
                kind: code::member(&row.kind)?,
                at: code::instant(row.at)?,
                by: row.staff_id.map(StaffId::new).zip(row.name),
                text: row.text,
            })
        })
        .collect()
}

/// The subject of the first mail of a conversation; `None` where none came.
///
/// # Errors
/// [`StoreError`].
pub async fn first_subject(
    db: &mut SqliteConnection,
    conversation: ConversationId,
) -> Result<Option<String>, StoreError> {
    let conversation = conversation.get();
    Ok(sqlx::query_scalar!(
        "SELECT subject FROM entry JOIN entry_mail ON entry_mail.entry_id = entry.id
        WHERE conversation_id = ? ORDER BY at, entry.id LIMIT 1",
        conversation
    )
    .fetch_optional(db)
    .await?)
}

/// Changes the words of a message that has certainly not gone.
///
/// # Errors
/// [`StoreError`].
pub async fn rewrite(db: &mut SqliteConnection, id: EntryId, text: &str) -> Result<(), StoreError> {
    let id = id.get();
    sqlx::query!("UPDATE entry SET text = ? WHERE id = ?", text, id)
        .execute(db)
        .await?;
    Ok(())
}

/// When the last entry of a conversation is; `None` before the first.
///
/// # Errors
/// [`StoreError`].
pub async fn last_time(
    db: &mut SqliteConnection,
    conversation: ConversationId,
) -> Result<Option<DateTime<Utc>>, StoreError> {
    let conversation = conversation.get();
    let at = sqlx::query_scalar!(
        "SELECT at FROM entry WHERE conversation_id = ? ORDER BY at DESC, id DESC LIMIT 1",
        conversation
    )
    .fetch_optional(db)
    .await?;
    at.map(code::instant).transpose()
}

/// At most `limit` entries before `before`, the newest first.
///
/// # Errors
/// [`StoreError`].
pub async fn page(
    db: &mut SqliteConnection,
    conversation: ConversationId,
    before: Key,
    limit: u32,
) -> Result<Vec<Row>, StoreError> {
    let conversation = conversation.get();
    let rows = sqlx::query!(
        r#"SELECT entry.id AS "id!", kind, at, entry.staff_id, staff.name AS "name?", text,
            outbox.state AS "outbox?", reported AS "reported?", why AS "why?", answer AS "answer?",
            next_at AS "next_at?", mail_id AS "mail_id?", trust AS "trust?", mixed AS "mixed?: bool",
            folded AS "folded?: bool", subject AS "subject?",
            EXISTS (SELECT 1 FROM file WHERE file.entry_id = entry.id) AS "has_files!: bool"
        FROM entry
        LEFT JOIN staff ON staff.id = entry.staff_id
        LEFT JOIN outbox ON outbox.entry_id = entry.id
        LEFT JOIN entry_mail ON entry_mail.entry_id = entry.id
        WHERE entry.conversation_id = ? AND (at, entry.id) < (?, ?)
        ORDER BY at DESC, entry.id DESC LIMIT ?"#,
        conversation,
        before.at,
        before.id,
        limit
    )
    .fetch_all(db)
    .await?;
    rows.into_iter()
        .map(|row| {
            let outbox = match row.outbox {
                None => None,
                Some(state) => Some(OnItsWay {
                    state: code::member(&state)?,
                    reported: row.reported.as_deref().map(code::member).transpose()?,
                    why: row.why.as_deref().map(code::member).transpose()?,
                    said: row.answer.unwrap_or_default(),
                    next: row.next_at.filter(|at| *at > 0).map(code::instant).transpose()?,
                }),
            };
            let mail = match (row.mail_id, row.trust) {
                (Some(mail), Some(trust)) => Some(EntryMail {
                    mail: MailId::new(mail),
                    trust: code::member(&trust)?,
                    mixed: row.mixed.unwrap_or(false),
                    folded: row.folded.unwrap_or(false),
                    subject: row.subject.unwrap_or_default(),
                }),
                _ => None,
            };
            Ok(Row {
                outbox,
                mail,
                has_files: row.has_files,
                id: EntryId::new(row.id),
                kind: code::member(&row.kind)?,
                at: code::instant(row.at)?,
                by: row.staff_id.map(StaffId::new).zip(row.name),
                text: row.text,
            })
        })
        .collect()
}
