//! The parts of a mail (RFC 2046), found in one walk over its lines.
//!
//! The walk keeps the open boundaries in a map, so that it takes as long for a mail of a thousand nested parts
//! as for a plain one; it never descends into a mail within the mail, which is an attachment. A boundary that
//! is never closed ends with the mail, and one that never comes leaves the part as text.

use std::collections::HashMap;

use super::{
    body::Body,
    header::{Headers, Parameters},
    letter::Attachment,
    safe_name,
    transfer::Transfer,
    wire,
};

/// The most parts that are told apart; what follows is left out.
const MOST_PARTS: usize = 2000;
/// How deep the tree gets; parts further in hang on the innermost.
const DEEPEST: usize = 64;
/// The longest boundary looked for (RFC 2046 allows 70).
const LONGEST_BOUNDARY: usize = 250;

/// One part, or the whole mail (the first).
#[derive(Debug, Default)]
pub struct Part<'a> {
    /// Its header.
    pub headers: Headers,
    /// Its body as it stands in the mail.
    pub body: &'a [u8],
    /// `text/plain` and so on, in lower case; the default is `text/plain`, or `message/rfc822` in a digest.
    pub mime: String,
    /// The Content-Type.
    pub content_type: Parameters,
    /// The Content-Disposition.
    pub disposition: Parameters,
    /// How the body is written down.
    pub transfer: Transfer,
    /// The parts within, of a multipart.
    pub children: Vec<usize>,
    /// How many parts it is within.
    depth: usize,
    /// Where its body begins in the mail.
    begin: usize,
}

/// A mail and its parts.
#[derive(Debug)]
pub struct Mail<'a> {
    parts: Vec<Part<'a>>,
    cut_short: bool,
    none: Headers,
}

impl<'a> Mail<'a> {
    /// Walks over a mail. `raw` has been repaired.
    pub fn parse(raw: &'a [u8]) -> Self {
        let mut walk = Walk {
            raw,
            parts: vec![],
            open: vec![],
            levels: HashMap::new(),
            last_is_open: true,
            cut_short: false,
        };
        let begin = walk.begin_part(0, None);
        walk.lines(begin);
        Self {
            parts: walk.parts,
            cut_short: walk.cut_short,
            none: Headers::default(),
        }
    }

    /// The header of the mail.
    pub fn headers(&self) -> &Headers {
        self.parts.first().map_or(&self.none, |part| &part.headers)
    }

    /// The part at `index`.
    pub fn part(&self, index: usize) -> Option<&Part<'a>> {
        self.parts.get(index)
    }

    /// All parts, the mail itself first.
    pub fn parts(&self) -> impl Iterator<Item = &Part<'a>> {
        self.parts.iter()
    }

    /// Whether some parts were left out.
    pub fn cut_short(&self) -> bool {
        self.cut_short
    }

    /// Why this is no mail.
    pub fn fault(&self) -> Option<String> {
        let root = self.parts.first()?;
        if root.headers.is_empty() && root.body.is_empty() {
            return Some("The mail is empty.".to_owned());
        }
        if root.headers.is_empty() {
            return Some("No header was found: this is not a mail.".to_owned());
        }
        None
    }

    /// What came with the mail besides what is shown as its text.
    pub fn attachments(&self, body: &Body) -> Vec<Attachment> {
        self.attached(&body.parts)
            .enumerate()
            .map(|(number, part)| Attachment {
                name: safe_name::of(part, number),
                bytes: u64::try_from(part.transfer.decoded_length(part.body)).unwrap_or(u64::MAX),
                kind: part.mime.clone(),
                content_id: part.headers.ids("content-id").into_iter().next(),
            })
            .collect()
    }

    /// The decoded bytes of an attachment.
    pub fn attachment(&self, shown: &[usize], index: usize) -> Option<Vec<u8>> {
        self.attached(shown)
            .nth(index)
            .map(|part| part.transfer.decode(part.body).into_owned())
    }

    fn attached<'b>(&'b self, shown: &'b [usize]) -> impl Iterator<Item = &'b Part<'a>> {
        self.parts
            .iter()
            .enumerate()
            .filter(|(index, part)| {
                part.children.is_empty() && !part.is_multipart() && !shown.contains(index)
            })
            .map(|(_, part)| part)
            .filter(|part| !part.body.is_empty() || part.file_name().is_some())
    }
}

impl Part<'_> {
    /// Whether it is made of parts.
    pub fn is_multipart(&self) -> bool {
        self.mime.starts_with("multipart/") && !self.children.is_empty()
    }

    /// The name that it was given, as it came.
    pub fn file_name(&self) -> Option<&str> {
        self.disposition
            .get("filename")
            .or_else(|| self.content_type.get("name"))
            .filter(|name| !name.trim().is_empty())
    }

    /// Whether it says that it is no part of the text.
    pub fn is_set_aside(&self) -> bool {
        self.disposition.value.starts_with("attachment") || self.file_name().is_some()
    }

    /// Whether it is text that can be shown.
    pub fn is_text(&self) -> bool {
        matches!(
            self.mime.as_str(),
            "text/plain" | "text/html" | "text/enriched" | "text/markdown"
        )
    }

    fn read_headers(&mut self, in_digest: bool) {
        self.content_type = self.headers.parameters("content-type").unwrap_or_default();
        self.disposition = self.headers.parameters("content-disposition").unwrap_or_default();
        self.transfer = Transfer::named(&self.headers.lower("content-transfer-encoding"));
        self.mime = match media_type(&self.content_type.value) {
            "" | "text" if in_digest => "message/rfc822".to_owned(),
            "html" => "text/html".to_owned(),
            // RFC 2045, section 5.2: what is no type is text.
            other if !other.contains('/') => "text/plain".to_owned(),
            other => other.to_owned(),
        };
    }

    fn boundary(&self) -> Option<&str> {
        self.content_type
            .get("boundary")
            .map(str::trim_end)
            .filter(|boundary| !boundary.is_empty() && boundary.len() <= LONGEST_BOUNDARY)
            .filter(|_| self.mime.starts_with("multipart"))
    }
}

/// A multipart whose end has not been seen.
struct Open {
    part: usize,
    boundary: Vec<u8>,
    /// The same boundary further out, which it hides.
    hides: Option<usize>,
}

struct Walk<'a> {
    raw: &'a [u8],
    parts: Vec<Part<'a>>,
    open: Vec<Open>,
    /// Where in `open` a boundary is.
    levels: HashMap<Vec<u8>, usize>,
    /// The last part has not been ended by a delimiter yet.
    last_is_open: bool,
    cut_short: bool,
}

impl<'a> Walk<'a> {
    /// Reads the header of the part that begins at `at`; gives where its body begins.
    fn begin_part(&mut self, at: usize, parent: Option<usize>) -> usize {
        let from_here = self.raw.get(at..).unwrap_or_default();
        let header = match parent {
            // A part without its blank line must not swallow the boundary behind it.
            Some(_) => self.until_boundary(from_here),
            None => from_here,
        };
        let (headers, body) = Headers::split(header);
        let index = self.parts.len();
        let (depth, in_digest) = parent
            .and_then(|parent| self.parts.get(parent))
            .map_or((0, false), |parent| {
                (parent.depth + 1, parent.mime == "multipart/digest")
            });
        let mut part = Part {
            headers,
            body: self.raw.get(at + body..).unwrap_or_default(),
            begin: at + body,
            depth,
            ..Part::default()
        };
        part.read_headers(in_digest);
        if let Some(parent) = parent.and_then(|parent| self.parts.get_mut(parent)) {
            parent.children.push(index);
        }
        let guessed = part.boundary().is_some() || part.mime.starts_with("multipart/");
        let guessed = (parent.is_none() && guessed)
            .then(|| guess_boundary(&part))
            .flatten();
        if let Some(boundary) =
            guessed.or_else(|| part.boundary().map(|boundary| boundary.as_bytes().to_vec()))
        {
            // Further in than this, parts hang on the innermost that is kept.
            let holder = if depth < DEEPEST {
                index
            } else {
                parent.unwrap_or(index)
            };
            let hides = self.levels.insert(boundary.clone(), self.open.len());
            self.open.push(Open {
                part: holder,
                boundary,
                hides,
            });
        }
        self.parts.push(part);
        self.last_is_open = true;
        at + body
    }

    fn until_boundary<'b>(&self, bytes: &'b [u8]) -> &'b [u8] {
        for (begin, line) in wire::lines(bytes) {
            if line.trim_ascii().is_empty() {
                break;
            }
            if self.delimiter(line).is_some() {
                return bytes.get(..begin).unwrap_or_default();
            }
        }
        bytes
    }

    /// Which open multipart a line is a delimiter of, and whether it closes it.
    fn delimiter(&self, line: &[u8]) -> Option<(usize, bool)> {
        if self.open.is_empty() || line.len() > LONGEST_BOUNDARY + 10 {
            return None;
        }
        let name = line.strip_prefix(b"--")?.trim_ascii_end();
        if let Some(level) = self.level(name) {
            return Some((level, false));
        }
        let name = name.strip_suffix(b"--")?.trim_ascii_end();
        self.level(name).map(|level| (level, true))
    }

    /// Where in `open` a boundary is: the innermost, where several are the same. A few are sooner compared.
    fn level(&self, name: &[u8]) -> Option<usize> {
        if self.open.len() <= 4 {
            return self.open.iter().rposition(|open| open.boundary == name);
        }
        self.levels.get(name).copied()
    }

    fn lines(&mut self, begin: usize) {
        let mut skip_until = begin;
        for (at, line) in wire::lines(self.raw) {
            if at < skip_until {
                continue;
            }
            let Some((level, closes)) = self.delimiter(line) else {
                continue;
            };
            self.end_at(at);
            self.close_above(level);
            let Some(part) = self.open.last().map(|open| open.part) else {
                continue;
            };
            if closes {
                self.close_last();
            } else if self.parts.len() >= MOST_PARTS {
                self.cut_short = true;
                return;
            } else {
                skip_until = self.begin_part(after(self.raw, at), Some(part));
            }
        }
    }

    /// Ends the last part where a delimiter begins; the line end before it belongs to the delimiter.
    fn end_at(&mut self, at: usize) {
        if !std::mem::take(&mut self.last_is_open) {
            return;
        }
        if let Some(part) = self.parts.last_mut() {
            let body = self.raw.get(part.begin..at).unwrap_or_default();
            let body = body.strip_suffix(b"\n").unwrap_or(body);
            part.body = body.strip_suffix(b"\r").unwrap_or(body);
        }
    }

    /// Closes every multipart within the one at `level`.
    fn close_above(&mut self, level: usize) {
        while self.open.len() > level + 1 {
            self.close_last();
        }
    }

    fn close_last(&mut self) {
        if let Some(open) = self.open.pop() {
            match open.hides {
                Some(outer) => self.levels.insert(open.boundary, outer),
                None => self.levels.remove(&open.boundary),
            };
        }
    }
}

/// The type without what a broken header left behind it.
fn media_type(value: &str) -> &str {
    let is_token = |letter: char| letter.is_ascii_alphanumeric() || "/!#$&^_.+-".contains(letter);
    let end = value
        .find(|letter: char| !is_token(letter))
        .unwrap_or(value.len());
    value.get(..end).unwrap_or_default()
}

/// Where the line after the one at `at` begins.
fn after(bytes: &[u8], at: usize) -> usize {
    bytes
        .get(at..)
        .and_then(|rest| rest.iter().position(|byte| *byte == b'\n'))
        .map_or(bytes.len(), |end| at + end + 1)
}

/// The boundary that a mail keeps to where it is not the one that its header names: that of the first line that
/// looks like a delimiter and has a header behind it.
fn guess_boundary(part: &Part<'_>) -> Option<Vec<u8>> {
    let named = part.boundary().map(|boundary| format!("--{boundary}"));
    let mut guessed = None;
    let mut lines = wire::lines(part.body).map(|(_, line)| line).peekable();
    while let Some(line) = lines.next() {
        if !line.starts_with(b"--") || line.len() > LONGEST_BOUNDARY {
            continue;
        }
        if named
            .as_deref()
            .is_some_and(|named| line.starts_with(named.as_bytes()))
        {
            return None;
        }
        let is_followed = lines.peek().is_some_and(|next| {
            next.get(..8)
                .is_some_and(|begin| begin.eq_ignore_ascii_case(b"content-"))
        });
        if is_followed && guessed.is_none() {
            guessed = line.trim_ascii_end().strip_prefix(b"--").map(<[u8]>::to_vec);
        }
    }
    guessed
}
