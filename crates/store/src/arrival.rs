//! What an entry that came by mail changes besides itself, in one call: each call costs more than its statement.

use chrono::{DateTime, Utc};
use lobby_domain::ids::ConversationId;
use sqlx::SqliteConnection;

use crate::{StoreError, code, conversation::Last, entry_mail::EntryMail, mail::Made};

/// An entry that came by mail.
#[derive(Debug, Clone, Copy)]
pub struct Arrival<'a> {
    /// In which conversation.
    pub conversation: ConversationId,
    /// Which mail it is.
    pub mail: &'a EntryMail,
    /// What was made of that mail.
    pub made: &'a Made<'a>,
    /// The entry, as the last words.
    pub last: &'a Last<'a>,
    /// Whether they are the conversation's now.
    pub is_last: bool,
    /// R40: nobody on the staff has read it.
    pub is_unread: bool,
    /// R29: what waits in the conversation is to be looked at again.
    pub holds_outbox: bool,
    /// When it was taken in.
    pub now: DateTime<Utc>,
}

/// Writes all of it down.
///
/// # Errors
/// [`StoreError`].
pub async fn write(db: &mut SqliteConnection, new: &Arrival<'_>) -> Result<(), StoreError> {
    let (to, entry, mail) = (new.conversation.get(), new.last.entry.get(), new.mail.mail.get());
    let (at, now) = (code::millis(new.last.at), code::millis(new.now));
    let (trust, state, kind) = (
        code::text(&new.mail.trust),
        code::text(&new.made.state),
        code::text(&new.last.kind),
    );
    let by = new.last.by.map(lobby_domain::ids::StaffId::get);
    sqlx::query!(
        "INSERT INTO entry_mail (entry_id, mail_id, trust, mixed, folded, subject) VALUES (?, ?, ?, ?, ?, ?);
        INSERT INTO known_id (message_id, conversation_id)
        SELECT id, conversation FROM (SELECT ? AS id, ? AS conversation) WHERE id IS NOT NULL
        ON CONFLICT DO NOTHING;
        UPDATE conversation SET last_entry_id = ?, last_at = max(last_at, ?), last_kind = ?, last_staff_id = ?,
            last_words = ?, needs_reply = ? WHERE id = ? AND ?;
        INSERT INTO unread (staff_id, conversation_id, entries, first_entry_id, last_at)
        SELECT id, ?, 1, ?, ? FROM staff WHERE removed_at IS NULL AND ?
        ON CONFLICT (staff_id, conversation_id) DO UPDATE SET entries = entries + 1, last_at = excluded.last_at;
        UPDATE outbox SET state = 'held', since = ?
        WHERE conversation_id = ? AND state IN ('waiting', 'held', 'sending', 'unknown') AND state = 'waiting' AND ?;
        UPDATE mail SET state = ?, message_id = ?, sender = ?, sender_name = ?, subject = ?, words = ?, why = NULL,
            proposal = NULL WHERE id = ?",
        entry,
        mail,
        trust,
        new.mail.mixed,
        new.mail.folded,
        new.mail.subject,
        new.made.message_id,
        to,
        entry,
        at,
        kind,
        by,
        new.last.words,
        new.last.needs_reply,
        to,
        new.is_last,
        to,
        entry,
        at,
        new.is_unread,
        now,
        to,
        new.holds_outbox,
        state,
        new.made.message_id,
        new.made.sender.0,
        new.made.sender.1,
        new.made.subject,
        new.made.words,
        mail
    )
    .execute(db)
    .await?;
    Ok(())
}
