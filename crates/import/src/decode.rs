//! From bytes to text: which encoding, and which bytes it cannot mean (R7).

use encoding_rs::{UTF_16BE, UTF_16LE, WINDOWS_1252};
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::fault::{FileFault, FileKind};

/// The encoding that a file was read in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum Encoding {
    /// UTF-8, with or without a byte order mark.
    Utf8,
    /// UTF-16 with a byte order mark, as Excel's *Unicode text*.
    Utf16,
    /// Windows-1252, as Excel's plain *CSV* in the West.
    Windows1252,
}

/// A byte that the encoding cannot mean; U+FFFD stands for it in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct BadByte {
    /// Where U+FFFD, or the meaningless character, stands in the text.
    pub at: usize,
    /// The byte, where there is one of it.
    pub byte: Option<u8>,
}

/// A file as text.
#[derive(Debug)]
pub(crate) struct Decoded {
    pub text: String,
    pub encoding: Encoding,
    /// In order of their place.
    pub bad: Vec<BadByte>,
}

/// Decodes a file.
///
/// UTF-16 goes by its byte order mark. Everything else is UTF-8 if it is valid, or if its valid
/// characters beyond ASCII outnumber its faults: then a stray byte is a bad line, and not a sign that
/// the whole file is Windows-1252.
pub(crate) fn decode(mut bytes: Vec<u8>) -> Result<Decoded, FileFault> {
    if let Some(found) = wrong_kind(&bytes) {
        return Err(FileFault::WrongKind { found });
    }
    let decoded = if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
        utf16(&bytes)
    } else {
        if bytes.contains(&0) {
            return Err(FileFault::Binary);
        }
        let marked = bytes.starts_with(&[0xEF, 0xBB, 0xBF]);
        if marked {
            bytes.drain(..3);
        }
        match String::from_utf8(bytes) {
            Ok(text) => Decoded {
                text,
                encoding: Encoding::Utf8,
                bad: vec![],
            },
            Err(error) => almost_utf8_or_1252(&error.into_bytes(), marked),
        }
    };
    if decoded
        .text
        .chars()
        .all(|c| c.is_whitespace() || c == '\u{feff}' || c == '\u{1a}')
    {
        return Err(FileFault::Empty);
    }
    if is_not_text(&decoded) {
        return Err(FileFault::Binary);
    }
    Ok(decoded)
}

/// Recognises what people mistake for CSV, by its first bytes.
fn wrong_kind(bytes: &[u8]) -> Option<FileKind> {
    let head = bytes.get(..bytes.len().min(4096)).unwrap_or_default();
    let holds = |needle: &[u8]| head.windows(needle.len()).any(|window| window == needle);
    if head.starts_with(b"PK\x03\x04") {
        let office = holds(b"[Content_Types].xml") || holds(b"opendocument.spreadsheet") || holds(b"Index/");
        return Some(if office || holds(b"xl/") {
            FileKind::Spreadsheet
        } else {
            FileKind::Archive
        });
    }
    if head.starts_with(&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) {
        return Some(FileKind::Spreadsheet);
    }
    if head.starts_with(b"%PDF-") {
        return Some(FileKind::Pdf);
    }
    let archives: [&[u8]; 4] = [b"\x1f\x8b", b"7z\xbc\xaf\x27\x1c", b"Rar!", b"BZh"];
    if archives.iter().any(|magic| head.starts_with(magic)) {
        return Some(FileKind::Archive);
    }
    let pictures: [&[u8]; 4] = [b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF"];
    if pictures.iter().any(|magic| head.starts_with(magic)) {
        return Some(FileKind::Picture);
    }
    let start = String::from_utf8_lossy(head.get(..head.len().min(64)).unwrap_or_default());
    let start = start
        .trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}')
        .to_ascii_lowercase();
    if start.starts_with("<!doctype html") || start.starts_with("<html") {
        return Some(FileKind::WebPage);
    }
    if start.starts_with("<?xml") {
        // Excel's XML Spreadsheet 2003, which some systems export under the name .xls or .csv.
        return Some(FileKind::Spreadsheet);
    }
    start.starts_with("begin:vcard").then_some(FileKind::ContactCard)
}

fn utf16(bytes: &[u8]) -> Decoded {
    let (little, rest) = (
        bytes.starts_with(&[0xFF, 0xFE]),
        bytes.get(2..).unwrap_or_default(),
    );
    let encoding = if little { UTF_16LE } else { UTF_16BE };
    let (text, faulty) = encoding.decode_without_bom_handling(rest);
    let bad = if faulty {
        text.match_indices('\u{FFFD}')
            .map(|(at, _)| BadByte { at, byte: None })
            .collect()
    } else {
        vec![]
    };
    Decoded {
        text: text.into_owned(),
        encoding: Encoding::Utf16,
        bad,
    }
}

fn almost_utf8_or_1252(bytes: &[u8], marked: bool) -> Decoded {
    let (mut good, mut faults) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        faults += usize::from(!chunk.invalid().is_empty());
    }
    if marked || good > faults {
        utf8_with_faults(bytes)
    } else {
        windows_1252(bytes)
    }
}

fn utf8_with_faults(bytes: &[u8]) -> Decoded {
    let mut text = String::with_capacity(bytes.len());
    let mut bad = vec![];
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        if !chunk.invalid().is_empty() {
            bad.push(BadByte {
                at: text.len(),
                byte: chunk.invalid().first().copied(),
            });
            text.push('\u{FFFD}');
        }
    }
    Decoded {
        text,
        encoding: Encoding::Utf8,
        bad,
    }
}

/// Windows-1252 has five bytes without a meaning; the decoder makes C1 controls of them.
fn windows_1252(bytes: &[u8]) -> Decoded {
    let (text, _) = WINDOWS_1252.decode_without_bom_handling(bytes);
    let bad = text
        .char_indices()
        .filter(|(_, c)| matches!(c, '\u{81}' | '\u{8d}' | '\u{8f}' | '\u{90}' | '\u{9d}'))
        .map(|(at, c)| BadByte {
            at,
            byte: u8::try_from(c).ok(),
        })
        .collect();
    Decoded {
        text: text.into_owned(),
        encoding: Encoding::Windows1252,
        bad,
    }
}

/// Whether so much of the text is control characters or faults that it is none.
fn is_not_text(decoded: &Decoded) -> bool {
    let controls = decoded
        .text
        .chars()
        .filter(|c| c.is_ascii_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{c}' | '\u{1a}'))
        .count();
    let odd = controls + decoded.bad.len();
    odd > 0 && odd.saturating_mul(10) > decoded.text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn r7_the_encoding_is_found_out() {
        let cases: [(&[u8], Encoding, &str); 5] = [
            ("Prénom".as_bytes(), Encoding::Utf8, "Prénom"),
            (b"\xEF\xBB\xBFPr\xC3\xA9nom", Encoding::Utf8, "Prénom"),
            (b"Pr\xE9nom;\x80", Encoding::Windows1252, "Prénom;€"),
            (b"\xFF\xFEP\0r\0\xE9\0", Encoding::Utf16, "Pré"),
            (b"\xFE\xFF\0P\0r\0\xE9", Encoding::Utf16, "Pré"),
        ];
        for (bytes, encoding, text) in cases {
            let decoded = decode(bytes.to_vec()).unwrap();
            assert_eq!((decoded.encoding, decoded.text.as_str()), (encoding, text));
            assert!(decoded.bad.is_empty());
        }
    }

    #[test]
    fn r7_a_stray_byte_in_utf8_is_named_and_does_not_change_the_encoding() {
        let decoded = decode(b"\xC3\xA9\xC3\xA9\xC3\xA9,\xE9,\n".to_vec()).unwrap();
        assert_eq!(decoded.encoding, Encoding::Utf8);
        assert_eq!(
            decoded.bad,
            [BadByte {
                at: 7,
                byte: Some(0xE9)
            }]
        );
    }

    #[test]
    fn r7_bytes_without_a_meaning_in_windows_1252_are_named() {
        let decoded = decode(b"Ren\xE9e and Zo\xEB, \x81".to_vec()).unwrap();
        assert_eq!(decoded.encoding, Encoding::Windows1252);
        assert_eq!(decoded.bad.first().and_then(|bad| bad.byte), Some(0x81));
    }

    #[test]
    fn r7_what_is_not_text_is_refused() {
        let wrong = |found| FileFault::WrongKind { found };
        let cases: [(&[u8], FileFault); 9] = [
            (b"", FileFault::Empty),
            (b"\xEF\xBB\xBF \r\n\t", FileFault::Empty),
            (b"\xFF\xFE", FileFault::Empty),
            (b"a,b\n1,\x002", FileFault::Binary),
            (b"\x01\x02\x03\x04\x05", FileFault::Binary),
            (b"PK\x03\x04....[Content_Types].xml", wrong(FileKind::Spreadsheet)),
            (b"%PDF-1.7", wrong(FileKind::Pdf)),
            (b"<!DOCTYPE html><html>", wrong(FileKind::WebPage)),
            (b"BEGIN:VCARD\r\n", wrong(FileKind::ContactCard)),
        ];
        for (bytes, fault) in cases {
            assert_eq!(decode(bytes.to_vec()).unwrap_err(), fault);
        }
    }
}
