//! Files that are saved for the person: what came with mails (R31), and what goes out (R53).

use std::{
    fs::{File, OpenOptions},
    io::{ErrorKind, Write as _},
    path::{Path, PathBuf},
};

use lobby_desk::problem::{Problem, StorageFault};
use tauri::{AppHandle, Manager as _};

/// A new file in the making. Unless it is finished, nothing stays of it.
pub struct Download {
    path: PathBuf,
    file: File,
    finished: bool,
}

impl Download {
    /// Begins a file; one that is there already is left alone, and this one gets a number.
    ///
    /// # Errors
    /// The system's: the folder cannot be written to.
    pub fn begin(folder: &Path, name: &str) -> std::io::Result<Self> {
        std::fs::create_dir_all(folder)?;
        let (stem, ending) = match name.rsplit_once('.') {
            Some((stem, ending)) if !stem.is_empty() => (stem, format!(".{ending}")),
            _ => (name, String::new()),
        };
        let mut number = 1;
        loop {
            let name = if number == 1 {
                name.to_owned()
            } else {
                format!("{stem} ({number}){ending}")
            };
            let path = folder.join(name);
            match OpenOptions::new().write(true).create_new(true).open(&path) {
                Ok(file) => {
                    return Ok(Self {
                        path,
                        file,
                        finished: false,
                    });
                }
                Err(error) if error.kind() == ErrorKind::AlreadyExists && number < 1000 => number += 1,
                Err(error) => return Err(error),
            }
        }
    }

    /// Adds to it.
    ///
    /// # Errors
    /// The system's: the disk is full.
    pub fn write(&mut self, bytes: &[u8]) -> std::io::Result<()> {
        self.file.write_all(bytes)
    }

    /// Makes it durable, and answers with its path.
    ///
    /// # Errors
    /// The system's.
    pub fn finish(mut self) -> std::io::Result<String> {
        self.file.sync_all()?;
        self.finished = true;
        Ok(self.path.display().to_string())
    }
}

impl Drop for Download {
    fn drop(&mut self) {
        if !self.finished {
            // Half a file would be taken for a whole one. Where even this fails, the person was told already.
            let _ = std::fs::remove_file(&self.path);
        }
    }
}

/// The person's folder of downloads; where the system names none, the one that is usual.
///
/// # Errors
/// [`Problem::Storage`]: the person has no home.
pub fn folder(app: &AppHandle) -> Result<PathBuf, Problem> {
    let paths = app.path();
    paths
        .download_dir()
        .or_else(|_| paths.home_dir().map(|home| home.join("Downloads")))
        .map_err(|error| not_written(&error))
}

/// Writes a new file into the person's folder of downloads, and answers with its path.
///
/// # Errors
/// [`Problem::Storage`].
pub async fn download(app: &AppHandle, name: String, bytes: Vec<u8>) -> Result<String, Problem> {
    let folder = folder(app)?;
    let written = tauri::async_runtime::spawn_blocking(move || write_beside(&folder, &name, &bytes));
    written
        .await
        .map_err(|error| not_written(&error))?
        .map_err(|error| not_written(&error))
}

/// What the window is told of a file that could not be written.
pub fn not_written(error: &dyn std::fmt::Display) -> Problem {
    Problem::Storage {
        fault: StorageFault::Other,
        detail: error.to_string(),
    }
}

/// Writes a new file and answers with its path.
///
/// # Errors
/// The system's: the folder cannot be written to, or its disk is full.
pub fn write_beside(folder: &Path, name: &str, bytes: &[u8]) -> std::io::Result<String> {
    let mut download = Download::begin(folder, name)?;
    download.write(bytes)?;
    download.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn r31_a_file_that_is_there_already_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let first = write_beside(folder.path(), "plan.png", b"one").unwrap();
        let second = write_beside(folder.path(), "plan.png", b"two").unwrap();
        assert!(second.ends_with("plan (2).png"));
        assert_eq!(std::fs::read(first).unwrap(), b"one");
        assert_eq!(std::fs::read(second).unwrap(), b"two");
    }

    #[test]
    fn r53_half_a_file_does_not_stay() {
        let folder = tempfile::tempdir().unwrap();
        let mut download = Download::begin(folder.path(), "bookings.csv").unwrap();
        download.write(b"half").unwrap();
        let path = download.path.clone();
        assert!(path.exists());
        drop(download);
        assert!(!path.exists());
    }
}
