//! Which character parts the cells, and which line holds the headings.

use csv::{ReaderBuilder, StringRecord};

use crate::vocabulary;

/// Delimiters, the likelier first.
const DELIMITERS: [u8; 4] = *b",;\t|";

/// As much of a file as is looked at, in bytes and in lines.
const LOOKED_AT: usize = 65_536;
const LINES_LOOKED_AT: usize = 60;

/// The last line on which headings are looked for: reports have a preamble, not a novel.
const LAST_HEADING: usize = 25;

/// One of the first lines of a file.
#[derive(Debug)]
pub(crate) struct Early {
    pub cells: Vec<String>,
    /// Where the line ends, in bytes.
    pub end: usize,
}

/// A reader that takes every line as it is.
pub(crate) fn reader(text: &str, delimiter: u8) -> csv::Reader<&[u8]> {
    ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(text.as_bytes())
}

/// The delimiter that a first line `sep=;` names, and where the text goes on after it.
pub(crate) fn named_delimiter(text: &str) -> Option<(u8, usize)> {
    let line = text.split(['\r', '\n']).next()?;
    let name = line.trim_matches('"');
    let rest = name
        .get(..4)
        .filter(|start| start.eq_ignore_ascii_case("sep="))
        .and(name.get(4..))?;
    let delimiter = match rest.as_bytes() {
        [one] => *one,
        // A tab is sometimes trimmed away, or written out.
        b"" | b"\\t" => b'\t',
        _ => return None,
    };
    Some((delimiter, line.len()))
}

/// The delimiter under which most lines have the same number of cells, and many of them.
pub(crate) fn delimiter(text: &str) -> u8 {
    let mut best = (0.0_f64, b',');
    for delimiter in DELIMITERS {
        let widths: Vec<usize> = early_lines(text, delimiter, LINES_LOOKED_AT)
            .iter()
            .map(|line| line.cells.len())
            .collect();
        let width = usual_width(&widths);
        if width < 2 {
            continue;
        }
        let same = widths.iter().filter(|w| **w == width).count() as f64;
        let score = same / widths.len() as f64 * (1.0 + (width as f64).ln());
        if score > best.0 {
            best = (score, delimiter);
        }
    }
    best.1
}

/// The first lines of the text, the cut one at the end left out.
pub(crate) fn early_lines(text: &str, delimiter: u8, most: usize) -> Vec<Early> {
    let cut = (0..=LOOKED_AT.min(text.len()))
        .rev()
        .find(|at| text.is_char_boundary(*at))
        .unwrap_or(0);
    let head = text.get(..cut).unwrap_or_default();
    let mut reader = reader(head, delimiter);
    let mut record = StringRecord::new();
    let mut lines = vec![];
    while lines.len() < most && reader.read_record(&mut record).unwrap_or(false) {
        let end = usize::try_from(reader.position().byte())
            .unwrap_or(usize::MAX)
            .min(text.len());
        lines.push(Early {
            cells: record.iter().map(str::to_owned).collect(),
            end,
        });
    }
    if cut < text.len() && lines.len() > 1 && lines.last().is_some_and(|line| line.end >= cut) {
        lines.pop();
    }
    lines
}

/// The most frequent number of cells; of two, the larger.
fn usual_width(widths: &[usize]) -> usize {
    let frequency = |width: usize| widths.iter().filter(|w| **w == width).count();
    widths
        .iter()
        .copied()
        .max_by_key(|width| (frequency(*width), *width))
        .unwrap_or(0)
}

/// The line that holds the headings: the one with the most headings that are known; where none is
/// known, the first of the usual width that does not look like data. `None` is a file without any.
pub(crate) fn heading_line(lines: &[Early]) -> Option<usize> {
    let widths: Vec<usize> = lines.iter().map(|line| line.cells.len()).collect();
    let usual = usual_width(&widths);
    let known = |line: &Early| {
        line.cells
            .iter()
            .filter(|cell| vocabulary::recognise(cell).is_some())
            .count()
    };
    let mut best: Option<(usize, usize)> = None;
    for (index, line) in lines.iter().take(LAST_HEADING).enumerate() {
        let count = known(line);
        let enough = count >= 2 || (count == 1 && line.cells.len() == usual);
        if enough && !looks_like_data(line) && best.is_none_or(|(_, most)| count > most) {
            best = Some((index, count));
        }
    }
    if let Some((index, _)) = best {
        return Some(index);
    }
    let first = lines
        .iter()
        .take(LAST_HEADING)
        .position(|line| line.cells.len() == usual)?;
    lines
        .get(first)
        .filter(|line| !looks_like_data(line))
        .map(|_| first)
}

/// A heading is no address and no number.
fn looks_like_data(line: &Early) -> bool {
    line.cells.iter().any(|cell| {
        let cell = cell.trim();
        cell.contains('@')
            || (!cell.is_empty() && cell.chars().all(|c| c.is_ascii_digit() || "/-.:, ".contains(c)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn r7_any_delimiter_is_found() {
        for d in [',', ';', '\t', '|'] {
            let text = format!(
                "Name{d}Email{d}Amount\n\"Moreau{d} Ana\"{d}a@example.org{d}80.00\nBo{d}b@example.org{d}1.00\n"
            );
            assert_eq!(delimiter(&text), d as u8, "{d:?}");
        }
    }

    #[test]
    fn r7_decimal_commas_do_not_pass_for_delimiters() {
        assert_eq!(
            delimiter("Nom;Montant\nMoreau, Ana;80,00\nTremblay, Luc;12,50\n"),
            b';'
        );
        assert_eq!(delimiter("Email\na@example.org\n"), b',');
    }

    #[test]
    fn r7_a_named_delimiter_is_taken() {
        assert_eq!(named_delimiter("sep=;\nName;Email"), Some((b';', 5)));
        assert_eq!(named_delimiter("\"SEP=|\"\r\nName"), Some((b'|', 7)));
        assert_eq!(named_delimiter("Separated=;"), None);
    }

    #[test]
    fn r7_headings_are_found_below_a_preamble() {
        let line = |text: &str| Early {
            cells: text.split(',').map(str::to_owned).collect(),
            end: 0,
        };
        let lines = [
            line("Attendee report"),
            line("Event,Wine tasting"),
            line("Name,Email,Status"),
            line("Ana,a@x.org,ok"),
        ];
        assert_eq!(heading_line(&lines), Some(2));
        assert_eq!(
            heading_line(&[line("Ana,a@example.org"), line("Bo,b@example.org")]),
            None
        );
        assert_eq!(heading_line(&[line("Foo,Bar"), line("1,2")]), Some(0));
    }
}
