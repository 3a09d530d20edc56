use lobby_domain::event::EventKind;

use super::*;
use crate::{
    event, resident,
    test_store::{add_booking, add_conversation, event as fields, noon, resident as person, store},
};

#[test]
fn r6_what_people_type_is_no_query_language() {
    assert_eq!(
        Words::new(" o'brien  NEAR( \"a\" AND -b* name:x")
            .unwrap()
            .pattern(),
        r#""o'brien"* "NEAR("* "a"* "AND"* "-b*"* "name:x"*"#
    );
    for nothing in ["", "  ", "\"", "* - ( )", "\u{0}"] {
        assert_eq!(Words::new(nothing), None, "{nothing:?}");
    }
}

#[tokio::test]
async fn r6_every_pattern_is_one_that_the_index_takes() {
    let (store, _folder) = store().await;
    let mut db = store.read().await.unwrap();
    for text in [
        "a\"b",
        "NOT",
        "^a",
        "a+b",
        "{x y}",
        "é\u{301}",
        "日本",
        "½",
        "'",
        "-- a",
        "a*b",
    ] {
        if let Some(words) = Words::new(text) {
            assert_eq!(
                find(&mut db, &words, true, 20).await.unwrap(),
                Found::default(),
                "{text}"
            );
        }
    }
}

#[tokio::test]
async fn r6_bookings_are_found_by_reference_resident_event_and_both_together() {
    let (store, _folder) = store().await;
    let mut write = store.write().await.unwrap();
    let amir = resident::insert(&mut write, &person("Amir Khan", "0301"), noon())
        .await
        .unwrap();
    let zoe = resident::insert(&mut write, &person("Zoé Adam", "1204"), noon())
        .await
        .unwrap();
    let mut events = Vec::new();
    for (title, hours) in [("Wine tasting", 5), ("Yoga", 30)] {
        let event = fields(title, EventKind::CommunityEvent, hours);
        events.push(event::insert(&mut write, &event, noon()).await.unwrap());
    }
    let [wine, yoga] = events.as_slice() else {
        unreachable!("two were added")
    };
    let first = add_booking(&mut write, *wine, amir, "WT-0418", "confirmed", 1).await;
    let second = add_booking(&mut write, *wine, zoe, "WT-0419", "confirmed", 1).await;
    let third = add_booking(&mut write, *yoga, zoe, "YO-0001", "confirmed", 1).await;
    for (text, expected) in [
        ("wt-04", vec![second, first]),
        ("WT-0418", vec![first]),
        ("zoe", vec![third, second]),
        ("1204", vec![third, second]),
        ("tast", vec![second, first]),
        ("zoe wine", vec![second]),
        ("wine tasting zoe adam", vec![second]),
        ("amir yoga", vec![]),
        ("418", vec![]),
    ] {
        let found = find(&mut write, &Words::new(text).unwrap(), true, 20)
            .await
            .unwrap();
        assert_eq!(bookings(&mut write, &found, 8).await.unwrap(), expected, "{text}");
    }
    let zoes = find(&mut write, &Words::new("zoe").unwrap(), true, 20)
        .await
        .unwrap();
    assert_eq!(bookings(&mut write, &zoes, 1).await.unwrap(), [third]);
}

#[tokio::test]
async fn r22_a_reference_finds_nothing_for_those_who_may_not_see_it() {
    let (store, _folder) = store().await;
    let mut write = store.write().await.unwrap();
    let amir = resident::insert(&mut write, &person("Amir Khan", "0301"), noon())
        .await
        .unwrap();
    let event = fields("Wine tasting", EventKind::CommunityEvent, 5);
    let wine = event::insert(&mut write, &event, noon()).await.unwrap();
    let booking = add_booking(&mut write, wine, amir, "WT-0418", "confirmed", 1).await;
    let conversation = add_conversation(&mut write, booking, 7).await;
    for (text, with_references, expected) in [
        ("WT-0418", true, vec![conversation]),
        ("WT-0418", false, vec![]),
        ("wine", false, vec![conversation]),
        ("khan", false, vec![conversation]),
    ] {
        let found = find(&mut write, &Words::new(text).unwrap(), with_references, 20)
            .await
            .unwrap();
        assert_eq!(
            conversations(&mut write, &found, 8).await.unwrap(),
            expected,
            "{text}"
        );
    }
}
