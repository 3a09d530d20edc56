//! Message-IDs that were sent or received, and the conversations that they belong to.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use lobby_domain::ids::{ConversationId, MailId, ResidentId};
use sqlx::SqliteConnection;

use crate::{StoreError, code};

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

/// What a mail says about where it belongs.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'a> {
    /// Which it is.
    pub mail: MailId,
    /// Its Message-ID.
    pub message_id: Option<&'a str>,
    /// Addresses of people who may be residents.
    pub addresses: &'a [&'a str],
    /// Conversations that it names by tokens and ids of ours.
    pub named: &'a [ConversationId],
    /// The Message-IDs that it names, the nearest first.
    pub ids: &'a [String],
    /// When a booking must not have ended yet to be open.
    pub now: DateTime<Utc>,
}

/// Those residents who have an address, and their conversations about bookings where both are open.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Writers {
    /// Who.
    pub residents: Vec<ResidentId>,
    /// Which.
    pub open: Vec<ConversationId>,
}

/// What is known of that.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Known {
    /// Another mail with its Message-ID was shown to people.
    pub has_twin: bool,
    /// Of each address.
    pub writers: Vec<Writers>,
    /// Those of the named conversations that there are: where what was said in them is now, with the resident's
    /// address.
    pub named: BTreeMap<ConversationId, (ConversationId, String)>,
    /// The conversations that the ids belong to, in the order of the ids, with their residents' addresses.
    pub by_id: Vec<(ConversationId, String)>,
    /// When the nearest message of ours was written that it names.
    pub answers: Option<DateTime<Utc>>,
}

/// Looks all of it up, in one call.
///
/// # Errors
/// [`StoreError`].
pub async fn look_up(db: &mut SqliteConnection, asked: &Asked<'_>) -> Result<Known, StoreError> {
    // No id that a mail names can break these: a list of texts has a JSON form, whatever is in them.
    let ids = serde_json::to_string(asked.ids).unwrap_or_default();
    let lower = asked.addresses.iter().map(|address| address.to_lowercase());
    let addresses = serde_json::to_string(&lower.collect::<Vec<_>>()).unwrap_or_default();
    let (mail, now) = (asked.mail.get(), code::millis(asked.now));
    let named = code::id_list(asked.named);
    let rows = sqlx::query_as!(
        Found,
        r#"SELECT 'twin' AS "what!: String", 0 AS "key!: i64", id AS "id!: i64", '' AS "text!: String" FROM (
            SELECT id FROM mail
            WHERE message_id = ? AND id <> ? AND state IN ('placed', 'tray', 'set_aside') LIMIT 1
        )
        UNION ALL
        SELECT 'writer', wanted.key, resident.id, (
            SELECT json_group_array(conversation.id) FROM conversation
            CROSS JOIN booking ON booking.id = conversation.booking_id
            WHERE conversation.resident_id = resident.id AND conversation.state = 'open' AND booking.ends_at >= ?
                AND booking.status NOT IN ('declined', 'cancelled')
        )
        FROM json_each(?) AS wanted
        CROSS JOIN resident ON lower(resident.email) = wanted.value AND resident.email <> ''
        UNION ALL
        SELECT 'named', wanted.key, conversation.id, resident.email FROM json_each(?) AS wanted
        LEFT JOIN moved_conversation AS moved ON moved.id = wanted.value
        CROSS JOIN conversation ON conversation.id = coalesce(moved.conversation_id, wanted.value)
        CROSS JOIN resident ON resident.id = conversation.resident_id
        UNION ALL
        SELECT 'by_id', wanted.key, conversation.id, resident.email FROM json_each(?) AS wanted
        CROSS JOIN known_id ON known_id.message_id = wanted.value
        CROSS JOIN conversation ON conversation.id = known_id.conversation_id
        CROSS JOIN resident ON resident.id = conversation.resident_id
        UNION ALL
        SELECT 'answers', wanted.key, entry.at, '' FROM json_each(?) AS wanted
        CROSS JOIN outbox ON outbox.message_id = wanted.value
        CROSS JOIN entry ON entry.id = outbox.entry_id"#,
        asked.message_id,
        mail,
        now,
        addresses,
        named,
        ids,
        ids
    )
    .fetch_all(db)
    .await?;
    let mut known = Known {
        writers: vec![Writers::default(); asked.addresses.len()],
        ..Known::default()
    };
    for row in rows {
        known.add(row, asked.named)?;
    }
    Ok(known)
}

struct Found {
    what: String,
    key: i64,
    id: i64,
    text: String,
}

impl Known {
    fn add(&mut self, row: Found, named: &[ConversationId]) -> Result<(), StoreError> {
        match row.what.as_str() {
            "twin" => self.has_twin = true,
            "writer" => {
                let open: Vec<i64> =
                    serde_json::from_str(&row.text).map_err(|error| StoreError::Unreadable {
                        what: "open conversations",
                        value: error.to_string(),
                    })?;
                let key = usize::try_from(row.key).unwrap_or(usize::MAX);
                if let Some(writers) = self.writers.get_mut(key) {
                    writers.residents.push(ResidentId::new(row.id));
                    writers.open.extend(open.into_iter().map(ConversationId::new));
                }
            }
            "named" => {
                let key = usize::try_from(row.key).unwrap_or(usize::MAX);
                if let Some(id) = named.get(key) {
                    self.named.insert(*id, (ConversationId::new(row.id), row.text));
                }
            }
            "by_id" => self.by_id.push((ConversationId::new(row.id), row.text)),
            // The nearest comes first.
            _ if self.answers.is_none() => self.answers = Some(code::instant(row.id)?),
            _ => {}
        }
        Ok(())
    }
}
