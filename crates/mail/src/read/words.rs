//! Encoded words (RFC 2047) that stand beside each other.
//!
//! Programs cut a text into words in the middle of a letter. The bytes of words in the same charset are
//! joined before anything is decoded, else each half of such a letter is lost.

use std::borrow::Cow;

use super::transfer;

/// One encoded word: `=?charset?B?content?=`.
struct Word<'a> {
    charset: &'a str,
    is_base64: bool,
    content: &'a str,
    /// How long it is, in bytes.
    length: usize,
}

/// The value with neighbours joined into one word.
pub fn joined(value: &[u8]) -> Cow<'_, [u8]> {
    let Ok(text) = std::str::from_utf8(value) else {
        return Cow::Borrowed(value);
    };
    if text.matches("=?").nth(1).is_none() {
        return Cow::Borrowed(value);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, _)) = rest.split_once("=?") {
        let (_, at_word) = rest.split_at(before.len());
        out.push_str(before);
        rest = match word(at_word) {
            Some(first) => join_run(&first, at_word, &mut out),
            None => {
                out.push_str("=?");
                at_word.strip_prefix("=?").unwrap_or_default()
            }
        };
    }
    out.push_str(rest);
    Cow::Owned(out.into_bytes())
}

/// Writes the word at the beginning of `text` and those that continue it; gives what follows.
fn join_run<'a>(first: &Word<'a>, text: &'a str, out: &mut String) -> &'a str {
    let mut bytes = first.bytes();
    let mut rest = text.get(first.length..).unwrap_or_default();
    let mut joined = false;
    loop {
        let after = rest.trim_start();
        match word(after) {
            Some(next) if next.charset.eq_ignore_ascii_case(first.charset) => {
                bytes.extend(next.bytes());
                rest = after.get(next.length..).unwrap_or_default();
                joined = true;
            }
            _ => break,
        }
    }
    if joined {
        out.push_str("=?");
        out.push_str(first.charset);
        out.push_str("?Q?");
        for byte in bytes {
            if byte.is_ascii_alphanumeric() {
                out.push(char::from(byte));
            } else {
                out.push_str(&format!("={byte:02X}"));
            }
        }
        out.push_str("?=");
    } else {
        out.push_str(text.get(..first.length).unwrap_or_default());
    }
    rest
}

impl Word<'_> {
    fn bytes(&self) -> Vec<u8> {
        if self.is_base64 {
            transfer::base64(self.content.as_bytes())
        } else {
            transfer::quoted_printable(self.content.replace('_', "=20").as_bytes())
        }
    }
}

/// The encoded word that `text` begins with.
fn word(text: &str) -> Option<Word<'_>> {
    let inner = text.strip_prefix("=?")?;
    let (charset, after) = inner.split_once('?')?;
    let (encoding, after) = after.split_once('?')?;
    let (content, _) = after.split_once("?=")?;
    let is_base64 = encoding.eq_ignore_ascii_case("b");
    if !is_base64 && !encoding.eq_ignore_ascii_case("q") {
        return None;
    }
    let plain = |part: &str| part.len() < 2000 && !part.contains(['\r', '\n', '?']);
    // RFC 2231, section 5: a language may stand behind the charset.
    let charset_only = charset.split('*').next().unwrap_or(charset);
    (plain(charset) && plain(content) && !charset.contains(' ')).then_some(Word {
        charset: charset_only,
        is_base64,
        content,
        length: 2 + charset.len() + 1 + encoding.len() + 1 + content.len() + 2,
    })
}
