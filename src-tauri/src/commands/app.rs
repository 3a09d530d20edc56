//! The application: set-up, sign-in, locking.

use lobby_desk::{
    problem::Problem,
    views::{
        app::{AppState, PulseView, SetUpDone, SetUpForm},
        today::TodayView,
    },
};
use tauri::{AppHandle, State};

use crate::{log, state::Shell, system_tray};

/// What the window shows.
///
/// # Errors
/// [`Problem`]: refused by a rule, or the store failed.
#[tauri::command]
#[specta::specta]
pub async fn app_state(shell: State<'_, Shell>) -> Result<AppState, Problem> {
    shell.app_state().await
}

/// Sets up the building with its first administrator (R50).
///
/// # Errors
/// [`Problem`]: refused by a rule, or the store failed.
#[tauri::command]
#[specta::specta]
pub async fn set_up(shell: State<'_, Shell>, form: SetUpForm) -> Result<SetUpDone, Problem> {
    shell.desk()?.set_up(form).await
}

/// Fills an empty Lobby with the sample building.
///
/// # Errors
/// [`Problem`]: refused by a rule, or the store failed.
#[tauri::command]
#[specta::specta]
pub async fn set_up_sample(shell: State<'_, Shell>) -> Result<(), Problem> {
    shell.desk()?.set_up_sample().await
}

/// Signs in, or unlocks, by email or name and password (R52).
///
/// # Errors
/// [`Problem`]: refused by a rule, or the store failed.
#[tauri::command]
#[specta::specta]
pub async fn sign_in(shell: State<'_, Shell>, who: String, password: String) -> Result<(), Problem> {
    shell.desk()?.sign_in(&who, &password).await
}

/// What support asks for first; nothing that anybody wrote, and no name, is in it.
///
/// # Errors
/// [`Problem`]: refused by a rule, or the store failed.
#[tauri::command]
#[specta::specta]
pub async fn diagnostics(app: AppHandle, shell: State<'_, Shell>) -> Result<String, Problem> {
    let desk = shell.desk()?.diagnostics().await?;
    Ok(log::report(&app, &desk))
}

/// Signs out.
///
/// # Errors
/// [`Problem`]: refused by a rule, or the store failed.
#[tauri::command]
#[specta::specta]
pub async fn sign_out(shell: State<'_, Shell>) -> Result<(), Problem> {
    shell.desk()?.sign_out().await
}

/// Locks the screen; whoever comes next signs in (R52).
///
/// # Errors
/// [`Problem`]: refused by a rule, or the store failed.
#[tauri::command]
#[specta::specta]
pub async fn lock(shell: State<'_, Shell>) -> Result<(), Problem> {
    shell.desk()?.lock().await
}

/// Says that the person is there, so that the screen does not lock (R52).
///
/// # Errors
/// [`Problem`]: refused by a rule, or the store failed.
#[tauri::command]
#[specta::specta]
pub async fn touch(shell: State<'_, Shell>) -> Result<(), Problem> {
    shell.desk()?.touch().await
}

/// Sets a new password with the recovery code (R50).
///
/// # Errors
/// [`Problem`]: refused by a rule, or the store failed.
#[tauri::command]
#[specta::specta]
pub async fn recover(
    shell: State<'_, Shell>,
    email: String,
    code: String,
    password: String,
) -> Result<SetUpDone, Problem> {
    shell.desk()?.recover(&email, &code, &password).await
}

/// The state of the line, what waits, what is unread (R81).
///
/// # Errors
/// [`Problem`]: refused by a rule, or the store failed.
#[tauri::command]
#[specta::specta]
pub async fn pulse(shell: State<'_, Shell>) -> Result<PulseView, Problem> {
    shell.desk()?.pulse().await
}

/// The first screen of the day (R43).
///
/// # Errors
/// [`Problem`]: refused by a rule, or the store failed.
#[tauri::command]
#[specta::specta]
pub async fn today(shell: State<'_, Shell>) -> Result<TodayView, Problem> {
    shell.desk()?.today().await
}

/// R82: closes the window, whatever waits: it goes out the next time.
///
/// # Errors
/// None.
#[tauri::command]
#[specta::specta]
pub async fn close_window(window: tauri::Window, shell: State<'_, Shell>) -> Result<(), Problem> {
    shell.set_closing(true);
    // A window that is just closing anyway needs no second word.
    let _ = window.close();
    Ok(())
}

/// R82: the window stays.
///
/// # Errors
/// None.
#[tauri::command]
#[specta::specta]
pub async fn keep_open(shell: State<'_, Shell>) -> Result<(), Problem> {
    shell.set_closing(false);
    Ok(())
}

/// R82: the window goes into the tray, and what waits goes out from there.
///
/// # Errors
/// None.
#[tauri::command]
#[specta::specta]
pub async fn stay_in_tray(app: tauri::AppHandle, shell: State<'_, Shell>) -> Result<(), Problem> {
    shell.set_closing(false);
    system_tray::hide_window(&app);
    Ok(())
}
