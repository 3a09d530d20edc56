//! How far an import has come.

use tokio::sync::watch;

use crate::{desk::Desk, views::import::ImportProgress};

impl Desk {
    /// How far imports come from now on; whoever is slow sees the latest only.
    #[must_use]
    pub fn import_progress(&self) -> watch::Receiver<Option<ImportProgress>> {
        self.imports.progress.subscribe()
    }
}
