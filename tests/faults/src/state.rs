//! Everything that a data folder holds, but its times.

use std::{
    collections::BTreeMap,
    hash::{DefaultHasher, Hash, Hasher as _},
};

use lobby_domain::{
    booking::BookingStatus,
    conversation::ConversationState,
    entry::{DraftKind, EntryKind},
};
use serde::{Deserialize, Serialize};

/// A folder's contents, by the ids of its rows.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct State {
    /// The building's name; `None` before it is set up.
    pub building: Option<String>,
    /// Names of the staff.
    pub staff: BTreeMap<i64, String>,
    /// Residents.
    pub residents: BTreeMap<i64, Resident>,
    /// Titles of events that take bookings, without a limit.
    pub events: BTreeMap<i64, String>,
    /// The last number given, by letters.
    pub references: BTreeMap<String, u32>,
    /// Bookings.
    pub bookings: BTreeMap<i64, Booking>,
    /// Conversations.
    pub conversations: BTreeMap<i64, Conversation>,
    /// Entries.
    pub entries: BTreeMap<i64, Entry>,
    /// What somebody has not read: how much, by [`unread_key`].
    pub unread: BTreeMap<String, u32>,
    /// What somebody has begun to write, by [`draft_key`].
    pub drafts: BTreeMap<String, String>,
    /// The record.
    pub record: BTreeMap<i64, Line>,
}

/// A resident.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Resident {
    /// Name.
    pub name: String,
    /// Suite.
    pub suite: String,
    /// Email address; empty without.
    pub email: String,
    /// Notes.
    pub notes: String,
}

/// A booking.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Booking {
    /// Its reference.
    pub reference: String,
    /// Its event.
    pub event: i64,
    /// Who booked.
    pub resident: i64,
    /// Persons.
    pub party: u32,
    /// Where it stands.
    pub status: BookingStatus,
    /// Its note.
    pub note: String,
    /// Why it was declined or cancelled.
    pub reason: String,
    /// The copy of its conversation's state; `None` without one.
    pub conversation: Option<ConversationState>,
}

/// A conversation.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Conversation {
    /// Its booking.
    pub booking: Option<i64>,
    /// The resident.
    pub resident: i64,
    /// Open or closed.
    pub state: ConversationState,
    /// Whether it waits for an answer.
    pub needs_reply: bool,
    /// Who began it.
    pub started_by: Option<i64>,
    /// The last entry with words.
    pub last_entry: i64,
    /// What it is.
    pub last_kind: EntryKind,
    /// Who wrote it.
    pub last_by: Option<i64>,
    /// Its first words.
    pub last_words: String,
}

/// An entry.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Entry {
    /// In which conversation.
    pub conversation: i64,
    /// What it is.
    pub kind: EntryKind,
    /// Who wrote it.
    pub by: Option<i64>,
    /// The words.
    pub text: String,
    /// How its row in the outbox stands; `None` without one.
    pub outbox: Option<String>,
}

/// A line of the record.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Line {
    /// Who.
    pub by: Option<i64>,
    /// What was done.
    pub action: String,
    /// To what.
    pub subject: String,
    /// To which.
    pub id: Option<i64>,
    /// More.
    pub detail: String,
}

/// The key of what somebody has not read.
#[must_use]
pub fn unread_key(staff: i64, conversation: i64) -> String {
    format!("{staff} in {conversation}")
}

/// Where a draft belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Place {
    /// A booking without a conversation.
    Booking(i64),
    /// A composer of a conversation.
    Conversation(i64, DraftKind),
}

/// The key of a draft.
#[must_use]
pub fn draft_key(staff: i64, place: Place) -> String {
    match place {
        Place::Booking(id) => format!("{staff} on booking {id}"),
        Place::Conversation(id, kind) => format!("{staff} in {id} as {kind:?}"),
    }
}

/// The next id that SQLite gives in a table whose rows are never removed.
pub(crate) fn next_id<T>(table: &BTreeMap<i64, T>) -> i64 {
    table.last_key_value().map_or(1, |(last, _)| last + 1)
}

impl State {
    /// A number that stands for all of it.
    #[must_use]
    pub fn digest(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        self.hash(&mut hasher);
        hasher.finish()
    }

    /// What is different, a line a row: `-` for what `self` has and `found` lacks, `+` the other way.
    #[must_use]
    pub fn differences(&self, found: &Self) -> Vec<String> {
        let mut lines = Vec::new();
        if self.building != found.building {
            lines.push(format!(
                "building: {:?} became {:?}",
                self.building, found.building
            ));
        }
        compare(&mut lines, "staff", &self.staff, &found.staff);
        compare(&mut lines, "resident", &self.residents, &found.residents);
        compare(&mut lines, "event", &self.events, &found.events);
        compare(&mut lines, "reference", &self.references, &found.references);
        compare(&mut lines, "booking", &self.bookings, &found.bookings);
        compare(
            &mut lines,
            "conversation",
            &self.conversations,
            &found.conversations,
        );
        compare(&mut lines, "entry", &self.entries, &found.entries);
        compare(&mut lines, "unread", &self.unread, &found.unread);
        compare(&mut lines, "draft", &self.drafts, &found.drafts);
        compare(&mut lines, "record", &self.record, &found.record);
        lines
    }
}

fn compare<K, V>(lines: &mut Vec<String>, what: &str, wanted: &BTreeMap<K, V>, found: &BTreeMap<K, V>)
where
    K: Ord + std::fmt::Debug,
    V: PartialEq + std::fmt::Debug,
{
    let short = |value: &V| format!("{value:?}").chars().take(300).collect::<String>();
    for (key, value) in wanted {
        if found.get(key) != Some(value) {
            lines.push(format!("- {what} {key:?}: {}", short(value)));
        }
    }
    for (key, value) in found {
        if wanted.get(key) != Some(value) {
            lines.push(format!("+ {what} {key:?}: {}", short(value)));
        }
    }
}
