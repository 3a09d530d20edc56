//! Taking the write-ahead log into the file in idle time, so that no command waits for it, with the sums of
//! the pages kept true.
//!
//! Only this does it: the writer's own checkpoints are off. The order makes every moment safe to die at.
//! The pages go from the log into the file; then their sums are written; only then may the next writer
//! begin the log anew. Whoever finds old sums beside new pages finds those pages in the log too.

use std::{
    io,
    path::{Path, PathBuf},
    sync::atomic::{AtomicBool, AtomicU64, Ordering},
    time::{Duration, Instant},
};

use tokio::sync::{Mutex, MutexGuard};

use super::{
    sums::{self, Sums},
    verify::{self, Found, Verdict},
    wal,
};
use crate::{StoreError, crash, writer::Writer};

/// No write for so long is idle time.
const IDLE: Duration = Duration::from_millis(800);
/// A log larger than this is taken in even where no moment is idle.
const LOG_LIMIT: u64 = 64 << 20;
/// Pages looked at while everything else waits for the sums: 16 MiB of 4 KiB.
const LOOKED_AT_ONCE: u32 = 4096;

/// What is known of the file between checkpoints.
#[derive(Debug)]
pub struct Resting {
    file: PathBuf,
    /// Held while pages move, or must not. `None` until the sums have been made.
    sums: Mutex<Option<Sums>>,
    began: Instant,
    /// Milliseconds since `began` of the last write; 0 when all is taken in.
    last_write: AtomicU64,
    valve: AtomicU64,
    /// The sums on disk are not those of the file and could not be removed: no write may begin the log anew.
    untrue: AtomicBool,
}

impl Resting {
    pub fn new(file: &Path, sums: Option<Sums>) -> Self {
        Self {
            file: file.to_path_buf(),
            sums: Mutex::new(sums),
            began: Instant::now(),
            last_write: AtomicU64::new(0),
            valve: AtomicU64::new(LOG_LIMIT),
            untrue: AtomicBool::new(false),
        }
    }

    fn clock(&self) -> u64 {
        u64::try_from(self.began.elapsed().as_millis()).unwrap_or(u64::MAX) + 1
    }

    /// A write begins: the next idle moment has something to do.
    pub fn note_write(&self) {
        self.last_write.store(self.clock(), Ordering::Relaxed);
    }

    /// Whether there is something to take in and nobody is writing.
    pub fn is_due(&self) -> bool {
        let last = self.last_write.load(Ordering::Relaxed);
        last > 0 && self.clock().saturating_sub(last) > u64::try_from(IDLE.as_millis()).unwrap_or(0)
    }

    /// Takes the log in where it has grown beyond all measure, as in a large import.
    pub async fn relieve(&self, writer: &Writer) -> Result<(), StoreError> {
        if self.untrue.load(Ordering::SeqCst) {
            self.rest(writer, false).await?;
        }
        let size = std::fs::metadata(verify::log_of(&self.file)).map_or(0, |log| log.len());
        if size < self.valve.load(Ordering::Relaxed) {
            return Ok(());
        }
        let Ok(sums) = self.sums.try_lock() else {
            return Ok(());
        };
        let complete = self.take_in(sums, writer, true).await?.1;
        // A reader may keep it from being taken in whole: the next try comes when it has grown again.
        let next = if complete { LOG_LIMIT } else { size + LOG_LIMIT };
        self.valve.store(next, Ordering::Relaxed);
        Ok(())
    }

    /// Takes the log in. Whether all of it was; a reader of something older may keep a part.
    pub async fn rest(&self, writer: &Writer, shorten: bool) -> Result<bool, StoreError> {
        let sums = self.sums.lock().await;
        Ok(self.take_in(sums, writer, shorten).await?.1)
    }

    /// Takes the log in whole and keeps it so: as long as the guard lives the file does not change.
    /// `None` where a reader kept a part of it.
    pub async fn settle(&self, writer: &Writer) -> Result<Option<MutexGuard<'_, Option<Sums>>>, StoreError> {
        let sums = self.sums.lock().await;
        let (sums, complete) = self.take_in(sums, writer, false).await?;
        Ok(complete.then_some(sums))
    }

    async fn take_in<'a>(
        &'a self,
        mut sums: MutexGuard<'a, Option<Sums>>,
        writer: &Writer,
        shorten: bool,
    ) -> Result<(MutexGuard<'a, Option<Sums>>, bool), StoreError> {
        // There is one writing connection: while it is held here, nobody writes.
        let mut held = writer.hold().await?;
        let before = self.last_write.load(Ordering::Relaxed);
        let log_file = verify::log_of(&self.file);
        let whole = log_file.clone();
        let log = off_the_runtime(move || wal::read(&whole)).await?;
        if log.damaged {
            return Err(StoreError::Damaged {
                detail: "the write-ahead log was changed after it was written".into(),
            });
        }
        crash::point("checkpoint_before");
        let (busy, frames, taken): (i64, i64, i64) = sqlx::query_as("PRAGMA wal_checkpoint(PASSIVE)")
            .fetch_one(&mut *held)
            .await?;
        crash::point("checkpoint_taken_in");
        let complete = busy == 0 && frames == taken;
        if sums.is_none() {
            // All of the file is to be read, and nothing is on disk yet that a writer could make untrue.
            drop(held);
            if complete {
                *sums = self.first().await?;
            }
            return Ok((sums, complete));
        }
        // A frame that SQLite does not count was not taken in: its page is not what the sums must say.
        let counted = u64::try_from(frames).unwrap_or(0);
        let log = off_the_runtime(move || wal::read_first(&log_file, counted)).await?;
        if !log.pages.is_empty() {
            let known = sums.take();
            *sums = self.after(known, log).await?;
        }
        crash::point("checkpoint_summed");
        if shorten && complete {
            sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)")
                .execute(&mut *held)
                .await?;
        }
        if complete {
            let _ = self
                .last_write
                .compare_exchange(before, 0, Ordering::Relaxed, Ordering::Relaxed);
        }
        Ok((sums, complete))
    }

    /// The sums after a checkpoint, on disk. Sums that cannot be written are removed: none is better than
    /// one that is no longer true.
    async fn after(&self, known: Option<Sums>, log: wal::Log) -> Result<Option<Sums>, StoreError> {
        let Some(mut known) = known else { return Ok(None) };
        let path = self.file.with_file_name(sums::FILE);
        if let Some(size) = log.size {
            known.resize(size);
        }
        for (page, crc) in log.pages {
            known.set(page, crc);
        }
        let at = path.clone();
        let written = off_the_runtime(move || known.write(&at).map(|()| known)).await;
        if written.is_err() {
            self.untrue
                .store(std::fs::remove_file(&path).is_err(), Ordering::SeqCst);
        } else {
            self.untrue.store(false, Ordering::SeqCst);
        }
        written.map(Some)
    }

    /// The sums of a file that has none yet.
    async fn first(&self) -> Result<Option<Sums>, StoreError> {
        let file = self.file.clone();
        let made = off_the_runtime(move || {
            let sums = verify::take(&file, page_size(&file)?)?;
            sums.write(&file.with_file_name(sums::FILE))?;
            Ok(Some(sums))
        })
        .await?;
        self.untrue.store(false, Ordering::SeqCst);
        Ok(made)
    }

    /// Compares the whole file with its sums while it is in use, a piece at a time.
    pub async fn look_over(&self, writer: &Writer) -> Result<(), StoreError> {
        let mut from = 1_u32;
        loop {
            let Some(guard) = self.settle(writer).await? else {
                tokio::time::sleep(IDLE).await;
                continue;
            };
            let Some(sums) = guard.clone() else { return Ok(()) };
            let (count, file) = (sums.count(), self.file.clone());
            if from > count {
                return Ok(());
            }
            let until = from.saturating_add(LOOKED_AT_ONCE - 1).min(count);
            let found = off_the_runtime(move || {
                let mut found = Found::default();
                verify::pages(&file, &sums, from..=until, &|_| false, &mut found)?;
                Ok(found)
            })
            .await?;
            if let Verdict::Damaged(detail) = found.verdict() {
                return Err(StoreError::Damaged { detail });
            }
            drop(guard);
            from = until + 1;
        }
    }
}

/// Bytes a page, as the file's header says (<https://sqlite.org/fileformat2.html#page_size>).
pub fn page_size(file: &Path) -> io::Result<u32> {
    use std::io::Read as _;
    let mut header = [0_u8; 18];
    std::fs::File::open(file)?.read_exact(&mut header)?;
    let [.., high, low] = header;
    Ok(match u32::from(high) << 8 | u32::from(low) {
        1 => 65_536,
        size => size,
    })
}

/// Runs what waits for the disk beside the runtime.
pub async fn off_the_runtime<T: Send + 'static>(
    work: impl FnOnce() -> io::Result<T> + Send + 'static,
) -> Result<T, StoreError> {
    match tokio::task::spawn_blocking(work).await {
        Ok(done) => Ok(done.map_err(sqlx::Error::Io)?),
        Err(stopped) => Err(sqlx::Error::Io(io::Error::other(stopped)).into()),
    }
}
