//! What is known of a mail once it has been read.

use chrono::{DateTime, Utc};
use serde::Serialize;

/// What a mail is, decided in this order: the first that fits.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// It carries `X-Lobby-Message`, so it says it is one of ours; whether that is true is for who holds the key.
    OwnCopy,
    /// A mail server tells what became of a mail (RFC 3464, and the many that do not keep to it).
    DeliveryReport,
    /// Somebody pressed *This is spam* (RFC 5965).
    AbuseReport,
    /// A mail program tells that a mail was opened or deleted (RFC 8098).
    ReadReceipt,
    /// A program answered: out of office, a ticket number (RFC 3834).
    AutoReply,
    /// Sent to many through a list or in bulk (RFC 2919).
    List,
    /// A person answers something.
    Reply,
    /// A person begins something.
    New,
    /// Nothing could be made of it.
    #[default]
    Unreadable,
}

/// A name and an address, as a header gave them.
#[derive(Clone, Debug, Default, Eq, PartialEq, Serialize)]
pub struct Address {
    /// The name shown, decoded; empty where there was none.
    pub name: String,
    /// NFC, with the domain in lower case (RFC 6532); the local part as it was written.
    pub address: String,
}

/// One mail, made sense of.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Letter {
    /// What it is.
    pub kind: Kind,
    /// Who says to have written it; never proof.
    pub from: Option<Address>,
    /// Where answers are asked to; never an identity.
    pub reply_to: Vec<Address>,
    /// To whom.
    pub to: Vec<Address>,
    /// To whom besides.
    pub cc: Vec<Address>,
    /// The addresses that servers delivered it to: Delivered-To, X-Original-To, Envelope-To.
    pub delivered_to: Vec<String>,
    /// Decoded, on one line; empty where there was none.
    pub subject: String,
    /// The subject without `Re:`, `AW:`, `RE :` and their like in front.
    pub subject_bare: String,
    /// Without `<>`, else byte for byte.
    pub message_id: Option<String>,
    /// Ids it answers, without `<>`.
    pub in_reply_to: Vec<String>,
    /// Ids of the thread, oldest first, without `<>`.
    pub references: Vec<String>,
    /// When it says it was written.
    pub date: Option<DateTime<Utc>>,
    /// The header X-Lobby-Message.
    pub lobby_message: Option<String>,
    /// Everything it says, as plain text with `\n` between lines.
    pub text: String,
    /// What is shown unfolded (R32); never empty where `text` is not.
    pub reply_text: String,
    /// What a delivery report says, one for each recipient.
    pub deliveries: Vec<Delivery>,
    /// Message-IDs of the mail that a report or receipt is about, the surest first.
    pub reported: Vec<String>,
    /// What came with it, in order.
    pub attachments: Vec<Attachment>,
    /// Authentication-Results (RFC 8601), topmost first. Only that of our own provider means anything.
    pub authentication: Vec<Authentication>,
    /// It passes on somebody else's mail.
    pub is_forward: bool,
    /// Something beyond a bound was left out: text above a megabyte, too many parts.
    pub cut_short: bool,
    /// Why it is unreadable, in words for support.
    pub fault: Option<String>,
}

/// The longest text that is made of one mail, in bytes.
pub const LARGEST_TEXT: usize = 1_000_000;

/// What happened to a mail on its way to one recipient (RFC 3464, section 2.3.3).
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Action {
    /// Not yet, and it is still tried.
    Delayed,
    /// It did not arrive, and is not tried again.
    Failed,
    /// It arrived.
    Delivered,
    /// It was handed to a system that sends no reports, or to a list.
    Relayed,
}

/// What a report says of one recipient.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct Delivery {
    /// The address that failed; empty where the report does not tell.
    pub recipient: String,
    /// The status code of RFC 3463, such as `5.1.1`; empty where none can be told.
    pub status: String,
    /// What became of it.
    pub action: Action,
    /// Trying again is no use: the status begins with 5.
    pub permanent: bool,
    /// There is no such user or host, it has moved, or it takes no mail.
    pub address_dead: bool,
    /// Why, in the server's words.
    pub reason: String,
}

/// A file that came with a mail.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct Attachment {
    /// Made safe: no folders, no control characters, no name that a system reserves.
    pub name: String,
    /// Its size, decoded.
    pub bytes: u64,
    /// The type as it was declared, such as `image/png`; free text from a stranger.
    #[serde(rename = "type")]
    pub kind: String,
    /// The Content-ID without `<>`, by which HTML refers to it.
    pub content_id: Option<String>,
}

/// One header Authentication-Results.
#[derive(Clone, Debug, Default, Eq, PartialEq, Serialize)]
pub struct Authentication {
    /// The server that says so (authserv-id), in lower case.
    pub server: String,
    /// The verdict on the domain of From.
    pub dmarc: Option<Verdict>,
    /// One for each signature.
    pub dkim: Vec<Verdict>,
    /// The verdict on the sending server.
    pub spf: Option<Verdict>,
}

/// One verdict of a server.
#[derive(Clone, Debug, Default, Eq, PartialEq, Serialize)]
pub struct Verdict {
    /// `pass`, `fail`, `none` …, in lower case.
    pub result: String,
    /// The domain that it is about, in lower case; empty where it was not told.
    pub domain: String,
}
