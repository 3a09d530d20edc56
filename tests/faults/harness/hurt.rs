//! S4: the disk reports an error, or is full, at every call that the desk makes of it, once and for ever.

use std::{
    collections::{BTreeMap, VecDeque},
    ffi::OsString,
    fmt,
    path::Path,
    sync::{Arc, Mutex, PoisonError},
};

use lobby_desk::problem::{Problem, StorageFault};
use lobby_faults::{
    Failure,
    folder::{copy, make},
    judge::{Expected, Verdict},
    protocol::Line,
    random::Random,
    run::{Ended, Work},
    state::State,
};
use tempfile::TempDir;

use crate::{look, settings::Settings};

/// Steps of a day; it closes and opens again half-way, and closes at the end.
const STEPS: usize = 14;
/// How many runs at a time.
const HANDS: usize = 2;

/// What goes wrong, and at which calls it can.
const ERRORS: [(&str, &[&str]); 2] = [
    (
        "EIO",
        &[
            "pread64",
            "pwrite64",
            "fsync",
            "fdatasync",
            "openat",
            "ftruncate",
            "unlink",
            "write",
            "rename",
        ],
    ),
    (
        "ENOSPC",
        &["pwrite64", "fsync", "fdatasync", "openat", "ftruncate", "write"],
    ),
];

/// One run: this call fails so, the n-th time that a thread makes it, or from then on. strace counts by thread,
/// and a connection that is opened anew is a new thread: it meets the same harm at its own n-th call.
#[derive(Debug, Clone)]
struct Harm {
    call: &'static str,
    error: &'static str,
    when: When,
}

#[derive(Debug, Clone, Copy)]
enum When {
    /// The n-th time.
    Once(usize),
    /// The n-th time and ever after.
    EverSince(usize),
    /// Every call of every thread from this step on: a disk that is broken from then.
    FromStep(usize),
}

impl fmt::Display for Harm {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}:error={}", self.call, self.error)?;
        match self.when {
            When::Once(time) => write!(out, ":when={time}"),
            When::EverSince(time) => write!(out, ":when={time}+"),
            When::FromStep(_) => Ok(()), // strace is told no number: every call fails
        }
    }
}

#[derive(Debug, Default, Clone)]
struct Tally {
    runs: usize,
    unnoticed: usize,
    failed: usize,
    shut: usize,
    there: usize,
    lost: usize,
    bad: usize,
    faults: BTreeMap<String, usize>,
}

/// What all hands share.
struct Bench {
    home: TempDir,
    start: State,
    seed: u64,
    modes: &'static [&'static str],
}

/// The figure with its control.
pub async fn figure(settings: &Settings) -> Result<bool, Failure> {
    let mut random = Random::new(settings.seed);
    let bench = Bench::new(settings.seed, &[]).await?;
    let counts = bench.count().await?;
    let mut harms = every(&counts);
    println!(
        "  calls of the thread that makes most of them: {}",
        counts
            .iter()
            .map(|(call, count)| format!("{call} {count}"))
            .collect::<Vec<_>>()
            .join(", ")
    );
    let all = harms.len();
    if let Some(n) = settings.n.or(settings.quick.then_some(120)) {
        shuffle(&mut random, &mut harms);
        harms.truncate(n);
    }
    let wanted = harms.len();
    let sums = run(bench, harms).await?;
    println!("  {wanted} runs of {all} that there are");
    let mut whole = Tally::default();
    for (kind, tally) in &sums {
        println!(
            "  {kind:36} {:4} runs: {:4} had a step fail, {:3} could not open, {:3} noticed nothing; after {:3} the \
             failed step was there whole",
            tally.runs, tally.failed, tally.shut, tally.unnoticed, tally.there
        );
        whole.add(tally);
    }
    println!("  said to the person: {:?}", whole.faults);
    println!(
        "  {} lost something confirmed, {} otherwise wrong",
        whole.lost, whole.bad
    );
    let good = whole.lost + whole.bad == 0 && whole.failed > 0;
    Ok(control(settings, &mut random).await? && good)
}

/// A person who takes the failure for a success must be seen to lose.
async fn control(settings: &Settings, random: &mut Random) -> Result<bool, Failure> {
    let bench = Bench::new(settings.seed, &["anyway"]).await?;
    let counts = bench.count().await?;
    let mut harms: Vec<Harm> = every(&counts)
        .into_iter()
        .filter(|harm| ["fsync", "fdatasync", "pwrite64"].contains(&harm.call))
        .collect();
    shuffle(random, &mut harms);
    harms.truncate(30);
    let runs = harms.len();
    let mut tally = Tally::default();
    for sum in run(bench, harms).await?.values() {
        tally.add(sum);
    }
    println!(
        "  control, a failure taken for a success: {} of {runs} runs lost something confirmed",
        tally.lost
    );
    if tally.lost == 0 {
        println!("  the control did not fail: this harness proves nothing");
    }
    Ok(tally.lost > 0)
}

fn shuffle(random: &mut Random, harms: &mut [Harm]) {
    for place in (1..harms.len()).rev() {
        harms.swap(place, random.below(place + 1));
    }
}

fn every(counts: &BTreeMap<&'static str, usize>) -> Vec<Harm> {
    let mut harms = Vec::new();
    for (error, calls) in ERRORS {
        for call in calls {
            for time in 1..=counts.get(call).copied().unwrap_or(0) {
                for when in [When::Once(time), When::EverSince(time)] {
                    harms.push(Harm { call, error, when });
                }
            }
            for step in 0..STEPS {
                let when = When::FromStep(step);
                harms.push(Harm { call, error, when });
            }
        }
    }
    harms
}

/// Does all of it, `HANDS` at a time; the sums by call, error and whether it ends.
async fn run(bench: Bench, harms: Vec<Harm>) -> Result<BTreeMap<String, Tally>, Failure> {
    let bench = Arc::new(bench);
    let queue = Arc::new(Mutex::new(VecDeque::from(harms)));
    let mut hands = Vec::new();
    for hand in 0..HANDS {
        hands.push(tokio::spawn(work_off(
            Arc::clone(&bench),
            Arc::clone(&queue),
            hand,
        )));
    }
    let mut sums: BTreeMap<String, Tally> = BTreeMap::new();
    for hand in hands {
        for (kind, tally) in hand.await?? {
            sums.entry(kind).or_default().add(&tally);
        }
    }
    Ok(sums)
}

async fn work_off(
    bench: Arc<Bench>,
    queue: Arc<Mutex<VecDeque<Harm>>>,
    hand: usize,
) -> Result<BTreeMap<String, Tally>, Failure> {
    let next = || queue.lock().unwrap_or_else(PoisonError::into_inner).pop_front();
    let mut sums: BTreeMap<String, Tally> = BTreeMap::new();
    while let Some(harm) = next() {
        let ever = match harm.when {
            When::Once(_) => "once",
            When::EverSince(_) => "for ever",
            When::FromStep(_) => "broken from a step on",
        };
        let kind = format!("{} {} {ever}", harm.call, harm.error);
        let tally = bench.suffer(&harm, hand).await?;
        sums.entry(kind).or_default().add(&tally);
    }
    Ok(sums)
}

impl Bench {
    async fn new(seed: u64, modes: &'static [&'static str]) -> Result<Self, Failure> {
        let home = look::memory()?;
        let found = make(&home.path().join("template")).await?;
        Ok(Self {
            home,
            start: found.state,
            seed,
            modes,
        })
    }

    fn work(&self, folder: &Path) -> Work {
        let mut work = Work::new(folder, self.seed, STEPS).told("reopen").told("close");
        for mode in self.modes {
            work = work.told(mode);
        }
        work
    }

    /// How often the thread that makes most calls of a kind makes them: strace counts by thread.
    async fn count(&self) -> Result<BTreeMap<&'static str, usize>, Failure> {
        let folder = self.home.path().join("counted");
        copy(&self.home.path().join("template"), &folder)?;
        let log = self.home.path().join("log");
        let mut counts = BTreeMap::new();
        let calls: Vec<&'static str> = ERRORS
            .iter()
            .flat_map(|(_, calls)| calls.iter().copied())
            .collect();
        let around = strace(&folder, &log, &format!("trace={}", calls.join(",")), None);
        let ended = self.work(&folder).around(around).run(&self.start)?;
        if !ended.came_to_the_end() {
            return Err(format!("a run that was only watched ended badly: {}", ended.errors).into());
        }
        let log = std::fs::read_to_string(&log)?;
        for call in calls {
            let mut by_thread: BTreeMap<&str, usize> = BTreeMap::new();
            for (thread, made) in log.lines().filter_map(|line| line.split_once(' ')) {
                if made.trim_start().starts_with(&format!("{call}(")) {
                    *by_thread.entry(thread).or_default() += 1;
                }
            }
            counts.insert(call, by_thread.into_values().max().unwrap_or(0));
        }
        Ok(counts)
    }

    /// A run that is sound until a step, and from then on meets the harm at every call: strace comes to it then.
    async fn broken(&self, folder: &Path, step: usize, around: Vec<OsString>) -> Result<Ended, Failure> {
        let waiting = folder.with_extension("waiting");
        let _ = std::fs::remove_file(&waiting);
        let mut working = self
            .work(folder)
            .told(format!("wait={step}"))
            .start(&self.start)?;
        let a_moment = || tokio::time::sleep(std::time::Duration::from_millis(5));
        while !waiting.exists() && !working.has_ended()? {
            a_moment().await;
        }
        let process = working.process();
        let mut strace = std::process::Command::new("strace")
            .args(around.iter().skip(1).filter(|word| *word != "--seccomp-bpf"))
            .args(["-p", &process.to_string()])
            .stderr(std::process::Stdio::null())
            .spawn()?;
        let mut patience = 2_000;
        while !is_held(process) && !working.has_ended()? {
            patience -= 1;
            if patience == 0 {
                return Err("strace does not come to the worker".into());
            }
            a_moment().await;
        }
        // Not there where the day ended before that step.
        let _ = std::fs::remove_file(&waiting);
        let ended = working.wait()?;
        strace.wait()?;
        Ok(ended)
    }

    /// One run under one harm, and what is found afterwards without it.
    async fn suffer(&self, harm: &Harm, hand: usize) -> Result<Tally, Failure> {
        let folder = self.home.path().join(format!("hurt{hand}"));
        copy(&self.home.path().join("template"), &folder)?;
        let log = self.home.path().join(format!("log{hand}"));
        let inject = format!("inject={harm}");
        let around = strace(&folder, &log, &format!("trace={}", harm.call), Some(&inject));
        let ended = match harm.when {
            When::FromStep(step) => self.broken(&folder, step, around).await?,
            _ => self.work(&folder).around(around).run(&self.start)?,
        };
        let expected = Expected::from(self.start.clone()).following(&ended.lines);
        let (verdict, _) = look::judge(&folder, &expected).await?;
        std::fs::remove_dir_all(&folder)?;
        let mut tally = Tally {
            runs: 1,
            failed: usize::from(!expected.failures.is_empty()),
            ..Tally::default()
        };
        if self.modes.is_empty() {
            tally.told(&ended, &expected, harm);
        }
        match verdict {
            Verdict::Whole { more } => tally.there += usize::from(more),
            // Who takes a failure for a success goes on from what is not there: what is found fits nothing.
            Verdict::Lost(_) | Verdict::Torn(_) if !self.modes.is_empty() => tally.lost += 1,
            Verdict::Lost(what) => {
                tally.lost += 1;
                println!("  LOST under {harm}:\n{what}");
            }
            other => tally.bad(harm, &format!("{other:?}")),
        }
        Ok(tally)
    }
}

/// Whether every thread of a process is held by strace.
fn is_held(process: u32) -> bool {
    let Ok(threads) = std::fs::read_dir(format!("/proc/{process}/task")) else {
        return false;
    };
    threads.flatten().all(|thread| {
        std::fs::read_to_string(thread.path().join("status"))
            .is_ok_and(|status| !status.contains("TracerPid:\t0\n"))
    })
}

impl Tally {
    /// What the person was told, and how the program ended.
    fn told(&mut self, ended: &Ended, expected: &Expected, harm: &Harm) {
        let mut shut = false;
        let mut faults: Vec<(StorageFault, &str)> = Vec::new();
        for line in &ended.lines {
            if let Line::CannotOpen { fault, detail } = line {
                shut = true;
                faults.push((*fault, detail));
            }
        }
        for failure in &expected.failures {
            if let Problem::Storage { fault, detail } = failure {
                faults.push((*fault, detail));
            }
        }
        self.shut += usize::from(shut);
        self.unnoticed += usize::from(faults.is_empty());
        for (fault, detail) in faults {
            *self.faults.entry(format!("{fault:?}")).or_default() += 1;
            if !helps(fault) && !unread(harm, fault, detail) {
                self.bad(harm, &format!("the person is told {fault:?}: {detail}"));
            }
        }
        for misfit in &expected.misfits {
            self.bad(harm, misfit);
        }
        let code = ended.status.code();
        if ended.errors.contains("panicked") || !(code == Some(0) || (shut && code == Some(3))) {
            self.bad(harm, &format!("ended with {code:?}: {}", ended.errors));
        }
    }

    fn bad(&mut self, harm: &Harm, what: &str) {
        self.bad += 1;
        println!("  BAD under {harm}: {what}");
    }

    fn add(&mut self, other: &Self) {
        self.runs += other.runs;
        self.unnoticed += other.unnoticed;
        self.failed += other.failed;
        self.shut += other.shut;
        self.there += other.there;
        self.lost += other.lost;
        self.bad += other.bad;
        for (fault, count) in &other.faults {
            *self.faults.entry(fault.clone()).or_default() += count;
        }
    }
}

/// Whether a person can do something about what they are told, and it is not misleading.
fn helps(fault: StorageFault) -> bool {
    matches!(
        fault,
        StorageFault::DiskFull | StorageFault::DiskFailing | StorageFault::NoFolder | StorageFault::ReadOnly
    )
}

/// A known limit: where SQLite is not given the page with the schema it calls the file malformed, and the words for
/// a damaged file are said of a disk that fails. What is wrong with the file itself is found page by page at the next
/// start, which must be clean.
fn unread(harm: &Harm, fault: StorageFault, detail: &str) -> bool {
    harm.call == "pread64" && fault == StorageFault::Damaged && detail.contains("(code: 11)")
}

/// strace around the worker, on the files of the folder alone.
fn strace(folder: &Path, log: &Path, trace: &str, inject: Option<&str>) -> Vec<OsString> {
    let mut words: Vec<OsString> = ["strace", "-f", "--seccomp-bpf", "-o"]
        .map(OsString::from)
        .to_vec();
    words.push(log.into());
    words.extend(["-e".into(), trace.into()]);
    if let Some(inject) = inject {
        words.extend(["-e".into(), inject.into()]);
    }
    words.extend(["-P".into(), folder.into()]);
    for name in [
        "lobby.db",
        "lobby.db-wal",
        "lobby.db-shm",
        "lobby.db-journal",
        "lobby.lock",
        "lobby.sums",
        "lobby.new",
        ".lobby-probe",
    ] {
        words.extend(["-P".into(), folder.join(name).into()]);
    }
    words
}
