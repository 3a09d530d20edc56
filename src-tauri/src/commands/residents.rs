//! Residents.

use lobby_desk::{
    problem::Problem,
    views::resident::{ResidentForm, ResidentPage, ResidentPanel, ResidentQuery},
};
use lobby_domain::ids::ResidentId;
use tauri::State;

use crate::state::Shell;

/// One page of the residents list.
///
/// # Errors
/// [`Problem`]: refused by a rule, or the store failed.
#[tauri::command]
#[specta::specta]
pub async fn list_residents(shell: State<'_, Shell>, query: ResidentQuery) -> Result<ResidentPage, Problem> {
    shell.desk()?.list_residents(query).await
}

/// One resident.
///
/// # Errors
/// [`Problem`]: refused by a rule, or the store failed.
#[tauri::command]
#[specta::specta]
pub async fn open_resident(shell: State<'_, Shell>, resident: ResidentId) -> Result<ResidentPanel, Problem> {
    shell.desk()?.open_resident(resident).await
}

/// Writes a resident down by hand, or changes them (R8).
///
/// # Errors
/// [`Problem`]: refused by a rule, or the store failed.
#[tauri::command]
#[specta::specta]
pub async fn save_resident(shell: State<'_, Shell>, form: ResidentForm) -> Result<ResidentId, Problem> {
    shell.desk()?.save_resident(form).await
}

/// Says that a resident has moved out, or back in (R7).
///
/// # Errors
/// [`Problem`]: refused by a rule, or the store failed.
#[tauri::command]
#[specta::specta]
pub async fn set_moved_out(
    shell: State<'_, Shell>,
    resident: ResidentId,
    moved_out: bool,
) -> Result<(), Problem> {
    shell.desk()?.set_moved_out(resident, moved_out).await
}
