//! The Residents section.

use chrono::{DateTime, Utc};
use lobby_domain::{ids::ResidentId, resident::Language};
use serde::{Deserialize, Serialize};
use specta::Type;

use super::booking::{BookingRow, EventHead};

/// One page of the residents list is asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ResidentQuery {
    /// Words of a name, a suite, an email address or a phone number; empty for all.
    pub search: String,
    /// Those who have moved out instead of those who live here.
    pub moved_out: bool,
    /// Where the page before ended; `None` for the first.
    pub after: Option<String>,
}

/// One page of the residents list: at most 50 rows, by suite and name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ResidentPage {
    /// The rows.
    pub rows: Vec<ResidentRow>,
    /// Where the next page begins; `None` at the end.
    pub next: Option<String>,
}

/// One resident in the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ResidentRow {
    /// Which.
    pub id: ResidentId,
    /// Name.
    pub name: String,
    /// Suite.
    pub suite: String,
    /// Email address; empty without.
    pub email: String,
    /// Phone; empty without.
    pub phone: String,
    /// Language.
    pub language: Language,
    /// Since when they live elsewhere.
    pub moved_out_at: Option<DateTime<Utc>>,
}

/// One resident.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ResidentPanel {
    /// The resident as in the list.
    pub row: ResidentRow,
    /// Notes for staff.
    pub notes: String,
    /// Their newest 20 bookings; none for those whose level for event bookings is none.
    pub bookings: Vec<BookingRow>,
    /// The events of these bookings.
    pub events: Vec<EventHead>,
    /// Whether this person may change the resident.
    pub may_edit: bool,
}

/// A resident as written in the form (R8).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ResidentForm {
    /// Which resident; `None` for a new one.
    pub id: Option<ResidentId>,
    /// Name.
    pub name: String,
    /// Suite.
    pub suite: String,
    /// Email address; may be empty.
    pub email: String,
    /// Phone; may be empty.
    pub phone: String,
    /// Language.
    pub language: Language,
    /// Notes for staff.
    pub notes: String,
}
