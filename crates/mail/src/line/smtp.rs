//! Handing a message to the mail server (RFC 5321), and telling apart what came of it.

use std::time::Duration;

use data_encoding::BASE64;
use lobby_domain::{
    delivery::{NotDelivered, not_delivered},
    mailbox::{MailFault, MailStep},
};
use smtp_proto::{
    AUTH_LOGIN, AUTH_PLAIN, EXT_AUTH, EXT_SIZE, EXT_SMTP_UTF8, EXT_START_TLS, EhloResponse, Response,
    response::parser::ResponseReceiver,
};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    time::timeout,
};

use super::{Fault, Login, Security, Server, Timing, stream::Stream};

/// From whom and to whom a message goes (RFC 5321 section 2.3.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Envelope<'a> {
    /// The mailbox's address, to which reports come back.
    pub from: &'a str,
    /// The resident's address.
    pub to: &'a str,
}

/// What came of handing a message over (R23, R80).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// The server has taken it.
    Accepted(String),
    /// The server could not take it for now.
    TryLater(String),
    /// The server will not take it.
    Refused(NotDelivered, String),
    /// The line broke between the message's last byte and the answer: nobody knows.
    Unknown(Fault),
    /// The line broke before the last byte: it was not taken.
    LineDown(Fault),
    /// The server takes nothing from this mailbox.
    MailboxRefused(Fault),
}

/// A server that takes mail, signed in at.
#[derive(Debug)]
pub struct Smtp {
    stream: Stream,
    timing: Timing,
    /// The longest message that it takes, in bytes; 0: it does not say.
    largest: usize,
    takes_utf8: bool,
    broken: bool,
}

/// An answer as far as anybody decides by it.
struct Answer {
    code: u16,
    status: [u8; 3],
    words: String,
}

impl Answer {
    fn is_yes(&self) -> bool {
        (200..300).contains(&self.code)
    }

    fn is_later(&self) -> bool {
        (400..500).contains(&self.code)
    }

    fn is_no(&self) -> bool {
        (500..600).contains(&self.code)
    }
}

impl Smtp {
    /// Connects, encrypts and signs in.
    ///
    /// # Errors
    /// [`Fault`], with the step.
    pub async fn open(server: &Server, login: &Login, timing: &Timing) -> Result<Self, Fault> {
        let mut smtp = Self {
            stream: Stream::connect(server, timing).await?,
            timing: *timing,
            largest: 0,
            takes_utf8: false,
            broken: false,
        };
        let greeting = smtp.read(MailStep::Greeting, timing.greeting).await?;
        if greeting.code != 220 {
            return Err(Fault::unexpected(MailStep::Greeting, greeting.words));
        }
        let mut offered = smtp.hello().await?;
        if server.security == Security::StartTls {
            if !offered.has_capability(EXT_START_TLS) {
                let (step, fault) = (MailStep::Encrypt, MailFault::NotEncrypted);
                return Err(Fault::new(step, fault, "the server does not offer STARTTLS"));
            }
            let answer = smtp.command(MailStep::Encrypt, "STARTTLS").await?;
            if answer.code != 220 {
                let (step, fault) = (MailStep::Encrypt, MailFault::NotEncrypted);
                return Err(Fault::new(step, fault, answer.words));
            }
            smtp.stream = smtp.stream.encrypt(server, timing).await?;
            offered = smtp.hello().await?;
        }
        smtp.sign_in(&offered, login).await?;
        if offered.has_capability(EXT_SIZE) {
            smtp.largest = largest(&offered);
        }
        smtp.takes_utf8 = offered.has_capability(EXT_SMTP_UTF8);
        Ok(smtp)
    }

    /// Hands one message over; `mail` has CRLF at the end of every line.
    pub async fn send(&mut self, envelope: Envelope<'_>, mail: &[u8]) -> Outcome {
        let addressed = self.address(envelope, mail.len()).await;
        self.hand_over(addressed, mail).await
    }

    /// Says from whom and to whom a message of so many bytes is. Nothing is handed over yet: whoever has to write
    /// down first that it is tried can do so meanwhile.
    ///
    /// # Errors
    /// What comes of the message, for [`Smtp::hand_over`].
    pub async fn address(&mut self, envelope: Envelope<'_>, bytes: usize) -> Result<(), Outcome> {
        if self.largest > 0 && bytes > self.largest {
            let words = format!("the server takes {} bytes at most", self.largest);
            return Err(Outcome::Refused(NotDelivered::TooLarge, words));
        }
        if !self.takes_utf8 && !envelope.to.is_ascii() {
            let words = "the server takes no addresses beyond ASCII".to_owned();
            return Err(Outcome::Refused(NotDelivered::Other, words));
        }
        if has_control(envelope.to) || has_control(envelope.from) {
            return Err(Outcome::Refused(
                NotDelivered::NoSuchAddress,
                "no address".to_owned(),
            ));
        }
        let utf8 = if envelope.to.is_ascii() { "" } else { " SMTPUTF8" };
        let size = if self.largest > 0 {
            format!(" SIZE={bytes}")
        } else {
            String::new()
        };
        let from = format!("MAIL FROM:<{}>{size}{utf8}", envelope.from);
        let answer = self.ask(&from).await?;
        if answer.is_no() && answer.code != 552 && answer.status != [5, 3, 4] {
            let fault = Fault::new(MailStep::Send, MailFault::SendingRefused, answer.words);
            return Err(Outcome::MailboxRefused(fault));
        }
        accept(answer, NotDelivered::TooLarge)?;
        let answer = self.ask(&format!("RCPT TO:<{}>", envelope.to)).await?;
        accept(answer, NotDelivered::MailboxFull)
    }

    /// Hands the message over that was addressed, and tells what came of it.
    pub async fn hand_over(&mut self, addressed: Result<(), Outcome>, mail: &[u8]) -> Outcome {
        let outcome = match addressed {
            Ok(()) => self.data(mail).await.unwrap_or_else(|outcome| outcome),
            Err(outcome) => outcome,
        };
        if let Outcome::Unknown(_) | Outcome::LineDown(_) = outcome {
            self.broken = true;
        } else if !matches!(outcome, Outcome::Accepted(_)) {
            // What was begun is given up, so that the next message begins anew.
            let reset = self.command(MailStep::Send, "RSET").await;
            self.broken |= !reset.is_ok_and(|answer| answer.is_yes());
        }
        outcome
    }

    /// Whether nothing more can be handed over on this line.
    #[must_use]
    pub fn is_broken(&self) -> bool {
        self.broken
    }

    /// Says goodbye; whoever does not answer is left.
    pub async fn close(mut self) {
        let _ = timeout(Duration::from_secs(2), self.command(MailStep::Send, "QUIT")).await;
        let _ = timeout(Duration::from_secs(1), self.stream.shutdown()).await;
    }

    async fn data(&mut self, mail: &[u8]) -> Result<Outcome, Outcome> {
        let answer = self.ask("DATA").await?;
        if answer.code != 354 {
            accept(answer, NotDelivered::TooLarge)?;
            return Err(Outcome::LineDown(Fault::unexpected(
                MailStep::Send,
                "DATA was not answered by 354",
            )));
        }
        // Before the full stop nothing is taken (RFC 5321 section 4.1.1.4); from there on nobody knows.
        let within = self
            .timing
            .answer
            .max(Duration::from_secs(mail.len() as u64 / 20_000));
        self.write(&with_dots(mail), within)
            .await
            .map_err(Outcome::LineDown)?;
        self.write(b".\r\n", self.timing.answer)
            .await
            .map_err(Outcome::Unknown)?;
        let taking = self.timing.taking;
        let answer = self
            .read(MailStep::Send, taking)
            .await
            .map_err(Outcome::Unknown)?;
        if !answer.is_yes() && !answer.is_later() && !answer.is_no() {
            return Err(Outcome::Unknown(Fault::unexpected(MailStep::Send, answer.words)));
        }
        let words = answer.words.clone();
        accept(answer, NotDelivered::TooLarge)?;
        Ok(Outcome::Accepted(words))
    }

    /// Asks one thing before the message itself: whatever breaks here, nothing was taken.
    async fn ask(&mut self, line: &str) -> Result<Answer, Outcome> {
        let answer = self
            .command(MailStep::Send, line)
            .await
            .map_err(Outcome::LineDown)?;
        if answer.code == 421 {
            // RFC 5321 section 3.8: the server closes the line.
            return Err(Outcome::LineDown(Fault::new(
                MailStep::Send,
                MailFault::Broken,
                answer.words,
            )));
        }
        Ok(answer)
    }

    async fn hello(&mut self) -> Result<EhloResponse<String>, Fault> {
        // The name of this computer is nobody's business, and an address literal says as much (RFC 5321 4.1.3).
        self.write(b"EHLO [127.0.0.1]\r\n", self.timing.answer)
            .await
            .map_err(|fault| Fault {
                step: MailStep::Greeting,
                ..fault
            })?;
        let lines = self.read_lines(MailStep::Greeting, self.timing.answer).await?;
        match EhloResponse::parse(&mut lines.iter()) {
            Ok(offered) => Ok(offered),
            Err(_) => Err(Fault::unexpected(
                MailStep::Greeting,
                String::from_utf8_lossy(&lines).trim(),
            )),
        }
    }

    async fn sign_in(&mut self, offered: &EhloResponse<String>, login: &Login) -> Result<(), Fault> {
        let (step, password) = (MailStep::SignIn, login.password.reveal());
        let answer = if !offered.has_capability(EXT_AUTH) {
            // A server that asks nobody's name: some in the house do.
            return Ok(());
        } else if offered.auth() & AUTH_PLAIN != 0 {
            let plain = BASE64.encode(format!("\0{}\0{password}", login.name).as_bytes());
            self.command(step, &format!("AUTH PLAIN {plain}")).await?
        } else if offered.auth() & AUTH_LOGIN != 0 {
            self.command(step, "AUTH LOGIN").await?;
            self.command(step, &BASE64.encode(login.name.as_bytes())).await?;
            self.command(step, &BASE64.encode(password.as_bytes())).await?
        } else {
            return Err(Fault::unexpected(
                step,
                "the server offers neither PLAIN nor LOGIN",
            ));
        };
        match answer.code {
            235 => Ok(()),
            500..600 => Err(Fault::new(step, MailFault::SignInRefused, answer.words)),
            _ => Err(Fault::unexpected(step, answer.words)),
        }
    }

    async fn command(&mut self, step: MailStep, line: &str) -> Result<Answer, Fault> {
        let named = |fault: Fault| Fault { step, ..fault };
        self.write(format!("{line}\r\n").as_bytes(), self.timing.answer)
            .await
            .map_err(named)?;
        self.read(step, self.timing.answer).await
    }

    async fn write(&mut self, bytes: &[u8], within: Duration) -> Result<(), Fault> {
        let writing = async {
            self.stream.write_all(bytes).await?;
            self.stream.flush().await
        };
        timeout(within, writing)
            .await
            .map_err(|_| Fault::too_slow(MailStep::Send))?
            .map_err(|error| Fault::io(MailStep::Send, &error))
    }

    async fn read(&mut self, step: MailStep, within: Duration) -> Result<Answer, Fault> {
        let lines = self.read_lines(step, within).await?;
        let found: Response<String> = ResponseReceiver::default()
            .parse(&mut lines.iter())
            .map_err(|_| Fault::unexpected(step, String::from_utf8_lossy(&lines).trim()))?;
        Ok(Answer {
            code: found.code,
            status: found.esc,
            words: in_words(&lines),
        })
    }

    /// The lines of one answer, as they came.
    async fn read_lines(&mut self, step: MailStep, within: Duration) -> Result<Vec<u8>, Fault> {
        let mut lines = Vec::new();
        let reading = async {
            let mut some = [0; 1024];
            loop {
                let count = self
                    .stream
                    .read(&mut some)
                    .await
                    .map_err(|error| Fault::io(step, &error))?;
                if count == 0 {
                    let words = "the server has closed the connection";
                    return Err(Fault::new(step, MailFault::Broken, words));
                }
                lines.extend_from_slice(some.get(..count).unwrap_or_default());
                if is_whole(&lines) {
                    return Ok(());
                }
                if lines.len() > LONGEST_ANSWER {
                    return Err(Fault::unexpected(step, "an answer without an end"));
                }
            }
        };
        timeout(within, reading)
            .await
            .map_err(|_| Fault::too_slow(step))??;
        Ok(lines)
    }
}

/// The longest answer that is listened to, in bytes.
const LONGEST_ANSWER: usize = 16 * 1024;

/// What the server takes at most, in bytes; 0 where it names no number.
fn largest(offered: &EhloResponse<String>) -> usize {
    offered.size
}

/// Whether an answer has come to its end: a last line without a hyphen after the code (RFC 5321 section 4.2.1),
/// or one that is no answer at all.
fn is_whole(lines: &[u8]) -> bool {
    if !lines.ends_with(b"\n") {
        return false;
    }
    let last = lines
        .strip_suffix(b"\n")
        .unwrap_or(lines)
        .rsplit(|byte| *byte == b'\n')
        .next();
    last.is_some_and(|last| last.get(3) != Some(&b'-') || !last.iter().take(3).all(u8::is_ascii_digit))
}

/// The answer as one line, its codes in front.
fn in_words(lines: &[u8]) -> String {
    let text = String::from_utf8_lossy(lines);
    let mut words = String::new();
    for (number, line) in text.lines().enumerate() {
        let line = line.trim();
        let said = if number == 0 {
            line
        } else {
            line.get(4..).unwrap_or("")
        };
        if !words.is_empty() {
            words.push(' ');
        }
        words.extend(said.chars().filter(|character| !character.is_control()).take(500));
    }
    words
}

/// Goes on after a yes; `by_552` is what code 552 means at this point, where the server does not say more.
fn accept(answer: Answer, by_552: NotDelivered) -> Result<(), Outcome> {
    if answer.is_yes() {
        Ok(())
    } else if answer.is_later() {
        Err(Outcome::TryLater(answer.words))
    } else if answer.is_no() {
        let why = not_delivered(answer.code, answer.status, by_552);
        Err(Outcome::Refused(why, answer.words))
    } else {
        Err(Outcome::LineDown(Fault::unexpected(MailStep::Send, answer.words)))
    }
}

fn has_control(address: &str) -> bool {
    address.chars().any(|character| {
        character.is_control() || character.is_whitespace() || character == '<' || character == '>'
    })
}

/// The message with a second full stop where a line begins with one (RFC 5321 section 4.5.2), and a line's end
/// at its end.
fn with_dots(mail: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(mail.len() + 64);
    let mut at_start = true;
    for &byte in mail {
        if at_start && byte == b'.' {
            out.push(b'.');
        }
        out.push(byte);
        at_start = byte == b'\n';
    }
    if !mail.ends_with(b"\r\n") {
        out.extend_from_slice(b"\r\n");
    }
    out
}

#[cfg(test)]
#[path = "smtp_tests.rs"]
mod tests;
