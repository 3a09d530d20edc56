//! R42: entries by the words in them, the newest first, however old.

use chrono::{DateTime, Utc};
use lobby_domain::{
    entry::EntryKind,
    finding::{Sought, Term},
    ids::{ConversationId, EntryId, StaffId},
};
use sqlx::SqliteConnection;

use crate::{StoreError, code};

/// A place after every entry: where the first page begins.
pub const NEWEST: i64 = i64::MAX;

/// Beginnings of so many letters have an index of their own; a longer one costs SQLite the sum of all words that
/// it may go on to.
const INDEXED: usize = 3;
/// So many entries with the first letters of the last word are looked at for the whole of it.
const FIRST_LOOK: u32 = 24;
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
    let wanted = most as usize;
    if let Some(beginning) = first_letters(sought) {
        let mut looked = FIRST_LOOK.max(most);
        loop {
            let mut found = matching(db, &beginning, before, looked).await?;
            let is_all = found.len() < looked as usize;
            let of = found.len();
            found.retain(|entry| sought.last_is_in(&[&entry.text, &entry.files]));
            if is_all || found.len() >= wanted {
                found.truncate(wanted);
                return Ok(found);
            }
            if found.len() * WORTH_IT < of || looked > FIRST_LOOK.max(most) {
                break;
            }
            looked = looked.saturating_mul(u32::try_from(WORTH_IT).unwrap_or(1));
        }
    }
    matching(db, &pattern(sought.terms().iter().map(whole)), before, most).await
}

/// The same with the last word cut to its first letters, where it is longer than those and may go on.
fn first_letters(sought: &Sought) -> Option<String> {
    let (last, others) = sought.terms().split_last()?;
    let (word, before) = last.tokens.split_last()?;
    // A ligature may stand for two of the letters.
    let is_cut =
        last.is_open && word.chars().count() > INDEXED && !word.contains("ae") && !word.contains("oe");
    is_cut.then(|| {
        let letters = word.chars().take(INDEXED).collect();
        let tokens = before.iter().cloned().chain([letters]).collect();
        let last = Term {
            tokens,
            is_open: true,
        };
        pattern(others.iter().map(whole).chain([whole(&last)]))
    })
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

async fn matching(
    db: &mut SqliteConnection,
    pattern: &str,
    before: i64,
    most: u32,
) -> Result<Vec<FoundEntry>, StoreError> {
    let rows = sqlx::query!(
        r#"SELECT entry_search.rowid AS "place!: i64", entry.id AS "id!", conversation_id, kind, at, staff_id,
            staff.name AS "name?", text, coalesce((
                SELECT group_concat(name, ' ') FROM (
                    SELECT name FROM attachment WHERE attachment.entry_id = entry.id
                    UNION ALL SELECT name FROM file WHERE file.entry_id = entry.id
                )
            ), '') AS "files!: String"
        FROM entry_search CROSS JOIN entry_place ON entry_place.place = entry_search.rowid
        CROSS JOIN entry ON entry.id = entry_place.entry_id
        LEFT JOIN staff ON staff.id = staff_id
        WHERE entry_search MATCH ? AND entry_search.rowid < ? ORDER BY entry_search.rowid DESC LIMIT ?"#,
        pattern,
        before,
        most
    )
    .fetch_all(db)
    .await?;
    rows.into_iter()
        .map(|row| {
            Ok(FoundEntry {
                place: row.place,
                id: EntryId::new(row.id),
                conversation: ConversationId::new(row.conversation_id),
                kind: code::member(&row.kind)?,
                at: code::instant(row.at)?,
                by: row.staff_id.map(StaffId::new).zip(row.name),
                text: row.text,
                files: row.files,
            })
        })
        .collect()
}

#[cfg(test)]
#[path = "found_entry_tests.rs"]
mod tests;
