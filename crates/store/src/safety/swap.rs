//! Putting another file in the place of the present one, which is kept aside. A crash at any moment leaves
//! the one or the other; the next start finishes what was begun.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use chrono::{DateTime, Utc};

use super::{SafetyError, backup, copy, copy::Progress, sums};
use crate::{crash, open};

/// A file that waits to take the place of the present one is called this, and the stamp of its moment.
const READY: &str = "lobby.db.ready-";
/// The folder that keeps what was replaced is called this, and the same stamp.
const ASIDE: &str = "replaced-";
/// A file that is still being made.
const PART: &str = "lobby.db.part";
const STAMP: &str = "%Y%m%dT%H%M%SZ";

/// Where the file is made that is to take the place.
pub(super) fn part(data: &Path) -> PathBuf {
    data.join(PART)
}

/// Where the present file will be kept.
#[must_use]
pub fn aside(data: &Path, now: DateTime<Utc>) -> PathBuf {
    data.join(format!("{ASIDE}{}", now.format(STAMP)))
}

/// Says that the part is whole: from here on it will take the place.
pub(super) fn ready(data: &Path, now: DateTime<Utc>) -> Result<(), SafetyError> {
    let path = data.join(format!("{READY}{}", now.format(STAMP)));
    fs::rename(part(data), &path).map_err(|error| SafetyError::file(&path, error))?;
    copy::sync_folder(&path)
}

/// Brings a backup to where it takes the place of the present file at the next opening. Until this has
/// answered nothing has changed.
///
/// # Errors
/// [`SafetyError`]; the present file stays.
pub async fn stage(
    data: &Path,
    from: &Path,
    now: DateTime<Utc>,
    progress: &Progress,
) -> Result<(), SafetyError> {
    let sums = backup::check(from, progress).await?;
    let bytes = fs::metadata(from)
        .map_err(|error| SafetyError::file(from, error))?
        .len();
    copy::make_room(data, bytes)?;
    copy::copy_beside(from, &part(data), &sums, progress).await?;
    crash::point("restore_copied");
    ready(data, now)
}

/// Finishes what a restore has begun: what is there goes aside, what is ready takes its place.
pub(crate) fn finish(data: &Path) -> io::Result<()> {
    if part(data).exists() {
        fs::remove_file(part(data))?;
    }
    let mut waiting: Vec<PathBuf> = fs::read_dir(data)?.flatten().map(|entry| entry.path()).collect();
    waiting.sort_unstable();
    for file in waiting {
        let name = file.file_name().and_then(|name| name.to_str());
        let Some(stamp) = name.and_then(|name| name.strip_prefix(READY)) else {
            continue;
        };
        let aside = data.join(format!("{ASIDE}{stamp}"));
        fs::create_dir_all(&aside)?;
        // The database goes last: what stands beside it means nothing without it.
        for beside in [sums::FILE, "lobby.db-shm", "lobby.db-wal", open::FILE] {
            let from = data.join(beside);
            if from.exists() {
                fs::rename(&from, aside.join(beside))?;
                crash::point("restore_moved_aside");
            }
        }
        sums::sync_folder_of(&aside.join(open::FILE))?;
        fs::rename(&file, data.join(open::FILE))?;
        crash::point("restore_in_place");
        sums::sync_folder_of(&data.join(open::FILE))?;
    }
    Ok(())
}
