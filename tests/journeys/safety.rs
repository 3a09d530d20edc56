//! Backups, going back to one, and getting a damaged file's data back.

use std::{fs, path::Path, sync::Arc};

use chrono::{TimeDelta, Utc};
use lobby_desk::{
    Clock, Desk, Keeping,
    problem::{Field, FieldFault, Noun, Problem, StorageFault},
    rescue,
    views::backup::{BackupForm, RescueChoice, Work},
};
use lobby_domain::permission::Need;
use sqlx::Connection as _;

use crate::house::House;

const NOT_AN_ADMINISTRATOR: Problem = Problem::NotAllowed {
    need: Need::Administration,
};

async fn goes_to(house: &House, folder: &Path) {
    let form = BackupForm {
        folder: folder.display().to_string(),
        daily: true,
    };
    house.desk.save_backup_settings(form).await.unwrap();
}

fn clock() -> Clock {
    Arc::new(Utc::now)
}

/// The folder of a house as it lies on the disk once its desk is closed.
async fn closed(house: House) -> tempfile::TempDir {
    house.desk.close().await;
    let folder = tempfile::tempdir().unwrap();
    for entry in fs::read_dir(house.file().parent().unwrap()).unwrap().flatten() {
        if entry.path().is_file() {
            fs::copy(entry.path(), folder.path().join(entry.file_name())).unwrap();
        }
    }
    folder
}

/// Wipes the page of the file that holds these words. Pages that once held them lie before it.
fn wipe(folder: &Path, words: &str) {
    let path = folder.join("lobby.db");
    let mut bytes = fs::read(&path).unwrap();
    let at = bytes
        .windows(words.len())
        .rposition(|window| window == words.as_bytes())
        .expect("the words are in the file");
    let page = at / 4096 * 4096;
    bytes.get_mut(page..page + 4096).expect("a whole page").fill(0);
    fs::write(&path, bytes).unwrap();
}

async fn opening(folder: &Path) -> Result<Desk, StorageFault> {
    Desk::open(folder, clock())
        .await
        .map_err(|error| error.fault.into())
}

#[tokio::test]
async fn an_administrator_makes_a_backup_and_goes_back_to_it() {
    let mut house = House::new().await;
    let backups = tempfile::tempdir().unwrap();
    house.noor().await;
    goes_to(&house, backups.path()).await;
    let made = house.desk.back_up().await.unwrap();
    let (_, conversation) = house.anas_conversation().await;
    house
        .desk
        .send_message(conversation, "See you on Thursday.", None)
        .await
        .unwrap();
    let entries = house.count("SELECT count(*) FROM entry").await;
    assert!(entries >= 2);

    house.noor().await;
    let status = house.desk.backup_status().await.unwrap();
    assert_eq!(status.backups, vec![made.clone()]);
    assert_eq!(status.failing, None);
    let restored = house.desk.restore_backup(&made.name).await.unwrap();
    assert_eq!(
        house.count("SELECT count(*) FROM entry").await,
        entries,
        "until it is opened anew"
    );
    house.restarts().await;
    assert_eq!(house.count("SELECT count(*) FROM entry").await, 0);
    house.desk.note_restored(&restored).await.unwrap();
    assert_eq!(
        house
            .count("SELECT count(*) FROM record WHERE action = 'restore_backup' AND detail LIKE '%Noor%'")
            .await,
        1
    );
    // What was there is kept, whole.
    let data = house.file().parent().unwrap().to_path_buf();
    let aside = fs::read_dir(&data)
        .unwrap()
        .flatten()
        .find(|entry| entry.file_name().to_string_lossy().starts_with("replaced-"))
        .expect("what was replaced is kept");
    let options = sqlx::sqlite::SqliteConnectOptions::new().filename(aside.path().join("lobby.db"));
    let mut kept = sqlx::SqliteConnection::connect_with(&options).await.unwrap();
    let kept: i64 = sqlx::query_scalar("SELECT count(*) FROM entry")
        .fetch_one(&mut kept)
        .await
        .unwrap();
    assert_eq!(kept, entries);
    // Everybody signs in again, with the same password.
    assert_eq!(house.desk.pulse().await.unwrap_err(), Problem::NotSignedIn);
    house.noor().await;
}

#[tokio::test]
async fn r50_only_administrators_make_and_restore_backups() {
    let house = House::new().await;
    house.sam().await;
    assert_eq!(house.desk.back_up().await.unwrap_err(), NOT_AN_ADMINISTRATOR);
    assert_eq!(
        house.desk.restore_backup("x").await.unwrap_err(),
        NOT_AN_ADMINISTRATOR
    );
    assert_eq!(
        house.desk.backup_status().await.unwrap_err(),
        NOT_AN_ADMINISTRATOR
    );
    house.noor().await;
    let missing = Problem::missing(Noun::Backup);
    assert_eq!(
        house.desk.restore_backup("../lobby.db").await.unwrap_err(),
        missing
    );
    let nowhere = BackupForm {
        folder: "backups".into(),
        daily: true,
    };
    assert_eq!(
        house.desk.save_backup_settings(nowhere).await.unwrap_err(),
        Problem::invalid(Field::Folder, FieldFault::Malformed)
    );
}

#[tokio::test]
async fn the_daily_backup_is_made_by_itself_and_says_when_it_fails() {
    let house = House::new().await;
    let backups = tempfile::tempdir().unwrap();
    house.noor().await;
    goes_to(&house, backups.path()).await;
    house.desk.sign_out().await.unwrap();
    let made = || {
        fs::read_dir(backups.path())
            .unwrap()
            .flatten()
            .filter(|entry| {
                entry
                    .path()
                    .extension()
                    .is_some_and(|extension| extension == "db")
            })
            .count()
    };
    house.desk.back_up_when_due().await.unwrap();
    assert_eq!(made(), 1, "whoever is signed in, or nobody");
    house.desk.back_up_when_due().await.unwrap();
    house.passes(TimeDelta::hours(23));
    house.desk.back_up_when_due().await.unwrap();
    assert_eq!(made(), 1, "one a day");
    house.passes(TimeDelta::hours(1));
    house.desk.back_up_when_due().await.unwrap();
    assert_eq!(made(), 2);

    // The disk is taken away: something else stands in the folder's place.
    let path = backups.path().to_path_buf();
    fs::remove_dir_all(&path).unwrap();
    fs::write(&path, "not a folder").unwrap();
    house.passes(TimeDelta::hours(24));
    let since = house.now();
    assert!(matches!(
        house.desk.back_up_when_due().await,
        Err(Problem::Storage { .. })
    ));
    assert_eq!(
        house.desk.back_up_when_due().await,
        Ok(()),
        "not again before an hour has passed"
    );
    house.passes(TimeDelta::hours(1));
    assert!(house.desk.back_up_when_due().await.is_err());
    house.noor().await;
    let failing = house
        .desk
        .backup_status()
        .await
        .unwrap()
        .failing
        .expect("it says so");
    assert_eq!(failing.since, since, "since the first of them");
    fs::remove_file(&path).unwrap();
    house.desk.back_up().await.unwrap();
    assert_eq!(house.desk.backup_status().await.unwrap().failing, None);
}

#[tokio::test]
async fn a_damaged_file_gives_back_what_can_be_read_and_what_waits() {
    let house = House::new().await;
    let (_, conversation) = house.anas_conversation().await;
    for number in 0..60 {
        let words = format!("Message number {number} {}", "x".repeat(200));
        house.desk.send_message(conversation, &words, None).await.unwrap();
    }
    house
        .desk
        .send_message(conversation, "The last words.", None)
        .await
        .unwrap();
    let folder = closed(house).await;
    wipe(folder.path(), "Message number 20 ");
    let before = fs::read(folder.path().join("lobby.db")).unwrap();
    assert_eq!(opening(folder.path()).await.err(), Some(StorageFault::Damaged));
    assert_eq!(fs::read(folder.path().join("lobby.db")).unwrap(), before);

    let view = rescue::look(folder.path(), "a page is damaged").await;
    assert_eq!(view.newest, None);
    let keeping = Keeping::default();
    let refused = rescue::rescue(folder.path(), RescueChoice::Backup, &clock(), &keeping).await;
    assert_eq!(refused.unwrap_err(), Problem::NothingToRescue);
    let mut told = keeping.progress();
    let done = rescue::rescue(folder.path(), RescueChoice::WhatCanBeRead, &clock(), &keeping)
        .await
        .unwrap();
    assert!(
        told.has_changed().unwrap() && told.borrow_and_update().is_none(),
        "it has ended"
    );
    assert!(done.unreadable > 0 && done.unreadable < 40, "{done:?}");
    assert_eq!(done.entries + done.unreadable, 62, "{done:?}");
    assert_eq!(done.waiting, done.entries, "all that could be read still waits");

    let desk = opening(folder.path()).await.expect("it opens again");
    desk.sign_in("sam@example.org", crate::house::PASSWORD)
        .await
        .unwrap();
    let thread = desk.open_thread(conversation).await.unwrap();
    assert_eq!(thread.entries.last().unwrap().text, "The last words.");
    desk.send_message(conversation, "And on it goes.", None)
        .await
        .unwrap();
    desk.close().await;
}

#[tokio::test]
async fn the_newest_good_backup_fills_what_cannot_be_read() {
    let house = House::new().await;
    let backups = tempfile::tempdir().unwrap();
    house.noor().await;
    goes_to(&house, backups.path()).await;
    let (_, conversation) = house.anas_conversation().await;
    for number in 0..60 {
        let words = format!("Message number {number} {}", "x".repeat(200));
        house.desk.send_message(conversation, &words, None).await.unwrap();
    }
    house.noor().await;
    house.desk.back_up().await.unwrap();
    house.passes(TimeDelta::minutes(1));
    house
        .desk
        .send_message(conversation, "Since the backup.", None)
        .await
        .unwrap();
    let folder = closed(house).await;
    wipe(folder.path(), "Message number 20 ");
    let keeping = Keeping::default();
    let done = rescue::rescue(folder.path(), RescueChoice::WhatCanBeRead, &clock(), &keeping)
        .await
        .unwrap();
    assert_eq!(done.entries, 62, "{done:?}");
    assert!(done.backup_at.is_some());
    let desk = opening(folder.path()).await.expect("it opens again");
    desk.sign_in("sam@example.org", crate::house::PASSWORD)
        .await
        .unwrap();
    let thread = desk.open_thread(conversation).await.unwrap();
    assert_eq!(thread.entries.last().unwrap().text, "Since the backup.");
    desk.close().await;
}

#[tokio::test]
async fn only_one_such_work_goes_on_at_a_time_and_it_can_be_stopped() {
    let house = House::new().await;
    house.noor().await;
    let keeping = house.desk.keeping();
    let mut told = keeping.progress();
    let (first, second) = tokio::join!(house.desk.back_up(), house.desk.back_up());
    assert!(first.is_ok(), "{first:?}");
    assert_eq!(second.unwrap_err(), Problem::AlreadyAtWork);
    assert!(told.borrow_and_update().is_none());
    house.passes(TimeDelta::minutes(1));
    let stopping = Arc::clone(&house.desk);
    let stop = tokio::spawn(async move {
        told.wait_for(|progress| progress.is_some_and(|at| at.work == Work::Backup))
            .await
            .unwrap();
        stopping.stop_backup().await
    });
    let second = house.desk.back_up().await;
    stop.await.unwrap().unwrap();
    // It may have come to its end before it was told; then it is whole.
    let listed = house.desk.backup_status().await.unwrap().backups.len();
    match second {
        Err(Problem::WorkStopped) => assert_eq!(listed, 1),
        other => assert_eq!(listed, 1 + usize::from(other.is_ok())),
    }
}
