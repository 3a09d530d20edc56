//! The file under the store: checkpoints, sums and backups, on real files.

use std::{
    fs,
    path::{Path, PathBuf},
};

use chrono::{DateTime, TimeDelta, Utc};

use super::{
    backup::{self, KEPT, to_the_end},
    sums::{self, Sums},
    swap, verify, wal,
};
use crate::{Fault, Store, record};

pub(super) fn now() -> DateTime<Utc> {
    DateTime::from_timestamp(1_795_600_000, 0).unwrap()
}

pub(super) fn file(folder: &Path) -> PathBuf {
    folder.join("lobby.db")
}

/// A text that no other page holds.
const WORDS: &str = "The lobster is at the front desk";

async fn write_lines(store: &Store, from: u32, until: u32) {
    for number in from..until {
        let detail = format!("{WORDS} {number} {}", "x".repeat(300));
        let line = record::Line {
            by: None,
            action: "try",
            subject: "safety",
            id: Some(i64::from(number)),
            detail: &detail,
        };
        let mut write = store.write().await.unwrap();
        record::append(&mut write, now(), &line).await.unwrap();
        write.commit().await.unwrap();
    }
}

async fn lines(folder: &Path) -> i64 {
    let store = Store::open(folder).await.unwrap();
    let mut db = store.read().await.unwrap();
    let (count,): (i64,) = sqlx::query_as("SELECT count(*) FROM record")
        .fetch_one(&mut *db)
        .await
        .unwrap();
    drop(db);
    store.close().await;
    count
}

/// A folder with so many lines in its record, closed in order.
pub(super) async fn closed(count: u32) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path()).await.unwrap();
    write_lines(&store, 0, count).await;
    store.close().await;
    folder
}

/// The same as a kill would leave it: the log is not taken in.
async fn killed(count: u32) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let copy = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path()).await.unwrap();
    store
        .resting()
        .0
        .rest(&store.resting().1.clone(), false)
        .await
        .unwrap();
    write_lines(&store, 0, count).await;
    for name in ["lobby.db", "lobby.db-wal", "lobby.sums", "lobby.lock"] {
        fs::copy(folder.path().join(name), copy.path().join(name)).unwrap();
    }
    store.close().await;
    copy
}

pub(super) async fn fault(folder: &Path) -> Option<Fault> {
    // A process that another test starts at this moment holds the lock with it until it runs: a moment, not ten seconds.
    for _ in 0..500 {
        match Store::open(folder).await {
            Ok(store) => {
                store.close().await;
                return None;
            }
            Err(error) if error.fault == Fault::InUse => {
                tokio::time::sleep(std::time::Duration::from_millis(20)).await;
            }
            Err(error) => return Some(error.fault),
        }
    }
    Some(Fault::InUse)
}

fn flip(path: &Path, at: usize) {
    let mut bytes = fs::read(path).unwrap();
    let at = at % bytes.len();
    bytes[at] ^= 0x10;
    fs::write(path, bytes).unwrap();
}

pub(super) fn find(path: &Path, words: &str) -> usize {
    let bytes = fs::read(path).unwrap();
    bytes
        .windows(words.len())
        .position(|window| window == words.as_bytes())
        .expect("the words are in the file")
}

#[tokio::test]
async fn the_log_is_read_as_sqlite_reads_it() {
    let folder = killed(40).await;
    let log = wal::read(&folder.path().join("lobby.db-wal")).unwrap();
    assert!(!log.damaged);
    assert!(log.size.is_some_and(|size| size > 10), "{:?}", log.size);
    // What the log holds is what SQLite makes of it.
    let store = Store::open(folder.path()).await.unwrap();
    assert!(
        store
            .resting()
            .0
            .rest(&store.resting().1.clone(), false)
            .await
            .unwrap()
    );
    let bytes = fs::read(file(folder.path())).unwrap();
    for (page, crc) in log.pages {
        let content = &bytes[(page as usize - 1) * 4096..page as usize * 4096];
        assert_eq!(crc32fast::hash(content), crc, "page {page}");
    }
    store.close().await;
}

#[tokio::test]
async fn a_checkpoint_keeps_the_sums_true() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path()).await.unwrap();
    for round in 0..5 {
        write_lines(&store, round * 30, round * 30 + 30).await;
        let (resting, writer) = store.resting();
        assert!(resting.rest(writer, false).await.unwrap());
        let sums = Sums::read(&folder.path().join(sums::FILE))
            .unwrap()
            .expect("sums");
        assert_eq!(
            sums,
            verify::take(&file(folder.path()), 4096).unwrap(),
            "round {round}"
        );
    }
    store.close().await;
    assert!(
        !folder.path().join("lobby.db-wal").exists(),
        "the log is taken in"
    );
    assert_eq!(lines(folder.path()).await, 150);
}

#[tokio::test]
async fn a_reader_of_something_older_holds_a_checkpoint_up_and_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path()).await.unwrap();
    let (resting, writer) = store.resting();
    assert!(resting.rest(writer, false).await.unwrap());
    write_lines(&store, 0, 3).await;
    let mut reader = store.read().await.unwrap();
    sqlx::raw_sql("BEGIN; SELECT count(*) FROM record;")
        .execute(&mut *reader)
        .await
        .unwrap();
    write_lines(&store, 3, 6).await;
    assert!(
        !resting.rest(writer, false).await.unwrap(),
        "a part is kept for the reader"
    );
    assert!(resting.settle(writer).await.unwrap().is_none());
    sqlx::raw_sql("COMMIT").execute(&mut *reader).await.unwrap();
    drop(reader);
    assert!(resting.rest(writer, false).await.unwrap());
    store.close().await;
    assert_eq!(fault(folder.path()).await, None);
}

#[tokio::test]
async fn one_changed_letter_of_a_message_is_found_at_the_next_start() {
    let folder = closed(50).await;
    flip(&file(folder.path()), find(&file(folder.path()), WORDS));
    let before = fs::read(file(folder.path())).unwrap();
    assert_eq!(fault(folder.path()).await, Some(Fault::Damaged));
    assert_eq!(
        fs::read(file(folder.path())).unwrap(),
        before,
        "it is left as it was"
    );
    // The control: without the sums SQLite sees nothing wrong with it.
    fs::remove_file(folder.path().join(sums::FILE)).unwrap();
    assert_eq!(fault(folder.path()).await, None, "only the sums can know");
}

#[tokio::test]
async fn a_changed_byte_of_the_log_is_found_unless_it_is_of_the_last_commit() {
    let folder = killed(40).await;
    let log = folder.path().join("lobby.db-wal");
    flip(&log, find(&log, &format!("{WORDS} 3 ")));
    assert_eq!(fault(folder.path()).await, Some(Fault::Damaged));
    flip(&log, find(&log, "he front desk 5 "));
    assert_eq!(
        fault(folder.path()).await,
        Some(Fault::Damaged),
        "two are no better than one"
    );
}

/// A Lobby that could not close in order leaves the file to SQLite, which takes the log in without the sums; the
/// next one is killed before it has made new ones. Nothing of that is damage.
#[tokio::test]
async fn sums_that_were_not_believed_once_are_never_believed_again() {
    let folder = closed(30).await;
    let stale = fs::read(folder.path().join(sums::FILE)).unwrap();
    let store = Store::open(folder.path()).await.unwrap();
    write_lines(&store, 30, 60).await;
    store.close().await;
    drop(store);
    // As if the sums had not been written, and the mark of an open Lobby had stayed.
    fs::write(folder.path().join(sums::FILE), &stale).unwrap();
    fs::write(folder.path().join("lobby.lock"), b"open").unwrap();
    let _ = fs::remove_file(folder.path().join("lobby.db-wal"));
    let store = Store::open(folder.path()).await.unwrap();
    write_lines(&store, 60, 62).await;
    let killed = tempfile::tempdir().unwrap();
    for entry in fs::read_dir(folder.path()).unwrap().flatten() {
        if entry.file_type().unwrap().is_file() {
            fs::copy(entry.path(), killed.path().join(entry.file_name())).unwrap();
        }
    }
    store.close().await;
    assert_eq!(
        fault(killed.path()).await,
        None,
        "a whole file is taken for a damaged one"
    );
}

#[tokio::test]
async fn a_torn_end_of_the_log_is_no_damage() {
    let folder = killed(40).await;
    let log = folder.path().join("lobby.db-wal");
    let bytes = fs::read(&log).unwrap();
    // A power cut in the middle of the last commit: its last sectors did not arrive.
    let mut torn = bytes.clone();
    let end = torn.len();
    torn[end - 2000..].fill(0);
    fs::write(&log, &torn).unwrap();
    assert_eq!(fault(folder.path()).await, None);
}

#[tokio::test]
async fn damage_in_a_file_in_use_is_found_by_looking_over_it_and_remembered() {
    let folder = closed(200).await;
    let store = Store::open(folder.path()).await.unwrap();
    store.look_over().await.unwrap();
    flip(&file(folder.path()), find(&file(folder.path()), WORDS));
    let found = store.look_over().await.unwrap_err();
    assert_eq!(found.fault(), Fault::Damaged);
    store.mark_damaged();
    store.close().await;
    assert_eq!(fault(folder.path()).await, Some(Fault::Damaged));
}

#[tokio::test]
async fn a_backup_is_read_back_and_the_oldest_go() {
    let folder = closed(30).await;
    let backups = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path()).await.unwrap();
    for day in 0..u32::try_from(KEPT).unwrap() + 3 {
        write_lines(&store, day, day + 1).await;
        let at = now() + TimeDelta::days(i64::from(day));
        store.back_up(backups.path(), at, &to_the_end()).await.unwrap();
    }
    store.close().await;
    let kept = backup::list(backups.path());
    assert_eq!(kept.len(), KEPT);
    assert_eq!(
        kept[0].at,
        now() + TimeDelta::days(KEPT as i64 + 2),
        "the newest are kept"
    );
    assert_eq!(
        fs::read_dir(backups.path()).unwrap().count(),
        2 * KEPT,
        "nothing else is left"
    );
    for one in &kept {
        backup::check(&one.path, &to_the_end()).await.unwrap();
    }
    flip(&kept[0].path, find(&kept[0].path, WORDS));
    assert!(backup::check(&kept[0].path, &to_the_end()).await.is_err());
    let newest = backup::newest_good(backups.path())
        .await
        .expect("an older one is good");
    assert_eq!(newest, kept[1]);
}

#[tokio::test]
async fn a_damaged_file_is_not_backed_up() {
    let folder = closed(200).await;
    let backups = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path()).await.unwrap();
    flip(&file(folder.path()), find(&file(folder.path()), WORDS));
    assert!(store.back_up(backups.path(), now(), &to_the_end()).await.is_err());
    assert_eq!(
        fs::read_dir(backups.path()).unwrap().count(),
        0,
        "nothing is left of it"
    );
    store.close().await;
}

#[tokio::test]
async fn a_backup_can_be_stopped_at_any_step_and_leaves_nothing() {
    let folder = closed(50).await;
    let backups = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path()).await.unwrap();
    let stop: super::Progress = std::sync::Arc::new(|_, _| false);
    assert!(matches!(
        store.back_up(backups.path(), now(), &stop).await,
        Err(super::SafetyError::Stopped)
    ));
    assert_eq!(fs::read_dir(backups.path()).unwrap().count(), 0);
    store.close().await;
}

#[tokio::test]
async fn a_restored_backup_takes_the_place_and_what_was_there_is_kept() {
    let folder = closed(10).await;
    let backups = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path()).await.unwrap();
    let made = store.back_up(backups.path(), now(), &to_the_end()).await.unwrap();
    write_lines(&store, 10, 25).await;
    swap::stage(folder.path(), &made.path, now(), &to_the_end())
        .await
        .unwrap();
    assert_eq!(
        store.read().await.map(drop).ok(),
        Some(()),
        "until it is opened anew nothing changes"
    );
    store.close().await;
    assert_eq!(lines(folder.path()).await, 10);
    let aside = swap::aside(folder.path(), now());
    let kept = tempfile::tempdir().unwrap();
    fs::copy(file(&aside), file(kept.path())).unwrap();
    assert_eq!(lines(kept.path()).await, 25);
}

#[tokio::test]
async fn a_restore_that_was_cut_short_is_finished_by_the_next_start() {
    // Cut short after each of the files that go aside, and before and after the new one's taking their place.
    for moved in 0..=3 {
        let folder = closed(10).await;
        let backups = tempfile::tempdir().unwrap();
        let store = Store::open(folder.path()).await.unwrap();
        let made = store.back_up(backups.path(), now(), &to_the_end()).await.unwrap();
        write_lines(&store, 10, 25).await;
        swap::stage(folder.path(), &made.path, now(), &to_the_end())
            .await
            .unwrap();
        store.close().await;
        let aside = swap::aside(folder.path(), now());
        fs::create_dir_all(&aside).unwrap();
        for name in ["lobby.sums", "lobby.db-wal", "lobby.db"].iter().take(moved) {
            let _ = fs::rename(folder.path().join(name), aside.join(name));
        }
        assert_eq!(lines(folder.path()).await, 10, "after {moved}");
        assert!(file(&aside).exists(), "after {moved}");
    }
}

/// A building in which everybody who booked is talked with.
pub(super) async fn a_building(folder: &Path) {
    let store = Store::open(folder).await.unwrap();
    let mut write = store.write().await.unwrap();
    sqlx::raw_sql(
        "INSERT INTO building (id, name, address, time_zone, language, currency, lock_after_minutes, sample, created_at)
            VALUES (1, 'Harbour House', '', 'UTC', 'en', 'CAD', NULL, 0, 0);
        INSERT INTO permission_group VALUES (1, 'Administrators', 'manage', 'manage', 'send', 1);
        INSERT INTO staff (id, name, email, group_id, password_hash, recovery_hash, failures, last_failure_at,
            language, theme, density, created_at, removed_at) VALUES (1, 'Noor', 'noor@example.org', 1, 'hash', NULL, 0, 0, 'en', 'system',
            'comfortable', 0, NULL);
        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 300)
        INSERT INTO resident (id, key, name, name_folded, suite, email, phone, language, notes, moved_out_at,
            created_at) SELECT i, NULL, 'Resident ' || i, 'resident ' || i, '1' || i, 'r' || i || '@example.org',
            '', 'en', hex(zeroblob(100)), NULL, 0 FROM n;
        INSERT INTO event VALUES (1, NULL, NULL, 'community_event', 'Wine', 'wine', 0, 1, 0, '', '', NULL, 1, 1,
            NULL, NULL, 0);
        INSERT INTO booking (id, reference, event_id, resident_id, party, status, payment, note, reason, booked_at,
            starts_at, ends_at) SELECT id, 'WT-' || printf('%04d', id), 1, id, 1, 'confirmed', 'not_required', '',
            '', 0, 0, 1 FROM resident;
        INSERT INTO conversation SELECT id, id, resident_id, 'open', 0, 1, 0, id, 0, 'message_out', 1, 'Hello', 0, NULL
            FROM booking;
        INSERT INTO entry SELECT id, id, 'message_out', 0, 1, 'Hello number ' || id || hex(zeroblob(80))
            FROM conversation;
        INSERT INTO outbox (entry_id, conversation_id, state, since) SELECT id, id, 'waiting', 0 FROM entry WHERE id > 290;",
    )
    .execute(&mut *write)
    .await
    .unwrap();
    write.commit().await.unwrap();
    store.close().await;
}

/// Figure S12: a thousand changed bytes, one at a time and anywhere in the file.
#[tokio::test]
async fn a_thousand_changed_bytes_are_all_found_at_the_next_start() {
    let folder = tempfile::tempdir().unwrap();
    a_building(folder.path()).await;
    let path = file(folder.path());
    let good = fs::read(&path).unwrap();
    let mut state = 0x1234_5678_9abc_def0_u64;
    let (mut found, mut missed) = (0, Vec::new());
    for _ in 0..1000 {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        let at = usize::try_from(state >> 33).unwrap() % good.len();
        let mut bytes = good.clone();
        bytes[at] ^= 1 << ((state >> 20) % 8);
        fs::write(&path, &bytes).unwrap();
        match fault(folder.path()).await {
            Some(Fault::Damaged) => found += 1,
            other => missed.push((at, other)),
        }
    }
    assert_eq!((found, missed), (1000, vec![]));
}
