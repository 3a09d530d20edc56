//! Saved replies (R30).

use lobby_desk::{
    problem::Problem,
    views::saved_reply::{OfferedReply, ReplyPlace, SavedReplyForm, SavedReplyView},
};
use lobby_domain::ids::SavedReplyId;
use tauri::State;

use crate::state::Shell;

/// Everybody's saved replies and this person's own.
///
/// # Errors
/// [`Problem`]: refused by a rule, or the store failed.
#[tauri::command]
#[specta::specta]
pub async fn list_saved_replies(shell: State<'_, Shell>) -> Result<Vec<SavedReplyView>, Problem> {
    shell.desk()?.list_saved_replies().await
}

/// The same, filled for the resident of a conversation or a booking.
///
/// # Errors
/// [`Problem`]: refused by a rule, or the store failed.
#[tauri::command]
#[specta::specta]
pub async fn offer_saved_replies(
    shell: State<'_, Shell>,
    place: ReplyPlace,
) -> Result<Vec<OfferedReply>, Problem> {
    shell.desk()?.offer_saved_replies(place).await
}

/// Adds or changes a saved reply.
///
/// # Errors
/// [`Problem`]: refused by a rule, or the store failed.
#[tauri::command]
#[specta::specta]
pub async fn save_saved_reply(
    shell: State<'_, Shell>,
    form: SavedReplyForm,
) -> Result<SavedReplyId, Problem> {
    shell.desk()?.save_saved_reply(form).await
}

/// Removes a saved reply.
///
/// # Errors
/// [`Problem`]: refused by a rule, or the store failed.
#[tauri::command]
#[specta::specta]
pub async fn remove_saved_reply(shell: State<'_, Shell>, reply: SavedReplyId) -> Result<(), Problem> {
    shell.desk()?.remove_saved_reply(reply).await
}
