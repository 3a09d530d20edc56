//! A disk that loses its power: what was synced is there, of the rest any part.
//!
//! The medium keeps sectors of 512 bytes. Of a sector that was written several times since the last sync it may
//! hold any of its versions; of a file that grew any length; of names that came or went without a sync of the
//! folder any part.

use std::collections::BTreeMap;

use crate::{random::Random, trace::Act};

const SECTOR: usize = 512;

/// The files of a folder by name.
pub type Files = BTreeMap<String, Vec<u8>>;

/// What is on the medium, and what is only on its way.
#[derive(Debug, Clone, Default)]
pub struct Disk {
    files: Vec<File>,
    names: BTreeMap<String, usize>,
    synced_names: BTreeMap<String, usize>,
    unsynced_names: Vec<(String, Option<usize>)>,
}

#[derive(Debug, Clone, Default)]
struct File {
    synced: Vec<u8>,
    pending: Vec<Pending>,
    /// How many of them there were when the sync that is under way began.
    syncing: usize,
}

#[derive(Debug, Clone)]
enum Pending {
    Write(usize, Vec<u8>),
    Length(usize),
}

/// How much of what was on its way arrives.
#[derive(Debug, Clone, Copy)]
enum Luck {
    /// Everything, as when the power goes later than thought.
    All,
    /// Nothing.
    None,
    /// Each sector with this chance in a hundred.
    Some(usize),
    /// Everything up to a moment.
    Until(usize),
}

impl Disk {
    /// A disk that holds these files, all synced.
    #[must_use]
    pub fn holding(files: &Files) -> Self {
        let mut disk = Self::default();
        for (name, bytes) in files {
            disk.names.insert(name.clone(), disk.files.len());
            disk.files.push(File {
                synced: bytes.clone(),
                ..File::default()
            });
        }
        disk.synced_names = disk.names.clone();
        disk
    }

    /// Does what a run did.
    pub fn act(&mut self, act: &Act) {
        match act {
            Act::Create(name) => {
                if !self.names.contains_key(name) {
                    self.name(name, Some(self.files.len()));
                    self.files.push(File::default());
                }
            }
            Act::Empty(name) => {
                self.act(&Act::Create(name.clone()));
                self.pending(name, Pending::Length(0));
            }
            Act::Write(name, at, bytes) => {
                let at = usize::try_from(*at).unwrap_or(usize::MAX);
                self.pending(name, Pending::Write(at, bytes.clone()));
            }
            Act::Truncate(name, length) => {
                let length = usize::try_from(*length).unwrap_or(usize::MAX);
                self.pending(name, Pending::Length(length));
            }
            Act::SyncBegins(name) => {
                if let Some(file) = self.file(name) {
                    file.syncing = file.pending.len();
                }
            }
            Act::SyncEnds(name) => {
                if let Some(file) = self.file(name) {
                    file.sync();
                }
            }
            Act::SyncFolder => {
                self.synced_names = self.names.clone();
                self.unsynced_names.clear();
            }
            Act::Unlink(name) => self.name(name, None),
            Act::Rename(from, to) => {
                let file = self.names.get(from).copied();
                self.name(from, None);
                self.name(to, file);
            }
            Act::Said => {}
        }
    }

    fn name(&mut self, name: &str, file: Option<usize>) {
        match file {
            Some(file) => self.names.insert(name.to_owned(), file),
            None => self.names.remove(name),
        };
        self.unsynced_names.push((name.to_owned(), file));
    }

    fn file(&mut self, name: &str) -> Option<&mut File> {
        self.files.get_mut(*self.names.get(name)?)
    }

    fn pending(&mut self, name: &str, pending: Pending) {
        if let Some(file) = self.file(name) {
            file.pending.push(pending);
        }
    }

    /// The power goes now: one of the states in which the folder may be found.
    #[must_use]
    pub fn cut(&self, random: &mut Random) -> Files {
        let luck = match random.below(10) {
            0 => Luck::All,
            1 => Luck::None,
            2..5 => Luck::Until(random.below(1000)),
            5 => Luck::Some(10),
            6 => Luck::Some(90),
            _ => Luck::Some(50),
        };
        let mut names = self.synced_names.clone();
        for (place, (name, file)) in self.unsynced_names.iter().enumerate() {
            if luck.spares(random, place, self.unsynced_names.len()) {
                match file {
                    Some(file) => names.insert(name.clone(), *file),
                    None => names.remove(name),
                };
            }
        }
        names
            .into_iter()
            .filter_map(|(name, file)| Some((name, self.files.get(file)?.cut(random, luck))))
            .collect()
    }
}

impl Luck {
    fn spares(self, random: &mut Random, place: usize, of: usize) -> bool {
        match self {
            Self::All => true,
            Self::None => false,
            Self::Some(percent) => random.chance(percent),
            Self::Until(part) => place * 1000 < part * of,
        }
    }
}

impl File {
    fn sync(&mut self) {
        let done = self.syncing.min(self.pending.len());
        for pending in self.pending.drain(..done) {
            pending.onto(&mut self.synced);
        }
        self.syncing = 0;
    }

    fn cut(&self, random: &mut Random, luck: Luck) -> Vec<u8> {
        let mut found = self.synced.clone();
        // Per sector the number of versions since the sync, and how many of them have arrived.
        let mut versions: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
        for pending in &self.pending {
            for sector in pending.sectors() {
                versions.entry(sector).or_default().0 += 1;
            }
        }
        for (all, arrived) in versions.values_mut() {
            *arrived = match luck {
                Luck::All | Luck::Until(_) => *all,
                Luck::None => 0,
                Luck::Some(percent) if random.chance(percent) => random.below(*all + 1).max(1),
                Luck::Some(_) => 0,
            };
        }
        let mut seen: BTreeMap<usize, usize> = BTreeMap::new();
        for (place, pending) in self.pending.iter().enumerate() {
            if let Luck::Until(part) = luck
                && place * 1000 >= part * self.pending.len()
            {
                break;
            }
            match pending {
                Pending::Length(_) => {
                    if luck.spares(random, 0, 1) || matches!(luck, Luck::Until(_)) {
                        pending.onto(&mut found);
                    }
                }
                Pending::Write(at, bytes) => {
                    for (sector, start, part) in fragments(*at, bytes) {
                        let version = seen.entry(sector).or_default();
                        *version += 1;
                        if versions
                            .get(&sector)
                            .is_some_and(|(_, arrived)| *version <= *arrived)
                        {
                            put(&mut found, start, part);
                        }
                    }
                }
            }
        }
        if found.len() > self.synced.len() && matches!(luck, Luck::Some(_)) && random.chance(30) {
            // The data arrived, the new length only in part.
            let more = (found.len() - self.synced.len()) / SECTOR;
            found.truncate(self.synced.len() + random.below(more + 1) * SECTOR);
        }
        found
    }
}

impl Pending {
    fn onto(&self, bytes: &mut Vec<u8>) {
        match self {
            Self::Length(length) => bytes.resize(*length, 0),
            Self::Write(at, part) => put(bytes, *at, part),
        }
    }

    fn sectors(&self) -> Vec<usize> {
        match self {
            Self::Length(_) => Vec::new(),
            Self::Write(at, bytes) => fragments(*at, bytes).map(|(sector, ..)| sector).collect(),
        }
    }
}

/// The parts of a write, sector by sector: which, where it begins, and the bytes.
fn fragments(at: usize, bytes: &[u8]) -> impl Iterator<Item = (usize, usize, &[u8])> {
    let first = (SECTOR - at % SECTOR).min(bytes.len());
    let (head, tail) = bytes.split_at(first);
    std::iter::once((at / SECTOR, at, head)).chain(tail.chunks(SECTOR).enumerate().map(move |(nth, part)| {
        let start = at + first + nth * SECTOR;
        (start / SECTOR, start, part)
    }))
}

fn put(bytes: &mut Vec<u8>, at: usize, part: &[u8]) {
    if bytes.len() < at + part.len() {
        bytes.resize(at + part.len(), 0);
    }
    if let Some(place) = bytes.get_mut(at..at + part.len()) {
        place.copy_from_slice(part);
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn write(at: u64, byte: u8, length: usize) -> Act {
        Act::Write("f".to_owned(), at, vec![byte; length])
    }

    fn all_cuts(disk: &Disk) -> BTreeSet<Vec<u8>> {
        let mut random = Random::new(7);
        (0..4000)
            .filter_map(|_| disk.cut(&mut random).remove("f"))
            .collect()
    }

    #[test]
    fn what_was_synced_is_always_there() {
        let mut disk = Disk::holding(&Files::from([("f".to_owned(), Vec::new())]));
        disk.act(&write(0, 1, 1024));
        disk.act(&Act::SyncBegins("f".to_owned()));
        disk.act(&write(1024, 2, 512));
        disk.act(&Act::SyncEnds("f".to_owned()));
        for found in all_cuts(&disk) {
            assert_eq!(found[..1024], [1; 1024]);
            assert!(found.len() == 1024 || found.len() == 1536);
        }
        assert_eq!(
            all_cuts(&disk).len(),
            2,
            "and the write during the sync may be lost"
        );
    }

    #[test]
    fn of_what_was_not_synced_every_part_is_found() {
        let mut disk = Disk::holding(&Files::from([("f".to_owned(), vec![0; 1024])]));
        disk.act(&write(0, 1, 1024));
        disk.act(&write(0, 2, 512));
        let firsts: BTreeSet<(u8, u8)> = all_cuts(&disk)
            .into_iter()
            .map(|found| (found[0], found[512]))
            .collect();
        let wanted = [(0, 0), (1, 0), (2, 0), (0, 1), (1, 1), (2, 1)];
        assert_eq!(firsts, BTreeSet::from(wanted));
    }

    #[test]
    fn names_are_kept_by_a_sync_of_the_folder_only() {
        let mut disk = Disk::default();
        disk.act(&Act::Create("f".to_owned()));
        disk.act(&write(0, 1, 10));
        disk.act(&Act::SyncBegins("f".to_owned()));
        disk.act(&Act::SyncEnds("f".to_owned()));
        let mut random = Random::new(1);
        let there = |disk: &Disk, random: &mut Random| {
            (0..100).filter(|_| disk.cut(random).contains_key("f")).count()
        };
        assert!((1..100).contains(&there(&disk, &mut random)));
        disk.act(&Act::SyncFolder);
        assert_eq!(there(&disk, &mut random), 100);
        disk.act(&Act::Unlink("f".to_owned()));
        assert!((1..100).contains(&there(&disk, &mut random)));
    }
}
