//! The Events section.

use chrono::{DateTime, NaiveDateTime, Utc};
use lobby_domain::{
    event::{EventKind, Response},
    ids::{EventId, ResidentId, SeriesId},
    money::Money,
};
use serde::{Deserialize, Serialize};
use specta::Type;

use super::booking::EventHead;

/// The filters of the events list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum EventFilter {
    /// Not ended yet, the next first.
    Upcoming,
    /// Ended, the latest first.
    Past,
}

/// One page of the events list is asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct EventQuery {
    /// Which.
    pub filter: EventFilter,
    /// Only of this kind.
    pub only: Option<EventKind>,
    /// Where the page before ended; `None` for the first.
    pub after: Option<String>,
}

/// One page of the events list: at most 50 rows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct EventPage {
    /// The rows.
    pub rows: Vec<EventRow>,
    /// Where the next page begins; `None` at the end.
    pub next: Option<String>,
}

/// One event in the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct EventRow {
    /// The event.
    pub head: EventHead,
    /// Whether it belongs to a series.
    pub recurring: bool,
    /// Bookings that wait for approval.
    pub pending: u32,
    /// Bookings that wait for a place.
    pub waitlisted: u32,
    /// Residents who attend a Meeting.
    pub attending: u32,
    /// Residents who do not attend a Meeting.
    pub not_attending: u32,
}

/// One event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct EventPanel {
    /// The event with its counts.
    pub row: EventRow,
    /// What it is.
    pub description: String,
    /// The price of a place.
    pub price: Option<Money>,
    /// Its series.
    pub series: Option<SeriesView>,
    /// Its local times, for the form.
    pub starts_local: NaiveDateTime,
    /// Its local times, for the form.
    pub ends_local: NaiveDateTime,
    /// Whether this person may change it.
    pub may_edit: bool,
}

/// The series of a recurring event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct SeriesView {
    /// Which.
    pub id: SeriesId,
    /// Its rule (RFC 5545, section 3.3.10).
    pub rule: String,
    /// Until when occurrences have been laid down.
    pub laid_down_until: DateTime<Utc>,
}

/// An event as written in the form (R8). Local times of the building.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct EventForm {
    /// Which event; `None` for a new one.
    pub id: Option<EventId>,
    /// The kind.
    pub event_kind: EventKind,
    /// The title.
    pub title: String,
    /// When it begins.
    pub starts: NaiveDateTime,
    /// When it ends.
    pub ends: NaiveDateTime,
    /// Whether it lasts whole days: the times of day are then ignored, and the end's date is its last day.
    pub all_day: bool,
    /// Where.
    pub place: String,
    /// What it is.
    pub description: String,
    /// Places in all; `None` without a limit.
    pub capacity: Option<u32>,
    /// Whether guests may come along.
    pub guests_allowed: bool,
    /// Whether places are booked.
    pub booking_required: bool,
    /// The price of a place, in minor units of the building's currency.
    pub price_minor: Option<u32>,
}

/// R1: the responses to a Meeting: at most 50 residents, by suite.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ResponsePage {
    /// The rows.
    pub rows: Vec<ResponseRow>,
    /// Where the next page begins; `None` at the end.
    pub next: Option<String>,
}

/// One resident's answer to a Meeting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ResponseRow {
    /// Who.
    pub resident_id: ResidentId,
    /// Their name.
    pub resident: String,
    /// Their suite.
    pub suite: String,
    /// The answer.
    pub response: Response,
}
