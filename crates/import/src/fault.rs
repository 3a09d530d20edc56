//! What can be wrong with a file and with a line of it. Closed sets: the screen translates them and
//! says the way out.

use serde::{Deserialize, Serialize};
use specta::Type;

use crate::mapping::Field;

/// The longest piece of a value that a bad line shows, in characters.
const LONGEST_SHOWN: usize = 120;

/// A kind of file that is neither CSV nor iCalendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum FileKind {
    /// Excel, LibreOffice or Numbers; the way out is to save it as CSV.
    Spreadsheet,
    /// PDF.
    Pdf,
    /// An archive; the way out is to unpack it.
    Archive,
    /// A picture.
    Picture,
    /// A web page, as some systems send instead of the report when the sign-in has expired.
    WebPage,
    /// A vCard file of contacts; the way out is to export the contacts as CSV.
    ContactCard,
}

/// Why a file is refused as a whole (R7).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type, thiserror::Error)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum FileFault {
    /// Larger than the limit.
    #[error("the file is larger than {limit_megabytes} MB")]
    TooLarge {
        /// The limit, in megabytes.
        limit_megabytes: u32,
    },
    /// Nothing is in it, or only white space.
    #[error("the file is empty")]
    Empty,
    /// It is of a kind that Lobby knows, and does not read.
    #[error("the file is of another kind: {found:?}")]
    WrongKind {
        /// What it is.
        found: FileKind,
    },
    /// Its bytes are not text.
    #[error("the file is not text")]
    Binary,
    /// Its name ends in .ics, and no calendar is in it.
    #[error("the file says that it is a calendar, and holds none")]
    NotACalendar,
    /// It has headings and no line below them.
    #[error("the file has no line below its headings")]
    NoRows,
    /// More columns than any list of people has: the delimiter is not what it seems.
    #[error("the file has more than {limit} columns")]
    TooManyColumns {
        /// The limit.
        limit: u32,
    },
}

/// Why a line is not taken (R7).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum LineFault {
    /// A byte that the file's encoding cannot mean.
    Undecodable {
        /// The byte, where there is one of it.
        byte: Option<u8>,
    },
    /// More or fewer cells than there are headings.
    Ragged {
        /// The number of headings.
        expected: u32,
        /// The number of cells.
        found: u32,
    },
    /// A quotation mark opens a cell and nothing closes it; everything up to there is in that cell.
    UnclosedQuote {
        /// The last line that it swallowed.
        until_line: u32,
    },
    /// A value that the line cannot do without.
    Missing {
        /// What is missing.
        field: Field,
    },
    /// The line books something, and names no resident.
    NoResident,
    /// The line books something, and names no event.
    NoEvent,
    /// Longer than any such text.
    TooLong {
        /// The limit, in characters.
        longest: u32,
    },
    /// Not a date.
    NotADate,
    /// A date that no calendar has, such as 31/02/2026, or one outside 1900 to 2200.
    ImpossibleDate,
    /// Not a time of day.
    NotATime,
    /// Not a length of time.
    NotADuration,
    /// The end lies before the start.
    EndsBeforeItStarts,
    /// Not an amount, or one below nought.
    NotAnAmount,
    /// Above what an amount can be.
    AmountTooLarge,
    /// Not a currency of ISO 4217.
    NotACurrency,
    /// Not a whole number.
    NotANumber,
    /// A party of nobody.
    EmptyParty,
    /// A capacity that admits nobody.
    NoPlaces,
    /// Not an email address.
    NotAnEmail,
    /// A word that means nothing in this column, such as a status that Lobby does not know.
    UnknownWord {
        /// What the column is.
        field: Field,
    },
    /// The same resident, event or booking as on an earlier line, with other facts.
    DuplicateKey {
        /// The earlier line.
        earlier_line: u32,
    },
    /// The reference belongs to a booking of somebody else, or of another event; only the desk can tell.
    ReferenceTaken,
    /// A booking of an event that takes none: a Notice, or one that says booking is not required (R1).
    TakesNoBookings,
    /// Not a line of iCalendar.
    NotACalendarLine,
    /// The calendar ends in the middle of an event.
    UnfinishedEvent,
    /// A time zone that is neither IANA's nor Windows', and that its definition does not tell.
    UnknownZone,
    /// A rule of recurrence that cannot be understood.
    NotARule,
    /// A rule that recurs more often than an event does.
    RecursTooOften {
        /// The most occurrences of one event that are laid down at once.
        limit: u32,
    },
    /// The calendar's rules take more work than any real calendar; this one was not laid down.
    TooMuchWork,
    /// A change to one occurrence *and all later ones*, which has to be made by hand.
    ThisAndFuture,
}

/// A line that is not taken, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct BadLine {
    /// The line's number, as a text editor counts.
    pub line: u32,
    /// The column's number, from 1; none where the whole line is meant, or in a calendar.
    pub column: Option<u32>,
    /// The column's heading, or the calendar property's name.
    pub heading: String,
    /// The value, cut after 120 characters.
    pub value: String,
    /// Why.
    pub fault: LineFault,
}

impl BadLine {
    /// A fault of the whole line.
    pub(crate) fn whole(line: u32, fault: LineFault) -> Self {
        Self {
            line,
            column: None,
            heading: String::new(),
            value: String::new(),
            fault,
        }
    }

    /// A fault of one property of a calendar.
    pub(crate) fn property(line: u32, name: &str, value: &str, fault: LineFault) -> Self {
        Self {
            line,
            column: None,
            heading: name.to_owned(),
            value: shown(value),
            fault,
        }
    }
}

/// As much of a value as a bad line shows.
pub(crate) fn shown(value: &str) -> String {
    value.chars().take(LONGEST_SHOWN).collect()
}
