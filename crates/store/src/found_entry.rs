//! R42: entries by the words in them, the newest first, however old.

use chrono::{DateTime, Utc};
use lobby_domain::{
    conversation::ConversationLabel,
    entry::EntryKind,
    finding::{Sought, Term},
    ids::{ConversationId, EntryId, StaffId},
};
use sqlx::SqliteConnection;

use crate::{StoreError, code, conversation};

/// A place after every entry: where the first page begins.
pub const NEWEST: i64 = i64::MAX;

/// Beginnings of so many letters have an index of their own; any other costs SQLite the sum of all words that it may
/// go on to.
const INDEXED: [usize; 3] = [5, 3, 2];
/// So many entries with the first letters of the last word are looked at for the whole of it.
const FIRST_LOOK: u32 = 12;
/// If one in so many is what is wanted, more are looked at; otherwise the word is rare, and soon summed up.
const WORTH_IT: usize = 8;

/// An entry that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundEntry {
    /// Its place in time: the next page begins before that of the last one.
    pub place: i64,
    /// Which.
    pub id: EntryId,
    /// Where it stands.
    pub conversation: ConversationId,
    /// Its kind.
    pub kind: EntryKind,
    /// When.
    pub at: DateTime<Utc>,
    /// The staff member and their name.
    pub by: Option<(StaffId, String)>,
    /// The words.
    pub text: String,
    /// The names of its attachments, with spaces between them.
    pub files: String,
    /// The resident of the conversation.
    pub resident: String,
    /// What the conversation is about.
    pub label: ConversationLabel,
    /// The event's title, for a booking's conversation.
    pub event: Option<String>,
}

/// Finds entries before a place, at most so many.
///
/// # Errors
/// [`StoreError`].
pub async fn find(
    db: &mut SqliteConnection,
    sought: &Sought,
    before: i64,
    most: u32,
) -> Result<Vec<FoundEntry>, StoreError> {
    let Some(beginning) = first_letters(sought) else {
        return matching(db, &whole_pattern(sought), before, most).await;
    };
    let wanted = most as usize;
    let mut look = FIRST_LOOK;
    for _ in 0..2 {
        let candidates = candidates(db, &beginning, before, look).await?;
        let is_all = candidates.len() < look as usize;
        let of = candidates.len();
        let mut places: Vec<i64> = candidates
            .into_iter()
            .filter(|(_, text, files)| sought.last_is_in(&[text, files]))
            .map(|(place, _, _)| place)
            .collect();
        if is_all || places.len() >= wanted {
            places.truncate(wanted);
            return at_places(db, &places).await;
        }
        if places.len() * WORTH_IT < of {
            break;
        }
        // As many as should hold what is wanted, and half as many again.
        let share = wanted * of / places.len().max(1);
        look = u32::try_from(share + share / 2).unwrap_or(u32::MAX);
    }
    matching(db, &whole_pattern(sought), before, most).await
}

/// The same with the last word cut to the longest beginning that has an index, where it is longer and may go on.
fn first_letters(sought: &Sought) -> Option<String> {
    let (last, others) = sought.terms().split_last()?;
    let (word, before) = last.tokens.split_last()?;
    let length = word.chars().count();
    let known = INDEXED.into_iter().find(|known| *known <= length)?;
    // A ligature may stand for two of the letters.
    let is_cut = last.is_open && length > known && !word.contains("ae") && !word.contains("oe");
    is_cut.then(|| {
        let letters = word.chars().take(known).collect();
        let tokens = before.iter().cloned().chain([letters]).collect();
        let last = Term {
            tokens,
            is_open: true,
        };
        pattern(others.iter().map(whole).chain([whole(&last)]))
    })
}

fn whole_pattern(sought: &Sought) -> String {
    pattern(sought.terms().iter().map(whole))
}

fn pattern(terms: impl Iterator<Item = String>) -> String {
    terms.collect::<Vec<_>>().join(" AND ")
}

/// A term as FTS5 reads it (<https://sqlite.org/fts5.html#full_text_query_syntax>); its tokens are letters and
/// digits alone. SQLite keeps *œ* and *æ* as they were written.
fn whole(term: &Term) -> String {
    let words = term.tokens.join(" ");
    let star = if term.is_open { "*" } else { "" };
    let plain = format!("\"{words}\"{star}");
    let joined = words.replace("oe", "œ").replace("ae", "æ");
    if joined == words {
        plain
    } else {
        format!("({plain} OR \"{joined}\"{star})")
    }
}

/// Places of entries that may be wanted, with their words and the names of their attachments.
async fn candidates(
    db: &mut SqliteConnection,
    pattern: &str,
    before: i64,
    most: u32,
) -> Result<Vec<(i64, String, String)>, StoreError> {
    let rows = sqlx::query!(
        r#"SELECT entry_search.rowid AS "place!: i64",
            entry_words.words AS "words!: String", entry_words.files AS "files!: String"
        FROM entry_search CROSS JOIN entry_words ON entry_words.place = entry_search.rowid
        WHERE entry_search MATCH ? AND entry_search.rowid < ? ORDER BY entry_search.rowid DESC LIMIT ?"#,
        pattern,
        before,
        most
    )
    .fetch_all(db)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| (row.place, row.words, row.files))
        .collect())
}

/// The entries that match a pattern.
async fn matching(
    db: &mut SqliteConnection,
    pattern: &str,
    before: i64,
    most: u32,
) -> Result<Vec<FoundEntry>, StoreError> {
    let rows = sqlx::query_as!(
        Row,
        r#"SELECT entry_search.rowid AS "place!: i64", entry.id AS "id!", conversation_id, entry.kind, at, entry.staff_id,
            staff.name AS "staff?", text, entry_place.files, resident.name AS resident,
            conversation.booking_id, title AS "event?"
        FROM entry_search CROSS JOIN entry_place ON entry_place.place = entry_search.rowid
        CROSS JOIN entry ON entry.id = entry_place.entry_id
        LEFT JOIN staff ON staff.id = entry.staff_id
        CROSS JOIN conversation ON conversation.id = conversation_id
        CROSS JOIN resident ON resident.id = conversation.resident_id
        LEFT JOIN booking ON booking.id = conversation.booking_id
        LEFT JOIN event ON event.id = booking.event_id
        WHERE entry_search MATCH ? AND entry_search.rowid < ? ORDER BY entry_search.rowid DESC LIMIT ?"#,
        pattern,
        before,
        most
    )
    .fetch_all(db)
    .await?;
    rows.into_iter().map(Row::entry).collect()
}

/// The entries at these places, in their order.
async fn at_places(db: &mut SqliteConnection, places: &[i64]) -> Result<Vec<FoundEntry>, StoreError> {
    let wanted = code::list(places);
    let rows = sqlx::query_as!(
        Row,
        r#"SELECT entry_place.place AS "place!: i64", entry.id AS "id!", conversation_id, entry.kind, at, entry.staff_id,
            staff.name AS "staff?", text, entry_place.files, resident.name AS resident,
            conversation.booking_id, title AS "event?"
        FROM json_each(?) AS wanted CROSS JOIN entry_place ON entry_place.place = wanted.value
        CROSS JOIN entry ON entry.id = entry_place.entry_id
        LEFT JOIN staff ON staff.id = entry.staff_id
        CROSS JOIN conversation ON conversation.id = conversation_id
        CROSS JOIN resident ON resident.id = conversation.resident_id
        LEFT JOIN booking ON booking.id = conversation.booking_id
        LEFT JOIN event ON event.id = booking.event_id"#,
        wanted
    )
    .fetch_all(db)
    .await?;
    rows.into_iter().map(Row::entry).collect()
}

/// As it stands in the file.
struct Row {
    place: i64,
    id: i64,
    conversation_id: i64,
    kind: String,
    at: i64,
    staff_id: Option<i64>,
    staff: Option<String>,
    text: String,
    files: String,
    resident: String,
    booking_id: Option<i64>,
    event: Option<String>,
}

impl Row {
    fn entry(self) -> Result<FoundEntry, StoreError> {
        Ok(FoundEntry {
            place: self.place,
            id: EntryId::new(self.id),
            conversation: ConversationId::new(self.conversation_id),
            kind: code::member(&self.kind)?,
            at: code::instant(self.at)?,
            by: self.staff_id.map(StaffId::new).zip(self.staff),
            text: self.text,
            files: self.files,
            resident: self.resident,
            label: conversation::label(self.booking_id.is_some()),
            event: self.event,
        })
    }
}

#[cfg(test)]
#[path = "found_entry_tests.rs"]
mod tests;
