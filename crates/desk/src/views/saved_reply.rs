//! Saved replies (R30).

use lobby_domain::{
    ids::{BookingId, ConversationId, SavedReplyId},
    resident::Language,
    saved_reply::Placeholder,
};
use serde::{Deserialize, Serialize};
use specta::Type;

/// A saved reply as it is written down.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct SavedReplyForm {
    /// None: a new one.
    pub id: Option<SavedReplyId>,
    /// For everybody, or for oneself.
    pub shared: bool,
    /// Its name.
    pub name: String,
    /// Its text in English; one of the two may be empty.
    pub english: String,
    /// Its text in French.
    pub french: String,
}

/// A saved reply in the settings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct SavedReplyView {
    /// Which.
    pub id: SavedReplyId,
    /// For everybody.
    pub shared: bool,
    /// Its name.
    pub name: String,
    /// Its text in English; empty where there is none.
    pub english: String,
    /// Its text in French; empty where there is none.
    pub french: String,
    /// Whether this person may change and remove it.
    pub may_change: bool,
}

/// Where a reply is to be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(tag = "of", rename_all = "snake_case")]
pub enum ReplyPlace {
    /// In a conversation.
    Conversation {
        /// Which.
        id: ConversationId,
    },
    /// In the first message about a booking.
    Booking {
        /// Which.
        id: BookingId,
    },
}

/// A saved reply for one resident.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct OfferedReply {
    /// Which.
    pub id: SavedReplyId,
    /// Its name.
    pub name: String,
    /// The words, in the resident's language where there are some.
    pub text: String,
    /// The language that they are in.
    pub language: Language,
    /// Placeholders that stand in them still, because there is no value for them here.
    pub lacking: Vec<Placeholder>,
}
