//! What comes of reading a file.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use lobby_domain::{
    booking::BookingStatus,
    event::{EventKind, Response},
    money::{Money, PaymentStatus},
    resident::Language,
};
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::{fault::BadLine, mapping::Field, value::date::DayOrder};

/// What reading needs to know about the building, and when it is.
#[derive(Debug, Clone)]
pub struct Context {
    /// The building's time zone: times without an offset are there.
    pub zone: Tz,
    /// The currency of amounts that name none. Where every date of a file may be read either way, it
    /// decides too: month first with USD, else day first.
    pub currency: String,
    /// The building's language.
    pub language: Language,
    /// The present.
    pub now: DateTime<Utc>,
    /// The series that are known already, by their key, and what of them is laid down: the same file
    /// a second time lays down the same occurrences and no more (R7).
    pub laid_down: HashMap<String, Window>,
    /// What a person says for the whole file, such as the title and start of the one event that all
    /// its bookings are for. A cell that says otherwise comes first.
    pub given: Vec<(Field, String)>,
}

/// From when to when the occurrences of a series are laid down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    /// The first instant.
    pub from: DateTime<Utc>,
    /// The first instant that is no longer in it.
    pub until: DateTime<Utc>,
}

/// Reading was stopped by the person who waits for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("reading the file was stopped")]
pub struct Stopped;

/// Everything that a file says. Lines with a fault are in `bad` and nowhere else.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reading {
    /// The residents, each once.
    pub residents: Vec<ResidentLine>,
    /// The events and the occurrences of recurring ones, each once.
    pub events: Vec<EventLine>,
    /// The bookings of Community Events and the responses to Meetings.
    pub bookings: Vec<BookingLine>,
    /// The lines that are not taken, in order; one for each fault.
    pub bad: Vec<BadLine>,
    /// How the columns of dates were read, where more than one way was possible.
    pub dates: Vec<DateDecision>,
    /// How many lines were passed over: blank ones, and totals at the end of a report.
    pub passed_over: u32,
}

/// A resident as the file says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ResidentLine {
    /// The first line that names the resident.
    pub line: u32,
    /// The key in the system that the file comes from.
    pub key: Option<String>,
    /// The name.
    pub name: String,
    /// The suite.
    pub suite: Option<String>,
    /// The email address.
    pub email: Option<String>,
    /// The phone number, as written.
    pub phone: Option<String>,
    /// The language, where it is one of Lobby's.
    pub language: Option<Language>,
    /// Notes.
    pub notes: Option<String>,
}

/// An event, or one occurrence of a recurring one, as the file says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventLine {
    /// The first line that names the event.
    pub line: u32,
    /// The key in the system that the file comes from; an occurrence's is `UID/instant`.
    pub key: Option<String>,
    /// The series that it is an occurrence of.
    pub series: Option<SeriesLine>,
    /// The title.
    pub title: String,
    /// The kind. Whoever has bookings is a Community Event unless the file says otherwise (R1).
    pub kind: Option<EventKind>,
    /// The start; `None` where the file only names the event, by its key or title.
    pub starts_at: Option<DateTime<Utc>>,
    /// The end; `None` where the file does not say.
    pub ends_at: Option<DateTime<Utc>>,
    /// Whether it takes whole days.
    pub all_day: bool,
    /// Where it is.
    pub place: Option<String>,
    /// Places in all.
    pub capacity: Option<u32>,
    /// The price.
    pub price: Option<Money>,
    /// Whether guests may come along.
    pub guests_allowed: Option<bool>,
    /// Whether booking is required.
    pub booking_required: Option<bool>,
    /// The description.
    pub description: Option<String>,
    /// Whether the calendar calls it off. Such an event is worth importing only where it is known
    /// already.
    pub cancelled: bool,
}

/// The series of an occurrence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeriesLine {
    /// The series' key: its UID.
    pub key: String,
    /// The rule as text, for [`crate::lay_down`]. Normalised: wall times in an IANA zone.
    pub rule: String,
    /// What of it this reading laid down; the desk keeps it beside the series.
    pub window: Window,
}

/// A booking, or the response to a Meeting, as the file says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BookingLine {
    /// The first line that names the booking.
    pub line: u32,
    /// The resident, as an index into [`Reading::residents`].
    pub resident: usize,
    /// The event, as an index into [`Reading::events`].
    pub event: usize,
    /// The reference.
    pub reference: Option<String>,
    /// The party.
    pub party: Option<u32>,
    /// The status.
    pub status: Option<BookingStatus>,
    /// The answer, where the event is a Meeting (R1); the status then means nothing.
    pub response: Option<Response>,
    /// How the payment stands.
    pub payment: Option<PaymentStatus>,
    /// The amount.
    pub amount: Option<Money>,
    /// The note.
    pub note: Option<String>,
    /// When it was made.
    pub booked_at: Option<DateTime<Utc>>,
}

/// Why the dates of a column are read as they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum Evidence {
    /// A value of the column has a number above 12 in one of the two places.
    Values,
    /// Another column of the same file has.
    OtherColumn,
    /// Nothing in the file tells; the building's currency decided.
    Currency,
    /// A person chose.
    Chosen,
}

/// How the dates of one column are read, for the screen to show and a person to change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct DateDecision {
    /// The column's number, from 1.
    pub column: u32,
    /// Its heading.
    pub heading: String,
    /// The order.
    pub order: DayOrder,
    /// Why.
    pub because: Evidence,
}
