//! What can go wrong in the store, in terms a person can act on.

use std::path::Path;

use sqlx::error::DatabaseError;

/// The store did not answer as it should.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// SQLite, or the file under it.
    #[error(transparent)]
    Database(#[from] sqlx::Error),
    /// A value that this version does not know stands in a column.
    #[error("'{value}' is not a known {what}")]
    Unreadable {
        /// The type that was expected.
        what: &'static str,
        /// What was found.
        value: String,
    },
    /// The file does not hold what was written to it.
    #[error("{detail}")]
    Damaged {
        /// What was found.
        detail: String,
    },
}

/// What happened, as far as a person can do something about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// The disk is full.
    DiskFull,
    /// The disk reports an error.
    DiskFailing,
    /// The folder or the file cannot be written to.
    ReadOnly,
    /// The folder is not there or cannot be read.
    NoFolder,
    /// The file is damaged, or not a Lobby file.
    Damaged,
    /// A newer Lobby made the file.
    MadeByNewer,
    /// R84: the folder is on a network share.
    NetworkShare,
    /// Another Lobby has the folder open.
    InUse,
    /// Something else.
    Other,
}

impl StoreError {
    /// What happened.
    #[must_use]
    pub fn fault(&self) -> Fault {
        match self {
            Self::Unreadable { .. } | Self::Damaged { .. } => Fault::Damaged,
            Self::Database(error) => fault_of(error),
        }
    }

    /// Whether a UNIQUE constraint refused the row.
    #[must_use]
    pub fn is_taken(&self) -> bool {
        matches!(self, Self::Database(sqlx::Error::Database(error)) if error.is_unique_violation())
    }
}

/// Result codes of SQLite (<https://sqlite.org/rescode.html>); the primary code is the low byte.
pub(crate) fn fault_of(error: &sqlx::Error) -> Fault {
    match error {
        sqlx::Error::Database(error) => match primary_code(error.as_ref()) {
            Some(13) => Fault::DiskFull,
            Some(10) => Fault::DiskFailing,
            Some(8) => Fault::ReadOnly,
            Some(14) => Fault::NoFolder,
            Some(11 | 26) => Fault::Damaged,
            Some(5 | 6) => Fault::InUse,
            _ => Fault::Other,
        },
        sqlx::Error::Io(error) => fault_of_io(error),
        sqlx::Error::ColumnDecode { .. } | sqlx::Error::Decode(_) => Fault::Damaged,
        sqlx::Error::Migrate(error) => match error.as_ref() {
            sqlx::migrate::MigrateError::Execute(error)
            | sqlx::migrate::MigrateError::ExecuteMigration(error, _) => fault_of(error),
            sqlx::migrate::MigrateError::VersionMissing(_) => Fault::MadeByNewer,
            _ => Fault::Damaged,
        },
        _ => Fault::Other,
    }
}

pub(crate) fn fault_of_io(error: &std::io::Error) -> Fault {
    use std::io::ErrorKind as K;
    // EIO has no kind of its own.
    if cfg!(unix) && error.raw_os_error() == Some(5) {
        return Fault::DiskFailing;
    }
    match error.kind() {
        K::StorageFull | K::QuotaExceeded => Fault::DiskFull,
        K::PermissionDenied | K::ReadOnlyFilesystem => Fault::ReadOnly,
        K::NotFound | K::NotADirectory => Fault::NoFolder,
        _ => Fault::Other,
    }
}

/// A page that the disk does not give is no damaged page: `quick_check` says of it `unable to get the page. error
/// code=8458`, a result code of the disk's errors, and a copy put in the file's place would not help.
pub(crate) fn fault_of_check(found: &str) -> Fault {
    let code = found.rsplit_once("error code=").and_then(|(_, code)| {
        let digits = code.split(|c: char| !c.is_ascii_digit()).next()?;
        digits.parse::<u32>().ok()
    });
    match code.map(|code| code & 0xff) {
        Some(10) => Fault::DiskFailing,
        _ => Fault::Damaged,
    }
}

/// Whether it is the file that is damaged, or the disk that does not give it: SQLite calls a schema that it cannot
/// read malformed. Reads the file through, page by page.
pub(crate) fn blame(file: &Path, fault: Fault) -> Fault {
    if fault != Fault::Damaged {
        return fault;
    }
    match read_through(file) {
        Err(error) => fault_of_io(&error),
        Ok(()) => fault,
    }
}

fn read_through(file: &Path) -> std::io::Result<()> {
    let file = std::fs::File::open(file)?;
    let (mut page, mut at) = ([0_u8; 4096], 0_u64);
    loop {
        #[cfg(unix)]
        let read = std::os::unix::fs::FileExt::read_at(&file, &mut page, at)?;
        #[cfg(windows)]
        let read = std::os::windows::fs::FileExt::seek_read(&file, &mut page, at)?;
        if read == 0 {
            return Ok(());
        }
        at += u64::try_from(read).unwrap_or(u64::MAX);
    }
}

fn primary_code(error: &dyn DatabaseError) -> Option<u32> {
    error.code()?.parse::<u32>().ok().map(|code| code & 0xff)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_that_the_disk_does_not_give_is_no_damage() {
        let unread = "*** in database main ***\nTree 30 page 30: unable to get the page. error code=8458";
        assert_eq!(fault_of_check(unread), Fault::DiskFailing);
        let damaged = "*** in database main ***\nTree 30 page 30: unable to get the page. error code=11";
        assert_eq!(fault_of_check(damaged), Fault::Damaged);
        assert_eq!(
            fault_of_check("row 3 missing from index entry_thread"),
            Fault::Damaged
        );
    }

    #[cfg(unix)]
    #[test]
    fn an_error_of_the_disk_has_its_own_name() {
        let error = std::io::Error::from_raw_os_error(5);
        assert_eq!(fault_of_io(&error), Fault::DiskFailing);
    }
}
