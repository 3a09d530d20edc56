//! Reading a mailbox (RFC 3501, RFC 9051): folders, what is in them, and being told of what arrives.
//!
//! Mails are named by UID alone, never by sequence number, and nothing is marked as read: staff read the same
//! mailbox elsewhere too. After a [`Fault`] the line is to be left: what was half read cannot be told from the
//! next answer.

mod words;

use std::{collections::BTreeSet, time::Duration};

use async_imap::{Client, Session, error::Error, imap_proto};
use chrono::{DateTime, NaiveDate, Utc};
use imap_proto::{MailboxDatum, NameAttribute, Response, ResponseCode, Status};
use lobby_domain::mailbox::{FolderRole, MailFault, MailStep, Security};
use tokio::{io::AsyncWriteExt as _, time::timeout};

use super::{Fault, Login, Server, Timing, stream::Stream};
use words::{fetched, listed, quoted, role_by_name, set_of};

/// A mailbox, signed in at.
#[derive(Debug)]
pub struct Imap {
    session: Session<Stream>,
    timing: Timing,
    /// The server has told of something new since it was last asked what is there.
    has_news: bool,
    can_idle: bool,
}

/// A folder of the mailbox.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Folder {
    /// As the server spells it.
    pub name: String,
    /// What it is for.
    pub role: FolderRole,
}

/// A folder as it was when it was opened.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Opened {
    /// While this stays the same, a UID names the same mail.
    pub uid_validity: u32,
    /// The UID that the next mail gets.
    pub uid_next: u32,
    /// How many mails are there.
    pub exists: u32,
}

/// How large a mail is, and since when the server has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Listed {
    /// Which.
    pub uid: u32,
    /// Bytes.
    pub size: u32,
    /// When the server received it; `None` where it names no time that can be read.
    pub received: Option<DateTime<Utc>>,
}

/// A mail as it came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fetched {
    /// Which.
    pub uid: u32,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// Why Lobby no longer waits for mail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Woken {
    /// Something is new.
    ByNews,
    /// Whoever waited wanted to do something else.
    ByCaller,
    /// The server has said nothing for long.
    BySilence,
}

impl Imap {
    /// Connects, encrypts and signs in.
    ///
    /// # Errors
    /// [`Fault`], with the step.
    pub async fn open(server: &Server, login: &Login, timing: &Timing) -> Result<Self, Fault> {
        let stream = Stream::connect(server, timing).await?;
        let mut client = Client::new(stream);
        greet(&mut client, timing).await?;
        if server.security == Security::StartTls {
            let asked = client.run_command_and_check_ok("STARTTLS", None);
            match timeout(timing.answer, asked).await {
                Err(_) => return Err(Fault::too_slow(MailStep::Encrypt)),
                Ok(Err(Error::No(words) | Error::Bad(words))) => {
                    return Err(Fault::new(MailStep::Encrypt, MailFault::NotEncrypted, words));
                }
                Ok(asked) => asked.map_err(|error| fault(MailStep::Encrypt, &error))?,
            }
            client = Client::new(client.into_inner().encrypt(server, timing).await?);
        }
        let mut imap = Self {
            session: sign_in(client, login, timing).await?,
            timing: *timing,
            has_news: false,
            can_idle: false,
        };
        let mut can_idle = false;
        imap.run(MailStep::Folders, "CAPABILITY", |response| {
            if let Response::Capabilities(all) = response {
                can_idle |= all
                    .iter()
                    .any(|one| matches!(one, imap_proto::Capability::Atom(name) if name.eq_ignore_ascii_case("IDLE")));
            }
        })
        .await?;
        imap.can_idle = can_idle;
        Ok(imap)
    }

    /// The folders that are read: the inbox, and those for junk and for sent mail where the server names them
    /// (RFC 6154) or one is called so.
    ///
    /// # Errors
    /// [`Fault`].
    pub async fn folders(&mut self) -> Result<Vec<Folder>, Fault> {
        let mut named = Vec::new();
        let mut called = Vec::new();
        self.run(MailStep::Folders, r#"LIST "" "*""#, |response| {
            if let Response::MailboxData(MailboxDatum::List(found)) = response {
                let is = |attribute| found.name_attributes.contains(&attribute);
                let folder = |role| Folder {
                    name: found.name.clone().into_owned(),
                    role,
                };
                if is(NameAttribute::NoSelect) {
                } else if found.name.eq_ignore_ascii_case("INBOX") {
                    named.push(folder(FolderRole::Inbox));
                } else if is(NameAttribute::Junk) {
                    named.push(folder(FolderRole::Junk));
                } else if is(NameAttribute::Sent) {
                    named.push(folder(FolderRole::Sent));
                } else if let Some(role) = role_by_name(&found.name) {
                    called.push(folder(role));
                }
            }
        })
        .await?;
        for folder in called {
            if !named.iter().any(|known| known.role == folder.role) {
                named.push(folder);
            }
        }
        named.sort_by_key(|folder| folder.role);
        named.dedup_by_key(|folder| folder.role);
        Ok(named)
    }

    /// Opens a folder for reading only.
    ///
    /// # Errors
    /// [`Fault`]; also where the server keeps no UIDs.
    pub async fn examine(&mut self, folder: &str) -> Result<Opened, Fault> {
        let mut opened = Opened::default();
        let command = format!("EXAMINE {}", quoted(folder)?);
        self.run(MailStep::Folders, &command, |response| match response {
            Response::MailboxData(MailboxDatum::Exists(count)) => opened.exists = *count,
            Response::Data { outcome, .. } => match outcome.code {
                Some(ResponseCode::UidValidity(number)) => opened.uid_validity = number,
                Some(ResponseCode::UidNext(number)) => opened.uid_next = number,
                _ => {}
            },
            _ => {}
        })
        .await?;
        if opened.uid_validity == 0 {
            return Err(Fault::unexpected(MailStep::Folders, "the server keeps no UIDs"));
        }
        if opened.uid_next == 0 {
            // RFC 3501 lets a server keep it to itself.
            let last = self.search("UID *").await?.into_iter().max();
            opened.uid_next = last.unwrap_or(0).saturating_add(1);
        }
        self.has_news = false;
        Ok(opened)
    }

    /// The UIDs from `from` to `to`, ascending.
    ///
    /// # Errors
    /// [`Fault`].
    pub async fn uids(&mut self, from: u32, to: u32) -> Result<Vec<u32>, Fault> {
        self.has_news = false;
        if from > to {
            return Ok(Vec::new());
        }
        let found = if to == u32::MAX {
            self.search(&format!("UID {from}:*")).await?
        } else {
            self.search(&format!("UID {from}:{to}")).await?
        };
        // `n:*` names the last mail also where its UID is lower (RFC 3501 section 6.4.8).
        Ok(found
            .into_iter()
            .filter(|uid| (from..=to).contains(uid))
            .collect())
    }

    /// The UIDs of what the server received on this day or after it, ascending.
    ///
    /// # Errors
    /// [`Fault`].
    pub async fn uids_since(&mut self, day: NaiveDate) -> Result<Vec<u32>, Fault> {
        let found = self.search(&format!("SINCE {}", day.format("%d-%b-%Y"))).await?;
        Ok(found.into_iter().collect())
    }

    /// The mails of the open folder with this Message-ID.
    ///
    /// # Errors
    /// [`Fault`].
    pub async fn find(&mut self, message_id: &str) -> Result<Vec<u32>, Fault> {
        let found = self
            .search(&format!(
                "HEADER Message-ID {}",
                quoted(&format!("<{message_id}>"))?
            ))
            .await?;
        Ok(found.into_iter().collect())
    }

    async fn search(&mut self, what: &str) -> Result<BTreeSet<u32>, Fault> {
        let mut found = BTreeSet::new();
        self.run(MailStep::Folders, &format!("UID SEARCH {what}"), |response| {
            if let Response::MailboxData(MailboxDatum::Search(uids)) = response {
                found.extend(uids);
            }
        })
        .await?;
        Ok(found)
    }

    /// Sizes and times of these mails; those that are no longer there are left out.
    ///
    /// # Errors
    /// [`Fault`].
    pub async fn list(&mut self, uids: &[u32]) -> Result<Vec<Listed>, Fault> {
        let mut found = Vec::with_capacity(uids.len());
        if uids.is_empty() {
            return Ok(found);
        }
        let command = format!("UID FETCH {} (UID RFC822.SIZE INTERNALDATE)", set_of(uids));
        self.run(MailStep::Folders, &command, |response| {
            if let Response::Fetch(_, attributes) = response {
                found.extend(listed(attributes));
            }
        })
        .await?;
        Ok(found)
    }

    /// These mails, whole.
    ///
    /// # Errors
    /// [`Fault`].
    pub async fn fetch(&mut self, uids: &[u32]) -> Result<Vec<Fetched>, Fault> {
        let mut found = Vec::with_capacity(uids.len());
        if uids.is_empty() {
            return Ok(found);
        }
        let command = format!("UID FETCH {} (UID BODY.PEEK[])", set_of(uids));
        self.run(MailStep::Folders, &command, |response| {
            if let Response::Fetch(_, attributes) = response {
                found.extend(fetched(attributes));
            }
        })
        .await?;
        Ok(found)
    }

    /// At most `length` bytes of a mail from `offset`; empty at its end, `None` where it is no longer there.
    ///
    /// # Errors
    /// [`Fault`].
    pub async fn fetch_slice(
        &mut self,
        uid: u32,
        offset: u32,
        length: u32,
    ) -> Result<Option<Vec<u8>>, Fault> {
        let mut found = None;
        let command = format!("UID FETCH {uid} (UID BODY.PEEK[]<{offset}.{length}>)");
        self.run(MailStep::Folders, &command, |response| {
            if let Response::Fetch(_, attributes) = response {
                found = fetched(attributes)
                    .map(|mail| mail.bytes)
                    .or_else(|| found.take());
            }
        })
        .await?;
        Ok(found)
    }

    /// Files a mail in a folder, as read.
    ///
    /// # Errors
    /// [`Fault`].
    pub async fn append(&mut self, folder: &str, mail: &[u8]) -> Result<(), Fault> {
        let step = MailStep::Folders;
        let command = format!("APPEND {} (\\Seen) {{{}}}", quoted(folder)?, mail.len());
        let within = self.timing.answer;
        let id = self.begin(step, &command).await?;
        self.until(step, within, |response| match response {
            Response::Continue(_) => Some(Ok(())),
            Response::Done { tag, outcome, .. } if *tag == id => {
                let words = outcome.information.as_deref().unwrap_or("it takes no mail there");
                Some(Err(Fault::unexpected(step, words)))
            }
            _ => None,
        })
        .await??;
        let stream = self.session.get_mut();
        let writing = async {
            stream.write_all(mail).await?;
            stream.write_all(b"\r\n").await?;
            stream.flush().await
        };
        timeout(self.timing.taking, writing)
            .await
            .map_err(|_| Fault::too_slow(step))?
            .map_err(|error| Fault::io(step, &error))?;
        self.finish(step, &id, |_| {}).await
    }

    /// Waits until something arrives in the open folder, `stop` is ready, or the server has been silent for
    /// long. Where it cannot tell by itself (RFC 2177), this ends after a minute.
    ///
    /// # Errors
    /// [`Fault`].
    pub async fn idle(&mut self, stop: impl Future<Output = ()>) -> Result<Woken, Fault> {
        if self.has_news {
            return Ok(Woken::ByNews);
        }
        let mut stop = std::pin::pin!(stop);
        if !self.can_idle {
            return tokio::select! {
                () = &mut stop => Ok(Woken::ByCaller),
                () = tokio::time::sleep(Duration::from_secs(60)) => Ok(Woken::BySilence),
            };
        }
        let step = MailStep::Folders;
        let id = self.begin(step, "IDLE").await?;
        let mut woken = None;
        while woken.is_none() {
            let silence = self.timing.idle;
            tokio::select! {
                () = &mut stop => woken = Some(Woken::ByCaller),
                heard = timeout(silence, self.session.read_response()) => match heard {
                    Err(_) => woken = Some(Woken::BySilence),
                    Ok(heard) => {
                        let heard = heard
                            .map_err(|error| Fault::io(step, &error))?
                            .ok_or_else(|| closed(step))?;
                        if let Response::Done { outcome, .. } = heard.parsed() {
                            let words = outcome.information.as_deref().unwrap_or("IDLE was refused");
                            return Err(Fault::unexpected(step, words));
                        }
                        self.has_news |= is_news(step, heard.parsed())?;
                        woken = self.has_news.then_some(Woken::ByNews);
                    }
                },
            }
        }
        let ending = self.session.run_command_untagged("DONE");
        timeout(self.timing.answer, ending)
            .await
            .map_err(|_| Fault::too_slow(step))?
            .map_err(|error| fault(step, &error))?;
        self.finish(step, &id, |_| {}).await?;
        Ok(woken.unwrap_or(Woken::BySilence))
    }

    /// Says goodbye; whoever does not answer is left.
    pub async fn close(mut self) {
        let _ = timeout(Duration::from_secs(2), self.session.logout()).await;
    }

    /// Gives a command and looks at every answer until the last.
    async fn run(
        &mut self,
        step: MailStep,
        command: &str,
        see: impl FnMut(&Response<'_>),
    ) -> Result<(), Fault> {
        let id = self.begin(step, command).await?;
        self.finish(step, &id, see).await
    }

    async fn begin(&mut self, step: MailStep, command: &str) -> Result<imap_proto::RequestId, Fault> {
        timeout(self.timing.answer, self.session.run_command(command))
            .await
            .map_err(|_| Fault::too_slow(step))?
            .map_err(|error| fault(step, &error))
    }

    async fn finish(
        &mut self,
        step: MailStep,
        id: &imap_proto::RequestId,
        mut see: impl FnMut(&Response<'_>),
    ) -> Result<(), Fault> {
        self.until(step, self.timing.answer, |response| match response {
            Response::Done { tag, status, outcome } if tag == id => Some(match status {
                Status::Ok => Ok(()),
                _ => Err(Fault::unexpected(
                    step,
                    outcome.information.as_deref().unwrap_or("the server refuses"),
                )),
            }),
            other => {
                see(other);
                None
            }
        })
        .await?
    }

    /// Looks at every answer until `see` has what it wants.
    async fn until<R>(
        &mut self,
        step: MailStep,
        within: Duration,
        mut see: impl FnMut(&Response<'_>) -> Option<R>,
    ) -> Result<R, Fault> {
        loop {
            let heard = timeout(within, self.session.read_response())
                .await
                .map_err(|_| Fault::too_slow(step))?
                .map_err(|error| Fault::io(step, &error))?
                .ok_or_else(|| closed(step))?;
            self.has_news |= is_news(step, heard.parsed())?;
            if let Some(seen) = see(heard.parsed()) {
                return Ok(seen);
            }
        }
    }
}

fn closed(step: MailStep) -> Fault {
    Fault::new(step, MailFault::Broken, "the server has closed the connection")
}

/// Whether an answer tells of something new in the open folder.
fn is_news(step: MailStep, heard: &Response<'_>) -> Result<bool, Fault> {
    match heard {
        Response::MailboxData(MailboxDatum::Exists(_)) => Ok(true),
        Response::Data {
            status: Status::Bye,
            outcome,
        } => {
            let words = outcome.information.as_deref().unwrap_or("BYE");
            Err(Fault::new(step, MailFault::Broken, words))
        }
        _ => Ok(false),
    }
}

async fn greet(client: &mut Client<Stream>, timing: &Timing) -> Result<(), Fault> {
    let step = MailStep::Greeting;
    let greeting = timeout(timing.greeting, client.read_response())
        .await
        .map_err(|_| Fault::too_slow(step))?
        .map_err(|error| Fault::io(step, &error))?
        .ok_or_else(|| Fault::new(step, MailFault::Broken, "the server has closed the connection"))?;
    match greeting.parsed() {
        Response::Data {
            status: Status::Ok | Status::PreAuth,
            ..
        } => Ok(()),
        other => Err(Fault::unexpected(step, format!("{other:?}"))),
    }
}

async fn sign_in(client: Client<Stream>, login: &Login, timing: &Timing) -> Result<Session<Stream>, Fault> {
    let step = MailStep::SignIn;
    let password = login.password.reveal();
    let is_plain = |text: &str| text.is_ascii() && !text.chars().any(char::is_control);
    let signing_in = async {
        if is_plain(&login.name) && is_plain(password) {
            client.login(&login.name, password).await
        } else {
            client.authenticate("PLAIN", Plain(login)).await
        }
    };
    let signed_in = timeout(timing.answer, signing_in)
        .await
        .map_err(|_| Fault::too_slow(step))?;
    signed_in.map_err(|(error, _)| match error {
        // RFC 5530: these say that it is not the password's fault.
        Error::No(words) if words.contains("UNAVAILABLE") || words.contains("INUSE") => {
            Fault::unexpected(step, words)
        }
        Error::No(words) => Fault::new(step, MailFault::SignInRefused, words),
        other => fault(step, &other),
    })
}

/// A name and password beyond ASCII (RFC 4616).
struct Plain<'a>(&'a Login);

impl async_imap::Authenticator for Plain<'_> {
    type Response = String;

    fn process(&mut self, _: &[u8]) -> String {
        format!("\0{}\0{}", self.0.name, self.0.password.reveal())
    }
}

fn fault(step: MailStep, error: &Error) -> Fault {
    match error {
        Error::Io(error) => Fault::io(step, error),
        Error::ConnectionLost => Fault::new(step, MailFault::Broken, error),
        other => Fault::unexpected(step, other),
    }
}
