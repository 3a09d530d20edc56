//! A building's mail: a real Dovecot, an SMTP server that does as it is told, and mailboxes at them, each with a
//! folder of its own.

use std::{
    collections::{BTreeMap, BTreeSet},
    ffi::OsString,
    path::{Path, PathBuf},
    process::Command,
    sync::Arc,
    time::{Duration, Instant},
};

use chrono::{TimeDelta, Utc};
use lobby_desk::{
    Desk, MemoryVault,
    views::mail::{MailboxForm, ServerForm},
};
use lobby_domain::mailbox::{History, Security};
use lobby_faults::{
    Failure,
    folder::{PASSWORD, copy, make},
    post::{self, Post, mark},
    protocol::Line,
    run::{Ended, Working, program},
    step::Step,
};
use lobby_mail::read::read;
use lobby_servers::{FaultProxy, FaultSmtp, Maildir, Servers, Wanted};
use tempfile::TempDir;

use crate::look;

/// The servers, and a building to begin with.
pub struct Office {
    pub servers: Servers,
    pub smtp: FaultSmtp,
    home: TempDir,
    mailboxes: u32,
}

impl Office {
    pub async fn open() -> Result<Self, Failure> {
        let home = look::memory()?;
        make(&home.path().join("template")).await?;
        let wanted = Wanted {
            without_postfix: true,
            ..Wanted::default()
        };
        Ok(Self {
            servers: Servers::start(wanted)?,
            smtp: FaultSmtp::start()?,
            home,
            mailboxes: 0,
        })
    }

    /// A building whose mailbox nobody has used yet. `files_sent`: the server files what is sent.
    pub async fn mailbox(&mut self, files_sent: bool) -> Result<Mailbox, Failure> {
        self.mailbox_since(files_sent, 0).await
    }

    /// The same, connected so many days ago: what was received since then is no history.
    pub async fn mailbox_since(&mut self, files_sent: bool, days: i64) -> Result<Mailbox, Failure> {
        self.mailboxes += 1;
        let folder = self.home.path().join(format!("desk-{}", self.mailboxes));
        copy(&self.home.path().join("template"), &folder)?;
        let address = format!("desk{}@lobby.test", self.mailboxes);
        let line = FaultProxy::start(self.servers.ports().imap)?;
        let then = move || Utc::now() - TimeDelta::days(days);
        let desk = Desk::open_with(&folder, Arc::new(then), Arc::new(MemoryVault::default())).await?;
        desk.sign_in("Ada", PASSWORD).await?;
        let ports = (line.port(), self.smtp.port());
        desk.save_mailbox(form(&address, ports, files_sent)).await?;
        desk.close().await;
        let maildir = self.servers.mailbox(&address);
        self.smtp.file_in(files_sent.then(|| maildir.clone()));
        Ok(Mailbox {
            address,
            folder,
            maildir,
            line,
            put: BTreeSet::new(),
            mails: 0,
            days: u64::from(self.mailboxes) * 1_000_000,
            confirmed: BTreeSet::new(),
            gone: BTreeMap::new(),
        })
    }
}

fn form(address: &str, (imap, smtp): (u16, u16), files_sent: bool) -> MailboxForm {
    let at = |port| ServerForm {
        host: "127.0.0.1".to_owned(),
        port,
        security: Security::Plain,
        certificate: None,
    };
    MailboxForm {
        address: address.to_owned(),
        sender_name: "Maple Court".to_owned(),
        login: address.to_owned(),
        password: Some(lobby_servers::PASSWORD.to_owned()),
        imap: at(imap),
        smtp: at(smtp),
        plus_addresses: true,
        files_sent,
        sending_limit: None,
        history: History::FromNow,
    }
}

/// A mailbox, the folder of the desk that it is connected to, and what must be in both.
pub struct Mailbox {
    pub address: String,
    pub folder: PathBuf,
    pub maildir: Maildir,
    /// The line to the server that receives.
    pub line: FaultProxy,
    /// The marks of the mails that were put into the inbox.
    pub put: BTreeSet<String>,
    /// How many mails are in the inbox.
    pub mails: u32,
    /// The seed of the next day, which is in the marks of its messages.
    days: u64,
    /// The marks of messages that the desk has said are on disk.
    pub confirmed: BTreeSet<String>,
    /// What has reached the server: by mark, each time it did.
    gone: BTreeMap<String, Vec<Gone>>,
}

/// One arrival of a message at the server.
struct Gone {
    message_id: Option<String>,
    to: String,
    mail: Vec<u8>,
}

/// What a day is to be like.
#[derive(Debug, Clone, Default)]
pub struct Day {
    /// Messages that are written.
    pub sends: usize,
    /// Modes of the worker.
    pub modes: Vec<&'static str>,
    /// Settings in its environment.
    pub settings: Vec<(&'static str, OsString)>,
}

impl Day {
    pub fn with(mut self, name: &'static str, value: impl Into<OsString>) -> Self {
        self.settings.push((name, value.into()));
        self
    }

    /// A desk that does without a safeguard.
    pub fn without(self, safeguard: Option<&'static str>) -> Self {
        match safeguard {
            Some(safeguard) => self.with("LOBBY_FAULTS_WITHOUT", safeguard),
            None => self,
        }
    }
}

impl Mailbox {
    /// Begins a day that ends when `mails` are kept and nothing waits.
    pub fn begin(&mut self, day: &Day, mails: u32) -> Result<Working, Failure> {
        self.days += 1;
        let mut command = Command::new(program()?);
        command
            .arg("mail")
            .arg(&self.folder)
            .args([self.days.to_string(), day.sends.to_string(), mails.to_string()])
            .args(&day.modes)
            .envs(day.settings.iter().map(|(name, value)| (name, value)));
        Working::spawn(command, &self.folder)
    }

    /// A day to its end; fails where it ends badly.
    pub fn day(&mut self, day: &Day) -> Result<Ended, Failure> {
        let ended = self.begin(day, self.mails)?.wait()?;
        self.heard(&ended.lines);
        if ended.came_to_the_end() {
            Ok(ended)
        } else {
            Err(format!("an undisturbed day ended badly: {ended:?}").into())
        }
    }

    /// The next mark of a mail.
    pub fn next_mark(&mut self) -> String {
        let mark = format!("in-{}-{}.", self.days, self.put.len());
        self.put.insert(mark.clone());
        mark
    }

    /// Puts mails into the inbox.
    pub fn put(&mut self, mails: Vec<Vec<u8>>) -> Result<(), Failure> {
        self.mails += u32::try_from(mails.len())?;
        let now = Utc::now();
        Ok(self
            .maildir
            .put_many("INBOX", mails.into_iter().map(|mail| (mail, now)))?)
    }

    /// Follows what the worker said.
    pub fn heard(&mut self, lines: &[Line]) {
        let mut trying = None;
        for line in lines {
            match line {
                Line::Try {
                    step: Step::Send { words, .. },
                    ..
                } => trying = Some(words.clone()),
                Line::Done { .. } => self.confirmed.extend(trying.take()),
                _ => {}
            }
        }
    }

    /// Takes what has reached the server.
    pub fn collect(&mut self, smtp: &FaultSmtp) {
        for (to, mail) in smtp.take_taken() {
            let letter = read(&mail);
            if let Some(mark) = mark("out", &letter.text) {
                let message_id = letter.message_id;
                self.gone
                    .entry(mark)
                    .or_default()
                    .push(Gone { message_id, to, mail });
            }
        }
    }

    /// A message that has reached its resident: their address, and the mail.
    pub fn sent(&self, number: usize) -> Option<(&str, &[u8])> {
        let gone = self.gone.values().flatten();
        gone.skip(number)
            .map(|gone| (gone.to.as_str(), gone.mail.as_slice()))
            .next()
    }

    /// How many messages have reached the server, and how many of those more than once.
    pub fn reached(&self) -> (usize, usize) {
        (
            self.gone.len(),
            self.gone.values().filter(|gone| gone.len() > 1).count(),
        )
    }

    /// What is wrong after a day that may have been stopped.
    pub async fn wrong(&mut self, smtp: &FaultSmtp, at: &Path) -> Result<Vec<String>, Failure> {
        self.collect(smtp);
        let post = post::read(at).await?;
        let mut wrong = post.wrong_at_any_time(&self.confirmed, self.mails);
        wrong.extend(self.wrong_ids(&post));
        Ok(wrong)
    }

    /// A message goes under one Message-ID, the one that its row has, and as the same bytes.
    fn wrong_ids(&self, post: &Post) -> Vec<String> {
        let mut wrong = Vec::new();
        for message in &post.messages {
            let Some(gone) = self.gone.get(&message.words) else {
                if message.state == "accepted" {
                    wrong.push(format!("LOST: {} is told as sent and never was", message.words));
                }
                continue;
            };
            let first = gone.first().map(|gone| &gone.mail);
            let is_same = gone
                .iter()
                .all(|gone| gone.message_id == message.message_id && Some(&gone.mail) == first);
            if !is_same {
                wrong.push(format!("{} went under other ids or other bytes", message.words));
            }
        }
        for words in self
            .gone
            .keys()
            .filter(|words| !post.messages.iter().any(|one| one.words == **words))
        {
            wrong.push(format!("LOST: {words} has reached the server and is not there"));
        }
        wrong
    }

    /// What is wrong when nothing waits any more.
    pub async fn wrong_in_the_end(&mut self, smtp: &FaultSmtp) -> Result<Vec<String>, Failure> {
        let mut wrong = self.wrong(smtp, &self.folder.clone()).await?;
        let post = post::read(&self.folder).await?;
        wrong.extend(post.wrong_in_the_end(&self.put));
        if post.mails.len() < self.mails as usize {
            wrong.push(format!(
                "LOST: {} mails of {} are kept",
                post.mails.len(),
                self.mails
            ));
        }
        let mut filed: BTreeMap<String, usize> = BTreeMap::new();
        for mail in self.maildir.mails("Sent") {
            if let Some(mark) = mark("out", &read(&mail).text) {
                *filed.entry(mark).or_default() += 1;
            }
        }
        for message in &post.messages {
            let words = &message.words;
            let filed = filed.get(words).copied().unwrap_or(0);
            if filed == 0 {
                wrong.push(format!("LOST: {words} is not in the Sent folder"));
            }
            if filed > self.gone.get(words).map_or(1, Vec::len) {
                wrong.push(format!("TWICE: {words} is {filed} times in the Sent folder"));
            }
        }
        Ok(wrong)
    }
}

/// Waits until something holds, looking every two milliseconds.
pub async fn until<F>(within: Duration, what: &str, mut holds: impl FnMut() -> F) -> Result<(), Failure>
where
    F: Future<Output = Result<bool, Failure>>,
{
    let begun = Instant::now();
    while !holds().await? {
        if begun.elapsed() > within {
            return Err(format!("after {} s: {what}", within.as_secs()).into());
        }
        tokio::time::sleep(Duration::from_millis(2)).await;
    }
    Ok(())
}

/// A mail of its own, which answers nothing.
pub fn plain(from: &str, id: &str, words: &str) -> Vec<u8> {
    format!(
        "From: <{from}>\r\nTo: <desk@lobby.test>\r\nSubject: A question\r\nDate: {}\r\nMessage-ID: <{id}>\r\n\
         MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{words}\r\n",
        Utc::now().to_rfc2822()
    )
    .into_bytes()
}
