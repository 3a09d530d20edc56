//! Finding by words, through the full-text indexes: accents and case aside, as you type.

use lobby_domain::ids::{BookingId, ConversationId, EventId, ResidentId};
use sqlx::SqliteConnection;

use crate::{StoreError, code};

/// More words than this say nothing more.
const WORDS: usize = 8;
/// How many residents that match are looked at: enough for any name, few enough for any keystroke.
const RESIDENTS: i64 = 200;
/// How many bookings whose reference matches are looked at.
const REFERENCES: i64 = 200;
/// How many bookings are found by the words of resident and event together.
const TOGETHER: u32 = 50;

/// The words that are looked for, each as the beginning of a word. Never the text itself: what people
/// type is no query language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words(Vec<String>);

impl Words {
    /// The words of a text; `None` without a single letter or digit, which finds nothing.
    #[must_use]
    pub fn new(text: &str) -> Option<Self> {
        let words: Vec<String> = text
            .split(|c: char| c.is_whitespace() || c.is_control() || c == '"')
            .filter(|word| word.chars().any(char::is_alphanumeric))
            .take(WORDS)
            .map(str::to_owned)
            .collect();
        (!words.is_empty()).then_some(Self(words))
    }

    /// The pattern that asks for all the words (<https://sqlite.org/fts5.html#full_text_query_syntax>).
    #[must_use]
    pub fn pattern(&self) -> String {
        pattern(&self.0)
    }

    /// The words shared out between a resident and an event, in either order: *chen wine*, *wine chen*.
    fn shared_out(&self) -> Vec<(String, String)> {
        (1..self.0.len())
            .filter_map(|at| self.0.split_at_checked(at))
            .map(|(first, rest)| (pattern(first), pattern(rest)))
            .flat_map(|(first, rest)| [(first.clone(), rest.clone()), (rest, first)])
            .collect()
    }

    /// The one word, where it can be the beginning of a reference.
    fn reference(&self) -> Option<&str> {
        match self.0.as_slice() {
            [only] if only.chars().all(|c| c.is_ascii_alphanumeric() || c == '-') => Some(only),
            _ => None,
        }
    }
}

/// Each word in quotes is text and nothing else; the star makes it a beginning.
fn pattern(words: &[String]) -> String {
    words
        .iter()
        .map(|word| format!("\"{word}\"*"))
        .collect::<Vec<_>>()
        .join(" ")
}

/// What matches, before anything is known about the single booking.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Found {
    /// Residents, the newest first.
    pub residents: Vec<ResidentId>,
    /// Events with bookings, the newest first.
    pub events: Vec<EventId>,
    /// Bookings by their reference, or by resident and event together.
    pub bookings: Vec<BookingId>,
}

/// Finds residents by any word about them, events by title and place, and bookings by the beginning of
/// their reference (only when `with_references`: not everybody may see them, R22) or by the words of
/// resident and event together. At most `most` events are looked at: their bookings may be many.
///
/// # Errors
/// [`StoreError`].
pub async fn find(
    db: &mut SqliteConnection,
    words: &Words,
    with_references: bool,
    most: u32,
) -> Result<Found, StoreError> {
    let pattern = words.pattern();
    let mut found = Found {
        residents: residents(db, &pattern).await?,
        events: events(db, &pattern, most).await?,
        bookings: match words.reference() {
            Some(beginning) if with_references => by_reference(db, beginning).await?,
            _ => Vec::new(),
        },
    };
    for (resident, event) in words.shared_out() {
        let residents = residents(db, &resident).await?;
        if residents.is_empty() {
            continue;
        }
        let events = events(db, &event, most).await?;
        if !events.is_empty() {
            found
                .bookings
                .extend(by_resident_and_event(db, &residents, &events).await?);
        }
    }
    Ok(found)
}

async fn residents(db: &mut SqliteConnection, pattern: &str) -> Result<Vec<ResidentId>, StoreError> {
    let ids = sqlx::query_scalar!(
        r#"SELECT rowid AS "id!: i64" FROM resident_search WHERE resident_search MATCH ?
        ORDER BY rowid DESC LIMIT ?"#,
        pattern,
        RESIDENTS
    )
    .fetch_all(db)
    .await?;
    Ok(ids.into_iter().map(ResidentId::new).collect())
}

/// Occurrences laid down for two years hold no bookings yet: they must not crowd out those that do.
async fn events(db: &mut SqliteConnection, pattern: &str, most: u32) -> Result<Vec<EventId>, StoreError> {
    let ids = sqlx::query_scalar!(
        r#"SELECT rowid AS "id!: i64" FROM event_search WHERE event_search MATCH ?
            AND EXISTS (SELECT 1 FROM booking WHERE event_id = event_search.rowid)
        ORDER BY rowid DESC LIMIT ?"#,
        pattern,
        most
    )
    .fetch_all(db)
    .await?;
    Ok(ids.into_iter().map(EventId::new).collect())
}

async fn by_reference(db: &mut SqliteConnection, beginning: &str) -> Result<Vec<BookingId>, StoreError> {
    // A tilde comes after everything that a reference consists of.
    let end = format!("{beginning}~");
    let ids = sqlx::query_scalar!(
        r#"SELECT id AS "id!: i64" FROM booking WHERE reference >= ? AND reference < ?
        ORDER BY reference DESC LIMIT ?"#,
        beginning,
        end,
        REFERENCES
    )
    .fetch_all(db)
    .await?;
    Ok(ids.into_iter().map(BookingId::new).collect())
}

async fn by_resident_and_event(
    db: &mut SqliteConnection,
    residents: &[ResidentId],
    events: &[EventId],
) -> Result<Vec<BookingId>, StoreError> {
    let (residents, events) = (code::id_list(residents), code::id_list(events));
    // From the residents: a person has few bookings, an event many.
    let rows = sqlx::query!(
        r#"SELECT booking.id AS "id!", starts_at
        FROM json_each(?1) AS wanted CROSS JOIN booking ON resident_id = wanted.value
        WHERE +event_id IN (SELECT value FROM json_each(?2))"#,
        residents,
        events
    )
    .fetch_all(db)
    .await?;
    let places = rows.into_iter().map(|row| (row.starts_at, row.id)).collect();
    Ok(latest(places, TOGETHER).map(BookingId::new).collect())
}

/// The ids of the latest places, the latest first and none twice. What the lists of several residents and
/// events have at their ends is put in order here: that costs SQLite a table of its own.
fn latest(mut places: Vec<(i64, i64)>, limit: u32) -> impl Iterator<Item = i64> {
    places.sort_unstable_by(|one, other| other.cmp(one));
    places.dedup();
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    places.into_iter().take(limit).map(|(_, id)| id)
}

/// The bookings of what was found, those of the latest events first.
///
/// # Errors
/// [`StoreError`].
pub async fn bookings(
    db: &mut SqliteConnection,
    found: &Found,
    limit: u32,
) -> Result<Vec<BookingId>, StoreError> {
    let (residents, events, bookings) = lists(found);
    let rows = sqlx::query!(
        r#"SELECT booking.id AS "id!: i64", starts_at AS "starts_at!: i64"
            FROM json_each(?1) AS wanted CROSS JOIN booking ON booking.id = wanted.value
        UNION ALL SELECT booking.id, starts_at
            FROM json_each(?2) AS wanted CROSS JOIN booking ON booking.id IN (
                SELECT own.id FROM booking AS own WHERE own.resident_id = wanted.value
                ORDER BY own.starts_at DESC, own.id DESC LIMIT ?4)
        UNION ALL SELECT booking.id, booking.starts_at
            FROM json_each(?3) AS wanted CROSS JOIN event ON event.id = wanted.value
            CROSS JOIN booking ON booking.id IN (
                SELECT own.id FROM booking AS own
                WHERE own.starts_at = event.starts_at AND own.event_id = event.id
                ORDER BY own.id DESC LIMIT ?4)"#,
        bookings,
        residents,
        events,
        limit
    )
    .fetch_all(db)
    .await?;
    let places = rows.into_iter().map(|row| (row.starts_at, row.id)).collect();
    Ok(latest(places, limit).map(BookingId::new).collect())
}

/// The conversations of what was found, those with the newest words first.
///
/// # Errors
/// [`StoreError`].
pub async fn conversations(
    db: &mut SqliteConnection,
    found: &Found,
    limit: u32,
) -> Result<Vec<ConversationId>, StoreError> {
    let (residents, events, bookings) = lists(found);
    let rows = sqlx::query!(
        r#"SELECT conversation.id AS "id!: i64", last_at AS "last_at!: i64"
            FROM json_each(?1) AS wanted CROSS JOIN conversation ON booking_id = wanted.value
        UNION ALL SELECT conversation.id, last_at
            FROM json_each(?2) AS wanted CROSS JOIN conversation ON conversation.id IN (
                SELECT own.id FROM conversation AS own WHERE own.resident_id = wanted.value
                ORDER BY own.last_at DESC, own.id DESC LIMIT ?4)
        UNION ALL SELECT conversation.id, last_at
            FROM json_each(?3) AS wanted CROSS JOIN booking ON booking.event_id = wanted.value
            CROSS JOIN conversation ON conversation.booking_id = booking.id"#,
        bookings,
        residents,
        events,
        limit
    )
    .fetch_all(db)
    .await?;
    let places = rows.into_iter().map(|row| (row.last_at, row.id)).collect();
    Ok(latest(places, limit).map(ConversationId::new).collect())
}

fn lists(found: &Found) -> (String, String, String) {
    (
        code::id_list(&found.residents),
        code::id_list(&found.events),
        code::id_list(&found.bookings),
    )
}

#[cfg(test)]
#[path = "search_tests.rs"]
mod tests;
