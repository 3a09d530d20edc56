//! What the shell holds: the desk, or why there is none.

use std::{
    path::{Path, PathBuf},
    sync::{
        Arc, Mutex, PoisonError, RwLock,
        atomic::{AtomicBool, Ordering},
    },
};

use chrono::Utc;
use lobby_desk::{
    Clock, Desk, Keeping, OpenError, SystemVault,
    problem::{Problem, StorageFault},
    rescue,
    views::{
        app::AppState,
        backup::{RescueChoice, RescueDone, RescueView},
    },
};
use lobby_domain::ids::ConversationId;
use tauri::{AppHandle, Manager as _, async_runtime};

use crate::{background, notify, system_tray};

/// The data folder and the desk in it, or why it could not be opened.
pub struct Shell {
    app: AppHandle,
    folder: PathBuf,
    desk: RwLock<Result<Arc<Desk>, OpenError>>,
    /// Held while the desk is opened or exchanged.
    opening: tokio::sync::Mutex<()>,
    rescuing: Keeping,
    /// R70: the conversation whose notification was clicked.
    asked: Mutex<Option<ConversationId>>,
    /// R82: the window was asked to close once; the next time it does.
    closing: AtomicBool,
}

impl Shell {
    /// R70: the window is to open this conversation as soon as somebody is there.
    pub fn ask_for(&self, conversation: ConversationId) {
        *self.asked.lock().unwrap_or_else(PoisonError::into_inner) = Some(conversation);
    }

    /// R82: whether the window closes without a question.
    pub fn is_closing(&self) -> bool {
        self.closing.load(Ordering::Relaxed)
    }

    /// R82: from now on it does, or asks again.
    pub fn set_closing(&self, closing: bool) {
        self.closing.store(closing, Ordering::Relaxed);
    }

    /// What is to be opened, once.
    pub fn take_asked(&self) -> Option<ConversationId> {
        self.asked.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    /// Opens the data in `folder`. What is wrong with it is for the window to say.
    pub async fn open(app: AppHandle, folder: PathBuf) -> Self {
        let desk = open(&app, &folder).await;
        let rescuing = Keeping::default();
        async_runtime::spawn(background::tell_work(app.clone(), rescuing.clone()));
        Self {
            app,
            folder,
            desk: RwLock::new(desk),
            opening: tokio::sync::Mutex::default(),
            rescuing,
            asked: Mutex::default(),
            closing: AtomicBool::new(false),
        }
    }

    /// Where the data is.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Whether another Lobby has the data open.
    #[must_use]
    pub fn is_in_use(&self) -> bool {
        self.held()
            .is_err_and(|error| error.fault == lobby_desk::Fault::InUse)
    }

    /// The desk.
    ///
    /// # Errors
    /// The problem that kept the store from opening.
    pub fn desk(&self) -> Result<Arc<Desk>, Problem> {
        self.held().map_err(|error| Problem::Storage {
            fault: error.fault.into(),
            detail: error.to_string(),
        })
    }

    fn held(&self) -> Result<Arc<Desk>, OpenError> {
        self.desk.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn hold(&self, desk: Result<Arc<Desk>, OpenError>) {
        *self.desk.write().unwrap_or_else(PoisonError::into_inner) = desk;
    }

    /// What the window shows. Where the data could not be opened this tries again.
    ///
    /// # Errors
    /// [`Problem`] when the store fails.
    pub async fn app_state(&self) -> Result<AppState, Problem> {
        let _one = self.opening.lock().await;
        if self.held().is_err() {
            self.hold(open(&self.app, &self.folder).await);
        }
        match self.held() {
            Ok(desk) => desk.app_state().await,
            Err(error) => Ok(AppState::Unavailable {
                fault: error.fault.into(),
                folder: error.folder.display().to_string(),
                detail: error.detail,
            }),
        }
    }

    /// Goes back to a backup: the desk is closed and opened again on it, and everybody signs in anew.
    ///
    /// # Errors
    /// [`Problem`]: refused by a rule, or the backup cannot be used; the present data stays.
    pub async fn restore_backup(&self, name: &str) -> Result<(), Problem> {
        let desk = self.desk()?;
        let restored = desk.restore_backup(name).await?;
        let _one = self.opening.lock().await;
        desk.close().await;
        self.hold(open(&self.app, &self.folder).await);
        background::tell_stage(&self.app);
        self.desk()?.note_restored(&restored).await
    }

    /// Closes a desk whose file is damaged, so that the window can offer what there is to do.
    pub async fn give_up(&self, damaged: &Arc<Desk>, detail: String) {
        let _one = self.opening.lock().await;
        if self.held().is_ok_and(|desk| Arc::ptr_eq(&desk, damaged)) {
            damaged.close().await;
            self.hold(Err(OpenError {
                fault: lobby_desk::Fault::Damaged,
                folder: self.folder.clone(),
                detail,
            }));
            background::tell_stage(&self.app);
        }
    }

    /// What there is to choose from when the file is damaged.
    ///
    /// # Errors
    /// [`Problem::NothingToRescue`] when it is not.
    pub async fn rescue_view(&self) -> Result<RescueView, Problem> {
        let detail = self.damage()?;
        Ok(rescue::look(&self.folder, &detail).await)
    }

    /// Makes a new file out of what can be read. The window opens it with the next look at the state.
    ///
    /// # Errors
    /// [`Problem::NothingToRescue`] when the file is not damaged, and those of [`rescue::rescue`].
    pub async fn rescue(&self, choice: RescueChoice) -> Result<RescueDone, Problem> {
        self.damage()?;
        let _one = self.opening.lock().await;
        let clock: Clock = Arc::new(Utc::now);
        rescue::rescue(&self.folder, choice, &clock, &self.rescuing).await
    }

    /// Stops a rescue; the damaged file stays as it is.
    pub fn stop_rescue(&self) {
        self.rescuing.stop();
    }

    fn damage(&self) -> Result<String, Problem> {
        match self.held() {
            Err(error) if StorageFault::from(error.fault) == StorageFault::Damaged => Ok(error.detail),
            _ => Err(Problem::NothingToRescue),
        }
    }
}

async fn open(app: &AppHandle, folder: &Path) -> Result<Arc<Desk>, OpenError> {
    let keys = app
        .path()
        .app_config_dir()
        .unwrap_or_else(|_| folder.to_path_buf());
    let vault = Arc::new(SystemVault::new(folder, &keys));
    let desk = Arc::new(Desk::open_with(folder, Arc::new(Utc::now), vault).await?);
    let weak = Arc::downgrade(&desk);
    system_tray::forget(folder);
    async_runtime::spawn(system_tray::follow(app.clone(), weak.clone()));
    async_runtime::spawn(background::tell_windows(app.clone(), Arc::clone(&desk)));
    async_runtime::spawn(background::tell_import_progress(app.clone(), Arc::clone(&desk)));
    async_runtime::spawn(background::tell_work(app.clone(), desk.keeping()));
    async_runtime::spawn(Arc::clone(&desk).run_mail());
    async_runtime::spawn(notify::tell_of_arrivals(app.clone(), weak.clone()));
    async_runtime::spawn(background::lock_when_idle(weak.clone()));
    async_runtime::spawn(background::rest_when_idle(weak.clone()));
    async_runtime::spawn(background::back_up_when_due(weak.clone()));
    async_runtime::spawn(background::look_over(app.clone(), weak));
    Ok(desk)
}
