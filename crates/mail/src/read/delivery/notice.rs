//! The words of a report for people, where they are all there is.
//!
//! Every server has its own; what they share is that they name an address on a line of its own or at the
//! beginning of one, that the reason stands behind or below it, and that the mail that failed comes after.

use std::sync::LazyLock;

use regex::Regex;

use super::{Told, reason};
use crate::read::{
    header::{Headers, addresses, ids, normal},
    letter::Letter,
    mime::Mail,
};

/// The most lines of a notice that are looked at.
const MOST_LINES: usize = 400;
/// The most bytes of a line that are looked at.
const LONGEST_LINE: usize = 1000;
/// How many lines of a reason are kept.
const MOST_REASON: usize = 12;

/// The words of a report, up to the mail that failed.
#[derive(Debug, Default)]
pub struct Notice {
    lines: Vec<String>,
    /// Addresses that the header names as failed.
    named: Vec<String>,
    /// Addresses that are certainly not the failed one: whom the report came from, and whom it went to.
    others: Vec<String>,
    /// The recipients of the mail that failed, where a copy of it came along.
    original: Vec<String>,
    subject: String,
    /// All of the lines, on one, in lower case.
    all: String,
    /// More than one line begins with an address.
    names_many: bool,
}

impl Notice {
    /// Reads the words of a report.
    pub fn of(mail: &Mail<'_>, letter: &Letter) -> Self {
        let mut lines: Vec<String> = vec![];
        for line in letter.text.lines().take(MOST_LINES) {
            let line = line
                .get(..line.floor_char_boundary(LONGEST_LINE))
                .unwrap_or_default();
            if begins_copy(line) {
                break;
            }
            lines.push(line.trim().to_owned());
        }
        let all = lines.join(" ").to_lowercase();
        let names_many = lines
            .iter()
            .filter(|line| leading_address(line).is_some())
            .nth(1)
            .is_some();
        let from = letter
            .from
            .iter()
            .chain(&letter.to)
            .map(|address| address.address.clone());
        let headers = mail.headers();
        let named = headers
            .raw_all("x-failed-recipients")
            .flat_map(addresses)
            .map(|address| address.address)
            .collect();
        Self {
            lines,
            all,
            names_many,
            named,
            others: from.collect(),
            original: original_recipients(mail, &letter.text),
            subject: letter.subject.to_lowercase(),
        }
    }

    /// Whether the server took the recipient and refused the mail when it had been told: then what it says of the
    /// recipient is no more than its way to refuse.
    pub fn is_after_data(&self) -> bool {
        let mut data = false;
        for line in &self.lines {
            let line = line.to_lowercase();
            if line.contains("end of data") || line.contains("data command") || line.contains("[data]") {
                return true;
            }
            match line.strip_prefix(">>>") {
                Some(command) => data = command.trim() == "data" || command.trim() == ".",
                None if data && (line.starts_with("<<< 5") || line.starts_with("<<< 4")) => return true,
                None if line.contains("smtp command") => data = true,
                None if line == "data" && data => return true,
                None => {}
            }
        }
        false
    }

    /// All of its words, on one line.
    pub fn whole(&self) -> String {
        self.lines.join(" ")
    }

    /// All of its words, on one line, in lower case.
    pub fn words(&self) -> &str {
        &self.all
    }

    /// Whether it only warns that it takes longer.
    pub fn is_warning(&self) -> bool {
        let words = self.words();
        let warns = [
            "delayed",
            "delay)",
            "warning",
            "not yet been delivered",
            "will be retried",
            "still trying",
        ];
        let subject_warns = warns.iter().any(|word| self.subject.contains(word));
        let gives_up = [
            "permanent error",
            "given up",
            "giving up",
            "has been returned",
            "could not be delivered for",
        ];
        (subject_warns || words.contains("warning message only"))
            && !gives_up.iter().any(|phrase| words.contains(phrase))
    }

    /// The recipients that it names, each with the words about it.
    pub fn recipients(&self) -> Vec<Told> {
        let mut found: Vec<String> = vec![];
        let mut add = |address: String| {
            if !address.is_empty() && !found.contains(&address) {
                found.push(address);
            }
        };
        for address in &self.named {
            add(normal(address));
        }
        if self.named.is_empty() {
            for address in self.lines.iter().filter_map(|line| leading_address(line)) {
                let address = normal(&address);
                if !self.others.contains(&address) {
                    add(address);
                }
            }
        }
        if found.is_empty() {
            // Not on a line of its own: the first that is named at all, else whom the mail was for.
            let anywhere = self
                .lines
                .iter()
                .filter(|line| !line.starts_with(['>', '<']))
                .flat_map(|line| {
                    ADDRESS
                        .find_iter(line)
                        .map(|address| normal(address.as_str()))
                        .collect::<Vec<_>>()
                });
            let first = anywhere
                .into_iter()
                .find(|address| !self.others.contains(address) && !is_contact(address));
            found.extend(first.or_else(|| self.original.first().cloned()));
        }
        found
            .into_iter()
            .map(|recipient| Told {
                words: self.words_about(&recipient),
                recipient,
                ..Told::default()
            })
            .collect()
    }

    /// The words behind and below the line that names an address; all of them where no line does.
    pub fn words_about(&self, address: &str) -> String {
        let wanted = address.to_lowercase();
        let places = || {
            self.lines
                .iter()
                .enumerate()
                .filter(|(_, line)| !wanted.is_empty() && line.to_lowercase().contains(&wanted))
                .map(|(index, _)| index)
        };
        // Of the places that name it the one that gives a code, else a reason that is known, else all the words
        // where they do: the reason may stand above.
        let near: Vec<String> = places().take(20).map(|index| self.reason_at(index)).collect();
        let find = |fits: &dyn Fn(&String) -> bool| near.iter().find(|words| fits(words)).cloned();
        // Of many recipients each has its own.
        let all = || {
            let words = Some(self.whole()).filter(|_| !self.names_many);
            words.filter(|words| CODE.is_match(words) || reason::is_known(words))
        };
        find(&|words| CODE.is_match(words))
            .or_else(|| find(&|words| reason::is_known(words)))
            .or_else(all)
            .or_else(|| find(&|words| words.len() > wanted.len() + 10))
            .unwrap_or_else(|| self.lines.join(" "))
    }

    fn reason_at(&self, index: usize) -> String {
        let mut words = self.lines.get(index).cloned().unwrap_or_default();
        let mut blank = false;
        for (offset, line) in self.lines.iter().enumerate().skip(index + 1).take(MOST_REASON) {
            let is_next = leading_address(line).is_some_and(|other| {
                !self.lines.get(index).is_some_and(|line| line.contains(&other)) && !CODE.is_match(line)
            });
            if is_next || blank && offset > index + 3 {
                break;
            }
            blank |= line.is_empty();
            words.push(' ');
            words.push_str(line);
        }
        words
    }
}

/// Whether a line begins the copy of the mail that failed.
fn begins_copy(line: &str) -> bool {
    COPY.is_match(line) || HEADER.is_match(line)
}

/// The address that a line begins with, behind bullets and brackets.
fn leading_address(line: &str) -> Option<String> {
    let found = LEADING.captures(line)?.get(1)?.as_str();
    let address = found.trim_end_matches(['.', ':', ',', ';']);
    Some(address.to_owned())
}

/// Whether an address is one to ask for help.
fn is_contact(address: &str) -> bool {
    let local = address.split('@').next().unwrap_or_default().to_lowercase();
    [
        "support",
        "postmaster",
        "abuse",
        "help",
        "admin",
        "helpdesk",
        "mailer-daemon",
    ]
    .contains(&local.as_str())
}

/// Whom the mail that failed was for: from the copy that came with the report, or from the text below it.
fn original_recipients(mail: &Mail<'_>, text: &str) -> Vec<String> {
    let copy = mail
        .parts()
        .filter(|part| part.mime.starts_with("message/rfc822") || part.mime == "text/rfc822-headers")
        .map(|part| Headers::split(part.body.trim_ascii_start()).0)
        .find(|headers| headers.has("to"));
    if let Some(copy) = copy {
        return copy
            .addresses("to")
            .into_iter()
            .map(|address| address.address)
            .collect();
    }
    text.lines()
        .skip_while(|line| !begins_copy(line))
        .find_map(|line| line.strip_prefix("To:"))
        .map(|value| {
            addresses(value.as_bytes())
                .into_iter()
                .map(|address| address.address)
                .collect()
        })
        .unwrap_or_default()
}

/// Message-IDs that stand in lines of text.
pub fn ids_in(text: &str) -> impl Iterator<Item = String> + '_ {
    MESSAGE_ID
        .captures_iter(text)
        .filter_map(|found| found.get(1))
        .flat_map(|value| ids(value.as_str()))
}

#[expect(
    clippy::expect_used,
    reason = "a pattern of ours that is none is found by every test"
)]
pub fn pattern(pattern: &str) -> Regex {
    Regex::new(pattern).expect("a pattern written down here")
}

static COPY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^\s*(?:[-=*_]{2,}.{0,40}\b(?:copy|original|unsent|returned|headers?|message text)\b|original message(?: follows| headers|:)|message headers follow|below (?:this line )?is a copy|the original message (?:follows|is included|is attached)|included is the message header)",
    )
});
static HEADER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:received|return-path|message-id|mime-version|delivered-to|dkim-signature|x-[\w-]+)\s?:\s?\S",
    )
});
static ADDRESS: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"[\w.+=&'*/!#$%?^`{|}~-]+@[\p{L}\d][\p{L}\d.-]*[\p{L}\d]"));
static LEADING: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r#"(?i)^(?:[*•-]\s+|>>>\s+|\d+\.\s+|[45]\d\d\s+|recipient(?: address)?:\s*|(?:final|original)-recipient:\s*rfc822;\s*|unknown user:\s*|to:?\s+|user:?\s+)?(?:smtp:)?['"<(\[]{0,2}([\w.+=&'*/!#$%?^`{|}~-]+@[\p{L}\d][\p{L}\d.-]*[\p{L}\d])"#,
    )
});
static CODE: LazyLock<Regex> = LazyLock::new(|| pattern(r"\b[45]\d\d\b|\b[45]\.\d{1,2}\.\d{1,3}\b"));
static MESSAGE_ID: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?im)^[\s>|]*(?:original-)?message-id\s?:\s*(<[^<>\r\n]{3,300}>)"));
