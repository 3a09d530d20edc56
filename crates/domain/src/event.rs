//! Events and what belongs to each kind (R1).

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use specta::Type;

/// The three kinds of event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum EventKind {
    /// Residents may take part; with *booking required*, by booking places.
    CommunityEvent,
    /// Residents answer whether they attend.
    Meeting,
    /// Something to know: neither bookings nor responses.
    Notice,
}

/// A resident's answer to a Meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum Response {
    /// Comes.
    Attending,
    /// Does not come.
    NotAttending,
    /// Has not answered.
    NoAnswer,
}

/// R1: whether an event has bookings, and with them conversation actions.
#[must_use]
pub fn takes_bookings(kind: EventKind, booking_required: bool) -> bool {
    kind == EventKind::CommunityEvent && booking_required
}

/// R1: whether an event has responses.
#[must_use]
pub fn takes_responses(kind: EventKind) -> bool {
    kind == EventKind::Meeting
}

/// What makes an event acceptable, whoever wrote it down (R8).
#[derive(Debug, Clone, Copy)]
pub struct EventFacts<'a> {
    /// The title.
    pub title: &'a str,
    /// The kind.
    pub kind: EventKind,
    /// Whether places are booked.
    pub booking_required: bool,
    /// When it begins.
    pub starts_at: DateTime<Utc>,
    /// When it ends.
    pub ends_at: DateTime<Utc>,
    /// Places in all.
    pub capacity: Option<u32>,
}

impl EventFacts<'_> {
    /// Checks the facts against each other.
    ///
    /// # Errors
    /// The first fault found, in the order of the fields.
    pub fn check(&self) -> Result<(), EventFault> {
        if self.title.trim().is_empty() {
            return Err(EventFault::NoTitle);
        }
        if self.ends_at < self.starts_at {
            return Err(EventFault::EndsBeforeItStarts);
        }
        if self.booking_required && self.kind != EventKind::CommunityEvent {
            return Err(EventFault::BookingsBelongToCommunityEvents);
        }
        if self.capacity == Some(0) {
            return Err(EventFault::NoPlaces);
        }
        Ok(())
    }
}

/// Why an event cannot be kept as written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum EventFault {
    /// The title is blank.
    #[error("an event needs a title")]
    NoTitle,
    /// The end lies before the start.
    #[error("the event ends before it starts")]
    EndsBeforeItStarts,
    /// R1: only a Community Event has bookings.
    #[error("only a Community Event can require booking")]
    BookingsBelongToCommunityEvents,
    /// A capacity of nought admits nobody.
    #[error("a capacity of 0 admits nobody: leave it empty for no limit")]
    NoPlaces,
}
