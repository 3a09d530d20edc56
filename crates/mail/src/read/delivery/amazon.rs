//! What Amazon SES mails to those who subscribed to it: the report as JSON, for people with no machine to read it.

use serde_json::Value;

use super::{Action, Told};
use crate::read::letter::Letter;

/// The longest text that is looked at.
const LONGEST: usize = 256 * 1024;

/// The notification that a mail is, with its type: `Bounce`, `Complaint`, `Delivery`.
pub fn notification(letter: &Letter) -> Option<(String, Value)> {
    let text = letter.text.trim_start();
    if !text.starts_with('{') || text.len() > LONGEST || !text.contains("notificationType") {
        return None;
    }
    let end = text.rfind('}')?;
    // A server in between breaks long lines with a mark.
    let json = text.get(..=end)?.replace("!\n ", "");
    let outer: Value = serde_json::from_str(&json).ok()?;
    let inner = match outer.get("Message").and_then(Value::as_str) {
        Some(message) => serde_json::from_str(message).ok()?,
        None => outer,
    };
    let kind = inner.get("notificationType")?.as_str()?.to_owned();
    Some((kind, inner))
}

/// Whether the notification is of a mail's delivery or failure.
pub fn is_report(letter: &Letter) -> bool {
    notification(letter).is_some_and(|(kind, _)| kind == "Bounce" || kind == "Delivery")
}

/// Whether it says that somebody complained.
pub fn is_complaint(letter: &Letter) -> bool {
    notification(letter).is_some_and(|(kind, _)| kind == "Complaint")
}

/// The recipients that it tells of.
pub fn recipients(letter: &Letter) -> Vec<Told> {
    let Some((kind, value)) = notification(letter) else {
        return vec![];
    };
    let text = |value: &Value, key: &str| {
        value
            .get(key)
            .and_then(Value::as_str)
            .unwrap_or_default()
            .to_owned()
    };
    let list = |pointer: &str| {
        value
            .pointer(pointer)
            .and_then(Value::as_array)
            .cloned()
            .unwrap_or_default()
    };
    if kind == "Bounce" {
        return list("/bounce/bouncedRecipients")
            .iter()
            .map(|one| Told {
                recipient: text(one, "emailAddress"),
                action: Some(Action::Failed),
                status: text(one, "status"),
                words: text(one, "diagnosticCode")
                    .trim_start_matches("smtp;")
                    .trim()
                    .to_owned(),
            })
            .collect();
    }
    let words = value
        .pointer("/delivery/smtpResponse")
        .and_then(Value::as_str)
        .unwrap_or_default();
    list("/delivery/recipients")
        .iter()
        .filter_map(Value::as_str)
        .map(|recipient| Told {
            recipient: recipient.to_owned(),
            action: Some(Action::Delivered),
            status: "2.0.0".to_owned(),
            words: words.to_owned(),
        })
        .collect()
}
