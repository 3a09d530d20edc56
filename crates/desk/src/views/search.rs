//! The search box (Ctrl/⌘ K).

use chrono::{DateTime, Utc};
use lobby_domain::{
    conversation::ConversationLabel,
    entry::EntryKind,
    ids::{ConversationId, EntryId},
};
use serde::{Deserialize, Serialize};
use specta::Type;

use super::{
    booking::{BookingRow, EventHead},
    conversation::{ConversationRow, WordsBy},
    resident::ResidentRow,
};

/// What was found: at most eight of each, the newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct SearchResults {
    /// Residents.
    pub residents: Vec<ResidentRow>,
    /// Bookings; none for those whose level for event bookings is none.
    pub bookings: Vec<BookingRow>,
    /// The events of these bookings.
    pub events: Vec<EventHead>,
    /// Conversations.
    pub conversations: Vec<ConversationRow>,
    /// Messages and notes by the words in them.
    pub messages: FoundMessages,
}

/// R42: messages and notes with these words, the newest first.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct FoundMessages {
    /// A page of them.
    pub messages: Vec<FoundMessage>,
    /// Where the next page begins; `None` at the end.
    pub more: Option<String>,
}

/// A message or a note with what was looked for in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct FoundMessage {
    /// Which.
    pub entry: EntryId,
    /// Where it stands.
    pub conversation: ConversationId,
    /// The resident's name.
    pub resident: String,
    /// What the conversation is about.
    pub label: ConversationLabel,
    /// The event's title, for a booking's conversation.
    pub event: Option<String>,
    /// A message, a note, or something said.
    pub entry_kind: EntryKind,
    /// Who wrote it.
    pub words_by: WordsBy,
    /// When.
    pub at: DateTime<Utc>,
    /// The words around what was found, in their order.
    pub words: Vec<FoundWords>,
    /// These words are the name of an attachment.
    pub in_attachment: bool,
}

/// A part of the words of a message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct FoundWords {
    /// The words.
    pub text: String,
    /// They are what was looked for.
    pub is_found: bool,
}
