use proptest::prelude::*;

use super::*;

fn shown(typed: &str, text: &str) -> Option<String> {
    let pieces = Sought::new(typed)?.snippet(text)?;
    let marked = pieces.iter().map(|piece| {
        if piece.is_found {
            format!("[{}]", piece.text)
        } else {
            piece.text.clone()
        }
    });
    Some(marked.collect())
}

fn terms(typed: &str) -> Vec<(String, bool)> {
    Sought::new(typed).map_or_else(Vec::new, |sought| {
        let terms = sought.terms().iter();
        terms.map(|term| (term.tokens.join(" "), term.is_open)).collect()
    })
}

#[test]
fn r42_the_last_word_is_a_beginning_and_words_in_quotes_stand_side_by_side() {
    let whole = |text: &str| (text.to_owned(), false);
    let begun = |text: &str| (text.to_owned(), true);
    assert_eq!(terms("Wine tast"), [whole("wine"), begun("tast")]);
    assert_eq!(terms("\"no show\""), [whole("no show")]);
    assert_eq!(terms("« sans gluten » mar"), [whole("sans gluten"), begun("mar")]);
    assert_eq!(terms("\"still open"), [begun("still open")], "as it is typed");
    assert_eq!(terms("WT-0418"), [begun("wt 0418")]);
}

#[test]
fn r42_a_single_letter_finds_nothing_until_another_word_is_there() {
    assert_eq!(Sought::new("a"), None);
    assert_eq!(Sought::new("  "), None);
    assert_eq!(Sought::new("\"\" - !"), None);
    assert_eq!(terms("lift a"), [("lift".to_owned(), false)]);
    assert_eq!(terms("\"a\""), [("a".to_owned(), false)], "said so on purpose");
}

#[test]
fn r42_accents_and_case_are_set_aside_and_ligatures_are_two_letters() {
    assert_eq!(shown("reserv", "Ma RÉSERVATION ?").unwrap(), "Ma [RÉSERVATION] ?");
    assert_eq!(shown("coeur", "De tout cœur").unwrap(), "De tout [cœur]");
    assert_eq!(shown("cœur", "De tout COEUR").unwrap(), "De tout [COEUR]");
    // The same letter as one character, or as two.
    assert_eq!(
        shown("été", "l'e\u{301}te\u{301}").unwrap(),
        "l'[e\u{301}te\u{301}]"
    );
}

#[test]
fn r42_only_the_last_word_may_go_on() {
    assert_eq!(
        shown("win tasting", "A wine tasting").unwrap(),
        "A wine [tasting]"
    );
    assert!(Sought::new("tast").unwrap().last_is_in(&["", "wine tasting.pdf"]));
    assert!(!Sought::new("tasti ng").unwrap().last_is_in(&["wine tasting"]));
    assert_eq!(shown("lift", "Nothing of it"), None);
}

#[test]
fn r42_what_was_found_is_shown_with_the_words_around_it() {
    let text = format!(
        "{}the key is with the neighbour {}",
        "before ".repeat(40),
        "after ".repeat(40)
    );
    let shown = shown("key neighbour", &text).unwrap();
    assert!(shown.starts_with("…before before"), "{shown}");
    assert!(
        shown.contains("the [key] is with the [neighbour] after"),
        "{shown}"
    );
    assert!(shown.ends_with('…') && shown.chars().count() < 130, "{shown}");
}

proptest! {
    #[test]
    fn r42_a_snippet_is_a_part_of_the_text_and_marks_what_was_typed(
        text in "\\PC{0,400}",
        word in "[\\p{L}\\p{N}]{2,8}",
        place in 0usize..400,
    ) {
        let at = text.char_indices().map(|(at, _)| at).nth(place).unwrap_or(text.len());
        let (before, after) = text.split_at(at);
        let text = format!("{before} {word} {after}");
        let sought = Sought::new(&word);
        prop_assume!(sought.is_some());
        let sought = sought.unwrap();
        prop_assert!(sought.last_is_in(&[&text]));
        let pieces = sought.snippet(&text).unwrap();
        prop_assert!(pieces.iter().any(|piece| piece.is_found));
        let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let inner: String = pieces.iter().map(|piece| piece.text.as_str()).collect();
        prop_assert!(line.contains(inner.trim_matches('…')), "{:?}", pieces);
        prop_assert!(inner.chars().count() <= SHOWN + 2);
    }

    #[test]
    fn r42_whatever_is_typed_is_read(typed in any::<String>(), text in any::<String>()) {
        if let Some(sought) = Sought::new(&typed) {
            prop_assert!(sought.terms().len() <= TERMS);
            prop_assert!(sought.terms().iter().all(|term| !term.tokens.is_empty()));
            let _ = sought.snippet(&text);
        }
    }
}
