use chrono::TimeDelta;
use lobby_domain::event::EventKind;

use super::*;
use crate::{
    Store,
    entry::{self, New},
    entry_mail::{self, Attachment},
    event, resident,
    test_store::{Folder, add_booking, add_conversation, event as fields, noon, resident as person, store},
};

async fn with_conversation() -> (Store, Folder, ConversationId) {
    let (store, folder) = store().await;
    let mut write = store.write().await.unwrap();
    let who = resident::insert(&mut write, &person("Amir Khan", "0301"), noon())
        .await
        .unwrap();
    let what = fields("Wine tasting", EventKind::CommunityEvent, 5);
    let what = event::insert(&mut write, &what, noon()).await.unwrap();
    let booking = add_booking(&mut write, what, who, "WT-0418", "confirmed", 1).await;
    let conversation = add_conversation(&mut write, booking, 0).await;
    write.commit().await.unwrap();
    (store, folder, conversation)
}

/// An entry so many minutes after noon.
async fn say(store: &Store, to: ConversationId, kind: EntryKind, minutes: i64, text: &str) -> EntryId {
    let mut write = store.write().await.unwrap();
    let new = New {
        conversation: to,
        kind,
        at: noon() + TimeDelta::minutes(minutes),
        by: None,
        text,
    };
    let id = entry::insert(&mut write, &new).await.unwrap();
    write.commit().await.unwrap();
    id
}

async fn texts(store: &Store, typed: &str, most: u32) -> Vec<String> {
    let sought = Sought::new(typed).unwrap();
    let mut db = store.read().await.unwrap();
    let found = find(&mut db, &sought, NEWEST, most).await.unwrap();
    found.into_iter().map(|entry| entry.text).collect()
}

#[tokio::test]
async fn r42_words_are_found_newest_first_whatever_order_they_came_in() {
    let (store, _folder, to) = with_conversation().await;
    // History comes in backwards, after what is new; two are of one minute.
    for (minutes, text) in [
        (0, "lift three"),
        (-500, "lift two"),
        (-900_000, "lift one"),
        (0, "lift four"),
    ] {
        say(&store, to, EntryKind::MessageIn, minutes, text).await;
    }
    assert_eq!(
        texts(&store, "lift", 10).await,
        ["lift four", "lift three", "lift two", "lift one"]
    );
    assert_eq!(texts(&store, "lift", 2).await, ["lift four", "lift three"]);
    let sought = Sought::new("lift").unwrap();
    let mut db = store.read().await.unwrap();
    let first = find(&mut db, &sought, NEWEST, 3).await.unwrap();
    let next = find(&mut db, &sought, first.last().unwrap().place, 3)
        .await
        .unwrap();
    assert_eq!(
        next.iter().map(|entry| entry.text.as_str()).collect::<Vec<_>>(),
        ["lift one"]
    );
}

#[tokio::test]
async fn r42_messages_notes_and_what_was_said_are_found_and_what_became_of_a_booking_is_not() {
    let (store, _folder, to) = with_conversation().await;
    for (kind, text) in [
        (EntryKind::MessageOut, "vegetarian one"),
        (EntryKind::MessageIn, "vegetarian two"),
        (EntryKind::Note, "vegetarian three"),
        (EntryKind::SaidAtDesk, "vegetarian four"),
        (EntryKind::SaidByPhone, "vegetarian five"),
        (EntryKind::BookingDeclined, "vegetarian, and no room"),
        (EntryKind::DeliveryReport, "vegetarian mailbox unknown"),
    ] {
        say(&store, to, kind, 1, text).await;
    }
    let found = texts(&store, "vegetarian", 10).await;
    assert_eq!(
        found,
        [
            "vegetarian five",
            "vegetarian four",
            "vegetarian three",
            "vegetarian two",
            "vegetarian one"
        ]
    );
}

#[tokio::test]
async fn r42_accents_ligatures_beginnings_and_phrases() {
    let (store, _folder, to) = with_conversation().await;
    say(
        &store,
        to,
        EntryKind::MessageIn,
        0,
        "De tout cœur, à l’été prochain",
    )
    .await;
    say(&store, to, EntryKind::MessageIn, 1, "COEUR ouvert").await;
    for typed in ["coeur", "cœur", "coe", "cœ", "Coeur"] {
        assert_eq!(texts(&store, typed, 10).await.len(), 2, "{typed}");
    }
    assert_eq!(texts(&store, "ETE proch", 10).await.len(), 1);
    assert_eq!(texts(&store, "\"tout coeur\"", 10).await.len(), 1);
    assert_eq!(texts(&store, "\"coeur tout\"", 10).await.len(), 0);
    assert_eq!(
        texts(&store, "tou coeur", 10).await.len(),
        0,
        "only the last word may go on"
    );
}

#[tokio::test]
async fn r42_a_rare_word_among_many_with_the_same_beginning_is_found_and_so_is_a_common_one() {
    let (store, _folder, to) = with_conversation().await;
    say(&store, to, EntryKind::MessageIn, -1, "reservoir").await;
    for minute in 0..400 {
        let text = if minute % 3 == 0 {
            "reserved seats"
        } else {
            "research"
        };
        say(&store, to, EntryKind::MessageIn, minute, text).await;
    }
    assert_eq!(texts(&store, "reservoir", 10).await, ["reservoir"]);
    assert_eq!(texts(&store, "reserved", 10).await.len(), 10);
    assert_eq!(texts(&store, "reserve", 1000).await.len(), 134);
    assert_eq!(texts(&store, "seats reserv", 200).await.len(), 134);
    assert_eq!(texts(&store, "reserx", 10).await.len(), 0);
}

#[tokio::test]
async fn r42_the_names_of_attachments_are_found_also_where_there_are_no_words() {
    let (store, _folder, to) = with_conversation().await;
    let entry = say(&store, to, EntryKind::MessageIn, 0, "").await;
    let mut write = store.write().await.unwrap();
    for (place, name) in [(0, "Facture_mars.pdf"), (1, "plan.png")] {
        let file = Attachment {
            place,
            name: name.to_owned(),
            media_type: "application/pdf".to_owned(),
            size: 1,
        };
        entry_mail::attach(&mut write, entry, &file).await.unwrap();
    }
    write.commit().await.unwrap();
    let mut db = store.read().await.unwrap();
    for typed in ["facture", "mars", "plan pdf", "png"] {
        let sought = Sought::new(typed).unwrap();
        let found = find(&mut db, &sought, NEWEST, 5).await.unwrap();
        assert_eq!(found.len(), 1, "{typed}");
        assert_eq!(found[0].files, "Facture_mars.pdf plan.png");
    }
}

#[tokio::test]
async fn r42_changed_words_are_found_as_they_are_now_and_deleted_ones_no_more() {
    let (store, _folder, to) = with_conversation().await;
    let entry = say(&store, to, EntryKind::MessageOut, 0, "tomorow").await;
    let mut write = store.write().await.unwrap();
    entry::rewrite(&mut write, entry, "tomorrow").await.unwrap();
    write.commit().await.unwrap();
    assert_eq!(texts(&store, "tomorow", 5).await.len(), 0);
    assert_eq!(texts(&store, "tomorrow", 5).await, ["tomorrow"]);
    let mut write = store.write().await.unwrap();
    sqlx::query("DELETE FROM entry WHERE id = ?")
        .bind(entry.get())
        .execute(&mut *write)
        .await
        .unwrap();
    write.commit().await.unwrap();
    assert_eq!(texts(&store, "tomorrow", 5).await.len(), 0);
    let places: i64 = sqlx::query_scalar("SELECT count(*) FROM entry_place")
        .fetch_one(&mut *store.read().await.unwrap())
        .await
        .unwrap();
    assert_eq!(places, 0);
}

#[tokio::test]
async fn r42_what_people_type_is_no_query_language() {
    let (store, _folder, to) = with_conversation().await;
    say(&store, to, EntryKind::MessageIn, 0, "nothing like it").await;
    for typed in [
        "xx OR nothing",
        "NOT zz",
        "words:nothing",
        "NEAR(nothing like)",
        "yy* \"(",
        "日本",
        "٣٤",
        "aa\u{0}bb",
    ] {
        assert_eq!(texts(&store, typed, 5).await.len(), 0, "{typed}");
    }
}
