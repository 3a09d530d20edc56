//! The worker that receives (R81): what arrives, upwards; history, from the newest downwards; and a ledger that
//! compares the server's mails with ours.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use chrono::{DateTime, TimeDelta, Utc};
use lobby_domain::{delivery::pause_after, mailbox::FolderRole};
use lobby_mail::line::{
    Fault,
    imap::{Imap, Woken},
};
use lobby_store::{
    crash,
    folder::{self, Folder, Reach},
    mail,
    mailbox::Mailbox,
};

use super::{
    chance,
    keep::{Batch, First},
    server,
    standing::Line,
    understand::Reading,
};
use crate::{Desk, change::Topic, problem::Problem, views::mail::MailServer};

/// How many UIDs are asked for at a time.
const BATCH: usize = 200;
/// How many UIDs back from the newest are listed first.
const NEAR: u32 = 20_000;
/// So long what arrives waits at the most for what is history, a batch aside.
const LIVE_WAITS: Duration = Duration::from_millis(1500);
/// How often folders are looked at that nobody tells of.
const LOOK: Duration = Duration::from_secs(180);
/// How long the store is left alone after a fault of its own, such as a full disk.
const AFTER_STORE_FAULT: Duration = Duration::from_secs(5);
/// How often the ledger is compared.
const LEDGER: TimeDelta = TimeDelta::minutes(60);

/// Why receiving has stopped for now.
enum Ended {
    /// The line.
    Line(Fault),
    /// The store.
    Store(Problem),
}

impl From<Fault> for Ended {
    fn from(fault: Fault) -> Self {
        Self::Line(fault)
    }
}

impl From<Problem> for Ended {
    fn from(problem: Problem) -> Self {
        Self::Store(problem)
    }
}

impl From<lobby_store::StoreError> for Ended {
    fn from(error: lobby_store::StoreError) -> Self {
        Self::Store(error.into())
    }
}

/// Receives until the desk closes.
pub(super) async fn run(desk: &Arc<Desk>) {
    let mut failures = 0_u32;
    // What a crash has left between the mail and what is made of it.
    if let Ok(Some(reading)) = desk.reading().await {
        let _ = desk.understand_all(&reading).await;
    }
    while !desk.mail.is_stopped() {
        let reading = match desk.reading().await {
            Ok(Some(reading)) => reading,
            Ok(None) => {
                desk.stands(MailServer::Imap, Line::NoMailbox);
                desk.rest(&desk.mail.fetch, None).await;
                continue;
            }
            Err(_) => {
                desk.rest(&desk.mail.fetch, Some(Duration::from_secs(30))).await;
                continue;
            }
        };
        match desk.receive(&reading, &mut failures).await {
            Ok(()) => {}
            Err(Ended::Store(problem)) => {
                desk.store_fails(MailServer::Imap, &problem, AFTER_STORE_FAULT);
                desk.rest(&desk.mail.fetch, Some(AFTER_STORE_FAULT)).await;
            }
            Err(Ended::Line(fault)) => {
                failures = failures.saturating_add(1);
                let pause = pause_after(failures, chance());
                desk.stands(MailServer::Imap, Line::Down(fault, Some(desk.now() + pause)));
                desk.rest(&desk.mail.fetch, pause.to_std().ok()).await;
            }
        }
    }
}

impl Desk {
    /// Receives over one line, until it breaks, the mailbox changes or the desk closes.
    async fn receive(&self, reading: &Reading, failures: &mut u32) -> Result<(), Ended> {
        let mailbox = &reading.mailbox;
        self.stands(MailServer::Imap, Line::Trying);
        let login = self.login(mailbox).await?;
        let mut imap = Imap::open(&server(&mailbox.imap), &login, &self.mail.timing).await?;
        let mut folders = self.begin_folders(&mut imap, mailbox).await?;
        self.stands(MailServer::Imap, Line::Up);
        *failures = 0;
        let mut everywhere = true;
        while !self.mail.is_stopped() {
            for folder in &mut folders {
                if everywhere || folder.role == FolderRole::Inbox {
                    self.read_folder(&mut imap, reading, folder).await?;
                }
            }
            self.understand_all(reading).await?;
            if self.read_history(&mut imap, reading, &mut folders).await? {
                everywhere = false;
                continue;
            }
            for folder in &mut folders {
                self.compare(&mut imap, reading, folder).await?;
            }
            let inbox = folders.iter_mut().find(|folder| folder.role == FolderRole::Inbox);
            let Some(inbox) = inbox else { return Ok(()) };
            self.read_folder(&mut imap, reading, inbox).await?;
            self.understand_all(reading).await?;
            everywhere = match self.wait(&mut imap).await? {
                Woken::ByNews => false,
                Woken::BySilence => true,
                Woken::ByCaller => {
                    if self.connected_mailbox().await?.as_ref() != Some(mailbox) {
                        break;
                    }
                    true
                }
            };
        }
        imap.close().await;
        Ok(())
    }

    async fn wait(&self, imap: &mut Imap) -> Result<Woken, Fault> {
        let called = async {
            tokio::select! {
                () = self.mail.fetch.notified() => {}
                () = self.mail.until_stopped() => {}
                () = tokio::time::sleep(LOOK) => {}
            }
        };
        imap.idle(called).await
    }

    /// The folders that are read, each with how far; one that is new begins here.
    async fn begin_folders(&self, imap: &mut Imap, mailbox: &Mailbox) -> Result<Vec<Folder>, Ended> {
        let named = imap.folders().await?;
        let mut db = self.store.read().await?;
        let known = folder::all(&mut db).await?;
        drop(db);
        for found in &named {
            let opened = imap.examine(&found.name).await?;
            let before = known.iter().find(|folder| folder.name == found.name);
            if before.is_some_and(|folder| folder.reach.uid_validity == opened.uid_validity) {
                continue;
            }
            let since = match before {
                Some(folder) if folder.reach.uid_validity != 0 => folder.reach.since,
                _ => mailbox
                    .history
                    .since(mailbox.connected_at)
                    .unwrap_or(mailbox.connected_at),
            };
            let reach = reach(imap, opened.uid_validity, opened.uid_next, since).await?;
            let mut write = self.store.write().await?;
            folder::begin(&mut write, &found.name, found.role, reach).await?;
            self.commit_mail(write, &[Topic::Mailbox]).await?;
        }
        let mut db = self.store.read().await?;
        let folders = folder::all(&mut db).await?;
        Ok(folders
            .into_iter()
            .filter(|folder| named.iter().any(|found| found.name == folder.name))
            .collect())
    }

    /// Fetches what has arrived in a folder.
    async fn read_folder(
        &self,
        imap: &mut Imap,
        reading: &Reading,
        folder: &mut Folder,
    ) -> Result<(), Ended> {
        let opened = imap.examine(&folder.name).await?;
        if opened.uid_validity != folder.reach.uid_validity {
            // The UIDs name other mails now: everything that is wanted is looked at again, and recognised.
            let since = folder.reach.since;
            folder.reach = reach(imap, opened.uid_validity, opened.uid_next, since).await?;
            let mut write = self.store.write().await?;
            folder::begin(&mut write, &folder.name, folder.role, folder.reach).await?;
            self.commit_mail(write, &[Topic::Mailbox]).await?;
            return Ok(());
        }
        let uids = imap.uids(folder.reach.live_next, u32::MAX).await?;
        let large = self.large_mails();
        let mut rest = uids;
        while !rest.is_empty() && !self.mail.is_stopped() {
            let later = rest.split_off(rest.len().min(BATCH));
            if crash::without("position_behind") {
                let to = after(folder, rest.last());
                self.keep(folder, Batch::default(), to).await?;
            }
            let mut batch = Batch::fetch(imap, &large, (&rest, First::Oldest), self.now()).await?;
            let left = std::mem::take(&mut batch.left);
            let last = rest.iter().rev().find(|uid| !left.contains(uid));
            let to = after(folder, last);
            let kept = self.keep(folder, batch, to).await?;
            folder.reach = to;
            self.understand(reading, kept).await?;
            rest = left.into_iter().chain(later).collect();
        }
        Ok(())
    }

    /// Some of what is history, of the first folder that has some left; whether there was any.
    async fn read_history(
        &self,
        imap: &mut Imap,
        reading: &Reading,
        folders: &mut [Folder],
    ) -> Result<bool, Ended> {
        let left = folders.iter_mut().find(|folder| folder.reach.history_next > 0);
        let Some(folder) = left else { return Ok(false) };
        imap.examine(&folder.name).await?;
        let (mut all, below) = past(imap, folder.reach).await?;
        let large = self.large_mails();
        // The newest are there at once, whatever the rest takes.
        let mut uids = newest(&mut all, BATCH / 4);
        let mut batch = Batch::fetch(imap, &large, (&uids, First::Newest), self.now()).await?;
        // Several batches of one list: the server is asked once for what it has. The next comes while the one before
        // is kept and something is made of it.
        let begun = Instant::now();
        loop {
            let left = std::mem::take(&mut batch.left);
            let first = uids.iter().find(|uid| !left.contains(uid)).copied();
            all.extend(left);
            let to = Reach {
                history_next: if all.is_empty() {
                    below
                } else {
                    first.unwrap_or(1) - 1
                },
                ..folder.reach
            };
            let taken_in = async |folder: &Folder, batch| {
                let kept = self.keep(folder, batch, to).await?;
                self.understand(reading, kept).await
            };
            if all.is_empty() || begun.elapsed() > LIVE_WAITS || self.mail.is_stopped() {
                taken_in(folder, batch).await?;
                folder.reach = to;
                break;
            }
            uids = newest(&mut all, BATCH);
            let (fetched, taken_in) = tokio::join!(
                Batch::fetch(imap, &large, (&uids, First::Newest), self.now()),
                taken_in(folder, batch)
            );
            taken_in?;
            folder.reach = to;
            batch = fetched?;
        }
        Ok(true)
    }

    /// R81: compares what the server has with what is held.
    async fn compare(&self, imap: &mut Imap, reading: &Reading, folder: &mut Folder) -> Result<(), Ended> {
        let now = self.now();
        let is_due = folder.compared_at.is_none_or(|at| now - at >= LEDGER || at > now);
        if !is_due {
            return Ok(());
        }
        let opened = imap.examine(&folder.name).await?;
        if opened.uid_validity != folder.reach.uid_validity {
            return Ok(());
        }
        let there = imap
            .uids(
                folder.reach.history_last.max(1),
                folder.reach.live_next.saturating_sub(1),
            )
            .await?;
        let mut db = self.store.read().await?;
        let held = mail::uids(&mut db, folder.id, folder.reach.uid_validity).await?;
        drop(db);
        let missing: Vec<u32> = there
            .iter()
            .copied()
            .filter(|uid| held.binary_search(uid).is_err())
            .collect();
        // What is missing is fetched again: a ledger that only complains helps nobody.
        let (large, mut rest) = (self.large_mails(), missing);
        while !rest.is_empty() {
            let later = rest.split_off(rest.len().min(BATCH));
            let mut batch = Batch::fetch(imap, &large, (&rest, First::Oldest), now).await?;
            let left = std::mem::take(&mut batch.left);
            let kept = self.keep(folder, batch, folder.reach).await?;
            self.understand(reading, kept).await?;
            rest = left.into_iter().chain(later).collect();
        }
        let mut write = self.store.write().await?;
        let held = mail::uids(&mut write, folder.id, folder.reach.uid_validity).await?;
        let ours = there.iter().filter(|uid| held.binary_search(uid).is_ok()).count();
        let counted = (count(there.len()), count(ours));
        folder::compare(&mut write, folder.id, counted, now).await?;
        self.commit_mail(write, &[Topic::Mailbox]).await?;
        folder.compared_at = Some(now);
        Ok(())
    }
}

/// Where a folder is read to once this is its last UID that was.
fn after(folder: &Folder, last: Option<&u32>) -> Reach {
    Reach {
        live_next: last.map_or(folder.reach.live_next, |last| last.saturating_add(1)),
        ..folder.reach
    }
}

/// UIDs of the past that are to be read, ascending, and the newest that was not asked for; 0: all were. Of a large
/// mailbox only the newest are listed, for to list all of it takes the server longer than to hand those out; unless
/// its UIDs are so far apart that this finds next to nothing.
async fn past(imap: &mut Imap, reach: Reach) -> Result<(Vec<u32>, u32), Fault> {
    let last = reach.history_last.max(1);
    let near = last.max(reach.history_next.saturating_sub(NEAR));
    let some = imap.uids(near, reach.history_next).await?;
    if near == last || some.len() >= BATCH {
        return Ok((some, if near == last { 0 } else { near - 1 }));
    }
    Ok((imap.uids(last, reach.history_next).await?, 0))
}

/// Takes the newest of these UIDs, at most so many.
fn newest(all: &mut Vec<u32>, most: usize) -> Vec<u32> {
    all.split_off(all.len().saturating_sub(most))
}

/// How far a folder is to be read that was not read before, or whose UIDs have changed.
async fn reach(
    imap: &mut Imap,
    uid_validity: u32,
    uid_next: u32,
    since: DateTime<Utc>,
) -> Result<Reach, Fault> {
    // The server compares days, in a time zone of its own.
    let day = (since - TimeDelta::days(1)).date_naive();
    let first = if since == DateTime::UNIX_EPOCH {
        1
    } else {
        imap.uids_since(day).await?.first().copied().unwrap_or(uid_next)
    };
    Ok(Reach {
        uid_validity,
        live_next: uid_next,
        history_next: if first < uid_next { uid_next - 1 } else { 0 },
        history_last: first.min(uid_next),
        since,
    })
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
