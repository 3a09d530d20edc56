//! Which mail a report is about.

use super::notice::ids_in;
use crate::read::{
    charset,
    header::Headers,
    letter::Letter,
    mime::{Mail, Part},
};

/// The most ids that are kept.
const MOST: usize = 20;
/// The most bytes of a part that are searched.
const LARGEST: usize = 256 * 1024;

/// The Message-IDs of the mail that a report is about, the surest first: the copy of its header that came along,
/// then what stands in the text, then what the report says that it answers.
pub fn reported(mail: &Mail<'_>, letter: &Letter) -> Vec<String> {
    let mut found: Vec<String> = vec![];
    let mut add = |id: String| {
        if found.len() < MOST && !found.contains(&id) {
            found.push(id);
        }
    };
    for part in mail.parts().filter(|part| is_copy(part)) {
        let bytes = decoded(part);
        let headers = Headers::split(bytes.trim_ascii_start()).0;
        headers.ids("message-id").into_iter().for_each(&mut add);
    }
    for name in ["x-original-message-id", "original-message-id"] {
        mail.headers().ids(name).into_iter().for_each(&mut add);
    }
    for part in mail.parts().filter(|part| part.children.is_empty()) {
        if part.mime.starts_with("text/") || part.mime.starts_with("message/") {
            ids_in(&charset::guess(&decoded(part))).for_each(&mut add);
        }
    }
    ids_in(&letter.text).for_each(&mut add);
    letter
        .in_reply_to
        .iter()
        .chain(letter.references.iter().rev())
        .cloned()
        .for_each(&mut add);
    found
}

fn is_copy(part: &Part<'_>) -> bool {
    matches!(
        part.mime.as_str(),
        "message/rfc822"
            | "message/global"
            | "text/rfc822-headers"
            | "message/rfc822-headers"
            | "message/global-headers"
            | "text/rfc822-header"
    )
}

fn decoded(part: &Part<'_>) -> Vec<u8> {
    let bytes = part.body.get(..LARGEST).unwrap_or(part.body);
    part.transfer.decode(bytes).into_owned()
}
