//! R28: what staff have begun to write.

use chrono::{DateTime, Utc};
use lobby_domain::{
    entry::DraftKind,
    ids::{BookingId, ConversationId, EntryId, StaffId},
};
use sqlx::SqliteConnection;

use crate::{StoreError, code, crash};

/// Where a draft belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// A booking that has no conversation yet.
    Booking(BookingId),
    /// A composer of a conversation.
    Conversation(ConversationId, DraftKind),
}

/// Keeps a draft in place of the one before; empty text clears it. R29: what was there when it was begun stays
/// known.
///
/// # Errors
/// [`StoreError`].
pub async fn save(
    db: &mut SqliteConnection,
    staff: StaffId,
    place: Place,
    text: &str,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let begun_after = clear(db, staff, place).await?.map(EntryId::get);
    crash::point("after_draft_cleared");
    if text.is_empty() {
        return Ok(());
    }
    let (booking, conversation, kind) = match place {
        Place::Booking(id) => (Some(id.get()), None, DraftKind::Message),
        Place::Conversation(id, kind) => (None, Some(id.get()), kind),
    };
    let (staff, kind, now) = (staff.get(), code::text(&kind), code::millis(now));
    sqlx::query!(
        "INSERT INTO draft (staff_id, booking_id, conversation_id, kind, text, at, after_entry_id)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, coalesce(?7, (SELECT last_entry_id FROM conversation WHERE id = ?3)))",
        staff,
        booking,
        conversation,
        kind,
        text,
        now,
        begun_after
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Clears a draft, as when it is sent. R29: answers with the newest entry with words that there was when it was
/// begun; `None` where there was no draft in a conversation.
///
/// # Errors
/// [`StoreError`].
pub async fn clear(
    db: &mut SqliteConnection,
    staff: StaffId,
    place: Place,
) -> Result<Option<EntryId>, StoreError> {
    let staff = staff.get();
    match place {
        Place::Booking(id) => {
            let id = id.get();
            sqlx::query!(
                "DELETE FROM draft WHERE staff_id = ? AND booking_id = ?",
                staff,
                id
            )
            .execute(db)
            .await?;
            Ok(None)
        }
        Place::Conversation(id, kind) => {
            let (id, kind) = (id.get(), code::text(&kind));
            let after = sqlx::query_scalar!(
                "DELETE FROM draft WHERE staff_id = ? AND conversation_id = ? AND kind = ?
                RETURNING after_entry_id",
                staff,
                id,
                kind
            )
            .fetch_optional(db)
            .await?;
            Ok(after.flatten().map(EntryId::new))
        }
    }
}

/// What a person has begun to write before the conversation exists; empty for nothing.
///
/// # Errors
/// [`StoreError`].
pub async fn of_booking(
    db: &mut SqliteConnection,
    staff: StaffId,
    booking: BookingId,
) -> Result<String, StoreError> {
    let (staff, booking) = (staff.get(), booking.get());
    let text = sqlx::query_scalar!(
        "SELECT text FROM draft WHERE staff_id = ? AND booking_id = ?",
        staff,
        booking
    )
    .fetch_optional(db)
    .await?;
    Ok(text.unwrap_or_default())
}

/// What a person has begun to write in a conversation.
///
/// # Errors
/// [`StoreError`].
pub async fn of_conversation(
    db: &mut SqliteConnection,
    staff: StaffId,
    conversation: ConversationId,
) -> Result<Vec<(DraftKind, String)>, StoreError> {
    let (staff, conversation) = (staff.get(), conversation.get());
    let rows = sqlx::query!(
        "SELECT kind, text FROM draft WHERE staff_id = ? AND conversation_id = ?",
        staff,
        conversation
    )
    .fetch_all(db)
    .await?;
    rows.into_iter()
        .map(|row| Ok((code::member(&row.kind)?, row.text)))
        .collect()
}

/// R12, R28: when the conversation begins, whatever others had begun to write to start it stays theirs in it. R29:
/// of what is written there they have seen nothing.
///
/// # Errors
/// [`StoreError`].
pub async fn move_to_conversation(
    db: &mut SqliteConnection,
    booking: BookingId,
    conversation: ConversationId,
) -> Result<(), StoreError> {
    let (booking, conversation) = (booking.get(), conversation.get());
    sqlx::query!(
        "UPDATE draft SET booking_id = NULL, conversation_id = ?, after_entry_id = 0 WHERE booking_id = ?",
        conversation,
        booking
    )
    .execute(db)
    .await?;
    Ok(())
}
