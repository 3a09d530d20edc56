//! What the shell holds: the desk, or why there is none.

use std::{
    path::PathBuf,
    sync::{Arc, PoisonError, RwLock},
};

use chrono::Utc;
use lobby_desk::{Desk, OpenError, problem::Problem, views::app::AppState};
use tauri::AppHandle;

use crate::background;

/// The data folder and the desk in it, or why it could not be opened.
pub struct Shell {
    app: AppHandle,
    folder: PathBuf,
    desk: RwLock<Result<Arc<Desk>, OpenError>>,
}

impl Shell {
    /// Opens the data in `folder`. What is wrong with it is for the window to say.
    pub async fn open(app: AppHandle, folder: PathBuf) -> Self {
        let desk = open(&app, &folder).await;
        Self {
            app,
            folder,
            desk: RwLock::new(desk),
        }
    }

    /// The desk.
    ///
    /// # Errors
    /// The problem that kept the store from opening.
    pub fn desk(&self) -> Result<Arc<Desk>, Problem> {
        let held = self.desk.read().unwrap_or_else(PoisonError::into_inner);
        held.as_ref().map(Arc::clone).map_err(|error| Problem::Storage {
            fault: error.fault.into(),
            detail: error.to_string(),
        })
    }

    /// What the window shows. Where the data could not be opened this tries again.
    ///
    /// # Errors
    /// [`Problem`] when the store fails.
    pub async fn app_state(&self) -> Result<AppState, Problem> {
        if let Ok(desk) = self.desk() {
            return desk.app_state().await;
        }
        match open(&self.app, &self.folder).await {
            Ok(desk) => {
                *self.desk.write().unwrap_or_else(PoisonError::into_inner) = Ok(Arc::clone(&desk));
                desk.app_state().await
            }
            Err(error) => Ok(AppState::Unavailable {
                fault: error.fault.into(),
                folder: error.folder.display().to_string(),
                detail: error.detail,
            }),
        }
    }
}

async fn open(app: &AppHandle, folder: &std::path::Path) -> Result<Arc<Desk>, OpenError> {
    let desk = Arc::new(Desk::open(folder, Arc::new(Utc::now)).await?);
    tauri::async_runtime::spawn(background::tell_windows(app.clone(), Arc::clone(&desk)));
    tauri::async_runtime::spawn(background::tell_import_progress(app.clone(), Arc::clone(&desk)));
    tauri::async_runtime::spawn(background::lock_when_idle(Arc::clone(&desk)));
    Ok(desk)
}
