//! What goes on without a command: telling the windows of changes, and locking an idle screen.

use std::{sync::Arc, time::Duration};

use lobby_desk::{Desk, change::Topic};
use tauri::AppHandle;
use tauri_specta::Event as _;
use tokio::sync::broadcast::error::RecvError;

use crate::bindings::Changed;

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

/// R52: locks the screen when nobody has been there for the time set by the administrator.
pub async fn lock_when_idle(desk: Arc<Desk>) {
    loop {
        tokio::time::sleep(IDLE_LOOK).await;
        // What the store reports here it reports to the next command too.
        let _ = desk.lock_when_idle().await;
    }
}
