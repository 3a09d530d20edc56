//! How far an import has come, and whether somebody has stopped it.

use std::{
    ops::ControlFlow,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

use tokio::sync::watch;

use super::Import;
use crate::{
    desk::Desk,
    problem::Problem,
    views::import::{ImportProgress, ImportStage},
};

impl Desk {
    /// How far imports come from now on; whoever is slow sees the latest only.
    #[must_use]
    pub fn import_progress(&self) -> watch::Receiver<Option<ImportProgress>> {
        self.imports.progress.subscribe()
    }
}

/// Goes along with the work of an import, to whatever thread does it.
#[derive(Clone)]
pub(super) struct Course {
    stop: Arc<AtomicBool>,
    told: watch::Sender<Option<ImportProgress>>,
}

impl Course {
    pub(super) fn of(desk: &Desk, import: &Import) -> Self {
        Self {
            stop: Arc::clone(&import.stop),
            told: desk.imports.progress.clone(),
        }
    }

    /// Says how far the work has come; an error where somebody has stopped it.
    pub(super) fn at(&self, stage: ImportStage, done: usize, total: usize) -> Result<(), Problem> {
        let count = |number| u32::try_from(number).unwrap_or(u32::MAX);
        self.told.send_replace(Some(ImportProgress {
            stage,
            done: count(done),
            total: count(total),
        }));
        if self.stop.load(Ordering::Relaxed) {
            Err(Problem::ImportStopped)
        } else {
            Ok(())
        }
    }

    /// The same for the reader of a file.
    pub(super) fn reading(&self, done: u32, total: u32) -> ControlFlow<()> {
        let count = |number| usize::try_from(number).unwrap_or(usize::MAX);
        match self.at(ImportStage::Reading, count(done), count(total)) {
            Ok(()) => ControlFlow::Continue(()),
            Err(_) => ControlFlow::Break(()),
        }
    }
}
