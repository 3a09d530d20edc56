//! Lines that say whose the quote below them is: *On Monday, Ana Moreau wrote:*.
//!
//! No grammar of any language: such a line ends with a colon, and has a verb of writing with a date or an
//! address, or a date, a time and an address. It may be broken into some lines, wherever a program liked.

use std::sync::LazyLock;

use regex::Regex;

use super::phrases::pattern;

/// One attribution.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Attribution<'a> {
    /// Its first line.
    pub start: usize,
    /// The line after its last.
    pub end: usize,
    /// Words that stand before it on its first line.
    pub before: &'a str,
    /// It tells an address, or a day and a time, as programs do and people seldom.
    pub sure: bool,
}

/// The most lines that one is broken into, blank ones among them.
const MOST_LINES: usize = 6;
/// The longest attribution in bytes, and the longest line looked at.
const LONGEST: usize = 600;

/// The attribution whose last line is the last of `lines`, if it is one. `first` is the number of the first of
/// `lines`; lines above it belong to another.
///
/// `quote_below`: a line that is marked as a quote follows, so that less is asked of it.
pub fn ending_with<'a>(lines: &[&'a str], first: usize, quote_below: bool) -> Option<Attribution<'a>> {
    let last = lines.len().checked_sub(1)?;
    let line = lines.get(last)?.trim();
    if line.len() > LONGEST || !ENDS.is_match(line) && !DATED_BY_GMAIL.is_match(line) {
        return None;
    }
    if quote_below && is_short_attribution(line) {
        let start = first + last;
        return Some(Attribution {
            start,
            end: start + 1,
            before: "",
            sure: false,
        });
    }
    let lowest = last.saturating_sub(MOST_LINES - 1);
    let mut joined = String::new();
    let mut start = None;
    for index in (lowest..=last).rev() {
        let line = lines.get(index)?.trim();
        joined = format!("{line} {joined}");
        if joined.len() > LONGEST {
            break;
        }
        if start.is_none() {
            // The last line alone may lack what the lines above it say; but nothing blank parts them there.
            if is_attribution(joined.trim()) {
                start = Some(index);
            } else if line.is_empty() && index + 2 < last + 1 && !is_open_bracket(lines, index)
                || index < last && SENTENCE.is_match(line)
            {
                break;
            }
        } else if BEGINS.is_match(line) || is_part(line) || line.is_empty() && is_open_bracket(lines, index) {
            // What lacks its beginning takes the line above, as far as that looks like a part of it.
            start = Some(index);
        } else {
            break;
        }
        let complete = start.is_some_and(|found| !lacks_its_beginning(lines, found, last));
        let begins_above = index > lowest && lines.get(index - 1).is_some_and(|above| begins_broken(above));
        if complete && !begins_above {
            break;
        }
    }
    let start = start?;
    let opening = *lines.get(start)?;
    let whole = lines.get(start..=last)?.join(" ");
    Some(Attribution {
        start: first + start,
        end: first + last + 1,
        before: words_before(opening),
        sure: is_sure(&whole),
    })
}

/// Whether lines `from..=last` close a bracket that they did not open, or begin with a bracket, a verb or the
/// middle of a date: then their beginning stands above.
fn lacks_its_beginning(lines: &[&str], from: usize, last: usize) -> bool {
    let text = lines.get(from..=last).unwrap_or_default().join(" ");
    let text = text.trim();
    if text.matches('>').count() > text.matches('<').count() {
        return true;
    }
    if BEGINS.is_match(text) || STARTS_WITH_NAME.is_match(text) || text.starts_with("--") {
        return false;
    }
    text.starts_with(['<', '>', '(', '"']) || !DATE.is_match(text)
}

/// Whether a line above may belong to an attribution: it opens a bracket, or tells a day or a time.
fn is_part(line: &str) -> bool {
    !SENTENCE.is_match(line) && (line.contains('<') || DATE.is_match(line))
}

/// Whether a line begins like an attribution and does not end like one.
fn begins_broken(line: &str) -> bool {
    line.len() < LONGEST
        && BEGINS.is_match(line)
        && DATE.is_match(line)
        && !line.trim_end().ends_with(['.', '!', '?', ':'])
}

fn is_open_bracket(lines: &[&str], index: usize) -> bool {
    let below = lines
        .get(index + 1..)
        .unwrap_or_default()
        .iter()
        .find(|line| !line.trim().is_empty());
    below.is_some_and(|line| line.trim_start().starts_with(['<', '>']))
}

/// Whether a line that begins like a quote is the end of a broken attribution: `> wrote:`, `>:`.
pub fn is_tail(line: &str) -> bool {
    line.len() < 80 && TAIL.is_match(line.trim())
}

fn is_attribution(text: &str) -> bool {
    if DATED_BY_GMAIL.is_match(text) {
        return true;
    }
    let text_of = text.trim_matches(|letter: char| matches!(letter, '-' | '*' | '_' | '>' | ' '));
    let dashed = text.starts_with("--") && text.ends_with("--");
    if PERSONAL.is_match(text_of) {
        return false;
    }
    if !dashed && !ENDS_WITH_COLON.is_match(text) {
        return false;
    }
    let verb = VERB.is_match(text_of);
    let date = DATE.is_match(text_of);
    let time = TIME.is_match(text_of);
    let address = ADDRESS.is_match(text_of);
    if dashed {
        return verb;
    }
    verb && (address || date) || date && time && address
}

/// Whether programs alone write so: with an address, with a day and a time, or in dashes.
fn is_sure(text: &str) -> bool {
    let text = text.trim();
    text.starts_with("--")
        || ADDRESS.is_match(text)
        || DATED_BY_GMAIL.is_match(text)
        || DAY.is_match(text) && TIME.is_match(text)
}

/// *Ana wrote:*, or *Quoting Ana <ana@example.org>:*, on a line of its own above a quote.
fn is_short_attribution(line: &str) -> bool {
    line.len() < 100 && (SHORT.is_match(line) || NAMED.is_match(line))
}

/// The words before the attribution on its first line: `yes On Monday, 3 May 2026, Ana wrote:`.
fn words_before(line: &str) -> &str {
    if BEGINS.is_match(line.trim_start()) {
        return "";
    }
    match INSIDE.captures(line).and_then(|found| found.get(1)) {
        Some(before) => before
            .as_str()
            .trim_end_matches(|letter: char| letter == '-' || letter.is_whitespace()),
        None => "",
    }
}

/// How it may end: with a colon, or in dashes.
static ENDS: LazyLock<Regex> = LazyLock::new(|| pattern(r"[:：]\s*[*_]?\s*$|-{2,}\s*$"));
static ENDS_WITH_COLON: LazyLock<Regex> = LazyLock::new(|| pattern(r"[:：]\s*[*_]?\s*$"));
/// A name and a verb, and nothing else.
static SHORT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^\p{Lu}[\p{L}\p{M}.'’-]*(?: \p{Lu}[\p{L}\p{M}.'’-]*){0,3}\s+(?:wrote|writes|schrieb|schreibt|a écrit|escribió|escreveu|ha scritto|schreef|skrev|napisał(?:a|\(a\))?|napsal(?:a|\(a\))?|написала?|kirjoitti|írta)\s?:$",
    )
});
/// A word or two before a name with its address.
static NAMED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:quoting|zitat von|citation de|citando a|citando|quotazione|citaat van|citat från|citat fra|cytowanie|цитирую)\s.{0,60}<[^\s<>]+@[^\s<>]+>\s?:$",
    )
});
static TAIL: LazyLock<Regex> = LazyLock::new(|| pattern(r"^>\s*(?:\S+\s*){0,4}[:：]$"));
/// The end of a sentence: no number, and no word as short as an abbreviation.
static SENTENCE: LazyLock<Regex> = LazyLock::new(|| pattern(r"\p{L}{4,}\s?[.!?…]+\s*$"));
/// Words with which people tell something themselves: *I wrote to ana@example.org, and she said:*.
static PERSONAL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:I [a-z]+|I['’](?:ve|m|d|ll)|[Ww]e [a-z]+|[Ss]he [a-z]+|[Hh]e [a-z]+|[Tt]hey [a-z]+|[Jj]e [a-z]+|[Jj]['’]ai|[Nn]ous [a-z]+|[Ee]lle [a-z]+|ich [a-z]+|[a-z]+e ich|wir [a-z]+)\b",
    )
});
static ADDRESS: LazyLock<Regex> = LazyLock::new(|| pattern(r"[^\s<>()\[\]]+@[^\s<>()\[\]]+"));
static STARTS_WITH_NAME: LazyLock<Regex> =
    LazyLock::new(|| pattern(r#"^["'“]?[\p{L}\d][^<>]{0,100}(?:<|&lt;|\()[^\s<>]+@[^\s<>]+(?:>|&gt;|\))"#));
/// What Gmail wrote for some years: a date, its zone and a name, and no verb; or a date and an address.
static DATED_BY_GMAIL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}\s+\d{1,2}:\d{2}\s+(?:GMT|UTC)[+-]\d{1,2}:?\d{2}\s+\p{L}[^:]{1,100}|\d{4}[-/.]\d{1,2}[-/.]\d{1,2}\s+(?:\d{1,2}:\d{2}\s+)?\p{L}[^<>:]{0,80}<[^\s<>]+@[^\s<>]+>):?$",
    )
});
static TIME: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"\b\d{1,2}\s?[:.h]\s?\d{2}(?::\d{2})?\b|\b\d{1,2}\s?(?:am|pm|Uhr|h)\b|\d{1,2}[时時点]")
});
/// A day with its year.
static DAY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"\b(?:19|20)\d{2}\b|\b\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}\b|(?:19|20)\d{2}\s?[年년]")
});
/// The same, or a time, or a month by its number.
static DATE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:19|20)\d{2}\b|\b\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}\b|\d{1,2}\s?[月월]|\b\d{1,2}:\d{2}\b|(?:19|20)\d{2}\s?[年년]",
    )
});
/// How attributions begin in the languages of mail programs: a preposition or a day before a number.
static BEGINS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^[\s>*_-]*(?:(?i:on|at|le|am|op|el|il|em|den|de|på|dnia|w dniu|vào|dne|dňa|a|la|pe|u|στις|в|у|на|kl|ons|tarihinde|pada|ngày)\b|在|於|于)[\s,.]*\S*.*\d",
    )
});
/// One that begins after other words: the preposition, and a day, a month or a number right behind it.
static INSIDE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(.*?\S)[\s-]*[\s-](?:On|Le|Am|Op|El|Il|Em|Den|Dnia|At)\s+(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|lun|mar|mer|jeu|ven|sam|dim|Mo|Di|Mi|Do|Fr|Sa|So|jue|vie|sáb|dom|seg|ter|qua|qui|sex)[\p{L}]*[.,]*\s|\d{1,4}[\s./-])",
    )
});
/// Verbs of writing, as mail programs use them.
static VERB: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:wrote|writes|sent|said|posted|schrieb|geschrieben|schreibt|a\s+écrit|écrit|a\s+ecrit|escribi[óo]|ha\s+escrito|escribe|escreveu|ha\s+scritto|scrive|skrev|skrifaði|schreef|geschreven|kirjoitti|napisa[łl](?:\(a\)|a)?|napsal(?:\(a\)|a)?|napísal(?:\(a\)|a)?|написа[лв](?:\(а\)|а)?|пише|пишет|írta|yazdı|şunu yazdı|a\s+scris|έγραψε|đã\s+viết|menulis|napisao|je\s+napisao|rašė|rakstīja|kirjutas|va\s+escriure|escribiu|idatzi)(?:\b|\))|写道|寫道|wrote|のメール|書きました|작성|כתב|كتب|さんは",
    )
});
