//! Bookings, events and residents from files (R7).
//!
//! A file crosses in slices ([`begin`]), is opened ([`open`]), previewed ([`preview`]) and applied
//! ([`apply`]). `lobby-import` reads it; [`recognise`] finds what of it is known; [`plan`] decides what is
//! to be done about each line; [`write`] does it, in one transaction. A preview keeps what was read, so
//! that what is applied is what was shown.

mod apply;
mod begin;
mod compare;
mod fingerprint;
mod give;
mod open;
mod plan;
mod plan_bookings;
mod plan_events;
mod plan_residents;
mod preview;
mod progress;
mod recognise;
mod write;

use std::sync::{
    Arc, Mutex, MutexGuard, PoisonError,
    atomic::{AtomicBool, AtomicU64, Ordering},
};

use lobby_import::{Field, File, Mapping};
use tokio::sync::watch;

use crate::{
    problem::{Noun, Problem, StorageFault},
    views::import::ImportProgress,
};

/// The one import there is, and how far it has come.
pub(crate) struct Imports {
    current: Mutex<Option<Arc<Import>>>,
    begun: AtomicU64,
    progress: watch::Sender<Option<ImportProgress>>,
}

impl Default for Imports {
    fn default() -> Self {
        Self {
            current: Mutex::default(),
            begun: AtomicU64::new(0),
            progress: watch::Sender::new(None),
        }
    }
}

impl Imports {
    fn hold(&self) -> MutexGuard<'_, Option<Arc<Import>>> {
        // Only plain assignments happen under the lock, so a poisoned one holds a whole value.
        self.current.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes a new import in; whoever waits for the one before is told that it was stopped.
    fn replace(&self, name: &str, announced: usize) -> Arc<Import> {
        let import = Arc::new(Import {
            token: (self.begun.fetch_add(1, Ordering::Relaxed) + 1).to_string(),
            name: name.to_owned(),
            announced,
            stop: Arc::default(),
            work: tokio::sync::Mutex::default(),
        });
        if let Some(before) = self.hold().replace(Arc::clone(&import)) {
            before.stop.store(true, Ordering::Relaxed);
        }
        import
    }

    /// The import with this token.
    fn get(&self, token: &str) -> Result<Arc<Import>, Problem> {
        let held = self.hold();
        let import = held.as_ref().filter(|import| import.token == token);
        import.map(Arc::clone).ok_or(Problem::missing(Noun::Import))
    }

    /// Drops an import, and the memory that its file takes.
    fn end(&self, import: &Import) {
        let mut held = self.hold();
        if held.as_ref().is_some_and(|current| current.token == import.token) {
            *held = None;
        }
    }
}

/// Does long work of the processor where it keeps no other command waiting.
async fn apart<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, Problem> {
    tokio::task::spawn_blocking(work)
        .await
        .map_err(|error| Problem::Storage {
            fault: StorageFault::Other,
            detail: error.to_string(),
        })
}

/// One file on its way in.
struct Import {
    token: String,
    name: String,
    /// How many bytes there will be.
    announced: usize,
    /// Set by whoever stops the import; looked at all along.
    stop: Arc<AtomicBool>,
    /// What was brought in so far; held by the one command that works on it.
    work: tokio::sync::Mutex<Work>,
}

impl Import {
    fn is_stopped(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }
}

/// What an import holds at each step.
#[derive(Default)]
enum Work {
    /// Slices of the file.
    Bytes(Vec<u8>),
    /// The file.
    Opened(Box<Opened>),
    /// The file could not be read, or was dropped.
    #[default]
    Nothing,
}

/// A file that was opened.
struct Opened {
    file: Arc<File>,
    /// What its columns are, as far as is known; `None` in a calendar.
    mapping: Option<Mapping>,
    /// What a person says for the whole file.
    given: Vec<(Field, String)>,
    /// Whether a person corrected the mapping, now.
    corrected: bool,
    /// What the last preview showed.
    preview: Option<preview::Previewed>,
}
