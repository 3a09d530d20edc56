//! A CRC-32 of every page of the database, in a file beside it. SQLite notices a broken structure, but not a
//! changed letter in a message; these do.

use std::{
    fs::{self, File},
    io::{self, Write as _},
    path::Path,
};

/// The file's name in the data folder.
pub const FILE: &str = "lobby.sums";
const MAGIC: &[u8; 8] = b"LOBSUMS1";
const WORD: usize = 4;
/// Magic, and the size of a page.
const HEAD: usize = MAGIC.len() + WORD;
/// Stands where a page's sum is not known; a page whose sum is this is not checked.
const UNKNOWN: u32 = 0;

/// The sums of all pages, in order; the first page is number 1.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sums {
    page_size: u32,
    pages: Vec<u32>,
}

impl Sums {
    /// No page is known yet.
    #[must_use]
    pub const fn new(page_size: u32) -> Self {
        Self {
            page_size,
            pages: Vec::new(),
        }
    }

    /// Bytes a page.
    #[must_use]
    pub const fn page_size(&self) -> u32 {
        self.page_size
    }

    /// How many pages there are.
    #[must_use]
    pub fn count(&self) -> u32 {
        u32::try_from(self.pages.len()).unwrap_or(u32::MAX)
    }

    /// Notes what a page holds from now on.
    pub fn set(&mut self, page: u32, crc: u32) {
        let Some(at) = page.checked_sub(1).map(|at| at as usize) else {
            return;
        };
        if self.pages.len() <= at {
            self.pages.resize(at + 1, UNKNOWN);
        }
        if let Some(sum) = self.pages.get_mut(at) {
            *sum = crc;
        }
    }

    /// The database has this many pages from now on.
    pub fn resize(&mut self, count: u32) {
        self.pages.resize(count as usize, UNKNOWN);
    }

    /// Whether a page may hold this.
    #[must_use]
    pub fn fits(&self, page: u32, content: &[u8]) -> bool {
        let known = page
            .checked_sub(1)
            .and_then(|at| self.pages.get(at as usize))
            .copied()
            .unwrap_or(UNKNOWN);
        known == UNKNOWN || known == crc32fast::hash(content)
    }

    fn bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(HEAD + (self.pages.len() + 1) * WORD);
        bytes.extend_from_slice(MAGIC);
        bytes.extend_from_slice(&self.page_size.to_le_bytes());
        for sum in &self.pages {
            bytes.extend_from_slice(&sum.to_le_bytes());
        }
        let whole = crc32fast::hash(&bytes);
        bytes.extend_from_slice(&whole.to_le_bytes());
        bytes
    }

    /// Reads the file; `None` where there is none, or where it is itself not as it was written: the
    /// sums are then made anew from what SQLite finds whole.
    ///
    /// # Errors
    /// When the file is there and cannot be read.
    pub fn read(path: &Path) -> io::Result<Option<Self>> {
        let bytes = match fs::read(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            read => read?,
        };
        Ok(Self::parse(&bytes))
    }

    fn parse(bytes: &[u8]) -> Option<Self> {
        let (content, whole) = bytes.split_at_checked(bytes.len().checked_sub(WORD)?)?;
        if crc32fast::hash(content).to_le_bytes() != whole {
            return None;
        }
        let (magic, rest) = content.split_at_checked(MAGIC.len())?;
        let (page_size, sums) = rest.split_at_checked(WORD)?;
        if magic != MAGIC || sums.len() % WORD != 0 {
            return None;
        }
        Some(Self {
            page_size: u32::from_le_bytes(page_size.try_into().ok()?),
            pages: sums
                .chunks_exact(WORD)
                .map(|sum| u32::from_le_bytes(sum.try_into().unwrap_or_default()))
                .collect(),
        })
    }

    /// Replaces the file as a whole, durably.
    ///
    /// # Errors
    /// When it cannot be written; the one before stays.
    pub fn write(&self, path: &Path) -> io::Result<()> {
        replace(path, &self.bytes())
    }
}

/// Replaces a small file as a whole: after a crash or a power cut the old or the new one is there.
pub fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let fresh = path.with_extension("new");
    let mut file = File::create(&fresh)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    drop(file);
    fs::rename(&fresh, path)?;
    sync_folder_of(path)
}

/// Makes a rename durable. Only Unix lets a folder be synced, and only there it is needed.
pub fn sync_folder_of(path: &Path) -> io::Result<()> {
    match path.parent() {
        Some(folder) if cfg!(unix) => File::open(folder)?.sync_all(),
        _ => Ok(()),
    }
}
