//! The search box (Ctrl/⌘ K).

use serde::{Deserialize, Serialize};
use specta::Type;

use super::{
    booking::{BookingRow, EventHead},
    conversation::ConversationRow,
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
}
