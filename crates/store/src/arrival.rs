//! An entry that came by mail, and all that it changes, in one call: a call costs more than its statements.

use chrono::{DateTime, TimeDelta, Utc};
use lobby_domain::{
    entry::EntryKind,
    ids::{ConversationId, EntryId},
};
use sqlx::SqliteConnection;

use crate::{StoreError, code, entry_mail::EntryMail, mail::Made};

/// An entry that came by mail.
#[derive(Debug, Clone, Copy)]
pub struct Arrival<'a> {
    /// In which conversation.
    pub conversation: ConversationId,
    /// What it is.
    pub kind: EntryKind,
    /// When.
    pub at: DateTime<Utc>,
    /// The words that are shown.
    pub text: &'a str,
    /// Which mail it is.
    pub mail: &'a EntryMail,
    /// What was made of that mail.
    pub made: &'a Made<'a>,
    /// Whether they are the conversation's last words now; the line of them is the mail's.
    pub is_last: bool,
    /// R43: since when the conversation waits for an answer then; `None` it does not.
    pub waits_since: Option<DateTime<Utc>>,
    /// R43: how long the resident has waited for this answer; `None` where nothing was waited for.
    pub took: Option<TimeDelta>,
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
pub async fn write(db: &mut SqliteConnection, new: &Arrival<'_>) -> Result<EntryId, StoreError> {
    let (to, mail) = (new.conversation.get(), new.mail.mail.get());
    let (at, now) = (code::millis(new.at), code::millis(new.now));
    let kind = code::text(&new.kind);
    answered(db, at, new.took).await?;
    let waits_since = new.waits_since.map(code::millis);
    // No other table of these that has row ids gives out one of its own. Who has not read it comes first: the
    // conversation's new time then finds them in their new places.
    let done = sqlx::query!(
        "INSERT INTO entry (conversation_id, kind, at, text) VALUES (?, ?, ?, ?);
        INSERT INTO entry_mail (entry_id, mail_id, trust, mixed, folded, subject)
        VALUES (last_insert_rowid(), ?, ?, ?, ?, ?);
        INSERT INTO known_id (message_id, conversation_id)
        SELECT id, conversation FROM (SELECT ? AS id, ? AS conversation) WHERE id IS NOT NULL
        ON CONFLICT DO NOTHING;
        INSERT INTO unread (staff_id, conversation_id, entries, first_entry_id, last_at)
        SELECT id, ?, 1, last_insert_rowid(), ? FROM staff WHERE removed_at IS NULL AND ?
        ON CONFLICT (staff_id, conversation_id) DO UPDATE SET entries = entries + 1, last_at = excluded.last_at;
        UPDATE conversation SET last_entry_id = last_insert_rowid(), last_at = max(last_at, ?), last_kind = ?,
            last_staff_id = NULL, last_words = ?, waits_since = ?, needs_reply = ? IS NOT NULL
        WHERE id = ? AND ?;
        UPDATE outbox SET state = 'held', since = ?
        WHERE conversation_id = ? AND state IN ('waiting', 'held', 'sending', 'unknown') AND state = 'waiting' AND ?;
        UPDATE mail SET state = ?, message_id = ?, sender = ?, sender_name = ?, subject = ?, words = ?, why = NULL,
            proposal = NULL WHERE id = ?",
        to,
        kind,
        at,
        new.text,
        mail,
        code::text(&new.mail.trust),
        new.mail.mixed,
        new.mail.folded,
        new.mail.subject,
        new.made.message_id,
        to,
        to,
        at,
        new.is_unread,
        at,
        kind,
        new.made.words,
        waits_since,
        waits_since,
        to,
        new.is_last,
        now,
        to,
        new.holds_outbox,
        code::text(&new.made.state),
        new.made.message_id,
        new.made.sender.0,
        new.made.sender.1,
        new.made.subject,
        new.made.words,
        mail
    )
    .execute(db)
    .await?;
    Ok(EntryId::new(done.last_insert_rowid()))
}

/// R43: staff have answered from another mail program.
async fn answered(db: &mut SqliteConnection, at: i64, took: Option<TimeDelta>) -> Result<(), StoreError> {
    let Some(took) = took else { return Ok(()) };
    let waited = took.num_milliseconds();
    sqlx::query!("INSERT INTO answer_time (at, waited) VALUES (?, ?)", at, waited)
        .execute(db)
        .await?;
    Ok(())
}
