//! What a mail is: automatic mail never reopens and never notifies (R26, R70).

use lobby_mail::read::Kind;

use crate::letter;

#[test]
fn r26_a_person_is_told_from_a_program() {
    for (name, kind) in [
        ("reply-above-quote-french", Kind::Reply),
        ("words-like-a-mail-header", Kind::New),
        ("auto-out-of-office", Kind::AutoReply),
        ("auto-subject-french", Kind::AutoReply),
        ("list-with-list-id", Kind::List),
        ("read-receipt", Kind::ReadReceipt),
        ("abuse-report", Kind::AbuseReport),
        ("own-copy", Kind::OwnCopy),
        ("report-no-such-user", Kind::DeliveryReport),
        ("report-in-words", Kind::DeliveryReport),
        ("report-failed-recipients-header", Kind::DeliveryReport),
    ] {
        assert_eq!(letter(name).kind, kind, "{name}");
    }
}

#[test]
fn r70_what_only_looks_automatic_is_a_person() {
    for name in [
        "exchange-suppress-is-a-person",
        "auto-submitted-no",
        "null-return-path-of-a-person",
        "postmaster-is-a-person",
    ] {
        assert_eq!(letter(name).kind, Kind::Reply, "{name}");
    }
}

#[test]
fn r26_reports_name_the_mail_they_are_about() {
    for name in [
        "read-receipt",
        "abuse-report",
        "report-no-such-user",
        "report-in-words",
    ] {
        assert_eq!(letter(name).reported[0], "c.12.34.abc@desk.example.org", "{name}");
    }
}

#[test]
fn r26_our_own_copy_says_which_message_it_is() {
    assert_eq!(letter("own-copy").lobby_message.as_deref(), Some("12.34.abc"));
}
