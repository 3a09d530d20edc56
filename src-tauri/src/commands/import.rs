//! Import: a file crosses in slices, is looked at, and goes in whole or not at all (R7).

use lobby_desk::{
    Mapping,
    problem::Problem,
    views::import::{ImportDone, ImportGiven, ImportOpened, ImportPreview},
};
use lobby_domain::ids::ResidentId;
use tauri::State;

use crate::state::Shell;

/// Begins to bring in a file of so many bytes; answers with the token of the import. One that was begun
/// before is dropped.
///
/// # Errors
/// [`Problem`]: refused by a rule, or the store failed.
#[tauri::command]
#[specta::specta]
pub async fn import_begin(shell: State<'_, Shell>, name: String, bytes: u32) -> Result<String, Problem> {
    shell.desk()?.import_begin(&name, bytes).await
}

/// The next slice of the file, at most 1 MB, as base64.
///
/// # Errors
/// [`Problem`]: refused by a rule, or the store failed.
#[tauri::command]
#[specta::specta]
pub async fn import_chunk(shell: State<'_, Shell>, token: String, base64: String) -> Result<(), Problem> {
    shell.desk()?.import_chunk(&token, &base64).await
}

/// Says what file it is, and what its columns seem to be.
///
/// # Errors
/// [`Problem`]: refused by a rule, or the store failed.
#[tauri::command]
#[specta::specta]
pub async fn import_open(shell: State<'_, Shell>, token: String) -> Result<ImportOpened, Problem> {
    shell.desk()?.import_open(&token).await
}

/// Says what the file leaves out, such as the one event that all its bookings are for. The next preview
/// shows what comes of it.
///
/// # Errors
/// [`Problem`]: refused by a rule, or the store failed.
#[tauri::command]
#[specta::specta]
pub async fn import_give(
    shell: State<'_, Shell>,
    token: String,
    given: Vec<ImportGiven>,
) -> Result<(), Problem> {
    shell.desk()?.import_give(&token, given).await
}

/// Says what the import will do; with a mapping that was corrected by hand, or else the one of
/// `import_open`.
///
/// # Errors
/// [`Problem`]: refused by a rule, or the store failed.
#[tauri::command]
#[specta::specta]
pub async fn import_preview(
    shell: State<'_, Shell>,
    token: String,
    mapping: Option<Mapping>,
) -> Result<ImportPreview, Problem> {
    shell.desk()?.import_preview(&token, mapping).await
}

/// Does what the last preview said, whole or not at all.
///
/// # Errors
/// [`Problem`]: refused by a rule, or the store failed.
#[tauri::command]
#[specta::specta]
pub async fn import_apply(
    shell: State<'_, Shell>,
    token: String,
    leave_out_bad: bool,
    moved_out: Vec<ResidentId>,
) -> Result<ImportDone, Problem> {
    shell
        .desk()?
        .import_apply(&token, leave_out_bad, &moved_out)
        .await
}

/// Stops an import, whatever it is at; nothing of it is kept.
///
/// # Errors
/// [`Problem`]: refused by a rule, or the store failed.
#[tauri::command]
#[specta::specta]
pub async fn import_stop(shell: State<'_, Shell>, token: String) -> Result<(), Problem> {
    shell.desk()?.import_stop(&token).await
}
