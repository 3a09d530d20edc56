//! What the worker says: one line of JSON each, written at once, so that a kill leaves only whole lines behind.

use lobby_desk::problem::{Problem, StorageFault};
use serde::{Deserialize, Serialize};

use crate::step::Step;

/// One line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "say", rename_all = "snake_case")]
pub enum Line {
    /// The folder is open.
    Open,
    /// It cannot be opened.
    CannotOpen {
        /// Why.
        fault: StorageFault,
        /// The technical part.
        detail: String,
    },
    /// The step that comes now.
    Try {
        /// Who does it.
        me: i64,
        /// What.
        step: Step,
    },
    /// The desk has confirmed it.
    Done {
        /// The id that it gave, where it gives one.
        id: Option<i64>,
    },
    /// The desk has refused it, or failed.
    Refused {
        /// Why.
        problem: Problem,
    },
    /// A read beside the work took so long.
    Read {
        /// Microseconds.
        micros: u64,
    },
    /// What came of setting the clock.
    Clock {
        /// Whether the screen was locked by it.
        locked: bool,
        /// Whether the pulse says that it lies behind.
        behind: bool,
    },
    /// The day is over.
    End,
}

/// The lines of an output. The last may be cut short by the end of the writer.
#[must_use]
pub fn lines(output: &[u8]) -> Vec<Line> {
    output
        .split(|byte| *byte == b'\n')
        .filter_map(|line| serde_json::from_slice(line).ok())
        .collect()
}
