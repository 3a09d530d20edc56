//! What is made of the mails that were kept: read outside of every transaction, then taken in.

use std::path::Path;

use chrono::{DateTime, Utc};
use lobby_domain::{mailbox::is_history, matching::TrayReason, outgoing::Seal};
use lobby_mail::read::{Letter, read};
use lobby_store::{
    Write, crash,
    mail::{self, Kept, Made, MailState, NotUnderstood, Portion},
    mailbox::{self, Mailbox},
};

use super::take_in::{self, Arrived, Context};
use crate::{Desk, change::Topic, problem::Problem};

/// What is taken in at a time.
const PORTION: Portion = Portion {
    mails: 200,
    bytes: 4 * 1024 * 1024,
};

/// One mail of at most so many bytes is read sooner than another thread wakes.
const SMALL: usize = 16 * 1024;

/// A mail, and what stands in it; `None` where its file cannot be read.
type Read = (Kept, Option<Letter>);

/// What mail is read and written by, for as long as a line is open.
#[derive(Clone)]
pub(super) struct Reading {
    pub(super) mailbox: Mailbox,
    pub(super) seal: Seal,
}

impl Desk {
    /// Makes something of every mail that nothing was made of yet.
    pub(super) async fn understand_all(&self, reading: &Reading) -> Result<(), Problem> {
        loop {
            let mut db = self.store.read().await?;
            let connected = reading.mailbox.connected_at;
            let NotUnderstood { mails, is_all } = mail::not_understood(&mut db, connected, PORTION).await?;
            drop(db);
            self.understand(reading, mails).await?;
            if is_all || self.mail.is_stopped() {
                return Ok(());
            }
        }
    }

    /// Makes something of these mails, of which nothing was made yet. One that cannot be taken in goes to the tray
    /// and stops none.
    pub(super) async fn understand(&self, reading: &Reading, mut mails: Vec<Kept>) -> Result<(), Problem> {
        if mails.is_empty() {
            return Ok(());
        }
        mails.sort_by_key(|one| turn(one, reading.mailbox.connected_at));
        let context = Context {
            mailbox: reading.mailbox.clone(),
            seal: reading.seal.clone(),
            now: self.now(),
        };
        let (write, read) = self.read_all(mails).await?;
        if self.take_in_all(write, &context, &read).await.is_err() {
            // One of them: each alone, so that it is in nobody's way.
            for one in &read {
                let write = self.store.write().await?;
                if self
                    .take_in_all(write, &context, std::slice::from_ref(one))
                    .await
                    .is_err()
                {
                    self.put_in_tray(&one.0).await?;
                }
            }
        }
        Ok(())
    }

    /// The mailbox that is read, and the seal of its ids; `None` where there is none.
    pub(super) async fn reading(&self) -> Result<Option<Reading>, Problem> {
        let mut db = self.store.read().await?;
        let Some(mailbox) = mailbox::get(&mut db).await? else {
            return Ok(None);
        };
        let seal = mailbox::seal(&mut db).await?;
        Ok(Some(Reading { mailbox, seal }))
    }

    /// Reads them, and begins the transaction that takes them in. It begins meanwhile where that is one small mail;
    /// nobody else is kept waiting while many are read.
    async fn read_all(&self, kept: Vec<Kept>) -> Result<(Write, Vec<Read>), Problem> {
        let folder = self.large_mails();
        if let [
            Kept {
                raw: mail::Raw::Bytes(bytes),
                ..
            },
        ] = kept.as_slice()
            && bytes.len() <= SMALL
        {
            let (write, read) = tokio::join!(self.store.write(), async { read_each(kept, &folder) });
            return Ok((write?, read));
        }
        let reading = tokio::task::spawn_blocking(move || read_each(kept, &folder));
        // The reader catches what goes wrong with one mail; what is left would be the machine's.
        let read = reading.await.unwrap_or_default();
        Ok((self.store.write().await?, read))
    }

    async fn take_in_all(&self, mut write: Write, context: &Context, mails: &[Read]) -> Result<(), Problem> {
        let (mut arrived, mut pending) = (Vec::new(), Vec::new());
        for (kept, letter) in mails {
            match letter {
                Some(letter) => {
                    arrived
                        .extend(take_in::take_in(&mut write, context, (kept, letter), &mut pending).await?);
                }
                None => unreadable(&mut write, kept).await?,
            }
            crash::point("after_taken_in");
        }
        take_in::write_down(&mut write, &mut pending).await?;
        let topics = [Topic::Conversations, Topic::Bookings, Topic::Tray];
        self.commit_mail(write, &topics).await?;
        self.tell_of_arrivals(arrived);
        Ok(())
    }

    fn tell_of_arrivals(&self, arrived: Vec<Arrived>) {
        for one in arrived {
            // Nobody listening is no fault.
            let _ = self.mail.arrivals.send(one);
        }
    }

    async fn put_in_tray(&self, kept: &Kept) -> Result<(), Problem> {
        let mut write = self.store.write().await?;
        unreadable(&mut write, kept).await?;
        self.commit_mail(write, &[Topic::Tray]).await
    }
}

/// What the server received since the mailbox was connected comes first, in its order; then what is history, the
/// newest first: a conversation that begins in the past has its last words from it.
fn turn(one: &Kept, connected: DateTime<Utc>) -> (bool, i64, i64) {
    let is_past = is_history(one.received, connected);
    let sign = if is_past { -1 } else { 1 };
    (
        is_past,
        sign * one.received.timestamp_millis(),
        sign * one.id.get(),
    )
}

fn read_each(kept: Vec<Kept>, large_mails: &Path) -> Vec<Read> {
    kept.into_iter()
        .map(|mut one| {
            let letter = match std::mem::replace(&mut one.raw, mail::Raw::Bytes(Vec::new())) {
                mail::Raw::Bytes(bytes) => Some(read(&bytes)),
                mail::Raw::File(name) => std::fs::read(large_mails.join(name))
                    .ok()
                    .map(|bytes| read(&bytes)),
            };
            (one, letter)
        })
        .collect()
}

async fn unreadable(write: &mut Write, kept: &Kept) -> Result<(), Problem> {
    let made = Made {
        state: MailState::Tray,
        message_id: None,
        sender: ("", ""),
        subject: "",
        words: "",
        why: Some(TrayReason::Unreadable),
        proposal: None,
    };
    Ok(mail::set(write, &[(kept.id, made)]).await?)
}
