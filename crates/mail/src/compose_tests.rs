//! What goes out is read by the same reader as what comes in.

use proptest::prelude::*;

use super::*;
use crate::read::{Kind, read};

fn message(text: &str) -> Message<'_> {
    Message {
        from: Party {
            name: "Maple Court",
            address: "desk@maple.example",
        },
        to: Party {
            name: "Ana Éluard",
            address: "ana@example.org",
        },
        reply_to: Some("desk+c1.seal@maple.example"),
        subject: "Dégustation · WT-0418",
        message_id: "c.1.2.seal@maple.example",
        in_reply_to: Some("a@b"),
        references: &[],
        date: DateTime::UNIX_EPOCH,
        language: "fr",
        text,
        summary: &[],
        footer: "Maple Court",
        files: &[],
    }
}

#[test]
fn a_message_reads_as_it_was_written() {
    let summary = ["Booking WT-0418".to_owned(), "Friday, 7 pm".to_owned()];
    let references = ["c.1.seal@maple.example".to_owned(), "a@b".to_owned()];
    let written = Message {
        summary: &summary,
        references: &references,
        ..message("Bonjour Ana,\n\nà 19 h.\n.\n<b>&")
    };
    let letter = read(&compose(&written));
    assert_eq!(letter.kind, Kind::OwnCopy);
    assert_eq!(letter.subject, "Dégustation · WT-0418");
    assert_eq!(letter.message_id.as_deref(), Some("c.1.2.seal@maple.example"));
    assert_eq!(letter.in_reply_to, ["a@b"]);
    assert_eq!(letter.references, references);
    assert_eq!(letter.to[0].name, "Ana Éluard");
    assert_eq!(letter.reply_to[0].address, "desk+c1.seal@maple.example");
    assert!(letter.text.starts_with("Bonjour Ana,\n\nà 19 h.\n.\n<b>&"));
    assert!(letter.text.contains("Booking WT-0418\nFriday, 7 pm"));
}

#[test]
fn r80_every_try_has_the_same_bytes() {
    assert_eq!(compose(&message("Hello")), compose(&message("Hello")));
}

#[test]
fn every_line_ends_with_crlf_and_none_is_too_long() {
    let long = "é".repeat(5_000);
    for line in compose(&message(&long)).split_inclusive(|byte| *byte == b'\n') {
        assert!(line.ends_with(b"\r\n"));
        assert!(line.len() <= 1_000, "RFC 5321 section 4.5.3.1.6");
    }
}

#[test]
fn r31_a_file_goes_along_byte_for_byte() {
    let bytes: Vec<u8> = (0..=255).collect();
    let files = [File {
        name: "plan d'étage.png",
        media_type: "image/png",
        bytes: &bytes,
    }];
    let mail = compose(&Message {
        files: &files,
        ..message("See the plan")
    });
    let letter = read(&mail);
    assert_eq!(letter.attachments.len(), 1);
    assert_eq!(letter.attachments[0].name, "plan d'étage.png");
    assert_eq!(crate::read::attachment(&mail, 0).unwrap(), bytes);
}

#[test]
fn of_many_references_the_first_and_the_last_go_along() {
    let ids: Vec<String> = (0..100).map(|id| format!("{id}@x")).collect();
    let kept = kept(&ids);
    assert_eq!(kept.len(), 21);
    assert_eq!((kept[0].as_str(), kept[20].as_str()), ("0@x", "99@x"));
}

proptest! {
    #[test]
    fn nothing_that_is_written_breaks_the_mail(text in "\\PC{0,400}", subject in "[^\\p{Cc}]{1,80}") {
        let mail = compose(&Message { subject: &subject, ..message(&text) });
        let letter = read(&mail);
        prop_assert_eq!(letter.kind, Kind::OwnCopy);
        prop_assert_eq!(letter.message_id.as_deref(), Some("c.1.2.seal@maple.example"));
        prop_assert!(letter.to.len() == 1 && letter.to[0].address == "ana@example.org");
    }
}
