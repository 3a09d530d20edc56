//! Backups, restoring and rescuing.

use lobby_desk::{
    problem::Problem,
    views::backup::{BackupFile, BackupForm, BackupStatus, RescueChoice, RescueDone, RescueView},
};
use tauri::State;

use crate::state::Shell;

/// Where backups go, how the last one ended, and which there are.
///
/// # Errors
/// [`Problem`]: refused by a rule, or the store failed.
#[tauri::command]
#[specta::specta]
pub async fn backup_status(shell: State<'_, Shell>) -> Result<BackupStatus, Problem> {
    shell.desk()?.backup_status().await
}

/// Keeps where backups go and whether one is made every day.
///
/// # Errors
/// [`Problem`]: refused by a rule, or the folder cannot be used.
#[tauri::command]
#[specta::specta]
pub async fn save_backup_settings(shell: State<'_, Shell>, form: BackupForm) -> Result<(), Problem> {
    shell.desk()?.save_backup_settings(form).await
}

/// Makes a backup now; `Working` tells how far it has come.
///
/// # Errors
/// [`Problem`]: refused by a rule, or it could not be made.
#[tauri::command]
#[specta::specta]
pub async fn back_up(shell: State<'_, Shell>) -> Result<BackupFile, Problem> {
    shell.desk()?.back_up().await
}

/// Stops the backup or the restore that goes on.
///
/// # Errors
/// [`Problem`]: refused by a rule.
#[tauri::command]
#[specta::specta]
pub async fn stop_backup(shell: State<'_, Shell>) -> Result<(), Problem> {
    shell.desk()?.stop_backup().await
}

/// Goes back to the backup of this name; everybody signs in anew. `Working` tells how far it has come.
///
/// # Errors
/// [`Problem`]: refused by a rule, or the backup cannot be used; the present data stays.
#[tauri::command]
#[specta::specta]
pub async fn restore_backup(shell: State<'_, Shell>, name: String) -> Result<(), Problem> {
    shell.restore_backup(&name).await
}

/// What there is to choose from when the file is damaged. Nobody can be signed in then.
///
/// # Errors
/// [`Problem::NothingToRescue`] when it is not damaged.
#[tauri::command]
#[specta::specta]
pub async fn rescue_view(shell: State<'_, Shell>) -> Result<RescueView, Problem> {
    shell.rescue_view().await
}

/// Makes a new file out of what can be read of a damaged one, which is kept. `Working` tells how far it has
/// come; the window sees the new file with its next look at the state.
///
/// # Errors
/// [`Problem`]: there is nothing to rescue, or it could not be done; the damaged file stays.
#[tauri::command]
#[specta::specta]
pub async fn rescue(shell: State<'_, Shell>, choice: RescueChoice) -> Result<RescueDone, Problem> {
    shell.rescue(choice).await
}

/// Stops the rescue.
///
/// # Errors
/// None; the type is that of every command.
#[tauri::command]
#[specta::specta]
pub async fn stop_rescue(shell: State<'_, Shell>) -> Result<(), Problem> {
    shell.stop_rescue();
    Ok(())
}
