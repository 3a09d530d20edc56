//! What people write, and the first words of it that a list shows.

use serde::{Deserialize, Serialize};
use specta::Type;

/// The longest message, note or reason, in characters. A letter of 30 pages is 100,000.
pub const LONGEST_TEXT: usize = 100_000;

/// The longest line of last words that a list keeps, in characters.
const LAST_WORDS: usize = 140;

/// Words that may be kept and sent: not blank, not too long, line ends as `\n`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words(String);

impl Words {
    /// R12: takes what a person typed.
    ///
    /// # Errors
    /// [`WordsFault`] when there is nothing in it, or too much.
    pub fn new(typed: &str) -> Result<Self, WordsFault> {
        let text = typed.replace("\r\n", "\n").replace('\r', "\n");
        let text = text.trim_end();
        let text = text.trim_start_matches(['\n', ' ', '\t']);
        if text.chars().all(|c| c.is_whitespace() || is_invisible(c)) {
            return Err(WordsFault::Empty);
        }
        let length = text.chars().count();
        if length > LONGEST_TEXT {
            return Err(WordsFault::TooLong);
        }
        Ok(Self(text.to_owned()))
    }

    /// The words.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// One line of at most 140 characters, for lists.
    #[must_use]
    pub fn last_words(&self) -> String {
        last_words(&self.0)
    }
}

/// One line of at most 140 characters, white space folded, cut with an ellipsis.
#[must_use]
pub fn last_words(text: &str) -> String {
    let mut line = String::new();
    let mut length = 0;
    for word in text.split_whitespace() {
        if length > 0 {
            line.push(' ');
            length += 1;
        }
        for c in word.chars() {
            if length >= LAST_WORDS {
                line.push('…');
                return line;
            }
            line.push(c);
            length += 1;
        }
    }
    line
}

/// The first `most` characters of a line, with an ellipsis where there are more.
#[must_use]
pub fn cut(line: &str, most: usize) -> String {
    if line.chars().nth(most).is_none() {
        line.to_owned()
    } else {
        line.chars().take(most).chain(['…']).collect()
    }
}

/// Characters that print nothing: zero-width spaces and joiners, directional marks, the BOM.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{feff}' | '\0')
}

/// Why words cannot be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum WordsFault {
    /// R12: nothing was written.
    #[error("nothing was written")]
    Empty,
    /// More than [`LONGEST_TEXT`] characters.
    #[error("the text is longer than 100,000 characters")]
    TooLong,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn r40_a_line_is_cut_between_characters_and_says_so() {
        assert_eq!(cut("déjà vu", 7), "déjà vu");
        assert_eq!(cut("déjà vu", 4), "déjà…");
        assert_eq!(cut("", 0), "");
    }
}
