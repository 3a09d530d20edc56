use lobby_domain::{
    conversation::ConversationState,
    entry::EntryKind,
    event::EventKind,
    ids::{ConversationId, EntryId},
};

use super::*;
use crate::{Store, conversation, entry, event, resident, staff, test_store};

const NOTHING: Tally = Tally {
    unread: 0,
    needs_reply: 0,
    waiting: 0,
    held: 0,
    not_delivered: 0,
    tray: 0,
};

/// What the tally says must be what a count finds.
async fn counted(store: &Store, staff: StaffId) -> Tally {
    let mut db = store.read().await.unwrap();
    let (unread, needs_reply, waiting, held, not_delivered): (i64, i64, i64, i64, i64) = sqlx::query_as(
        "SELECT (SELECT count(*) FROM unread WHERE staff_id = ?),
            (SELECT count(*) FROM conversation WHERE needs_reply = 1 AND state = 'open'),
            (SELECT count(*) FROM outbox WHERE state IN ('waiting', 'held', 'sending', 'unknown')),
            (SELECT count(*) FROM outbox WHERE state = 'held'),
            (SELECT count(*) FROM outbox WHERE state = 'refused' OR (state = 'accepted' AND reported = 'failed'))",
    )
    .bind(staff.get())
    .fetch_one(&mut *db)
    .await
    .unwrap();
    let tally = get(&mut db, staff).await.unwrap();
    let kept = (
        tally.unread,
        tally.needs_reply,
        tally.waiting,
        tally.held,
        tally.not_delivered,
    );
    assert_eq!(
        kept,
        (
            code::count(unread),
            code::count(needs_reply),
            code::count(waiting),
            code::count(held),
            code::count(not_delivered)
        )
    );
    tally
}

async fn written(
    db: &mut SqliteConnection,
    to: ConversationId,
    kind: EntryKind,
    by: Option<StaffId>,
) -> EntryId {
    let new = entry::New {
        conversation: to,
        kind,
        at: test_store::noon(),
        by,
        text: "Hello",
    };
    let id = entry::insert(db, &new).await.unwrap();
    let last = conversation::Last {
        entry: id,
        at: test_store::noon(),
        kind,
        by,
        words: "Hello",
        waits_since: (kind == EntryKind::MessageIn).then(test_store::noon),
    };
    conversation::set_last(db, to, &last).await.unwrap();
    id
}

/// Somebody who works here, and three open conversations that wait for nobody.
async fn three_conversations(store: &Store) -> (StaffId, Vec<ConversationId>) {
    let now = test_store::noon();
    let mut write = store.write().await.unwrap();
    let me = test_store::add_staff(&mut write).await;
    let fields = test_store::event("Yoga", EventKind::CommunityEvent, 5);
    let event = event::insert(&mut write, &fields, now).await.unwrap();
    let ana = resident::insert(&mut write, &test_store::resident("Ana", "0101"), now)
        .await
        .unwrap();
    let mut talks = Vec::new();
    for nth in 1..=3 {
        let reference = format!("YO-{nth}");
        let booking = test_store::add_booking(&mut write, event, ana, &reference, "confirmed", 1).await;
        talks.push(test_store::add_conversation(&mut write, booking, nth).await);
    }
    write.commit().await.unwrap();
    (me, talks)
}

#[tokio::test]
async fn r40_r80_the_numbers_in_sight_are_those_of_the_rows() {
    let (store, _folder) = test_store::store().await;
    let now = test_store::noon();
    let (me, talks) = three_conversations(&store).await;
    assert_eq!(counted(&store, me).await.needs_reply, 0);

    let mut write = store.write().await.unwrap();
    for talk in &talks {
        let entry = written(&mut write, *talk, EntryKind::MessageIn, None).await;
        // The second of two is the same conversation.
        for _ in 0..2 {
            test_store::add_unread(&mut write, *talk, entry).await;
        }
    }
    write.commit().await.unwrap();
    let three = Tally {
        unread: 3,
        needs_reply: 3,
        waiting: 0,
        ..NOTHING
    };
    assert_eq!(counted(&store, me).await, three);

    let mut write = store.write().await.unwrap();
    conversation::mark_read(&mut write, talks[0], me).await.unwrap();
    conversation::mark_read(&mut write, talks[0], me).await.unwrap();
    conversation::set_state(&mut write, talks[1], ConversationState::Closed)
        .await
        .unwrap();
    let entry = written(&mut write, talks[2], EntryKind::MessageOut, Some(me)).await;
    test_store::add_outgoing(&mut write, entry, talks[2]).await;
    write.commit().await.unwrap();
    let after = Tally {
        unread: 2,
        needs_reply: 1,
        waiting: 1,
        ..NOTHING
    };
    assert_eq!(counted(&store, me).await, after);

    every_way_to_stand_is_counted(&store, me).await;

    let mut write = store.write().await.unwrap();
    conversation::set_state(&mut write, talks[1], ConversationState::Open)
        .await
        .unwrap();
    sqlx::query("UPDATE outbox SET state = 'accepted'")
        .execute(&mut *write)
        .await
        .unwrap();
    staff::remove(&mut write, me, now).await.unwrap();
    write.commit().await.unwrap();
    let end = Tally {
        unread: 0,
        needs_reply: 2,
        waiting: 0,
        ..NOTHING
    };
    assert_eq!(counted(&store, me).await, end);

    let mut write = store.write().await.unwrap();
    let _dropped = written(&mut write, talks[2], EntryKind::MessageIn, None).await;
    drop(write);
    assert_eq!(counted(&store, me).await, end);
}

/// R23, R29: every way that a message can stand is counted where it belongs.
async fn every_way_to_stand_is_counted(store: &Store, me: StaffId) {
    for (state, reported, expected) in [
        ("held", None, (1, 1, 0)),
        ("sending", None, (1, 0, 0)),
        ("unknown", None, (1, 0, 0)),
        ("refused", None, (0, 0, 1)),
        ("discarded", None, (0, 0, 0)),
        ("accepted", Some("failed"), (0, 0, 1)),
        ("accepted", Some("delayed"), (0, 0, 0)),
        ("waiting", None, (1, 0, 0)),
    ] {
        let mut write = store.write().await.unwrap();
        sqlx::query("UPDATE outbox SET state = ?, reported = ?")
            .bind(state)
            .bind(reported)
            .execute(&mut *write)
            .await
            .unwrap();
        write.commit().await.unwrap();
        let tally = counted(store, me).await;
        assert_eq!(
            (tally.waiting, tally.held, tally.not_delivered),
            expected,
            "{state}"
        );
    }
}
