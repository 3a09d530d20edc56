//! From the bytes of one mail to what it is and what it says.
//!
//! The bytes are hostile input. [`read`] never fails and never panics, and it keeps within bounds of time
//! and memory whatever is in them: every pass is linear, nothing recurses, and what is beyond a bound is
//! left out and said in [`Letter::cut_short`]. The raw bytes are kept by whoever calls.
//!
//! ```text
//! bytes ── wire (repair) ── mime (parts) ── header, transfer, charset ─┬─ body (text, reply_text)
//!                                                                      ├─ delivery (reports)
//!                                                                      └─ kind
//! ```

mod authentication;
mod body;
mod charset;
mod delivery;
mod header;
mod html;
mod kind;
mod letter;
mod mime;
mod safe_name;
pub use safe_name::safe as safe_name;
mod subject;
mod transfer;
mod wire;
mod words;

pub use letter::{Action, Address, Attachment, Authentication, Delivery, Kind, Letter, Verdict};

/// Reads one mail as it came over IMAP (RFC 5322 with MIME), however broken it is.
///
/// What cannot be made sense of at all comes back as [`Kind::Unreadable`] with [`Letter::fault`] in words
/// and the bytes as text.
#[must_use]
pub fn read(raw: &[u8]) -> Letter {
    // What other people's code does with hostile input is not ours to promise: whatever it is, the mail is shown.
    std::panic::catch_unwind(|| understood(raw))
        .unwrap_or_else(|_| unreadable(raw, "Lobby failed on this mail: please report it.".to_owned()))
}

fn understood(raw: &[u8]) -> Letter {
    let raw = wire::repair(raw);
    let mail = mime::Mail::parse(&raw);
    let headers = mail.headers();
    if let Some(fault) = mail.fault() {
        return unreadable(&raw, fault);
    }
    let subject = headers.text("subject");
    let body = body::Body::of(&mail, subject::is_forward(&subject));
    let mut letter = Letter {
        from: headers.addresses("from").into_iter().next(),
        reply_to: headers.addresses("reply-to"),
        to: headers.addresses("to"),
        cc: headers.addresses("cc"),
        delivered_to: headers.delivered_to(),
        subject_bare: subject::bare(&subject),
        subject,
        message_id: headers.ids("message-id").into_iter().next(),
        in_reply_to: headers.ids("in-reply-to"),
        references: headers.ids("references"),
        date: headers.date("date"),
        lobby_message: headers.word("x-lobby-message"),
        attachments: mail.attachments(&body),
        authentication: authentication::all(headers),
        cut_short: mail.cut_short() || body.cut_short,
        is_forward: false,
        text: body.text,
        reply_text: body.reply_text,
        ..Letter::default()
    };
    letter.is_forward = body.is_forward || subject::is_forward(&letter.subject);
    letter.kind = kind::of(&mail, &letter);
    if letter.kind == Kind::DeliveryReport {
        letter.deliveries = delivery::deliveries(&mail, &letter);
    }
    if matches!(
        letter.kind,
        Kind::DeliveryReport | Kind::AbuseReport | Kind::ReadReceipt
    ) {
        letter.reported = delivery::reported(&mail, &letter);
    }
    letter
}

/// The decoded bytes of the attachment at `index` of [`Letter::attachments`]; `None` where there is none.
#[must_use]
pub fn attachment(raw: &[u8], index: usize) -> Option<Vec<u8>> {
    let found = || {
        let raw = wire::repair(raw);
        let mail = mime::Mail::parse(&raw);
        let chosen = body::chosen(&mail);
        mail.fault()
            .is_none()
            .then(|| mail.attachment(&chosen, index))
            .flatten()
    };
    std::panic::catch_unwind(found).unwrap_or_default()
}

/// What cannot be understood is shown as it came, so that a person can still read it.
fn unreadable(raw: &[u8], fault: String) -> Letter {
    let sample = raw.get(..4 * letter::LARGEST_TEXT).unwrap_or(raw);
    let (text, cut_short) = charset::bounded(charset::guess(sample).into_owned());
    Letter {
        kind: Kind::Unreadable,
        reply_text: text.clone(),
        text,
        cut_short,
        fault: Some(fault),
        ..Letter::default()
    }
}
