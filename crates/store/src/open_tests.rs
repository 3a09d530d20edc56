//! The file under the store: what it is set to, and what happens when the disk is full.

use super::*;
use crate::{building, record};

async fn store() -> (tempfile::TempDir, Store) {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path()).await.unwrap();
    (folder, store)
}

#[tokio::test]
async fn a_commit_is_durable_and_keys_are_checked() {
    let (_folder, store) = store().await;
    let read = async |sql: &'static str| -> i64 {
        sqlx::query_scalar(sql)
            .fetch_one(&mut *store.writer.hold().await.unwrap())
            .await
            .unwrap()
    };
    assert_eq!(read("PRAGMA synchronous").await, 2, "FULL");
    assert_eq!(read("PRAGMA foreign_keys").await, 1);
    let strict: Vec<String> = sqlx::query_scalar(
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND strict = 0
            AND name NOT LIKE 'sqlite_%' AND name <> '_sqlx_migrations'",
    )
    .fetch_all(&mut *store.writer.hold().await.unwrap())
    .await
    .unwrap();
    assert!(strict.is_empty(), "not STRICT: {strict:?}");
    let orphan = sqlx::query("INSERT INTO response VALUES (7, 7, 'attending', 0)")
        .execute(&mut *store.writer.hold().await.unwrap())
        .await;
    assert!(orphan.is_err(), "a foreign key was not checked");
}

#[tokio::test]
async fn readers_cannot_write() {
    let (_folder, store) = store().await;
    let mut reader = store.read().await.unwrap();
    let refused = sqlx::query("DELETE FROM staff")
        .execute(&mut *reader)
        .await
        .unwrap_err();
    assert_eq!(fault_of(&refused), Fault::ReadOnly);
}

#[tokio::test]
async fn a_full_disk_is_told_and_keeps_what_was_confirmed() {
    let (_folder, store) = store().await;
    let pages: i64 = sqlx::query_scalar("PRAGMA page_count")
        .fetch_one(&mut *store.writer.hold().await.unwrap())
        .await
        .unwrap();
    // As a full disk would: nothing more fits into the file.
    let limit = format!("PRAGMA max_page_count = {}", pages + 2);
    sqlx::raw_sql(sqlx::AssertSqlSafe(limit))
        .execute(&mut *store.writer.hold().await.unwrap())
        .await
        .unwrap();
    let long = "x".repeat(2000);
    let (mut confirmed, mut fault) = (0_i64, None);
    for _ in 0..100 {
        let line = record::Line {
            by: None,
            action: "fill",
            subject: "disk",
            id: None,
            detail: &long,
        };
        let mut write = store.write().await.unwrap();
        match record::append(&mut write, chrono::Utc::now(), &line).await {
            Ok(()) => {
                write.commit().await.unwrap();
                confirmed += 1;
            }
            Err(error) => {
                fault = Some(error.fault());
                break;
            }
        }
    }
    assert_eq!(fault, Some(Fault::DiskFull));
    let mut reader = store.read().await.unwrap();
    let kept: i64 = sqlx::query_scalar("SELECT count(*) FROM record")
        .fetch_one(&mut *reader)
        .await
        .unwrap();
    assert_eq!(kept, confirmed);
    assert!(
        building::get(&mut reader).await.unwrap().is_none(),
        "it can still be read"
    );
}

#[tokio::test]
async fn what_was_dropped_was_never_there() {
    let (_folder, store) = store().await;
    let line = record::Line {
        by: None,
        action: "try",
        subject: "store",
        id: None,
        detail: "",
    };
    let mut write = store.write().await.unwrap();
    record::append(&mut write, chrono::Utc::now(), &line)
        .await
        .unwrap();
    drop(write);
    let mut reader = store.read().await.unwrap();
    let kept: i64 = sqlx::query_scalar("SELECT count(*) FROM record")
        .fetch_one(&mut *reader)
        .await
        .unwrap();
    assert_eq!(kept, 0);
}
