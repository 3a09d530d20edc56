//! What can go wrong in keeping, restoring and rescuing.

use std::{
    io,
    path::{Path, PathBuf},
};

use crate::{
    StoreError,
    error::{Fault, fault_of_io},
};

/// A backup, a restore or a rescue that did not come to its end. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum SafetyError {
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A file or a folder.
    #[error("{}: {error}", path.display())]
    File {
        /// Which.
        path: PathBuf,
        /// What the system says.
        error: io::Error,
    },
    /// Too little would stay free on the disk.
    #[error("{}: {needed} bytes are needed, {free} are free", folder.display())]
    NoRoom {
        /// Where.
        folder: PathBuf,
        /// Bytes, what is kept free among them.
        needed: u64,
        /// Bytes.
        free: u64,
    },
    /// The file is not as it was written, or none of ours.
    #[error("{}: {detail}", path.display())]
    Damaged {
        /// Which.
        path: PathBuf,
        /// The technical part.
        detail: String,
    },
    /// A newer Lobby made the file.
    #[error("{} was made by a newer Lobby", path.display())]
    MadeByNewer {
        /// Which.
        path: PathBuf,
    },
    /// Neither the building nor an administrator could be read: nobody could sign in.
    #[error("neither the building nor an administrator could be read")]
    NobodyLeft,
    /// Somebody stopped it.
    #[error("it was stopped")]
    Stopped,
}

impl SafetyError {
    pub(crate) fn file(path: &Path, error: io::Error) -> Self {
        Self::File {
            path: path.to_path_buf(),
            error,
        }
    }

    /// What happened, where the store or the disk is the reason; `None` for what is told in its own words.
    #[must_use]
    pub fn fault(&self) -> Option<Fault> {
        match self {
            Self::Store(error) => Some(error.fault()),
            Self::File { error, .. } => Some(fault_of_io(error)),
            _ => None,
        }
    }
}

impl From<sqlx::Error> for SafetyError {
    fn from(error: sqlx::Error) -> Self {
        Self::Store(error.into())
    }
}
