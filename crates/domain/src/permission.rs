//! What a permission group gives (R50), and what a command needs (R51).

use serde::{Deserialize, Serialize};
use specta::Type;

/// How far a permission group reaches into event bookings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum BookingsLevel {
    /// Sees no bookings; in a conversation, the label and the event's title only (R22).
    None,
    /// Sees bookings.
    View,
    /// Changes bookings and starts conversations (R11).
    Manage,
}

/// How far a permission group reaches into residents.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum ResidentsLevel {
    /// Sees residents.
    View,
    /// Adds and changes residents.
    Manage,
}

/// Whether a permission group may send announcements.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum AnnouncementsLevel {
    /// Sends none.
    None,
    /// Sends announcements.
    Send,
}

/// What the members of a permission group may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Permissions {
    /// Event bookings.
    pub event_bookings: BookingsLevel,
    /// Residents.
    pub residents: ResidentsLevel,
    /// Announcements.
    pub announcements: AnnouncementsLevel,
    /// Staff, groups, building, mailbox, import, backup.
    pub administration: bool,
}

impl Permissions {
    /// What a group starts with unless somebody chooses otherwise: view, and nothing more (R50).
    pub const START: Self = Self {
        event_bookings: BookingsLevel::View,
        residents: ResidentsLevel::View,
        announcements: AnnouncementsLevel::None,
        administration: false,
    };

    /// Everything: the group of the person who sets Lobby up.
    pub const ALL: Self = Self {
        event_bookings: BookingsLevel::Manage,
        residents: ResidentsLevel::Manage,
        announcements: AnnouncementsLevel::Send,
        administration: true,
    };

    /// Whether these permissions cover `need` (R11, R20, R50).
    #[must_use]
    pub fn allow(self, need: Need) -> bool {
        match need {
            Need::SignedIn => true,
            Need::ViewBookings => self.event_bookings >= BookingsLevel::View,
            Need::ManageBookings => self.event_bookings >= BookingsLevel::Manage,
            Need::ManageResidents => self.residents >= ResidentsLevel::Manage,
            Need::Administration => self.administration,
        }
    }
}

/// What a command needs from the person who calls it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum Need {
    /// Any staff member who is signed in and whose screen is not locked.
    SignedIn,
    /// *View event bookings* or more.
    ViewBookings,
    /// *Manage event bookings*.
    ManageBookings,
    /// *Manage residents*.
    ManageResidents,
    /// *Administration*.
    Administration,
}

/// R50: refuses a change after which nobody could administer the building.
///
/// `administrators_after` counts the staff members with *Administration* who would remain.
///
/// # Errors
/// [`LastAdministrator`] when that count is 0.
pub fn keep_an_administrator(administrators_after: u32) -> Result<(), LastAdministrator> {
    if administrators_after == 0 {
        Err(LastAdministrator)
    } else {
        Ok(())
    }
}

/// The refusal of R50: the last administrator cannot be removed or demoted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the building would be left without an administrator")]
pub struct LastAdministrator;

#[cfg(test)]
#[path = "permission_tests.rs"]
mod tests;
