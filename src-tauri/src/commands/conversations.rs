//! Conversations: the list, the thread, the composer.

use lobby_desk::{
    problem::Problem,
    views::{
        conversation::{
            ConversationPage, ConversationQuery, DraftPlace, EarlierEntries, EntryView, FileView, NewFile,
            SaidForm, Started, ThreadView,
        },
        packed::Packed,
    },
};
use lobby_domain::ids::{BookingId, ConversationId, EntryId, FileId};
use tauri::State;

use crate::state::Shell;

/// One page of the conversations list (R40).
///
/// # Errors
/// [`Problem`]: refused by a rule, or the store failed.
#[tauri::command]
#[specta::specta]
pub async fn list_conversations(
    shell: State<'_, Shell>,
    query: ConversationQuery,
) -> Result<Packed<ConversationPage>, Problem> {
    shell.desk()?.list_conversations(query).await.map(Packed)
}

/// A thread with its newest entries (R22).
///
/// # Errors
/// [`Problem`]: refused by a rule, or the store failed.
#[tauri::command]
#[specta::specta]
pub async fn open_thread(
    shell: State<'_, Shell>,
    conversation: ConversationId,
) -> Result<Packed<ThreadView>, Problem> {
    shell.desk()?.open_thread(conversation).await.map(Packed)
}

/// The entries before those shown: a page of them, or back to one.
///
/// # Errors
/// [`Problem`]: refused by a rule, or the store failed.
#[tauri::command]
#[specta::specta]
pub async fn earlier_entries(
    shell: State<'_, Shell>,
    conversation: ConversationId,
    before: String,
    back_to: Option<EntryId>,
) -> Result<Packed<EarlierEntries>, Problem> {
    shell
        .desk()?
        .earlier_entries(conversation, &before, back_to)
        .await
        .map(Packed)
}

/// Starts the conversation about a booking (R10, R11, R12).
///
/// # Errors
/// [`Problem`]: refused by a rule, or the store failed.
#[tauri::command]
#[specta::specta]
pub async fn start_conversation(
    shell: State<'_, Shell>,
    booking: BookingId,
    text: String,
) -> Result<Started, Problem> {
    shell.desk()?.start_conversation(booking, &text).await
}

/// Writes to the resident (R20, R23). R29: `seen` is the newest of what came in between that was shown.
///
/// # Errors
/// [`Problem`]: refused by a rule, or the store failed.
#[tauri::command]
#[specta::specta]
pub async fn send_message(
    shell: State<'_, Shell>,
    conversation: ConversationId,
    text: String,
    seen: Option<EntryId>,
) -> Result<EntryView, Problem> {
    shell.desk()?.send_message(conversation, &text, seen).await
}

/// Begins to attach a file to what this person writes (R31).
///
/// # Errors
/// [`Problem`]: refused by a rule, or the store failed.
#[tauri::command]
#[specta::specta]
pub async fn attach_file(shell: State<'_, Shell>, file: NewFile) -> Result<FileView, Problem> {
    shell.desk()?.attach_file(file).await
}

/// Takes the next part of a file, as base64 (R31).
///
/// # Errors
/// [`Problem`]: refused by a rule, or the store failed.
#[tauri::command]
#[specta::specta]
pub async fn attach_part(shell: State<'_, Shell>, file: FileId, base64: String) -> Result<(), Problem> {
    shell.desk()?.attach_part(file, &base64).await
}

/// Takes a file away that was not sent (R31).
///
/// # Errors
/// [`Problem`]: refused by a rule, or the store failed.
#[tauri::command]
#[specta::specta]
pub async fn remove_file(shell: State<'_, Shell>, file: FileId) -> Result<(), Problem> {
    shell.desk()?.remove_file(file).await
}

/// The picture that a file of ours is, as the address of an image (R31).
///
/// # Errors
/// [`Problem`]: refused by a rule, or the store failed.
#[tauri::command]
#[specta::specta]
pub async fn picture_of_file(shell: State<'_, Shell>, file: FileId) -> Result<Option<String>, Problem> {
    shell.desk()?.picture_of_file(file).await
}

/// Writes a note for staff (R24).
///
/// # Errors
/// [`Problem`]: refused by a rule, or the store failed.
#[tauri::command]
#[specta::specta]
pub async fn write_note(
    shell: State<'_, Shell>,
    conversation: ConversationId,
    text: String,
) -> Result<EntryView, Problem> {
    shell.desk()?.write_note(conversation, &text).await
}

/// Writes down what was said at the desk or by phone (R33).
///
/// # Errors
/// [`Problem`]: refused by a rule, or the store failed.
#[tauri::command]
#[specta::specta]
pub async fn write_said(shell: State<'_, Shell>, said: SaidForm) -> Result<EntryView, Problem> {
    shell.desk()?.write_said(said).await
}

/// Closes a conversation (R25).
///
/// # Errors
/// [`Problem`]: refused by a rule, or the store failed.
#[tauri::command]
#[specta::specta]
pub async fn close_conversation(
    shell: State<'_, Shell>,
    conversation: ConversationId,
) -> Result<(), Problem> {
    shell.desk()?.close_conversation(conversation).await
}

/// R83: makes a resident's conversation that of one of their bookings, or joins it to the one that the booking has;
/// answers in which its entries are then.
///
/// # Errors
/// [`Problem`]: refused by a rule, or the store failed.
#[tauri::command]
#[specta::specta]
pub async fn move_conversation(
    shell: State<'_, Shell>,
    conversation: ConversationId,
    booking: BookingId,
) -> Result<ConversationId, Problem> {
    shell.desk()?.move_conversation(conversation, booking).await
}

/// Reopens a conversation (R25).
///
/// # Errors
/// [`Problem`]: refused by a rule, or the store failed.
#[tauri::command]
#[specta::specta]
pub async fn reopen_conversation(
    shell: State<'_, Shell>,
    conversation: ConversationId,
) -> Result<(), Problem> {
    shell.desk()?.reopen_conversation(conversation).await
}

/// Keeps what a person has begun to write (R28); empty text clears it.
///
/// # Errors
/// [`Problem`]: refused by a rule, or the store failed.
#[tauri::command]
#[specta::specta]
pub async fn save_draft(shell: State<'_, Shell>, place: DraftPlace, text: String) -> Result<(), Problem> {
    shell.desk()?.save_draft(place, &text).await
}

/// Says that this person has read the conversation (R40).
///
/// # Errors
/// [`Problem`]: refused by a rule, or the store failed.
#[tauri::command]
#[specta::specta]
pub async fn mark_read(shell: State<'_, Shell>, conversation: ConversationId) -> Result<(), Problem> {
    shell.desk()?.mark_read(conversation).await
}
