//! A message of staff as a mail: plain text with a restrained HTML twin (RFC 5322, RFC 2046).
//!
//! The same message gives the same bytes at every try, so that a mail that goes twice is one mail to whoever
//! compares.

use chrono::{DateTime, Utc};
use mail_builder::{
    MessageBuilder,
    headers::{address::Address, content_type::ContentType, raw::Raw, text::Text},
    mime::{BodyPart, MimePart},
};

/// References that go along at most: the first and the last ones (RFC 5322 section 3.6.4 sets no bound, servers do).
const REFERENCES: usize = 20;

/// A name and an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Party<'a> {
    /// The name; empty for none.
    pub name: &'a str,
    /// The address.
    pub address: &'a str,
}

/// A file that goes along.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct File<'a> {
    /// Its name, made safe.
    pub name: &'a str,
    /// Its type, such as `image/png`.
    pub media_type: &'a str,
    /// What is in it.
    pub bytes: &'a [u8],
}

/// A message of staff.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message<'a> {
    /// The building's mailbox.
    pub from: Party<'a>,
    /// The resident.
    pub to: Party<'a>,
    /// Where the answer is to go, if not to the mailbox's plain address.
    pub reply_to: Option<&'a str>,
    /// One for the whole conversation.
    pub subject: &'a str,
    /// Ours, without `<>`.
    pub message_id: &'a str,
    /// The mail that it answers, without `<>`.
    pub in_reply_to: Option<&'a str>,
    /// The ids of the thread, the oldest first, without `<>`.
    pub references: &'a [String],
    /// When it was written.
    pub date: DateTime<Utc>,
    /// The language of the words around: `en` or `fr`.
    pub language: &'a str,
    /// What was written.
    pub text: &'a str,
    /// What stands below the first message: a heading and lines; empty for none.
    pub summary: &'a [String],
    /// The last line: who writes.
    pub footer: &'a str,
    /// Files.
    pub files: &'a [File<'a>],
}

/// The header by which a copy in the Sent folder is known, also where the server gave it another Message-ID.
pub const OURS: &str = "X-Lobby-Message";

/// The mail's bytes, with CRLF at the end of every line.
#[must_use]
pub fn compose(message: &Message<'_>) -> Vec<u8> {
    let boundary = |number: u8| format!("lobby-{number}-{}", boundary_of(message.message_id));
    let twins = multipart(
        "multipart/alternative",
        &boundary(1),
        vec![
            MimePart::new("text/plain", BodyPart::Text(plain(message).into())),
            MimePart::new("text/html", BodyPart::Text(html(message).into())),
        ],
    );
    let body = if message.files.is_empty() {
        twins
    } else {
        let mut parts = vec![twins];
        parts.extend(message.files.iter().map(|file| {
            MimePart::new(
                file.media_type.to_owned(),
                BodyPart::Binary(file.bytes.to_vec().into()),
            )
            .attachment(file.name.to_owned())
        }));
        multipart("multipart/mixed", &boundary(2), parts)
    };
    let mut mail = MessageBuilder::new()
        .from(party(message.from))
        .to(party(message.to))
        .subject(message.subject.to_owned())
        .date(message.date.timestamp())
        .message_id(message.message_id.to_owned())
        .header(OURS, Raw::new(message.message_id.to_owned()))
        .header("Content-Language", Text::new(message.language.to_owned()));
    if let Some(address) = message.reply_to {
        mail = mail.reply_to(party(Party {
            name: message.from.name,
            address,
        }));
    }
    if let Some(id) = message.in_reply_to {
        mail = mail.in_reply_to(id.to_owned());
    }
    let references = kept(message.references);
    if !references.is_empty() {
        mail = mail.references(references);
    }
    let mut bytes = Vec::new();
    // Writing into memory fails for no reason of its own.
    let _ = mail.body(body).write_to(&mut bytes);
    bytes
}

fn party<'a>(party: Party<'a>) -> Address<'a> {
    let name = (!party.name.is_empty()).then_some(party.name);
    Address::new_address(name, party.address)
}

fn multipart<'a>(kind: &'a str, boundary: &str, parts: Vec<MimePart<'a>>) -> MimePart<'a> {
    let kind = ContentType::new(kind).attribute("boundary", boundary.to_owned());
    MimePart::new(kind, BodyPart::Multipart(parts))
}

/// What of a Message-ID may stand in a boundary (RFC 2046 section 5.1.1).
fn boundary_of(id: &str) -> String {
    id.chars().filter(char::is_ascii_alphanumeric).take(40).collect()
}

/// The first id and the last ones.
fn kept(references: &[String]) -> Vec<String> {
    match references.split_first() {
        Some((first, rest)) if rest.len() > REFERENCES => {
            let last = rest.iter().skip(rest.len() - REFERENCES);
            std::iter::once(first).chain(last).cloned().collect()
        }
        _ => references.to_vec(),
    }
}

fn plain(message: &Message<'_>) -> String {
    let mut text = message.text.to_owned();
    if !message.summary.is_empty() {
        text.push_str("\n\n* * *\n");
        for line in message.summary {
            text.push_str(line);
            text.push('\n');
        }
    }
    text.push_str("\n\n-- \n");
    text.push_str(message.footer);
    text.push('\n');
    text
}

fn html(message: &Message<'_>) -> String {
    let mut html = format!(
        "<!DOCTYPE html>\n<html lang=\"{}\"><head><meta charset=\"utf-8\"></head>\n\
         <body style=\"font-family:sans-serif;font-size:15px;line-height:1.5\">\n",
        escaped(message.language)
    );
    for paragraph in message.text.split("\n\n") {
        html.push_str("<p>");
        html.push_str(&escaped(paragraph.trim_matches('\n')).replace('\n', "<br>\n"));
        html.push_str("</p>\n");
    }
    if !message.summary.is_empty() {
        html.push_str("<p style=\"border-left:3px solid #ccc;padding-left:12px;color:#444\">");
        let lines: Vec<String> = message.summary.iter().map(|line| escaped(line)).collect();
        html.push_str(&lines.join("<br>\n"));
        html.push_str("</p>\n");
    }
    html.push_str("<p style=\"color:#666;font-size:13px\">-- <br>\n");
    html.push_str(&escaped(message.footer));
    html.push_str("</p>\n</body></html>\n");
    html
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

#[cfg(test)]
#[path = "compose_tests.rs"]
mod tests;
