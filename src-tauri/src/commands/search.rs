//! The search box.

use lobby_desk::{
    problem::Problem,
    views::search::{FoundMessages, SearchResults},
};
use tauri::State;

use crate::state::Shell;

/// Finds residents, bookings, conversations and messages.
///
/// # Errors
/// [`Problem`]: refused by a rule, or the store failed.
#[tauri::command]
#[specta::specta]
pub async fn search(shell: State<'_, Shell>, text: String) -> Result<SearchResults, Problem> {
    shell.desk()?.search(&text).await
}

/// Messages and notes with these words, beginning where a page before has ended.
///
/// # Errors
/// [`Problem`]: refused by a rule, or the store failed.
#[tauri::command]
#[specta::specta]
pub async fn find_words(
    shell: State<'_, Shell>,
    text: String,
    before: Option<String>,
) -> Result<FoundMessages, Problem> {
    shell.desk()?.find_words(&text, before.as_deref()).await
}
