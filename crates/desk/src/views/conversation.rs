//! The Conversations section and the thread.

use chrono::{DateTime, Utc};
use lobby_domain::{
    conversation::{ConversationLabel, ConversationState},
    delivery::Delivery,
    entry::{DraftKind, EntryKind, SaidWhere},
    ids::{BookingId, ConversationId, EntryId, FileId, ResidentId},
    resident::Language,
};
use serde::{Deserialize, Serialize};
use specta::Type;

use super::mail::EntryMailView;

/// R40: the filters of the conversations list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum ConversationFilter {
    /// Open ones.
    Open,
    /// With something this person has not read.
    Unread,
    /// The last word is the resident's.
    NeedsReply,
    /// Closed ones.
    Closed,
    /// All of them.
    All,
}

/// R40: the orders of the conversations list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum ConversationOrder {
    /// Newest word first.
    Newest,
    /// By the event's start, the next one first; what is past comes after it, the latest first.
    EventStart,
}

/// One page of the conversations list is asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ConversationQuery {
    /// Which.
    pub filter: ConversationFilter,
    /// In which order.
    pub order: ConversationOrder,
    /// Where the page before ended; `None` for the first.
    pub after: Option<String>,
}

/// One page of the conversations list: at most 50 rows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ConversationPage {
    /// The rows.
    pub rows: Vec<ConversationRow>,
    /// Where the next page begins; `None` at the end.
    pub next: Option<String>,
    /// How many wait to be read by this person.
    pub unread: u32,
    /// How many need a reply.
    pub needs_reply: u32,
}

/// One conversation in the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ConversationRow {
    /// Which.
    pub id: ConversationId,
    /// The resident's name.
    pub resident: String,
    /// What it is about.
    pub label: ConversationLabel,
    /// The event's title, for a booking's conversation.
    pub event: Option<String>,
    /// The last words.
    pub words: String,
    /// Whose they are.
    pub words_by: WordsBy,
    /// When.
    pub at: DateTime<Utc>,
    /// Entries that this person has not read.
    pub unread: u32,
    /// Open or closed.
    pub state: ConversationState,
    /// R40, R43: since when the resident waits for an answer; `None` nobody waits.
    pub waits_since: Option<DateTime<Utc>>,
}

/// Whose the last words are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(tag = "who", rename_all = "snake_case")]
pub enum WordsBy {
    /// The resident.
    Resident,
    /// R83: staff, from another mail program, which does not tell who.
    Elsewhere,
    /// The person who looks at the list.
    Me {
        /// A message, a note, or something said.
        entry_kind: EntryKind,
    },
    /// A colleague.
    Colleague {
        /// Their name.
        name: String,
        /// A message, a note, or something said.
        entry_kind: EntryKind,
    },
}

/// A thread, from its newest 50 entries.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ThreadView {
    /// Its head.
    pub head: ThreadHead,
    /// At most 50 entries, the oldest first.
    pub entries: Vec<EntryView>,
    /// Where the entries before these end; `None` at the beginning.
    pub earlier: Option<String>,
    /// R28: what this person has begun to write.
    pub drafts: Vec<DraftView>,
    /// R31: what this person has attached to it.
    pub files: Vec<FileView>,
    /// The first entry that this person had not read, if any was new.
    pub first_unread: Option<EntryId>,
}

/// Earlier entries of a thread.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct EarlierEntries {
    /// At most 50 entries, the oldest first.
    pub entries: Vec<EntryView>,
    /// Where the entries before these end; `None` at the beginning.
    pub earlier: Option<String>,
}

/// R22: what stands above a thread.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ThreadHead {
    /// Which conversation.
    pub id: ConversationId,
    /// What it is about.
    pub label: ConversationLabel,
    /// Open or closed.
    pub state: ConversationState,
    /// The resident.
    pub resident_id: ResidentId,
    /// Their name.
    pub resident: String,
    /// Their suite.
    pub suite: String,
    /// Whether there is an email address to write to.
    pub has_email: bool,
    /// The language in which they write.
    pub language: Language,
    /// The event's title.
    pub event: Option<String>,
    /// When the event begins; hidden from those whose level for event bookings is none (R22).
    pub event_starts_at: Option<DateTime<Utc>>,
    /// Where *View booking* leads; hidden from those whose level for event bookings is none (R22).
    pub booking: Option<BookingId>,
    /// The booking's reference; hidden likewise.
    pub reference: Option<String>,
    /// R40: the last word is the resident's.
    pub needs_reply: bool,
}

/// R29: an entry that came after a reply was begun.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct CameBetween {
    /// Which.
    pub id: EntryId,
    /// Its kind.
    pub entry_kind: EntryKind,
    /// When.
    pub at: DateTime<Utc>,
    /// The colleague; `None`: the resident, or somebody in another mail program.
    pub by: Option<String>,
    /// One line of its words.
    pub words: String,
}

/// One entry of a thread.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct EntryView {
    /// Which.
    pub id: EntryId,
    /// What it is.
    pub entry_kind: EntryKind,
    /// When it was written or happened.
    pub at: DateTime<Utc>,
    /// Who wrote or did it; empty for what staff wrote from another mail program (R83).
    pub by: String,
    /// Whether that was the person who looks at it.
    pub by_me: bool,
    /// The words; empty where there are none.
    pub text: String,
    /// R27: the event's earlier start, when it was moved.
    pub earlier_start: Option<DateTime<Utc>>,
    /// R23: how a message to the resident stands.
    pub delivery: Option<Delivery>,
    /// The mail that it is; `None` where it came by none.
    pub mail: Option<EntryMailView>,
    /// R31: the files that go with it.
    pub files: Vec<FileView>,
}

/// R31: a file that goes with a message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct FileView {
    /// Which.
    pub id: FileId,
    /// Its name, made safe.
    pub name: String,
    /// Its type.
    pub media_type: String,
    /// Kibibytes, rounded up.
    pub kib: u32,
}

/// R31: a file that is to be attached.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct NewFile {
    /// To what is written in this conversation.
    pub conversation: ConversationId,
    /// Its name.
    pub name: String,
    /// Its type, as the screen knows it; may be empty.
    pub media_type: String,
    /// Bytes.
    pub bytes: u32,
}

/// R28: what a person has begun to write.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct DraftView {
    /// In which composer.
    pub draft_kind: DraftKind,
    /// The words.
    pub text: String,
}

/// Where a draft belongs (R28).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(tag = "of", rename_all = "snake_case")]
pub enum DraftPlace {
    /// A booking that has no conversation yet.
    Booking {
        /// Which.
        id: BookingId,
    },
    /// A conversation.
    Conversation {
        /// Which.
        id: ConversationId,
        /// In which composer.
        draft_kind: DraftKind,
    },
}

/// What came of pressing Start (R10, R12).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum Started {
    /// The conversation has begun.
    Begun {
        /// Which.
        id: ConversationId,
    },
    /// A colleague was earlier; the words are this person's draft in the conversation there is.
    ColleagueWasEarlier {
        /// Which.
        id: ConversationId,
        /// Who began it.
        by: String,
    },
}

/// What was said at the desk or by phone (R33).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct SaidForm {
    /// In which conversation.
    pub conversation: ConversationId,
    /// Where it was said.
    pub said_where: SaidWhere,
    /// What was said.
    pub text: String,
}
