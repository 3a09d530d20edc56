//! Settings → Backup.

use lobby_domain::permission::Need;
use lobby_store::safety::backup::{self, Settings};

use crate::{
    back_up::view,
    desk::Desk,
    keeping::count,
    problem::Problem,
    views::backup::{BackupFailing, BackupStatus},
};

impl Desk {
    /// Where backups go, how the last one ended, and which there are.
    ///
    /// # Errors
    /// [`Problem::NotAllowed`].
    pub async fn backup_status(&self) -> Result<BackupStatus, Problem> {
        self.guard(Need::Administration).await?;
        let data = self.store.folder();
        let settings = Settings::read(data);
        let folder = settings.folder(data);
        Ok(BackupStatus {
            folder: folder.display().to_string(),
            folder_is_own: settings.folder.is_none(),
            daily: settings.daily,
            made_at: settings.made_at,
            failing: settings.failing.map(|failing| BackupFailing {
                since: failing.since,
                detail: failing.detail,
            }),
            backups: backup::list(&folder).iter().map(view).collect(),
            free_kib: backup::free(&folder).map(|bytes| count(bytes / 1024)),
            kept: count(backup::KEPT as u64),
        })
    }
}
