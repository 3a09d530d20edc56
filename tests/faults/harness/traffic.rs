//! S1 over the mailbox: `kill -9` while mail goes out and comes in, at named points and at any moment.

use std::{
    collections::BTreeMap,
    fs,
    time::{Duration, Instant},
};

use lobby_faults::{Failure, folder::copy, random::Random};
use lobby_servers::answer_to;

use crate::{
    office::{Day, Mailbox, Office, plain},
    settings::Settings,
};

/// After so many kills a mailbox is brought to rest and judged as a whole.
const KILLS_A_MAILBOX: usize = 25;
/// Days that nobody disturbs, from which the points are learned.
const LEARNED: usize = 20;
/// Of a hundred kills, so many from outside.
const OUTSIDE: usize = 20;

/// The figure with its controls.
pub async fn figure(settings: &Settings) -> Result<bool, Failure> {
    let wanted = settings.count(75, 10_000);
    let mut office = Office::open().await?;
    let mut traffic = Traffic::new(&mut office, settings.seed, Day::default()).await?;
    traffic.learn().await?;
    let begun = Instant::now();
    while traffic.tally.kills < wanted {
        traffic.once().await?;
    }
    traffic.rest().await?;
    traffic.tally.print(begun.elapsed());
    let mut good = traffic.tally.is_good();
    let points = traffic.points.clone();
    let tries = (wanted / 20).clamp(40, 100);
    for safeguard in ["one_transaction", "recognition", "early"] {
        let mut day = Day::default();
        match safeguard {
            "early" => day.modes.push("early"),
            _ => day = day.without(Some(safeguard)),
        }
        let mut control = Traffic::new(&mut office, settings.seed, day).await?;
        control.points.clone_from(&points);
        control.is_control = true;
        while control.tally.kills < tries {
            control.once().await?;
        }
        control.rest().await?;
        let caught = control.tally.lost + control.tally.twice;
        println!("  control, without {safeguard}: {caught} lost or twice in {tries} kills");
        if caught == 0 {
            println!("  the control did not fail: this harness proves nothing");
            good = false;
        }
    }
    Ok(good)
}

#[derive(Debug, Default)]
struct Tally {
    kills: usize,
    days: usize,
    lost: usize,
    twice: usize,
    torn: usize,
    messages: usize,
    again: usize,
    mails: usize,
    points: BTreeMap<String, usize>,
}

struct Traffic<'a> {
    office: &'a mut Office,
    mailbox: Mailbox,
    random: Random,
    /// What every day of it is like.
    day: Day,
    is_control: bool,
    kills: usize,
    /// How often a day passes each point.
    points: BTreeMap<String, usize>,
    length: Duration,
    /// Mails that may come again.
    before: Vec<Vec<u8>>,
    tally: Tally,
}

impl<'a> Traffic<'a> {
    async fn new(office: &'a mut Office, seed: u64, day: Day) -> Result<Self, Failure> {
        Ok(Self {
            mailbox: office.mailbox(false).await?,
            office,
            random: Random::new(seed),
            day,
            is_control: false,
            kills: 0,
            points: BTreeMap::new(),
            length: Duration::from_millis(300),
            before: Vec::new(),
            tally: Tally::default(),
        })
    }

    /// Lets a few days pass undisturbed, to know which points there are and how long a day is.
    async fn learn(&mut self) -> Result<(), Failure> {
        let log = self.mailbox.folder.with_extension("points");
        let begun = Instant::now();
        for _ in 0..LEARNED {
            let mails = self.compose()?;
            self.mailbox.put(mails)?;
            let day = Day {
                sends: 1 + self.random.below(2),
                ..self.day.clone()
            };
            self.mailbox.day(&day.with("LOBBY_CRASH_LOG", &log))?;
            self.mailbox.collect(&self.office.smtp);
        }
        self.length = begun.elapsed() / u32::try_from(LEARNED)?;
        for name in fs::read_to_string(&log)?.lines() {
            *self.points.entry(name.to_owned()).or_default() += 1;
        }
        for times in self.points.values_mut() {
            *times = times.div_ceil(LEARNED);
        }
        self.rest().await?;
        if !self.tally.is_good() {
            return Err("a mailbox that nobody stopped was judged badly".into());
        }
        self.tally = Tally::default();
        println!(
            "  {} points; a day takes {:.0} ms",
            self.points.len(),
            self.length.as_secs_f64() * 1000.0
        );
        Ok(())
    }

    /// What arrives today: answers, new mail of residents and of strangers, and what has come before.
    fn compose(&mut self) -> Result<Vec<Vec<u8>>, Failure> {
        let mut mails = Vec::new();
        for _ in 0..self.random.below(4) {
            if self.random.chance(20) {
                mails.extend(self.again());
                continue;
            }
            let words = self.mailbox.next_mark();
            let (gone, _) = self.mailbox.reached();
            let number = self.random.below(gone.max(1));
            let mail = match self.mailbox.sent(number) {
                Some((to, mail)) if self.random.chance(60) => answer_to(mail, to, &words)?.1,
                _ => {
                    let from = match self.random.below(10) {
                        0 => "stranger@elsewhere.example".to_owned(),
                        number => format!("resident{number}@example.org"),
                    };
                    plain(&from, &format!("{words}example"), &words)
                }
            };
            self.before.push(mail.clone());
            mails.push(mail);
        }
        Ok(mails)
    }

    /// A mail that has come before: as it was, or with one more header on top, as a mailing list or a second
    /// delivery leaves it.
    fn again(&mut self) -> Option<Vec<u8>> {
        let mail = self.random.pick(&self.before)?.clone();
        Some(match self.random.chance(50) {
            true => mail,
            false => [b"Received: from elsewhere.example\r\n".as_slice(), &mail].concat(),
        })
    }

    /// A day that is to end by a kill.
    async fn once(&mut self) -> Result<(), Failure> {
        let mails = self.compose()?;
        let mut day = Day {
            sends: self.random.below(3),
            ..self.day.clone()
        };
        let names: Vec<&String> = self.points.keys().collect();
        let point = match self.random.chance(OUTSIDE) {
            true => None,
            false => self.random.pick(&names).map(|name| (*name).clone()),
        };
        if let Some(name) = &point {
            let times = self.points.get(name).copied().unwrap_or(1);
            let at = 1 + self.random.below(times);
            day = day.with("LOBBY_CRASH_AT", format!("{name}:{at}"));
        }
        let total = self.mailbox.mails + u32::try_from(mails.len())?;
        let mut working = self.mailbox.begin(&day, total)?;
        // Some of it is there when the desk connects, some comes while it is connected.
        self.mailbox.put(mails)?;
        if point.is_none() {
            let part = u32::try_from(self.random.below(1000))?;
            tokio::time::sleep(self.length * part / 1000).await;
            working.kill()?;
        }
        let ended = working.wait()?;
        self.mailbox.heard(&ended.lines);
        self.tally.days += 1;
        if !ended.was_killed() && !ended.came_to_the_end() {
            self.count(&[format!("the worker ended by itself: {ended:?}")]);
        }
        if ended.was_killed() {
            self.tally.kills += 1;
            self.kills += 1;
            *self
                .tally
                .points
                .entry(point.unwrap_or_else(|| "from outside".to_owned()))
                .or_default() += 1;
        }
        self.look().await?;
        if self.kills >= KILLS_A_MAILBOX {
            self.rest().await?;
        }
        Ok(())
    }

    /// Judges the folder, half of the time a copy of it, so that the worker itself is the first to open it.
    async fn look(&mut self) -> Result<(), Failure> {
        let folder = self.mailbox.folder.clone();
        let wrong = if self.random.chance(50) {
            let beside = folder.with_extension("copy");
            copy(&folder, &beside)?;
            let wrong = self.mailbox.wrong(&self.office.smtp, &beside).await?;
            fs::remove_dir_all(&beside)?;
            wrong
        } else {
            self.mailbox.wrong(&self.office.smtp, &folder).await?
        };
        self.count(&wrong);
        if !wrong.is_empty() {
            self.anew().await?;
        }
        Ok(())
    }

    /// Brings the mailbox to rest, judges all of it, and begins another.
    async fn rest(&mut self) -> Result<(), Failure> {
        if self.is_control {
            // What it has lost would be waited for in vain.
            return self.anew().await;
        }
        let mails = self.mailbox.mails;
        let ended = self.mailbox.begin(&Day::default(), mails)?.wait()?;
        if !ended.came_to_the_end() {
            self.count(&[format!("did not come to rest: {ended:?}")]);
        }
        let wrong = self.mailbox.wrong_in_the_end(&self.office.smtp).await?;
        self.count(&wrong);
        let (messages, again) = self.mailbox.reached();
        self.tally.messages += messages;
        self.tally.again += again;
        self.tally.mails += self.mailbox.mails as usize;
        self.anew().await
    }

    async fn anew(&mut self) -> Result<(), Failure> {
        fs::remove_dir_all(&self.mailbox.folder)?;
        self.mailbox = self.office.mailbox(false).await?;
        self.before.clear();
        self.kills = 0;
        Ok(())
    }

    fn count(&mut self, wrong: &[String]) {
        for what in wrong {
            match what.split(':').next() {
                Some("LOST") => self.tally.lost += 1,
                Some("TWICE") => self.tally.twice += 1,
                _ => self.tally.torn += 1,
            }
            if !self.is_control {
                println!("  {what}");
            }
        }
    }
}

impl Tally {
    fn print(&self, took: Duration) {
        println!(
            "  {} kills in {} days ({:.1} a second) over {} messages and {} mails",
            self.kills,
            self.days,
            self.kills as f64 / took.as_secs_f64(),
            self.messages,
            self.mails
        );
        println!(
            "  {} lost, {} twice, {} torn or otherwise wrong; {} messages reached the server more than once, each \
             under one Message-ID",
            self.lost, self.twice, self.torn, self.again
        );
        for (name, kills) in &self.points {
            println!("  {kills:5} × {name}");
        }
    }

    fn is_good(&self) -> bool {
        self.lost + self.twice + self.torn == 0
    }
}
