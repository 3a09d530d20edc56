//! Settings: building, staff, permission groups, own preferences.

use lobby_domain::{
    ids::{GroupId, StaffId},
    permission::Permissions,
    resident::Language,
};
use serde::{Deserialize, Serialize};
use specta::Type;

/// The building as written in the form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct BuildingForm {
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
    /// Minutes without a touch until the screen locks, 1 to 240; `None` never.
    pub lock_after_minutes: Option<u32>,
}

/// Staff and permission groups.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct StaffPage {
    /// The staff.
    pub staff: Vec<StaffView>,
    /// The permission groups.
    pub groups: Vec<GroupView>,
}

/// A staff member.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct StaffView {
    /// Who.
    pub id: StaffId,
    /// Name.
    pub name: String,
    /// Email address.
    pub email: String,
    /// Permission group.
    pub group: GroupId,
    /// Whether this is the one administrator left, who cannot be removed or demoted (R50).
    pub last_administrator: bool,
}

/// A permission group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct GroupView {
    /// Which.
    pub id: GroupId,
    /// Name.
    pub name: String,
    /// What it gives.
    pub permissions: Permissions,
    /// How many staff members are in it.
    pub members: u32,
}

/// A staff member as written in the form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct StaffForm {
    /// Who; `None` for a new one.
    pub id: Option<StaffId>,
    /// Name.
    pub name: String,
    /// Email address.
    pub email: String,
    /// Permission group.
    pub group: GroupId,
    /// A password: needed for a new staff member; for the others empty keeps the one they have.
    pub password: String,
}

/// A permission group as written in the form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct GroupForm {
    /// Which; `None` for a new one.
    pub id: Option<GroupId>,
    /// Name.
    pub name: String,
    /// What it gives.
    pub permissions: Permissions,
}
