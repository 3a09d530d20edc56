//! The line over real servers, and over servers that fail as they are told.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

mod matrix;
mod reading;
mod sending;
mod signing_in;

use std::time::Duration;

use lobby_mail::line::{Login, Secret, Security, Server, Timing};
use lobby_servers::{Servers, Wanted};
use sha2::{Digest as _, Sha256};

/// Dovecot alone.
fn dovecot() -> Servers {
    Servers::start(Wanted {
        without_postfix: true,
        ..Wanted::default()
    })
    .unwrap()
}

fn server(port: u16, security: Security) -> Server {
    Server {
        host: "localhost".into(),
        port,
        security,
        certificate: None,
    }
}

/// A server whose certificate was accepted by hand.
fn accepted(servers: &Servers, port: u16, security: Security) -> Server {
    Server {
        certificate: Some(Sha256::digest(&servers.certificate().der).into()),
        ..server(port, security)
    }
}

fn login(name: &str) -> Login {
    Login {
        name: name.into(),
        password: Secret::new(lobby_servers::PASSWORD.into()),
    }
}

/// Short waits, so that a test of silence is short.
fn quick() -> Timing {
    Timing {
        greeting: Duration::from_millis(700),
        answer: Duration::from_millis(700),
        taking: Duration::from_millis(700),
        idle: Duration::from_secs(5),
    }
}

/// Long waits, for servers that answer.
fn patient() -> Timing {
    Timing::default()
}
