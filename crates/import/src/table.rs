//! A file of lines and columns.

use csv::StringRecord;

use crate::{
    decode::{BadByte, Decoded, Encoding},
    fault::FileFault,
    mapping::Field,
    sniff, vocabulary,
};

/// The most columns that are taken.
const MOST_COLUMNS: usize = 500;

/// How many lines the screen shows beside the headings.
const SAMPLES: usize = 5;

/// A CSV file, decoded, its headings found. Its cells stay in the one text that was read.
#[derive(Debug)]
pub struct Table {
    name: String,
    text: String,
    bad: Vec<BadByte>,
    encoding: Encoding,
    delimiter: u8,
    /// Where the lines below the headings begin.
    body: usize,
    headings: Vec<String>,
    heading_line: Option<u32>,
    samples: Vec<Vec<String>>,
    rows: u32,
    constants: Vec<(Field, String)>,
}

impl Table {
    pub(crate) fn new(name: &str, decoded: Decoded) -> Result<Self, FileFault> {
        let Decoded { text, encoding, bad } = decoded;
        let named = sniff::named_delimiter(&text);
        let start = named.map_or(0, |(_, end)| end);
        let content = text.get(start..).unwrap_or_default();
        let delimiter = named.map_or_else(|| sniff::delimiter(content), |(delimiter, _)| delimiter);
        let early = sniff::early_lines(content, delimiter, 60);
        let heading = sniff::heading_line(&early);
        let width = early.iter().map(|line| line.cells.len()).max().unwrap_or(0);
        if width > MOST_COLUMNS {
            return Err(FileFault::TooManyColumns {
                limit: MOST_COLUMNS as u32,
            });
        }
        let found = heading.and_then(|index| early.get(index));
        let headings = match found {
            Some(line) => line.cells.iter().map(|cell| clean_heading(cell)).collect(),
            None => vec![String::new(); early.first().map_or(0, |line| line.cells.len())],
        };
        let preamble = early.get(..heading.unwrap_or(0)).unwrap_or_default();
        let constants = preamble.iter().filter_map(|line| constant(&line.cells)).collect();
        let body = start + found.map_or(0, |line| line.end);
        let mut table = Self {
            name: name.to_owned(),
            text,
            bad,
            encoding,
            delimiter,
            body,
            headings,
            heading_line: None,
            samples: vec![],
            rows: 0,
            constants,
        };
        table.heading_line = found.map(|line| table.line_before(start + line.end));
        table.count();
        if table.rows == 0 {
            Err(FileFault::NoRows)
        } else {
            Ok(table)
        }
    }

    /// Counts the lines and keeps the first ones.
    fn count(&mut self) {
        let (mut rows, mut samples) = (0, vec![]);
        let mut lines = self.lines();
        let mut record = StringRecord::new();
        while lines.next(&mut record).is_some() {
            if is_blank(&record) {
                continue;
            }
            rows += 1;
            if samples.len() < SAMPLES {
                samples.push(record.iter().map(|cell| cell.trim().to_owned()).collect());
            }
        }
        self.rows = rows;
        self.samples = samples;
    }

    /// The file's name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The headings as the file writes them; empty ones where the file has none.
    #[must_use]
    pub fn headings(&self) -> &[String] {
        &self.headings
    }

    /// The headings' line number, where the file has any.
    #[must_use]
    pub fn heading_line(&self) -> Option<u32> {
        self.heading_line
    }

    /// The first lines below the headings, cell by cell.
    #[must_use]
    pub fn samples(&self) -> &[Vec<String>] {
        &self.samples
    }

    /// How many lines are below the headings, blank ones aside.
    #[must_use]
    pub fn rows(&self) -> u32 {
        self.rows
    }

    /// The encoding that the file was read in.
    #[must_use]
    pub fn encoding(&self) -> Encoding {
        self.encoding
    }

    /// The character between the cells.
    #[must_use]
    pub fn delimiter(&self) -> char {
        char::from(self.delimiter)
    }

    /// What lines above the headings say for the whole file, such as *Event name: Wine tasting*.
    #[must_use]
    pub fn constants(&self) -> &[(Field, String)] {
        &self.constants
    }

    /// The first byte within `start..end` of the text that cannot be decoded.
    pub(crate) fn bad_byte(&self, start: usize, end: usize) -> Option<BadByte> {
        let first = self.bad.partition_point(|bad| bad.at < start);
        self.bad.get(first).filter(|bad| bad.at < end).copied()
    }

    /// The lines below the headings, one after the other.
    pub(crate) fn lines(&self) -> Lines<'_> {
        let rest = self.text.get(self.body..).unwrap_or_default();
        Lines {
            reader: sniff::reader(rest, self.delimiter),
            rest,
            base: self.body,
            counted: 0,
            line: self.line_before(self.body) + u32::from(self.ends_line(self.body)),
        }
    }

    /// The number of the line on which the text before `end` ends, its line end not counted.
    fn line_before(&self, end: usize) -> u32 {
        let before = self.text.get(..end).unwrap_or_default();
        1 + line_ends(before.strip_suffix('\n').unwrap_or(before))
    }

    fn ends_line(&self, end: usize) -> bool {
        self.text.get(..end).is_some_and(|before| before.ends_with('\n'))
    }
}

/// Where a line of a table stands.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Place {
    /// The line's number.
    pub line: u32,
    /// Its bytes in the text.
    pub start: usize,
    pub end: usize,
    /// The last line of a quoted cell that nothing closes.
    pub unclosed_until: Option<u32>,
}

/// Walks over the lines of a table.
pub(crate) struct Lines<'a> {
    reader: csv::Reader<&'a [u8]>,
    rest: &'a str,
    base: usize,
    /// How far line ends have been counted, and the number of the line there.
    counted: usize,
    line: u32,
}

impl Lines<'_> {
    /// Reads the next line into `record`.
    pub(crate) fn next(&mut self, record: &mut StringRecord) -> Option<Place> {
        let from = usize::try_from(self.reader.position().byte()).ok()?;
        if !self.reader.read_record(record).unwrap_or(false) {
            return None;
        }
        let to = usize::try_from(self.reader.position().byte())
            .ok()?
            .min(self.rest.len());
        // The reader passes over blank lines without telling; the line's own number is after them.
        let raw = self.rest.get(from..to).unwrap_or_default();
        let start = from + (raw.len() - raw.trim_start_matches(['\r', '\n']).len());
        self.line += line_ends(self.rest.get(self.counted..start).unwrap_or_default());
        self.counted = start;
        let unclosed_until = (to == self.rest.len()).then(|| self.unclosed(start)).flatten();
        Some(Place {
            line: self.line,
            start: self.base + start,
            end: self.base + to,
            unclosed_until,
        })
    }

    /// Whether the last line is one long cell because its quotation mark is never closed.
    fn unclosed(&self, start: usize) -> Option<u32> {
        let raw = self.rest.get(start..).unwrap_or_default();
        let inner = raw.trim_end_matches(['\r', '\n']);
        let odd = raw.bytes().filter(|byte| *byte == b'"').count() % 2 == 1;
        (odd && inner.contains('\n')).then(|| self.line + line_ends(inner))
    }
}

fn line_ends(text: &str) -> u32 {
    u32::try_from(text.bytes().filter(|byte| *byte == b'\n').count()).unwrap_or(u32::MAX)
}

/// Whether every cell is empty, as in a line `;;;;`.
pub(crate) fn is_blank(record: &StringRecord) -> bool {
    record.iter().all(|cell| cell.trim().is_empty())
}

fn clean_heading(cell: &str) -> String {
    cell.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}')
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

/// A preamble line of two cells, the first a heading of an event, or of one cell with a colon.
fn constant(cells: &[String]) -> Option<(Field, String)> {
    let mut filled = cells
        .iter()
        .map(|cell| cell.trim())
        .filter(|cell| !cell.is_empty());
    let (first, second) = (filled.next()?, filled.next());
    if filled.next().is_some() {
        return None;
    }
    let (heading, value) = match second {
        Some(second) => (first.trim_end_matches([':', ' ']), second),
        None => first
            .split_once(':')
            .map(|(heading, value)| (heading.trim(), value.trim()))?,
    };
    let field = vocabulary::recognise(heading)?.field;
    let field = if field == Field::Name { return None } else { field };
    (field.is_of_event() && !value.is_empty()).then(|| (field, value.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::file::File;

    fn table(text: &str) -> Table {
        match File::open("a.csv", text.as_bytes().to_vec()) {
            Ok(File::Table(table)) => table,
            other => panic!("{other:?}"),
        }
    }

    fn numbers(table: &Table) -> Vec<u32> {
        let (mut lines, mut record, mut numbers) = (table.lines(), StringRecord::new(), vec![]);
        while let Some(place) = lines.next(&mut record) {
            numbers.push(place.line);
        }
        numbers
    }

    #[test]
    fn r7_line_numbers_are_those_of_an_editor() {
        let quoted = table("sep=,\n\nName,Note\nAna,\"one\ntwo\"\n\n\nBo,x\n");
        assert_eq!(quoted.heading_line(), Some(3));
        assert_eq!(numbers(&quoted), [4, 8]);
        assert_eq!(numbers(&table("Name,Email\r\nAna,a\r\nBo,b")), [2, 3]);
        assert_eq!(numbers(&table("Name,Email\rAna,a\r\rBo,b\r")), [2, 4]);
    }

    #[test]
    fn r7_a_file_without_lines_is_refused() {
        let fault = File::open("a.csv", b"Name,Email\n;;\n,,\n".to_vec());
        assert!(matches!(fault, Ok(File::Table(_))), "';;' is a value");
        let fault = File::open("a.csv", b"Name,Email\n,\n\n".to_vec()).unwrap_err();
        assert_eq!(fault, FileFault::NoRows);
    }

    #[test]
    fn r7_a_preamble_speaks_for_the_whole_file() {
        let table = table(
            "Attendee report\nEvent name:,Wine tasting\nExported,2026-11-01\n\nName,Email\nAna,a@example.org\n",
        );
        assert_eq!(
            table.constants(),
            [(Field::EventTitle, "Wine tasting".to_owned())]
        );
        assert_eq!(table.heading_line(), Some(5));
        assert_eq!(table.rows(), 1);
    }

    #[test]
    fn r7_a_quotation_mark_that_nothing_closes_is_told_from_a_quoted_line_break() {
        let open = table("Name,Note\nAna,\"never closed\nBo,x\nCy,y\n");
        let (mut lines, mut record) = (open.lines(), StringRecord::new());
        let place = lines.next(&mut record).unwrap();
        assert_eq!((place.line, place.unclosed_until), (2, Some(4)));
        let closed = table("Name,Note\nAna,\"a\nb\"\n");
        assert_eq!(closed.lines().next(&mut record).unwrap().unclosed_until, None);
    }
}
