//! Words of the desk in a conversation: what is looked at before they are written, and all that they change. One
//! call each: a call costs more than its statements.

use chrono::{DateTime, TimeDelta, Utc};
use lobby_domain::{
    conversation::ConversationState,
    entry::{DraftKind, EntryKind},
    ids::{ConversationId, EntryId, StaffId},
};
use sqlx::SqliteConnection;

use crate::{StoreError, code};

/// What is known of a conversation before something is written into it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ground {
    /// Which.
    pub conversation: ConversationId,
    /// Open or closed.
    pub state: ConversationState,
    /// R43: since when it waits for an answer; `None` it does not.
    pub waits_since: Option<DateTime<Utc>>,
    /// The resident's email address; empty without.
    pub email: String,
    /// They have called our mail spam.
    pub wants_no_mail: bool,
    /// When its last entry is; `None` where there is none.
    pub last_at: Option<DateTime<Utc>>,
    /// R29: the newest entry when the person began the draft; `None` without one.
    pub begun_after: Option<EntryId>,
    /// R31: whether files are attached to what the person has begun.
    pub has_files: bool,
}

/// The ground on which a staff member writes; `draft`: which of their drafts is asked for.
///
/// # Errors
/// [`StoreError`].
pub async fn ground(
    db: &mut SqliteConnection,
    conversation: ConversationId,
    (staff, draft): (StaffId, DraftKind),
) -> Result<Option<Ground>, StoreError> {
    let (id, staff, draft) = (conversation.get(), staff.get(), code::text(&draft));
    let row = sqlx::query!(
        r#"SELECT state, waits_since, email, no_mail_because IS NOT NULL AS "wants_no_mail!: bool",
            (
                SELECT at FROM entry WHERE conversation_id = conversation.id ORDER BY at DESC, id DESC LIMIT 1
            ) AS "last_at: i64",
            (
                SELECT after_entry_id FROM draft
                WHERE staff_id = ? AND conversation_id = conversation.id AND kind = ?
            ) AS "begun_after: i64",
            EXISTS (
                SELECT 1 FROM file WHERE conversation_id = conversation.id AND staff_id = ? AND entry_id IS NULL
            ) AS "has_files!: bool"
        FROM conversation JOIN resident ON resident.id = conversation.resident_id
        WHERE conversation.id = ?"#,
        staff,
        draft,
        staff,
        id
    )
    .fetch_optional(db)
    .await?;
    row.map(|row| {
        Ok(Ground {
            conversation,
            state: code::member(&row.state)?,
            waits_since: row.waits_since.map(code::instant).transpose()?,
            email: row.email,
            wants_no_mail: row.wants_no_mail,
            last_at: row.last_at.map(code::instant).transpose()?,
            begun_after: row.begun_after.map(EntryId::new),
            has_files: row.has_files,
        })
    })
    .transpose()
}

/// Words that somebody at the desk adds to a conversation.
#[derive(Debug, Clone, Copy)]
pub struct Said<'a> {
    /// To which.
    pub conversation: ConversationId,
    /// What they are.
    pub kind: EntryKind,
    /// The entry's time.
    pub at: DateTime<Utc>,
    /// Who.
    pub by: StaffId,
    /// The words.
    pub text: &'a str,
    /// One line of them.
    pub words: &'a str,
    /// R43: since when the conversation waits for an answer now; `None` it does not.
    pub waits_since: Option<DateTime<Utc>>,
    /// R43: how long the resident has waited for this answer; `None` where nothing was waited for.
    pub took: Option<TimeDelta>,
    /// Which of the person's drafts in the conversation is used up.
    pub uses: Option<DraftKind>,
    /// R52: what the record calls it; `None` where it has said so of what this is a part of.
    pub action: Option<&'a str>,
    /// When they were handed in.
    pub now: DateTime<Utc>,
}

/// Adds the entry: what goes to the resident is in the outbox, the conversation has its last words, who answers
/// has read what was there (R40), and the draft is used up.
///
/// # Errors
/// [`StoreError`]; R24: anything but a message in the outbox is refused by the database too.
pub async fn write(db: &mut SqliteConnection, said: &Said<'_>) -> Result<EntryId, StoreError> {
    let (to, by, kind) = (said.conversation.get(), said.by.get(), code::text(&said.kind));
    let (at, now) = (code::millis(said.at), code::millis(said.now));
    let goes_out = said.kind.goes_to_the_resident();
    let uses = said.uses.map(|draft| code::text(&draft));
    let waits_since = said.waits_since.map(code::millis);
    let took = said.took.map(|took| took.num_milliseconds());
    // These two come first: after the entry no row is added to a table that gives out an id of its own.
    let done = sqlx::query!(
        "INSERT INTO record (at, staff_id, action, subject, subject_id, detail)
        SELECT ?, ?, action, 'conversation', ?, '' FROM (SELECT ? AS action) WHERE action IS NOT NULL;
        INSERT INTO answer_time (at, waited)
        SELECT ?, waited FROM (SELECT ? AS waited) WHERE waited IS NOT NULL;
        INSERT INTO entry (conversation_id, kind, at, staff_id, text) VALUES (?, ?, ?, ?, ?);
        INSERT INTO outbox (entry_id, conversation_id, state, since)
        SELECT last_insert_rowid(), ?, 'waiting', ? WHERE ?;
        UPDATE conversation SET last_entry_id = last_insert_rowid(), last_at = max(last_at, ?), last_kind = ?,
            last_staff_id = ?, last_words = ?, waits_since = ?, needs_reply = ? IS NOT NULL WHERE id = ?;
        DELETE FROM unread WHERE staff_id = ? AND conversation_id = ?;
        DELETE FROM draft WHERE staff_id = ? AND conversation_id = ? AND kind = ?",
        now,
        by,
        to,
        said.action,
        at,
        took,
        to,
        kind,
        at,
        by,
        said.text,
        to,
        now,
        goes_out,
        at,
        kind,
        by,
        said.words,
        waits_since,
        waits_since,
        to,
        by,
        to,
        by,
        to,
        uses
    )
    .execute(db)
    .await?;
    Ok(EntryId::new(done.last_insert_rowid()))
}
