//! R42: every word of every message and note, found by who may read it.

use chrono::TimeDelta;
use lobby_desk::{
    problem::{Field, FieldFault, Problem},
    views::{
        booking::BookingStep,
        conversation::WordsBy,
        search::{FoundMessage, FoundMessages},
    },
};
use lobby_domain::{booking::BookingAction, entry::EntryKind};

use crate::house::House;

/// The words of what was found, with what was looked for in brackets.
fn words(found: &FoundMessages) -> Vec<String> {
    let of = |message: &FoundMessage| {
        let parts = message.words.iter();
        parts
            .map(|part| {
                if part.is_found {
                    format!("[{}]", part.text)
                } else {
                    part.text.clone()
                }
            })
            .collect()
    };
    found.messages.iter().map(of).collect()
}

#[tokio::test]
async fn r42_messages_and_notes_are_found_newest_first_and_lead_to_the_very_one() {
    let house = House::new().await;
    let (_, id) = house.anas_conversation().await;
    house.passes(TimeDelta::minutes(1));
    let note = house
        .desk
        .write_note(id, "Elle a une poussette : garder l’ÉLÉVATEUR.")
        .await
        .unwrap();
    house.passes(TimeDelta::minutes(1));
    house
        .desk
        .send_message(id, "The elevator is kept for you.", None)
        .await
        .unwrap();
    house.lee().await;
    let found = house.desk.search("elev").await.unwrap().messages;
    assert_eq!(
        words(&found),
        [
            "The [elevator] is kept for you.",
            "Elle a une poussette : garder l’[ÉLÉVATEUR]."
        ]
    );
    let second = &found.messages[1];
    assert_eq!((second.entry, second.conversation), (note.id, id));
    assert_eq!(second.entry_kind, EntryKind::Note);
    assert_eq!(
        second.words_by,
        WordsBy::Colleague {
            name: "Sam Okafor".into(),
            entry_kind: EntryKind::Note
        }
    );
    assert_eq!(
        words(&house.desk.find_words("\"kept for\" you", None).await.unwrap()).len(),
        1
    );
    assert_eq!(
        house.desk.find_words("kept \"you for\"", None).await.unwrap(),
        FoundMessages::default()
    );
}

#[tokio::test]
async fn r42_r22_whoever_sees_no_bookings_finds_messages_and_nothing_of_the_booking() {
    let house = House::new().await;
    let (booking, id) = house.anas_conversation().await;
    house
        .desk
        .send_message(id, "Bring the blue card.", None)
        .await
        .unwrap();
    let decline = BookingStep {
        booking,
        action: BookingAction::Cancel,
        reason: "The cellar is flooded.".into(),
    };
    house.desk.step_booking(decline).await.unwrap();
    house.zoe().await;
    let found = house.desk.search("blue").await.unwrap();
    assert_eq!(words(&found.messages), ["Bring the [blue] card."]);
    assert_eq!(
        found.messages.messages[0].event.as_deref(),
        Some("Wine tasting with Domaine Lyre"),
        "R22: its title"
    );
    house.sam().await;
    let reference = house.desk.open_booking(booking).await.unwrap().row.reference;
    assert_eq!(
        house.desk.search(&reference).await.unwrap().bookings.len(),
        1,
        "Sam"
    );
    house.zoe().await;
    let found = house.desk.search(&reference).await.unwrap();
    assert!(found.bookings.is_empty() && found.messages.messages.is_empty());
    // Nor does anybody without a place at the desk.
    house.desk.sign_out().await.unwrap();
    assert_eq!(
        house.desk.find_words("blue", None).await,
        Err(Problem::NotSignedIn)
    );
    assert!(house.desk.search("blue").await.is_err());
}

#[tokio::test]
async fn r42_pages_lead_to_the_oldest_without_a_gap_and_the_thread_back_to_each() {
    let house = House::new().await;
    let (_, id) = house.anas_conversation().await;
    let mut written = Vec::new();
    for nth in 0..130 {
        house.passes(TimeDelta::seconds(1));
        let text = format!("Parcel {nth} of the day");
        written.push(house.desk.write_note(id, &text).await.unwrap().id);
    }
    let first = house.desk.search("parcel").await.unwrap().messages;
    let mut found: Vec<_> = first.messages.iter().map(|message| message.entry).collect();
    assert_eq!(found.len(), 10);
    let mut more = first.more;
    while let Some(cursor) = more {
        let page = house.desk.find_words("parcel", Some(&cursor)).await.unwrap();
        found.extend(page.messages.iter().map(|message| message.entry));
        more = page.more;
    }
    found.reverse();
    assert_eq!(found, written);

    let thread = house.desk.open_thread(id).await.unwrap();
    let before = thread.earlier.unwrap();
    let page = house
        .desk
        .earlier_entries(id, &before, Some(written[5]))
        .await
        .unwrap();
    let all: Vec<_> = page.entries.iter().map(|entry| entry.id).collect();
    assert!(all.contains(&written[5]) && all.last().is_some_and(|last| *last < thread.entries[0].id));
    assert_eq!(
        page.entries.len() + thread.entries.len(),
        131,
        "the first message, too"
    );
    // One of another conversation, or of none, is led back to by nothing: a page, as ever.
    let page = house
        .desk
        .earlier_entries(id, &before, Some(lobby_domain::ids::Id::new(999_999)))
        .await
        .unwrap();
    assert_eq!(page.entries.len(), 50);
    let refused = house.desk.find_words("parcel", Some("x")).await;
    assert_eq!(
        refused,
        Err(Problem::invalid(Field::Cursor, FieldFault::Malformed))
    );
}
