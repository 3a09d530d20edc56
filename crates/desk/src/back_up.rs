//! Making a backup, by hand or when one is due.

use lobby_domain::{backup::is_due, permission::Need};
use lobby_store::safety::{
    SafetyError,
    backup::{self, Failing, Settings},
};

use crate::{
    change::Topic,
    desk::{Desk, record},
    keeping::count,
    problem::Problem,
    views::backup::{BackupFile, Work},
};

impl Desk {
    /// Makes a backup now, reads it back, and keeps the newest [`backup::KEPT`].
    ///
    /// # Errors
    /// [`Problem::NoRoomOnDisk`], [`Problem::WorkStopped`], [`Problem::AlreadyAtWork`],
    /// [`Problem::BackupDamaged`] when it does not read back as it was written, [`Problem::Storage`].
    pub async fn back_up(&self) -> Result<BackupFile, Problem> {
        let me = self.guard(Need::Administration).await?;
        let made = self.make_backup().await?;
        let mut write = self.store.write().await?;
        record(&mut write, &me, "back_up", ("building", 1), &made.name).await?;
        self.commit(write, &[]).await?;
        Ok(made)
    }

    /// Stops the backup or the restore that goes on; nothing of it stays.
    ///
    /// # Errors
    /// [`Problem::NotAllowed`].
    pub async fn stop_backup(&self) -> Result<(), Problem> {
        self.guard(Need::Administration).await?;
        self.keeping.stop();
        Ok(())
    }

    /// Makes the daily backup if it is due. The shell calls it every minute or so, whoever is signed in.
    ///
    /// # Errors
    /// As [`Desk::back_up`]; the settings remember it, and the next try is an hour away.
    pub async fn back_up_when_due(&self) -> Result<(), Problem> {
        let settings = Settings::read(self.store.folder());
        let failed_at = settings.failing.as_ref().map(|failing| failing.tried_at);
        if !settings.daily || !is_due(settings.made_at, failed_at, self.now()) {
            return Ok(());
        }
        let mut db = self.store.read().await?;
        let is_set_up = lobby_store::building::get(&mut db).await?.is_some();
        drop(db);
        if is_set_up {
            self.make_backup().await?;
        }
        Ok(())
    }

    async fn make_backup(&self) -> Result<BackupFile, Problem> {
        let (progress, _ended) = self.keeping.begin(Work::Backup)?;
        let (data, now) = (self.store.folder(), self.now());
        let folder = Settings::read(data).folder(data);
        let made = self.store.back_up(&folder, now, &progress).await;
        match &made {
            Ok(_) => tracing::info!("a backup was made"),
            Err(error) => tracing::error!(%error, "no backup was made"),
        }
        // The settings may have been changed meanwhile.
        let mut settings = Settings::read(data);
        match &made {
            Ok(_) => (settings.made_at, settings.failing) = (Some(now), None),
            // Who stopped it knows.
            Err(SafetyError::Stopped) => {}
            Err(error) => {
                settings.failing = Some(Failing {
                    since: settings.failing.map_or(now, |failing| failing.since),
                    tried_at: now,
                    detail: error.to_string(),
                });
            }
        }
        let kept = settings.write(data);
        self.tell(&[Topic::Backups]);
        let made = made?;
        kept?;
        Ok(view(&made))
    }
}

/// A backup as the screen shows it.
pub(crate) fn view(backup: &backup::Backup) -> BackupFile {
    BackupFile {
        name: backup.name(),
        at: backup.at,
        kib: count(backup.bytes / 1024),
    }
}
