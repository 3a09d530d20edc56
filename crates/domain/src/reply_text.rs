//! What of a mail's text is shown at once, and what is folded (R32).
//!
//! Mail programs put the mail that is answered under the answer, with a line above it that says whose it is,
//! and a device line or a signature in between. All of that is folded. What a person wrote is not: wherever a
//! line could be theirs it is shown, for words that are lost are worse than a quote that is seen. So
//!
//! - closings and names stay, and whatever stands under a quote stays;
//! - where answers stand between quotes, the quotes stay with them;
//! - a mail that is passed on stays whole;
//! - where nothing would be left, everything is shown.
//!
//! Every step is linear in the text: a line looks at a few neighbours and never at all of them.

mod attribution;
mod device;
mod header_block;
mod phrases;

use attribution::Attribution;
use phrases::SignatureMark;

/// How many lines, blank ones too, are looked at for the end of what may be a signature.
const LONGEST_SIGNATURE: usize = 60;

/// What is known of a mail besides its text.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Hints {
    /// The subject says that somebody else's mail is passed on.
    pub passes_on: bool,
    /// Whatever is marked with `>` is the mail that is answered: mark-up told so.
    pub quotes_are_sure: bool,
}

/// A text divided into what is shown and what is folded.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Folded {
    /// What is shown at once; empty where nothing of the text is a person's own.
    pub shown: String,
    /// The text passes on somebody else's mail.
    pub is_forward: bool,
}

/// Whether words on one line begin with the line above a mail that is passed on.
#[must_use]
pub fn begins_with_forward(words: &str) -> bool {
    phrases::begins_with_forward(words)
}

/// Whether words on one line begin with the header of a mail: `From: … Sent: …`.
#[must_use]
pub fn begins_with_header(words: &str) -> bool {
    header_block::begins_words(words)
}

/// What a line is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Line {
    Blank,
    /// Words of the person who wrote the mail, or what could be.
    Words,
    /// Between fences: words, whatever they look like.
    Code,
    /// Marked with `>` in front.
    Quote,
    /// A line that says whose the quote below it is.
    Attribution,
    /// Folded whatever stands around it: a signature, and the mail under an answer.
    Folded,
}

/// Decides what of a text is shown at once. `shown` is empty where nothing is left: then show the text.
#[must_use]
pub fn fold(text: &str, hints: Hints) -> Folded {
    let lines: Vec<&str> = text
        .split('\n')
        .map(|line| line.strip_suffix('\r').unwrap_or(line))
        .collect();
    let mut folding = Folding {
        kinds: kinds(&lines),
        starts: vec![None; lines.len()],
        lines,
        is_forward: false,
    };
    folding.attributions();
    folding.walk(hints);
    folding.quotes(hints);
    Folded {
        shown: folding.shown(),
        is_forward: folding.is_forward,
    }
}

struct Folding<'a> {
    lines: Vec<&'a str>,
    kinds: Vec<Line>,
    /// Where an attribution begins: the line after its last, and the words before it on its first line.
    starts: Vec<Option<Attribution<'a>>>,
    is_forward: bool,
}

/// Blank lines, quotes and words, by how each line begins; code between fences is words.
fn kinds(lines: &[&str]) -> Vec<Line> {
    let fences = lines
        .iter()
        .filter(|line| line.trim_start().starts_with("```"))
        .count();
    let (mut seen, mut fenced) = (0, false);
    let mut kinds: Vec<Line> = vec![];
    for line in lines {
        let trimmed = line.trim();
        if trimmed.starts_with("```") {
            seen += 1;
            fenced = !fenced && seen < fences;
        }
        kinds.push(if fenced {
            Line::Code
        } else if trimmed.is_empty() {
            Line::Blank
        } else if trimmed.starts_with('>') {
            Line::Quote
        } else {
            Line::Words
        });
    }
    with_initials(lines, &mut kinds);
    kinds
}

/// Quotes that carry the initials of their writer: `AM> yes`, on two lines at least.
fn with_initials(lines: &[&str], kinds: &mut [Line]) {
    let initials: Vec<Option<&str>> = lines.iter().map(|line| phrases::initials(line)).collect();
    for (index, pair) in initials.windows(2).enumerate() {
        if let [Some(one), Some(two)] = pair
            && one == two
        {
            for kind in kinds.iter_mut().skip(index).take(2) {
                *kind = Line::Quote;
            }
        }
    }
}

impl<'a> Folding<'a> {
    fn line(&self, index: usize) -> &'a str {
        self.lines.get(index).copied().unwrap_or_default()
    }

    fn kind(&self, index: usize) -> Line {
        self.kinds.get(index).copied().unwrap_or(Line::Blank)
    }

    fn mark(&mut self, from: usize, to: usize, kind: Line) {
        for line in self.kinds.iter_mut().take(to).skip(from) {
            if *line != Line::Blank || kind == Line::Folded {
                *line = kind;
            }
        }
    }

    /// Finds the lines that say whose a quote is.
    fn attributions(&mut self) {
        let mut free_from = 0;
        for index in 0..self.lines.len() {
            let is_broken =
                index > 0 && self.kind(index - 1) != Line::Quote && attribution::is_tail(self.line(index));
            let within_quote = self.kind(index) == Line::Quote && !is_broken;
            if within_quote || matches!(self.kind(index), Line::Blank | Line::Code) {
                continue;
            }
            let lines = self.lines.get(free_from..=index).unwrap_or_default();
            let quote_below = (index + 1..index + 4)
                .map(|below| self.kind(below))
                .find(|kind| *kind != Line::Blank)
                == Some(Line::Quote);
            if let Some(found) = attribution::ending_with(lines, free_from, quote_below) {
                let start = found.start;
                self.mark(start, index + 1, Line::Attribution);
                if let Some(slot) = self.starts.get_mut(start) {
                    *slot = Some(found);
                }
                free_from = index + 1;
            }
        }
    }

    /// Walks from the top, and folds what ends the person's own words.
    fn walk(&mut self, hints: Hints) {
        let end = self.lines.len();
        let mut own = false;
        let mut index = 0;
        while index < end {
            if let Some(found) = self.starts.get(index).copied().flatten() {
                own |= !found.before.trim().is_empty();
                if !self.is_marked_below(found.end) {
                    if own && found.sure {
                        return self.mark(index, end, Line::Folded);
                    }
                    if !found.sure {
                        self.unmark(index, found.end);
                        own = true;
                    }
                }
                index = found.end;
                continue;
            }
            let line = self.line(index);
            if self.kind(index) != Line::Words {
                own |= self.kind(index) == Line::Code;
                if self.kind(index) == Line::Quote && hints.passes_on && phrases::is_forward(line) {
                    return self.keep_rest(index);
                }
                index += 1;
                continue;
            }
            if phrases::is_forward(line) {
                return self.keep_rest(index);
            }
            if phrases::is_original(line) || header_block::begins_at(&self.lines, index) {
                if hints.passes_on {
                    return self.keep_rest(index);
                }
                return self.mark(index, end, Line::Folded);
            }
            if let Some(after) = own.then(|| self.signature_end(index)).flatten() {
                self.mark(index, after, Line::Folded);
                index = after;
                continue;
            }
            own |= !phrases::is_rule(line);
            index += 1;
        }
    }

    /// Takes an attribution for words: nothing marked follows, and a person could have written it.
    fn unmark(&mut self, from: usize, to: usize) {
        self.mark(from, to, Line::Words);
        if let Some(start) = self.starts.get_mut(from) {
            *start = None;
        }
    }

    fn keep_rest(&mut self, from: usize) {
        self.is_forward = true;
        let end = self.lines.len();
        self.mark(from, end, Line::Words);
        for start in self.starts.iter_mut().skip(from) {
            *start = None;
        }
    }

    /// Whether the next line that is not blank is marked as a quote, or there is none.
    fn is_marked_below(&self, from: usize) -> bool {
        (from..self.lines.len())
            .map(|index| self.kind(index))
            .find(|kind| *kind != Line::Blank)
            .is_none_or(|kind| kind == Line::Quote)
    }

    /// Where a signature that begins at `index` ends: at the next quote, or with the text.
    fn signature_end(&self, index: usize) -> Option<usize> {
        let line = self.line(index);
        let mark = phrases::signature_mark(line)?;
        let mut words = 0;
        for below in index + 1..self.lines.len() {
            if mark != SignatureMark::Standard && below > index + LONGEST_SIGNATURE {
                return None;
            }
            let ends = self.starts.get(below).is_some_and(Option::is_some)
                || self.kind(below) == Line::Quote
                || (words > 0 && header_block::begins_at(&self.lines, below))
                || phrases::is_original(self.line(below))
                || phrases::is_forward(self.line(below));
            if ends {
                return mark.takes(words, true).then_some(below);
            }
            words += usize::from(
                matches!(self.kind(below), Line::Words | Line::Code) && !phrases::is_rule(self.line(below)),
            );
            if !mark.takes(words, false) {
                return None;
            }
        }
        mark.takes(words, false).then_some(self.lines.len())
    }

    /// Folds the quotes that no words stand around.
    fn quotes(&mut self, hints: Hints) {
        self.wrapped_links();
        let blocks = self.blocks();
        let own: Vec<usize> = (0..self.lines.len())
            .filter(|index| self.is_own(*index))
            .collect();
        let (first, last) = (own.first().copied(), own.last().copied());
        let answered = blocks
            .iter()
            .filter(|block| last.is_some_and(|last| last > block.from))
            .count();
        let quotes = blocks.len() + self.bare_attributions();
        for block in blocks {
            let attributed = block.attributed || hints.quotes_are_sure;
            let before = first.is_some_and(|first| first < block.from);
            let after = last.is_some_and(|last| last > block.from);
            let folds = match (before, after) {
                // Words around the only quote, or below it: the quote goes where a line says that it is one.
                (true, true) => attributed && quotes == 1,
                (false, true) => attributed && answered == 1,
                (true, false) => attributed || !self.is_introduced(block.from),
                (false, false) => attributed,
            };
            if folds {
                self.mark(block.from, block.to, Line::Folded);
            }
        }
    }

    /// A link that was broken in two leaves its second half without a mark.
    fn wrapped_links(&mut self) {
        for index in 1..self.lines.len() {
            if self.kind(index) == Line::Words
                && self.kind(index - 1) == Line::Quote
                && self.kind(index + 1) == Line::Quote
                && phrases::is_rest_of_link(self.line(index - 1), self.line(index))
                && let Some(kind) = self.kinds.get_mut(index)
            {
                *kind = Line::Quote;
            }
        }
    }

    /// The quotes, each from its first line to the last before words.
    fn blocks(&self) -> Vec<Block> {
        let mut blocks: Vec<Block> = vec![];
        let mut attributed = false;
        let mut open = false;
        for index in 0..self.lines.len() {
            match self.kind(index) {
                Line::Quote if open => {
                    if let Some(block) = blocks.last_mut() {
                        block.to = index + 1;
                    }
                }
                Line::Quote => {
                    blocks.push(Block {
                        from: index,
                        to: index + 1,
                        attributed,
                    });
                    (open, attributed) = (true, false);
                }
                Line::Attribution => (open, attributed) = (false, true),
                Line::Words | Line::Code => (open, attributed) = (false, false),
                Line::Blank | Line::Folded => {}
            }
        }
        blocks
    }

    /// Whether the words before a quote introduce it, and do not say when or by whom it was mailed: then it is the
    /// writer who quotes something.
    fn is_introduced(&self, from: usize) -> bool {
        let above = (0..from)
            .rev()
            .take(3)
            .find(|index| self.kind(*index) != Line::Blank);
        above
            .filter(|index| self.kind(*index) == Line::Words)
            .is_some_and(|index| {
                let line = self.line(index).trim_end();
                let digits = line.bytes().filter(u8::is_ascii_digit).count();
                line.ends_with([':', '：']) && !line.contains('@') && digits < 3
            })
    }

    /// Attributions that no marked quote follows: the words below them may be anybody's.
    fn bare_attributions(&self) -> usize {
        let found = self
            .starts
            .iter()
            .enumerate()
            .filter_map(|(index, found)| Some((index, (*found)?)));
        found
            .filter(|(index, found)| {
                self.kind(*index) == Line::Attribution && !self.is_marked_below(found.end)
            })
            .count()
    }

    /// Whether a line is a person's own words: no device line, no rule.
    fn is_own(&self, index: usize) -> bool {
        if let Some(found) = self.starts.get(index).copied().flatten() {
            return !found.before.trim().is_empty();
        }
        let line = self.line(index);
        let is_words =
            self.kind(index) == Line::Words && !phrases::is_rule(line) && !device::is_device_line(line);
        is_words || self.kind(index) == Line::Code
    }

    fn shown(&self) -> String {
        let mut shown: Vec<&str> = vec![];
        for (index, line) in self.lines.iter().enumerate() {
            match self.kind(index) {
                Line::Attribution | Line::Folded => {
                    let before = self
                        .starts
                        .get(index)
                        .copied()
                        .flatten()
                        .map(|found| found.before);
                    shown.extend(before.filter(|before| !before.trim().is_empty()));
                }
                Line::Blank | Line::Words | Line::Code | Line::Quote => shown.push(line),
            }
        }
        if !self.is_forward {
            while shown.last().is_some_and(|line| {
                line.trim().is_empty() || phrases::is_rule(line) || device::is_device_line(line)
            }) {
                shown.pop();
            }
        }
        let first = shown
            .iter()
            .position(|line| !line.trim().is_empty())
            .unwrap_or(shown.len());
        let shown = shown.get(first..).unwrap_or_default().join("\n");
        shown.trim_end().to_owned()
    }
}

struct Block {
    from: usize,
    to: usize,
    attributed: bool,
}

#[cfg(test)]
#[path = "reply_text/reply_text_tests.rs"]
mod tests;
