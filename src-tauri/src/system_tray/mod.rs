//! The icon in the system's tray, where the system has one: how much is unread, and the way back to a window that was
//! put there (R70, R72, R82).

#[cfg(target_os = "linux")]
#[path = "linux.rs"]
mod icon;
#[cfg(not(target_os = "linux"))]
#[path = "other.rs"]
mod icon;
mod picture;

use std::{
    fs::{self, File},
    path::{Path, PathBuf},
    sync::{
        Weak,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use lobby_desk::{Desk, TrayWords};
use tauri::{AppHandle, Manager as _, async_runtime};
use tokio::sync::{Mutex, broadcast::error::RecvError};

use crate::state::Shell;

/// How long changes are gathered before the icon says them.
const PAUSE: Duration = Duration::from_millis(300);
/// How often a window in the tray looks whether another start asks for it.
const LOOK: Duration = Duration::from_millis(300);

/// The icon, and whether the window is in the tray.
#[derive(Default)]
pub struct SystemTray {
    icon: Mutex<Option<icon::Icon>>,
    holds_window: AtomicBool,
}

/// R72: says how much is unread, on the icon and on the dock, for as long as the desk lives.
pub async fn follow(app: AppHandle, desk: Weak<Desk>) {
    let Some(mut changes) = desk.upgrade().map(|desk| desk.changes()) else {
        return;
    };
    let mut said = None;
    loop {
        let words = match desk.upgrade() {
            Some(desk) => desk.tray_words().await,
            None => return,
        };
        // Most changes change nothing here.
        if said.as_ref() != Some(&words) {
            say(&app, &words).await;
            said = Some(words);
        }
        if let Err(RecvError::Closed) = changes.recv().await {
            return;
        }
        tokio::time::sleep(PAUSE).await;
        changes = changes.resubscribe();
    }
}

async fn say(app: &AppHandle, words: &TrayWords) {
    if let Some(tray) = app.try_state::<SystemTray>() {
        let mut icon = tray.icon.lock().await;
        match &*icon {
            Some(icon) => icon.say(words).await,
            None => *icon = icon::Icon::show(app, words).await,
        }
    }
    if let Some(window) = app.get_webview_window("main") {
        // A desktop that shows no counts is no fault. Windows has no such place: the title in the task bar says it.
        let _ = window.set_badge_count((words.unread > 0).then_some(i64::from(words.unread)));
    }
}

/// R82: whether there is a tray that the window can go to. One that has come since the start is asked now.
pub async fn is_there(app: &AppHandle, desk: &Desk) -> bool {
    let Some(tray) = app.try_state::<SystemTray>() else {
        return false;
    };
    let mut icon = tray.icon.lock().await;
    if icon.is_none() {
        *icon = icon::Icon::show(app, &desk.tray_words().await).await;
    }
    icon.as_ref().is_some_and(icon::Icon::is_shown)
}

/// R82: puts the window into the tray; the program goes on.
pub fn hide_window(app: &AppHandle) {
    let (Some(tray), Some(shell)) = (app.try_state::<SystemTray>(), app.try_state::<Shell>()) else {
        return;
    };
    let mark = mark(shell.folder());
    // Without the mark another start says that the folder is in use, and the icon still leads back.
    let is_marked = File::create(&mark).is_ok();
    tray.holds_window.store(true, Ordering::Relaxed);
    if let Some(window) = app.get_webview_window("main") {
        let _ = window.hide();
    }
    if is_marked {
        async_runtime::spawn(come_when_called(app.clone(), mark));
    }
}

/// Brings the window to the front, wherever it is.
pub fn show_window(app: &AppHandle) {
    if let (Some(tray), Some(shell)) = (app.try_state::<SystemTray>(), app.try_state::<Shell>())
        && tray.holds_window.swap(false, Ordering::Relaxed)
    {
        // It is gone already where another start has asked.
        let _ = fs::remove_file(mark(shell.folder()));
    }
    if let Some(window) = app.get_webview_window("main") {
        let _ = window.show();
        let _ = window.unminimize();
        let _ = window.set_focus();
    }
}

/// Brings the window back if it is in the tray; one that is not stays where it is.
fn take_out(app: &AppHandle) {
    let is_in_tray = app
        .try_state::<SystemTray>()
        .is_some_and(|tray| tray.holds_window.load(Ordering::Relaxed));
    if is_in_tray {
        show_window(app);
    }
}

/// R82: ends the program from the icon; the window asks first where messages wait.
fn quit(app: &AppHandle) {
    let app = app.clone();
    async_runtime::spawn(async move {
        let desk = app.try_state::<Shell>().and_then(|shell| shell.desk().ok());
        let waiting = match desk {
            Some(desk) => desk.waits().await,
            None => 0,
        };
        if waiting > 0 {
            show_window(&app);
        }
        if let Some(window) = app.get_webview_window("main") {
            let _ = window.close();
        }
    });
}

/// Another start on this folder: asks the window that is in the tray to come back. `false`: none is.
#[must_use]
pub fn call_back(folder: &Path) -> bool {
    fs::remove_file(mark(folder)).is_ok()
}

/// Forgets a window that was in the tray when the computer went off.
pub fn forget(folder: &Path) {
    let _ = fs::remove_file(mark(folder));
}

async fn come_when_called(app: AppHandle, mark: PathBuf) {
    loop {
        tokio::time::sleep(LOOK).await;
        let is_there = app
            .try_state::<SystemTray>()
            .is_some_and(|tray| tray.holds_window.load(Ordering::Relaxed));
        if !is_there {
            return;
        }
        if !mark.exists() {
            take_out(&app);
            return;
        }
    }
}

/// The file that says that the window of this folder is in the tray.
fn mark(folder: &Path) -> PathBuf {
    folder.join("in-tray")
}
