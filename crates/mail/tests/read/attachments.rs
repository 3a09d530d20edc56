//! Attachments and their names (R31).

use lobby_mail::read::attachment;

use crate::{letter, raw};

fn name(sample: &str) -> String {
    let letter = letter(sample);
    assert_eq!(letter.attachments.len(), 1, "{sample}");
    letter.attachments[0].name.clone()
}

#[test]
fn r31_names_lead_to_no_folder_and_hide_nothing() {
    assert_eq!(name("attachment-name-with-path"), "passwd");
    assert_eq!(name("attachment-name-windows-path"), "list.pdf");
    assert_eq!(name("attachment-name-reserved"), "_CON.txt");
    assert_eq!(name("attachment-name-turned-around"), "invoicefdp.exe");
}

#[test]
fn r31_names_are_decoded_and_short_enough() {
    assert_eq!(name("attachment-name-continued"), "gâteau de Noël.pdf");
    assert_eq!(name("attachment-name-encoded-word"), "gâteau.pdf");
    let long = name("attachment-name-too-long");
    assert!(long.len() <= 120 && long.ends_with("a.pdf"), "{long}");
}

#[test]
fn r31_what_has_no_name_gets_one() {
    assert_eq!(name("attachment-without-name"), "attachment-1.bin");
    assert_eq!(name("attachment-is-mail"), "The menu.eml");
}

#[test]
fn r31_an_attachment_is_decoded_whole() {
    let raw = raw("attachment-name-with-path");
    assert_eq!(attachment(&raw, 0).unwrap(), b"Lobby");
    assert_eq!(letter("attachment-name-with-path").attachments[0].bytes, 5);
    assert_eq!(attachment(&raw, 1), None);
}
