//! Upgrading from every older schema, with a kill in the middle: a program of its own, this one, is ended
//! between two migrations, and the next start goes on.
#![cfg(unix)]

use std::{path::Path, process::Command};

use super::*;

/// Names the folder that the program of its own opens.
const FOLDER: &str = "LOBBY_UPGRADE_FOLDER";

fn newest() -> i64 {
    MIGRATIONS
        .iter()
        .map(|migration| migration.version)
        .max()
        .unwrap()
}

/// A file of that version with a building, a colleague and a resident in it, as far as it knows of them.
async fn older(folder: &Path, version: i64) {
    let writer = writer(&folder.join(FILE)).await.unwrap();
    migrate(&mut writer.hold().await.unwrap(), version).await.unwrap();
    sqlx::raw_sql(
        "INSERT INTO building (id, name, address, time_zone, language, currency, lock_after_minutes, sample, created_at)
            VALUES (1, 'Harbour House', '', 'UTC', 'en', 'CAD', NULL, 0, 0);
        INSERT INTO permission_group VALUES (1, 'Administrators', 'manage', 'manage', 'send', 1);",
    )
    .execute(&mut *writer.hold().await.unwrap())
    .await
    .unwrap();
    if version >= 2 {
        let resident = "INSERT INTO resident (id, key, name, name_folded, suite, email, phone, language, notes,\
                moved_out_at, created_at) VALUES (1, NULL, 'Ana', 'ana', '12', '', '', 'en', '', NULL, 0)";
        sqlx::raw_sql(resident)
            .execute(&mut *writer.hold().await.unwrap())
            .await
            .unwrap();
    }
    if version >= 5 {
        let said = "INSERT INTO conversation (id, resident_id, state, needs_reply, started_at, last_entry_id, last_at,\
                last_kind, last_words, event_starts_at) VALUES (1, 1, 'open', 1, 0, 2, 7, 'message_in', 'Anyone?', 0);\
            INSERT INTO entry (id, conversation_id, kind, at, text)\
                VALUES (1, 1, 'message_in', 5, 'Hello'), (2, 1, 'message_in', 7, 'Anyone?')";
        sqlx::raw_sql(said)
            .execute(&mut *writer.hold().await.unwrap())
            .await
            .unwrap();
    }
    writer.close().await;
}

/// Opens the folder in a program of its own; whether that came to its end.
fn open_elsewhere(folder: &Path, crash_at: &str) -> bool {
    Command::new(std::env::current_exe().unwrap())
        .args([
            "--exact",
            "open::upgrade_tests::the_program_of_its_own",
            "--include-ignored",
        ])
        .env(FOLDER, folder)
        .env("LOBBY_CRASH_AT", crash_at)
        .output()
        .unwrap()
        .status
        .success()
}

#[tokio::test]
async fn the_program_of_its_own() {
    if let Some(folder) = std::env::var_os(FOLDER) {
        Store::open(Path::new(&folder)).await.unwrap().close().await;
    }
}

/// What was said is found, and who waits is known.
async fn has_conversation(db: &mut SqliteConnection, from: i64) {
    let found: Vec<i64> = sqlx::query_scalar(
        "SELECT entry_id FROM entry_search JOIN entry_place ON place = entry_search.rowid
        WHERE entry_search MATCH 'hello'",
    )
    .fetch_all(&mut *db)
    .await
    .unwrap();
    assert_eq!(found, [1]);
    // From there on it is written with the words.
    if from < 17 {
        let waits_since: Option<i64> = sqlx::query_scalar("SELECT waits_since FROM conversation")
            .fetch_one(&mut *db)
            .await
            .unwrap();
        assert_eq!(
            waits_since,
            Some(5),
            "R43: from the first words that nobody answered"
        );
    }
}

async fn is_whole(folder: &Path, from: i64) {
    let store = Store::open(folder).await.unwrap();
    let mut db = store.read().await.unwrap();
    let version: i64 = sqlx::query_scalar("PRAGMA user_version")
        .fetch_one(&mut *db)
        .await
        .unwrap();
    assert_eq!(version, newest());
    let tables: Vec<String> =
        sqlx::query_scalar("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name")
            .fetch_all(&mut *db)
            .await
            .unwrap();
    let fresh = tempfile::tempdir().unwrap();
    let like = Store::open(fresh.path()).await.unwrap();
    let expected: Vec<String> =
        sqlx::query_scalar("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name")
            .fetch_all(&mut *like.read().await.unwrap())
            .await
            .unwrap();
    assert_eq!(tables, expected, "the schema is that of a new file");
    let check: String = sqlx::query_scalar("PRAGMA integrity_check")
        .fetch_one(&mut *db)
        .await
        .unwrap();
    assert_eq!(check, "ok");
    let name: String = sqlx::query_scalar("SELECT name FROM building")
        .fetch_one(&mut *db)
        .await
        .unwrap();
    assert_eq!(name, "Harbour House");
    if from >= 2 {
        let found: i64 =
            sqlx::query_scalar("SELECT count(*) FROM resident_search WHERE resident_search MATCH 'ana'")
                .fetch_one(&mut *db)
                .await
                .unwrap();
        assert_eq!(found, 1);
    }
    if from >= 5 {
        has_conversation(&mut db, from).await;
    }
    drop(db);
    like.close().await;
    store.close().await;
}

#[tokio::test]
async fn every_older_schema_is_brought_up_to_date_also_when_it_is_cut_short_in_between() {
    for version in 1..newest() {
        let whole = tempfile::tempdir().unwrap();
        older(whole.path(), version).await;
        is_whole(whole.path(), version).await;
        for step in 1..=newest() - version {
            let cut = tempfile::tempdir().unwrap();
            older(cut.path(), version).await;
            assert!(
                !open_elsewhere(cut.path(), &format!("open_migrated_one:{step}")),
                "from {version} it was not cut short at step {step}"
            );
            is_whole(cut.path(), version).await;
        }
    }
}
