//! What goes on without a command: telling the windows of changes, and locking an idle screen.

use std::{
    sync::{Arc, Weak},
    time::Duration,
};

use lobby_desk::{
    Desk, Keeping,
    change::Topic,
    problem::{Problem, StorageFault},
};
use tauri::{AppHandle, Manager as _};
use tauri_specta::Event as _;
use tokio::sync::broadcast::error::RecvError;

use crate::{
    bindings::{Changed, Importing, Working},
    state::Shell,
};

/// How often an idle screen is looked at; a lock may come this much late.
const IDLE_LOOK: Duration = Duration::from_secs(5);

/// R13: tells every window of every change, for as long as the desk lives.
pub async fn tell_windows(app: AppHandle, desk: Arc<Desk>) {
    let mut changes = desk.changes();
    drop(desk);
    loop {
        let topics = match changes.recv().await {
            Ok(topics) => topics,
            // Some were missed: everything is to be looked at again.
            Err(RecvError::Lagged(_)) => Topic::ALL.to_vec(),
            Err(RecvError::Closed) => return,
        };
        // A window that is just closing cannot be told, and need not be.
        let _ = Changed { topics }.emit(&app);
    }
}

/// How long the windows are left alone between two words on how far an import has come.
const PROGRESS_PAUSE: Duration = Duration::from_millis(100);

/// R7: tells every window how far an import has come, for as long as the desk lives.
pub async fn tell_import_progress(app: AppHandle, desk: Arc<Desk>) {
    let mut told = desk.import_progress();
    drop(desk);
    while told.changed().await.is_ok() {
        if let Some(progress) = *told.borrow_and_update() {
            // A window that is just closing cannot be told, and need not be.
            let _ = Importing { progress }.emit(&app);
        }
        tokio::time::sleep(PROGRESS_PAUSE).await;
    }
}

/// Tells every window that what it shows may be another stage now.
pub fn tell_stage(app: &AppHandle) {
    // A window that is just closing cannot be told, and need not be.
    let _ = Changed {
        topics: Topic::ALL.to_vec(),
    }
    .emit(app);
}

/// Tells every window how far a backup, a restore or a rescue has come.
pub async fn tell_work(app: AppHandle, keeping: Keeping) {
    let mut told = keeping.progress();
    drop(keeping);
    while told.changed().await.is_ok() {
        let progress = *told.borrow_and_update();
        // A window that is just closing cannot be told, and need not be.
        let _ = Working { progress }.emit(&app);
        tokio::time::sleep(PROGRESS_PAUSE).await;
    }
}

/// R52: locks the screen when nobody has been there for the time set by the administrator.
pub async fn lock_when_idle(desk: Weak<Desk>) {
    while let Some(desk) = after(IDLE_LOOK, &desk).await {
        // What the store reports here it reports to the next command too.
        let _ = desk.lock_when_idle().await;
    }
}

/// How often it is looked whether the write-ahead log can be taken in.
const REST_LOOK: Duration = Duration::from_secs(1);

/// Takes the write-ahead log into the file while nobody writes.
pub async fn rest_when_idle(desk: Weak<Desk>) {
    while let Some(desk) = after(REST_LOOK, &desk).await {
        // What is not taken in now is taken in later, and at the latest when the desk is closed.
        let _ = desk.rest_when_idle().await;
    }
}

/// How often it is looked whether the daily backup is due.
const BACKUP_LOOK: Duration = Duration::from_secs(60);

/// Makes the daily backup.
pub async fn back_up_when_due(desk: Weak<Desk>) {
    while let Some(desk) = after(BACKUP_LOOK, &desk).await {
        // The settings remember what went wrong, and the screen says it.
        let _ = desk.back_up_when_due().await;
    }
}

/// How long the start is left alone before the whole file is read.
const START: Duration = Duration::from_secs(20);

/// Reads the whole file once, and leaves the desk for the rescue screen where it is damaged.
pub async fn look_over(app: AppHandle, desk: Weak<Desk>) {
    let Some(desk) = after(START, &desk).await else {
        return;
    };
    if let Err(Problem::Storage {
        fault: StorageFault::Damaged,
        detail,
    }) = desk.look_over().await
    {
        app.state::<Shell>().give_up(&desk, detail).await;
    }
}

/// The desk after a while, if it is still there.
async fn after(pause: Duration, desk: &Weak<Desk>) -> Option<Arc<Desk>> {
    tokio::time::sleep(pause).await;
    desk.upgrade()
}
