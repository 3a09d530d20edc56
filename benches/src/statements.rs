//! The statements that Lobby's commands run, word for word: taken from `.sqlx`, where the compiler has put them.

use std::{fs, path::Path};

use crate::{Fault, floor::Statement};

/// Those of the commands that are measured.
#[derive(Debug, Clone, Copy)]
pub struct Statements {
    /// The guard's.
    pub on_duty: Statement,
    /// The longest event that is booked.
    pub longest: Statement,
    /// Places of the bookings list.
    pub between: Statement,
    /// Rows of bookings.
    pub booking_rows: Statement,
    /// Heads of events.
    pub heads: Statement,
    /// Places of the conversations list.
    pub newest: Statement,
    /// Rows of conversations.
    pub conversation_rows: Statement,
    /// The numbers in sight.
    pub tally: Statement,
    /// The head of a thread.
    pub head: Statement,
    /// Entries of a thread.
    pub entries: Statement,
    /// Drafts in a thread.
    pub drafts: Statement,
    /// Files that are attached to what was begun.
    pub files: Statement,
    /// The first entry that is new.
    pub first_unread: Statement,
    /// What is looked at before somebody writes.
    pub ground: Statement,
    /// Entries by the words in them.
    pub found: Statement,
    /// Adds words of the desk, with all that they change.
    pub said: Statement,
}

impl Statements {
    /// Reads them.
    pub fn load() -> Result<Self, Fault> {
        let known = queries()?;
        // By words that stand in one statement only, and the columns that it gives.
        let one = |words: &str, columns: &'static str| -> Result<Statement, Fault> {
            let mut found = known.iter().filter(|query| query.contains(words));
            match (found.next(), found.next()) {
                (Some(query), None) => Ok(Statement {
                    sql: query.clone().leak(),
                    columns,
                }),
                (None, _) => Err(format!("no statement of .sqlx holds: {words}").into()),
                _ => Err(format!("several statements of .sqlx hold: {words}").into()),
            }
        };
        Ok(Self {
            on_duty: one("time_zone, lock_after_minutes\n        FROM staff", "ittttitI")?,
            longest: one("FROM event WHERE booking_required = 1", "I")?,
            between: one("AND starts_at < ? AND ends_at > ?", "iii")?,
            booking_rows: one("email <> '' AS", "itiittiittITITI")?,
            heads: one("AS \"taken!: i64\",\n            guests_allowed", "ittiiitIiii")?,
            newest: one("WHERE state = ? AND (last_at, id) < (?, ?)", "ii")?,
            conversation_rows: one("last_words, last_kind, last_staff_id, staff.name", "itITttITiItI")?,
            tally: one("FROM tally", "iiiiii")?,
            head: one("ON staff.id = conversation.started_by", "ITtIittttTITi")?,
            entries: one("outbox.state AS", "itiITtTTTTIITIITi")?,
            drafts: one("SELECT kind, text FROM draft", "tt")?,
            files: one("SELECT id, name, media_type, size FROM file", "itti")?,
            first_unread: one("SELECT first_entry_id FROM unread", "i")?,
            ground: one("AS \"begun_after: i64\"", "tItiIIi")?,
            found: one("FROM entry_search CROSS JOIN entry_place", "iiitiITtttIT")?,
            said: one("INSERT INTO outbox", "")?,
        })
    }
}

/// The statements of a query that holds several, which SQLite compiles one by one.
pub fn parts(query: &str) -> impl Iterator<Item = &str> {
    query.split(';').map(str::trim).filter(|part| !part.is_empty())
}

/// Every checked query.
pub fn queries() -> Result<Vec<String>, Fault> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../.sqlx");
    let mut queries = Vec::new();
    for entry in fs::read_dir(&folder)? {
        let kept: serde_json::Value = serde_json::from_str(&fs::read_to_string(entry?.path())?)?;
        let query = kept.get("query").and_then(serde_json::Value::as_str);
        queries.push(query.ok_or("a file of .sqlx without its query")?.to_owned());
    }
    queries.sort();
    Ok(queries)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_statement_is_found_and_only_once() {
        Statements::load().unwrap();
    }
}
