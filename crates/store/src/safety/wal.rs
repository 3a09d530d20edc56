//! Reading SQLite's write-ahead log without SQLite
//! (<https://sqlite.org/fileformat2.html#the_write_ahead_log>): which pages it holds, and whether a byte of
//! it was changed after it was written.

use std::{
    collections::BTreeMap,
    fs::File,
    io::{self, BufReader, Read},
    path::Path,
};

const HEADER: usize = 32;
const FRAME_HEADER: usize = 24;
/// The first 8 bytes of a frame's header are in its checksum.
const SUMMED: usize = 8;

/// What a write-ahead log holds, up to its last commit.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Log {
    /// For each page the CRC-32 of its last committed content. Page numbers begin at 1.
    pub pages: BTreeMap<u32, u32>,
    /// How many pages the database has after the last commit; `None` without a commit.
    pub size: Option<u32>,
    /// A frame that was written whole and synced does not read back: something changed it since.
    pub damaged: bool,
}

/// Two running 32-bit sums over words of the byte order that the log's magic number gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Sum(u32, u32);

impl Sum {
    fn over(self, bytes: &[u8], big_endian: bool) -> Self {
        let Self(mut a, mut b) = self;
        let word = |at: &[u8]| {
            let word = at.try_into().unwrap_or_default();
            if big_endian {
                u32::from_be_bytes(word)
            } else {
                u32::from_le_bytes(word)
            }
        };
        for pair in bytes.chunks_exact(8) {
            let (first, second) = pair.split_at(4);
            a = a.wrapping_add(word(first)).wrapping_add(b);
            b = b.wrapping_add(word(second)).wrapping_add(a);
        }
        Self(a, b)
    }
}

fn number(bytes: &[u8], at: usize) -> u32 {
    bytes
        .get(at..at + 4)
        .and_then(|word| word.try_into().ok())
        .map_or(0, u32::from_be_bytes)
}

/// The log's header, as far as its frames need it.
struct Head {
    big_endian: bool,
    page_size: usize,
    salt: (u32, u32),
    sum: Sum,
}

impl Head {
    /// `None` for what SQLite takes for no log at all.
    fn read(bytes: &[u8; HEADER]) -> Option<Self> {
        let magic = number(bytes, 0);
        let page_size = number(bytes, 8) as usize;
        if magic & !1 != 0x377f_0682 || !page_size.is_power_of_two() || !(512..=65_536).contains(&page_size) {
            return None;
        }
        let big_endian = magic & 1 == 1;
        let (summed, _) = bytes.split_at(HEADER - 8);
        let sum = Sum(0, 0).over(summed, big_endian);
        (sum == Sum(number(bytes, 24), number(bytes, 28))).then_some(Self {
            big_endian,
            page_size,
            salt: (number(bytes, 16), number(bytes, 20)),
            sum,
        })
    }

    /// The sum after a frame, where it is what the frame says.
    fn follow(&self, before: Sum, frame: &[u8]) -> Result<Sum, Sum> {
        let (head, page) = frame.split_at(FRAME_HEADER.min(frame.len()));
        let (summed, _) = head.split_at(SUMMED.min(head.len()));
        let sum = before.over(summed, self.big_endian).over(page, self.big_endian);
        let salt = (number(head, 8), number(head, 12));
        if salt == self.salt && sum == Sum(number(head, 16), number(head, 20)) && number(head, 0) > 0 {
            Ok(sum)
        } else {
            Err(sum)
        }
    }
}

/// Reads the log at `path`; one that is not there, is empty or is none holds nothing.
///
/// # Errors
/// When the file cannot be read.
pub fn read(path: &Path) -> io::Result<Log> {
    read_first(path, u64::MAX)
}

/// Reads so many frames of the log at `path`. What stands behind those that SQLite counts is of a transaction
/// that failed at its very end, as when the disk was full: whole, and never confirmed.
///
/// # Errors
/// When the file cannot be read.
pub fn read_first(path: &Path, limit: u64) -> io::Result<Log> {
    let file = match File::open(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Log::default()),
        opened => opened?,
    };
    let mut file = BufReader::with_capacity(1 << 20, file);
    let mut bytes = [0_u8; HEADER];
    if fill(&mut file, &mut bytes)? < HEADER {
        return Ok(Log::default());
    }
    match Head::read(&bytes) {
        Some(head) => frames(&head, &mut file, limit),
        None => Ok(Log::default()),
    }
}

fn frames(head: &Head, file: &mut impl Read, limit: u64) -> io::Result<Log> {
    let mut log = Log::default();
    let mut frame = vec![0_u8; FRAME_HEADER + head.page_size];
    let mut open = Vec::new();
    let mut sum = head.sum;
    let mut left = limit;
    while left > 0 && fill(file, &mut frame)? == frame.len() {
        left -= 1;
        match head.follow(sum, &frame) {
            Ok(after) => sum = after,
            Err(computed) => {
                let written = Sum(number(&frame, 16), number(&frame, 20));
                log.damaged = goes_on(head, file, [computed, written])?;
                break;
            }
        }
        let (_, page) = frame.split_at(FRAME_HEADER);
        open.push((number(&frame, 0), crc32fast::hash(page)));
        let size = number(&frame, 4);
        if size > 0 {
            log.pages.extend(open.drain(..));
            log.size = Some(size);
        }
    }
    Ok(log)
}

/// Whether the log goes on behind a frame that does not read back. Each commit is synced before the next
/// transaction's first frame is written: where a whole transaction and anything of a later one follow, the
/// frame had reached the disk and was changed there. Otherwise it was on its way when the power went.
fn goes_on(head: &Head, file: &mut impl Read, seeds: [Sum; 2]) -> io::Result<bool> {
    let mut frame = vec![0_u8; FRAME_HEADER + head.page_size];
    let mut sums: Vec<Sum> = seeds.to_vec();
    let mut commits = 0_u32;
    while fill(file, &mut frame)? == frame.len() {
        sums = sums
            .into_iter()
            .filter_map(|sum| head.follow(sum, &frame).ok())
            .collect();
        if sums.is_empty() {
            return Ok(false);
        }
        if commits > 0 {
            return Ok(true);
        }
        commits += u32::from(number(&frame, 4) > 0);
    }
    Ok(false)
}

/// Reads until the buffer is full or the file ends; how many bytes came.
pub(super) fn fill(file: &mut impl Read, buffer: &mut [u8]) -> io::Result<usize> {
    let mut filled = 0;
    while let Some(rest) = buffer.get_mut(filled..).filter(|rest| !rest.is_empty()) {
        match file.read(rest) {
            Ok(0) => break,
            Ok(count) => filled += count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(filled)
}
