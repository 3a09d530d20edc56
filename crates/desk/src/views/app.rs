//! The state of the application: what stands in the window before and after sign-in.

use lobby_domain::{ids::StaffId, permission::Permissions, resident::Language};
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::views::mail::LineView;

use crate::problem::StorageFault;

/// What the window shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(tag = "stage", rename_all = "snake_case")]
pub enum AppState {
    /// The store cannot be opened; the file was left as it was.
    Unavailable {
        /// Why.
        fault: StorageFault,
        /// The folder.
        folder: String,
        /// The technical part, to be copied.
        detail: String,
    },
    /// No building yet: the set-up wizard.
    SetUp {
        /// The time zone of this computer, as a suggestion (IANA).
        suggested_time_zone: String,
        /// Where everything will be kept.
        folder: String,
    },
    /// Nobody is signed in, or the screen is locked.
    SignIn {
        /// The building.
        building: BuildingView,
        /// Who can sign in.
        people: Vec<PersonView>,
        /// Who locked the screen; the first to be offered.
        locked_by: Option<PersonView>,
        /// In the sample building: the password of everybody, shown on the screen.
        sample_password: Option<String>,
    },
    /// Somebody is signed in.
    Desk {
        /// The building.
        building: BuildingView,
        /// Who.
        me: MeView,
    },
}

/// The building.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct BuildingView {
    /// Its name.
    pub name: String,
    /// Its address.
    pub address: String,
    /// Its time zone (IANA).
    pub time_zone: String,
    /// Its language.
    pub language: Language,
    /// The currency of its prices (ISO 4217).
    pub currency: String,
    /// Minutes without a touch until the screen locks; `None` never.
    pub lock_after_minutes: Option<u32>,
    /// Whether this is the sample building.
    pub sample: bool,
}

/// Somebody who can sign in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct PersonView {
    /// Who.
    pub id: StaffId,
    /// Their name.
    pub name: String,
    /// Their permission group.
    pub group: String,
}

/// The person who is signed in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct MeView {
    /// Who.
    pub id: StaffId,
    /// Their name.
    pub name: String,
    /// Their email address.
    pub email: String,
    /// Their permission group.
    pub group: String,
    /// What it gives. What the screen hides by it is a courtesy: the core decides (R51).
    pub permissions: Permissions,
    /// Their preferences.
    pub preferences: Preferences,
}

/// What each person chooses for themselves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Preferences {
    /// The language of the screen (R90).
    pub language: Language,
    /// Light, dark, or as the system has it (R91).
    pub theme: Theme,
    /// Row height.
    pub density: Density,
}

/// Light, dark, or as the system has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum Theme {
    /// As the system has it.
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

/// Row height.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum Density {
    /// 46 high.
    Comfortable,
    /// 36 high.
    Compact,
}

/// What the set-up wizard asks for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct SetUpForm {
    /// The building's name.
    pub building: String,
    /// Its address; may be empty.
    pub address: String,
    /// Its time zone (IANA).
    pub time_zone: String,
    /// Its language, and that of the first administrator.
    pub language: Language,
    /// The currency of its prices (ISO 4217).
    pub currency: String,
    /// The first administrator's name.
    pub name: String,
    /// Their email address.
    pub email: String,
    /// Their password.
    pub password: String,
}

/// What the set-up wizard gives back (R50).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct SetUpDone {
    /// The recovery code, shown this once.
    pub recovery_code: String,
}

/// R81: the state of the line and what waits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct PulseView {
    /// The line.
    pub line: LineView,
    /// Messages that have not reached the mail server.
    pub waiting: u32,
    /// Of those, the ones that a person has to look at again (R29).
    pub held: u32,
    /// Messages that did not arrive (R23).
    pub not_delivered: u32,
    /// Mails that wait for a person to say where they belong.
    pub tray: u32,
    /// Conversations with something this person has not read.
    pub unread: u32,
    /// The computer's clock lies behind what was written last; entries keep their order all the same (R80).
    pub clock_behind: bool,
}
