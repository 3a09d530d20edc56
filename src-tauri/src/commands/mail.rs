//! The mailbox, the line, the tray, and messages that have not gone.

use lobby_desk::{
    problem::{Noun, Problem},
    views::mail::{
        LineView, MailPlace, MailView, MailboxForm, MailboxSuggestion, MailboxTest, MailboxView,
        NotificationSettings, TrayPage,
    },
};
use lobby_domain::ids::{ConversationId, EntryId, FileId, MailId};
use tauri::{AppHandle, State};

use crate::{downloads::download, state::Shell};

/// Settings → Mailbox.
///
/// # Errors
/// [`Problem`]: refused by a rule, or the store failed.
#[tauri::command]
#[specta::specta]
pub async fn mailbox(shell: State<'_, Shell>) -> Result<MailboxView, Problem> {
    shell.desk()?.mailbox().await
}

/// Fills the form for a mailbox of this address.
///
/// # Errors
/// [`Problem`]: refused by a rule, or the store failed.
#[tauri::command]
#[specta::specta]
pub async fn suggest_mailbox(shell: State<'_, Shell>, address: String) -> Result<MailboxSuggestion, Problem> {
    shell.desk()?.suggest_mailbox(&address).await
}

/// Signs in at both servers, and says which step failed.
///
/// # Errors
/// [`Problem`]: refused by a rule, or the store failed.
#[tauri::command]
#[specta::specta]
pub async fn test_mailbox(shell: State<'_, Shell>, form: MailboxForm) -> Result<MailboxTest, Problem> {
    shell.desk()?.test_mailbox(form).await
}

/// Connects the mailbox, or changes its settings.
///
/// # Errors
/// [`Problem`]: refused by a rule, or the store failed.
#[tauri::command]
#[specta::specta]
pub async fn save_mailbox(shell: State<'_, Shell>, form: MailboxForm) -> Result<MailboxView, Problem> {
    shell.desk()?.save_mailbox(form).await
}

/// Disconnects the mailbox.
///
/// # Errors
/// [`Problem`]: refused by a rule, or the store failed.
#[tauri::command]
#[specta::specta]
pub async fn disconnect_mailbox(shell: State<'_, Shell>) -> Result<(), Problem> {
    shell.desk()?.disconnect_mailbox().await
}

/// R81: *Try now*.
///
/// # Errors
/// [`Problem`]: refused by a rule, or the store failed.
#[tauri::command]
#[specta::specta]
pub async fn try_now(shell: State<'_, Shell>) -> Result<LineView, Problem> {
    shell.desk()?.try_now().await
}

/// R23: a message goes again.
///
/// # Errors
/// [`Problem`]: refused by a rule, or the store failed.
#[tauri::command]
#[specta::specta]
pub async fn send_again(shell: State<'_, Shell>, message: EntryId) -> Result<(), Problem> {
    shell.desk()?.send_again(message).await
}

/// R23: other words for a message that has certainly not gone.
///
/// # Errors
/// [`Problem`]: refused by a rule, or the store failed.
#[tauri::command]
#[specta::specta]
pub async fn edit_message(shell: State<'_, Shell>, message: EntryId, text: String) -> Result<(), Problem> {
    shell.desk()?.edit_message(message, &text).await
}

/// R23: takes a message back.
///
/// # Errors
/// [`Problem`]: refused by a rule, or the store failed.
#[tauri::command]
#[specta::specta]
pub async fn discard_message(shell: State<'_, Shell>, message: EntryId) -> Result<(), Problem> {
    shell.desk()?.discard_message(message).await
}

/// R70: which conversation the person reads at this moment.
///
/// # Errors
/// [`Problem`]: refused by a rule, or the store failed.
#[tauri::command]
#[specta::specta]
pub async fn now_reading(
    shell: State<'_, Shell>,
    conversation: Option<ConversationId>,
) -> Result<(), Problem> {
    shell.desk()?.now_reading(conversation).await
}

/// R70: the conversation whose notification was clicked, once.
///
/// # Errors
/// [`Problem`]: refused by a rule, or the store failed.
#[tauri::command]
#[specta::specta]
pub async fn asked_conversation(shell: State<'_, Shell>) -> Result<Option<ConversationId>, Problem> {
    shell.desk()?.touch().await?;
    Ok(shell.take_asked())
}

/// R71: what is set about notifications.
///
/// # Errors
/// [`Problem`]: refused by a rule, or the store failed.
#[tauri::command]
#[specta::specta]
pub async fn notification_settings(shell: State<'_, Shell>) -> Result<NotificationSettings, Problem> {
    shell.desk()?.notification_settings().await
}

/// R71: sets it.
///
/// # Errors
/// [`Problem`]: refused by a rule, or the store failed.
#[tauri::command]
#[specta::specta]
pub async fn save_notification_settings(
    shell: State<'_, Shell>,
    settings: NotificationSettings,
) -> Result<(), Problem> {
    shell.desk()?.save_notification_settings(settings).await
}

/// A page of the tray.
///
/// # Errors
/// [`Problem`]: refused by a rule, or the store failed.
#[tauri::command]
#[specta::specta]
pub async fn list_tray(shell: State<'_, Shell>, after: Option<String>) -> Result<TrayPage, Problem> {
    shell.desk()?.list_tray(after.as_deref()).await
}

/// R32: a mail as it came.
///
/// # Errors
/// [`Problem`]: refused by a rule, or the store failed.
#[tauri::command]
#[specta::specta]
pub async fn open_mail(shell: State<'_, Shell>, mail: MailId) -> Result<MailView, Problem> {
    shell.desk()?.open_mail(mail).await
}

/// Puts a mail of the tray where it belongs.
///
/// # Errors
/// [`Problem`]: refused by a rule, or the store failed.
#[tauri::command]
#[specta::specta]
pub async fn place_mail(
    shell: State<'_, Shell>,
    mail: MailId,
    place: MailPlace,
) -> Result<ConversationId, Problem> {
    shell.desk()?.place_mail(mail, place).await
}

/// R83: moves a message that came by mail into another conversation.
///
/// # Errors
/// [`Problem`]: refused by a rule, or the store failed.
#[tauri::command]
#[specta::specta]
pub async fn move_mail(shell: State<'_, Shell>, entry: EntryId, to: ConversationId) -> Result<(), Problem> {
    shell.desk()?.move_mail(entry, to).await
}

/// Says that a mail of the tray belongs nowhere.
///
/// # Errors
/// [`Problem`]: refused by a rule, or the store failed.
#[tauri::command]
#[specta::specta]
pub async fn set_aside_mail(shell: State<'_, Shell>, mail: MailId) -> Result<(), Problem> {
    shell.desk()?.set_aside_mail(mail).await
}

/// R31: saves a file that came with a mail into the person's folder of downloads, under its safe name; answers
/// with where it is. Nothing is opened or run.
///
/// # Errors
/// [`Problem`]: refused by a rule, or the file could not be written.
#[tauri::command]
#[specta::specta]
pub async fn save_attachment(
    app: AppHandle,
    shell: State<'_, Shell>,
    mail: MailId,
    place: u32,
) -> Result<String, Problem> {
    let desk = shell.desk()?;
    let view = desk.open_mail(mail).await?;
    let name = view
        .attachments
        .into_iter()
        .find(|file| file.place == place)
        .map(|file| file.name)
        .ok_or(Problem::missing(Noun::Attachment))?;
    let bytes = desk.attachment(mail, place).await?;
    download(&app, name, bytes).await
}

/// R31: saves a file that went with a message in the downloads; answers with its path.
///
/// # Errors
/// [`Problem`]: refused by a rule, or the file could not be written.
#[tauri::command]
#[specta::specta]
pub async fn save_file(app: AppHandle, shell: State<'_, Shell>, file: FileId) -> Result<String, Problem> {
    let (file, bytes) = shell.desk()?.open_file(file).await?;
    download(&app, file.name, bytes).await
}

/// The picture that a file of a mail is, as the address of an image (R31).
///
/// # Errors
/// [`Problem`]: refused by a rule, or the store failed.
#[tauri::command]
#[specta::specta]
pub async fn picture_of_mail(
    shell: State<'_, Shell>,
    mail: MailId,
    place: u32,
) -> Result<Option<String>, Problem> {
    shell.desk()?.picture_of_mail(mail, place).await
}
