//! Today (R43).

use chrono::{DateTime, Utc};
use lobby_domain::{
    conversation::ConversationLabel,
    delivery::NotDelivered,
    ids::{ConversationId, EntryId},
};
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::views::{booking::EventHead, conversation::ConversationRow};

/// R43: what the first screen of the day shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct TodayView {
    /// Open conversations that wait for an answer.
    pub needs_reply: u32,
    /// Since when the longest wait lasts.
    pub waits_since: Option<DateTime<Utc>>,
    /// The most urgent of them: those about events of today and of the next 24 hours, then by how long they wait.
    pub waiting: Vec<ConversationRow>,
    /// Today's events, by start.
    pub events: Vec<TodayEvent>,
    /// Events of today beside those.
    pub more_events: u32,
    /// The bookings of all of today's events; `None` for those who see no bookings.
    pub bookings: Option<TodayBookings>,
    /// How long first answers took.
    pub answers: AnswerTimes,
    /// Messages that did not arrive, and about which nobody has decided yet.
    pub not_delivered: u32,
    /// The latest of them.
    pub undelivered: Vec<UndeliveredView>,
}

/// An event of today.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct TodayEvent {
    /// The event.
    pub head: EventHead,
    /// Residents who attend a Meeting.
    pub attending: u32,
    /// Bookings that are checked in.
    pub checked_in: u32,
}

/// The bookings of today's events that hold places (R3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct TodayBookings {
    /// Confirmed and checked in.
    pub bookings: u32,
    /// Checked in.
    pub checked_in: u32,
}

/// The median time to the first answer, in seconds; `None` where nothing was answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct AnswerTimes {
    /// This week, from Monday.
    pub this_week: Option<u32>,
    /// Last week.
    pub last_week: Option<u32>,
    /// 14 days, from last week's Monday to this week's Sunday.
    pub days: Vec<AnswerDay>,
}

/// The median of one day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct AnswerDay {
    /// When the day begins at the building.
    pub starts: DateTime<Utc>,
    /// In seconds; `None` where nothing was answered.
    pub took: Option<u32>,
}

/// A message that did not arrive.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct UndeliveredView {
    /// Which.
    pub entry: EntryId,
    /// Its conversation.
    pub conversation: ConversationId,
    /// To whom.
    pub resident: String,
    /// What the conversation is about.
    pub label: ConversationLabel,
    /// The event's title, for a booking's conversation.
    pub event: Option<String>,
    /// Since when that is known.
    pub since: DateTime<Utc>,
    /// Why.
    pub why: NotDelivered,
}
