//! The line to the mail servers: IMAP (RFC 9051, RFC 3501) and SMTP (RFC 5321) over TLS.
//!
//! Every wait has an end, every connection speaks without delay (TCP_NODELAY, or each mail takes forty
//! milliseconds longer), and every [`Fault`] names the step that it happened in.

mod fault;
pub mod imap;
pub mod smtp;
mod stream;
mod tls;

use std::{fmt, time::Duration};

pub use fault::Fault;
pub use lobby_domain::mailbox::Security;

/// A server, and how it is reached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Server {
    /// Its name, or its address.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How the line is kept private.
    pub security: Security,
    /// The SHA-256 of the one certificate that is believed, accepted by hand; `None`: whom this computer trusts.
    pub certificate: Option<[u8; 32]>,
}

/// Who signs in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Login {
    /// The name.
    pub name: String,
    /// The password.
    pub password: Secret,
}

/// A password: it is never printed.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// Takes it.
    #[must_use]
    pub fn new(secret: String) -> Self {
        Self(secret)
    }

    /// What it is.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// How long a server may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Timing {
    /// To be connected and to greet.
    pub greeting: Duration,
    /// To answer a command.
    pub answer: Duration,
    /// To take a message after its last byte (RFC 5321 section 4.5.3.2.6 asks for ten minutes).
    pub taking: Duration,
    /// To give a sign of life while Lobby waits for mail.
    pub idle: Duration,
}

impl Default for Timing {
    fn default() -> Self {
        Self {
            greeting: Duration::from_secs(30),
            answer: Duration::from_secs(60),
            taking: Duration::from_secs(600),
            // Dovecot says every two minutes that it is there; who says nothing for five is not.
            idle: Duration::from_secs(300),
        }
    }
}
