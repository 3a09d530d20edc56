//! The file: what is confirmed is on disk, and what is wrong with it is told before it is touched (R84).

use std::{fs, path::Path, sync::Arc};

use chrono::Utc;
use lobby_desk::{Desk, OpenError, problem::StorageFault};
use sqlx::{ConnectOptions as _, sqlite::SqliteConnectOptions};

async fn open(folder: &Path) -> Result<Desk, OpenError> {
    Desk::open(folder, Arc::new(Utc::now)).await
}

async fn fault(folder: &Path) -> StorageFault {
    match open(folder).await {
        Ok(_) => panic!("it opened"),
        Err(error) => error.fault.into(),
    }
}

async fn sql(file: &Path, sql: &'static str) {
    let mut db = SqliteConnectOptions::new()
        .filename(file)
        .create_if_missing(true)
        .connect()
        .await
        .unwrap();
    sqlx::query(sql).execute(&mut db).await.unwrap();
    sqlx::Connection::close(db).await.unwrap();
}

/// A closed folder of a house with a conversation.
async fn a_closed_house() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let desk = open(folder.path()).await.unwrap();
    desk.set_up(crate::house::set_up_form()).await.unwrap();
    desk.close().await;
    folder
}

#[tokio::test]
async fn a_file_of_a_newer_lobby_is_left_as_it_was() {
    let folder = a_closed_house().await;
    let file = folder.path().join("lobby.db");
    sql(&file, "PRAGMA user_version = 999").await;
    // A newer Lobby would have left sums that fit.
    fs::remove_file(folder.path().join("lobby.sums")).unwrap();
    let before = fs::read(&file).unwrap();
    assert_eq!(fault(folder.path()).await, StorageFault::MadeByNewer);
    assert_eq!(fs::read(&file).unwrap(), before);
}

#[tokio::test]
async fn a_damaged_file_is_left_as_it_was() {
    let folder = a_closed_house().await;
    let file = folder.path().join("lobby.db");
    let mut bytes = fs::read(&file).unwrap();
    for page in bytes.chunks_mut(4096).skip(1) {
        page[..64].fill(0xA5);
    }
    fs::write(&file, &bytes).unwrap();
    assert_eq!(fault(folder.path()).await, StorageFault::Damaged);
    assert_eq!(fs::read(&file).unwrap(), bytes);

    fs::write(&file, "Dear diary").unwrap();
    assert_eq!(fault(folder.path()).await, StorageFault::Damaged);
    assert_eq!(fs::read(&file).unwrap(), b"Dear diary");
}

#[tokio::test]
async fn a_file_of_another_program_is_left_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("lobby.db");
    sql(&file, "PRAGMA application_id = 7").await;
    sql(&file, "CREATE TABLE recipe (name TEXT)").await;
    let before = fs::read(&file).unwrap();
    assert_eq!(fault(folder.path()).await, StorageFault::Damaged);
    assert_eq!(fs::read(&file).unwrap(), before);
}

#[tokio::test]
async fn r84_one_desk_at_a_time_a_second_lobby_is_told_of_the_first() {
    let folder = a_closed_house().await;
    let first = open(folder.path()).await.unwrap();
    assert_eq!(fault(folder.path()).await, StorageFault::InUse);
    drop(first);
    // A process that another test starts at this moment holds the lock with it until it runs.
    let mut again = open(folder.path()).await;
    for _ in 0..100 {
        if again.is_ok() {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        again = open(folder.path()).await;
    }
    assert!(again.is_ok(), "and may open when it has gone");
}

#[tokio::test]
async fn a_folder_that_cannot_be_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a file");
    fs::write(&file, "x").unwrap();
    let error = open(&file.join("in it"))
        .await
        .err()
        .expect("a folder under a file");
    assert!(error.to_string().contains("a file"), "{error}");
}

#[cfg(unix)]
#[tokio::test]
async fn a_read_only_folder_is_told_and_nothing_changes() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = a_closed_house().await;
    let before = fs::read(folder.path().join("lobby.db")).unwrap();
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o555)).unwrap();
    // The superuser may write anyway, unless the folder is mounted for reading only.
    let superuser = fs::write(folder.path().join("probe"), "x").is_ok();
    if superuser {
        fs::remove_file(folder.path().join("probe")).unwrap();
        mount(&[
            "--bind".as_ref(),
            folder.path().as_os_str(),
            folder.path().as_os_str(),
        ]);
        mount(&[
            "-o".as_ref(),
            "remount,bind,ro".as_ref(),
            folder.path().as_os_str(),
        ]);
    }
    let found = fault(folder.path()).await;
    let after = fs::read(folder.path().join("lobby.db")).unwrap();
    if superuser {
        let done = std::process::Command::new("umount")
            .arg(folder.path())
            .status()
            .unwrap();
        assert!(done.success(), "the folder stays mounted");
    }
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
    assert_eq!(found, StorageFault::ReadOnly);
    assert_eq!(after, before);
}

#[cfg(unix)]
fn mount(arguments: &[&std::ffi::OsStr]) {
    let done = std::process::Command::new("mount")
        .args(arguments)
        .status()
        .expect("mount(8)");
    assert!(done.success(), "mount {arguments:?}");
}
