//! The data: a building of any size, made once and kept, and a copy of it for each run.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::Arc,
};

use chrono::{DateTime, Utc};
use lobby_desk::{
    Desk, MemoryVault,
    sample::seed::{Size, seed},
};

use crate::{
    Fault,
    floor::{Bare, Cell, Raw, Rows, Settings},
    turns::Floors,
    watch,
};

/// The moment at which the building stands still: the same data has the same first page on any day.
const MOMENT: &str = "2026-11-23T14:45:10Z";
/// Raised when the making of the data changes without the schema.
const MADE_BY: u32 = 3;

/// The moment.
pub fn moment() -> DateTime<Utc> {
    MOMENT.parse().unwrap_or_default()
}

/// The moment in milliseconds.
pub fn now() -> i64 {
    moment().timestamp_millis()
}

/// Bookings of a building with so many messages: each has its conversation.
pub fn bookings(messages: u32) -> u32 {
    (messages / 5).max(1)
}

/// The file of a data folder.
pub fn file(folder: &Path) -> PathBuf {
    folder.join("lobby.db")
}

/// Sees to it that the building is there, made with the schema of now; answers its folder.
pub async fn keep(base: &Path, messages: u32) -> Result<PathBuf, Fault> {
    let kept = base.join(messages.to_string());
    let made = format!("schema {}, data {MADE_BY}, moment {MOMENT}", schema()?);
    let note = kept.join("made");
    if fs::read_to_string(&note).is_ok_and(|found| found == made) {
        return Ok(kept);
    }
    remove(&kept)?;
    fs::create_dir_all(&kept)?;
    let desk = open(&kept).await?;
    let size = Size {
        bookings: bookings(messages),
        messages,
    };
    let outcome = seed(&desk, size, &|_| {}).await;
    desk.close().await;
    outcome?;
    fs::write(note, made)?;
    Ok(kept)
}

/// The number of the newest migration.
fn schema() -> Result<u32, Fault> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../migrations");
    let mut newest = 0;
    for entry in fs::read_dir(folder)? {
        let name = entry?.file_name();
        let number = name
            .to_str()
            .and_then(|name| name.split_once('_')?.0.parse().ok());
        newest = number.unwrap_or(0).max(newest);
    }
    Ok(newest)
}

/// A copy to work in, on the disk as a whole before anything is measured; it goes when this goes.
pub struct Copy(PathBuf);

impl Copy {
    /// Copies the data of a folder.
    pub fn of(kept: &Path) -> Result<Self, Fault> {
        let mut name = kept.as_os_str().to_owned();
        name.push(".work");
        let copy = Self(PathBuf::from(name));
        remove(&copy.0)?;
        fs::create_dir_all(&copy.0)?;
        fs::copy(file(kept), file(&copy.0))?;
        let mut copied = fs::File::open(file(&copy.0))?;
        copied.sync_all()?;
        // Read once, so that whoever is measured first is not the one that waits for the disk.
        std::io::copy(&mut copied, &mut std::io::sink())?;
        Ok(copy)
    }

    /// Where it is.
    pub fn folder(&self) -> &Path {
        &self.0
    }
}

impl Drop for Copy {
    fn drop(&mut self) {
        let _ = remove(&self.0);
    }
}

fn remove(folder: &Path) -> Result<(), Fault> {
    match fs::remove_dir_all(folder) {
        Err(fault) if fault.kind() != std::io::ErrorKind::NotFound => Err(fault.into()),
        _ => Ok(()),
    }
}

/// A desk over a folder, at the moment.
pub async fn open(folder: &Path) -> Result<Arc<Desk>, Fault> {
    // What is measured is nobody's keychain.
    let vault = Arc::new(MemoryVault::default());
    Ok(Arc::new(Desk::open_with(folder, Arc::new(moment), vault).await?))
}

/// A desk over a folder at which somebody has signed in.
pub async fn signed_in(folder: &Path) -> Result<Arc<Desk>, Fault> {
    let desk = open(folder).await?;
    desk.sign_in("Sam Okafor", "lobby-sample").await?;
    Ok(desk)
}

/// Somebody signed in at a desk over the copy, and the two floors over the same file, each connection with
/// the very settings that Lobby gives its own: what it says when it opens them is heard.
pub async fn all_sides(copy: &Copy) -> Result<(Arc<Desk>, Floors), Fault> {
    let mut desk = None;
    let heard = watch::statements(async {
        desk = Some(signed_in(copy.folder()).await?);
        Ok(())
    })
    .await?;
    let settings = |of_writer: bool| {
        heard
            .iter()
            .filter(|said| said.starts_with("PRAGMA ") && said.contains("cache_size"))
            .rfind(|said| said.contains("synchronous") == of_writer)
            .cloned()
            .ok_or("Lobby said no settings when it opened its connections")
    };
    let settings = Settings {
        reader: settings(false)?,
        writer: settings(true)?,
    };
    let file = file(copy.folder());
    let floors = Floors {
        bare: Bare::open(&file, &settings).await?,
        raw: Raw::open(&file, &settings)?,
    };
    Ok((desk.ok_or("no desk")?, floors))
}

/// Who that is.
pub fn me(raw: &Raw) -> Result<i64, Fault> {
    let found = raw.ask("SELECT id FROM staff WHERE name = 'Sam Okafor'", "i", &[])?;
    Ok(found.first(0).int())
}

/// The ids in a first column.
pub fn ids(rows: &Rows) -> Vec<i64> {
    rows.each().filter_map(|row| row.first().map(Cell::int)).collect()
}

/// Numbers that look like chance and are the same each time.
pub struct Chance(u64);

impl Chance {
    /// From a seed.
    pub const fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The next number (SplitMix64).
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut number = self.0;
        number = (number ^ (number >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        number = (number ^ (number >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        number ^ (number >> 31)
    }

    /// `count` of these, each as likely, none twice before all were there.
    pub fn some(&mut self, of: &[i64], count: usize) -> Vec<i64> {
        let mut order = of.to_vec();
        for place in (1..order.len()).rev() {
            let other = usize::try_from(self.next() % (place as u64 + 1)).unwrap_or(0);
            order.swap(place, other);
        }
        order.iter().copied().cycle().take(count).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chance_is_the_same_each_time_and_leaves_nobody_out() {
        let of: Vec<i64> = (1..=20).collect();
        let mut some = Chance::new(1).some(&of, 20);
        assert_eq!(some, Chance::new(1).some(&of, 20));
        assert_ne!(some, Chance::new(2).some(&of, 20));
        some.sort_unstable();
        assert_eq!(some, of);
        assert_eq!(Chance::new(1).some(&of, 50).len(), 50);
        assert!(Chance::new(1).some(&[], 5).is_empty());
    }

    #[test]
    fn the_schema_is_that_of_the_newest_migration() {
        assert!(schema().unwrap() >= 9);
    }

    #[tokio::test]
    async fn data_is_kept_until_it_is_made_otherwise() {
        let base = tempfile::tempdir().unwrap();
        let kept = keep(base.path(), 20).await.unwrap();
        let made = fs::metadata(file(&kept)).unwrap().modified().unwrap();
        keep(base.path(), 20).await.unwrap();
        assert_eq!(fs::metadata(file(&kept)).unwrap().modified().unwrap(), made);
        fs::write(kept.join("made"), "schema 8").unwrap();
        keep(base.path(), 20).await.unwrap();
        assert!(fs::metadata(file(&kept)).unwrap().modified().unwrap() > made);
        let copy = Copy::of(&kept).unwrap();
        let there = copy.folder().to_path_buf();
        assert!(file(&there).exists());
        drop(copy);
        assert!(!there.exists());
    }
}
