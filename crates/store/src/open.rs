//! Opening the file: whatever is wrong with it is found before anything is written to it.

use std::{
    fs::{self, File, OpenOptions, TryLockError},
    io::{self, Read as _, Seek as _, Write as _},
    path::{Path, PathBuf},
    time::Duration,
};

use sqlx::{
    ConnectOptions, SqliteConnection,
    migrate::Migrator,
    sqlite::{SqliteConnectOptions, SqliteJournalMode},
};

use crate::{
    Read, Write, crash,
    error::{Fault, StoreError, blame, fault_of, fault_of_check, fault_of_io},
    network::is_network_share,
    readers::Readers,
    safety::{
        Resting, SafetyError,
        sums::{self, Sums},
        swap, verify,
    },
    writer::Writer,
};

pub(crate) static MIGRATIONS: Migrator = sqlx::migrate!("../../migrations");

/// The file's name in the data folder.
pub(crate) const FILE: &str = "lobby.db";
/// Held locked as long as a Lobby has the folder open.
const LOCK: &str = "lobby.lock";
/// `application_id` of a Lobby file: 'LOBB'.
const APPLICATION_ID: u32 = 0x4C4F_4242;
/// What the lock holds while a Lobby is open; a Lobby that closes in order takes it away.
const OPEN: &[u8] = b"open";
/// What it holds once damage was found: the next opening reads all of the file first.
const DAMAGED: &[u8] = b"damaged";
/// Files up to this size are read through before they are shown; reading takes about a second a GiB.
const CHECKED_AT_START: u64 = 64 * 1024 * 1024;
/// Pages that a connection keeps, in KiB. What a screen asks for fits in it many times over; the rest is the
/// operating system's to keep, once for all connections.
const CACHE: &str = "-4000";
/// Rows that a statement may be ahead of who reads them. With a page and one it runs to its end in one go,
/// and whoever waits is woken once.
const ROW_BUFFER: usize = 64;
/// A journal is to be gone back by, and the connection may only read (<https://sqlite.org/rescode.html>).
const READONLY_ROLLBACK: &str = "776";

/// One building's data, open.
#[derive(Debug)]
pub struct Store {
    writer: Writer,
    readers: Readers,
    folder: PathBuf,
    lock: File,
    resting: Resting,
}

/// Why the data cannot be opened. The file is as it was.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}: {detail}", folder.display())]
pub struct OpenError {
    /// What happened.
    pub fault: Fault,
    /// The data folder.
    pub folder: PathBuf,
    /// The technical part.
    pub detail: String,
}

impl Store {
    /// Opens the data in `folder`, making both where there is nothing yet.
    ///
    /// # Errors
    /// [`OpenError`]: the folder cannot be used, is on a network share (R84), is open in another Lobby,
    /// or the file is damaged, not Lobby's, or made by a newer Lobby. The file is left as it was.
    pub async fn open(folder: &Path) -> Result<Self, OpenError> {
        let fail = |fault, detail: String| OpenError {
            fault,
            folder: folder.to_path_buf(),
            detail,
        };
        let io = |error: std::io::Error| fail(fault_of_io(&error), error.to_string());
        keep_freed_memory();
        fs::create_dir_all(folder).map_err(io)?;
        if is_network_share(folder) {
            return Err(fail(
                Fault::NetworkShare,
                "the folder is on a network share".into(),
            ));
        }
        check_writable(folder).map_err(io)?;
        let lock = lock(folder).map_err(|(fault, detail)| fail(fault, detail))?;
        let left = marked(&lock).map_err(io)?;
        swap::finish(folder).map_err(io)?;
        crash::point("open_locked");
        let file = folder.join(FILE);
        let sums = check(&file, &left)
            .await
            .map_err(|(fault, detail)| fail(blame(&file, fault), detail))?;
        if sums.is_none() {
            forget_sums(&file).map_err(io)?;
        }
        mark(&lock, OPEN).map_err(io)?;
        crash::point("open_before");
        let sql = |error: sqlx::Error| fail(fault_of(&error), error.to_string());
        let writer = writer(&file).await.map_err(sql)?;
        let mut held = writer.hold().await.map_err(sql)?;
        migrate(&mut held, i64::MAX).await.map_err(sql)?;
        drop(held);
        crash::point("open_migrated");
        let readers = Readers::open(options(&file).read_only(true)).await.map_err(sql)?;
        let resting = Resting::new(&file, sums);
        resting.note_write();
        Ok(Self {
            writer,
            readers,
            folder: folder.to_path_buf(),
            lock,
            resting,
        })
    }

    /// The data folder.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// A connection to read with.
    ///
    /// # Errors
    /// [`StoreError`] when none can be had.
    pub async fn read(&self) -> Result<Read, StoreError> {
        Ok(self.readers.get().await?)
    }

    /// Begins a write transaction; waits for the one before it.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot begin.
    pub async fn write(&self) -> Result<Write, StoreError> {
        self.resting.relieve(&self.writer).await?;
        self.resting.note_write();
        let begun = self.writer.begin().await?;
        crash::point("after_begin");
        Ok(begun)
    }

    /// Takes the write-ahead log into the file, if nobody has written for a moment and there is any. Called
    /// every second or so; no command waits for it.
    ///
    /// # Errors
    /// [`StoreError`]; the log keeps what it holds, and the next call tries again.
    pub async fn rest_when_idle(&self) -> Result<(), StoreError> {
        if self.resting.is_due() {
            self.resting.rest(&self.writer, false).await?;
        }
        Ok(())
    }

    /// Compares every page of the file with what was written to it, a piece at a time, beside all else.
    ///
    /// # Errors
    /// [`Fault::Damaged`] when one is not as it was written.
    pub async fn look_over(&self) -> Result<(), StoreError> {
        self.resting.look_over(&self.writer).await
    }

    /// Remembers that damage was found, past the end of this program.
    pub fn mark_damaged(&self) {
        // Where even this cannot be written the next start has only what it finds itself.
        let _ = mark(&self.lock, DAMAGED);
    }

    pub(crate) fn resting(&self) -> (&Resting, &Writer) {
        (&self.resting, &self.writer)
    }

    /// Closes the file in order, its write-ahead log taken in.
    pub async fn close(&self) {
        let rested = self.resting.rest(&self.writer, true).await;
        self.readers.close().await;
        self.writer.close().await;
        // Where the log was not taken in with its sums, the next start is told by the mark.
        let left = marked(&self.lock).is_ok_and(|left| left == OPEN);
        if left && rested.is_ok_and(|complete| complete) && self.lock.set_len(0).is_ok() {
            let _ = self.lock.sync_data();
        }
        let _ = self.lock.unlock();
    }
}

pub(crate) fn options(file: &Path) -> SqliteConnectOptions {
    let options = SqliteConnectOptions::new()
        .filename(file)
        .foreign_keys(true)
        .busy_timeout(Duration::from_secs(10))
        .pragma("cache_size", CACHE)
        // The log is taken in when nobody waits (see `safety::checkpoint`).
        .pragma("wal_autocheckpoint", "0")
        .row_buffer_size(ROW_BUFFER);
    // fsync alone does not reach the medium on macOS.
    if cfg!(target_os = "macos") {
        options
            .pragma("fullfsync", "1")
            .pragma("checkpoint_fullfsync", "1")
    } else {
        options
    }
}

async fn writer(file: &Path) -> Result<Writer, sqlx::Error> {
    let options = options(file)
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(crash::synchronous().0);
    let writer = Writer::open(options).await?;
    let mut held = writer.hold().await?;
    let (mode,): (String,) = sqlx::query_as("PRAGMA journal_mode")
        .fetch_one(&mut *held)
        .await?;
    let (synchronous,): (i64,) = sqlx::query_as("PRAGMA synchronous").fetch_one(&mut *held).await?;
    let (foreign_keys,): (i64,) = sqlx::query_as("PRAGMA foreign_keys")
        .fetch_one(&mut *held)
        .await?;
    drop(held);
    if (mode.as_str(), synchronous, foreign_keys) == ("wal", crash::synchronous().1, 1) {
        Ok(writer)
    } else {
        Err(sqlx::Error::Configuration(
            format!("journal_mode {mode}, synchronous {synchronous}, foreign_keys {foreign_keys}").into(),
        ))
    }
}

/// Brings the schema to a version, one migration at a time (`Migrator::run` takes no connection that is borrowed
/// across threads, hence what is under it). Each is one transaction, so that whenever it is
/// cut short the next start goes on from a whole schema.
pub(crate) async fn migrate(writer: &mut SqliteConnection, until: i64) -> Result<(), sqlx::Error> {
    let (from,): (i64,) = sqlx::query_as("PRAGMA user_version")
        .fetch_one(&mut *writer)
        .await?;
    let wanted = MIGRATIONS.iter().map(|migration| migration.version);
    for version in wanted.filter(|version| *version > from && *version <= until) {
        let known = MIGRATIONS.iter().filter(|migration| migration.version <= version);
        Migrator::with_migrations(known.cloned().collect())
            .run_direct(None, &mut *writer, false)
            .await
            .map_err(|error| sqlx::Error::Migrate(Box::new(error)))?;
        crash::point("open_migrated_one");
    }
    // Compares those that were there with what this Lobby knows of them.
    if until == i64::MAX {
        MIGRATIONS
            .run_direct(None, &mut *writer, false)
            .await
            .map_err(|error| sqlx::Error::Migrate(Box::new(error)))?;
    }
    Ok(())
}

/// A commit makes each connection that reads forget its pages, and glibc hands what they leave back to the system,
/// to ask for it again at the next statement: sixty page faults a message. It keeps up to twice the largest block
/// that was ever given back, once one above 128 KiB was (mallopt(3), `M_MMAP_THRESHOLD` and `M_TRIM_THRESHOLD`).
fn keep_freed_memory() {
    if cfg!(target_env = "gnu") {
        drop(std::hint::black_box(Vec::<u8>::with_capacity(1024 * 1024)));
    }
}

/// The file itself is never probed by writing: a scratch file beside it tells.
fn check_writable(folder: &Path) -> std::io::Result<()> {
    let probe = folder.join(".lobby-probe");
    let written = File::create(&probe).and_then(|mut file| file.write_all(b"lobby"));
    let removed = fs::remove_file(&probe);
    written.and(removed)?;
    match OpenOptions::new().write(true).open(folder.join(FILE)) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// Keeps every Lobby out of a folder whose file is being mended.
pub(crate) fn hold(folder: &Path) -> Result<File, SafetyError> {
    lock(folder).map_err(|(_, detail)| SafetyError::file(&folder.join(LOCK), io::Error::other(detail)))
}

fn lock(folder: &Path) -> Result<File, (Fault, String)> {
    let file = OpenOptions::new()
        .create(true)
        .truncate(false)
        .read(true)
        .write(true)
        .open(folder.join(LOCK))
        .map_err(|error| (fault_of_io(&error), error.to_string()))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err((Fault::InUse, "another Lobby has this folder open".into())),
        Err(TryLockError::Error(error)) => Err((fault_of_io(&error), error.to_string())),
    }
}

/// Whether the file may be opened; with its sums, where there are any to go on with.
async fn check(file: &Path, left: &[u8]) -> Result<Option<Sums>, (Fault, String)> {
    let io = |error: io::Error| (fault_of_io(&error), error.to_string());
    let size = fs::metadata(file).map_or(0, |file| file.len());
    if size == 0 {
        return Ok(None);
    }
    // What the header says is worth nothing before it is known to be as it was written.
    // Whoever finds damage and says so closes in order too.
    let (path, closed) = (file.to_path_buf(), left != OPEN);
    let limit = if left == DAMAGED {
        u64::MAX
    } else {
        CHECKED_AT_START
    };
    let looked = tokio::task::spawn_blocking(move || verify::folder(&path, closed, limit));
    let (verdict, sums) = looked
        .await
        .map_err(|stopped| (Fault::Other, stopped.to_string()))?
        .map_err(io)?;
    if let verify::Verdict::Damaged(detail) = verdict {
        return Err((Fault::Damaged, detail));
    }
    check_header(file)?;
    let structure = verdict == verify::Verdict::Unknown && size <= limit;
    check_inside(file, structure).await?;
    Ok(sums)
}

/// Sums that are not believed now must not be believed later, beside what is written from here on: where this
/// Lobby is killed before it has made new ones, the next would take its pages for damaged.
fn forget_sums(file: &Path) -> io::Result<()> {
    let path = file.with_file_name(sums::FILE);
    match fs::remove_file(&path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        Err(_) => Ok(()),
        Ok(()) => sums::sync_folder_of(&path),
    }
}

/// How the Lobby before left the file: empty where it closed it in order.
fn marked(mut lock: &File) -> io::Result<Vec<u8>> {
    let mut held = Vec::new();
    lock.rewind()?;
    lock.read_to_end(&mut held)?;
    Ok(held)
}

fn mark(mut lock: &File, as_what: &[u8]) -> io::Result<()> {
    lock.set_len(0)?;
    lock.rewind()?;
    lock.write_all(as_what)
}

/// Reads the first page's header (<https://sqlite.org/fileformat2.html#the_database_header>) without SQLite,
/// which would make files beside it.
pub(crate) fn check_header(file: &Path) -> Result<(), (Fault, String)> {
    let mut header = [0_u8; 100];
    let read = File::open(file).and_then(|mut file| file.read(&mut header));
    let length = match read {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err((fault_of_io(&error), error.to_string())),
        Ok(length) => length,
    };
    // An empty file is what a crash at the very first start leaves.
    if length == 0 {
        return Ok(());
    }
    if length < header.len() || !header.starts_with(b"SQLite format 3\0") {
        return Err((
            Fault::Damaged,
            format!("{FILE} does not begin as a SQLite file does"),
        ));
    }
    let number = |at: usize| {
        header
            .get(at..at + 4)
            .and_then(|bytes| bytes.try_into().ok())
            .map_or(0, u32::from_be_bytes)
    };
    let (version, application) = (number(60), number(68));
    // Both are nought while the very first migration stands in the write-ahead log only.
    if application != APPLICATION_ID && (application != 0 || version != 0) {
        return Err((
            Fault::Damaged,
            format!("{FILE} belongs to another program ({application:#x})"),
        ));
    }
    check_version(i64::from(version))
}

fn needs_rollback(error: &sqlx::Error) -> bool {
    matches!(error, sqlx::Error::Database(error) if error.code().as_deref() == Some(READONLY_ROLLBACK))
}

/// Looks at a file that is there through SQLite, but only to read. With `structure` the whole of it.
async fn check_inside(file: &Path, structure: bool) -> Result<(), (Fault, String)> {
    let fail = |error: sqlx::Error| (fault_of(&error), error.to_string());
    // The power went while the file was made: there is a journal to go back by, which only a writer may. The header
    // is ours, as was seen, and nothing was confirmed yet.
    let mut look = match options(file).read_only(true).connect().await {
        Err(error) if needs_rollback(&error) => return Ok(()),
        connected => connected.map_err(fail)?,
    };
    let (version,): (i64,) = match sqlx::query_as("PRAGMA user_version").fetch_one(&mut look).await {
        Err(error) if needs_rollback(&error) => return Ok(()),
        answered => answered.map_err(fail)?,
    };
    check_version(version)?;
    if structure {
        let (found,): (String,) = sqlx::query_as("PRAGMA quick_check(1)")
            .fetch_one(&mut look)
            .await
            .map_err(fail)?;
        if found != "ok" {
            return Err((fault_of_check(&found), found));
        }
    }
    sqlx::Connection::close(look).await.map_err(fail)
}

pub(crate) fn check_version(version: i64) -> Result<(), (Fault, String)> {
    let newest = MIGRATIONS
        .iter()
        .map(|migration| migration.version)
        .max()
        .unwrap_or(0);
    if version > newest {
        return Err((
            Fault::MadeByNewer,
            format!("{FILE} has version {version}; this Lobby knows versions up to {newest}"),
        ));
    }
    Ok(())
}

impl From<OpenError> for StoreError {
    fn from(error: OpenError) -> Self {
        Self::Database(sqlx::Error::Configuration(error.to_string().into()))
    }
}

#[cfg(test)]
#[path = "open_tests.rs"]
mod tests;

#[cfg(test)]
#[path = "upgrade_tests.rs"]
mod upgrade_tests;
