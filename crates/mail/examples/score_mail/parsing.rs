//! Subject, sender and text, where two other parsers agree on them.
//!
//! Lobby differs on purpose in the cases listed here, each for its reason; every other difference is a fault.

use std::{fs, path::Path};

use lobby_mail::read::read;
use serde_json::Value;

use crate::{Figure, Outcome, lines, text};

/// Files whose text Lobby reads in another way, and why.
const TEXTS: [(&str, &str); 20] = [
    ("sisimai-set-of-emails/emails/rfc3464-08.eml", GUESSED),
    ("sisimai-set-of-emails/emails/lhost-x2-04.eml", CONTROL),
    ("sisimai-set-of-emails/emails/lhost-x1-01.eml", PARTS),
    ("sisimai-set-of-emails/emails/lhost-office365-01.eml", CONTROL),
    ("mikel-mail/emails/mime_emails/raw_email4.eml", PARTS),
    ("enmime/emails/mail/mime-mixed.raw", PARTS),
    ("enmime/emails/mail/mime-signed.raw", PARTS),
    ("stalwart-mail-parser/rfc/007.eml", PARTS),
    ("stalwart-mail-parser/rfc/000.eml", PARTS),
    ("stalwart-mail-parser/rfc/005.eml", PARTS),
    ("stalwart-mail-parser/malformed/008.eml", PARTS),
    ("stalwart-mail-parser/malformed/016.eml", PARTS),
    ("stalwart-mail-parser/malformed/009.eml", PARTS),
    ("stalwart-mail-parser/malformed/011.eml", PARTS),
    ("stalwart-mail-parser/malformed/013.eml", PARTS),
    ("stalwart-mail-parser/thirdparty/002.eml", PARTS),
    ("stalwart-mail-parser/thirdparty/003.eml", PARTS),
    ("stalwart-mail-parser/thirdparty/004.eml", PARTS),
    ("stalwart-mail-parser/thirdparty/005.eml", PARTS),
    ("stalwart-mail-parser/thirdparty/000.eml", CONTROL),
];

const PARTS: &str = "every text part is shown, and the parsers give the first";
const CONTROL: &str = "characters that control a terminal are left out";
const GUESSED: &str = "the charset is missing or wrong: the letters are guessed, and the parsers lose them";

/// The figures of parsing.
pub fn figures(folder: &Path) -> Outcome<Vec<Figure>> {
    let mut subject = Figure::new("subject as agreed by Python and mail-parser", "");
    let mut sender = Figure::new("sender as agreed (domains in lower case)", "");
    let mut words = Figure::new("text as agreed, white space collapsed", "");
    let mut on_purpose = Figure::new("fields that differ on purpose, and still do", "");
    for case in lines(&folder.join("parse_reference.jsonl"))? {
        let file = text(&case, "file");
        let letter = read(&fs::read(folder.join(file))?);
        let agreed = |key: &str| {
            case.get("agreed")
                .and_then(|agreed| agreed.get(key))
                .and_then(Value::as_str)
        };
        if let Some(agreed) = agreed("subject") {
            let reason = guessed(agreed, &letter.subject);
            judge(
                &mut subject,
                &mut on_purpose,
                file,
                (agreed, &letter.subject),
                reason,
            );
        }
        if let Some(agreed) = agreed("from_") {
            let agreed = match agreed.rsplit_once('@') {
                Some((local, domain)) => format!("{local}@{}", domain.to_lowercase()),
                None => agreed.to_owned(),
            };
            let from = letter.from.as_ref().map_or("", |from| &from.address);
            judge(&mut sender, &mut on_purpose, file, (&agreed, from), None);
        }
        if let Some(agreed) = agreed("text") {
            let listed = TEXTS
                .iter()
                .find(|(name, _)| *name == file)
                .map(|(_, reason)| *reason);
            let reason = listed.or_else(|| guessed(agreed, &letter.text));
            judge(&mut words, &mut on_purpose, file, (agreed, &letter.text), reason);
        }
    }
    Ok(vec![
        subject.at_least(100),
        sender.at_least(100),
        words.at_least(100),
        on_purpose.at_least(100),
        chatwoot(folder)?.at_least(100),
    ])
}

/// Whether letters that the parsers lost were found.
fn guessed(agreed: &str, found: &str) -> Option<&'static str> {
    (agreed.contains('\u{FFFD}') && !found.contains('\u{FFFD}')).then_some(GUESSED)
}

/// Counts one field. One that has a reason to differ is counted apart: there it is wrong where it does not.
fn judge(figure: &mut Figure, on_purpose: &mut Figure, file: &str, pair: (&str, &str), reason: Option<&str>) {
    let collapsed = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let (wanted, found) = (collapsed(pair.0), collapsed(pair.1));
    match reason {
        Some(reason) => on_purpose.count(wanted != found, || format!("{file}: no longer differs: {reason}")),
        None => figure.count(wanted == found, || difference(file, &wanted, &found)),
    }
}

fn difference(file: &str, wanted: &str, found: &str) -> String {
    let same: usize = wanted
        .chars()
        .zip(found.chars())
        .take_while(|(one, other)| one == other)
        .map(|(one, _)| one.len_utf8())
        .sum();
    let from = same.saturating_sub(20);
    let part = |text: &str| -> String {
        text.get(text.floor_char_boundary(from)..)
            .unwrap_or_default()
            .chars()
            .take(80)
            .collect()
    };
    format!(
        "{file}: at {same}: {:?} instead of {:?}",
        part(found),
        part(wanted)
    )
}

/// What the tests of Chatwoot say of its mails.
fn chatwoot(folder: &Path) -> Outcome<Figure> {
    let mut figure = Figure::new("subjects, ids and words that Chatwoot tests", "");
    for case in lines(&folder.join("chatwoot/expected.jsonl"))? {
        let file = text(&case, "email");
        let letter = read(&fs::read(folder.join("chatwoot").join(file))?);
        let ids = |key: &str| -> Option<Vec<String>> {
            let list = case.get(key)?.as_array()?;
            Some(list.iter().filter_map(Value::as_str).map(str::to_owned).collect())
        };
        let mut say = |what: &str, is_right: bool, found: String| {
            figure.count(is_right, || format!("{file}: {what}: {found}"));
        };
        if let Some(subject) = case.get("subject").and_then(Value::as_str) {
            say("subject", letter.subject == subject, letter.subject.clone());
        }
        if let Some(wanted) = ids("in_reply_to") {
            say(
                "in_reply_to",
                letter.in_reply_to == wanted,
                format!("{:?}", letter.in_reply_to),
            );
        }
        if let Some(wanted) = ids("references") {
            say(
                "references",
                letter.references == wanted,
                format!("{:?}", letter.references),
            );
        }
        if let Some(first) = case.get("in_reply_to_first").and_then(Value::as_str) {
            let found = letter.in_reply_to.first().map(String::as_str);
            say("in_reply_to_first", found == Some(first), format!("{found:?}"));
        }
        if let Some(begin) = case.get("text_starts").and_then(Value::as_str) {
            say(
                "text",
                letter.text.trim_start().starts_with(begin),
                letter.text.chars().take(80).collect(),
            );
        }
        if let Some(words) = case.get("text").and_then(Value::as_str) {
            say(
                "text",
                letter.text.trim() == words,
                letter.text.chars().take(80).collect(),
            );
        }
        if let Some(number) = case.get("attachments").and_then(Value::as_u64) {
            let found = letter.attachments.len();
            say("attachments", found as u64 == number, found.to_string());
        }
    }
    Ok(figure)
}
