//! The record (R52), and files that go out (R53).

use lobby_desk::{
    export::Export,
    problem::Problem,
    views::{
        export::{ExportOf, Exported, TranscriptForm},
        record::{RecordPage, RecordQuery},
    },
};
use lobby_domain::resident::Language;
use tauri::{AppHandle, State};

use crate::{
    downloads::{self, Download, download, not_written},
    state::Shell,
};

/// R53: writes everything of one sort into a file in the person's folder of downloads, and answers with where it is.
///
/// # Errors
/// [`Problem`]: refused by a rule, or the file could not be written; then nothing stays of it.
#[tauri::command]
#[specta::specta]
pub async fn export(
    app: AppHandle,
    shell: State<'_, Shell>,
    of: ExportOf,
    language: Language,
) -> Result<Exported, Problem> {
    let mut export = shell.desk()?.export(of, language).await?;
    let folder = downloads::folder(&app)?;
    let mut file = Download::begin(&folder, export.name()).map_err(|error| not_written(&error))?;
    while let Some(bytes) = export.next().await? {
        file = written(file, bytes).await?;
    }
    finished(file, &export).await
}

async fn written(mut file: Download, bytes: Vec<u8>) -> Result<Download, Problem> {
    let writing = tauri::async_runtime::spawn_blocking(move || file.write(&bytes).map(|()| file));
    writing
        .await
        .map_err(|error| not_written(&error))?
        .map_err(|error| not_written(&error))
}

async fn finished(file: Download, export: &Export) -> Result<Exported, Problem> {
    let finishing = tauri::async_runtime::spawn_blocking(move || file.finish());
    let path = finishing
        .await
        .map_err(|error| not_written(&error))?
        .map_err(|error| not_written(&error))?;
    Ok(Exported {
        path,
        rows: export.rows(),
    })
}

/// R52: a page of the record, the latest first.
///
/// # Errors
/// [`Problem`]: refused by a rule, or the store failed.
#[tauri::command]
#[specta::specta]
pub async fn list_record(shell: State<'_, Shell>, query: RecordQuery) -> Result<RecordPage, Problem> {
    shell.desk()?.list_record(query).await
}

/// R53: writes a conversation down in a file in the person's folder of downloads, and answers with where it is.
///
/// # Errors
/// [`Problem`]: refused by a rule, or the file could not be written.
#[tauri::command]
#[specta::specta]
pub async fn save_transcript(
    app: AppHandle,
    shell: State<'_, Shell>,
    form: TranscriptForm,
) -> Result<Exported, Problem> {
    let transcript = shell.desk()?.transcript(form).await?;
    let rows = transcript.entries;
    let path = download(&app, transcript.name, transcript.text.into_bytes()).await?;
    Ok(Exported { path, rows })
}
