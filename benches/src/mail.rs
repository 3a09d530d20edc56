//! The mailbox over real servers, beside a bare client of the same servers: a message on its way out, an answer
//! on its way in, and the first fetch of a mailbox that holds years.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use chrono::{TimeDelta, Utc};
use lobby_desk::{
    Desk, MemoryVault,
    views::{
        conversation::{ConversationFilter, ConversationOrder, ConversationQuery},
        mail::{MailboxForm, ServerForm},
    },
};
use lobby_domain::{
    ids::ConversationId,
    mailbox::{History, Security},
};
use lobby_mail::line::{Login, Secret, Server, Timing, imap::Imap};
use lobby_servers::{Maildir, Servers, Wanted, answer_to, deliver};

use crate::{
    Fault, Run,
    report::{Figure, Judged, Measured},
    stats::{Rounds, median, millis},
};

const DESK: &str = "desk@lobby.test";
const BARE: &str = "bare@lobby.test";
/// How much longer than a bare client Lobby may take, in milliseconds.
const LONGER: f64 = 150.0;

/// Measures all of it.
pub async fn run(run: Run) -> Result<Figure, Fault> {
    let servers = Arc::new(tokio::task::spawn_blocking(|| Servers::start(Wanted::default())).await??);
    let rounds = if run.quick { 3 } else { 20 };
    let folder = tempfile::tempdir()?;
    let place = Place::open(folder.path(), &servers, History::FromNow).await?;
    let (id, address) = place.conversation().await?;
    let out = sending(&place, &servers, (id, &address), rounds).await?;
    let inwards = answering(&place, &servers, &address, rounds).await?;
    let burst = burst(
        &place,
        &servers,
        folder.path(),
        if run.quick { 500 } else { 10_000 },
    )
    .await?;
    place.desk.close().await;
    let first = first_fetch(&servers, if run.quick { 1_000 } else { 100_000 }).await?;
    Ok(Figure {
        name: "mail",
        measured: vec![out, inwards, burst, first],
    })
}

/// A sample building whose mailbox is at the servers.
struct Place {
    desk: Arc<Desk>,
}

impl Place {
    async fn open(folder: &std::path::Path, servers: &Servers, history: History) -> Result<Self, Fault> {
        let place = Self::built(folder).await?;
        place.connect(servers, history).await?;
        Ok(place)
    }

    /// The building alone.
    async fn built(folder: &std::path::Path) -> Result<Self, Fault> {
        let vault = Arc::new(MemoryVault::default());
        let desk = Arc::new(Desk::open_with(folder, Arc::new(Utc::now), vault).await?);
        desk.set_up_sample().await?;
        desk.sign_in("Noor Haddad", "lobby-sample").await?;
        Ok(Self { desk })
    }

    /// Connects its mailbox.
    async fn connect(&self, servers: &Servers, history: History) -> Result<(), Fault> {
        tokio::spawn(Arc::clone(&self.desk).run_mail());
        let ports = (servers.ports().imap, servers.ports().smtp);
        let form = MailboxForm {
            history,
            ..form(ports)
        };
        self.desk.save_mailbox(form).await?;
        Ok(())
    }

    /// An open conversation whose resident can be written to, and their address.
    async fn conversation(&self) -> Result<(ConversationId, String), Fault> {
        let query = ConversationQuery {
            filter: ConversationFilter::Open,
            order: ConversationOrder::Newest,
            after: None,
        };
        for row in self.desk.list_conversations(query).await?.rows {
            let head = self.desk.open_thread(row.id).await?.head;
            let resident = self.desk.open_resident(head.resident_id).await?;
            if head.has_email {
                return Ok((row.id, resident.row.email));
            }
        }
        Err("the sample building has no conversation with an address".into())
    }
}

/// A mailbox at these ports, IMAP's and SMTP's.
pub fn form((imap, smtp): (u16, u16)) -> MailboxForm {
    let at = |port| ServerForm {
        host: "127.0.0.1".to_owned(),
        port,
        security: Security::Plain,
        certificate: None,
    };
    MailboxForm {
        address: DESK.to_owned(),
        sender_name: "Lobby".to_owned(),
        login: DESK.to_owned(),
        password: Some(lobby_servers::PASSWORD.to_owned()),
        imap: at(imap),
        smtp: at(smtp),
        plus_addresses: true,
        files_sent: true,
        sending_limit: None,
        history: History::FromNow,
    }
}

/// Waits until a mailbox holds so many mails, looking every millisecond.
async fn filled(mailbox: &Maildir, count: usize) -> Result<(), Fault> {
    for _ in 0..30_000 {
        if mailbox.mails("INBOX").len() >= count {
            return Ok(());
        }
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    Err("the mail did not arrive".into())
}

async fn handed_over(servers: &Arc<Servers>, from: &str, to: &str, mail: Vec<u8>) -> Result<(), Fault> {
    let (servers, from, to) = (Arc::clone(servers), from.to_owned(), to.to_owned());
    tokio::task::spawn_blocking(move || deliver(servers.ports().smtp, &from, &to, &mail)).await??;
    Ok(())
}

fn plain(from: &str, to: &str, number: usize) -> Vec<u8> {
    let at = Utc::now().timestamp_micros();
    format!(
        "From: <{from}>\r\nTo: <{to}>\r\nSubject: Number {number}\r\nMessage-ID: <{number}.{at}@bench.example>\r\n\
         Content-Type: text/plain; charset=utf-8\r\n\r\nA question about the lift, number {number}.\r\n"
    )
    .into_bytes()
}

/// Send → in the resident's mailbox.
async fn sending(
    place: &Place,
    servers: &Arc<Servers>,
    (id, address): (ConversationId, &str),
    rounds: usize,
) -> Result<Measured, Fault> {
    let (mailbox, bare) = (servers.mailbox(address), servers.mailbox(BARE));
    let before = mailbox.mails("INBOX").len();
    let (mut lobby, mut durable, mut floor) = (Vec::new(), Vec::new(), Vec::new());
    for round in 0..rounds {
        let begun = Instant::now();
        place
            .desk
            .send_message(id, &format!("See you there, number {round}."), None)
            .await?;
        durable.push(millis(begun.elapsed()));
        filled(&mailbox, before + round + 1).await?;
        lobby.push(millis(begun.elapsed()));
        let begun = Instant::now();
        handed_over(servers, DESK, BARE, plain(DESK, BARE, round)).await?;
        filled(&bare, round + 1).await?;
        floor.push(millis(begun.elapsed()));
    }
    let longer = median(&lobby) - median(&floor);
    let mut measured = Measured::new("Send → in the resident's mailbox");
    measured.side("lobby", &Rounds(vec![lobby]));
    measured.side("lobby, until it is on the disk", &Rounds(vec![durable]));
    measured.side("a bare SMTP client", &Rounds(vec![floor]));
    measured
        .judged
        .push(Judged::at_most("longer than a bare client", longer, "ms", LONGER));
    Ok(measured)
}

/// An answer → told to the windows and to whoever shows notifications.
async fn answering(
    place: &Place,
    servers: &Arc<Servers>,
    address: &str,
    rounds: usize,
) -> Result<Measured, Fault> {
    let mut arrivals = place.desk.arrivals();
    let asked = servers
        .mailbox(address)
        .mails("INBOX")
        .pop()
        .ok_or("no mail to answer")?;
    let (mut lobby, mut floor) = (Vec::new(), Vec::new());
    let mut client = bare_client(servers).await?;
    let mut next = client.examine("INBOX").await?.uid_next;
    for round in 0..rounds {
        let (to, mail) = answer_to(&asked, address, &format!("Thank you, number {round}."))?;
        let begun = Instant::now();
        handed_over(servers, address, &to, mail).await?;
        tokio::time::timeout(Duration::from_secs(20), arrivals.recv()).await??;
        lobby.push(millis(begun.elapsed()));

        let begun = Instant::now();
        let (posted, woken) = tokio::join!(
            handed_over(servers, address, BARE, plain(address, BARE, round)),
            client.idle(std::future::pending()),
        );
        posted?;
        woken?;
        let uids = client.uids(next, u32::MAX).await?;
        let fetched = client.fetch(&uids).await?;
        floor.push(millis(begun.elapsed()));
        next = uids.last().copied().unwrap_or(next) + 1;
        if fetched.is_empty() {
            return Err("the bare client was woken for nothing".into());
        }
    }
    let longer = median(&lobby) - median(&floor);
    let mut measured = Measured::new("an answer → told to windows and notifications");
    measured.side("lobby", &Rounds(vec![lobby]));
    measured.side("a bare IMAP client in IDLE", &Rounds(vec![floor]));
    measured
        .judged
        .push(Judged::at_most("longer than a bare client", longer, "ms", LONGER));
    Ok(measured)
}

async fn bare_client(servers: &Servers) -> Result<Imap, Fault> {
    let server = Server {
        host: "127.0.0.1".to_owned(),
        port: servers.ports().imap,
        security: Security::Plain,
        certificate: None,
    };
    let login = Login {
        name: BARE.to_owned(),
        password: Secret::new(lobby_servers::PASSWORD.to_owned()),
    };
    Ok(Imap::open(&server, &login, &Timing::default()).await?)
}

/// How many mails of the inbox are kept, and of how many something was made.
fn counted(folder: &std::path::Path) -> Result<(usize, usize), Fault> {
    let db = rusqlite::Connection::open_with_flags(
        folder.join("lobby.db"),
        rusqlite::OpenFlags::SQLITE_OPEN_READ_ONLY,
    )?;
    let sql = "SELECT count(*), count(*) FILTER (WHERE state <> 'new') FROM mail
        WHERE folder_id = (SELECT id FROM folder WHERE role = 'inbox')";
    let (kept, made): (i64, i64) = db.query_row(sql, [], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok((usize::try_from(kept)?, usize::try_from(made)?))
}

/// How far a first fetch has come.
struct Progress(rusqlite::Connection);

impl Progress {
    fn open(folder: &std::path::Path) -> Result<Self, Fault> {
        let flags = rusqlite::OpenFlags::SQLITE_OPEN_READ_ONLY;
        Ok(Self(rusqlite::Connection::open_with_flags(
            folder.join("lobby.db"),
            flags,
        )?))
    }

    fn ask(&self, sql: &str) -> Result<bool, Fault> {
        Ok(self.0.query_row(sql, [], |row| row.get(0))?)
    }

    /// The newest of the past are in the tray, where staff see them.
    fn has_begun(&self) -> Result<bool, Fault> {
        self.ask("SELECT EXISTS (SELECT 1 FROM mail WHERE state = 'tray')")
    }

    /// Nothing of the past is left to read, and something was made of all of it.
    fn is_done(&self) -> Result<bool, Fault> {
        self.ask(
            "SELECT NOT EXISTS (SELECT 1 FROM folder WHERE history_next > 0)
                AND NOT EXISTS (SELECT 1 FROM mail WHERE state = 'new')",
        )
    }
}

/// S7: so many mails while the desk is connected.
async fn burst(
    place: &Place,
    servers: &Arc<Servers>,
    folder: &std::path::Path,
    count: usize,
) -> Result<Measured, Fault> {
    let (before, _) = counted(folder)?;
    let mailbox = servers.mailbox(DESK);
    let begun = Instant::now();
    let filling = tokio::task::spawn_blocking(move || {
        let mails = (0..count).map(|number| (plain("burst@example.org", DESK, number), Utc::now()));
        mailbox.put_many("INBOX", mails)
    });
    filling.await??;
    let put = Instant::now();
    let wanted = before + count;
    while counted(folder)?.1 < wanted {
        if begun.elapsed() > Duration::from_secs(300) {
            return Err(format!("{:?} of {wanted} mails after five minutes", counted(folder)?).into());
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    let (took, kept) = (millis(put.elapsed()), counted(folder)?.0);
    place.desk.pulse().await?;
    let mut measured = Measured::new(&format!("a burst of {count} mails while connected"));
    #[expect(clippy::cast_precision_loss, reason = "ten thousand")]
    let wrong = kept.abs_diff(wanted) as f64;
    measured.judged = vec![
        Judged::at_most("from the last one until all are there", took, "ms", 5_000.0),
        Judged::at_most("mails lost or doubled", wrong, "", 0.0),
    ];
    Ok(measured)
}

/// B2: the first fetch of a mailbox that holds years.
async fn first_fetch(servers: &Arc<Servers>, count: u32) -> Result<Measured, Fault> {
    let mailbox = servers.mailbox(DESK);
    let old = usize::try_from(count).unwrap_or(usize::MAX);
    let now = Utc::now();
    let filling = tokio::task::spawn_blocking(move || {
        let mails = (0..old).map(|number| {
            let sender = format!("resident{}@example.org", number % 1_000);
            let minutes = i64::try_from(old - number).unwrap_or(0);
            (plain(&sender, DESK, number), now - TimeDelta::minutes(minutes))
        });
        mailbox.put_many("INBOX", mails)
    });
    filling.await??;
    let all = servers.mailbox(DESK).count("INBOX");
    let folder = tempfile::tempdir()?;
    // Counted from connecting on: the sample building is nobody's mailbox.
    let place = Place::built(folder.path()).await?;
    let begun = Instant::now();
    place.connect(servers, History::Everything).await?;
    let (mut usable, mut memory) = (None, 0.0_f64);
    let progress = Progress::open(folder.path())?;
    // Whether it is done is asked of indexes: whoever counts the mails all the time is measured too.
    while !(usable.is_some() && progress.is_done()?) {
        if usable.is_none() && progress.has_begun()? {
            usable = Some(millis(begun.elapsed()));
        }
        if begun.elapsed() > Duration::from_secs(600) {
            return Err(format!("{:?} of {all} mails after ten minutes", counted(folder.path())?).into());
        }
        // This process's: the servers are others.
        let status = std::fs::read_to_string("/proc/self/status")?;
        memory = memory.max(crate::core::field(&status, "VmRSS:")?);
        // To ask costs what is measured: once the newest are there it is asked seldom.
        let pause = if usable.is_some() { 100 } else { 5 };
        tokio::time::sleep(Duration::from_millis(pause)).await;
    }
    let took = millis(begun.elapsed());
    let (kept, _) = counted(folder.path())?;
    place.desk.close().await;
    #[expect(clippy::cast_precision_loss, reason = "a hundred thousand")]
    let rate = all as f64 / (took / 1000.0);
    let mut measured = Measured::new(&format!("first fetch of {all} mails"));
    #[expect(clippy::cast_precision_loss, reason = "a hundred thousand")]
    let wrong = kept.abs_diff(all) as f64;
    measured.judged = vec![
        Judged::told("mails a second (aim 5,000; Delta Chat 195)", rate, ""),
        Judged::at_most("milliseconds for 2,500 mails", 2_500_000.0 / rate, "ms", 1000.0),
        Judged::at_most("mails lost or doubled", wrong, "", 0.0),
        Judged::at_most("until the newest are there", usable.unwrap_or(took), "ms", 1000.0),
        Judged::at_most(
            "memory of the core, and of who measures, at most",
            memory,
            "MB",
            64.0,
        ),
    ];
    Ok(measured)
}
