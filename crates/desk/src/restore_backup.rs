//! Going back to a backup.

use lobby_domain::permission::Need;
use lobby_store::{
    record,
    safety::{
        backup::{self, Settings},
        swap,
    },
};

use crate::{
    desk::Desk,
    problem::{Noun, Problem},
    views::backup::Work,
};

/// A backup that takes the place of the present data when the folder is opened next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restored {
    by: String,
    name: String,
}

impl Desk {
    /// Brings a backup to where it takes the place of the present data at the next opening, which whoever
    /// holds the desk does at once. The present data is kept aside.
    ///
    /// # Errors
    /// [`Problem::NotFound`]; [`Problem::BackupDamaged`]; [`Problem::NoRoomOnDisk`];
    /// [`Problem::WorkStopped`]; [`Problem::AlreadyAtWork`]. The present data stays.
    pub async fn restore_backup(&self, name: &str) -> Result<Restored, Problem> {
        let me = self.guard(Need::Administration).await?;
        let data = self.store.folder();
        let folder = Settings::read(data).folder(data);
        let chosen = backup::find(&folder, name).ok_or(Problem::missing(Noun::Backup))?;
        let (progress, _ended) = self.keeping.begin(Work::Restore)?;
        swap::stage(data, &chosen.path, me.now, &progress).await?;
        Ok(Restored {
            by: me.name,
            name: chosen.name(),
        })
    }

    /// R52: writes into the record of the restored data who restored it.
    ///
    /// # Errors
    /// [`Problem::Storage`].
    pub async fn note_restored(&self, restored: &Restored) -> Result<(), Problem> {
        let detail = format!("{} by {}", restored.name, restored.by);
        let line = record::Line {
            // Whoever did it may not have worked here yet when the backup was made.
            by: None,
            action: "restore_backup",
            subject: "building",
            id: None,
            detail: &detail,
        };
        let mut write = self.store.write().await?;
        record::append(&mut write, self.now(), &line).await?;
        self.commit(write, &[]).await
    }
}
