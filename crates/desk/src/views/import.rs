//! The Import screen (R7).

use chrono::{DateTime, Utc};
use lobby_domain::ids::{EventId, ResidentId};
use lobby_import::{BadLine, DateDecision, Encoding, Field, Mapping};
use serde::{Deserialize, Serialize};
use specta::Type;

/// What sort of file it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum ImportSort {
    /// Lines and columns: CSV with any delimiter.
    Table,
    /// iCalendar: events only, and no columns to map.
    Calendar,
}

/// One column of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ImportColumn {
    /// The heading as the file writes it; empty where the file has none.
    pub heading: String,
    /// What stands below it in the first lines: at most three different values, none of them blank.
    pub samples: Vec<String>,
}

/// A file that was brought in whole and can be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ImportOpened {
    /// The file's name.
    pub name: String,
    /// What sort of file it is.
    pub sort: ImportSort,
    /// The columns, from left to right; none in a calendar.
    pub columns: Vec<ImportColumn>,
    /// What each column is; `None` in a calendar.
    pub mapping: Option<Mapping>,
    /// Whether the mapping is the one that was corrected by hand for an earlier file of this shape.
    pub remembered: bool,
    /// Lines below the headings, or events of a calendar.
    pub rows: u32,
    /// The encoding that the file was read in.
    pub encoding: Encoding,
    /// The character between the cells; `None` in a calendar.
    pub delimiter: Option<String>,
}

/// What a person says for a whole file, such as the title of the one event that its bookings are for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ImportGiven {
    /// What it is.
    pub field: Field,
    /// As a cell of the file would say it.
    pub value: String,
}

/// How many of one noun will be, or were, added, changed and left as they are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ImportCounts {
    /// New.
    pub added: u32,
    /// Known, and the file says something else now.
    pub changed: u32,
    /// Known, and nothing is to be done.
    pub unchanged: u32,
}

/// The counts of every noun.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ImportTotals {
    /// Residents.
    pub residents: ImportCounts,
    /// Events, each occurrence of a recurring one counted.
    pub events: ImportCounts,
    /// Bookings of Community Events.
    pub bookings: ImportCounts,
    /// Responses to Meetings.
    pub responses: ImportCounts,
}

/// A resident who lives here and is not in a newer list of residents.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct MissingResident {
    /// Which.
    pub id: ResidentId,
    /// Name.
    pub name: String,
    /// Suite.
    pub suite: String,
    /// Email address; empty without.
    pub email: String,
}

/// An event that is known, and that the calendar calls off. It is told and stays: its bookings and what
/// to say to those who booked are for staff to decide.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct CalledOff {
    /// Which.
    pub event: EventId,
    /// Title.
    pub title: String,
    /// When it begins.
    pub starts_at: DateTime<Utc>,
}

/// What an import will do (R7). Nothing is done yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ImportPreview {
    /// What will be added, changed and left as it is.
    pub totals: ImportTotals,
    /// The bad lines in order; the first 500 faults.
    pub bad: Vec<BadLine>,
    /// How many lines are bad in all; a line with two faults counts once.
    pub bad_total: u32,
    /// Who lives here and is not in this list of residents, by suite and name; the first 1,000. None where
    /// the file holds events or bookings too.
    pub missing: Vec<MissingResident>,
    /// How many they are in all.
    pub missing_total: u32,
    /// Known events that the calendar calls off; the first 1,000.
    pub called_off: Vec<CalledOff>,
    /// How columns of dates were read, where more than one way was possible.
    pub dates: Vec<DateDecision>,
    /// Lines that were passed over: blank ones, and totals at the end of a report.
    pub passed_over: u32,
}

/// What an import has done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ImportDone {
    /// What was added, changed and left as it was.
    pub totals: ImportTotals,
    /// How many bad lines were left out.
    pub left_out: u32,
    /// How many residents were said to have moved out.
    pub moved_out: u32,
}

/// What an import is at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum ImportStage {
    /// The file's lines are read.
    Reading,
    /// They are compared with what is known.
    Comparing,
    /// They are written down.
    Writing,
}

/// How far an import has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ImportProgress {
    /// What it is at.
    pub stage: ImportStage,
    /// How many are done.
    pub done: u32,
    /// Of how many; nought where that is not known yet.
    pub total: u32,
}
