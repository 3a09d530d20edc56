//! The day: signing in, a number of steps, and going home or not.

use std::{
    io::Write as _,
    path::{Path, PathBuf},
    process::ExitCode,
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
    time::{Duration, Instant},
};

use chrono::{TimeDelta, Utc};
use lobby_desk::{Desk, problem::Problem};
use lobby_domain::ids::ConversationId;
use lobby_faults::{Failure, plan, protocol::Line, random::Random, state::State, step::Step};

use crate::perform::perform;

/// After so many failures of the store nobody presses again.
const PATIENCE: u32 = 5;

/// What the day is to be like.
struct Orders {
    folder: PathBuf,
    state: State,
    seed: u64,
    steps: usize,
    modes: Vec<String>,
}

struct Worker {
    /// None only between closing and opening again: the folder's lock goes with it.
    desk: Option<Arc<Desk>>,
    orders: Orders,
    state: State,
    me: i64,
    clock: Arc<AtomicI64>,
    failures: u32,
}

pub fn main() -> ExitCode {
    let runtime = || {
        tokio::runtime::Builder::new_multi_thread()
            .worker_threads(2)
            .enable_all()
            .build()
    };
    let ended = if std::env::args().nth(1).as_deref() == Some("mail") {
        runtime()
            .map_err(Failure::from)
            .and_then(|runtime| runtime.block_on(crate::post::work()))
    } else {
        orders().and_then(|orders| runtime()?.block_on(day(orders)))
    };
    match ended {
        Ok(code) => code,
        Err(problem) => {
            // A line that cannot be written is one that nobody waits for.
            let _ = writeln!(std::io::stderr(), "{problem}");
            ExitCode::from(2)
        }
    }
}

fn orders() -> Result<Orders, Failure> {
    let mut words = std::env::args().skip(1);
    let mut next = |what: &str| words.next().ok_or(format!("{what} is missing"));
    let (folder, state) = (next("FOLDER")?, next("STATE")?);
    let (seed, steps) = (next("SEED")?.parse()?, next("STEPS")?.parse()?);
    Ok(Orders {
        folder: PathBuf::from(folder),
        state: serde_json::from_slice(&std::fs::read(state)?)?,
        seed,
        steps,
        modes: words.collect(),
    })
}

impl Orders {
    fn has(&self, mode: &str) -> bool {
        self.modes.iter().any(|one| one == mode)
    }

    fn number(&self, mode: &str) -> Option<i64> {
        let set = self.modes.iter().find_map(|one| one.strip_prefix(mode))?;
        set.parse().ok()
    }
}

/// One line in one write: a kill leaves all of it or nothing.
pub fn say(line: &Line) -> Result<(), Failure> {
    let mut bytes = serde_json::to_vec(line)?;
    bytes.push(b'\n');
    let mut out = std::io::stdout().lock();
    out.write_all(&bytes)?;
    Ok(out.flush()?)
}

async fn open(folder: &Path, clock: &Arc<AtomicI64>) -> Result<Option<Desk>, Failure> {
    let clock = Arc::clone(clock);
    let now = move || Utc::now() + TimeDelta::milliseconds(clock.load(Ordering::SeqCst));
    match Desk::open(folder, Arc::new(now)).await {
        Ok(desk) => {
            say(&Line::Open)?;
            Ok(Some(desk))
        }
        Err(error) => {
            say(&Line::CannotOpen {
                fault: error.fault.into(),
                detail: error.detail,
            })?;
            Ok(None)
        }
    }
}

async fn day(orders: Orders) -> Result<ExitCode, Failure> {
    let clock = Arc::new(AtomicI64::new(0));
    let Some(desk) = open(&orders.folder, &clock).await? else {
        return Ok(ExitCode::from(3));
    };
    let desk = Arc::new(desk);
    let mut worker = Worker {
        desk: Some(Arc::clone(&desk)),
        state: orders.state.clone(),
        me: 1 + i64::from(orders.seed % 2 == 1 && orders.state.staff.len() > 1),
        orders,
        clock,
        failures: 0,
    };
    let reading = worker
        .orders
        .has("reads")
        .then(|| tokio::spawn(reads(Arc::clone(&desk))));
    drop(desk);
    let opens = worker.work().await?;
    if let Some(reading) = reading {
        reading.abort();
    }
    if !opens {
        return Ok(ExitCode::from(3));
    }
    say(&Line::End)?;
    if worker.orders.has("close") {
        worker.desk()?.close().await;
    }
    Ok(ExitCode::SUCCESS)
}

impl Worker {
    fn desk(&self) -> Result<&Desk, Failure> {
        Ok(self.desk.as_deref().ok_or("the desk is closed")?)
    }

    async fn work(&mut self) -> Result<bool, Failure> {
        if self.orders.has("empty") {
            let (building, name) = ("Maple Court".to_owned(), "Ada".to_owned());
            self.until_done(Step::SetUp { building, name }).await?;
        } else {
            self.until_done(Step::SignIn { who: self.me }).await?;
        }
        let mut random = Random::new(self.orders.seed);
        for number in 0..self.orders.steps {
            if self.failures >= PATIENCE {
                break;
            }
            if self.orders.number("wait=") == Some(number as i64) {
                self.wait().await?;
            }
            if number == self.orders.steps / 2 {
                if !self.half_way().await? {
                    return Ok(false);
                }
                if self.failures >= PATIENCE {
                    break;
                }
            }
            let mark = format!("{}.{number}", self.orders.seed);
            let step = match self.orders.has("backups") && random.chance(4) {
                true => Step::BackUp,
                false => plan::next(&mut random, &self.state, self.me, &mark),
            };
            self.take(step).await?;
        }
        Ok(true)
    }

    /// Answers whether the day goes on.
    async fn half_way(&mut self) -> Result<bool, Failure> {
        if let Some(by) = self.orders.number("clock=") {
            self.clock.fetch_add(by, Ordering::SeqCst);
            self.take(Step::SetClock { by }).await?;
            let locked = matches!(self.desk()?.pulse().await, Err(Problem::Locked));
            self.until_done(Step::SignIn { who: self.me }).await?;
            if let Ok(pulse) = self.desk()?.pulse().await {
                let behind = pulse.clock_behind;
                say(&Line::Clock { locked, behind })?;
            }
        }
        if self.orders.has("reopen") {
            self.desk()?.close().await;
            self.desk = None;
            let Some(desk) = open(&self.orders.folder, &self.clock).await? else {
                return Ok(false);
            };
            self.desk = Some(Arc::new(desk));
            self.until_done(Step::SignIn { who: self.me }).await?;
        }
        Ok(true)
    }

    /// Says by a file that it waits, and goes on when somebody has taken that away.
    async fn wait(&self) -> Result<(), Failure> {
        let waiting = self.orders.folder.with_extension("waiting");
        std::fs::write(&waiting, "")?;
        while waiting.exists() {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        Ok(())
    }

    /// Presses again when it fails: without it there is no work.
    async fn until_done(&mut self, step: Step) -> Result<(), Failure> {
        loop {
            let before = self.failures;
            self.take(step.clone()).await?;
            if self.failures == before || self.failures >= PATIENCE {
                return Ok(());
            }
        }
    }

    /// Says it, does it, says what came of it.
    async fn take(&mut self, step: Step) -> Result<(), Failure> {
        say(&Line::Try {
            me: self.me,
            step: step.clone(),
        })?;
        // The control of S1: a confirmation before the commit.
        let early = self.orders.has("early") && self.state.after(self.me, &step).is_some();
        if early {
            say(&Line::Done { id: None })?;
        }
        match perform(self.desk()?, &self.state, &step).await {
            Ok(id) => {
                self.confirmed(&step);
                if !early {
                    say(&Line::Done { id })?;
                }
            }
            Err(problem) => self.failed(&step, problem, early)?,
        }
        Ok(())
    }

    fn failed(&mut self, step: &Step, problem: Problem, early: bool) -> Result<(), Failure> {
        let storage = matches!(problem, Problem::Storage { .. });
        if storage {
            self.failures += 1;
        }
        // The control of S4: a failure that is taken for a success.
        if storage && self.orders.has("anyway") && self.state.after(self.me, step).is_some() {
            self.confirmed(step);
            return say(&Line::Done { id: None });
        }
        if early {
            return Ok(());
        }
        say(&Line::Refused { problem })
    }

    fn confirmed(&mut self, step: &Step) {
        // What the rules refuse and the desk does all the same, the judge will find.
        let _ = self.state.take(self.me, step);
    }
}

/// What a colleague at a second window looks at, all the while.
async fn reads(desk: Arc<Desk>) -> Result<(), Failure> {
    loop {
        let begun = Instant::now();
        let read = desk.open_thread(ConversationId::new(1)).await;
        let took = begun.elapsed();
        if read.is_ok() {
            let micros = u64::try_from(took.as_micros()).unwrap_or(u64::MAX);
            say(&Line::Read { micros })?;
        }
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}
