//! Backups: copies of the file that have been read back and found whole.

use std::{
    fs,
    path::{Path, PathBuf},
};

use chrono::{DateTime, NaiveDateTime, Utc};
use serde::{Deserialize, Serialize};
use sqlx::{ConnectOptions as _, Connection as _};

use super::{
    SafetyError,
    checkpoint::off_the_runtime,
    copy::{Progress, copy_beside, make_room, sync_folder},
    sums::{self, Sums},
    verify::{self, Found, Verdict},
};
use crate::{Fault, Store, crash, open};

/// How many are kept.
pub const KEPT: usize = 14;
/// The settings' file in the data folder: it must be readable when the database is not.
const SETTINGS: &str = "backup.json";
/// `lobby-20261125T140003Z.db`, in UTC.
const NAME: &str = "lobby-%Y%m%dT%H%M%SZ.db";
/// How often a checkpoint is tried that a reader keeps from being whole.
const TRIES: u32 = 50;

/// Where backups go, and how the last one ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// The folder; `None` is `backups` in the data folder.
    pub folder: Option<PathBuf>,
    /// Whether one is made every day.
    pub daily: bool,
    /// When the last good one was made.
    pub made_at: Option<DateTime<Utc>>,
    /// Since when none succeeds, and why in technical words; `None` when the last one did.
    pub failing: Option<Failing>,
}

/// A backup that did not succeed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Failing {
    /// The first of those that failed in a row.
    pub since: DateTime<Utc>,
    /// When the last of them was tried.
    pub tried_at: DateTime<Utc>,
    /// The technical part of the last one.
    pub detail: String,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            folder: None,
            daily: true,
            made_at: None,
            failing: None,
        }
    }
}

impl Settings {
    /// Those of a data folder; what cannot be read is as on the first day.
    #[must_use]
    pub fn read(data: &Path) -> Self {
        fs::read(data.join(SETTINGS))
            .ok()
            .and_then(|bytes| serde_json::from_slice(&bytes).ok())
            .unwrap_or_default()
    }

    /// Keeps them, durably.
    ///
    /// # Errors
    /// [`SafetyError::File`].
    pub fn write(&self, data: &Path) -> Result<(), SafetyError> {
        let path = data.join(SETTINGS);
        let bytes = serde_json::to_vec_pretty(self)
            .map_err(|error| SafetyError::file(&path, std::io::Error::other(error)))?;
        sums::replace(&path, &bytes).map_err(|error| SafetyError::file(&path, error))
    }

    /// Where the backups of this data folder go.
    #[must_use]
    pub fn folder(&self, data: &Path) -> PathBuf {
        self.folder.clone().unwrap_or_else(|| data.join("backups"))
    }
}

/// A backup that was made and found whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Backup {
    /// Its file.
    pub path: PathBuf,
    /// When it was made.
    pub at: DateTime<Utc>,
    /// Bytes.
    pub bytes: u64,
}

impl Backup {
    /// Its file's name, by which it is chosen.
    #[must_use]
    pub fn name(&self) -> String {
        self.path
            .file_name()
            .map_or_else(String::new, |name| name.to_string_lossy().into_owned())
    }

    fn of(path: PathBuf) -> Option<Self> {
        let name = path.file_name()?.to_str()?;
        let at = NaiveDateTime::parse_from_str(name, NAME).ok()?.and_utc();
        if !sums_of(&path).exists() {
            return None;
        }
        let bytes = fs::metadata(&path).ok()?.len();
        Some(Self { path, at, bytes })
    }
}

/// The backups of a folder, the newest first; one that cannot be read has none.
#[must_use]
pub fn list(folder: &Path) -> Vec<Backup> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut found: Vec<Backup> = entries.filter_map(|entry| Backup::of(entry.path())).collect();
    found.sort_by_key(|backup| std::cmp::Reverse(backup.at));
    found
}

/// The backup of that name, if the folder has it. A name is never a way out of the folder.
#[must_use]
pub fn find(folder: &Path, name: &str) -> Option<Backup> {
    list(folder).into_iter().find(|backup| backup.name() == name)
}

/// The newest backup that is still as it was written.
pub async fn newest_good(folder: &Path) -> Option<Backup> {
    for backup in list(folder) {
        if check(&backup.path, &to_the_end()).await.is_ok() {
            return Some(backup);
        }
    }
    None
}

/// Bytes free where the folder is, or will be; `None` where that cannot be reached.
#[must_use]
pub fn free(folder: &Path) -> Option<u64> {
    let there = folder.ancestors().find(|folder| folder.exists())?;
    fs4::available_space(there).ok()
}

/// Whether a folder can be made and written to.
///
/// # Errors
/// [`SafetyError::File`] with what the system says.
pub fn try_folder(folder: &Path) -> Result<(), SafetyError> {
    let probe = folder.join(".lobby-probe");
    fs::create_dir_all(folder)
        .and_then(|()| fs::write(&probe, b"lobby"))
        .and_then(|()| fs::remove_file(&probe))
        .map_err(|error| SafetyError::file(folder, error))
}

/// For a work that nobody watches or stops.
#[must_use]
pub fn to_the_end() -> Progress {
    std::sync::Arc::new(|_, _| true)
}

impl Store {
    /// Makes a backup in `folder` and reads it back: the copy has every page as it was written, and SQLite
    /// finds it whole. Then all but the newest [`KEPT`] go. Staff work on meanwhile.
    ///
    /// # Errors
    /// [`SafetyError`]; nothing is left of what did not come to its end.
    pub async fn back_up(
        &self,
        folder: &Path,
        now: DateTime<Utc>,
        progress: &Progress,
    ) -> Result<Backup, SafetyError> {
        fs::create_dir_all(folder).map_err(|error| SafetyError::file(folder, error))?;
        let file = self.folder().join(open::FILE);
        let bytes = fs::metadata(&file).map_or(0, |file| file.len());
        make_room(folder, bytes)?;
        let path = folder.join(now.format(NAME).to_string());
        let part = path.with_extension("part");
        let sums = self.copy_out(&file, &part, progress).await?;
        crash::point("backup_copied");
        if let Err(fault) = finish(&part, &path, &sums).await {
            // What cannot be removed is written over by the next one of this name, and never listed.
            let _ = fs::remove_file(&part);
            return Err(fault);
        }
        crash::point("backup_done");
        for old in list(folder).into_iter().skip(KEPT) {
            // Without its database the sums beside it are nothing; a backup that stays is one too many.
            if fs::remove_file(&old.path).is_ok() {
                let _ = fs::remove_file(sums_of(&old.path));
            }
        }
        let bytes = fs::metadata(&path).map_or(bytes, |file| file.len());
        Ok(Backup { path, at: now, bytes })
    }

    /// Copies the file at a moment when the log is taken in, and while none is.
    async fn copy_out(&self, file: &Path, part: &Path, progress: &Progress) -> Result<Sums, SafetyError> {
        let (resting, writer) = self.resting();
        for _ in 0..TRIES {
            let Some(held) = resting.settle(writer).await? else {
                tokio::time::sleep(std::time::Duration::from_millis(100)).await;
                continue;
            };
            let Some(sums) = held.clone() else { continue };
            copy_beside(file, part, &sums, progress).await?;
            drop(held);
            return Ok(sums);
        }
        Err(SafetyError::Store(crate::StoreError::Database(
            sqlx::Error::PoolTimedOut,
        )))
    }
}

/// Reads the copy back, and gives it its name when it is whole.
async fn finish(part: &Path, path: &Path, sums: &Sums) -> Result<(), SafetyError> {
    whole(part, sums)?;
    structure(part).await?;
    let written = |error| SafetyError::file(path, error);
    sums.write(&sums_of(path)).map_err(written)?;
    fs::rename(part, path).map_err(written)?;
    sync_folder(path)
}

/// The sums of a backup's pages, beside it.
pub(super) fn sums_of(path: &Path) -> PathBuf {
    path.with_extension("sums")
}

/// Looks whether a backup is still as it was written, and one that this Lobby can open.
///
/// # Errors
/// [`SafetyError::Damaged`], [`SafetyError::MadeByNewer`], [`SafetyError::Stopped`].
pub async fn check(path: &Path, progress: &Progress) -> Result<Sums, SafetyError> {
    let failed = |error| SafetyError::file(path, error);
    let damaged = |detail: String| SafetyError::Damaged {
        path: path.to_path_buf(),
        detail,
    };
    let known = Sums::read(&sums_of(path)).map_err(failed)?;
    let sums = known.ok_or_else(|| damaged("its sums cannot be read".into()))?;
    open::check_header(path).map_err(|(fault, detail)| match fault {
        Fault::MadeByNewer => SafetyError::MadeByNewer {
            path: path.to_path_buf(),
        },
        _ => damaged(detail),
    })?;
    if !progress(0, 1) {
        return Err(SafetyError::Stopped);
    }
    let (file, known) = (path.to_path_buf(), sums.clone());
    off_the_runtime(move || Ok(whole(&file, &known))).await??;
    structure(path).await?;
    Ok(sums)
}

fn whole(file: &Path, sums: &Sums) -> Result<(), SafetyError> {
    let mut found = Found::default();
    let pages = verify::pages(file, sums, 1..=u32::MAX, &|_| false, &mut found)
        .map_err(|error| SafetyError::file(file, error))?;
    let detail = match found.verdict() {
        Verdict::Damaged(detail) => detail,
        _ if pages != sums.count() => format!("it has {pages} pages instead of {}", sums.count()),
        _ => return Ok(()),
    };
    Err(SafetyError::Damaged {
        path: file.to_path_buf(),
        detail,
    })
}

/// What SQLite says of a file that nobody has open.
async fn structure(file: &Path) -> Result<(), SafetyError> {
    let mut look = open::options(file)
        .read_only(true)
        .immutable(true)
        .connect()
        .await?;
    let (found,): (String,) = sqlx::query_as("PRAGMA quick_check(1)")
        .fetch_one(&mut look)
        .await?;
    look.close().await?;
    if found == "ok" {
        return Ok(());
    }
    Err(SafetyError::Damaged {
        path: file.to_path_buf(),
        detail: found,
    })
}
