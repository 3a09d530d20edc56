//! CSV (RFC 4180) as the spreadsheets of the two languages read it.

use lobby_domain::{
    money::{Money, minor_digits},
    resident::Language,
};

/// By these first bytes Excel knows UTF-8.
const MARK: &[u8] = "\u{feff}".as_bytes();

/// Lines of a sheet, until they are taken.
pub(super) struct Sheet {
    language: Language,
    lines: Vec<u8>,
}

impl Sheet {
    /// A sheet with its headings, in both languages.
    pub(super) fn new(language: Language, headings: &[[&str; 2]]) -> Self {
        let mut sheet = Self {
            language,
            lines: MARK.to_vec(),
        };
        let of = usize::from(language == Language::Fr);
        sheet.line(headings.iter().filter_map(|both| both.get(of)).copied());
        sheet
    }

    /// Adds a line.
    pub(super) fn line<'a>(&mut self, cells: impl IntoIterator<Item = &'a str>) {
        // A comma is the decimal sign in French.
        let comma = if self.language == Language::Fr { ";" } else { "," };
        for (nth, cell) in cells.into_iter().enumerate() {
            if nth > 0 {
                self.lines.extend(comma.as_bytes());
            }
            self.cell(cell);
        }
        self.lines.extend(b"\r\n");
    }

    fn cell(&mut self, cell: &str) {
        let quoted =
            cell.contains([',', ';', '"', '\r', '\n']) || cell.starts_with(' ') || cell.ends_with(' ');
        let guard = if is_formula(cell) { "'" } else { "" };
        if quoted {
            self.lines.push(b'"');
            self.lines.extend(guard.as_bytes());
            self.lines.extend(cell.replace('"', "\"\"").as_bytes());
            self.lines.push(b'"');
        } else {
            self.lines.extend(guard.as_bytes());
            self.lines.extend(cell.as_bytes());
        }
    }

    /// The lines so far.
    pub(super) fn take(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.lines)
    }
}

/// A spreadsheet calculates what begins like this, and a resident may have written it. A telephone number does
/// not, though it begins with a plus.
fn is_formula(cell: &str) -> bool {
    match cell.chars().next() {
        Some('=' | '@' | '\t' | '\r') => true,
        Some('+' | '-') => cell
            .chars()
            .skip(1)
            .any(|char| !(char.is_ascii_digit() || " ().-".contains(char))),
        _ => false,
    }
}

/// An amount as a number of the language: `80.00`, `80,00`.
pub(super) fn decimal(money: &Money, language: Language) -> String {
    let digits = minor_digits(&money.currency) as usize;
    let padded = format!("{:0>width$}", money.minor, width = digits + 1);
    match padded.split_at_checked(padded.len() - digits) {
        Some((whole, minor)) if !minor.is_empty() => {
            let sign = if language == Language::Fr { ',' } else { '.' };
            format!("{whole}{sign}{minor}")
        }
        _ => padded,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(language: Language, cells: &[&str]) -> String {
        let mut sheet = Sheet::new(language, &[["Name", "Nom"]]);
        sheet.line(cells.iter().copied());
        String::from_utf8(sheet.take()).unwrap()
    }

    #[test]
    fn r53_cells_are_quoted_where_they_have_to_be() {
        let english = lines(Language::En, &["a", "b, c", "say \"hi\"", "two\nlines", ""]);
        assert_eq!(
            english,
            "\u{feff}Name\r\na,\"b, c\",\"say \"\"hi\"\"\",\"two\nlines\",\r\n"
        );
        assert_eq!(lines(Language::Fr, &["a", "b"]), "\u{feff}Nom\r\na;b\r\n");
    }

    #[test]
    fn r53_what_a_resident_wrote_is_never_a_formula() {
        for evil in ["=1+1", "@SUM(A1)", "+cmd|' /C calc'!A0", "-2+3", "\tx", "\r=x"] {
            assert!(is_formula(evil), "{evil:?}");
            let line = lines(Language::En, &[evil]);
            let cell = line
                .trim_start_matches("\u{feff}Name\r\n")
                .trim_start_matches('"');
            assert!(cell.starts_with('\''), "{line:?}");
        }
        for fine in ["+1 (514) 555-0100", "-5", "a=b", "", "Ana"] {
            assert!(!is_formula(fine), "{fine:?}");
        }
    }

    #[test]
    fn r53_amounts_are_numbers_of_the_language() {
        let of = |minor, currency: &str| Money {
            minor,
            currency: currency.to_owned(),
        };
        assert_eq!(decimal(&of(8000, "CAD"), Language::En), "80.00");
        assert_eq!(decimal(&of(5, "EUR"), Language::Fr), "0,05");
        assert_eq!(decimal(&of(500, "JPY"), Language::Fr), "500");
    }
}
