//! iCalendar (RFC 5545): events, recurring ones included (R7).

mod event;
mod lines;
mod read;
mod rule;
mod times;
mod zones;

pub(crate) use lines::mend_split_letters;
pub use read::{occurrence_key, read_calendar};
pub use rule::lay_down;

use crate::decode::{BadByte, Decoded, Encoding};

/// A calendar file, decoded.
#[derive(Debug)]
pub struct Calendar {
    text: String,
    bad: Vec<BadByte>,
    encoding: Encoding,
    events: u32,
}

impl Calendar {
    pub(crate) fn new(decoded: Decoded) -> Self {
        let Decoded { text, encoding, bad } = decoded;
        let begins = |line: &str| line.trim_end().eq_ignore_ascii_case("BEGIN:VEVENT");
        let events = u32::try_from(text.lines().filter(|line| begins(line)).count()).unwrap_or(u32::MAX);
        Self {
            text,
            bad,
            encoding,
            events,
        }
    }

    /// How many events the file holds; a recurring one counts once.
    #[must_use]
    pub fn events(&self) -> u32 {
        self.events
    }

    /// The encoding that the file was read in.
    #[must_use]
    pub fn encoding(&self) -> Encoding {
        self.encoding
    }
}

#[cfg(test)]
#[path = "calendar_tests.rs"]
mod tests;
