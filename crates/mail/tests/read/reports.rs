//! What delivery reports say of each recipient (R23 shows it in words, R26 keeps the conversation closed).

use lobby_mail::read::{Action, Delivery};

use crate::letter;

fn only(name: &str) -> Delivery {
    let letter = letter(name);
    assert_eq!(letter.deliveries.len(), 1, "{name}: {:?}", letter.deliveries);
    letter.deliveries[0].clone()
}

#[test]
fn r23_an_address_that_is_none_is_told_from_a_mailbox_that_is_full() {
    let gone = only("report-no-such-user");
    assert_eq!(
        (gone.recipient.as_str(), gone.status.as_str()),
        ("gone@example.org", "5.1.1")
    );
    assert!(gone.permanent && gone.address_dead);
    assert!(gone.reason.contains("User unknown"));
    let full = only("report-mailbox-full");
    assert!(full.permanent && !full.address_dead);
}

#[test]
fn r23_a_delay_is_no_failure() {
    let delayed = only("report-delayed");
    assert_eq!(delayed.action, Action::Delayed);
    assert!(!delayed.permanent && !delayed.address_dead);
}

#[test]
fn r23_the_servers_answer_says_more_than_a_vague_code() {
    let later = only("report-later-and-never");
    assert_eq!(later.status, "5.1.1");
    assert!(later.permanent && later.address_dead);
}

#[test]
fn r23_what_is_refused_as_spam_says_nothing_of_the_address() {
    let refused = only("report-refused-as-spam");
    assert!(refused.permanent && !refused.address_dead);
}

#[test]
fn r23_reports_in_words_are_understood() {
    let words = only("report-in-words");
    assert_eq!(
        (words.recipient.as_str(), words.status.as_str()),
        ("gone@example.org", "5.1.1")
    );
    assert!(words.address_dead);
    let header = only("report-failed-recipients-header");
    assert_eq!(header.recipient, "gone@example.org");
    assert!(header.permanent && header.address_dead);
}

#[test]
fn r23_each_recipient_has_the_reason_below_it() {
    let letter = letter("report-of-many-in-words");
    let told: Vec<(&str, &str, bool)> = letter
        .deliveries
        .iter()
        .map(|delivery| {
            (
                delivery.recipient.as_str(),
                delivery.status.as_str(),
                delivery.address_dead,
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            ("gone@example.org", "5.1.1", true),
            ("full@example.org", "5.2.2", false),
            ("odd@example.org", "5.0.0", false),
        ]
    );
    assert!(letter.deliveries[2].reason.contains("the cat sat"));
}

#[test]
fn r23_a_reason_may_stand_above_the_address() {
    let told = only("report-reason-above-address");
    assert_eq!(told.recipient, "gone@example.org");
    assert!(told.address_dead);
}

#[test]
fn r23_who_was_taken_before_the_mail_was_refused_is_not_dead() {
    let told = only("report-after-data");
    assert!(told.permanent && !told.address_dead);
}

#[test]
fn r23_a_report_that_names_nobody_still_says_why() {
    let told = only("report-without-recipient");
    assert_eq!(told.recipient, "");
    assert!(told.reason.contains("nobody knows why"));
}

#[test]
fn r23_a_report_in_json_is_read() {
    let told = only("report-amazon-json");
    assert_eq!(
        (told.recipient.as_str(), told.reason.as_str()),
        ("gone@example.org", "550 5.1.1 user unknown")
    );
    assert!(told.permanent && told.address_dead);
}

#[test]
fn r23_a_warning_in_words_is_a_delay() {
    let told = only("report-later-in-words");
    assert_eq!(told.action, Action::Delayed);
    assert!(!told.permanent);
}
