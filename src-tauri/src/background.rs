//! What goes on without a command: telling the windows of changes, and locking an idle screen.

use std::{sync::Arc, time::Duration};

use lobby_desk::{Desk, change::Topic};
use tauri::AppHandle;
use tauri_specta::Event as _;
use tokio::sync::broadcast::error::RecvError;

use crate::bindings::{Changed, Importing};

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

/// R52: locks the screen when nobody has been there for the time set by the administrator.
pub async fn lock_when_idle(desk: Arc<Desk>) {
    loop {
        tokio::time::sleep(IDLE_LOOK).await;
        // What the store reports here it reports to the next command too.
        let _ = desk.lock_when_idle().await;
    }
}
