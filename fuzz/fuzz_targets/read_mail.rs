//! From raw bytes to shown text: no panic, no hang, and what holds of every mail.

#![no_main]

use libfuzzer_sys::fuzz_target;
use lobby_mail::read::{Kind, attachment, read};

fuzz_target!(|raw: &[u8]| {
    let letter = read(raw);
    assert!(letter.text.trim().is_empty() || !letter.reply_text.trim().is_empty());
    assert!(letter.text.len() <= 1_000_000 && letter.reply_text.len() <= 1_000_000);
    assert_eq!(letter.kind == Kind::Unreadable, letter.fault.is_some());
    for (index, file) in letter.attachments.iter().enumerate() {
        assert!(!file.name.is_empty() && !file.name.contains(['/', '\\', '\0', '\u{202E}']));
        assert_eq!(attachment(raw, index).map(|bytes| bytes.len() as u64), Some(file.bytes));
    }
});
