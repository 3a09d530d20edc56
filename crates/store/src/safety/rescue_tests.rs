//! Getting out of a damaged file what can be read, on real files.

use std::{
    fs,
    path::Path,
    sync::atomic::{AtomicU32, Ordering},
};

use super::{
    backup::to_the_end,
    rescue::{Plan, rescue},
    safety_tests::{a_building, closed, fault, file, now},
};
use crate::{Fault, Store, building};

async fn count(folder: &Path, sql: &'static str) -> i64 {
    let store = Store::open(folder).await.unwrap();
    let mut db = store.read().await.unwrap();
    let (count,): (i64,) = sqlx::query_as(sql).fetch_one(&mut *db).await.unwrap();
    drop(db);
    store.close().await;
    count
}

/// Wipes the page that holds these words. Pages that once held them lie before it.
fn wipe(path: &Path, words: &str) {
    let mut bytes = fs::read(path).unwrap();
    let at = bytes
        .windows(words.len())
        .rposition(|window| window == words.as_bytes());
    let page = at.expect("the words are in the file") / 4096;
    bytes[page * 4096..(page + 1) * 4096].fill(0xA5);
    fs::write(path, bytes).unwrap();
}

#[tokio::test]
async fn what_can_be_read_of_a_damaged_file_is_saved() {
    let folder = tempfile::tempdir().unwrap();
    a_building(folder.path()).await;
    wipe(&file(folder.path()), "Hello number 150");
    let before = fs::read(file(folder.path())).unwrap();
    assert_eq!(fault(folder.path()).await, Some(Fault::Damaged));
    let told = std::sync::Arc::new(AtomicU32::new(0));
    let counted = std::sync::Arc::clone(&told);
    let progress: super::Progress = std::sync::Arc::new(move |_, _| {
        counted.fetch_add(1, Ordering::Relaxed);
        true
    });
    let done = rescue(folder.path(), &Plan::WhatCanBeRead(None), now(), &progress)
        .await
        .unwrap();
    assert!(told.load(Ordering::Relaxed) > 0);
    assert!(done.unreadable > 0 && done.unreadable < 40, "{done:?}");
    assert_eq!(done.waiting, 10, "what waits is kept");
    assert_eq!(
        fs::read(file(&done.aside)).unwrap(),
        before,
        "the damaged file is kept as it was"
    );
    let entries = count(folder.path(), "SELECT count(*) FROM entry").await;
    assert_eq!(entries + i64::try_from(done.unreadable).unwrap(), 300);
    assert_eq!(count(folder.path(), "SELECT count(*) FROM resident").await, 300);
    assert_eq!(
        count(
            folder.path(),
            "SELECT count(*) FROM resident_search WHERE resident_search MATCH 'resident'"
        )
        .await,
        300
    );
    assert_eq!(
        count(
            folder.path(),
            "SELECT count(*) FROM entry_search JOIN entry_place ON place = entry_search.rowid
            WHERE entry_search MATCH 'hello'"
        )
        .await,
        entries
    );
    assert_eq!(
        count(folder.path(), "SELECT count(*) FROM pragma_foreign_key_check").await,
        0
    );
    assert_eq!(
        count(folder.path(), "SELECT last FROM reference_number").await,
        300
    );
}

#[tokio::test]
async fn the_newest_good_backup_fills_the_gaps() {
    let folder = tempfile::tempdir().unwrap();
    let backups = tempfile::tempdir().unwrap();
    a_building(folder.path()).await;
    let store = Store::open(folder.path()).await.unwrap();
    let made = store.back_up(backups.path(), now(), &to_the_end()).await.unwrap();
    let mut write = store.write().await.unwrap();
    sqlx::raw_sql(
        "UPDATE booking SET status = 'cancelled' WHERE id = 7;
        INSERT INTO entry VALUES (301, 7, 'message_out', 1, 1, 'Since the backup');
        INSERT INTO outbox (entry_id, conversation_id, state, since) VALUES (301, 7, 'waiting', 1);
        UPDATE outbox SET state = 'accepted' WHERE entry_id = 295;",
    )
    .execute(&mut *write)
    .await
    .unwrap();
    write.commit().await.unwrap();
    store.close().await;
    wipe(&file(folder.path()), "Hello number 150");
    let other = tempfile::tempdir().unwrap();
    fs::copy(file(folder.path()), file(other.path())).unwrap();

    let plan = Plan::WhatCanBeRead(Some(made.path.clone()));
    rescue(folder.path(), &plan, now(), &to_the_end()).await.unwrap();
    assert_eq!(count(folder.path(), "SELECT count(*) FROM entry").await, 301);
    assert_eq!(
        count(
            folder.path(),
            "SELECT count(*) FROM booking WHERE status = 'cancelled'"
        )
        .await,
        1
    );

    let plan = Plan::Backup(made.path);
    rescue(other.path(), &plan, now(), &to_the_end()).await.unwrap();
    assert_eq!(
        count(other.path(), "SELECT count(*) FROM entry").await,
        301,
        "what came since is added"
    );
    assert_eq!(
        count(
            other.path(),
            "SELECT count(*) FROM booking WHERE status = 'cancelled'"
        )
        .await,
        0
    );
    assert_eq!(
        count(
            other.path(),
            "SELECT count(*) FROM outbox WHERE state = 'waiting'"
        )
        .await,
        10,
        "what has gone out does not wait again"
    );
}

#[tokio::test]
async fn words_whose_conversation_is_lost_are_written_down() {
    let folder = tempfile::tempdir().unwrap();
    a_building(folder.path()).await;
    let path = file(folder.path());
    let store = Store::open(folder.path()).await.unwrap();
    let mut write = store.write().await.unwrap();
    let (root,): (i64,) = sqlx::query_as("SELECT rootpage FROM sqlite_schema WHERE name = 'conversation'")
        .fetch_one(&mut *write)
        .await
        .unwrap();
    drop(write);
    store.close().await;
    let mut bytes = fs::read(&path).unwrap();
    let at = usize::try_from(root - 1).unwrap() * 4096;
    bytes[at..at + 4096].fill(0xA5);
    fs::write(&path, bytes).unwrap();
    let done = rescue(folder.path(), &Plan::WhatCanBeRead(None), now(), &to_the_end())
        .await
        .unwrap();
    assert_eq!(done.entries, 0);
    let words = fs::read_to_string(done.words.expect("a file with the words")).unwrap();
    assert!(words.contains("Hello number 42"), "{words}");
    assert!(done.unplaced >= 300);
    assert_eq!(count(folder.path(), "SELECT count(*) FROM booking").await, 300);
}

#[tokio::test]
async fn nothing_is_replaced_when_nobody_could_sign_in_afterwards() {
    let folder = tempfile::tempdir().unwrap();
    let path = file(folder.path());
    drop(closed(5).await);
    fs::write(&path, b"Dear diary").unwrap();
    let refused = rescue(folder.path(), &Plan::WhatCanBeRead(None), now(), &to_the_end()).await;
    assert!(
        matches!(refused, Err(super::SafetyError::NobodyLeft)),
        "{refused:?}"
    );
    assert_eq!(fs::read(&path).unwrap(), b"Dear diary");
    let store_building = Store::open(folder.path()).await;
    assert!(store_building.is_err());
    let fresh = tempfile::tempdir().unwrap();
    let store = Store::open(fresh.path()).await.unwrap();
    assert!(
        building::get(&mut store.read().await.unwrap())
            .await
            .unwrap()
            .is_none()
    );
    store.close().await;
}
