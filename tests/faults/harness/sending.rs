//! S6: `kill -9` while a message is being handed over, at servers that answer at once and later, and that file
//! what is sent before they answer or not at all.

use std::{
    fs,
    time::{Duration, Instant},
};

use lobby_faults::{Failure, protocol::Line, random::Random};
use lobby_servers::{Act, At};

use crate::{
    office::{Day, Mailbox, Office, until},
    settings::Settings,
};

/// How long the server takes to answer, in milliseconds, and how much of what Delta Chat's core sent there under
/// the same kills went twice, in a hundred.
const ANSWERS: [(u64, f64); 3] = [(0, 0.0), (50, 15.0), (200, 44.0)];
/// After so many kills a mailbox is brought to rest and judged as a whole.
const KILLS_A_MAILBOX: usize = 25;

/// The figure with its control.
pub async fn figure(settings: &Settings) -> Result<bool, Failure> {
    let wanted = settings.count(12, 1000);
    let mut office = Office::open().await?;
    let mut random = Random::new(settings.seed);
    let mut good = true;
    for (delay, peer) in ANSWERS {
        for files_sent in [true, false] {
            let run = Run {
                delay,
                files_sent,
                wanted,
                without: None,
            };
            let tally = run.run(&mut office, &mut random).await?;
            tally.print(delay, files_sent, peer);
            good &= tally.wrong == 0;
            // One message is more than a tenth of nothing, and of a few.
            good &= !files_sent || tally.percent() <= peer / 10.0;
        }
    }
    let (delay, peer) = (200, 44.0);
    let run = Run {
        delay,
        files_sent: true,
        wanted: (wanted / 5).max(12),
        without: Some("sent_folder"),
    };
    let control = run.run(&mut office, &mut random).await?;
    println!(
        "  control, the Sent folder not asked: {} of {} twice ({:.1} %)",
        control.twice,
        control.kills,
        control.percent()
    );
    if control.percent() <= peer / 10.0 {
        println!("  the control did not fail: this harness proves nothing");
        good = false;
    }
    Ok(good)
}

struct Run {
    delay: u64,
    files_sent: bool,
    wanted: usize,
    without: Option<&'static str>,
}

#[derive(Debug, Default)]
struct Tally {
    kills: usize,
    messages: usize,
    twice: usize,
    wrong: usize,
    took: Duration,
}

impl Run {
    async fn run(&self, office: &mut Office, random: &mut Random) -> Result<Tally, Failure> {
        let begun = Instant::now();
        let mut tally = Tally::default();
        while tally.kills < self.wanted {
            let mut mailbox = office.mailbox(self.files_sent).await?;
            // What the building had waiting goes first.
            mailbox.day(&Day::default())?;
            office
                .smtp
                .fail(At::Taken, Act::Wait(Duration::from_millis(self.delay)), u32::MAX);
            let mut kills = 0;
            while kills < KILLS_A_MAILBOX && tally.kills < self.wanted {
                let killed = self.message(&mut mailbox, random).await?;
                kills += usize::from(killed);
                tally.kills += usize::from(killed);
                tally.wrong(&mailbox.wrong(&office.smtp, &mailbox.folder.clone()).await?);
            }
            mailbox.day(&Day::default().without(self.without))?;
            tally.wrong(&mailbox.wrong_in_the_end(&office.smtp).await?);
            let (messages, twice) = mailbox.reached();
            tally.messages += messages;
            tally.twice += twice;
            office.smtp.heal();
            fs::remove_dir_all(&mailbox.folder)?;
        }
        tally.took = begun.elapsed();
        Ok(tally)
    }

    /// One message, and a kill at any moment from its confirmation to a little after the server's answer.
    async fn message(&self, mailbox: &mut Mailbox, random: &mut Random) -> Result<bool, Failure> {
        let day = Day {
            sends: 1,
            modes: vec!["rested"],
            ..Day::default()
        };
        let mails = mailbox.mails;
        let mut working = mailbox.begin(&day.without(self.without), mails)?;
        until(Duration::from_secs(60), "the message is not confirmed", || {
            let said = working.said();
            async move { Ok(said?.iter().any(|line| matches!(line, Line::Done { .. }))) }
        })
        .await?;
        let micros = random.draw() % (1000 * (self.delay + 15));
        tokio::time::sleep(Duration::from_micros(micros)).await;
        working.kill()?;
        let ended = working.wait()?;
        mailbox.heard(&ended.lines);
        Ok(ended.was_killed())
    }
}

impl Tally {
    fn wrong(&mut self, wrong: &[String]) {
        for what in wrong {
            println!("  {what}");
        }
        self.wrong += wrong.len();
    }

    fn percent(&self) -> f64 {
        100.0 * self.twice as f64 / self.kills.max(1) as f64
    }

    fn print(&self, delay: u64, files_sent: bool, peer: f64) {
        println!(
            "  answer after {delay:3} ms, {}: {} kills ({:.1} a second), {} messages, {} wrong; {} twice ({:.1} %; \
             Delta Chat {peer} %)",
            if files_sent {
                "files what is sent "
            } else {
                "files nothing itself"
            },
            self.kills,
            self.kills as f64 / self.took.as_secs_f64(),
            self.messages,
            self.wrong,
            self.twice,
            self.percent()
        );
    }
}
