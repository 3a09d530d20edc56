//! What is shown and what is folded (R32).

use crate::letter;

fn shown(name: &str) -> String {
    letter(name).reply_text
}

#[test]
fn r32_the_quote_under_an_answer_is_folded_in_each_language() {
    assert_eq!(shown("reply-above-quote-french"), "Oui, avec plaisir.\n\nAna");
    assert_eq!(shown("reply-above-quote-german"), "Gerne, bis Samstag.");
    assert_eq!(shown("reply-outlook-header-french"), "Merci, nous serons huit.");
    assert_eq!(shown("reply-outlook-header-without-address"), "Thank you.");
    assert_eq!(shown("reply-original-message-line"), "Yes.");
}

#[test]
fn r32_device_lines_and_signatures_are_folded_and_closings_are_not() {
    assert_eq!(shown("reply-device-line-german"), "Ja, wir kommen.");
    assert_eq!(
        shown("reply-standard-signature"),
        "The ninth floor agrees.\n\nKind regards\nPriya"
    );
}

#[test]
fn r32_words_under_a_quote_are_shown() {
    assert_eq!(shown("reply-below-quote"), "Yes, all eight of us.");
}

#[test]
fn r32_answers_between_quotes_keep_the_quotes() {
    assert_eq!(
        shown("reply-between-quotes"),
        "> Will you come on Saturday?\nYes.\n> How many will you be?\nEight, and one child."
    );
    assert_eq!(
        shown("html-gmail-answers-between"),
        "> Will you come?\nYes.\n> How many?\nEight."
    );
}

#[test]
fn r32_a_quote_that_nothing_says_to_be_one_is_kept() {
    assert!(shown("reply-quote-without-attribution").contains("> Will you come"));
}

#[test]
fn r32_where_nothing_would_be_left_everything_is_shown() {
    let letter = letter("reply-only-quote");
    assert_eq!(letter.reply_text.trim(), letter.text.trim());
    assert!(letter.reply_text.contains("The party room is yours"));
}

#[test]
fn r32_words_of_a_resident_that_look_like_marks_are_kept() {
    for name in [
        "words-like-a-mail-header",
        "words-sent-from-bank",
        "words-you-wrote",
        "reply-two-dashes-in-a-list",
    ] {
        let letter = letter(name);
        assert_eq!(letter.reply_text.trim(), letter.text.trim(), "{name}");
    }
}

#[test]
fn r32_a_mail_that_is_passed_on_stays_whole() {
    for (name, words) in [
        ("forward-gmail", "The deposit is 400 dollars."),
        ("forward-quoted", "The deposit is 400 dollars."),
        ("forward-outlook", "La caution est de 400 dollars."),
    ] {
        let letter = letter(name);
        assert!(letter.is_forward, "{name}");
        assert!(
            letter.reply_text.contains(words),
            "{name}: {:?}",
            letter.reply_text
        );
    }
    assert!(!letter("reply-above-quote-french").is_forward);
}

#[test]
fn r32_html_is_trimmed_by_its_marks() {
    assert_eq!(shown("html-gmail-quote"), "Yes, all eight of us.\n\nAna");
    assert_eq!(shown("html-outlook-reply"), "See you on Saturday & thanks.");
    assert_eq!(shown("html-apple-cite"), "We are eight.");
    assert!(letter("html-apple-cite").text.contains("Will you come?"));
}

#[test]
fn r32_html_becomes_lines_without_what_is_hidden() {
    assert_eq!(
        letter("html-list-and-link").text,
        "Our menu:\n\n- Soup\n- Fish\n\nSee this page <https://caterer.example/menu>."
    );
}

#[test]
fn r32_flowed_lines_are_joined_and_their_quotes_folded() {
    assert_eq!(
        shown("flowed"),
        "We will be eight on Saturday, and one of us uses a wheelchair."
    );
    assert!(letter("flowed").text.contains("> Will you come?"));
}

#[test]
fn r32_the_form_that_says_something_is_read() {
    assert_eq!(shown("alternative-blank-plain"), "Only the HTML says something.");
}

#[test]
fn r32_text_around_a_picture_is_read_whole() {
    let letter = letter("text-around-picture");
    assert_eq!(letter.reply_text, "Look at this:\n\nIt was not us.");
    assert_eq!(letter.attachments.len(), 1);
    assert_eq!(
        letter.attachments[0].content_id.as_deref(),
        Some("stain@example.org")
    );
}

#[test]
fn r32_a_poem_that_the_writer_quotes_is_theirs() {
    assert!(shown("html-poem-of-the-writer").contains("Roses are red"));
}

#[test]
fn r32_what_has_no_type_is_text() {
    assert_eq!(shown("type-is-none"), "Yes.");
}

#[test]
fn r32_a_signature_that_a_program_marks_is_folded() {
    assert_eq!(shown("html-signature-of-gmail"), "Yes, all eight of us.\nAna");
    assert!(letter("html-signature-of-gmail").text.contains("Suite 904"));
    assert!(shown("html-signature-only").contains("Suite 904"));
}
