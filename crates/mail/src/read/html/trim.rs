//! The mail that is answered, as the mark-up of mail programs tells it.

use lobby_domain::reply_text;

use super::{Content, Document};

/// Names that mail programs give to what holds the mail that is answered.
const CONTAINERS: [&str; 14] = [
    "yahoo_quoted",
    "yahoo-quoted",
    "protonmail_quote",
    "tutanota_quote",
    "zmail_extra",
    "front-blockquote",
    "mail-quote-collapse",
    "olk_src_body_section",
    "mail-editor-reference-message-container",
    "ms-outlook-mobile-reference-message",
    "messagereplysection",
    "isreplycontent",
    "mailbird_quote",
    "hcl_reply_section",
];
/// Names of elements from which on everything is the mail that is answered.
const FROM_HERE: [&str; 5] = [
    "divrplyfwdmsg",
    "appendonsend",
    "reply-intro",
    "replyforwardheader",
    "lwreply",
];
/// Names that mail programs give to the signature that they add, each between blanks.
const SIGNATURES: [&str; 7] = [
    " gmail_signature ",
    " gmail_signature_prefix ",
    " moz-signature ",
    " signature ",
    " ms-outlook-mobile-signature ",
    " applemailsignature ",
    " protonmail_signature_block ",
];
/// The most bytes of words in a signature.
const LONGEST_SIGNATURE: usize = 500;
/// How far the words after a line or before a quote are looked at, in bytes.
const NEAR: usize = 400;

/// Which nodes are quoted.
#[derive(Debug, Default)]
pub struct Quoted {
    /// One flag a node, set on the element around; shorter where nothing is.
    flags: Vec<bool>,
    /// Elements that are left out: signatures.
    cut: Vec<usize>,
    /// From this node on everything is.
    pub from: Option<usize>,
}

impl Quoted {
    /// Whether an element is marked as quoted by itself.
    pub fn is(&self, index: usize) -> bool {
        self.flags.get(index).copied().unwrap_or(false)
    }

    /// Whether an element is left out with all that is in it.
    pub fn is_cut(&self, index: usize) -> bool {
        self.cut.binary_search(&index).is_ok()
    }

    /// Every quote of a document, whosever it is.
    pub fn every(document: &Document) -> Self {
        let flags = (0..document.nodes.len())
            .map(|index| {
                document
                    .element(index)
                    .is_some_and(|element| element.name == "blockquote")
            })
            .collect();
        Self {
            flags,
            ..Self::default()
        }
    }

    /// The mail that is answered. Nothing, where the mail is one that is passed on.
    pub fn mail(document: &Document, passes_on: bool) -> Self {
        let mut quoted = Self {
            flags: vec![false; document.nodes.len()],
            ..Self::default()
        };
        if passes_on {
            return quoted;
        }
        let last = last_blockquote(document);
        let mut index = 0;
        while index < document.nodes.len() {
            match quoted.look(document, index, last) {
                Next::Inside => index += 1,
                Next::Behind => index = document.range(index).end.max(index + 1),
                Next::Nowhere => break,
            }
        }
        quoted
    }

    fn look(&mut self, document: &Document, index: usize, last: Option<usize>) -> Next {
        let Some(element) = document.element(index) else {
            return Next::Inside;
        };
        let has = |name: &str| element.marks.contains(name);
        if SIGNATURES.iter().any(|name| has(name)) && is_short(document, index) {
            self.cut.push(index);
            return Next::Behind;
        }
        let is_gmail = element.marks.contains("gmail_quote");
        if (is_gmail || CONTAINERS.iter().any(|name| has(name))) && is_passed_on(document, index) {
            return Next::Behind;
        }
        if FROM_HERE.iter().any(|name| has(name)) || element.name == "hr" && is_header_below(document, index)
        {
            self.from = Some(index);
            return Next::Nowhere;
        }
        let quotes = CONTAINERS.iter().any(|name| has(name))
            || element.name == "blockquote"
                && (element.cite
                    || is_gmail && is_within_gmail(document, index)
                    || ends_with_colon(document, index)
                    || !is_gmail && last == Some(index) && !is_introduced(document, index));
        if !quotes {
            return Next::Inside;
        }
        if let Some(flag) = self.flags.get_mut(index) {
            *flag = true;
        }
        Next::Behind
    }
}

/// Whether an element holds no more than a signature does: people also type into what their program marks as one.
fn is_short(document: &Document, index: usize) -> bool {
    document.words(document.range(index), LONGEST_SIGNATURE + 1).len() <= LONGEST_SIGNATURE
}

enum Next {
    Inside,
    Behind,
    Nowhere,
}

/// The last quote that is in no other.
fn last_blockquote(document: &Document) -> Option<usize> {
    let mut last = None;
    let mut index = 0;
    while index < document.nodes.len() {
        if document
            .element(index)
            .is_some_and(|element| element.name == "blockquote")
        {
            last = Some(index);
            index = document.range(index).end.max(index + 1);
        } else {
            index += 1;
        }
    }
    last
}

/// Whether the words in an element begin with the line above a mail that is passed on.
fn is_passed_on(document: &Document, index: usize) -> bool {
    let words = document.words(document.range(index), NEAR);
    reply_text::begins_with_forward(&words)
}

fn is_header_below(document: &Document, index: usize) -> bool {
    let words = document.words(index..document.nodes.len(), NEAR);
    reply_text::begins_with_header(&words)
}

fn is_within_gmail(document: &Document, index: usize) -> bool {
    let mut at = index;
    // Gmail puts few elements between the two.
    for _ in 0..6 {
        at = document.nodes.get(at).map_or(usize::MAX, |node| node.parent);
        let Some(element) = document.element(at) else {
            return false;
        };
        if element.name == "div" && element.marks.contains("gmail_quote") {
            return true;
        }
    }
    false
}

/// Whether the words before a quote say whose mail it is.
fn ends_with_colon(document: &Document, index: usize) -> bool {
    is_introduced(document, index) && is_dated(document, index)
}

/// Whether the words before a quote introduce it: without more, it is the writer who quotes something.
fn is_introduced(document: &Document, index: usize) -> bool {
    let before = document.nodes.get(..index).unwrap_or_default();
    before
        .iter()
        .rev()
        .take(40)
        .find_map(|node| match &node.content {
            Content::Text(text) if !node.hidden && !text.trim().is_empty() => Some(text.trim_end()),
            _ => None,
        })
        .is_some_and(|text| text.ends_with([':', '：']))
}

/// Whether the words before a quote name an address or a time: else somebody only quotes something.
fn is_dated(document: &Document, index: usize) -> bool {
    let words = document.words(index.saturating_sub(12)..index, NEAR);
    words.contains('@') || words.chars().filter(char::is_ascii_digit).count() >= 3
}
