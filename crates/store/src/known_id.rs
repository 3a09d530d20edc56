//! Message-IDs that were sent or received, and the conversations that they belong to.

use lobby_domain::ids::{ConversationId, ResidentId};
use sqlx::SqliteConnection;

use crate::StoreError;

/// Remembers where an id belongs.
///
/// # Errors
/// [`StoreError`].
pub async fn insert(
    db: &mut SqliteConnection,
    message_id: &str,
    conversation: ConversationId,
) -> Result<(), StoreError> {
    let conversation = conversation.get();
    sqlx::query!(
        "INSERT INTO known_id (message_id, conversation_id) VALUES (?, ?) ON CONFLICT DO NOTHING",
        message_id,
        conversation
    )
    .execute(db)
    .await?;
    Ok(())
}

/// The conversations that these ids belong to, in the order of the ids.
///
/// # Errors
/// [`StoreError`].
pub async fn conversations(
    db: &mut SqliteConnection,
    ids: &[String],
) -> Result<Vec<ConversationId>, StoreError> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    // No id that a mail names can break this: a list of texts has a JSON form, whatever is in them.
    let wanted = serde_json::to_string(ids).unwrap_or_default();
    let found = sqlx::query_scalar!(
        r#"SELECT conversation_id AS "id!" FROM json_each(?) AS wanted
        CROSS JOIN known_id ON known_id.message_id = wanted.value"#,
        wanted
    )
    .fetch_all(db)
    .await?;
    Ok(found.into_iter().map(ConversationId::new).collect())
}

/// Those residents who have this address, and their conversations about bookings where both are open.
///
/// # Errors
/// [`StoreError`].
pub async fn writers(
    db: &mut SqliteConnection,
    address: &str,
    now: i64,
) -> Result<(Vec<ResidentId>, Vec<ConversationId>), StoreError> {
    let address = address.to_lowercase();
    if address.is_empty() {
        return Ok((Vec::new(), Vec::new()));
    }
    let rows = sqlx::query!(
        r#"SELECT resident.id AS "resident!", conversation.id AS "open?: i64" FROM resident
        LEFT JOIN conversation ON conversation.resident_id = resident.id AND conversation.state = 'open' AND EXISTS (
            SELECT 1 FROM booking WHERE booking.id = conversation.booking_id AND booking.ends_at >= ?
                AND booking.status NOT IN ('declined', 'cancelled')
        )
        WHERE lower(resident.email) = ? AND resident.email <> ''"#,
        now,
        address
    )
    .fetch_all(db)
    .await?;
    let mut residents: Vec<ResidentId> = rows.iter().map(|row| ResidentId::new(row.resident)).collect();
    residents.sort_unstable();
    residents.dedup();
    let open = rows.iter().filter_map(|row| row.open).map(ConversationId::new);
    Ok((residents, open.collect()))
}

/// The address of a conversation's resident.
///
/// # Errors
/// [`StoreError`].
pub async fn address(
    db: &mut SqliteConnection,
    conversation: ConversationId,
) -> Result<Option<String>, StoreError> {
    let conversation = conversation.get();
    Ok(sqlx::query_scalar!(
        "SELECT email FROM conversation JOIN resident ON resident.id = conversation.resident_id
        WHERE conversation.id = ?",
        conversation
    )
    .fetch_optional(db)
    .await?)
}
