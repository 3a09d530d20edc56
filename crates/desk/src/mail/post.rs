//! The worker that sends (R80): in the order written, each attempt counted before it is made, each outcome
//! written down before the next.

use std::{
    sync::{Arc, atomic::Ordering},
    time::Duration,
};

use chrono::{DateTime, TimeDelta, Utc};
use lobby_domain::{
    delivery::{Attempt, OutboxState, left_of_limit, pause_after},
    mailbox::FolderRole,
};
use lobby_mail::line::{
    Fault,
    imap::Imap,
    smtp::{Envelope, Outcome, Smtp},
};
use lobby_store::{
    crash,
    mailbox::Mailbox,
    outbox::{self, Due, Ended},
};

use super::{chance, letter, server, standing::Line, understand::Reading};
use crate::{Desk, change::Topic, problem::Problem, views::mail::MailServer};

/// How long a line is kept open with nothing to send.
const LINGER: Duration = Duration::from_secs(20);
/// How long until the Sent folder is asked again that could not be.
const ASK_AGAIN: Duration = Duration::from_secs(10);
/// How long the store is left alone after a fault of its own, such as a full disk.
const AFTER_STORE_FAULT: Duration = Duration::from_secs(30);

/// What is to be done next.
enum Next {
    /// There may be more.
    AtOnce,
    /// Nothing until then, or until something changes.
    Wait(Option<Duration>),
}

/// The line as the worker holds it.
#[derive(Default)]
struct Held {
    smtp: Option<Smtp>,
    /// The mailbox that it was opened for, as it was after so many changes.
    of: Option<Reading>,
    changes: Option<u64>,
    failures: u32,
}

/// Sends until the desk closes.
pub(super) async fn run(desk: &Arc<Desk>) {
    let mut held = Held::default();
    if desk.take_up_after_restart().await.is_err() {
        // The first message that is sent tells of it.
        desk.rest(&desk.mail.post, Some(Duration::from_secs(1))).await;
    }
    while !desk.mail.is_stopped() {
        let wait = match desk.post_next(&mut held).await {
            Ok(Next::AtOnce) => continue,
            Ok(Next::Wait(wait)) => wait,
            Err(problem) => {
                desk.store_fails(MailServer::Smtp, &problem, AFTER_STORE_FAULT);
                Some(AFTER_STORE_FAULT)
            }
        };
        let linger = held.smtp.is_some().then_some(LINGER);
        let first = [wait, linger].into_iter().flatten().min();
        let begun = tokio::time::Instant::now();
        desk.rest(&desk.mail.post, first).await;
        if begun.elapsed() >= LINGER
            && let Some(smtp) = held.smtp.take()
        {
            smtp.close().await;
        }
    }
    if let Some(smtp) = held.smtp.take() {
        smtp.close().await;
    }
}

impl Desk {
    async fn take_up_after_restart(&self) -> Result<(), Problem> {
        let mut write = self.store.write().await?;
        let some = outbox::after_restart(&mut write, self.now()).await?;
        if some {
            self.commit_mail(write, &[Topic::Conversations]).await?;
        }
        Ok(())
    }

    async fn post_next(&self, held: &mut Held) -> Result<Next, Problem> {
        let Some(reading) = self.held_for(held).await? else {
            return Ok(Next::Wait(None));
        };
        let mailbox = &reading.mailbox;
        let now = self.now();
        let mut db = self.store.read().await?;
        let outbox::ToDo { unknown, due } = outbox::to_do(&mut db, now).await?;
        let sent = match mailbox.sending_limit {
            Some(_) => outbox::accepted_since(&mut db, now - TimeDelta::hours(24)).await?,
            None => 0,
        };
        // What goes now is not kept waiting by what is asked only where nothing goes.
        let is_used_up = left_of_limit(mailbox.sending_limit, sent) == Some(0);
        let (to_file, next_time) = if due.is_some() && !is_used_up {
            (Vec::new(), None)
        } else {
            (
                outbox::to_file(&mut db).await?,
                outbox::next_time(&mut db, now).await?,
            )
        };
        drop(db);
        let wait = next_time.map(|at| (at - now).to_std().unwrap_or_default());
        // While the Sent folder cannot be asked, the other conversations go on.
        if !unknown.is_empty() && self.settle(mailbox, &unknown).await? {
            return Ok(Next::AtOnce);
        }
        let wait = if unknown.is_empty() { wait } else { Some(ASK_AGAIN) };
        if self.mail.standing.set_limit(is_used_up) {
            self.tell(&[Topic::Mailbox, Topic::Conversations]);
        }
        let Some(due) = due.filter(|_| !is_used_up) else {
            if !to_file.is_empty() {
                return self.file(&reading, &to_file).await;
            }
            let wait = if is_used_up {
                Some(Duration::from_secs(300))
            } else {
                wait
            };
            return Ok(Next::Wait(wait));
        };
        let smtp = match self.smtp(mailbox, held).await {
            Ok(smtp) => smtp,
            Err(fault) => return Ok(self.line_is_down(held, fault)),
        };
        self.hand_over(&reading, &due, smtp, held).await
    }

    /// What mail is written by; `None` without a mailbox.
    async fn held_for(&self, held: &mut Held) -> Result<Option<Reading>, Problem> {
        let changes = self.mail.changes.load(Ordering::SeqCst);
        if held.changes == Some(changes) {
            return Ok(held.of.clone());
        }
        let reading = self.reading().await?;
        let mailbox = reading.as_ref().map(|new| &new.mailbox);
        if mailbox.is_none() || mailbox != held.of.as_ref().map(|old| &old.mailbox) {
            // Whatever was open or had failed was another mailbox's, or had other settings.
            *held = Held::default();
            let stands = mailbox.map_or(Line::NoMailbox, |_| Line::Trying);
            self.stands(MailServer::Smtp, stands);
        }
        held.changes = Some(changes);
        held.of.clone_from(&reading);
        Ok(reading)
    }

    /// The line, opened if it is not.
    async fn smtp(&self, mailbox: &Mailbox, held: &mut Held) -> Result<Smtp, Fault> {
        if let Some(smtp) = held.smtp.take().filter(|smtp| !smtp.is_broken()) {
            return Ok(smtp);
        }
        let login = self.login(mailbox).await?;
        Smtp::open(&server(&mailbox.smtp), &login, &self.mail.timing).await
    }

    fn line_is_down(&self, held: &mut Held, fault: Fault) -> Next {
        held.failures = held.failures.saturating_add(1);
        let pause = pause_after(held.failures, chance());
        let next_try = self.now() + pause;
        self.stands(MailServer::Smtp, Line::Down(fault, Some(next_try)));
        Next::Wait(pause.to_std().ok())
    }

    /// R81: says how a line stands, and tells the windows if that is new.
    pub(super) fn stands(&self, server: MailServer, line: Line) {
        if self.mail.standing.set(server, line) {
            self.tell(&[Topic::Mailbox, Topic::Conversations]);
        }
    }

    async fn hand_over(
        &self,
        reading: &Reading,
        due: &Due,
        mut smtp: Smtp,
        held: &mut Held,
    ) -> Result<Next, Problem> {
        let mut write = self.store.write().await?;
        let (of, known) = ((due.entry, due.conversation), due.message_id.clone());
        let letter = letter::write(&mut write, reading, of, known).await?;
        if !outbox::begin(&mut write, due, &letter.message_id, self.now()).await? {
            // A person was faster.
            held.smtp = Some(smtp);
            return Ok(Next::AtOnce);
        }
        crash::point("after_attempt_counted");
        let envelope = Envelope {
            from: &reading.mailbox.address,
            to: &letter.to,
        };
        let (addressed, counted) = tokio::join!(
            smtp.address(envelope, letter.bytes.len()),
            self.commit_mail(write, &[Topic::Conversations])
        );
        // What was not counted is not handed over: the line goes, and with it what was said on it.
        counted?;
        crash::point("before_handing_over");
        let outcome = smtp.hand_over(addressed, &letter.bytes).await;
        crash::point("after_handing_over");
        if !smtp.is_broken() {
            held.smtp = Some(smtp);
        }
        let (ended, line) = concluded(
            &outcome,
            self.now(),
            due.attempts + 1,
            !reading.mailbox.files_sent,
        );
        let mut write = self.store.write().await?;
        outbox::end(&mut write, due.entry, &ended, self.now()).await?;
        crash::point("after_outcome");
        self.commit_mail(write, &[Topic::Conversations]).await?;
        match line {
            Some(fault) => Ok(self.line_is_down(held, fault)),
            None => {
                held.failures = 0;
                self.stands(MailServer::Smtp, Line::Up);
                Ok(Next::AtOnce)
            }
        }
    }

    /// The Sent folder is asked for what may have been sent, before the same bytes go again.
    /// Answers whether it could be asked.
    async fn settle(&self, mailbox: &Mailbox, unknown: &[Due]) -> Result<bool, Problem> {
        // The worker that receives says how that line stands.
        let Ok(found) = self.in_sent(mailbox, unknown).await else {
            return Ok(false);
        };
        let now = self.now();
        let mut write = self.store.write().await?;
        for (due, is_there) in unknown.iter().zip(found) {
            if is_there {
                outbox::seen_in_sent(&mut write, due.entry, now).await?;
            } else {
                let again = Ended {
                    state: OutboxState::Waiting,
                    answer: "",
                    why: None,
                    next: None,
                    to_file: false,
                };
                outbox::end(&mut write, due.entry, &again, now).await?;
            }
        }
        self.commit_mail(write, &[Topic::Conversations]).await?;
        Ok(true)
    }

    async fn in_sent(&self, mailbox: &Mailbox, messages: &[Due]) -> Result<Vec<bool>, Fault> {
        if crash::without("sent_folder") {
            return Ok(vec![false; messages.len()]);
        }
        let login = self.login(mailbox).await?;
        let mut imap = Imap::open(&server(&mailbox.imap), &login, &self.mail.timing).await?;
        let folders = imap.folders().await?;
        let sent = folders.iter().find(|folder| folder.role == FolderRole::Sent);
        let mut found = vec![false; messages.len()];
        if let Some(sent) = sent {
            imap.examine(&sent.name).await?;
            for (message, found) in messages.iter().zip(&mut found) {
                if let Some(id) = &message.message_id {
                    *found = !imap.find(id).await?.is_empty();
                }
            }
        }
        imap.close().await;
        Ok(found)
    }

    /// R83: files what the server does not file by itself.
    async fn file(&self, reading: &Reading, messages: &[Due]) -> Result<Next, Problem> {
        let mut letters = Vec::with_capacity(messages.len());
        let mut db = self.store.read().await?;
        for message in messages {
            let of = (message.entry, message.conversation);
            letters.push(letter::write(&mut db, reading, of, message.message_id.clone()).await?);
        }
        drop(db);
        match self.append(&reading.mailbox, messages, &letters).await {
            Ok(()) => {}
            // The worker that receives says how that line stands.
            Err(_) => return Ok(Next::Wait(Some(Duration::from_secs(30)))),
        }
        let mut write = self.store.write().await?;
        for message in messages {
            outbox::seen_in_sent(&mut write, message.entry, self.now()).await?;
        }
        self.commit_mail(write, &[]).await?;
        Ok(Next::AtOnce)
    }

    async fn append(
        &self,
        mailbox: &Mailbox,
        messages: &[Due],
        letters: &[letter::Letter],
    ) -> Result<(), Fault> {
        let login = self.login(mailbox).await?;
        let mut imap = Imap::open(&server(&mailbox.imap), &login, &self.mail.timing).await?;
        let folders = imap.folders().await?;
        if let Some(sent) = folders.iter().find(|folder| folder.role == FolderRole::Sent) {
            imap.examine(&sent.name).await?;
            for (message, letter) in messages.iter().zip(letters) {
                let id = message.message_id.as_deref().unwrap_or(&letter.message_id);
                if imap.find(id).await?.is_empty() {
                    imap.append(&sent.name, &letter.bytes).await?;
                }
            }
        }
        imap.close().await;
        Ok(())
    }
}

/// What is written down after an attempt, and whether the line is at fault.
fn concluded(
    outcome: &Outcome,
    now: DateTime<Utc>,
    attempts: u32,
    files_itself: bool,
) -> (Ended<'_>, Option<Fault>) {
    let ended = |attempt: Attempt, answer| Ended {
        state: attempt.leads_to(),
        answer,
        why: None,
        next: None,
        to_file: false,
    };
    match outcome {
        Outcome::Accepted(words) => {
            let ended = Ended {
                to_file: files_itself,
                ..ended(Attempt::Accepted, words)
            };
            (ended, None)
        }
        Outcome::TryLater(words) => {
            let ended = Ended {
                next: Some(now + pause_after(attempts, chance())),
                ..ended(Attempt::TryLater, words)
            };
            (ended, None)
        }
        Outcome::Refused(why, words) => {
            let ended = Ended {
                why: Some(*why),
                ..ended(Attempt::Refused, words)
            };
            (ended, None)
        }
        Outcome::Unknown(fault) => (ended(Attempt::Unknown, &fault.detail), Some(fault.clone())),
        Outcome::LineDown(fault) | Outcome::MailboxRefused(fault) => {
            (ended(Attempt::TryLater, &fault.detail), Some(fault.clone()))
        }
    }
}
