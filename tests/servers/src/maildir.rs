//! The mailboxes of Dovecot as files.

use std::{
    fmt::Write as _,
    fs::{self, File},
    path::{Path, PathBuf},
    process::{Command, Stdio},
    sync::atomic::{AtomicU64, Ordering},
    time::{Duration, Instant, SystemTime},
};

use chrono::{DateTime, Utc};

use crate::{Outcome, told};

static NUMBER: AtomicU64 = AtomicU64::new(0);

/// The mailbox of one address.
#[derive(Debug, Clone)]
pub struct Maildir {
    home: PathBuf,
}

/// How many bytes a mail has with CRLF at the end of every line.
fn size_as_sent(mail: &[u8]) -> usize {
    let bare = |pair: &&[u8]| matches!(pair, [before, b'\n'] if *before != b'\r');
    let first = usize::from(mail.first() == Some(&b'\n'));
    mail.len() + first + mail.windows(2).filter(bare).count()
}

impl Maildir {
    pub(crate) fn of(run: &Path, address: &str) -> Self {
        Self {
            home: run.join("mail").join(address.to_lowercase()),
        }
    }

    /// Where a folder's mails are.
    #[must_use]
    pub fn folder(&self, name: &str) -> PathBuf {
        let top = self.home.join("Maildir");
        if name == "INBOX" {
            top
        } else {
            top.join(format!(".{name}"))
        }
    }

    /// The mails of a folder, the oldest first.
    #[must_use]
    pub fn mails(&self, folder: &str) -> Vec<Vec<u8>> {
        let files = self.files(folder);
        files.iter().filter_map(|file| fs::read(file).ok()).collect()
    }

    /// How many mails a folder has.
    #[must_use]
    pub fn count(&self, folder: &str) -> usize {
        self.files(folder).len()
    }

    /// Where they are, the oldest first. Two of one second have names that say nothing of their order.
    fn files(&self, folder: &str) -> Vec<PathBuf> {
        let mut files: Vec<PathBuf> = ["new", "cur"]
            .iter()
            .filter_map(|part| fs::read_dir(self.folder(folder).join(part)).ok())
            .flatten()
            .flatten()
            .map(|entry| entry.path())
            .collect();
        files.sort_by_cached_key(|file| {
            let received = fs::metadata(file).and_then(|file| file.modified()).ok();
            (received, file.file_name().map(ToOwned::to_owned))
        });
        files
    }

    /// Waits until a folder holds so many mails, and answers with them.
    ///
    /// # Errors
    /// How many there are after `within`.
    pub fn wait_for(&self, folder: &str, count: usize, within: Duration) -> Outcome<Vec<Vec<u8>>> {
        let last = Instant::now() + within;
        loop {
            let mails = self.mails(folder);
            if mails.len() >= count {
                return Ok(mails);
            }
            if Instant::now() > last {
                return Err(format!("{} mails instead of {count}", mails.len()));
            }
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    /// Puts a mail into a folder, as received at `received`.
    ///
    /// # Errors
    /// The system's words.
    pub fn put(&self, folder: &str, mail: &[u8], received: DateTime<Utc>) -> Outcome<()> {
        self.put_many(folder, [(mail.to_vec(), received)])
    }

    /// Puts mails into a folder, in this order.
    ///
    /// # Errors
    /// The system's words.
    pub fn put_many(
        &self,
        folder: &str,
        mails: impl IntoIterator<Item = (Vec<u8>, DateTime<Utc>)>,
    ) -> Outcome<()> {
        let path = self.folder(folder);
        for part in ["cur", "new", "tmp"] {
            fs::create_dir_all(path.join(part)).map_err(told("the folder"))?;
        }
        for (mail, received) in mails {
            let number = NUMBER.fetch_add(1, Ordering::Relaxed);
            // Dovecot itself writes both sizes into the name, and reads no mail to tell how large it is.
            let (size, sent) = (mail.len(), size_as_sent(&mail));
            let seconds = received.timestamp().max(0);
            let name = format!("{seconds:010}.P{number:08}.lobby,S={size},W={sent}");
            let scratch = path.join("tmp").join(&name);
            fs::write(&scratch, mail).map_err(told("the mail"))?;
            let at =
                SystemTime::UNIX_EPOCH + Duration::from_millis(received.timestamp_millis().unsigned_abs());
            File::options()
                .write(true)
                .open(&scratch)
                .and_then(|file| file.set_modified(at))
                .map_err(told("the mail's time"))?;
            fs::rename(scratch, path.join("new").join(name)).map_err(told("the mail"))?;
        }
        self.hand_over()
    }

    /// Makes everything the server's own.
    fn hand_over(&self) -> Outcome<()> {
        let owned = Command::new("chown")
            .args(["-R", "mail:mail"])
            .arg(&self.home)
            // The server makes and removes files of its own meanwhile.
            .stderr(Stdio::null())
            .status();
        owned.map_err(told("the owner")).map(drop)
    }

    /// Gives the mails of a folder, the oldest first, these UIDs, as where other mails were between them. No server has
    /// looked at the folder before.
    ///
    /// # Errors
    /// The system's words.
    pub fn number(&self, folder: &str, uids: &[u32]) -> Outcome<()> {
        let next = uids.last().map_or(1, |last| last.saturating_add(1));
        let mut list = format!("3 V1600000000 N{next}\n");
        for (file, uid) in self.files(folder).iter().zip(uids) {
            let name = file.file_name().unwrap_or_default().to_string_lossy();
            let _ = writeln!(list, "{uid} :{name}");
        }
        let path = self.folder(folder).join("dovecot-uidlist");
        fs::write(path, list).map_err(told("the list of UIDs"))?;
        self.hand_over()
    }

    /// Removes the oldest mails of a folder, as another mail program does.
    pub fn remove_oldest(&self, folder: &str, count: usize) {
        let files = self.files(folder);
        for file in files.iter().take(count) {
            let _ = fs::remove_file(file);
        }
    }
}
