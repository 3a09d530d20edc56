//! The part `message/delivery-status` (RFC 3464, section 2).

use std::borrow::Cow;

use super::{Action, Told};
use crate::read::{
    charset,
    header::{Headers, one_line},
    mime::Mail,
};

/// The most bytes read of one such part.
const LARGEST: usize = 256 * 1024;

/// The decoded status parts of a mail, also those of mail with addresses beyond ASCII (RFC 6533).
pub fn parts<'a>(mail: &'a Mail<'_>) -> impl Iterator<Item = Cow<'a, [u8]>> {
    mail.parts()
        .filter(|part| {
            matches!(
                part.mime.as_str(),
                "message/delivery-status" | "message/global-delivery-status"
            )
        })
        .map(|part| {
            part.transfer
                .decode(part.body.get(..LARGEST).unwrap_or(part.body))
        })
}

/// The recipients that a status part tells of. Its groups are parted by blank lines; the first is about the
/// whole mail, unless a server forgot it.
pub fn recipients(part: &[u8]) -> Vec<Told> {
    let mut told = vec![];
    let mut rest = part;
    while !rest.is_empty() {
        let blank = rest.len() - rest.trim_ascii_start().len();
        rest = rest.get(blank..).unwrap_or_default();
        let (group, end) = Headers::split(rest);
        told.extend(recipient(&group));
        // A line that is no field ends a group too: step over it.
        let step = if end == 0 { line_length(rest) } else { end };
        rest = rest.get(step..).unwrap_or_default();
    }
    told
}

fn line_length(bytes: &[u8]) -> usize {
    bytes
        .iter()
        .position(|byte| *byte == b'\n')
        .map_or(bytes.len(), |end| end + 1)
}

fn recipient(group: &Headers) -> Option<Told> {
    let named = ["final-recipient", "x-actual-recipient", "original-recipient"];
    let recipient = named.iter().find_map(|name| address(group, name));
    let action = action(&group.lower("action"));
    if recipient.is_none() && (action.is_none() || !group.has("status")) {
        return None;
    }
    let status = group.word("status").unwrap_or_default();
    let mut words = after_type(&group.word("diagnostic-code").unwrap_or_default()).to_owned();
    // What stands in brackets behind the status is the reason where there is no other.
    if words.is_empty()
        && let Some((_, comment)) = status.split_once('(')
    {
        words = comment.trim_end_matches(')').to_owned();
    }
    Some(Told {
        recipient: recipient.unwrap_or_default(),
        action,
        status,
        words,
    })
}

/// `rfc822; ana@example.org` without its type, brackets and blanks.
fn address(group: &Headers, name: &str) -> Option<String> {
    let value = one_line(&charset::guess(group.raw(name)?));
    let value = after_type(&value).trim_matches(['<', '>', ' ', '"']).to_owned();
    value.contains('@').then_some(value)
}

fn after_type(value: &str) -> &str {
    match value.split_once(';') {
        Some((kind, rest)) if kind.len() < 30 && !kind.contains('@') => rest.trim(),
        _ => value.trim(),
    }
}

fn action(value: &str) -> Option<Action> {
    match value.split(|letter: char| !letter.is_ascii_alphabetic()).next()? {
        "failed" | "failure" | "fail" | "error" => Some(Action::Failed),
        "delayed" => Some(Action::Delayed),
        "delivered" | "deliverable" => Some(Action::Delivered),
        "relayed" | "expanded" => Some(Action::Relayed),
        _ => None,
    }
}
