//! What a run did to its files and when it spoke, read out of strace's log.
//!
//! Made with `strace -f -y -xx`: every string is hexadecimal, every descriptor bears its path. SQLite writes
//! with `pwrite64` and syncs with `fsync` or `fdatasync`; what it does through `mmap` is the -shm file alone,
//! which no crash of the machine keeps.

use std::{
    collections::BTreeMap,
    ffi::OsString,
    path::{Path, PathBuf},
};

use crate::Failure;

/// One thing that a run did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Act {
    /// A file was made under this name, if there was none.
    Create(String),
    /// A file was made or opened empty under this name.
    Empty(String),
    /// These bytes went into a file at this place.
    Write(String, u64, Vec<u8>),
    /// A file was given this length.
    Truncate(String, u64),
    /// A sync of a file began.
    SyncBegins(String),
    /// The sync of a file that began came back: what was written before it is on the medium.
    SyncEnds(String),
    /// The folder's names are on the medium.
    SyncFolder,
    /// A name went.
    Unlink(String),
    /// A name became another.
    Rename(String, String),
    /// The run said a line.
    Said,
}

/// What strace is told so that its log can be read here.
#[must_use]
pub fn watching(log: &Path) -> Vec<OsString> {
    let calls = "trace=openat,pwrite64,write,lseek,ftruncate,fsync,fdatasync,unlink,rename";
    let mut words: Vec<OsString> = ["strace", "-f", "-y", "-xx", "-s", "70000", "-e", calls, "-o"]
        .map(OsString::from)
        .to_vec();
    words.push(log.into());
    words
}

/// Reads a log: what was done in `folder`, and each line written to `said`.
///
/// # Errors
/// When the log is not as expected: a call that could not be understood would be a hole in the replay.
pub fn read(log: &str, folder: &Path, said: &Path) -> Result<Vec<Act>, Failure> {
    let mut acts = Vec::new();
    // Where each descriptor writes next: what is written as a whole is opened, or gone back in, before.
    let mut places: BTreeMap<String, u64> = BTreeMap::new();
    let mut begun: BTreeMap<&str, &str> = BTreeMap::new();
    for line in log.lines() {
        let (thread, call) = line.split_once(' ').ok_or("a line without a thread")?;
        let call = call.trim_start();
        if let Some(begins) = call.strip_suffix("<unfinished ...>") {
            begun.insert(thread, begins);
            acts.extend(entered(begins, folder, said, &mut places)?);
        } else if let Some(resumed) = call.strip_prefix("<... ") {
            let begins = begun.remove(thread).unwrap_or_default();
            let rest = resumed.split_once("resumed>").map_or("", |(_, rest)| rest);
            acts.extend(left(&format!("{begins}{rest}"), folder, &mut places)?);
        } else if !call.starts_with("+++") && !call.starts_with("---") {
            acts.extend(entered(call, folder, said, &mut places)?);
            acts.extend(left(call, folder, &mut places)?);
        }
    }
    Ok(acts)
}

/// What a call does from the moment it is made: bytes may reach the medium, words may reach somebody.
fn entered(
    call: &str,
    folder: &Path,
    said: &Path,
    places: &mut BTreeMap<String, u64>,
) -> Result<Option<Act>, Failure> {
    let (name, arguments) = call.split_once('(').unwrap_or((call, ""));
    Ok(match name {
        "pwrite64" => {
            let Some(file) = inside(&descriptor(arguments)?, folder) else {
                return Ok(None);
            };
            let (bytes, rest) = string(arguments)?;
            let at = number(rest, 2)?;
            if u64::try_from(bytes.len())? != number(rest, 1)? {
                return Err(format!("a write that strace has cut short: {name} {file}").into());
            }
            Some(Act::Write(file, at, bytes))
        }
        "write" => {
            let path = descriptor(arguments)?;
            if path == said {
                return Ok(Some(Act::Said));
            }
            let Some(file) = inside(&path, folder) else {
                return Ok(None);
            };
            let (bytes, _) = string(arguments)?;
            let place = places.entry(opened(arguments)).or_default();
            let at = *place;
            *place += u64::try_from(bytes.len())?;
            Some(Act::Write(file, at, bytes))
        }
        "fsync" | "fdatasync" => {
            let path = descriptor(arguments)?;
            inside(&path, folder).map(Act::SyncBegins)
        }
        _ => None,
    })
}

/// What a call has done when it comes back well.
fn left(call: &str, folder: &Path, places: &mut BTreeMap<String, u64>) -> Result<Option<Act>, Failure> {
    let (name, arguments) = call.split_once('(').unwrap_or((call, ""));
    let answer = call.rsplit_once(" = ").map_or("", |(_, answer)| answer);
    if answer.starts_with('-') || answer.is_empty() || answer.starts_with('?') {
        return Ok(None);
    }
    Ok(match name {
        "openat" => {
            places.insert(opened(answer), 0);
            let (path, _) = string(arguments)?;
            let file = inside(&path_of(path), folder);
            match (arguments.contains("O_CREAT"), arguments.contains("O_TRUNC")) {
                (_, true) => file.map(Act::Empty),
                (true, false) => file.map(Act::Create),
                (false, false) => None,
            }
        }
        "lseek" => {
            places.insert(opened(arguments), answer.trim().parse()?);
            None
        }
        "ftruncate" => {
            let path = descriptor(arguments)?;
            let (inner, _) = arguments.rsplit_once(')').ok_or("ftruncate without an end")?;
            let (_, length) = inner.rsplit_once(", ").ok_or("ftruncate without a length")?;
            let length = length.trim().parse()?;
            inside(&path, folder).map(|file| Act::Truncate(file, length))
        }
        "fsync" | "fdatasync" => {
            let path = descriptor(arguments)?;
            match path == folder {
                true => Some(Act::SyncFolder),
                false => inside(&path, folder).map(Act::SyncEnds),
            }
        }
        "unlink" => {
            let (path, _) = string(arguments)?;
            inside(&path_of(path), folder).map(Act::Unlink)
        }
        "rename" => {
            let (from, rest) = string(arguments)?;
            let (to, _) = string(rest)?;
            inside(&path_of(from), folder)
                .zip(inside(&path_of(to), folder))
                .map(|(from, to)| Act::Rename(from, to))
        }
        _ => None,
    })
}

/// The name of a file that stands in the folder itself and is kept there: not what is mapped or probed, and no
/// backup below it.
fn inside(path: &Path, folder: &Path) -> Option<String> {
    let name = path.strip_prefix(folder).ok()?.to_str()?;
    let kept = !name.is_empty() && !name.ends_with("-shm") && name != ".lobby-probe" && !name.contains('/');
    kept.then(|| name.to_owned())
}

/// The number of a descriptor, before its path.
fn opened(text: &str) -> String {
    text.split('<').next().unwrap_or_default().trim().to_owned()
}

fn path_of(bytes: Vec<u8>) -> PathBuf {
    use std::os::unix::ffi::OsStringExt as _;
    PathBuf::from(OsString::from_vec(bytes))
}

/// `7<\x2f…>` as a path; nowhere for what has none, or none any more.
fn descriptor(arguments: &str) -> Result<PathBuf, Failure> {
    let Some((_, rest)) = arguments.split_once('<') else {
        return Ok(PathBuf::new());
    };
    let (path, rest) = rest.split_once('>').ok_or("a descriptor without an end")?;
    if rest.starts_with("(deleted)") {
        return Ok(PathBuf::new());
    }
    Ok(path_of(hexadecimal(path)?))
}

/// The first string, and what stands behind it.
fn string(arguments: &str) -> Result<(Vec<u8>, &str), Failure> {
    let (_, rest) = arguments.split_once('"').ok_or("a call without a string")?;
    let (text, rest) = rest.split_once('"').ok_or("a string without an end")?;
    if rest.starts_with("...") {
        return Err("a string that strace has cut short".into());
    }
    Ok((hexadecimal(text)?, rest))
}

/// The n-th number behind a string: `, 24, 32) = 24`.
fn number(rest: &str, nth: usize) -> Result<u64, Failure> {
    let inner = rest.split([')', '<']).next().unwrap_or_default();
    let text = inner.split(',').nth(nth).ok_or("a call without a number")?;
    Ok(text.trim().parse()?)
}

fn hexadecimal(text: &str) -> Result<Vec<u8>, Failure> {
    text.split("\\x")
        .skip(1)
        .map(|pair| Ok(u8::from_str_radix(pair, 16)?))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hex(text: &str) -> String {
        text.bytes().map(|byte| format!("\\x{byte:02x}")).collect()
    }

    #[test]
    fn a_log_becomes_what_was_done_in_its_order() {
        let (wal, folder, out) = (hex("/d/lobby.db-wal"), hex("/d"), hex("/said"));
        let (shm, new) = (hex("/d/lobby.db-shm"), hex("/d/lobby.new"));
        let log = [
            format!("7 openat(AT_FDCWD<{folder}>, \"{wal}\", O_RDWR|O_CREAT, 0644) = 8<{wal}>"),
            format!("7 pwrite64(8<{wal}>, \"{}\", 3, 32) = 3", hex("abc")),
            format!("7 pwrite64(9<{shm}>, \"{}\", 1, 4095) = 1", hex("x")),
            format!("7 fsync(8<{wal}> <unfinished ...>"),
            format!("6 write(1<{out}>, \"{}\", 2) = 2", hex("{}")),
            "7 <... fsync resumed>) = 0".to_owned(),
            format!("7 fsync(11<{folder}>) = 0"),
            format!("7 ftruncate(8<{wal}>, 64 <unfinished ...>"),
            "7 <... ftruncate resumed>)        = 0".to_owned(),
            format!("7 fsync(8<{wal}>) = -1 EIO (Input/output error)"),
            format!("7 unlink(\"{wal}\") = 0"),
            format!("7 openat(AT_FDCWD<{folder}>, \"{new}\", O_WRONLY|O_CREAT|O_TRUNC, 0666) = 12<{new}>"),
            format!("7 write(12<{new}>, \"{}\", 2) = 2", hex("ab")),
            format!("7 write(12<{new}>, \"{}\", 1) = 1", hex("c")),
            format!("7 lseek(12<{new}>, 0, SEEK_SET) = 0"),
            format!("7 write(12<{new}>, \"{}\", 1) = 1", hex("d")),
            format!("7 rename(\"{new}\", \"{wal}\") = 0"),
            "7 +++ exited with 0 +++".to_owned(),
        ]
        .join("\n");
        let name = || "lobby.db-wal".to_owned();
        assert_eq!(
            read(&log, Path::new("/d"), Path::new("/said")).unwrap(),
            [
                Act::Create(name()),
                Act::Write(name(), 32, b"abc".to_vec()),
                Act::SyncBegins(name()),
                Act::Said,
                Act::SyncEnds(name()),
                Act::SyncFolder,
                Act::Truncate(name(), 64),
                Act::SyncBegins(name()),
                Act::Unlink(name()),
                Act::Empty("lobby.new".to_owned()),
                Act::Write("lobby.new".to_owned(), 0, b"ab".to_vec()),
                Act::Write("lobby.new".to_owned(), 2, b"c".to_vec()),
                Act::Write("lobby.new".to_owned(), 0, b"d".to_vec()),
                Act::Rename("lobby.new".to_owned(), name()),
            ]
        );
    }

    #[test]
    fn a_write_that_was_cut_short_is_refused() {
        let wal = hex("/d/lobby.db-wal");
        let log = format!("7 pwrite64(8<{wal}>, \"{}\"..., 4096, 32) = 4096", hex("abc"));
        assert!(read(&log, Path::new("/d"), Path::new("/said")).is_err());
    }
}
