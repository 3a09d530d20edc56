//! What is made of the mails that were kept: read outside of every transaction, then taken in.

use std::path::Path;

use lobby_domain::{matching::TrayReason, outgoing::Seal};
use lobby_mail::read::{Letter, read};
use lobby_store::{
    Write, crash,
    mail::{self, Kept, Made, MailState, NotUnderstood, Portion},
    mailbox::{self, Mailbox},
};

use super::take_in::{self, Arrived, Context};
use crate::{Desk, change::Topic, problem::Problem};

/// What is taken in at a time.
pub(super) const PORTION: Portion = Portion {
    mails: 200,
    bytes: 4 * 1024 * 1024,
};

/// One mail of at most so many bytes is read sooner than another thread wakes.
const SMALL: usize = 16 * 1024;

/// What mail is read and written by, for as long as a line is open.
#[derive(Clone)]
pub(super) struct Reading {
    pub(super) mailbox: Mailbox,
    pub(super) seal: Seal,
}

impl Desk {
    /// Makes something of every mail that nothing was made of yet. One that cannot be taken in goes to the tray
    /// and stops none. `next`: those that come first, where they are known.
    pub(super) async fn understand(
        &self,
        reading: &Reading,
        mut next: Option<NotUnderstood>,
    ) -> Result<(), Problem> {
        loop {
            let NotUnderstood { mails, is_all } = match next.take() {
                Some(next) => next,
                None => self.not_understood(reading).await?,
            };
            if mails.is_empty() {
                return Ok(());
            }
            let context = Context {
                mailbox: reading.mailbox.clone(),
                seal: reading.seal.clone(),
                now: self.now(),
            };
            let read = self.read_all(mails).await;
            if self.take_in_all(&context, &read).await.is_err() {
                // One of them: each alone, so that it is in nobody's way.
                for one in &read {
                    if self
                        .take_in_all(&context, std::slice::from_ref(one))
                        .await
                        .is_err()
                    {
                        self.put_in_tray(&one.0).await?;
                    }
                }
            }
            // Whoever keeps more meanwhile asks for it too.
            if is_all || self.mail.is_stopped() {
                return Ok(());
            }
        }
    }

    async fn not_understood(&self, reading: &Reading) -> Result<NotUnderstood, Problem> {
        let mut db = self.store.read().await?;
        Ok(mail::not_understood(&mut db, reading.mailbox.connected_at, PORTION).await?)
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

    async fn read_all(&self, kept: Vec<Kept>) -> Vec<(Kept, Option<Letter>)> {
        let folder = self.large_mails();
        if let [
            Kept {
                raw: mail::Raw::Bytes(bytes),
                ..
            },
        ] = kept.as_slice()
            && bytes.len() <= SMALL
        {
            return read_each(kept, &folder);
        }
        let reading = tokio::task::spawn_blocking(move || read_each(kept, &folder));
        // The reader catches what goes wrong with one mail; what is left would be the machine's.
        reading.await.unwrap_or_default()
    }

    async fn take_in_all(&self, context: &Context, mails: &[(Kept, Option<Letter>)]) -> Result<(), Problem> {
        let mut write = self.store.write().await?;
        let mut arrived = Vec::new();
        for (kept, letter) in mails {
            match letter {
                Some(letter) => arrived.extend(take_in::take_in(&mut write, context, kept, letter).await?),
                None => unreadable(&mut write, kept).await?,
            }
            crash::point("after_taken_in");
        }
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

fn read_each(kept: Vec<Kept>, large_mails: &Path) -> Vec<(Kept, Option<Letter>)> {
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
    Ok(mail::set(write, kept.id, &made).await?)
}
