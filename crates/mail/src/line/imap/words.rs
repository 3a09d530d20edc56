//! Between the words of the protocol and ours: UIDs as sets, names in quotation marks, what an answer holds.

use async_imap::imap_proto::AttributeValue;
use chrono::DateTime;
use lobby_domain::mailbox::{FolderRole, MailStep};

use super::{Fault, Fetched, Listed};

pub(super) fn listed(attributes: &[AttributeValue<'_>]) -> Option<Listed> {
    let (mut uid, mut size, mut received) = (None, None, None);
    for attribute in attributes {
        match attribute {
            AttributeValue::Uid(found) => uid = Some(*found),
            AttributeValue::Rfc822Size(found) => size = Some(*found),
            AttributeValue::InternalDate(found) => {
                received = DateTime::parse_from_str(found.trim(), "%d-%b-%Y %H:%M:%S %z")
                    .ok()
                    .map(|at| at.to_utc());
            }
            _ => {}
        }
    }
    Some(Listed {
        uid: uid?,
        size: size?,
        received,
    })
}

pub(super) fn fetched(attributes: &[AttributeValue<'_>]) -> Option<Fetched> {
    let (mut uid, mut bytes) = (None, None);
    for attribute in attributes {
        match attribute {
            AttributeValue::Uid(found) => uid = Some(*found),
            AttributeValue::BodySection { data, .. } => {
                bytes = Some(data.as_ref().map(|data| data.to_vec()).unwrap_or_default());
            }
            _ => {}
        }
    }
    Some(Fetched {
        uid: uid?,
        bytes: bytes?,
    })
}

/// What a folder is for by its name, where the server does not say.
pub(super) fn role_by_name(name: &str) -> Option<FolderRole> {
    let last = name.rsplit(['/', '.']).next().unwrap_or(name).to_lowercase();
    match last.as_str() {
        "sent" | "sent items" | "sent messages" | "sent mail" => Some(FolderRole::Sent),
        "junk" | "spam" | "junk e-mail" | "junk email" | "bulk mail" => Some(FolderRole::Junk),
        _ => None,
    }
}

/// UIDs as the server takes them: runs as `from:to` (RFC 3501 section 9, sequence-set).
pub(super) fn set_of(uids: &[u32]) -> String {
    let mut set = String::new();
    let mut rest = uids.iter().copied().peekable();
    while let Some(from) = rest.next() {
        let mut to = from;
        while rest.next_if(|next| to.checked_add(1) == Some(*next)).is_some() {
            to += 1;
        }
        if !set.is_empty() {
            set.push(',');
        }
        if from == to {
            set.push_str(&from.to_string());
        } else {
            set.push_str(&format!("{from}:{to}"));
        }
    }
    set
}

/// A text in quotation marks (RFC 3501 section 9, quoted).
pub(super) fn quoted(text: &str) -> Result<String, Fault> {
    if text.chars().any(char::is_control) {
        return Err(Fault::unexpected(
            MailStep::Folders,
            format!("a name with control characters: {text:?}"),
        ));
    }
    Ok(format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_of_uids_are_told_by_their_ends() {
        assert_eq!(set_of(&[1, 2, 3, 7, 9, 10]), "1:3,7,9:10");
        assert_eq!(set_of(&[u32::MAX]), "4294967295");
    }

    #[test]
    fn a_name_cannot_carry_a_command() {
        assert_eq!(quoted(r#"a"b\c"#).unwrap(), r#""a\"b\\c""#);
        assert!(quoted("INBOX\r\nA1 DELETE x").is_err());
    }

    #[test]
    fn a_folder_is_known_by_its_name_where_the_server_is_silent() {
        assert_eq!(role_by_name("INBOX.Sent Items"), Some(FolderRole::Sent));
        assert_eq!(role_by_name("[Gmail]/Spam"), Some(FolderRole::Junk));
        assert_eq!(role_by_name("Archive"), None);
    }

    #[test]
    fn the_servers_time_is_read() {
        let attributes = [
            AttributeValue::Uid(7),
            AttributeValue::Rfc822Size(12),
            AttributeValue::InternalDate(" 3-Nov-2026 10:00:00 -0500".into()),
        ];
        let found = listed(&attributes).unwrap();
        assert_eq!(found.received.unwrap().to_rfc3339(), "2026-11-03T15:00:00+00:00");
    }
}
