//! Keeping mails as they came, before anything is made of them: their bytes and the folder's position are one
//! transaction, so that no mail is passed over and none comes twice.

use std::{
    collections::BTreeMap,
    fs::{self, File},
    io::{self, Write as _},
    path::{Path, PathBuf},
};

use chrono::{DateTime, Utc};
use lobby_domain::mailbox::{FolderRole, MailFault, MailStep};
use lobby_mail::line::{
    Fault,
    imap::{Imap, Listed},
};
use lobby_store::{
    crash,
    folder::{self, Folder, Reach},
    mail::{self, Added, Kept, Raw},
};
use ring::digest::{Context, SHA256};

use super::understand::Reading;
use crate::{
    Desk,
    change::Topic,
    problem::{Noun, Problem},
};

/// Mails above this many bytes are fetched in slices, into a file.
const LARGE: u32 = 8 * 1024 * 1024;
/// Bytes of a slice.
const SLICE: u32 = 1024 * 1024;
/// Bytes of small mails that are asked for at a time.
const AT_ONCE: u64 = 4 * 1024 * 1024;
/// Once the small mails of a batch are so many bytes it takes no more: memory holds all of them.
const FULL: u64 = 8 * 1024 * 1024;

/// Mails that were fetched and are not kept yet.
#[derive(Default)]
pub(super) struct Batch {
    mails: Vec<Held>,
    /// UIDs that were asked for and are left to the next batch, ascending.
    pub(super) left: Vec<u32>,
}

/// Which of the mails of a batch are to come for certain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum First {
    Oldest,
    Newest,
}

struct Held {
    uid: u32,
    received: DateTime<Utc>,
    hash: [u8; 32],
    size: u64,
    bytes: Vec<u8>,
    file: Option<String>,
}

impl Batch {
    /// Fetches these mails, or as many as memory is asked to hold; those that are no longer there are left out.
    pub(super) async fn fetch(
        imap: &mut Imap,
        large: &Path,
        (uids, first): (&[u32], First),
        now: DateTime<Utc>,
    ) -> Result<Self, Fault> {
        let mut listed = imap.list(uids).await?;
        let cut = cut(&mut listed, first);
        let (left, uids): (Vec<u32>, Vec<u32>) = uids.iter().partition(|uid| match (cut, first) {
            (None, _) => false,
            (Some(cut), First::Oldest) => **uid >= cut,
            (Some(cut), First::Newest) => **uid <= cut,
        });
        let mut mails = Vec::with_capacity(listed.len());
        let mut rest = listed.as_slice();
        while let Some(first) = rest.first() {
            if first.size > LARGE {
                mails.extend(fetch_large(imap, large, *first, now).await?);
                rest = rest.get(1..).unwrap_or_default();
                continue;
            }
            let mut bytes = 0_u64;
            let together = rest
                .iter()
                .take_while(|mail| {
                    bytes += u64::from(mail.size);
                    mail.size <= LARGE && bytes <= AT_ONCE.max(u64::from(mail.size))
                })
                .count()
                .max(1);
            let (some, others) = rest.split_at(together);
            mails.extend(fetch_small(imap, some, now).await?);
            rest = others;
        }
        missing(imap, &uids, &mails).await?;
        Ok(Self { mails, left })
    }
}

/// Leaves of these mails what a batch holds; answers the first UID that it does not.
fn cut(listed: &mut Vec<Listed>, first: First) -> Option<u32> {
    listed.sort_unstable_by_key(|mail| mail.uid);
    if first == First::Newest {
        listed.reverse();
    }
    let mut bytes = 0;
    let fits = listed.iter().position(|mail| {
        let is_full = bytes >= FULL;
        bytes += u64::from(if mail.size > LARGE { 0 } else { mail.size });
        is_full
    });
    let cut = fits.and_then(|fits| listed.get(fits)).map(|mail| mail.uid);
    listed.truncate(fits.unwrap_or(listed.len()));
    listed.sort_unstable_by_key(|mail| mail.uid);
    cut
}

async fn fetch_small(imap: &mut Imap, listed: &[Listed], now: DateTime<Utc>) -> Result<Vec<Held>, Fault> {
    let uids: Vec<u32> = listed.iter().map(|mail| mail.uid).collect();
    let fetched = imap.fetch(&uids).await?;
    Ok(fetched
        .into_iter()
        .map(|mail| {
            let found = listed.iter().find(|listed| listed.uid == mail.uid);
            let mut hash = Context::new(&SHA256);
            hash.update(&mail.bytes);
            Held {
                uid: mail.uid,
                received: found.and_then(|listed| listed.received).unwrap_or(now),
                hash: finished(hash),
                size: mail.bytes.len() as u64,
                bytes: mail.bytes,
                file: None,
            }
        })
        .collect())
}

/// A mail that memory is not asked to hold: into a file that is named by its hash.
async fn fetch_large(
    imap: &mut Imap,
    folder: &Path,
    listed: Listed,
    now: DateTime<Utc>,
) -> Result<Option<Held>, Fault> {
    let part = folder.join(format!("{}.part", listed.uid));
    let fault = |error: io::Error| {
        let detail = format!("{}: {error}", part.display());
        Fault {
            step: MailStep::Folders,
            fault: MailFault::Unexpected,
            detail,
        }
    };
    fs::create_dir_all(folder).map_err(fault)?;
    let mut file = File::create(&part).map_err(fault)?;
    let mut hash = Context::new(&SHA256);
    let mut offset = 0_u32;
    loop {
        let Some(slice) = imap.fetch_slice(listed.uid, offset, SLICE).await? else {
            let _ = fs::remove_file(&part);
            return Ok(None);
        };
        if slice.is_empty() {
            break;
        }
        hash.update(&slice);
        file.write_all(&slice).map_err(fault)?;
        let length = u32::try_from(slice.len()).unwrap_or(u32::MAX);
        offset = offset.saturating_add(length);
        if length < SLICE {
            break;
        }
    }
    file.sync_all().map_err(fault)?;
    let hash = finished(hash);
    let name = format!("{}.eml", data_encoding::HEXLOWER.encode(&hash));
    fs::rename(&part, folder.join(&name)).map_err(fault)?;
    // The name is on disk before the row that speaks of it.
    #[cfg(unix)]
    File::open(folder)
        .and_then(|folder| folder.sync_all())
        .map_err(fault)?;
    Ok(Some(Held {
        uid: listed.uid,
        received: listed.received.unwrap_or(now),
        hash,
        size: u64::from(offset),
        bytes: Vec::new(),
        file: Some(name),
    }))
}

fn finished(hash: Context) -> [u8; 32] {
    hash.finish().as_ref().try_into().unwrap_or([0; 32])
}

/// A mail that was asked for and did not come is passed over only where the server says that it is gone.
async fn missing(imap: &mut Imap, uids: &[u32], mails: &[Held]) -> Result<(), Fault> {
    let came: std::collections::BTreeSet<u32> = mails.iter().map(|mail| mail.uid).collect();
    for uid in uids.iter().filter(|uid| !came.contains(uid)) {
        if !imap.uids(*uid, *uid).await?.is_empty() {
            return Err(Fault {
                step: MailStep::Folders,
                fault: MailFault::Unexpected,
                detail: format!("the server lists the mail {uid} and does not hand it out"),
            });
        }
    }
    Ok(())
}

/// What was added of a batch.
fn kept(role: FolderRole, batch: Batch, added: Vec<Added>) -> Vec<Kept> {
    let mut added: BTreeMap<u32, Added> = added.into_iter().map(|one| (one.uid, one)).collect();
    batch
        .mails
        .into_iter()
        .filter_map(|held| {
            let Added { id, is_same, .. } = added.remove(&held.uid)?;
            Some(Kept {
                id,
                role,
                received: held.received,
                is_same,
                raw: held.file.map_or(Raw::Bytes(held.bytes), Raw::File),
            })
        })
        .collect()
}

/// An inbox that is read from no line.
pub struct InboxWithoutLine {
    reading: Reading,
    folder: Folder,
}

impl Desk {
    /// Where large mails are.
    pub(super) fn large_mails(&self) -> PathBuf {
        self.store.folder().join("large-mails")
    }

    /// Keeps a batch and moves the folder's position, in one transaction; answers what it added.
    pub(super) async fn keep(&self, folder: &Folder, batch: Batch, to: Reach) -> Result<Vec<Kept>, Problem> {
        let mut write = self.store.write().await?;
        let position = folder::Position {
            folder: folder.id,
            live_next: to.live_next,
            history_next: to.history_next,
        };
        if crash::without("one_transaction") {
            folder::move_to(&mut write, position).await?;
            self.commit_mail(write, &[]).await?;
            write = self.store.write().await?;
        }
        let mails: Vec<mail::New<'_>> = batch
            .mails
            .iter()
            .map(|held| mail::New {
                folder: folder.id,
                uid_validity: folder.reach.uid_validity,
                uid: held.uid,
                hash: held.hash,
                size: held.size,
                bytes: &held.bytes,
                file: held.file.as_deref(),
                received: held.received,
            })
            .collect();
        let added = mail::keep(&mut write, &mails, position).await?;
        crash::point("after_mail_kept");
        let topics: &[Topic] = if to.history_next == 0 {
            &[]
        } else {
            &[Topic::Mailbox]
        };
        self.commit_mail(write, topics).await?;
        Ok(kept(folder.role, batch, added))
    }

    /// The inbox, for [`Desk::receive_without_line`].
    ///
    /// # Errors
    /// [`Problem::NoMailbox`]; [`Problem::NotFound`] while no folder of it is known.
    pub async fn inbox_without_line(&self) -> Result<InboxWithoutLine, Problem> {
        let reading = self.reading().await?.ok_or(Problem::NoMailbox)?;
        let mut db = self.store.read().await?;
        let folders = folder::all(&mut db).await?;
        let inbox = folders
            .into_iter()
            .find(|folder| folder.role == FolderRole::Inbox);
        let folder = inbox.ok_or(Problem::missing(Noun::Mail))?;
        Ok(InboxWithoutLine { reading, folder })
    }

    /// Keeps one mail of the inbox and makes of it what is to be made: what the worker that receives does with a
    /// mail that it has fetched, without a line. It is how that is measured.
    ///
    /// # Errors
    /// [`Problem::Storage`].
    pub async fn receive_without_line(
        &self,
        inbox: &mut InboxWithoutLine,
        uid: u32,
        bytes: Vec<u8>,
    ) -> Result<(), Problem> {
        let mut hash = Context::new(&SHA256);
        hash.update(&bytes);
        let held = Held {
            uid,
            received: self.now(),
            hash: finished(hash),
            size: bytes.len() as u64,
            bytes,
            file: None,
        };
        let to = Reach {
            live_next: uid.saturating_add(1),
            ..inbox.folder.reach
        };
        let batch = Batch {
            mails: vec![held],
            left: Vec::new(),
        };
        let kept = self.keep(&inbox.folder, batch, to).await?;
        inbox.folder.reach = to;
        self.understand(&inbox.reading, kept).await
    }

    /// The bytes of a mail, wherever they are.
    pub(super) fn bytes_of(&self, raw: mail::Raw) -> io::Result<Vec<u8>> {
        match raw {
            mail::Raw::Bytes(bytes) => Ok(bytes),
            mail::Raw::File(name) => fs::read(self.large_mails().join(name)),
        }
    }
}
