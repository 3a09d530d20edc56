//! Opening a file: a table or a calendar.

use crate::{
    calendar::{Calendar, mend_split_letters},
    decode::decode,
    fault::FileFault,
    table::Table,
};

/// R7: the largest file that is taken, in megabytes.
pub const LARGEST_FILE_MEGABYTES: u32 = 200;

/// R7: the largest file that is taken, in bytes. The desk asks for the size before it reads.
pub const LARGEST_FILE: u64 = LARGEST_FILE_MEGABYTES as u64 * 1_000_000;

/// A file that can be read.
#[derive(Debug)]
pub enum File {
    /// Lines and columns: CSV with any delimiter.
    Table(Table),
    /// iCalendar.
    Calendar(Calendar),
}

impl File {
    /// R7: finds out what a file is, and decodes it. `name` helps only to say what is wrong; what the
    /// file is, its content decides.
    ///
    /// # Errors
    /// [`FileFault`] where nothing of it can be read.
    pub fn open(name: &str, bytes: Vec<u8>) -> Result<Self, FileFault> {
        if u64::try_from(bytes.len()).unwrap_or(u64::MAX) > LARGEST_FILE {
            return Err(FileFault::TooLarge {
                limit_megabytes: LARGEST_FILE_MEGABYTES,
            });
        }
        let bytes = if is_calendar(&bytes) {
            mend_split_letters(bytes)
        } else {
            bytes
        };
        let mut decoded = decode(bytes)?;
        // Old Macintosh line ends: without this the whole file would be one line to a person.
        if !decoded.text.contains('\n') && decoded.text.contains('\r') {
            decoded.text = decoded.text.replace('\r', "\n");
        }
        let start = decoded
            .text
            .trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
        if is_calendar(start.as_bytes()) {
            return Ok(Self::Calendar(Calendar::new(decoded)));
        }
        let lower = name.to_lowercase();
        if [".ics", ".ical", ".ifb", ".icalendar"]
            .iter()
            .any(|end| lower.ends_with(end))
        {
            return Err(FileFault::NotACalendar);
        }
        Table::new(name, decoded).map(Self::Table)
    }
}

/// Whether a file begins as a calendar does, a byte order mark and white space aside.
fn is_calendar(bytes: &[u8]) -> bool {
    let start = bytes
        .strip_prefix(b"\xEF\xBB\xBF")
        .unwrap_or(bytes)
        .trim_ascii_start();
    start
        .get(..15)
        .is_some_and(|start| start.eq_ignore_ascii_case(b"BEGIN:VCALENDAR"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn r7_a_file_above_200_mb_is_refused_with_that_limit() {
        let bytes = vec![b'a'; 200_000_001];
        assert_eq!(
            File::open("a.csv", bytes).unwrap_err(),
            FileFault::TooLarge { limit_megabytes: 200 }
        );
    }

    #[test]
    fn r7_the_content_decides_what_a_file_is() {
        let calendar = b"\xEF\xBB\xBFbegin:vcalendar\r\nEND:VCALENDAR\r\n".to_vec();
        assert!(matches!(
            File::open("events.txt", calendar),
            Ok(File::Calendar(_))
        ));
        assert!(matches!(
            File::open("a.txt", b"Name,Email\nAna,a@example.org".to_vec()),
            Ok(File::Table(_))
        ));
        let fault = File::open("a.ics", b"Name,Email\nAna,a@example.org".to_vec()).unwrap_err();
        assert_eq!(fault, FileFault::NotACalendar);
    }
}
