//! Encoded words (RFC 2047).
//!
//! Programs cut a text into words in the middle of a letter. The bytes of words in the same charset are
//! joined before anything is decoded, else each half of such a letter is lost.

use super::{charset, transfer};

/// The longest word that is taken for one (RFC 2047 allows 75 letters).
const LONGEST: usize = 2000;

/// One encoded word: `=?charset?B?content?=`.
struct Word<'a> {
    charset: &'a str,
    is_base64: bool,
    content: &'a str,
    /// How long it is, in bytes.
    length: usize,
}

/// The text with its encoded words decoded.
pub fn decoded(text: &str) -> String {
    each_run(text, |out, decoded| out.push_str(decoded))
}

/// The text with each run of encoded words as one word in UTF-8, for where commas and quotes in a decoded text
/// would mean something.
pub fn joined(text: &str) -> String {
    each_run(text, |out, decoded| {
        out.push_str("=?utf-8?Q?");
        for byte in decoded.bytes() {
            if byte.is_ascii_alphanumeric() {
                out.push(char::from(byte));
            } else {
                out.push_str(&format!("={byte:02X}"));
            }
        }
        out.push_str("?=");
    })
}

/// Copies `text`, with `write` for the decoded text of each run of words.
fn each_run(text: &str, write: impl Fn(&mut String, &str)) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("=?") {
        let (before, at_word) = rest.split_at(at);
        out.push_str(before);
        rest = match word(at_word) {
            Some(first) => {
                let (decoded, after) = run(&first, at_word);
                write(&mut out, &decoded);
                after
            }
            None => {
                out.push_str("=?");
                at_word.strip_prefix("=?").unwrap_or_default()
            }
        };
    }
    out.push_str(rest);
    out
}

/// The decoded text of the word at the beginning of `text` and of those that continue it, and what follows.
fn run<'a>(first: &Word<'a>, text: &'a str) -> (String, &'a str) {
    let mut decoded = String::new();
    let mut pending = first.bytes();
    let mut last = first.charset;
    let mut rest = text.get(first.length..).unwrap_or_default();
    loop {
        let after = rest.trim_start();
        let Some(next) = word(after) else { break };
        // Charsets with shifts begin anew in each word.
        let continues =
            next.charset.eq_ignore_ascii_case(last) && !last.to_ascii_lowercase().starts_with("iso-2022");
        if !continues {
            decoded.push_str(&charset::decode(&pending, Some(last)));
            pending.clear();
            last = next.charset;
        }
        pending.extend(next.bytes());
        rest = after.get(next.length..).unwrap_or_default();
    }
    decoded.push_str(&charset::decode(&pending, Some(last)));
    (decoded, rest)
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
    let window = inner
        .get(..inner.floor_char_boundary(LONGEST))
        .unwrap_or_default();
    let (charset, after) = window.split_once('?')?;
    let (encoding, after) = after.split_once('?')?;
    let (content, _) = after.split_once("?=")?;
    let is_base64 = encoding.eq_ignore_ascii_case("b");
    if !is_base64 && !encoding.eq_ignore_ascii_case("q") {
        return None;
    }
    // RFC 2231, section 5: a language may stand behind the charset. Letters that stand raw in a word have been
    // made UTF-8 by now, whatever the word says.
    let only_charset = charset.split('*').next().unwrap_or(charset);
    let charset_of = if content.is_ascii() { only_charset } else { "utf-8" };
    let is_plain = !charset.contains(char::is_whitespace) && !content.contains(['\r', '\n']);
    is_plain.then_some(Word {
        charset: charset_of,
        is_base64,
        content,
        length: 2 + charset.len() + 1 + encoding.len() + 1 + content.len() + 2,
    })
}
