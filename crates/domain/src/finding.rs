//! R42: what a person looks for in the words of messages and notes, and where those stand in a text.

use std::ops::Range;

use unicode_normalization::{UnicodeNormalization as _, char::is_combining_mark};

/// More words than this say nothing more.
const TERMS: usize = 8;
/// How much of a text is shown around what was found, in characters.
const SHOWN: usize = 110;
/// How much of that stands before it.
const BEFORE: usize = 36;
/// What words that stand side by side are put in.
const MARKS: [char; 5] = ['"', '“', '”', '«', '»'];

/// What is looked for: every term has to stand in an entry. Words in quotation marks are one term, and stand side
/// by side; the last word that is typed is the beginning of one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sought(Vec<Term>);

/// One word, or several that stand side by side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// As they are compared, see [`tokens`]; never empty.
    pub tokens: Vec<String>,
    /// The last one may go on.
    pub is_open: bool,
}

/// A part of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// The words.
    pub text: String,
    /// It is what was looked for.
    pub is_found: bool,
}

impl Sought {
    /// Reads what was typed; `None` while there is no word of two letters, which would find nearly everything.
    #[must_use]
    pub fn new(typed: &str) -> Option<Self> {
        let mut terms = Vec::new();
        for (nth, part) in typed.split(MARKS).enumerate() {
            // Every second part stands between two marks.
            if nth % 2 == 1 {
                terms.push(Term::of(part));
            } else {
                terms.extend(part.split_whitespace().map(Term::of));
            }
        }
        terms.retain(|term: &Term| !term.tokens.is_empty());
        terms.truncate(TERMS);
        let is_closed = typed.matches(MARKS).count().is_multiple_of(2) && typed.trim_end().ends_with(MARKS);
        if let Some(last) = terms.last_mut() {
            last.is_open = !is_closed;
        }
        // A single letter that may go on says next to nothing, and is in every entry.
        if terms.last().is_some_and(|last| last.is_open && last.is_letter()) {
            terms.pop();
        }
        (!terms.is_empty()).then_some(Self(terms))
    }

    /// The terms, at least one.
    #[must_use]
    pub fn terms(&self) -> &[Term] {
        &self.0
    }

    /// Whether the last term stands in one of these texts.
    #[must_use]
    pub fn last_is_in(&self, texts: &[&str]) -> bool {
        let Some(last) = self.0.last() else { return false };
        texts.iter().any(|text| !last.places(&tokens(text)).is_empty())
    }

    /// The part of a text around what was found first, on one line, with everything that was found in it marked;
    /// `None` where nothing of it stands there.
    #[must_use]
    pub fn snippet(&self, text: &str) -> Option<Vec<Piece>> {
        let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let known = tokens(&line);
        let mut found: Vec<Range<usize>> = self.0.iter().flat_map(|term| term.places(&known)).collect();
        found.sort_unstable_by_key(|place| (place.start, place.end));
        let first = found.first()?.start;
        let (from, to) = window(&line, &known, first);
        Some(pieces(&line, from..to, &found))
    }
}

impl Term {
    fn of(text: &str) -> Self {
        Self {
            tokens: tokens(text).into_iter().map(|token| token.folded).collect(),
            is_open: false,
        }
    }

    fn is_letter(&self) -> bool {
        matches!(self.tokens.as_slice(), [only] if only.chars().count() < 2)
    }

    /// Where it stands among these tokens, in bytes.
    fn places(&self, known: &[Token]) -> Vec<Range<usize>> {
        let fits = |window: &&[Token]| {
            let last = window.len() - 1;
            window
                .iter()
                .zip(&self.tokens)
                .enumerate()
                .all(|(nth, (token, wanted))| {
                    if nth == last && self.is_open {
                        token.folded.starts_with(wanted.as_str())
                    } else {
                        token.folded == *wanted
                    }
                })
        };
        known
            .windows(self.tokens.len().max(1))
            .filter(fits)
            .filter_map(|window| Some(window.first()?.place.start..window.last()?.place.end))
            .collect()
    }
}

/// One word of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// As it is compared: small letters, accents aside.
    pub folded: String,
    /// Where it stands, in bytes.
    pub place: Range<usize>,
}

/// The words of a text: runs of letters and digits, as SQLite's tokenizer `unicode61` has them
/// (<https://sqlite.org/fts5.html#unicode61_tokenizer>). *œ* and *æ* count as the two letters that they are.
#[must_use]
pub fn tokens(text: &str) -> Vec<Token> {
    let mut all: Vec<Token> = Vec::new();
    let mut open = false;
    for (at, c) in text.char_indices() {
        if !(c.is_alphanumeric() || open && !c.is_ascii() && is_combining_mark(c)) {
            open = false;
            continue;
        }
        if !open {
            all.push(Token {
                folded: String::new(),
                place: at..at,
            });
            open = true;
        }
        if let Some(token) = all.last_mut() {
            token.place.end = at + c.len_utf8();
            fold_into(c, &mut token.folded);
        }
    }
    all
}

fn fold_into(c: char, folded: &mut String) {
    // Most of what people write: nothing to take apart.
    if c.is_ascii() {
        folded.push(c.to_ascii_lowercase());
        return;
    }
    for plain in c.to_lowercase().nfd().filter(|c| !is_combining_mark(*c)) {
        match plain {
            'œ' => folded.push_str("oe"),
            'æ' => folded.push_str("ae"),
            plain => folded.push(plain),
        }
    }
}

/// From where to where a line is shown, so that what was found first is in it; whole words where it can be.
fn window(line: &str, known: &[Token], first: usize) -> (usize, usize) {
    if line.chars().count() <= SHOWN {
        return (0, line.len());
    }
    let wanted = line
        .char_indices()
        .rev()
        .map(|(at, _)| at)
        .skip_while(|at| *at > first)
        .nth(BEFORE)
        .unwrap_or(0);
    let from = if wanted == 0 {
        0
    } else {
        let word = known
            .iter()
            .map(|token| token.place.start)
            .find(|start| *start >= wanted);
        word.unwrap_or(first).min(first)
    };
    let to = line
        .char_indices()
        .map(|(at, _)| at)
        .filter(|at| *at >= from)
        .nth(SHOWN)
        .unwrap_or(line.len());
    (from, to)
}

fn pieces(line: &str, shown: Range<usize>, found: &[Range<usize>]) -> Vec<Piece> {
    let mut all: Vec<Piece> = Vec::new();
    let mut add = |text: &str, is_found: bool| {
        if !text.is_empty() {
            all.push(Piece {
                text: text.to_owned(),
                is_found,
            });
        }
    };
    let mut at = shown.start;
    if at > 0 {
        add("…", false);
    }
    for place in found {
        let (start, end) = (place.start.max(at), place.end.min(shown.end));
        if start >= end {
            continue;
        }
        add(line.get(at..start).unwrap_or_default(), false);
        add(line.get(start..end).unwrap_or_default(), true);
        at = end;
    }
    add(line.get(at..shown.end).unwrap_or_default(), false);
    if shown.end < line.len() {
        add("…", false);
    }
    all
}

#[cfg(test)]
#[path = "finding_tests.rs"]
mod tests;
