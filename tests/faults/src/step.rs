//! What staff do at the desk, one step a command.

use lobby_domain::{booking::BookingAction, entry::SaidWhere};
use serde::{Deserialize, Serialize};

use crate::state::Place;

/// One thing that somebody does, with the ids of what they do it to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case")]
pub enum Step {
    /// Sets up the building and its first administrator.
    SetUp {
        /// The building's name.
        building: String,
        /// The administrator's name.
        name: String,
    },
    /// Sits down.
    SignIn {
        /// The staff member.
        who: i64,
    },
    /// Closes the folder in order and opens it again.
    Reopen,
    /// Makes a backup, for which the write-ahead log is taken into the file.
    BackUp,
    /// The computer's clock is set, by this many milliseconds from what it is.
    SetClock {
        /// How far; negative is back.
        by: i64,
    },
    /// Starts the conversation about a booking.
    Start {
        /// The booking.
        booking: i64,
        /// The first message.
        words: String,
    },
    /// Writes to the resident.
    Send {
        /// The conversation.
        to: i64,
        /// The message.
        words: String,
    },
    /// Writes a note.
    Note {
        /// The conversation.
        to: i64,
        /// The note.
        words: String,
    },
    /// Writes down what was said.
    Said {
        /// The conversation.
        to: i64,
        /// Where.
        place: SaidWhere,
        /// What.
        words: String,
    },
    /// Closes a conversation.
    Close {
        /// The conversation.
        id: i64,
    },
    /// Reopens a conversation.
    Reopened {
        /// The conversation.
        id: i64,
    },
    /// Keeps what was begun to write.
    Draft {
        /// Where.
        place: Place,
        /// The words; empty clears.
        words: String,
    },
    /// Says that a conversation was read.
    Read {
        /// The conversation.
        id: i64,
    },
    /// Takes a step of a booking.
    Booking {
        /// The booking.
        id: i64,
        /// The step.
        action: BookingAction,
        /// The reason, where it takes one.
        reason: String,
    },
    /// Writes a booking down.
    Book {
        /// The event.
        event: i64,
        /// Who books.
        resident: i64,
        /// Persons.
        party: u32,
        /// The note.
        note: String,
    },
    /// Adds a resident, or changes one.
    Resident {
        /// Which; `None` for a new one.
        id: Option<i64>,
        /// Name.
        name: String,
        /// Email address; empty without.
        email: String,
        /// Notes.
        notes: String,
    },
}
