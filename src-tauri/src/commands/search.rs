//! The search box.

use lobby_desk::{problem::Problem, views::search::SearchResults};
use tauri::State;

use crate::state::Shell;

/// Finds residents, bookings and conversations.
///
/// # Errors
/// [`Problem`]: refused by a rule, or the store failed.
#[tauri::command]
#[specta::specta]
pub async fn search(shell: State<'_, Shell>, text: String) -> Result<SearchResults, Problem> {
    shell.desk()?.search(&text).await
}
