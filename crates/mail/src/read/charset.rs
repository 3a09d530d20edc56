//! From bytes to text, whatever they say they are.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use mail_parser::decoders::charsets::map::charset_decoder;

use super::letter::LARGEST_TEXT;

/// How many bytes are looked at to guess a charset.
const GUESSED_BY: usize = 64 * 1024;

/// Decodes `bytes` that say they are `charset`. A label that is missing, unknown or plainly wrong is replaced
/// by a guess.
pub fn decode<'a>(bytes: &'a [u8], charset: Option<&str>) -> Cow<'a, str> {
    let label = charset
        .unwrap_or_default()
        .trim()
        .trim_matches(['"', '\''])
        .to_ascii_lowercase();
    if matches!(
        label.as_str(),
        "" | "us-ascii" | "ascii" | "utf-8" | "utf8" | "unknown-8bit" | "x-unknown"
    ) {
        return guess(bytes);
    }
    if says_more_than_utf8(&label) {
        // Programs that label everything Latin-1 send UTF-8: text that is well-formed UTF-8 with letters
        // beyond ASCII is next to never anything else.
        if let Ok(text) = std::str::from_utf8(bytes)
            && !text.is_ascii()
        {
            return Cow::Borrowed(text);
        }
    }
    if let Some(encoding) = encoding_rs::Encoding::for_label(label.as_bytes())
        && encoding != encoding_rs::REPLACEMENT
    {
        return encoding.decode_without_bom_handling(bytes).0;
    }
    match charset_decoder(label.as_bytes()) {
        Some(decoder) => Cow::Owned(decoder(bytes)),
        None => guess(bytes),
    }
}

/// The charsets of one byte a letter of Western Europe.
fn says_more_than_utf8(label: &str) -> bool {
    matches!(
        label,
        "iso-8859-1" | "latin1" | "windows-1252" | "cp1252" | "iso-8859-15"
    )
}

/// Decodes bytes that do not say what they are: UTF-8 where they are well-formed, else by their letters.
pub fn guess(bytes: &[u8]) -> Cow<'_, str> {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Cow::Borrowed(text);
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    // What is cut in the middle of a letter counts against UTF-8: the whole end is shown only where it is near.
    let sample = bytes.get(..GUESSED_BY).unwrap_or(bytes);
    detector.feed(sample, sample.len() == bytes.len());
    let encoding = detector.guess(None, Utf8Detection::Allow);
    encoding.decode_without_bom_handling(bytes).0
}

/// Text within [`LARGEST_TEXT`], and whether something had to go.
pub fn bounded(mut text: String) -> (String, bool) {
    if text.len() <= LARGEST_TEXT {
        return (text, false);
    }
    text.truncate(text.floor_char_boundary(LARGEST_TEXT));
    (text, true)
}
