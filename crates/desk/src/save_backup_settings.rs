//! Where backups go.

use std::path::PathBuf;

use lobby_domain::permission::Need;
use lobby_store::safety::backup::{self, Settings};

use crate::{
    change::Topic,
    desk::{Desk, record},
    problem::{Field, FieldFault, Problem},
    views::backup::BackupForm,
};

impl Desk {
    /// Keeps where backups go and whether one is made every day. Backups that are there already stay where
    /// they are.
    ///
    /// # Errors
    /// [`Problem::Invalid`] for a folder that is not named in full; [`Problem::Storage`] for one that cannot
    /// be written to.
    pub async fn save_backup_settings(&self, form: BackupForm) -> Result<(), Problem> {
        let me = self.guard(Need::Administration).await?;
        let data = self.store.folder();
        let named = PathBuf::from(form.folder.trim());
        let own = Settings::default().folder(data);
        let folder = Some(named).filter(|named| !named.as_os_str().is_empty() && *named != own);
        if let Some(folder) = &folder {
            if !folder.is_absolute() {
                return Err(Problem::invalid(Field::Folder, FieldFault::Malformed));
            }
            backup::try_folder(folder)?;
        }
        let mut settings = Settings::read(data);
        if settings.folder != folder {
            // What was wrong with the other folder says nothing of this one.
            settings.failing = None;
        }
        (settings.folder, settings.daily) = (folder, form.daily);
        settings.write(data)?;
        let place = settings.folder(data).display().to_string();
        let mut write = self.store.write().await?;
        record(&mut write, &me, "save_backup_settings", ("building", 1), &place).await?;
        self.commit(write, &[Topic::Backups]).await
    }
}
