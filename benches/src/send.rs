//! B6: pressing *Send*, until it is on the disk, and until the server says that it has taken it, beside the commits
//! and the one SMTP mail that there have to be at the least.

use std::{
    io::{BufRead as _, BufReader, Write as _},
    net::TcpStream,
    sync::Arc,
    time::{Duration, Instant},
};

use lobby_domain::ids::ConversationId;
use lobby_servers::{FaultSmtp, Servers, Wanted};
use sqlx::{ConnectOptions as _, Connection as _, SqliteConnection, sqlite::SqliteConnectOptions};

use crate::{
    Fault, Run,
    data::{self, Copy},
    mail::form,
    report::{Figure, Judged, Measured},
    stats::{Rounds, millis},
};

const WORDS: &str = "Thank you for your message. We have kept your places; see you there.";
/// What Delta Chat's core takes to accept a message, and at best and usually to the server's answer, in
/// milliseconds.
const DELTA_CHAT: [f64; 3] = [5.6, 4.3, 1000.0];

/// Measures it.
pub async fn run(run: Run, copy: &Copy) -> Result<Figure, Fault> {
    let wanted = Wanted {
        without_postfix: true,
        ..Wanted::default()
    };
    let servers = tokio::task::spawn_blocking(|| Servers::start(wanted)).await??;
    let smtp = FaultSmtp::start()?;
    let desk = data::signed_in(copy.folder()).await?;
    desk.sign_in("Noor Haddad", "lobby-sample").await?;
    let mut floor = Floor::open(copy, smtp.port()).await?;
    let conversations = floor.prepare().await?;
    desk.save_mailbox(form((servers.ports().imap, smtp.port())))
        .await?;
    let working = tokio::spawn(Arc::clone(&desk).run_mail());
    // The line is open, and nothing waits.
    let nth = |number: usize| {
        conversations
            .get(number % conversations.len())
            .copied()
            .unwrap_or(0)
    };
    desk.send_message(ConversationId::new(nth(0)), WORDS, None)
        .await?;
    floor.until_sent().await?;

    let often = run.often(50);
    let mut took = Took::default();
    for round in 0..often.rounds {
        let mut calls = [(); 4].map(|()| Vec::new());
        // Each has its turn with all of them, as where mail comes in.
        for turn in 0..2 {
            let is_ours = (round + turn) % 2 == 0;
            for to in (0..often.calls).map(|call| nth(round * often.calls + call)) {
                if is_ours {
                    let before = smtp.last_taken();
                    let begun = Instant::now();
                    desk.send_message(ConversationId::new(to), WORDS, None).await?;
                    calls[0].push(millis(begun.elapsed()));
                    calls[1].push(millis(taken(&smtp, before).await? - begun));
                    floor.until_sent().await?;
                } else {
                    let (commit, all) = floor.send(&smtp, to).await?;
                    calls[2].push(commit);
                    calls[3].push(all);
                }
            }
        }
        let [durable, sent, commit, all] = calls;
        took.durable.0.push(durable);
        took.sent.0.push(sent);
        took.commit.0.push(commit);
        took.all.0.push(all);
    }
    desk.close().await;
    working.await?;
    Ok(took.figure())
}

#[derive(Default)]
struct Took {
    durable: Rounds,
    sent: Rounds,
    commit: Rounds,
    all: Rounds,
}

impl Took {
    fn figure(&self) -> Figure {
        let [accept, best, usual] = DELTA_CHAT;
        let mut durable = Measured::new("Send → on the disk");
        durable.side("Lobby", &self.durable);
        durable.side("bare sqlx, one durable commit", &self.commit);
        durable.judged = vec![
            Judged::at_most("Lobby / one commit", self.durable.over(&self.commit), "x", 1.5),
            Judged::told("Delta Chat (5.6 ms) / Lobby", accept / self.durable.p50(), "x"),
        ];
        let mut sent = Measured::new("Send → the server has taken it");
        sent.side("Lobby", &self.sent);
        sent.side("two durable commits and one SMTP mail", &self.all);
        sent.judged = vec![
            Judged::at_most("Lobby / the floor", self.sent.over(&self.all), "x", 1.5),
            Judged::told("Delta Chat at best (4.3 ms) / Lobby", best / self.sent.p50(), "x"),
            Judged::told(
                "Delta Chat usually (1,000 ms) / Lobby",
                usual / self.sent.p50(),
                "x",
            ),
        ];
        Figure {
            name: "send",
            measured: vec![durable, sent],
        }
    }
}

/// When the server has taken the next message.
async fn taken(smtp: &FaultSmtp, before: Option<Instant>) -> Result<Instant, Fault> {
    for _ in 0..100_000 {
        if let Some(at) = smtp.last_taken().filter(|at| Some(*at) != before) {
            return Ok(at);
        }
        tokio::time::sleep(Duration::from_micros(100)).await;
    }
    Err("the server has taken nothing for ten seconds".into())
}

/// Bare sqlx over the same file, and a bare line to the same server.
struct Floor {
    db: SqliteConnection,
    reader: BufReader<TcpStream>,
}

impl Floor {
    async fn open(copy: &Copy, port: u16) -> Result<Self, Fault> {
        let mut db = SqliteConnectOptions::new()
            .filename(data::file(copy.folder()))
            .busy_timeout(Duration::from_secs(10))
            .disable_statement_logging()
            .connect()
            .await?;
        sqlx::raw_sql("PRAGMA synchronous = FULL; PRAGMA cache_size = -16000")
            .execute(&mut db)
            .await?;
        let stream = TcpStream::connect(("127.0.0.1", port))?;
        stream.set_nodelay(true)?;
        let mut floor = Self {
            db,
            reader: BufReader::new(stream),
        };
        floor.answer()?;
        floor.say("EHLO localhost\r\n")?;
        Ok(floor)
    }

    /// Nothing waits; and open conversations with residents who have an address.
    async fn prepare(&mut self) -> Result<Vec<i64>, Fault> {
        sqlx::raw_sql("UPDATE outbox SET state = 'discarded' WHERE state IN ('waiting', 'held')")
            .execute(&mut self.db)
            .await?;
        let open = sqlx::query_scalar(
            "SELECT conversation.id FROM conversation JOIN resident ON resident.id = resident_id
            WHERE state = 'open' AND email <> '' LIMIT 500",
        );
        let open: Vec<i64> = open.fetch_all(&mut self.db).await?;
        if open.is_empty() {
            return Err("no conversation is open".into());
        }
        Ok(open)
    }

    /// Waits until the outcome of whatever went is written down.
    async fn until_sent(&mut self) -> Result<(), Fault> {
        for _ in 0..10_000 {
            let going: i64 = sqlx::query_scalar(
                "SELECT count(*) FROM outbox WHERE state IN ('waiting', 'sending', 'unknown')",
            )
            .fetch_one(&mut self.db)
            .await?;
            if going == 0 {
                return Ok(());
            }
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        Err("the message does not go".into())
    }

    /// The least that there is to do; answers how long the first commit and all of it took, in milliseconds.
    async fn send(&mut self, smtp: &FaultSmtp, to: i64) -> Result<(f64, f64), Fault> {
        let now = data::now();
        let before = smtp.last_taken();
        let begun = Instant::now();
        let mut first = self.db.begin_with("BEGIN IMMEDIATE").await?;
        let entry = sqlx::query("INSERT INTO entry (conversation_id, kind, at, staff_id, text) VALUES (?, 'message_out', ?, 1, ?)")
            .bind(to)
            .bind(now)
            .bind(WORDS)
            .execute(&mut *first)
            .await?
            .last_insert_rowid();
        sqlx::query("INSERT INTO outbox (entry_id, conversation_id, state, since) VALUES (?, ?, 'held', ?)")
            .bind(entry)
            .bind(to)
            .bind(now)
            .execute(&mut *first)
            .await?;
        sqlx::query("UPDATE conversation SET last_entry_id = ?, last_at = ?, last_words = ? WHERE id = ?")
            .bind(entry)
            .bind(now)
            .bind(WORDS)
            .bind(to)
            .execute(&mut *first)
            .await?;
        first.commit().await?;
        let commit = millis(begun.elapsed());
        let mut second = self.db.begin_with("BEGIN IMMEDIATE").await?;
        sqlx::query("UPDATE outbox SET state = 'accepted', attempts = 1, message_id = ? WHERE entry_id = ?")
            .bind(format!("{entry}.floor@lobby.test"))
            .bind(entry)
            .execute(&mut *second)
            .await?;
        second.commit().await?;
        self.say("MAIL FROM:<desk@lobby.test>\r\n")?;
        self.say("RCPT TO:<resident@example.org>\r\n")?;
        self.say("DATA\r\n")?;
        let mail = format!(
            "From: <desk@lobby.test>\r\nTo: <resident@example.org>\r\nSubject: Your booking\r\n\
             Message-ID: <{entry}.floor@lobby.test>\r\n\r\n{WORDS}\r\n{}.\r\n",
            "Wine tasting with Domaine Lyre, Saturday 28 November, 19:00, Lounge\r\n".repeat(40)
        );
        self.say(&mail)?;
        let all = millis(taken(smtp, before).await? - begun);
        Ok((commit, all))
    }

    /// Says something and waits for the answer.
    fn say(&mut self, text: &str) -> Result<(), Fault> {
        self.reader.get_mut().write_all(text.as_bytes())?;
        self.answer()
    }

    fn answer(&mut self) -> Result<(), Fault> {
        let mut line = String::new();
        loop {
            line.clear();
            self.reader.read_line(&mut line)?;
            if line.as_bytes().get(3) != Some(&b'-') {
                break;
            }
        }
        match line.as_bytes().first() {
            Some(b'2' | b'3') => Ok(()),
            _ => Err(format!("the server said {line:?}").into()),
        }
    }
}
