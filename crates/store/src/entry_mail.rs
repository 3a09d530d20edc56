//! What came by mail: which mail an entry is, how far it is trusted, and what came with it.

use lobby_domain::{
    ids::{ConversationId, EntryId, MailId},
    matching::Trust,
};
use sqlx::SqliteConnection;

use crate::{StoreError, code};

/// An entry's mail; [`crate::arrival::write`] keeps it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryMail {
    /// Which mail.
    pub mail: MailId,
    /// How far it is trusted.
    pub trust: Trust,
    /// It names several conversations.
    pub mixed: bool,
    /// R32: the original says more than is shown.
    pub folded: bool,
    /// Its subject.
    pub subject: String,
}

/// A file that came with an entry's mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    /// Which of the mail's.
    pub place: u32,
    /// Its name, made safe.
    pub name: String,
    /// Its type, as the mail called it.
    pub media_type: String,
    /// Bytes.
    pub size: u64,
}

/// Adds a file that is in the entry's mail.
///
/// # Errors
/// [`StoreError`].
pub async fn attach(db: &mut SqliteConnection, entry: EntryId, new: &Attachment) -> Result<(), StoreError> {
    let (entry, size) = (entry.get(), i64::try_from(new.size).unwrap_or(i64::MAX));
    sqlx::query!(
        "INSERT INTO attachment (entry_id, place, name, media_type, size) VALUES (?, ?, ?, ?, ?)",
        entry,
        new.place,
        new.name,
        new.media_type,
        size
    )
    .execute(db)
    .await?;
    Ok(())
}

/// The files of these entries, those of an entry in their order.
///
/// # Errors
/// [`StoreError`].
pub async fn attachments(
    db: &mut SqliteConnection,
    entries: &[EntryId],
) -> Result<Vec<(EntryId, Attachment)>, StoreError> {
    let wanted = code::id_list(entries);
    let rows = sqlx::query!(
        r#"SELECT entry_id, place, name, media_type, size FROM json_each(?) AS wanted
        CROSS JOIN attachment ON attachment.entry_id = wanted.value"#,
        wanted
    )
    .fetch_all(db)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| {
            let attachment = Attachment {
                place: code::count(row.place),
                name: row.name,
                media_type: row.media_type,
                size: u64::try_from(row.size).unwrap_or(0),
            };
            (EntryId::new(row.entry_id), attachment)
        })
        .collect())
}

/// R83: moves an entry that came by mail into another conversation, with the ids by which answers find it.
///
/// # Errors
/// [`StoreError`].
pub async fn move_to(
    db: &mut SqliteConnection,
    entry: EntryId,
    to: ConversationId,
) -> Result<(), StoreError> {
    let (entry, to) = (entry.get(), to.get());
    sqlx::query!(
        "DELETE FROM known_id WHERE message_id = (
            SELECT message_id FROM entry_mail JOIN mail ON mail.id = mail_id WHERE entry_id = ?1
        ) AND conversation_id = (SELECT conversation_id FROM entry WHERE id = ?1)",
        entry
    )
    .execute(&mut *db)
    .await?;
    sqlx::query!(
        "INSERT INTO known_id (message_id, conversation_id)
        SELECT message_id, ?2 FROM entry_mail JOIN mail ON mail.id = mail_id
        WHERE entry_id = ?1 AND message_id IS NOT NULL
        ON CONFLICT DO NOTHING",
        entry,
        to
    )
    .execute(&mut *db)
    .await?;
    sqlx::query!("UPDATE entry SET conversation_id = ? WHERE id = ?", to, entry)
        .execute(&mut *db)
        .await?;
    sqlx::query!(
        "UPDATE entry_mail SET trust = 'by_hand' WHERE entry_id = ?",
        entry
    )
    .execute(db)
    .await?;
    Ok(())
}

/// The mail of an entry, and the conversation that it is in.
///
/// # Errors
/// [`StoreError`].
pub async fn mail_of(
    db: &mut SqliteConnection,
    entry: EntryId,
) -> Result<Option<(MailId, ConversationId)>, StoreError> {
    let entry = entry.get();
    let row = sqlx::query!(
        "SELECT mail_id, conversation_id FROM entry_mail JOIN entry ON entry.id = entry_id WHERE entry_id = ?",
        entry
    )
    .fetch_optional(db)
    .await?;
    Ok(row.map(|row| (MailId::new(row.mail_id), ConversationId::new(row.conversation_id))))
}
