//! Whether the file still holds what was written to it, page by page, read without SQLite.

use std::{
    fs::{self, File},
    io::{self, Seek as _, SeekFrom},
    path::Path,
};

use super::{
    sums::{self, Sums},
    wal,
};

/// Bytes read at a time; a multiple of every page size.
pub const CHUNK: usize = 1 << 20;
/// Damaged pages that are named; the others are counted.
const NAMED: usize = 5;

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// Every page is as it was written.
    Whole,
    /// There is nothing to compare with.
    Unknown,
    /// The file is too large to be read before it is shown; [`crate::Store::look_over`] reads it after.
    Later,
    /// Something was changed; in words, for the technical part.
    Damaged(String),
}

/// Looks through the file of a folder that no Lobby has open, up to so many bytes of it. `closed` says that
/// the Lobby before closed it in order. Answers with its sums too, where they can be believed.
///
/// # Errors
/// When a file cannot be read.
pub fn folder(file: &Path, closed: bool, limit: u64) -> io::Result<(Verdict, Option<Sums>)> {
    let log_file = log_of(file);
    let log = wal::read(&log_file)?;
    if log.damaged {
        let detail = "the write-ahead log was changed after it was written";
        return Ok((Verdict::Damaged(detail.into()), None));
    }
    // SQLite takes the log in when the last connection closes, and the sums do not know. Whoever looked at the file
    // since may have left an empty log.
    let taken_in = !closed && fs::metadata(&log_file).map_or(0, |log| log.len()) == 0;
    let known = Sums::read(&file.with_file_name(sums::FILE))?.filter(|_| !taken_in);
    let Some(sums) = known else {
        return Ok((Verdict::Unknown, None));
    };
    if fs::metadata(file)?.len() > limit {
        return Ok((Verdict::Later, Some(sums)));
    }
    let mut found = Found::default();
    let held = |page: u32| log.pages.contains_key(&page);
    let pages = pages(file, &sums, 1..=u32::MAX, &held, &mut found)?;
    // What the file lacks must stand in the log.
    for page in pages + 1..=sums.count() {
        if !held(page) {
            found.add(page);
        }
    }
    Ok((found.verdict(), Some(sums)))
}

/// The write-ahead log beside a database.
pub fn log_of(file: &Path) -> std::path::PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push("-wal");
    name.into()
}

/// The pages that do not hold what was written.
#[derive(Debug, Default)]
pub struct Found {
    named: Vec<u32>,
    count: u32,
}

impl Found {
    fn add(&mut self, page: u32) {
        self.count = self.count.saturating_add(1);
        if self.named.len() < NAMED {
            self.named.push(page);
        }
    }

    /// What that means.
    pub fn verdict(&self) -> Verdict {
        if self.count == 0 {
            return Verdict::Whole;
        }
        let named: Vec<String> = self.named.iter().map(u32::to_string).collect();
        Verdict::Damaged(format!(
            "{} pages are not as they were written, among them {}",
            self.count,
            named.join(", ")
        ))
    }
}

/// Compares the pages of a range that the file has with their sums; those that `held` names stand anew in
/// the log and are left out. Answers with the last whole page of the file up to the range's end.
///
/// # Errors
/// When the file cannot be read.
pub fn pages(
    file: &Path,
    sums: &Sums,
    range: std::ops::RangeInclusive<u32>,
    held: &dyn Fn(u32) -> bool,
    found: &mut Found,
) -> io::Result<u32> {
    let size = sums.page_size().max(512) as usize;
    let mut file = File::open(file)?;
    let mut page = *range.start();
    file.seek(SeekFrom::Start(u64::from(page - 1) * size as u64))?;
    let mut chunk = vec![0_u8; CHUNK];
    loop {
        let filled = wal::fill(&mut file, &mut chunk)?;
        let whole = chunk.get(..filled).unwrap_or_default().chunks_exact(size);
        for content in whole {
            if page > *range.end() {
                return Ok(page - 1);
            }
            if !held(page) && !sums.fits(page, content) {
                found.add(page);
            }
            page += 1;
        }
        if filled < chunk.len() {
            return Ok(page - 1);
        }
    }
}

/// The sums of a file as it stands, for one that SQLite has found whole.
///
/// # Errors
/// When it cannot be read.
pub fn take(file: &Path, page_size: u32) -> io::Result<Sums> {
    let size = page_size.max(512) as usize;
    let mut sums = Sums::new(page_size);
    let mut file = File::open(file)?;
    let mut chunk = vec![0_u8; CHUNK];
    let mut page = 1;
    loop {
        let filled = wal::fill(&mut file, &mut chunk)?;
        for content in chunk.get(..filled).unwrap_or_default().chunks_exact(size) {
            sums.set(page, crc32fast::hash(content));
            page += 1;
        }
        if filled < chunk.len() {
            return Ok(sums);
        }
    }
}
