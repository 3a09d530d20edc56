//! Ids as types of their own, so that a booking's id cannot be passed where a resident's is meant.

use std::{fmt, hash, marker::PhantomData, num::ParseIntError, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// The row id of a `T`. Crosses to the screen as a string of decimal digits, because JavaScript
/// numbers hold 53 bits only.
pub struct Id<T> {
    value: i64,
    of: PhantomData<fn() -> T>,
}

impl<T> Id<T> {
    /// Wraps a row id that the store has given.
    #[must_use]
    pub const fn new(value: i64) -> Self {
        Self {
            value,
            of: PhantomData,
        }
    }

    /// The row id.
    #[must_use]
    pub const fn get(self) -> i64 {
        self.value
    }
}

impl<T> Clone for Id<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T> Copy for Id<T> {}
impl<T> PartialEq for Id<T> {
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value
    }
}
impl<T> Eq for Id<T> {}
impl<T> PartialOrd for Id<T> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl<T> Ord for Id<T> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.value.cmp(&other.value)
    }
}
impl<T> hash::Hash for Id<T> {
    fn hash<H: hash::Hasher>(&self, state: &mut H) {
        self.value.hash(state);
    }
}
impl<T> fmt::Debug for Id<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{}", self.value)
    }
}
impl<T> fmt::Display for Id<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.value.fmt(f)
    }
}
impl<T> FromStr for Id<T> {
    type Err = ParseIntError;

    fn from_str(s: &str) -> Result<Self, Self::Err> {
        s.parse().map(Self::new)
    }
}
impl<T> Serialize for Id<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.value)
    }
}
impl<'de, T> Deserialize<'de> for Id<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse()
            .map_err(|_| de::Error::custom(format!("'{text}' is not an id: decimal digits are expected")))
    }
}
impl<T> specta::Type for Id<T> {
    fn definition(types: &mut specta::Types) -> specta::datatype::DataType {
        <String as specta::Type>::definition(types)
    }
}

/// Marks the ids of residents.
pub enum Resident {}
/// Marks the ids of events.
pub enum Event {}
/// Marks the ids of series (recurring events).
pub enum Series {}
/// Marks the ids of bookings.
pub enum Booking {}
/// Marks the ids of conversations.
pub enum Conversation {}
/// Marks the ids of entries.
pub enum Entry {}
/// Marks the ids of staff members.
pub enum Staff {}
/// Marks the ids of mails.
pub enum Mail {}
/// Marks the ids of the mailbox's folders.
pub enum Folder {}
/// Marks the ids of files that go with messages.
pub enum File {}
/// Marks the ids of permission groups.
pub enum Group {}
/// Marks the ids of saved replies.
pub enum SavedReply {}

/// A resident's id.
pub type ResidentId = Id<Resident>;
/// An event's id.
pub type EventId = Id<Event>;
/// A series' id.
pub type SeriesId = Id<Series>;
/// A booking's id.
pub type BookingId = Id<Booking>;
/// A conversation's id.
pub type ConversationId = Id<Conversation>;
/// An entry's id.
pub type EntryId = Id<Entry>;
/// A staff member's id.
pub type StaffId = Id<Staff>;
/// A permission group's id.
pub type GroupId = Id<Group>;
/// A saved reply's id.
pub type SavedReplyId = Id<SavedReply>;
/// A mail's id.
pub type MailId = Id<Mail>;
/// The id of a file that goes with a message.
pub type FileId = Id<File>;
/// The id of a folder of the mailbox.
pub type FolderId = Id<Folder>;
