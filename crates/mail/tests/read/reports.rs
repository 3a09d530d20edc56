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
