//! Reading whole mails: those of `tests/mail-samples`, one quirk a file, and any bytes at all.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test stops where it is not as expected"
)]

mod any_bytes;
mod attachments;
mod kinds;
mod parsing;
mod replies;
mod reports;

use std::{fs, path::PathBuf};

use lobby_mail::read::{Letter, read};

/// The folder of the samples.
fn samples() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests/mail-samples")
}

/// The bytes of a sample.
fn raw(name: &str) -> Vec<u8> {
    fs::read(samples().join(format!("{name}.eml"))).unwrap()
}

/// A sample, read.
fn letter(name: &str) -> Letter {
    read(&raw(name))
}
