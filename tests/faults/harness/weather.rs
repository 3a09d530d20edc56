//! S5: a disk that is slow, a disk that lies about its syncs, and a clock that is a day off.

use std::{ffi::OsString, path::Path, time::Duration};

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

/// A read that takes longer is felt.
const PROMPT: Duration = Duration::from_millis(100);
const DAY: i64 = 24 * 60 * 60 * 1000;

struct Bench {
    home: TempDir,
    start: State,
}

/// The figure with its controls.
pub async fn figure(settings: &Settings) -> Result<bool, Failure> {
    let home = look::memory()?;
    let start = make(&home.path().join("template")).await?.state;
    let bench = Bench { home, start };
    let mut random = Random::new(settings.seed);
    let mut good = bench.slow(settings, &mut random).await?;
    good &= bench.lying(settings, &mut random).await?;
    good &= bench.clock(settings, &mut random).await?;
    Ok(good)
}

/// strace around the worker, doing this to these calls.
fn strace(calls: &str, harm: &str) -> Vec<OsString> {
    let (trace, inject) = (format!("trace={calls}"), format!("inject={calls}:{harm}"));
    [
        "strace",
        "-f",
        "--seccomp-bpf",
        "-o",
        "/dev/null",
        "-e",
        &trace,
        "-e",
        &inject,
    ]
    .map(OsString::from)
    .to_vec()
}

impl Bench {
    async fn day(&self, work: impl FnOnce(&Path) -> Work) -> Result<(Ended, Expected, Verdict), Failure> {
        let folder = self.home.path().join("desk");
        copy(&self.home.path().join("template"), &folder)?;
        let ended = work(&folder).run(&self.start)?;
        let expected = Expected::from(self.start.clone()).following(&ended.lines);
        let (verdict, _) = look::judge(&folder, &expected).await?;
        std::fs::remove_dir_all(&folder)?;
        Ok((ended, expected, verdict))
    }

    /// Every write or sync takes this long; whoever only looks must not wait for it.
    async fn slow(&self, settings: &Settings, random: &mut Random) -> Result<bool, Failure> {
        let cases: &[(&str, u64, usize)] = match settings.quick {
            true => &[("fsync,fdatasync", 300, 6)],
            false => &[
                ("fsync,fdatasync", 50, 20),
                ("fsync,fdatasync", 1_000, 8),
                ("fsync,fdatasync", 5_000, 3),
                ("pwrite64", 50, 4),
                ("pwrite64", 500, 1),
            ],
        };
        let mut good = true;
        for (calls, millis, steps) in cases {
            let delay = format!("delay_enter={}", millis * 1000);
            let seed = random.draw();
            let (ended, expected, verdict) = self
                .day(|folder| {
                    Work::new(folder, seed, *steps)
                        .told("reads")
                        .around(strace(calls, &delay))
                })
                .await?;
            let mut reads: Vec<u64> = ended.lines.iter().filter_map(micros).collect();
            reads.sort_unstable();
            let at = |part: usize| {
                reads
                    .get(reads.len().saturating_sub(1) * part / 100)
                    .copied()
                    .unwrap_or(0)
            };
            println!(
                "  {calls} takes {millis} ms: {} steps confirmed, {} reads meanwhile, half within {:.1} ms, 95 % within \
                 {:.1} ms, the slowest {:.1} ms",
                expected.confirmed,
                reads.len(),
                at(50) as f64 / 1000.0,
                at(95) as f64 / 1000.0,
                at(100) as f64 / 1000.0
            );
            let prompt = !reads.is_empty() && Duration::from_micros(at(95)) <= PROMPT;
            // A read that waits for the disk waits for the whole of at least one call.
            let waits = reads
                .iter()
                .any(|micros| Duration::from_micros(*micros) >= Duration::from_millis(*millis).max(PROMPT));
            if !verdict.is_whole()
                || !ended.came_to_the_end()
                || !expected.failures.is_empty()
                || !prompt
                || waits
            {
                println!(
                    "  BAD: {verdict:?}, {:?}, failures {:?}",
                    ended.lines.last(),
                    expected.failures
                );
                good = false;
            }
        }
        Ok(good)
    }

    /// Syncs that do nothing lose nothing by a kill: what was written is the system's.
    async fn lying(&self, settings: &Settings, random: &mut Random) -> Result<bool, Failure> {
        let wanted = if settings.quick { 10 } else { 50 };
        let (mut bad, mut killed, mut confirmed) = (0, 0, 0);
        for _ in 0..wanted {
            let seed = random.draw();
            let times = 1 + random.below(12);
            let (ended, expected, verdict) = self
                .day(|folder| {
                    Work::new(folder, seed, 40)
                        .with("LOBBY_CRASH_AT", format!("after_commit:{times}"))
                        .around(strace("fsync,fdatasync", "retval=0"))
                })
                .await?;
            killed += usize::from(ended.was_killed());
            confirmed += expected.confirmed;
            if !verdict.is_whole() {
                println!("  BAD: {verdict:?}");
                bad += 1;
            }
        }
        println!(
            "  a disk that lies about its syncs, {killed} kills: {confirmed} steps confirmed, {bad} times not whole"
        );
        Ok(bad == 0 && killed == wanted)
    }

    /// The clock is set a day back, or forward, in the middle of the work.
    async fn clock(&self, settings: &Settings, random: &mut Random) -> Result<bool, Failure> {
        let days = if settings.quick { 3 } else { 20 };
        let mut good = true;
        for (by, words) in [(-DAY, "back"), (DAY, "forward")] {
            let (mut whole, mut locked, mut told, mut confirmed) = (0, 0, 0, 0);
            for _ in 0..days {
                let seed = random.draw();
                let (ended, expected, verdict) = self.clock_day(seed, by, "").await?;
                if verdict.is_whole() && ended.came_to_the_end() && expected.misfits.is_empty() {
                    whole += 1;
                } else {
                    println!("  BAD: {verdict:?} {:?}", expected.misfits);
                }
                confirmed += expected.confirmed;
                for line in &ended.lines {
                    if let Line::Clock { locked: was, behind } = line {
                        locked += usize::from(*was);
                        told += usize::from(*behind);
                    }
                }
            }
            let behind = if by < 0 { days } else { 0 };
            println!(
                "  clock a day {words}, {days} days: {confirmed} steps confirmed, whole and in order {whole}, locked \
                 {locked}, signed in again {locked}, told that the clock is behind {told}"
            );
            good &= (whole, locked, told) == (days, days, behind);
        }
        let mut caught = 0;
        for _ in 0..days {
            let (_, _, verdict) = self.clock_day(random.draw(), -DAY, "entry_order").await?;
            caught +=
                usize::from(matches!(verdict, Verdict::Damaged(what) if what.contains("written earlier")));
        }
        println!(
            "  control, entries bear the clock's time whatever it is: {caught} of {days} days out of order"
        );
        if caught == 0 {
            println!("  the control did not fail: this harness proves nothing");
        }
        Ok(good && caught > 0)
    }

    async fn clock_day(
        &self,
        seed: u64,
        by: i64,
        without: &str,
    ) -> Result<(Ended, Expected, Verdict), Failure> {
        self.day(|folder| {
            Work::new(folder, seed, 30)
                .told(format!("clock={by}"))
                .with("LOBBY_FAULTS_WITHOUT", without)
        })
        .await
    }
}

fn micros(line: &Line) -> Option<u64> {
    match line {
        Line::Read { micros } => Some(*micros),
        _ => None,
    }
}
