//! What goes out in files (R53).

use lobby_domain::{ids::ConversationId, resident::Language};
use serde::{Deserialize, Serialize};
use specta::Type;

/// R53: what a file is to hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum ExportOf {
    /// Every booking, with who booked and for which event.
    Bookings,
    /// Every resident, also those who have moved out.
    Residents,
    /// Every entry of every conversation.
    Conversations,
    /// R52: who did what.
    Record,
}

/// R53: a conversation to be written down.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct TranscriptForm {
    /// Which.
    pub conversation: ConversationId,
    /// In which language its frame is written.
    pub language: Language,
    /// Whether the notes for staff are in it (R24).
    pub notes: bool,
}

/// R53: where a file is that was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Exported {
    /// Its whole path.
    pub path: String,
    /// Bookings, residents, entries or lines in it.
    pub rows: u32,
}
