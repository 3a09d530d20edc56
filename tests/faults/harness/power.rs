//! S2: the power goes. One run is watched; out of what it wrote and synced, thousands of states are made in which
//! a disk may be found afterwards, and each is opened and judged.

use std::{fs, path::Path, sync::Arc, time::Instant};

use lobby_faults::{
    Failure,
    disk::{Disk, Files},
    folder::{copy, make},
    judge::{Expected, Verdict},
    load::{Found, found},
    protocol::Line,
    random::Random,
    run::Work,
    state::State,
    trace::{Act, read, watching},
};
use sqlx::{ConnectOptions as _, Connection as _, sqlite::SqliteConnectOptions};

use crate::{look, settings::Settings};

/// Every so many states one is opened through the desk instead of through SQLite alone.
const THROUGH_THE_DESK: usize = 2;
/// How many judge at a time.
const JUDGES: usize = 4;

/// A run that was watched.
struct Course {
    acts: Vec<Act>,
    lines: Vec<Line>,
    files: Files,
    start: State,
}

#[derive(Debug, Default, Clone, Copy)]
struct Tally {
    states: usize,
    desk: usize,
    more: usize,
    lost: usize,
    torn: usize,
    damaged: usize,
}

/// The figure with its controls.
pub async fn figure(settings: &Settings) -> Result<bool, Failure> {
    let wanted = settings.count(1_500, 10_000);
    let mut random = Random::new(settings.seed);
    let begun = Instant::now();
    let tally = courses(&mut random, wanted, "FULL").await?;
    let seconds = begun.elapsed().as_secs_f64();
    println!(
        "  FULL: {} disk states ({:.0} a second), {} of them through the desk; in {} the step under way was there \
         whole",
        tally.states,
        tally.states as f64 / seconds,
        tally.desk,
        tally.more
    );
    tally.print();
    let mut good = tally.states >= wanted && tally.lost + tally.torn + tally.damaged == 0;
    let tries = (wanted / 10).max(200);
    let normal = courses(&mut random, tries, "NORMAL").await?;
    println!("  control, synchronous = NORMAL, {} disk states:", normal.states);
    normal.print();
    if normal.lost == 0 {
        println!("  the control did not lose anything: this harness proves nothing");
        good = false;
    }
    let off = courses(&mut random, tries, "OFF").await?;
    println!("  control, synchronous = OFF, {} disk states:", off.states);
    off.print();
    if off.damaged + off.torn == 0 {
        println!("  the control was not damaged: this harness proves nothing");
        good = false;
    }
    Ok(good)
}

/// Watches runs of both kinds, in a building that is at work and from the very first start, and judges their states.
async fn courses(random: &mut Random, wanted: usize, synchronous: &'static str) -> Result<Tally, Failure> {
    let loud = synchronous == "FULL";
    let days = wanted.div_ceil(2_500).max(1);
    let mut all = Tally::default();
    for _ in 0..days {
        let course = watch(random, false, synchronous).await?;
        all.add(replay(course, random, wanted * 85 / 100 / days, loud).await?);
    }
    let course = watch(random, true, synchronous).await?;
    all.add(replay(course, random, wanted - all.states, loud).await?);
    Ok(all)
}

/// One run under strace, from an empty folder or in the building.
async fn watch(random: &mut Random, empty: bool, synchronous: &'static str) -> Result<Course, Failure> {
    let home = look::memory()?;
    let (template, folder) = (home.path().join("template"), home.path().join("desk"));
    let start = match empty {
        true => State::default(),
        false => make(&template).await?.state,
    };
    copy(&template, &folder)?;
    let log = home.path().join("log");
    let mut work = Work::new(&folder, random.draw(), if empty { 12 } else { 110 })
        .with("LOBBY_FAULTS_SYNCHRONOUS", synchronous)
        .told("backups")
        .told("reopen")
        .told("close")
        .around(watching(&log));
    if empty {
        work = work.told("empty");
    }
    let files = files_of(&folder)?;
    let ended = work.run(&start)?;
    if !ended.came_to_the_end() {
        return Err(format!("a run that was only watched ended badly: {}", ended.errors).into());
    }
    let acts = read(
        &fs::read_to_string(&log)?,
        &folder,
        &folder.with_extension("said"),
    )?;
    let said = acts.iter().filter(|act| **act == Act::Said).count();
    if said != ended.lines.len() {
        return Err(format!("{said} lines in the log, {} were said", ended.lines.len()).into());
    }
    Ok(Course {
        acts,
        lines: ended.lines,
        files,
        start,
    })
}

fn files_of(folder: &Path) -> Result<Files, Failure> {
    let mut files = Files::new();
    for entry in fs::read_dir(folder)?.flatten() {
        files.insert(
            entry.file_name().to_string_lossy().into_owned(),
            fs::read(entry.path())?,
        );
    }
    Ok(files)
}

/// Cuts the power at `states` moments of a run, anywhere in it.
async fn replay(course: Course, random: &mut Random, states: usize, loud: bool) -> Result<Tally, Failure> {
    let course = Arc::new(course);
    let mut moments: Vec<usize> = (0..states).map(|_| random.below(course.acts.len() + 1)).collect();
    moments.sort_unstable();
    let mut judges = Vec::new();
    for judge in 0..JUDGES {
        let own: Vec<usize> = moments.iter().copied().skip(judge).step_by(JUDGES).collect();
        judges.push(tokio::spawn(part(
            Arc::clone(&course),
            own,
            random.branch(),
            loud,
        )));
    }
    let mut tally = Tally::default();
    for judge in judges {
        tally.add(judge.await??);
    }
    Ok(tally)
}

/// One judge's part: walks along the run once.
async fn part(
    course: Arc<Course>,
    moments: Vec<usize>,
    mut random: Random,
    loud: bool,
) -> Result<Tally, Failure> {
    let home = look::memory()?;
    let mut disk = Disk::holding(&course.files);
    let mut expected = Expected::from(course.start.clone());
    let mut lines = course.lines.iter();
    let mut tally = Tally::default();
    let mut place = 0;
    for moment in moments {
        for act in course.acts.get(place..moment).unwrap_or_default() {
            if *act == Act::Said
                && let Some(line) = lines.next()
            {
                expected.follow(line);
            }
            disk.act(act);
        }
        place = moment;
        let folder = home.path().join("cut");
        fs::create_dir(&folder)?;
        for (name, bytes) in disk.cut(&mut random) {
            fs::write(folder.join(name), bytes)?;
        }
        tally.states += 1;
        let verdict = if tally.states % THROUGH_THE_DESK == 0 {
            tally.desk += 1;
            look::judge(&folder, &expected).await?.0
        } else {
            quick(&folder, &expected).await
        };
        fs::remove_dir_all(&folder)?;
        tally.count(&verdict);
        if loud && !verdict.is_whole() {
            println!("  at act {moment} of {}: {verdict:?}", course.acts.len());
        }
    }
    Ok(tally)
}

/// Opens the file as SQLite alone does; the desk adds looks at it, and is used for some of them.
async fn quick(folder: &Path, expected: &Expected) -> Verdict {
    match through_sqlite(folder).await {
        Ok(found) => expected.judge(&found),
        Err(error) => Verdict::Damaged(error.to_string()),
    }
}

async fn through_sqlite(folder: &Path) -> Result<Found, Failure> {
    let mut db = SqliteConnectOptions::new()
        .filename(folder.join("lobby.db"))
        .create_if_missing(true)
        .disable_statement_logging()
        .connect()
        .await?;
    let found = found(&mut db).await;
    db.close().await?;
    found
}

impl Tally {
    fn add(&mut self, other: Self) {
        self.states += other.states;
        self.desk += other.desk;
        self.more += other.more;
        self.lost += other.lost;
        self.torn += other.torn;
        self.damaged += other.damaged;
    }

    fn count(&mut self, verdict: &Verdict) {
        match verdict {
            Verdict::Whole { more } => self.more += usize::from(*more),
            Verdict::Lost(_) => self.lost += 1,
            Verdict::Torn(_) => self.torn += 1,
            Verdict::Damaged(_) | Verdict::Shut(_) => self.damaged += 1,
        }
    }

    fn print(self) {
        println!(
            "  {} lost something confirmed, {} torn, {} damaged or not to be opened",
            self.lost, self.torn, self.damaged
        );
    }
}
