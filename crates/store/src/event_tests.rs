use chrono::TimeDelta;

use super::*;
use crate::{
    resident,
    test_store::{
        add_booking, add_conversation, add_staff, event as fields, noon, resident as person, store,
    },
};

async fn titles(db: &mut SqliteConnection, ids: Vec<EventId>) -> Vec<String> {
    let mut titles = Vec::new();
    for id in ids {
        titles.push(get(db, id).await.unwrap().unwrap().head.title);
    }
    titles
}

#[tokio::test]
async fn r8_upcoming_begins_with_what_goes_on_and_past_with_the_latest() {
    let (store, _folder) = store().await;
    let mut write = store.write().await.unwrap();
    let long = Fields {
        ends_at: noon() + TimeDelta::days(9),
        ..fields("Exhibition", EventKind::CommunityEvent, -72)
    };
    insert(&mut write, &long, noon()).await.unwrap();
    for (title, kind, hours) in [
        ("Over", EventKind::Meeting, -5),
        ("Just over", EventKind::Notice, -2),
        ("Going on", EventKind::Meeting, -1),
        ("Next", EventKind::Notice, 3),
        ("Later", EventKind::Meeting, 30),
    ] {
        insert(&mut write, &fields(title, kind, hours), noon())
            .await
            .unwrap();
    }
    let all = upcoming(&mut write, None, None, noon(), 9).await.unwrap();
    let heads = heads(&mut write, &all).await.unwrap();
    assert_eq!(
        titles(&mut write, all.clone()).await,
        ["Exhibition", "Going on", "Next", "Later"]
    );
    let rest = upcoming(&mut write, None, Some(heads.get(1).unwrap().place()), noon(), 9)
        .await
        .unwrap();
    assert_eq!(titles(&mut write, rest).await, ["Next", "Later"]);
    let meetings = upcoming(&mut write, Some(EventKind::Meeting), None, noon(), 9)
        .await
        .unwrap();
    assert_eq!(titles(&mut write, meetings).await, ["Going on", "Later"]);

    let ended = past(&mut write, None, None, noon(), 9).await.unwrap();
    let last = get(&mut write, *ended.first().unwrap()).await.unwrap().unwrap();
    assert_eq!(titles(&mut write, ended).await, ["Just over", "Over"]);
    let rest = past(&mut write, None, Some(last.head.place()), noon(), 9)
        .await
        .unwrap();
    assert_eq!(titles(&mut write, rest).await, ["Over"]);
    let notices = past(&mut write, Some(EventKind::Notice), None, noon(), 9)
        .await
        .unwrap();
    assert_eq!(titles(&mut write, notices).await, ["Just over"]);
}

#[tokio::test]
async fn r3_taken_places_are_those_of_confirmed_and_checked_in_parties() {
    let (store, _folder) = store().await;
    let mut write = store.write().await.unwrap();
    let amir = resident::insert(&mut write, &person("Amir Khan", "0301"), noon())
        .await
        .unwrap();
    let wine = insert(
        &mut write,
        &fields("Wine tasting", EventKind::CommunityEvent, 5),
        noon(),
    )
    .await
    .unwrap();
    assert!(!has_bookings(&mut write, wine).await.unwrap());
    for (number, (status, party)) in [
        ("confirmed", 2),
        ("checked_in", 3),
        ("pending", 4),
        ("waitlisted", 5),
        ("declined", 6),
        ("cancelled", 7),
        ("no_show", 8),
    ]
    .into_iter()
    .enumerate()
    {
        add_booking(&mut write, wine, amir, &format!("WT-000{number}"), status, party).await;
    }
    let event = get(&mut write, wine).await.unwrap().unwrap();
    assert_eq!((event.head.taken, event.pending, event.waitlisted), (5, 1, 1));
    assert!(has_bookings(&mut write, wine).await.unwrap());
}

#[tokio::test]
async fn r1_the_database_refuses_an_event_with_bookings_that_would_take_none() {
    let (store, _folder) = store().await;
    let mut write = store.write().await.unwrap();
    let amir = resident::insert(&mut write, &person("Amir Khan", "0301"), noon())
        .await
        .unwrap();
    let before = fields("Wine tasting", EventKind::CommunityEvent, 5);
    let wine = insert(&mut write, &before, noon()).await.unwrap();
    add_booking(&mut write, wine, amir, "WT-0001", "cancelled", 1).await;
    let free = Fields {
        booking_required: false,
        ..before.clone()
    };
    assert!(update(&mut write, wine, &free).await.is_err());
    assert!(
        update(
            &mut write,
            wine,
            &Fields {
                title: "Wine and cheese",
                ..before
            }
        )
        .await
        .unwrap()
    );
}

#[tokio::test]
async fn r27_a_moved_event_takes_its_bookings_along_and_is_an_entry_that_leaves_the_last_words() {
    let (store, _folder) = store().await;
    let mut write = store.write().await.unwrap();
    let by = add_staff(&mut write).await;
    let amir = resident::insert(&mut write, &person("Amir Khan", "0301"), noon())
        .await
        .unwrap();
    let before = fields("Wine tasting", EventKind::CommunityEvent, 5);
    let wine = insert(&mut write, &before, noon()).await.unwrap();
    let talked = add_booking(&mut write, wine, amir, "WT-0001", "confirmed", 1).await;
    add_booking(&mut write, wine, amir, "WT-0002", "confirmed", 1).await;
    let conversation = add_conversation(&mut write, talked, 7).await;

    let after = fields("Wine tasting", EventKind::CommunityEvent, 29);
    assert!(update(&mut write, wine, &after).await.unwrap());
    note_move(&mut write, wine, before.starts_at, by, noon())
        .await
        .unwrap();

    let entries: Vec<(i64, String, String)> = sqlx::query_as("SELECT conversation_id, kind, text FROM entry")
        .fetch_all(&mut *write)
        .await
        .unwrap();
    assert_eq!(
        entries,
        [(
            conversation.get(),
            "event_moved".into(),
            "2026-11-23T17:00:00Z".into()
        )]
    );
    let start = code::millis(after.starts_at);
    let (last_at, words, event_starts_at): (i64, String, i64) =
        sqlx::query_as("SELECT last_at, last_words, event_starts_at FROM conversation")
            .fetch_one(&mut *write)
            .await
            .unwrap();
    assert_eq!((last_at, words.as_str(), event_starts_at), (7, "Hello", start));
    let starts: Vec<(i64,)> = sqlx::query_as("SELECT DISTINCT starts_at FROM booking")
        .fetch_all(&mut *write)
        .await
        .unwrap();
    assert_eq!(starts, [(start,)]);
}
