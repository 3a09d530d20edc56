//! Conversations: one in full, its last words, and who has read it.

use chrono::{DateTime, Utc};
use lobby_domain::{
    conversation::{ConversationLabel, ConversationState},
    entry::EntryKind,
    ids::{BookingId, ConversationId, EntryId, ResidentId, StaffId},
    resident::Language,
    waiting::waits_after,
};
use sqlx::SqliteConnection;

use crate::{StoreError, code};

/// A conversation as the list shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Which.
    pub id: ConversationId,
    /// The resident's name.
    pub resident: String,
    /// What it is about.
    pub label: ConversationLabel,
    /// The event's title.
    pub event: Option<String>,
    /// The last words.
    pub words: String,
    /// What kind of entry they are.
    pub kind: EntryKind,
    /// Who wrote them; `None` the resident.
    pub by: Option<(StaffId, String)>,
    /// When.
    pub at: DateTime<Utc>,
    /// Entries that the staff member has not read.
    pub unread: u32,
    /// Open or closed.
    pub state: ConversationState,
    /// R43: since when it waits for an answer; `None` it does not.
    pub waits_since: Option<DateTime<Utc>>,
}

/// What stands above a thread.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// Its booking with the reference.
    pub booking: Option<(BookingId, String)>,
    /// Open or closed.
    pub state: ConversationState,
    /// R43: since when it waits for an answer; `None` it does not.
    pub waits_since: Option<DateTime<Utc>>,
    /// The resident.
    pub resident: ResidentId,
    /// Their name.
    pub name: String,
    /// Their suite.
    pub suite: String,
    /// Their email address; empty without.
    pub email: String,
    /// They have called our mail spam.
    pub wants_no_mail: bool,
    /// The language in which they write.
    pub language: Language,
    /// The event's title and start.
    pub event: Option<(String, DateTime<Utc>)>,
    /// Who began it.
    pub started_by: Option<String>,
}

impl Head {
    /// R22: what it is about.
    #[must_use]
    pub fn label(&self) -> ConversationLabel {
        label(self.booking.is_some())
    }
}

/// The rows of these conversations, in their order, for one staff member.
///
/// # Errors
/// [`StoreError`].
pub async fn rows(
    db: &mut SqliteConnection,
    staff: StaffId,
    ids: &[ConversationId],
) -> Result<Vec<Row>, StoreError> {
    let (staff, wanted) = (staff.get(), code::id_list(ids));
    let found = sqlx::query!(
        r#"SELECT conversation.id AS "id!", resident.name AS resident, booking_id, title AS "title?",
            last_words, last_kind, last_staff_id, staff.name AS "staff?", conversation.last_at,
            entries AS "unread?: i64", state, waits_since
        FROM json_each(?1) AS wanted
        CROSS JOIN conversation ON conversation.id = wanted.value
        JOIN resident ON resident.id = conversation.resident_id
        LEFT JOIN booking ON booking.id = conversation.booking_id
        LEFT JOIN event ON event.id = booking.event_id
        LEFT JOIN staff ON staff.id = conversation.last_staff_id
        LEFT JOIN unread ON unread.staff_id = ?2 AND unread.conversation_id = conversation.id"#,
        wanted,
        staff
    )
    .fetch_all(db)
    .await?;
    found
        .into_iter()
        .map(|row| {
            Ok(Row {
                id: ConversationId::new(row.id),
                resident: row.resident,
                label: label(row.booking_id.is_some()),
                event: row.title,
                words: row.last_words,
                kind: code::member(&row.last_kind)?,
                by: row.last_staff_id.map(StaffId::new).zip(row.staff),
                at: code::instant(row.last_at)?,
                unread: code::count(row.unread.unwrap_or(0)),
                state: code::member(&row.state)?,
                waits_since: row.waits_since.map(code::instant).transpose()?,
            })
        })
        .collect()
}

/// What stands above a thread.
///
/// # Errors
/// [`StoreError`].
pub async fn head(db: &mut SqliteConnection, id: ConversationId) -> Result<Option<Head>, StoreError> {
    let id = id.get();
    let row = sqlx::query!(
        r#"SELECT booking_id, reference AS "reference?", state, waits_since,
            conversation.resident_id, resident.name AS resident, suite, resident.email,
            resident.language, title AS "title?", event.starts_at AS "starts_at?", staff.name AS "started_by?",
            no_mail_because IS NOT NULL AS "wants_no_mail!: bool"
        FROM conversation
        JOIN resident ON resident.id = conversation.resident_id
        LEFT JOIN booking ON booking.id = conversation.booking_id
        LEFT JOIN event ON event.id = booking.event_id
        LEFT JOIN staff ON staff.id = conversation.started_by
        WHERE conversation.id = ?"#,
        id
    )
    .fetch_optional(db)
    .await?;
    row.map(|row| {
        let starts_at = row.starts_at.map(code::instant).transpose()?;
        Ok(Head {
            booking: row.booking_id.map(BookingId::new).zip(row.reference),
            state: code::member(&row.state)?,
            waits_since: row.waits_since.map(code::instant).transpose()?,
            resident: ResidentId::new(row.resident_id),
            name: row.resident,
            suite: row.suite,
            email: row.email,
            wants_no_mail: row.wants_no_mail,
            language: code::member(&row.language)?,
            event: row.title.zip(starts_at),
            started_by: row.started_by,
        })
    })
    .transpose()
}

/// Begins an empty conversation about a booking, or about a resident. The caller adds its first entry in
/// the same transaction (R12). Mail names conversations by their ids: that of one that was moved is never given again.
///
/// # Errors
/// [`StoreError`]; [`StoreError::is_taken`] when the booking has one already (R10).
pub async fn insert(
    db: &mut SqliteConnection,
    booking: Option<BookingId>,
    resident: ResidentId,
    by: Option<StaffId>,
    now: DateTime<Utc>,
) -> Result<ConversationId, StoreError> {
    let (booking, resident, by, now) = (
        booking.map(BookingId::get),
        resident.get(),
        by.map(StaffId::get),
        code::millis(now),
    );
    let row = sqlx::query!(
        "INSERT INTO conversation (id, booking_id, resident_id, state, needs_reply, started_by, started_at,
            last_entry_id, last_at, last_kind, last_staff_id, last_words, event_starts_at)
        VALUES (1 + max(
                coalesce((SELECT max(id) FROM conversation), 0),
                coalesce((SELECT max(id) FROM moved_conversation), 0)
            ), ?1, ?2, 'open', 0, ?3, ?4, 0, ?4, 'message_out', ?3, '',
            coalesce((SELECT starts_at FROM booking WHERE id = ?1), 0))",
        booking,
        resident,
        by,
        now
    )
    .execute(db)
    .await?;
    Ok(ConversationId::new(row.last_insert_rowid()))
}

/// The last entry with words of a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Last<'a> {
    /// The entry.
    pub entry: EntryId,
    /// When.
    pub at: DateTime<Utc>,
    /// What it is.
    pub kind: EntryKind,
    /// Who; `None` the resident.
    pub by: Option<StaffId>,
    /// One line of it.
    pub words: &'a str,
    /// R43: since when the conversation waits for an answer now; `None` it does not.
    pub waits_since: Option<DateTime<Utc>>,
}

/// Keeps the last words on the conversation's row. Its time never goes back: a mail that took long to come counts
/// from when it is here.
///
/// # Errors
/// [`StoreError`].
pub async fn set_last(
    db: &mut SqliteConnection,
    id: ConversationId,
    last: &Last<'_>,
) -> Result<(), StoreError> {
    let (id, entry, at) = (id.get(), last.entry.get(), code::millis(last.at));
    let (kind, by) = (code::text(&last.kind), last.by.map(StaffId::get));
    let waits_since = last.waits_since.map(code::millis);
    sqlx::query!(
        "UPDATE conversation SET last_entry_id = ?, last_at = max(last_at, ?), last_kind = ?, last_staff_id = ?,
            last_words = ?, waits_since = ?, needs_reply = ? IS NOT NULL
        WHERE id = ?",
        entry,
        at,
        kind,
        by,
        last.words,
        waits_since,
        waits_since,
        id
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Finds the last words anew, as when an entry was moved away.
///
/// # Errors
/// [`StoreError`].
pub async fn set_last_anew(db: &mut SqliteConnection, id: ConversationId) -> Result<(), StoreError> {
    let id = id.get();
    let row = sqlx::query!(
        r#"SELECT id AS "id!", at, kind, staff_id, text FROM entry WHERE conversation_id = ?
            AND kind IN ('message_out', 'message_in', 'note', 'said_at_desk', 'said_by_phone', 'sent_elsewhere')
        ORDER BY at DESC, id DESC LIMIT 1"#,
        id
    )
    .fetch_optional(&mut *db)
    .await?;
    let Some(row) = row else { return Ok(()) };
    let kind: EntryKind = code::member(&row.kind)?;
    let words = lobby_domain::text::last_words(&row.text);
    let last = Last {
        entry: EntryId::new(row.id),
        at: code::instant(row.at)?,
        kind,
        by: row.staff_id.map(StaffId::new),
        words: &words,
        waits_since: waits_since(db, id).await?,
    };
    set_last(db, ConversationId::new(id), &last).await
}

/// R43: since when a conversation waits, as its entries tell.
async fn waits_since(db: &mut SqliteConnection, id: i64) -> Result<Option<DateTime<Utc>>, StoreError> {
    let rows = sqlx::query!(
        "SELECT kind, at FROM entry WHERE conversation_id = ? ORDER BY at, id",
        id
    )
    .fetch_all(db)
    .await?;
    rows.into_iter().try_fold(None, |before, row| {
        Ok(waits_after(
            before,
            code::member(&row.kind)?,
            code::instant(row.at)?,
        ))
    })
}

/// Opens or closes a conversation.
///
/// # Errors
/// [`StoreError`].
pub async fn set_state(
    db: &mut SqliteConnection,
    id: ConversationId,
    state: ConversationState,
) -> Result<(), StoreError> {
    let (id, state) = (id.get(), code::text(&state));
    sqlx::query!("UPDATE conversation SET state = ? WHERE id = ?", state, id)
        .execute(db)
        .await?;
    Ok(())
}

/// R40: the first entry that a staff member has not read.
///
/// # Errors
/// [`StoreError`].
pub async fn first_unread(
    db: &mut SqliteConnection,
    id: ConversationId,
    staff: StaffId,
) -> Result<Option<EntryId>, StoreError> {
    let (id, staff) = (id.get(), staff.get());
    let first = sqlx::query_scalar!(
        "SELECT first_entry_id FROM unread WHERE staff_id = ? AND conversation_id = ?",
        staff,
        id
    )
    .fetch_optional(db)
    .await?;
    Ok(first.map(EntryId::new))
}

/// R40: says that a staff member has read a conversation; answers whether there was something new.
///
/// # Errors
/// [`StoreError`].
pub async fn mark_read(
    db: &mut SqliteConnection,
    id: ConversationId,
    staff: StaffId,
) -> Result<bool, StoreError> {
    let (id, staff) = (id.get(), staff.get());
    let done = sqlx::query!(
        "DELETE FROM unread WHERE staff_id = ? AND conversation_id = ?",
        staff,
        id
    )
    .execute(db)
    .await?;
    Ok(done.rows_affected() > 0)
}

/// When the newest words of all conversations are; `None` where there are none.
///
/// # Errors
/// [`StoreError`].
pub async fn newest(db: &mut SqliteConnection) -> Result<Option<DateTime<Utc>>, StoreError> {
    let at = sqlx::query_scalar!(r#"SELECT max(last_at) AS "at?: i64" FROM conversation"#)
        .fetch_one(db)
        .await?;
    at.map(code::instant).transpose()
}

pub(crate) fn label(is_about_booking: bool) -> ConversationLabel {
    if is_about_booking {
        ConversationLabel::EventBooking
    } else {
        ConversationLabel::Resident
    }
}
