//! R83: a conversation of a resident that becomes a booking's, or joins the one that a booking has.

use lobby_domain::ids::{BookingId, ConversationId, EntryId};
use sqlx::SqliteConnection;

use crate::{StoreError, crash, draft};

/// Where what was said in a conversation is now: it joined another, or is where it was.
///
/// # Errors
/// [`StoreError`].
pub async fn now_in(db: &mut SqliteConnection, id: ConversationId) -> Result<ConversationId, StoreError> {
    let was = id.get();
    let moved = sqlx::query_scalar!("SELECT conversation_id FROM moved_conversation WHERE id = ?", was)
        .fetch_optional(db)
        .await?;
    Ok(moved.map_or(id, ConversationId::new))
}

/// Makes a conversation that of a booking. What staff had begun to write to start one becomes their draft in it,
/// after what they had begun to write in it.
///
/// # Errors
/// [`StoreError`]; [`StoreError::is_taken`] when the booking has one already (R10).
pub async fn give_booking(
    db: &mut SqliteConnection,
    id: ConversationId,
    booking: BookingId,
) -> Result<(), StoreError> {
    let (id, booking) = (id.get(), booking.get());
    sqlx::query!(
        "UPDATE conversation SET booking_id = ?1,
            event_starts_at = coalesce((SELECT starts_at FROM booking WHERE id = ?1), 0)
        WHERE id = ?2",
        booking,
        id
    )
    .execute(&mut *db)
    .await?;
    sqlx::query!(
        "UPDATE draft SET text = draft.text || char(10, 10) || other.text
        FROM draft AS other
        WHERE draft.conversation_id = ?1 AND draft.kind = 'message'
            AND other.booking_id = ?2 AND other.staff_id = draft.staff_id",
        id,
        booking
    )
    .execute(&mut *db)
    .await?;
    sqlx::query!(
        "DELETE FROM draft WHERE booking_id = ?1
            AND staff_id IN (SELECT staff_id FROM draft WHERE conversation_id = ?2 AND kind = 'message')",
        booking,
        id
    )
    .execute(&mut *db)
    .await?;
    draft::move_to_conversation(db, BookingId::new(booking), ConversationId::new(id)).await
}

/// Moves everything that is in one conversation into another; the first is no more.
///
/// # Errors
/// [`StoreError`].
pub async fn join(
    db: &mut SqliteConnection,
    from: ConversationId,
    to: ConversationId,
) -> Result<(), StoreError> {
    entries(db, from, to).await?;
    crash::point("after_entries_joined");
    begun(db, from, to).await?;
    unread(db, from, to).await?;
    let (from, to) = (from.get(), to.get());
    sqlx::query!("UPDATE mail SET proposal = ? WHERE proposal = ?", to, from)
        .execute(&mut *db)
        .await?;
    sqlx::query!(
        "INSERT INTO moved_conversation (id, conversation_id) VALUES (?, ?)",
        from,
        to
    )
    .execute(&mut *db)
    .await?;
    sqlx::query!("DELETE FROM conversation WHERE id = ?", from)
        .execute(db)
        .await?;
    Ok(())
}

/// The entries, what waits in the outbox, and the ids by which answers find them; the later last words stay.
async fn entries(
    db: &mut SqliteConnection,
    from: ConversationId,
    to: ConversationId,
) -> Result<(), StoreError> {
    let (from, to) = (from.get(), to.get());
    // What was sent long ago is in no index by its conversation.
    sqlx::query!(
        "UPDATE outbox SET conversation_id = ?
        WHERE entry_id IN (SELECT id FROM entry WHERE conversation_id = ?)",
        to,
        from
    )
    .execute(&mut *db)
    .await?;
    sqlx::query!(
        "UPDATE entry SET conversation_id = ? WHERE conversation_id = ?",
        to,
        from
    )
    .execute(&mut *db)
    .await?;
    sqlx::query!(
        "INSERT INTO known_id (message_id, conversation_id)
        SELECT message_id, ? FROM known_id WHERE conversation_id = ?
        ON CONFLICT DO NOTHING",
        to,
        from
    )
    .execute(&mut *db)
    .await?;
    sqlx::query!("DELETE FROM known_id WHERE conversation_id = ?", from)
        .execute(&mut *db)
        .await?;
    sqlx::query!(
        "UPDATE conversation SET last_entry_id = later.last_entry_id, last_at = later.last_at,
            last_kind = later.last_kind, last_staff_id = later.last_staff_id, last_words = later.last_words,
            needs_reply = later.needs_reply, waits_since = later.waits_since
        FROM conversation AS later
        WHERE conversation.id = ? AND later.id = ? AND later.last_at > conversation.last_at",
        to,
        from
    )
    .execute(db)
    .await?;
    Ok(())
}

/// What staff have begun to write and to attach (R28): two drafts of one person become one.
async fn begun(
    db: &mut SqliteConnection,
    from: ConversationId,
    to: ConversationId,
) -> Result<(), StoreError> {
    let (from, to) = (from.get(), to.get());
    sqlx::query!(
        "UPDATE draft SET text = draft.text || char(10, 10) || other.text
        FROM draft AS other
        WHERE draft.conversation_id = ?1 AND other.conversation_id = ?2
            AND other.staff_id = draft.staff_id AND other.kind = draft.kind",
        to,
        from
    )
    .execute(&mut *db)
    .await?;
    sqlx::query!(
        "DELETE FROM draft WHERE conversation_id = ?1 AND EXISTS (
            SELECT 1 FROM draft AS other WHERE other.conversation_id = ?2
                AND other.staff_id = draft.staff_id AND other.kind = draft.kind
        )",
        from,
        to
    )
    .execute(&mut *db)
    .await?;
    // R29: of what is written there they have seen nothing that came after what they saw here.
    sqlx::query!(
        "UPDATE draft SET conversation_id = ? WHERE conversation_id = ?",
        to,
        from
    )
    .execute(&mut *db)
    .await?;
    sqlx::query!(
        "UPDATE file SET conversation_id = ? WHERE conversation_id = ?",
        to,
        from
    )
    .execute(db)
    .await?;
    Ok(())
}

/// R40: what nobody has read is unread there.
async fn unread(
    db: &mut SqliteConnection,
    from: ConversationId,
    to: ConversationId,
) -> Result<(), StoreError> {
    let (from, to) = (from.get(), to.get());
    sqlx::query!(
        "INSERT INTO unread (staff_id, conversation_id, entries, first_entry_id, last_at)
        SELECT staff_id, conversation.id, entries, first_entry_id, conversation.last_at
        FROM unread JOIN conversation ON conversation.id = ?1 WHERE conversation_id = ?2
        ON CONFLICT (staff_id, conversation_id) DO UPDATE SET entries = entries + excluded.entries,
            first_entry_id = min(first_entry_id, excluded.first_entry_id)",
        to,
        from
    )
    .execute(&mut *db)
    .await?;
    sqlx::query!("DELETE FROM unread WHERE conversation_id = ?", from)
        .execute(db)
        .await?;
    Ok(())
}

/// R40, R83: a message that moves into another conversation is unread there by those who have not read it here. Asked
/// before it moves.
///
/// # Errors
/// [`StoreError`].
pub async fn unread_goes_along(
    db: &mut SqliteConnection,
    entry: EntryId,
    from: ConversationId,
    to: ConversationId,
) -> Result<(), StoreError> {
    let (entry, from, to) = (entry.get(), from.get(), to.get());
    // Of what came in a person has read the beginning; nothing else is ever unread.
    sqlx::query!(
        "INSERT INTO unread (staff_id, conversation_id, entries, first_entry_id, last_at)
        SELECT unread.staff_id, conversation.id, 1, entry.id, conversation.last_at
        FROM entry JOIN conversation ON conversation.id = ?1
        JOIN unread ON unread.conversation_id = ?2 AND first_entry_id <= entry.id
        WHERE entry.id = ?3 AND entry.kind = 'message_in'
        ON CONFLICT (staff_id, conversation_id) DO UPDATE SET entries = entries + 1,
            first_entry_id = min(first_entry_id, excluded.first_entry_id)",
        to,
        from,
        entry
    )
    .execute(&mut *db)
    .await?;
    sqlx::query!(
        "DELETE FROM unread WHERE conversation_id = ?1 AND first_entry_id <= ?2 AND entries = 1
            AND EXISTS (SELECT 1 FROM entry WHERE id = ?2 AND kind = 'message_in')",
        from,
        entry
    )
    .execute(&mut *db)
    .await?;
    sqlx::query!(
        "UPDATE unread SET entries = entries - 1, first_entry_id = CASE
            WHEN first_entry_id < ?2 THEN first_entry_id
            ELSE coalesce((
                SELECT min(id) FROM entry WHERE conversation_id = ?1 AND id > ?2 AND kind = 'message_in'
            ), first_entry_id)
        END
        WHERE conversation_id = ?1 AND first_entry_id <= ?2 AND entries > 1
            AND EXISTS (SELECT 1 FROM entry WHERE id = ?2 AND kind = 'message_in')",
        from,
        entry
    )
    .execute(db)
    .await?;
    Ok(())
}
