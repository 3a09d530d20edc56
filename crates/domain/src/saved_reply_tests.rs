use proptest::prelude::*;

use super::*;
use crate::{
    conversation::{ConversationRefusal, ConversationState, StartFacts, message, reply, start},
    event::EventKind,
};

fn values() -> Values {
    Values {
        resident: Some("Ana Moreau".to_owned()),
        event: Some("Wine tasting".to_owned()),
        time: Some("Friday, 7:00 PM".to_owned()),
        place: Some(" ".to_owned()),
        amount: None,
    }
}

#[test]
fn r30_placeholders_are_filled_from_the_booking_in_either_language() {
    let filled = fill("Bonjour {résident} : {Event}, {heure} {time}.", &values());
    assert_eq!(
        filled.text,
        "Bonjour Ana Moreau : Wine tasting, Friday, 7:00 PM Friday, 7:00 PM."
    );
    assert_eq!(filled.lacking, []);
}

#[test]
fn r30_one_without_a_value_is_pointed_out_and_still_stands_there() {
    let filled = fill("{amount} at {place}, {montant} for {resident}", &values());
    assert_eq!(filled.text, "{amount} at {place}, {montant} for Ana Moreau");
    assert_eq!(filled.lacking, [Placeholder::Amount, Placeholder::Place]);
}

#[test]
fn r30_what_else_stands_in_braces_is_left_as_it_is() {
    for text in [
        "{x}", "{}", "{", "}{", "{ti\nme}", "{time", "{{time", "a } b", "{timely}",
    ] {
        assert_eq!(fill(text, &values()).text, text);
        assert_eq!(left_open(text), None, "{text}");
    }
    assert_eq!(fill("{{time}}", &values()).text, "{Friday, 7:00 PM}");
}

#[test]
fn r30_a_placeholder_that_is_left_stops_the_send() {
    let fault = ConversationRefusal::PlaceholderLeft(Placeholder::Amount);
    let text = "It is {amount}.";
    assert_eq!(message(ConversationState::Open, text), Err(fault));
    let facts = StartFacts {
        kind: EventKind::CommunityEvent,
        booking_required: true,
        email: Some("ana@example.org"),
        exists: false,
    };
    assert_eq!(start(facts, text), Err(fault));
    // What goes to nobody may say so.
    assert!(reply(ConversationState::Open, text).is_ok());
    assert!(message(ConversationState::Open, "It is {free}.").is_ok());
}

#[test]
fn r30_the_text_is_in_the_residents_language_where_there_is_one() {
    assert_eq!(
        text_for("Hello", "Bonjour", Language::Fr),
        ("Bonjour", Language::Fr)
    );
    assert_eq!(
        text_for("Hello", "Bonjour", Language::En),
        ("Hello", Language::En)
    );
    assert_eq!(text_for("Hello", " ", Language::Fr), ("Hello", Language::En));
    assert_eq!(text_for("", "Bonjour", Language::En), ("Bonjour", Language::Fr));
}

proptest! {
    #[test]
    fn r30_words_without_braces_come_out_as_they_went_in(text in "[^{}]*") {
        prop_assert_eq!(&fill(&text, &values()).text, &text);
    }

    #[test]
    fn r30_nothing_is_left_open_where_everything_has_a_value(text in "(\\{(time|heure|place|lieu|x)\\}|[a-z {}é])*") {
        let all = Values { place: Some("Lounge".to_owned()), amount: Some("$5".to_owned()), ..values() };
        let filled = fill(&text, &all);
        prop_assert!(filled.lacking.is_empty());
        let none = fill(&text, &Values::default());
        prop_assert_eq!(none.text, text.clone());
        prop_assert_eq!(none.lacking.first().copied(), left_open(&text));
    }
}
