//! What has changed: told to every window, so that none shows what is no longer true (R13).

use serde::{Deserialize, Serialize};
use specta::Type;

/// A part of what the screen shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum Topic {
    /// The stage of the application: who is signed in, whether it is locked.
    Stage,
    /// The building.
    Building,
    /// Staff and permission groups.
    Staff,
    /// Residents.
    Residents,
    /// Events and responses.
    Events,
    /// Bookings.
    Bookings,
    /// Conversations and their entries.
    Conversations,
    /// Backups.
    Backups,
    /// The mailbox and the line.
    Mailbox,
    /// Mail that waits for a person to say where it belongs.
    Tray,
    /// Saved replies.
    SavedReplies,
}

impl Topic {
    /// Every part.
    pub const ALL: [Self; 11] = [
        Self::Stage,
        Self::Building,
        Self::Staff,
        Self::Residents,
        Self::Events,
        Self::Bookings,
        Self::Conversations,
        Self::Backups,
        Self::Mailbox,
        Self::Tray,
        Self::SavedReplies,
    ];
}
