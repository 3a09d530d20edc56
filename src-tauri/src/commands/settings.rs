//! Settings.

use lobby_desk::{
    problem::Problem,
    views::{
        app::Preferences,
        settings::{BuildingForm, GroupForm, StaffForm, StaffPage},
    },
};
use lobby_domain::ids::{GroupId, StaffId};
use tauri::State;

use crate::state::Shell;

/// Changes the building.
///
/// # Errors
/// [`Problem`]: refused by a rule, or the store failed.
#[tauri::command]
#[specta::specta]
pub async fn save_building(shell: State<'_, Shell>, form: BuildingForm) -> Result<(), Problem> {
    shell.desk()?.save_building(form).await
}

/// Staff and permission groups.
///
/// # Errors
/// [`Problem`]: refused by a rule, or the store failed.
#[tauri::command]
#[specta::specta]
pub async fn list_staff(shell: State<'_, Shell>) -> Result<StaffPage, Problem> {
    shell.desk()?.list_staff().await
}

/// Adds or changes a staff member.
///
/// # Errors
/// [`Problem`]: refused by a rule, or the store failed.
#[tauri::command]
#[specta::specta]
pub async fn save_staff(shell: State<'_, Shell>, form: StaffForm) -> Result<StaffId, Problem> {
    shell.desk()?.save_staff(form).await
}

/// Removes a staff member; what they wrote stays (R50).
///
/// # Errors
/// [`Problem`]: refused by a rule, or the store failed.
#[tauri::command]
#[specta::specta]
pub async fn remove_staff(shell: State<'_, Shell>, staff: StaffId) -> Result<(), Problem> {
    shell.desk()?.remove_staff(staff).await
}

/// Adds or changes a permission group (R50).
///
/// # Errors
/// [`Problem`]: refused by a rule, or the store failed.
#[tauri::command]
#[specta::specta]
pub async fn save_group(shell: State<'_, Shell>, form: GroupForm) -> Result<GroupId, Problem> {
    shell.desk()?.save_group(form).await
}

/// Removes a permission group without members.
///
/// # Errors
/// [`Problem`]: refused by a rule, or the store failed.
#[tauri::command]
#[specta::specta]
pub async fn remove_group(shell: State<'_, Shell>, group: GroupId) -> Result<(), Problem> {
    shell.desk()?.remove_group(group).await
}

/// Changes the person's own password.
///
/// # Errors
/// [`Problem`]: refused by a rule, or the store failed.
#[tauri::command]
#[specta::specta]
pub async fn change_password(shell: State<'_, Shell>, old: String, fresh: String) -> Result<(), Problem> {
    shell.desk()?.change_password(&old, &fresh).await
}

/// Keeps the person's own language, theme and density.
///
/// # Errors
/// [`Problem`]: refused by a rule, or the store failed.
#[tauri::command]
#[specta::specta]
pub async fn save_preferences(shell: State<'_, Shell>, preferences: Preferences) -> Result<(), Problem> {
    shell.desk()?.save_preferences(preferences).await
}
