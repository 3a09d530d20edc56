//! S1: `kill -9`, at named points between a write and its confirmation, and at any moment.

use std::{
    collections::{BTreeMap, HashSet},
    fs,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use lobby_faults::{
    Failure,
    folder::{copy, make},
    judge::{Expected, Verdict},
    random::Random,
    run::{Ended, Work},
    state::State,
};
use tempfile::TempDir;

use crate::{look, settings::Settings};

/// Steps of a day that nobody disturbs.
const STEPS: usize = 24;
/// Steps of a day that is to end by a kill, so that it comes to that also at a point that is seldom passed.
const LONG: usize = 60;
/// After so many kills a new folder begins: histories grow meanwhile.
const KILLS_A_FOLDER: usize = 25;
/// Of a hundred kills so many at points at which a step is under way, and so many from outside.
const AT_POINTS: usize = 88;
const FROM_OUTSIDE: usize = 9;

/// The figure with its control.
pub async fn figure(settings: &Settings) -> Result<bool, Failure> {
    let wanted = settings.count(150, 1000);
    let mut killer = Killer::new(settings.seed, &[]).await?;
    killer.learn().await?;
    let begun = Instant::now();
    while killer.tally.kills < wanted {
        killer.once().await?;
    }
    killer.hit_the_rest().await?;
    killer.tally.print(begun.elapsed());
    let mut good = killer.tally.is_good(wanted);

    let mut control = Killer::new(settings.seed, &["early"]).await?;
    control.points = killer.points;
    let tries = (wanted / 10).clamp(40, 100);
    while control.tally.kills < tries {
        control.once().await?;
    }
    let caught = control.tally.lost;
    println!("  control, confirmed before the commit: {caught} of {tries} kills lost something confirmed");
    if caught == 0 {
        println!("  the control did not fail: this harness proves nothing");
        good = false;
    }
    Ok(good)
}

#[derive(Debug, Default)]
struct Tally {
    kills: usize,
    between: usize,
    outside: usize,
    missed: usize,
    steps: usize,
    confirmed: usize,
    more: usize,
    lost: usize,
    bad: usize,
    points: BTreeMap<String, Hits>,
}

#[derive(Debug, Default, Clone, Copy)]
struct Hits {
    all: usize,
    under_way: usize,
}

/// A folder that is worked in and killed, over and over.
struct Chain {
    folder: PathBuf,
    state: State,
    earlier: HashSet<u64>,
    kills: usize,
}

struct Killer {
    random: Random,
    home: TempDir,
    template: State,
    chain: Chain,
    /// How often a day passes each point.
    points: BTreeMap<String, usize>,
    /// How often a point was gone to that was not hit yet.
    tried: BTreeMap<String, usize>,
    day: Duration,
    modes: &'static [&'static str],
    tally: Tally,
}

/// How a day is to end.
enum End {
    At(String, usize),
    Outside(Duration),
}

impl Killer {
    async fn new(seed: u64, modes: &'static [&'static str]) -> Result<Self, Failure> {
        let home = look::memory()?;
        let folder = home.path().join("template");
        let found = make(&folder).await?;
        if !found.faults.is_empty() {
            return Err(found.faults.join("\n").into());
        }
        Ok(Self {
            random: Random::new(seed),
            chain: Chain::begin(home.path(), &found.state)?,
            template: found.state,
            home,
            points: BTreeMap::new(),
            tried: BTreeMap::new(),
            day: Duration::ZERO,
            modes,
            tally: Tally::default(),
        })
    }

    /// Lets a few days pass undisturbed, to know which points there are and how long a day is.
    async fn learn(&mut self) -> Result<(), Failure> {
        const DAYS: u32 = 24;
        let log = self.home.path().join("points");
        let mut days = Duration::ZERO;
        for _ in 0..DAYS {
            let begun = Instant::now();
            let seed = self.random.draw();
            let work = self.work(seed, STEPS).with("LOBBY_CRASH_LOG", &log);
            let ended = work.run(&self.chain.state)?;
            days += begun.elapsed();
            if !ended.came_to_the_end() {
                return Err(format!("an undisturbed day ended badly: {ended:?}").into());
            }
            self.look(&ended, false).await?;
        }
        self.day = days / DAYS;
        self.anew()?;
        for name in fs::read_to_string(&log)?.lines() {
            *self.points.entry(name.to_owned()).or_default() += 1;
        }
        for times in self.points.values_mut() {
            *times = times.div_ceil(DAYS as usize);
        }
        if self.tally.bad + self.tally.lost > 0 {
            return Err("a desk that nobody stopped was judged badly".into());
        }
        self.tally = Tally::default();
        println!(
            "  {} points; a day of {STEPS} steps takes {:.0} ms",
            self.points.len(),
            self.day.as_secs_f64() * 1000.0
        );
        Ok(())
    }

    /// A day with a backup now and then, that closes and opens again half-way.
    fn work(&self, seed: u64, steps: usize) -> Work {
        Work::new(&self.chain.folder, seed, steps)
            .told("backups")
            .told("reopen")
    }

    fn choose(&mut self) -> Option<End> {
        // First every point once; what is under way there is not known before.
        let new = |name: &&String| {
            !self.tally.points.contains_key(*name) && self.tried.get(*name).is_none_or(|tries| *tries < 5)
        };
        let roll = self.random.below(100);
        let name = if let Some(name) = self.points.keys().find(new) {
            *self.tried.entry(name.clone()).or_default() += 1;
            name.clone()
        } else if (AT_POINTS..AT_POINTS + FROM_OUTSIDE).contains(&roll) {
            let part = u32::try_from(self.random.below(1000)).unwrap_or(0);
            return Some(End::Outside(self.day * part / 1000));
        } else {
            let under_way = roll < AT_POINTS;
            let names: Vec<&String> = self
                .tally
                .points
                .iter()
                .filter(|(_, hits)| (hits.under_way > 0) == under_way)
                .map(|(name, _)| name)
                .collect();
            // In the beginning it is not known of any point whether a step is under way there.
            let all: Vec<&String> = self.points.keys().collect();
            (*self.random.pick(if names.is_empty() { &all } else { &names })?).clone()
        };
        let times = self.points.get(&name).copied().unwrap_or(1);
        let time = 1 + self.random.below(times);
        Some(End::At(name, time))
    }

    /// One day, ended by a kill if it comes to that, and judged.
    async fn once(&mut self) -> Result<(), Failure> {
        let end = self.choose().ok_or("no point to kill at")?;
        self.day_until(end).await
    }

    async fn day_until(&mut self, end: End) -> Result<(), Failure> {
        let seed = self.random.draw();
        let mut work = self.work(seed, LONG);
        for mode in self.modes {
            work = work.told(mode);
        }
        let ended = match &end {
            End::At(name, time) => work
                .with("LOBBY_CRASH_AT", format!("{name}:{time}"))
                .run(&self.chain.state)?,
            End::Outside(after) => {
                let mut working = work.start(&self.chain.state)?;
                tokio::time::sleep(*after).await;
                working.kill()?;
                working.wait()?
            }
        };
        if !ended.was_killed() && !ended.came_to_the_end() {
            self.bad(&format!("the worker ended by itself: {ended:?}"));
            return self.anew();
        }
        if ended.was_killed() {
            self.tally.kills += 1;
            self.chain.kills += 1;
        } else {
            self.tally.missed += 1;
        }
        let under_way = self.look(&ended, true).await?;
        if ended.was_killed() {
            match end {
                End::At(name, _) => {
                    let hits = self.tally.points.entry(name).or_default();
                    hits.all += 1;
                    hits.under_way += usize::from(under_way);
                    self.tally.between += usize::from(under_way);
                }
                End::Outside(_) => self.tally.outside += 1,
            }
        }
        if self.chain.kills >= KILLS_A_FOLDER {
            self.anew()?;
        }
        Ok(())
    }

    /// Judges the folder, half of the time a copy of it, so that the worker itself is the first to open it.
    async fn look(&mut self, ended: &Ended, may_copy: bool) -> Result<bool, Failure> {
        let mut expected = Expected::from(self.chain.state.clone());
        expected.earlier = std::mem::take(&mut self.chain.earlier);
        let expected = expected.following(&ended.lines);
        let verdict = if may_copy && self.random.chance(50) {
            let beside = self.home.path().join("copy");
            copy(&self.chain.folder, &beside)?;
            let judged = look::judge(&beside, &expected).await?;
            fs::remove_dir_all(&beside)?;
            judged
        } else {
            look::judge(&self.chain.folder, &expected).await?
        };
        self.tally.steps += ended.lines.len() / 2;
        self.tally.confirmed += expected.confirmed;
        let (verdict, found) = verdict;
        let pending = expected.is_pending();
        for misfit in &expected.misfits {
            self.bad(misfit);
        }
        for failure in &expected.failures {
            self.bad(&format!("a step failed: {failure:?}"));
        }
        match verdict {
            Verdict::Whole { more } => {
                self.tally.more += usize::from(more);
                self.chain.earlier = expected.earlier;
                self.chain
                    .earlier
                    .extend(expected.allowed.iter().map(State::digest));
                self.chain.state = found;
            }
            // Who confirms early loses what was confirmed: that much the control may.
            Verdict::Lost(what) if self.modes.is_empty() => {
                self.tally.lost += 1;
                println!("  LOST, by {:?}:\n{what}", ended.lines.last());
                self.anew()?;
            }
            Verdict::Lost(_) => {
                self.tally.lost += 1;
                self.anew()?;
            }
            bad => {
                self.bad(&format!("{bad:?}, after {:?}", ended.lines.last()));
                self.anew()?;
            }
        }
        Ok(pending)
    }

    fn bad(&mut self, what: &str) {
        self.tally.bad += 1;
        println!("  BAD: {what}");
    }

    fn anew(&mut self) -> Result<(), Failure> {
        fs::remove_dir_all(&self.chain.folder)?;
        self.chain = Chain::begin(self.home.path(), &self.template)?;
        Ok(())
    }

    /// A point that chance has left out is gone to until it is hit.
    async fn hit_the_rest(&mut self) -> Result<(), Failure> {
        let names: Vec<String> = self.points.keys().cloned().collect();
        for name in names {
            for _ in 0..50 {
                if self.tally.points.contains_key(&name) {
                    break;
                }
                self.anew()?;
                self.day_until(End::At(name.clone(), 1)).await?;
            }
            self.tally.points.entry(name).or_default();
        }
        Ok(())
    }
}

impl Chain {
    fn begin(home: &Path, template: &State) -> Result<Self, Failure> {
        let folder = home.join("desk");
        copy(&home.join("template"), &folder)?;
        Ok(Self {
            folder,
            state: template.clone(),
            earlier: HashSet::new(),
            kills: 0,
        })
    }
}

impl Tally {
    fn print(&self, took: Duration) {
        let a_second = |count: usize| count as f64 / took.as_secs_f64();
        println!(
            "  {} kills ({:.0} a second): {} between a write and its confirmation ({} %), {} from outside; {} days \
             were not stopped",
            self.kills,
            a_second(self.kills),
            self.between,
            self.between * 100 / self.kills.max(1),
            self.outside,
            self.missed
        );
        println!(
            "  {} steps confirmed; after {} kills the step under way was there whole, after the others not at all",
            self.confirmed, self.more
        );
        println!("  {} lost, {} torn or otherwise wrong", self.lost, self.bad);
        for (name, hits) in &self.points {
            println!(
                "  {:5} × {name}, {} with a step under way",
                hits.all, hits.under_way
            );
        }
    }

    fn is_good(&self, wanted: usize) -> bool {
        let missed = self.points.values().any(|hits| hits.all == 0);
        if missed {
            println!("  a point was never hit");
        }
        let share = self.between * 100 >= self.kills * 80;
        if !share {
            println!("  fewer than 80 % between a write and its confirmation");
        }
        self.lost == 0 && self.bad == 0 && !missed && share && self.kills >= wanted
    }
}
