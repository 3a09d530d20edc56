//! Copying a file page by page, each compared with its sum on the way.

use std::{
    fs::{self, File},
    io::{self, Write as _},
    path::Path,
    sync::Arc,
};

use super::{
    SafetyError,
    checkpoint::off_the_runtime,
    sums::{self, Sums},
    verify::CHUNK,
    wal,
};

/// Told how far a work that takes a while has come, as so much of so much; answers whether to go on.
pub type Progress = Arc<dyn Fn(u64, u64) -> bool + Send + Sync>;

/// Copies `from` to `to`, durably. Nothing is left of a copy that did not come to its end.
fn copy(from: &Path, to: &Path, sums: &Sums, progress: &Progress) -> Result<(), SafetyError> {
    let copied = pages(from, to, sums, progress);
    if copied.is_err() {
        // What cannot be removed is written over by the next copy.
        let _ = fs::remove_file(to);
    }
    copied
}

fn pages(from: &Path, to: &Path, sums: &Sums, progress: &Progress) -> Result<(), SafetyError> {
    let reading = |error| SafetyError::file(from, error);
    let writing = |error| SafetyError::file(to, error);
    let mut source = File::open(from).map_err(reading)?;
    let all = source.metadata().map_err(reading)?.len();
    let mut target = File::create(to).map_err(writing)?;
    let mut chunk = vec![0_u8; CHUNK];
    let (mut page, mut done) = (1_u32, 0_u64);
    loop {
        let filled = wal::fill(&mut source, &mut chunk).map_err(reading)?;
        let content = chunk.get(..filled).unwrap_or_default();
        for content in content.chunks(sums.page_size().max(512) as usize) {
            if !sums.fits(page, content) {
                return Err(SafetyError::Damaged {
                    path: from.to_path_buf(),
                    detail: format!("page {page} is not as it was written"),
                });
            }
            page += 1;
        }
        target.write_all(content).map_err(writing)?;
        done += filled as u64;
        if !progress(done, all) {
            return Err(SafetyError::Stopped);
        }
        if filled < chunk.len() {
            break;
        }
    }
    target.sync_all().map_err(writing)
}

/// What is kept free beside a copy: a twentieth of the disk, at most 1 GiB.
///
/// # Errors
/// [`SafetyError::NoRoom`] where the copy would not leave that much.
pub fn make_room(folder: &Path, needed: u64) -> Result<(), SafetyError> {
    let disk = |error: io::Error| SafetyError::file(folder, error);
    let free = fs4::available_space(folder).map_err(disk)?;
    let kept = (fs4::total_space(folder).map_err(disk)? / 20).min(1 << 30);
    if free < needed.saturating_add(kept) {
        return Err(SafetyError::NoRoom {
            folder: folder.to_path_buf(),
            needed: needed.saturating_add(kept),
            free,
        });
    }
    Ok(())
}

/// [`copy`] beside the runtime.
pub async fn copy_beside(
    from: &Path,
    to: &Path,
    sums: &Sums,
    progress: &Progress,
) -> Result<(), SafetyError> {
    let (from, to, sums, progress) = (
        from.to_path_buf(),
        to.to_path_buf(),
        sums.clone(),
        Arc::clone(progress),
    );
    off_the_runtime(move || Ok(copy(&from, &to, &sums, &progress))).await?
}

/// Makes a rename durable.
pub fn sync_folder(path: &Path) -> Result<(), SafetyError> {
    sums::sync_folder_of(path).map_err(|error| SafetyError::file(path, error))
}
