//! No bytes stop the reader: neither arbitrary ones nor mails with some of them changed.

use std::fs;

use lobby_mail::read::{Kind, Letter, attachment, read};
use proptest::prelude::*;

use crate::samples;

/// What holds of every mail, whatever its bytes.
fn check(raw: &[u8], letter: &Letter) -> Result<(), TestCaseError> {
    prop_assert!(letter.text.trim().is_empty() || !letter.reply_text.trim().is_empty());
    prop_assert!(letter.text.len() <= 1_000_000 && letter.reply_text.len() <= 1_000_000);
    prop_assert_eq!(letter.kind == Kind::Unreadable, letter.fault.is_some());
    prop_assert!(
        !letter
            .fault
            .as_deref()
            .unwrap_or_default()
            .contains("Lobby failed")
    );
    for (index, file) in letter.attachments.iter().enumerate() {
        prop_assert!(!file.name.is_empty() && file.name.len() <= 125, "{:?}", file.name);
        prop_assert!(
            !file.name.contains(['/', '\\', '\0', '\u{202E}']),
            "{:?}",
            file.name
        );
        let bytes = attachment(raw, index).map(|bytes| bytes.len() as u64);
        prop_assert_eq!(bytes, Some(file.bytes));
    }
    prop_assert!(!letter.subject.contains('\n'));
    Ok(())
}

/// A sample with a few of its bytes replaced, a piece of it doubled, and its end cut off.
fn mutated() -> impl Strategy<Value = Vec<u8>> {
    let mut files: Vec<_> = fs::read_dir(samples())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    let sample = prop::sample::select(files);
    let changes = prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..12);
    (
        sample,
        changes,
        any::<prop::sample::Index>(),
        any::<prop::sample::Index>(),
        any::<bool>(),
    )
        .prop_map(|(file, changes, from, to, cuts)| {
            let mut bytes = fs::read(file).unwrap();
            for (index, byte) in changes {
                let index = index.index(bytes.len());
                bytes[index] = byte;
            }
            let (from, to) = (from.index(bytes.len()), to.index(bytes.len()));
            let piece = bytes[from.min(to)..from.max(to)].to_vec();
            bytes.splice(from..from, piece);
            if cuts {
                bytes.truncate(to);
            }
            bytes
        })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn r26_any_bytes_are_read(raw in prop::collection::vec(any::<u8>(), 0..600)) {
        check(&raw, &read(&raw))?;
    }

    #[test]
    fn r26_changed_mails_are_read(raw in mutated()) {
        check(&raw, &read(&raw))?;
    }

    #[test]
    fn r32_words_without_any_mark_are_all_shown(words in prop::collection::vec("[a-z]{1,8}( [a-z]{1,8}){0,6}", 1..8)) {
        // Without colons, rules or quotes nothing can be taken for a mark, but for lines that devices add.
        prop_assume!(!words.iter().any(|line| line.starts_with("sent ") || line.starts_with("from ") || line.starts_with("via ")));
        let text = words.join("\n");
        let raw = format!("From: ana@example.org\nSubject: x\n\n{text}\n");
        prop_assert_eq!(read(raw.as_bytes()).reply_text, text);
    }
}

#[test]
fn r26_a_thousand_nested_parts_are_read_to_the_words_inside() {
    let mut raw = "From: ana@example.org\nContent-Type: multipart/mixed; boundary=b0\n\n".to_owned();
    for depth in 0..1000 {
        raw.push_str(&format!(
            "--b{depth}\nContent-Type: multipart/mixed; boundary=b{}\n\n",
            depth + 1
        ));
    }
    raw.push_str("--b1000\n\nThe words inside.\n");
    assert_eq!(read(raw.as_bytes()).reply_text.trim(), "The words inside.");
}

#[test]
fn r26_a_mail_of_a_hundred_thousand_parts_is_cut_short() {
    let raw = format!(
        "From: ana@example.org\nContent-Type: multipart/mixed; boundary=b\n\n{}",
        "--b\nContent-Type: image/png\n\nx\n".repeat(100_000)
    );
    let letter = read(raw.as_bytes());
    assert!(letter.cut_short && letter.attachments.len() < 2000);
}

#[test]
fn r26_a_text_of_many_megabytes_is_cut_short() {
    let raw = format!(
        "From: ana@example.org\n\n{}",
        "We will be eight.\n".repeat(300_000)
    );
    let letter = read(raw.as_bytes());
    assert!(letter.cut_short && letter.text.len() <= 1_000_000 && letter.text.starts_with("We will"));
}
