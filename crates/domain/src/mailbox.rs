//! The building's mailbox: how its servers are reached, what is read of it, and what may go wrong (R80, R81).

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use specta::Type;

/// How the line to a server is kept private.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum Security {
    /// TLS from the first byte (RFC 8314 section 3).
    Tls,
    /// TLS after a command in the open (RFC 3207, RFC 9051 section 6.2.1); without it nothing is said.
    StartTls,
    /// None, which is for a server on this very computer.
    Plain,
}

/// What a folder of the mailbox is for. Folders are read in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum FolderRole {
    /// What arrives.
    Inbox,
    /// What the server took for junk, which a resident's answer may be too.
    Junk,
    /// What staff have sent, from here and from elsewhere (R83).
    Sent,
}

/// R81: how much of a mailbox is read that is connected for the first time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum History {
    /// What arrives from now on.
    FromNow,
    /// Also the last thirty days.
    ThirtyDays,
    /// All of it.
    Everything,
}

impl History {
    /// R81: what the server received before this is not read; `None` where nothing of the past is.
    #[must_use]
    pub fn since(self, connected: DateTime<Utc>) -> Option<DateTime<Utc>> {
        match self {
            Self::FromNow => None,
            Self::ThirtyDays => Some(connected - TimeDelta::days(30)),
            Self::Everything => Some(DateTime::UNIX_EPOCH),
        }
    }
}

/// R81: whether a mail is history: the server had received it before the mailbox was connected.
#[must_use]
pub fn is_history(received: DateTime<Utc>, connected: DateTime<Utc>) -> bool {
    received < connected
}

/// How far it came with a server.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum MailStep {
    /// Its name was looked up.
    FindServer,
    /// A connection was made.
    Connect,
    /// The connection was encrypted.
    Encrypt,
    /// The server said who it is.
    Greeting,
    /// Lobby signed in.
    SignIn,
    /// The folders were looked at.
    Folders,
    /// A message was handed over.
    Send,
}

/// Why a step with a server failed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(tag = "fault", rename_all = "snake_case")]
pub enum MailFault {
    /// There is no server of this name, or no network.
    NoSuchServer,
    /// Nothing answers there: the port, or the network.
    Unreachable,
    /// It did not answer in time.
    TooSlow,
    /// The connection broke.
    Broken,
    /// What answers does not speak TLS there, or does not offer it.
    NotEncrypted,
    /// Its certificate is not believed.
    Certificate {
        /// The SHA-256 of the certificate that it showed, in hexadecimal digits.
        sha256: String,
        /// Why it is not believed.
        doubt: CertificateDoubt,
    },
    /// It does not take the name and password.
    SignInRefused,
    /// The keychain holds no password for it.
    NoPassword,
    /// It takes no mail from this mailbox for now.
    SendingRefused,
    /// It said something that does not belong there.
    Unexpected,
    /// What came or went could not be kept on this computer: the disk.
    NotKept,
}

/// Why a certificate is not believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum CertificateDoubt {
    /// Nobody whom this computer trusts has signed it.
    UnknownIssuer,
    /// It has expired, or is not valid yet.
    Expired,
    /// It is for a server of another name.
    OtherName,
    /// It is not the one that was accepted by hand.
    Changed,
    /// Anything else.
    Other,
}

impl MailFault {
    /// Whether it may be over by itself, so that it is tried again; else the settings need a person.
    #[must_use]
    pub fn passes(&self) -> bool {
        matches!(
            self,
            Self::NoSuchServer
                | Self::Unreachable
                | Self::TooSlow
                | Self::Broken
                | Self::Unexpected
                | Self::NotKept
        )
    }
}

/// The settings of a mail provider.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Provider {
    /// Where its mail is read: host and port, over TLS from the first byte.
    pub imap: (&'static str, u16),
    /// Where it is sent.
    pub smtp: (&'static str, u16, Security),
    /// It files what is sent in the Sent folder by itself.
    pub files_sent: bool,
    /// It takes plus addresses.
    pub plus_addresses: bool,
    /// How many messages it takes in 24 hours, by its own documents; `None` where it does not say.
    pub sending_limit: Option<u32>,
    /// It wants a password made for Lobby, not the one of the account.
    pub app_password: bool,
}

/// The name under which a mailbox's own provider writes down what it found out about a sender (RFC 8601 section
/// 2.5); empty where it writes none, or one that is not known. Nobody else's word counts.
#[must_use]
pub fn vouches(imap_host: &str) -> &'static str {
    match imap_host.to_lowercase().as_str() {
        "imap.gmail.com" => "mx.google.com",
        _ => "",
    }
}

const fn provider(imap: &'static str, smtp: (&'static str, u16, Security)) -> Provider {
    Provider {
        imap: (imap, 993),
        smtp,
        files_sent: false,
        plus_addresses: false,
        sending_limit: None,
        app_password: false,
    }
}

/// Mailboxes' domains, and who provides them.
const PROVIDERS: [(&[&str], Provider); 7] = [
    (
        &["gmail.com", "googlemail.com"],
        Provider {
            files_sent: true,
            plus_addresses: true,
            sending_limit: Some(500),
            app_password: true,
            ..provider("imap.gmail.com", ("smtp.gmail.com", 465, Security::Tls))
        },
    ),
    (
        &["icloud.com", "me.com", "mac.com"],
        Provider {
            plus_addresses: true,
            sending_limit: Some(1000),
            app_password: true,
            ..provider("imap.mail.me.com", ("smtp.mail.me.com", 587, Security::StartTls))
        },
    ),
    (
        &["yahoo.com", "yahoo.ca", "yahoo.fr", "ymail.com"],
        Provider {
            files_sent: true,
            sending_limit: Some(500),
            app_password: true,
            ..provider("imap.mail.yahoo.com", ("smtp.mail.yahoo.com", 465, Security::Tls))
        },
    ),
    (
        &["fastmail.com", "fastmail.fm"],
        Provider {
            plus_addresses: true,
            app_password: true,
            ..provider("imap.fastmail.com", ("smtp.fastmail.com", 465, Security::Tls))
        },
    ),
    (
        &["gmx.com", "gmx.net", "gmx.de"],
        provider("imap.gmx.net", ("mail.gmx.net", 465, Security::Tls)),
    ),
    (
        &["orange.fr", "wanadoo.fr"],
        provider("imap.orange.fr", ("smtp.orange.fr", 465, Security::Tls)),
    ),
    (
        &["videotron.ca"],
        provider("imap.videotron.ca", ("smtp.videotron.ca", 465, Security::Tls)),
    ),
];

/// The settings of the provider of a mailbox; `None` where nobody knows them.
#[must_use]
pub fn provider_of(address: &str) -> Option<Provider> {
    let (_, domain) = address.rsplit_once('@')?;
    let domain = domain.to_lowercase();
    PROVIDERS
        .iter()
        .find(|(domains, _)| domains.contains(&domain.as_str()))
        .map(|(_, provider)| *provider)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn r81_history_reaches_as_far_back_as_chosen() {
        let connected = DateTime::from_timestamp(1_800_000_000, 0).unwrap();
        assert_eq!(History::FromNow.since(connected), None);
        let thirty = History::ThirtyDays.since(connected).unwrap();
        assert_eq!(connected - thirty, TimeDelta::days(30));
        assert_eq!(History::Everything.since(connected), Some(DateTime::UNIX_EPOCH));
    }

    #[test]
    fn r81_what_the_server_had_before_is_history() {
        let connected = DateTime::from_timestamp(1_800_000_000, 0).unwrap();
        assert!(is_history(connected - TimeDelta::milliseconds(1), connected));
        assert!(!is_history(connected, connected));
    }

    #[test]
    fn the_settings_of_common_providers_are_known() {
        let gmail = provider_of("desk@GMAIL.com").unwrap();
        assert_eq!(gmail.imap, ("imap.gmail.com", 993));
        assert!(gmail.files_sent);
        assert_eq!(provider_of("desk@maple-court.example"), None);
        assert_eq!(provider_of("desk"), None);
    }

    #[test]
    fn r21_only_the_mailboxs_own_provider_vouches_for_a_sender() {
        assert_eq!(vouches("IMAP.gmail.com"), "mx.google.com");
        assert_eq!(vouches("imap.gmail.com.example"), "");
    }

    #[test]
    fn r81_what_may_be_over_by_itself_is_tried_again() {
        assert!(MailFault::TooSlow.passes());
        assert!(!MailFault::SignInRefused.passes());
        let doubt = CertificateDoubt::Expired;
        let sha256 = String::new();
        assert!(!MailFault::Certificate { sha256, doubt }.passes());
    }
}
