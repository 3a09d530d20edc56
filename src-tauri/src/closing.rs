//! Closing the window while something still waits in the outbox (R82).

use lobby_desk::Desk;
use tauri::{Manager as _, Window, WindowEvent, async_runtime};
use tauri_specta::Event as _;

use crate::{bindings::ClosingAsked, state::Shell, system_tray};

/// Asks before the window closes over messages that wait. Whoever closes it again while the question stands has
/// answered it: a page that cannot ask keeps nobody in.
pub fn on_event(window: &Window, event: &WindowEvent) {
    let WindowEvent::CloseRequested { api, .. } = event else {
        return;
    };
    let Some(shell) = window.try_state::<Shell>() else {
        return;
    };
    if shell.is_closing() {
        return;
    }
    shell.set_closing(true);
    api.prevent_close();
    let window = window.clone();
    async_runtime::spawn(async move {
        let desk = window.try_state::<Shell>().and_then(|shell| shell.desk().ok());
        let is_told = match desk {
            Some(desk) => asks(&window, &desk).await,
            None => false,
        };
        if !is_told {
            // A window that is just closing anyway needs no second word.
            let _ = window.close();
        }
    });
}

/// Whether the window asks.
async fn asks(window: &Window, desk: &Desk) -> bool {
    let waiting = desk.waits().await;
    if waiting == 0 {
        return false;
    }
    let can_stay = system_tray::is_there(window.app_handle(), desk).await;
    ClosingAsked { waiting, can_stay }.emit(window).is_ok()
}
