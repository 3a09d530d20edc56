//! How far a backup, a restore or a rescue has come, and whether somebody has stopped it.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use lobby_store::safety::{Progress, SafetyError};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};

use crate::{
    desk::Desk,
    problem::{Problem, StorageFault},
    views::backup::{Work, WorkProgress},
};

/// The one such work that can go on at a time.
#[derive(Debug, Clone)]
pub struct Keeping {
    told: watch::Sender<Option<WorkProgress>>,
    stop: Arc<AtomicBool>,
    room: Arc<Semaphore>,
}

impl Default for Keeping {
    fn default() -> Self {
        Self {
            told: watch::Sender::new(None),
            stop: Arc::default(),
            room: Arc::new(Semaphore::new(1)),
        }
    }
}

impl Keeping {
    /// How far it comes from now on; `None` when there is none. Whoever is slow sees the latest only.
    #[must_use]
    pub fn progress(&self) -> watch::Receiver<Option<WorkProgress>> {
        self.told.subscribe()
    }

    /// Stops it at its next step; nothing of it stays.
    pub fn stop(&self) {
        self.stop.store(true, Ordering::Relaxed);
    }

    /// Begins a work, and answers with what tells of it. It ends when the second part is dropped.
    pub(crate) fn begin(&self, work: Work) -> Result<(Progress, Ended), Problem> {
        let permit = Arc::clone(&self.room)
            .try_acquire_owned()
            .map_err(|_| Problem::AlreadyAtWork)?;
        self.stop.store(false, Ordering::Relaxed);
        let (told, stop) = (self.told.clone(), Arc::clone(&self.stop));
        told.send_replace(Some(WorkProgress {
            work,
            done: 0,
            all: 0,
        }));
        let unit = match work {
            Work::Backup | Work::Restore => 1024,
            Work::Rescue => 1,
        };
        let progress: Progress = Arc::new(move |done, all| {
            told.send_replace(Some(WorkProgress {
                work,
                done: count(done / unit),
                all: count(all / unit),
            }));
            !stop.load(Ordering::Relaxed)
        });
        let ended = Ended {
            told: self.told.clone(),
            _permit: permit,
        };
        Ok((progress, ended))
    }
}

impl Desk {
    /// How far backups and restores come from now on.
    #[must_use]
    pub fn keeping(&self) -> Keeping {
        self.keeping.clone()
    }
}

/// Says that there is no work any more when it is dropped.
pub(crate) struct Ended {
    told: watch::Sender<Option<WorkProgress>>,
    _permit: OwnedSemaphorePermit,
}

impl Drop for Ended {
    fn drop(&mut self) {
        self.told.send_replace(None);
    }
}

/// A count for the screen.
pub(crate) fn count(number: u64) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

impl From<SafetyError> for Problem {
    fn from(error: SafetyError) -> Self {
        match error {
            SafetyError::Store(error) => error.into(),
            SafetyError::File { .. } => Self::Storage {
                fault: error.fault().map_or(StorageFault::Other, Into::into),
                detail: error.to_string(),
            },
            SafetyError::NoRoom { folder, needed, free } => Self::NoRoomOnDisk {
                folder: folder.display().to_string(),
                needed_kib: count(needed / 1024),
                free_kib: count(free / 1024),
            },
            SafetyError::Damaged { .. } => Self::BackupDamaged {
                detail: error.to_string(),
            },
            SafetyError::MadeByNewer { .. } => Self::Storage {
                fault: StorageFault::MadeByNewer,
                detail: error.to_string(),
            },
            SafetyError::NobodyLeft => Self::NobodyLeft,
            SafetyError::Stopped => Self::WorkStopped,
        }
    }
}
