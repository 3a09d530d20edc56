//! An SMTP server that fails as it is told.

use std::{
    collections::HashMap,
    io::{BufRead as _, BufReader, Write as _},
    net::{Shutdown, TcpListener, TcpStream},
    sync::{Arc, Mutex, PoisonError},
    thread,
    time::{Duration, Instant},
};

use chrono::Utc;

use crate::{Maildir, Outcome, told};

/// A point of the conversation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum At {
    /// The first line.
    Banner,
    /// After EHLO.
    Hello,
    /// After AUTH.
    SignIn,
    /// After MAIL.
    From,
    /// After RCPT.
    To,
    /// After DATA.
    Data,
    /// In the middle of the message.
    Message,
    /// After the full stop; the message is not taken.
    Stop,
    /// After the full stop, and after the message has been taken.
    Taken,
    /// After RSET.
    Reset,
}

/// What the server does there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Act {
    /// Says this line, CRLF added.
    Say(String),
    /// Closes the connection.
    Close,
    /// Closes its own half, and goes on listening.
    HalfClose,
    /// Says nothing more, and keeps the connection open.
    Silence,
    /// Waits, then goes on as if nothing were.
    Wait(Duration),
    /// Waits, then closes the connection.
    CloseAfter(Duration),
}

/// A mail that the server has taken.
pub type Taken = (String, Vec<u8>);

/// The server.
#[derive(Debug, Clone)]
pub struct FaultSmtp {
    port: u16,
    state: Arc<Mutex<State>>,
}

#[derive(Debug, Default)]
struct State {
    acts: HashMap<At, (Act, u32)>,
    taken: Vec<Taken>,
    attempts: u32,
    sent: Option<Maildir>,
    last: Option<Instant>,
}

impl FaultSmtp {
    /// Listens on a free port of this computer.
    ///
    /// # Errors
    /// The system's words.
    pub fn start() -> Outcome<Self> {
        let listener = TcpListener::bind(("127.0.0.1", 0)).map_err(told("the server"))?;
        let port = listener.local_addr().map_err(told("the server"))?.port();
        let state = Arc::new(Mutex::new(State::default()));
        let shared = Arc::clone(&state);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let state = Arc::clone(&shared);
                thread::spawn(move || {
                    let _ = Talk { state, stream }.talk();
                });
            }
        });
        Ok(Self { port, state })
    }

    /// Where it listens.
    #[must_use]
    pub fn port(&self) -> u16 {
        self.port
    }

    /// Does this there, so many times from now on.
    pub fn fail(&self, at: At, act: Act, times: u32) {
        self.held().acts.insert(at, (act, times));
    }

    /// Fails no more.
    pub fn heal(&self) {
        self.held().acts.clear();
    }

    /// What it has taken so far: to whom, and the mail.
    #[must_use]
    pub fn taken(&self) -> Vec<Taken> {
        self.held().taken.clone()
    }

    /// Hands out what it has taken since it was last asked like this.
    #[must_use]
    pub fn take_taken(&self) -> Vec<Taken> {
        std::mem::take(&mut self.held().taken)
    }

    /// Files what it takes in the Sent folder of a mailbox before it answers, as Gmail does; `None`: it does not.
    pub fn file_in(&self, mailbox: Option<Maildir>) {
        self.held().sent = mailbox;
    }

    /// When the last one was taken, just before the answer that says so.
    #[must_use]
    pub fn last_taken(&self) -> Option<Instant> {
        self.held().last
    }

    /// How many messages were begun.
    #[must_use]
    pub fn attempts(&self) -> u32 {
        self.held().attempts
    }

    fn held(&self) -> std::sync::MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

struct Talk {
    state: Arc<Mutex<State>>,
    stream: TcpStream,
}

/// The conversation is over.
struct Over;

impl Talk {
    fn held(&self) -> std::sync::MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn say(&mut self, line: &str) -> Result<(), Over> {
        self.stream
            .write_all(format!("{line}\r\n").as_bytes())
            .map_err(|_| Over)
    }

    /// Does what it was told to do here, or answers with `usual`.
    fn answer(&mut self, at: At, usual: &str) -> Result<(), Over> {
        match self.act(at)? {
            Some(line) => self.say(&line),
            None => self.say(usual),
        }
    }

    /// The line to say instead; or the end.
    fn act(&mut self, at: At) -> Result<Option<String>, Over> {
        let act = {
            let mut state = self.held();
            match state.acts.get_mut(&at) {
                Some((act, times)) if *times > 0 => {
                    *times -= 1;
                    Some(act.clone())
                }
                _ => None,
            }
        };
        match act {
            None => Ok(None),
            Some(Act::Say(line)) => Ok(Some(line)),
            Some(Act::Close) => {
                let _ = self.stream.shutdown(Shutdown::Both);
                Err(Over)
            }
            Some(Act::HalfClose) => {
                let _ = self.stream.shutdown(Shutdown::Write);
                Err(Over)
            }
            Some(Act::Silence) => {
                thread::sleep(Duration::from_secs(3600));
                Err(Over)
            }
            Some(Act::CloseAfter(time)) => {
                thread::sleep(time);
                let _ = self.stream.shutdown(Shutdown::Both);
                Err(Over)
            }
            Some(Act::Wait(time)) => {
                thread::sleep(time);
                Ok(None)
            }
        }
    }

    fn talk(&mut self) -> Result<(), Over> {
        let _ = self.stream.set_nodelay(true);
        let mut reader = BufReader::new(self.stream.try_clone().map_err(|_| Over)?);
        self.answer(At::Banner, "220 faults.lobby.test ESMTP")?;
        let mut to = String::new();
        loop {
            let mut line = Vec::new();
            let count = reader.read_until(b'\n', &mut line).map_err(|_| Over)?;
            if count == 0 {
                return Ok(());
            }
            let line = String::from_utf8_lossy(&line).trim().to_owned();
            let verb = line.split([' ', ':']).next().unwrap_or("").to_uppercase();
            match verb.as_str() {
                "EHLO" => {
                    let usual =
                        "250-faults.lobby.test\r\n250-SIZE 52428800\r\n250-8BITMIME\r\n250 AUTH PLAIN LOGIN";
                    self.answer(At::Hello, usual)?;
                }
                "AUTH" => self.answer(At::SignIn, "235 2.7.0 ok")?,
                "MAIL" => {
                    self.held().attempts += 1;
                    self.answer(At::From, "250 2.1.0 ok")?;
                }
                "RCPT" => {
                    to = line.split(['<', '>']).nth(1).unwrap_or("").to_owned();
                    self.answer(At::To, "250 2.1.5 ok")?;
                }
                "DATA" => match self.act(At::Data)? {
                    Some(line) => self.say(&line)?,
                    None => {
                        self.say("354 go on")?;
                        self.message(&mut reader, &to)?;
                    }
                },
                "RSET" => self.answer(At::Reset, "250 2.0.0 ok")?,
                "NOOP" => self.say("250 2.0.0 ok")?,
                "QUIT" => return self.say("221 2.0.0 bye"),
                _ => self.say("502 5.5.2 unknown")?,
            }
        }
    }

    fn message(&mut self, reader: &mut BufReader<TcpStream>, to: &str) -> Result<(), Over> {
        let mut mail = Vec::new();
        let (mut lines, mut has_answered) = (0, false);
        loop {
            let mut line = Vec::new();
            let count = reader.read_until(b'\n', &mut line).map_err(|_| Over)?;
            if count == 0 {
                return Err(Over);
            }
            lines += 1;
            if lines == 5
                && let Some(line) = self.act(At::Message)?
            {
                self.say(&line)?;
                has_answered = true;
            }
            if line == b".\r\n" {
                break;
            }
            mail.extend_from_slice(if line.starts_with(b".") {
                line.get(1..).unwrap_or_default()
            } else {
                &line
            });
        }
        if has_answered {
            return Ok(());
        }
        if let Some(line) = self.act(At::Stop)? {
            return self.say(&line);
        }
        let sent = self.held().sent.clone();
        if let Some(sent) = sent {
            // A server whose disk fails takes nothing.
            sent.put("Sent", &mail, Utc::now()).map_err(|_| Over)?;
        }
        {
            let mut state = self.held();
            state.taken.push((to.to_owned(), mail));
            state.last = Some(Instant::now());
        }
        self.answer(At::Taken, "250 2.0.0 queued")
    }
}
