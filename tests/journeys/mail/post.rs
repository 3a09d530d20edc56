//! A house with a mailbox.

use std::time::{Duration, Instant};

use chrono::{DateTime, TimeDelta, Utc};
use lobby_desk::views::{
    conversation::{EntryView, Started, ThreadView},
    mail::{LineState, MailboxForm, ServerForm},
};
use lobby_domain::{
    booking::BookingStatus,
    delivery::Delivery,
    ids::{BookingId, ConversationId},
    mailbox::{History, Security},
};
use lobby_servers::{Servers, Wanted, answer_to, deliver};

use crate::house::{House, wine_tasting};

pub const DESK: &str = "desk@lobby.test";
pub const ANA: &str = "ana.moreau@example.org";

/// A house, its mail servers, and the workers between them.
pub struct Post {
    pub house: House,
    pub servers: Servers,
}

impl Post {
    /// A house whose mailbox is connected to real servers.
    pub async fn new() -> Self {
        let post = Self::begun(Wanted::default()).await;
        post.connect(post.form()).await;
        post
    }

    /// A house beside its servers, not connected yet.
    pub async fn begun(wanted: Wanted) -> Self {
        let servers = tokio::task::spawn_blocking(|| Servers::start(wanted))
            .await
            .unwrap()
            .expect("the mail servers");
        let house = House::of_today().await;
        Self { house, servers }
    }

    /// The settings that fit the servers.
    pub fn form(&self) -> MailboxForm {
        let ports = self.servers.ports();
        let at = |port| ServerForm {
            host: "127.0.0.1".into(),
            port,
            security: Security::Plain,
            certificate: None,
        };
        MailboxForm {
            address: DESK.into(),
            sender_name: "Harbour House".into(),
            login: DESK.into(),
            password: Some(lobby_servers::PASSWORD.into()),
            imap: at(ports.imap),
            smtp: at(ports.smtp),
            plus_addresses: true,
            files_sent: false,
            sending_limit: None,
            history: History::FromNow,
        }
    }

    /// Noor connects the mailbox, and the workers begin.
    pub async fn connect(&self, form: MailboxForm) {
        self.house.noor().await;
        self.house.desk.save_mailbox(form).await.expect("a mailbox");
        self.works();
    }

    /// The workers begin.
    pub fn works(&self) {
        tokio::spawn(std::sync::Arc::clone(&self.house.desk).run_mail());
    }

    /// Ana's booking in three days, and its conversation with a first message; Sam is signed in.
    pub async fn anas_conversation(&self) -> (BookingId, ConversationId) {
        self.conversation_with("Ana Moreau", ANA).await
    }

    pub async fn conversation_with(&self, name: &str, email: &str) -> (BookingId, ConversationId) {
        let house = &self.house;
        house.sam().await;
        let resident = house.resident(name, "1204", email).await;
        let day = (Utc::now() + TimeDelta::days(3)).date_naive();
        let mut event = wine_tasting();
        event.starts = day.and_hms_opt(19, 0, 0).unwrap();
        event.ends = day.and_hms_opt(21, 0, 0).unwrap();
        let event = house.desk.save_event(event).await.expect("an event");
        let booking = house.books(event, resident, 3, BookingStatus::Confirmed).await;
        let begun = house
            .desk
            .start_conversation(booking, "Bonjour Ana, your table is confirmed.")
            .await;
        match begun {
            Ok(Started::Begun { id }) => (booking, id),
            other => panic!("the conversation did not begin: {other:?}"),
        }
    }

    /// Waits for so many mails in somebody's inbox.
    pub async fn mails(&self, address: &str, count: usize) -> Vec<Vec<u8>> {
        let mailbox = self.servers.mailbox(address);
        tokio::task::spawn_blocking(move || mailbox.wait_for("INBOX", count, Duration::from_secs(20)))
            .await
            .unwrap()
            .expect("the mails")
    }

    /// Somebody answers the newest mail in their mailbox.
    pub async fn answers(&self, address: &str, text: &str) {
        let mails = self.mails(address, 1).await;
        self.answers_to(mails.last().unwrap(), address, text).await;
    }

    /// Somebody answers this mail.
    pub async fn answers_to(&self, sent: &[u8], address: &str, text: &str) {
        let (to, mail) = answer_to(sent, address, text).unwrap();
        self.writes(address, &to, mail).await;
    }

    /// Hands a mail to the server as somebody's mail program does.
    pub async fn writes(&self, from: &str, to: &str, mail: Vec<u8>) {
        let (port, from, to) = (self.servers.ports().smtp, from.to_owned(), to.to_owned());
        tokio::task::spawn_blocking(move || deliver(port, &from, &to, &mail))
            .await
            .unwrap()
            .expect("the mail goes");
    }

    /// Puts a mail into the desk's own mailbox, as received then.
    pub fn arrived(&self, mail: &str, received: DateTime<Utc>) {
        let mail = mail.replace('\n', "\r\n");
        self.servers
            .mailbox(DESK)
            .put("INBOX", mail.as_bytes(), received)
            .expect("a mail in the mailbox");
    }

    pub async fn thread(&self, id: ConversationId) -> ThreadView {
        self.house.desk.open_thread(id).await.expect("the thread")
    }

    /// Waits until a thread is as expected, and answers with it.
    pub async fn until(
        &self,
        id: ConversationId,
        what: &str,
        is_so: impl Fn(&[EntryView]) -> bool,
    ) -> Vec<EntryView> {
        let mut last = Vec::new();
        let found = within(Duration::from_secs(30), async || {
            last = self.thread(id).await.entries;
            is_so(&last)
        })
        .await;
        assert!(found, "not {what}: {last:#?}\n{}", self.servers.log());
        last
    }

    /// Waits until the last message of a thread stands like this.
    pub async fn until_stands(&self, id: ConversationId, what: &str, stands: impl Fn(&Delivery) -> bool) {
        self.until(id, what, |entries| {
            let sent = entries.iter().rev().find_map(|entry| entry.delivery.as_ref());
            sent.is_some_and(&stands)
        })
        .await;
    }

    pub async fn until_line(&self, state: LineState) {
        let mut last = None;
        let found = within(Duration::from_secs(20), async || {
            let line = self.house.desk.pulse().await.expect("the pulse").line;
            let is_so = line.state == state;
            last = Some(line);
            is_so
        })
        .await;
        assert!(found, "the line is {last:?} instead of {state:?}");
    }

    /// Waits until the database counts as expected.
    pub async fn until_count(&self, sql: &'static str, count: i64) {
        let mut last = 0;
        let found = within(Duration::from_secs(60), async || {
            last = self.house.count(sql).await;
            last == count
        })
        .await;
        assert!(found, "{sql}: {last} instead of {count}");
    }
}

/// Looks every few milliseconds; whether it became so in time.
pub async fn within(time: Duration, mut look: impl AsyncFnMut() -> bool) -> bool {
    let last = Instant::now() + time;
    loop {
        if look().await {
            return true;
        }
        if Instant::now() > last {
            return false;
        }
        tokio::time::sleep(Duration::from_millis(15)).await;
    }
}

/// A mail of somebody, not an answer to anything.
pub fn mail(from: &str, subject: &str, id: &str, text: &str) -> String {
    format!(
        "From: <{from}>\nTo: <{DESK}>\nSubject: {subject}\nDate: {}\nMessage-ID: <{id}>\n\
         Content-Type: text/plain; charset=utf-8\n\n{text}\n",
        Utc::now().to_rfc2822()
    )
}
