//! Content lines: unfolding, names, parameters, values (RFC 5545, section 3.1).

use std::borrow::Cow;

/// One property.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Property<'a> {
    /// The number of the line that it begins on.
    pub line: u32,
    /// Its bytes in the text.
    pub start: usize,
    pub end: usize,
    /// Upper case.
    pub name: String,
    /// Names in upper case; values without quotation marks.
    pub parameters: Vec<(String, String)>,
    /// As written: escapes are those of the property's type.
    pub value: Cow<'a, str>,
}

impl Property<'_> {
    pub(super) fn parameter(&self, name: &str) -> Option<&str> {
        self.parameters
            .iter()
            .find(|(of, _)| of == name)
            .map(|(_, value)| value.as_str())
    }
}

/// A line as it is written, unfolded.
#[derive(Debug)]
pub(super) struct Unfolded<'a> {
    pub line: u32,
    pub start: usize,
    pub end: usize,
    pub text: Cow<'a, str>,
}

/// The longest property that is kept, in bytes; descriptions with pictures inside are longer.
const LONGEST: usize = 1_000_000;

/// Walks over the unfolded lines, blank ones left out.
pub(super) fn unfold(text: &str) -> impl Iterator<Item = Unfolded<'_>> {
    let mut physical = text
        .split_inclusive('\n')
        .scan((0_u32, 0_usize), |(line, at), raw| {
            let start = *at;
            *line += 1;
            *at += raw.len();
            Some((*line, start, *at, raw.trim_end_matches(['\r', '\n'])))
        })
        .peekable();
    std::iter::from_fn(move || {
        let (line, start, mut end, first) = physical.find(|(.., raw)| !raw.trim().is_empty())?;
        let mut text = Cow::Borrowed(first);
        while let Some((_, _, to, more)) = physical.next_if(|(.., raw)| raw.starts_with([' ', '\t'])) {
            end = to;
            if text.len() < LONGEST {
                text.to_mut().push_str(more.get(1..).unwrap_or_default());
            }
        }
        Some(Unfolded {
            line,
            start,
            end,
            text,
        })
    })
}

/// Takes a line apart; `None` is a line that is no property.
pub(super) fn property(unfolded: Unfolded<'_>) -> Option<Property<'_>> {
    let Unfolded {
        line,
        start,
        end,
        text,
    } = unfolded;
    let trimmed = text.trim_start_matches(['\u{feff}', ' ', '\t']);
    let name_end = trimmed.find([';', ':'])?;
    let name = trimmed.get(..name_end)?.trim();
    if name.is_empty()
        || !name
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '.' || c == '_')
    {
        return None;
    }
    // vCard-like groups, as some exports write "item1.SUMMARY".
    let name = name.rsplit('.').next().unwrap_or(name).to_ascii_uppercase();
    let (parameters, colon) = parameters(trimmed, name_end)?;
    let from = text.len() - trimmed.len() + colon + 1;
    let value = match text {
        Cow::Borrowed(text) => Cow::Borrowed(text.get(from..)?),
        Cow::Owned(text) => Cow::Owned(text.get(from..)?.to_owned()),
    };
    Some(Property {
        line,
        start,
        end,
        name,
        parameters,
        value,
    })
}

/// The parameters after the name, and where the colon stands.
fn parameters(text: &str, name_end: usize) -> Option<(Vec<(String, String)>, usize)> {
    let mut parameters = vec![];
    let mut at = name_end;
    while text.get(at..)?.starts_with(';') {
        let rest = text.get(at + 1..)?;
        let mut quoted = false;
        let length = rest.find(|c: char| {
            quoted ^= c == '"';
            !quoted && (c == ';' || c == ':')
        })?;
        let piece = rest.get(..length)?;
        if let Some((name, value)) = piece.split_once('=') {
            parameters.push((name.trim().to_ascii_uppercase(), value.replace('"', "")));
        }
        at += 1 + length;
    }
    text.get(at..)?.starts_with(':').then_some((parameters, at))
}

/// Text as it is meant: `\n`, `\,`, `\;` and `\\` (RFC 5545, section 3.3.11).
pub(super) fn unescape(value: &str) -> String {
    let mut text = String::with_capacity(value.len());
    let mut characters = value.chars();
    while let Some(c) = characters.next() {
        match c {
            '\\' => match characters.next() {
                Some('n' | 'N') => text.push('\n'),
                Some(other) => text.push(other),
                None => text.push('\\'),
            },
            c => text.push(c),
        }
    }
    text
}

/// Some programs fold between the bytes of one letter. Puts the fold behind the letter, so that the
/// file can be decoded; the line numbers stay.
pub(crate) fn mend_split_letters(bytes: Vec<u8>) -> Vec<u8> {
    let is_rest = |byte: Option<&u8>| byte.is_some_and(|byte| (0x80..0xC0).contains(byte));
    let mut mended = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let fold = match (byte, bytes.get(at + 1), bytes.get(at + 2)) {
            (b'\r', Some(b'\n'), Some(b' ' | b'\t')) => 3,
            (b'\n', Some(b' ' | b'\t'), _) => 2,
            _ => 0,
        };
        if fold == 0 {
            mended.push(*byte);
            at += 1;
            continue;
        }
        let mut after = at + fold;
        while is_rest(bytes.get(after)) {
            mended.extend(bytes.get(after));
            after += 1;
        }
        mended.extend(bytes.get(at..at + fold).unwrap_or_default());
        at = after;
    }
    mended
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn r7_folded_lines_are_put_together() {
        let text = "BEGIN:VEVENT\r\nSUMMARY:Wine\r\n  tas\r\n\tting\r\n\r\nEND:VEVENT";
        let lines: Vec<_> = unfold(text)
            .map(|line| (line.line, line.text.into_owned()))
            .collect();
        assert_eq!(
            lines,
            [
                (1, "BEGIN:VEVENT".to_owned()),
                (2, "SUMMARY:Wine tasting".to_owned()),
                (6, "END:VEVENT".to_owned())
            ]
        );
    }

    #[test]
    fn r7_a_letter_that_a_fold_splits_is_mended() {
        let mended = mend_split_letters(b"SUMMARY:caf\xC3\r\n \xA9\r\nX:\n y".to_vec());
        assert_eq!(String::from_utf8(mended).unwrap(), "SUMMARY:café\r\n \r\nX:\n y");
    }

    #[test]
    fn r7_properties_are_taken_apart() {
        let line = |text: &'static str| {
            property(Unfolded {
                line: 1,
                start: 0,
                end: 0,
                text: Cow::Borrowed(text),
            })
        };
        let found = line("dtstart;TZID=\"Eastern; Time: Zone\";VALUE=DATE-TIME:20261126T190000").unwrap();
        assert_eq!(
            (found.name.as_str(), found.value.as_ref()),
            ("DTSTART", "20261126T190000")
        );
        assert_eq!(found.parameter("TZID"), Some("Eastern; Time: Zone"));
        for text in ["no colon here", ":value", "Ça:va", "DTSTART;TZID=\"open:2026"] {
            assert_eq!(line(text), None, "{text}");
        }
    }

    #[test]
    fn r7_text_escapes_are_undone() {
        assert_eq!(unescape("a\\nb\\, c\\; d\\\\ \\Ne\\"), "a\nb, c; d\\ \ne\\");
    }
}
