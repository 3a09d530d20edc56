//! The record (R52).

use chrono::{DateTime, Utc};
use lobby_domain::ids::{BookingId, ConversationId, EventId, ResidentId, StaffId};
use serde::{Deserialize, Serialize};
use specta::Type;

/// R52: which lines of the record are wanted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct RecordQuery {
    /// Of this person; `None`: of everybody.
    pub by: Option<StaffId>,
    /// About these; `None`: about everything.
    pub about: Option<RecordAbout>,
    /// Where the page before ended; `None`: from the latest on.
    pub after: Option<String>,
}

/// What a line of the record is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum RecordAbout {
    /// Bookings.
    Booking,
    /// Conversations as a whole.
    Conversation,
    /// Messages that did not go out by themselves.
    Entry,
    /// Residents.
    Resident,
    /// Events.
    Event,
    /// Staff: who signed in, and who was added, changed and removed.
    Staff,
    /// Permission groups.
    Group,
    /// The building: its settings, mailbox and backups.
    Building,
    /// Imports.
    Import,
}

/// R52: a page of the record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct RecordPage {
    /// Its lines, the latest first.
    pub lines: Vec<RecordLine>,
    /// Where the next page begins; `None`: that was all.
    pub next: Option<String>,
}

/// A line of the record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct RecordLine {
    /// Which.
    pub id: String,
    /// When.
    pub at: DateTime<Utc>,
    /// Who; `None`: nobody was signed in.
    pub by: Option<String>,
    /// What was done: the verb, such as `close_conversation`.
    pub action: String,
    /// To what it was done: what that is called now; empty where it has no name, or is there no more.
    pub name: String,
    /// More, in words or numbers.
    pub detail: String,
    /// Where that is.
    pub place: Option<RecordPlace>,
}

/// What a line of the record leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum RecordPlace {
    /// A booking.
    Booking {
        /// Which.
        id: BookingId,
    },
    /// A resident.
    Resident {
        /// Which.
        id: ResidentId,
    },
    /// An event.
    Event {
        /// Which.
        id: EventId,
    },
    /// A conversation.
    Conversation {
        /// Which.
        id: ConversationId,
    },
}
