//! The header of a mail or of a part: split into fields with patience, each read when it is asked for.
//!
//! Splitting is done here, because a field in a place where none should be must not make a body of all
//! the others; the values are read by `mail-parser`.

use chrono::{DateTime, Utc};
use mail_parser::{HeaderValue, parsers::MessageStream};
use unicode_normalization::UnicodeNormalization as _;

use super::{charset, letter::Address, wire, words};

/// The most fields kept of one header.
const MOST_FIELDS: usize = 1000;
/// The most bytes kept of one value.
const LONGEST_VALUE: usize = 128 * 1024;
/// The most bytes kept of all values together.
const LARGEST: usize = 1024 * 1024;
/// The most addresses or ids kept of one header.
const MOST_VALUES: usize = 500;

/// One field: its name in lower case, and what stands behind the colon, with its folds.
#[derive(Debug)]
struct Field {
    name: String,
    value: Vec<u8>,
}

/// The fields of one header, in order.
#[derive(Debug, Default)]
pub struct Headers {
    fields: Vec<Field>,
    bytes: usize,
}

impl Headers {
    /// Splits the header off `bytes`, and says where the body begins.
    pub fn split(bytes: &[u8]) -> (Self, usize) {
        let mut headers = Self::default();
        let mut lines = wire::lines(bytes).peekable();
        while let Some((begin, line)) = lines.next() {
            if line.trim_ascii().is_empty() && !is_fold(line, lines.peek().map(|(_, next)| *next)) {
                return (headers, lines.next().map_or(bytes.len(), |(body, _)| body));
            }
            if line.starts_with(b" ") || line.starts_with(b"\t") {
                headers.fold(line);
            } else if let Some((name, value)) = field(line) {
                headers.push(name, value);
            } else if lines.peek().is_some_and(|(_, next)| field(next).is_some())
                && !headers.fields.is_empty()
            {
                // A line that is no field among fields: the rest of a value that lost its fold.
                headers.fold(line);
            } else {
                return (headers, begin);
            }
        }
        (headers, bytes.len())
    }

    fn push(&mut self, name: &[u8], value: &[u8]) {
        if self.fields.len() < MOST_FIELDS && self.bytes < LARGEST {
            self.bytes += value.len().min(LONGEST_VALUE);
            self.fields.push(Field {
                name: String::from_utf8_lossy(name).to_ascii_lowercase(),
                value: value.get(..LONGEST_VALUE).unwrap_or(value).to_vec(),
            });
        }
    }

    fn fold(&mut self, line: &[u8]) {
        if let Some(field) = self.fields.last_mut()
            && field.value.len() + line.len() < LONGEST_VALUE
            && self.bytes < LARGEST
        {
            self.bytes += line.len();
            field.value.extend_from_slice(b"\r\n ");
            field.value.extend_from_slice(line.trim_ascii_start());
        }
    }

    /// Whether no field was found.
    pub fn is_empty(&self) -> bool {
        self.fields.is_empty()
    }

    /// Whether there is such a field. Names are asked for in lower case.
    pub fn has(&self, name: &str) -> bool {
        self.raw(name).is_some()
    }

    /// The raw value of the first field of that name.
    pub fn raw(&self, name: &str) -> Option<&[u8]> {
        let field = self.fields.iter().find(|field| field.name == name)?;
        Some(&field.value)
    }

    /// The raw values of all fields of that name, topmost first.
    pub fn raw_all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a [u8]> {
        self.fields
            .iter()
            .filter(move |field| field.name == name)
            .map(|field| field.value.as_slice())
    }

    /// The value as text on one line, encoded words decoded (RFC 2047); empty where there is none.
    pub fn text(&self, name: &str) -> String {
        self.raw(name).map(text).unwrap_or_default()
    }

    /// The value as it stands, on one line and without blanks around it; `None` where it is empty.
    pub fn word(&self, name: &str) -> Option<String> {
        let word = one_line(&charset::guess(self.raw(name)?));
        (!word.is_empty()).then_some(word)
    }

    /// The value as it stands in lower case, for comparing.
    pub fn lower(&self, name: &str) -> String {
        self.word(name).unwrap_or_default().to_lowercase()
    }

    /// The addresses of all fields of that name. What holds no address at all is kept as a name.
    pub fn addresses(&self, name: &str) -> Vec<Address> {
        self.raw_all(name).flat_map(addresses).take(MOST_VALUES).collect()
    }

    /// The ids of all fields of that name: what stands in `<>`, and where nothing does, each word.
    pub fn ids(&self, name: &str) -> Vec<String> {
        self.raw_all(name)
            .flat_map(|value| ids(&charset::guess(value)))
            .take(MOST_VALUES)
            .collect()
    }

    /// The instant of a field such as Date.
    pub fn date(&self, name: &str) -> Option<DateTime<Utc>> {
        let value = ended(self.raw(name)?);
        let date = MessageStream::new(&value).parse_date().into_datetime()?;
        if !date.is_valid() {
            return None;
        }
        DateTime::from_timestamp(date.to_timestamp(), 0)
    }

    /// The addresses that servers wrote down at delivery, each once.
    pub fn delivered_to(&self) -> Vec<String> {
        let mut all: Vec<String> = vec![];
        for name in ["delivered-to", "x-original-to", "envelope-to", "x-delivered-to"] {
            for address in self.addresses(name) {
                if !address.address.is_empty() && !all.contains(&address.address) {
                    all.push(address.address);
                }
            }
        }
        all
    }

    /// A value with parameters, such as Content-Type (RFC 2045, 2231).
    pub fn parameters(&self, name: &str) -> Option<Parameters> {
        let value = ended(words::joined(&charset::guess(self.raw(name)?)).as_bytes());
        let parsed = MessageStream::new(&value).parse_content_type();
        let parsed = parsed.as_content_type()?;
        let kind = match parsed.subtype() {
            Some(subtype) => format!("{}/{subtype}", parsed.ctype()),
            None => parsed.ctype().to_owned(),
        };
        Some(Parameters {
            value: kind.trim().to_ascii_lowercase(),
            parameters: parsed
                .attributes()
                .unwrap_or_default()
                .iter()
                .map(|attribute| {
                    (
                        attribute.name.to_ascii_lowercase(),
                        attribute.value.clone().into_owned(),
                    )
                })
                .collect(),
        })
    }
}

/// A value and its parameters.
#[derive(Debug, Default)]
pub struct Parameters {
    /// In lower case, such as `text/plain` or `attachment`.
    pub value: String,
    parameters: Vec<(String, String)>,
}

impl Parameters {
    /// A parameter by its name in lower case.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.parameters
            .iter()
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.as_str())
    }
}

/// Whether a line of blanks is the rest of a value that holds nothing (RFC 5322, section 4.2): more of the header follows.
fn is_fold(line: &[u8], next: Option<&[u8]>) -> bool {
    let follows = |next: &[u8]| next.starts_with(b" ") || next.starts_with(b"\t") || field(next).is_some();
    !line.is_empty() && next.is_some_and(|next| !next.trim_ascii().is_empty() && follows(next))
}

/// Name and value, where a line begins a field (RFC 5322, section 2.2; blanks before the colon are forgiven).
fn field(line: &[u8]) -> Option<(&[u8], &[u8])> {
    let colon = line.iter().take(100).position(|byte| *byte == b':')?;
    let name = line.get(..colon)?.trim_ascii_end();
    let is_name = !name.is_empty() && name.iter().all(|byte| byte.is_ascii_graphic());
    is_name.then_some((name, line.get(colon + 1..)?))
}

/// With the line end that the parser of a value looks for.
fn ended(value: &[u8]) -> Vec<u8> {
    let mut value = value.trim_ascii().to_vec();
    value.extend_from_slice(b"\r\n");
    value
}

/// Decoded text on one line.
pub fn text(value: &[u8]) -> String {
    one_line(&words::decoded(&charset::guess(value)))
}

/// Addresses of one value.
pub fn addresses(value: &[u8]) -> Vec<Address> {
    let value = ended(words::joined(&charset::guess(value)).as_bytes());
    let HeaderValue::Address(list) = MessageStream::new(&value).parse_address() else {
        return vec![];
    };
    list.iter()
        .map(|address| {
            let name = one_line(address.name().unwrap_or_default());
            let address = normal(address.address().unwrap_or_default());
            if address.is_empty() && name.contains('@') && !name.contains(char::is_whitespace) {
                return Address {
                    address: normal(&name),
                    name: String::new(),
                };
            }
            Address { name, address }
        })
        .filter(|address| !address.name.is_empty() || !address.address.is_empty())
        .collect()
}

/// An address in the form in which addresses are compared: NFC, the domain in lower case, nothing around it.
pub fn normal(address: &str) -> String {
    let address: String = address
        .trim_matches(|letter: char| {
            letter.is_whitespace() || letter.is_control() || matches!(letter, '<' | '>')
        })
        .nfc()
        .filter(|letter| !letter.is_control())
        .collect();
    match address.rsplit_once('@') {
        Some((local, domain)) => format!("{local}@{}", domain.to_lowercase()),
        None => address,
    }
}

/// The ids in a value, as they stand.
pub fn ids(value: &str) -> Vec<String> {
    let mut found = vec![];
    let mut rest = value;
    while let Some((_, after)) = rest.split_once('<') {
        let Some((id, after)) = after.split_once('>') else {
            break;
        };
        // A fold in the middle of an id is no part of it.
        let id: String = id.split(['\r', '\n', '\t', ' ']).collect();
        if !id.is_empty() {
            found.push(id);
        }
        rest = after;
    }
    if found.is_empty() {
        let words = value
            .split(char::is_whitespace)
            .map(|word| word.trim_matches(['<', '>', ',', ';', '"']));
        found.extend(words.filter(|word| !word.is_empty()).map(str::to_owned));
    }
    found
}

/// On one line, every run of blanks one blank, without what controls a terminal.
pub fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for word in text.split(|letter: char| letter.is_whitespace() || letter.is_control()) {
        if !word.is_empty() {
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
    }
    line
}
