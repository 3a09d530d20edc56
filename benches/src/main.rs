//! `cargo xtask bench`: how fast the core is, beside the same statements through bare sqlx and through SQLite
//! itself, in turn in one run.
#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a command speaks to its terminal"
)]

mod append;
mod core;
mod data;
mod flat;
mod floor;
mod ingest;
mod lines;
mod list;
mod mail;
#[cfg(test)]
mod plan_tests;
mod report;
mod search;
mod send;
mod statements;
mod stats;
mod thread;
mod turns;
mod watch;

use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};

use data::Copy;
use report::{Figure, Report};
use turns::Often;

/// Whatever goes wrong; it ends the run.
pub type Fault = Box<dyn std::error::Error + Send + Sync>;

/// Which threads and conversations are chosen follows from it.
pub const SEED: u64 = 20_261_125;

const FIGURES: [&str; 6] = ["list", "thread", "search", "append", "flat", "core"];
/// What is measured over the mailbox, some of it over real mail servers, which have to be there: only when it is
/// asked for.
const MAIL: [&str; 3] = ["ingest", "send", "mail"];

const USAGE: &str = "cargo xtask bench [FIGURE…] [--n N] [--json] [--quick]

  FIGURE    list, thread, search, append, flat or core; all of them without; ingest and send: one mail in,
            one message out; mail: over real mail servers
  --n N     how many messages (1,000,000), with a fifth as many bookings, each with its conversation
  --json    print one JSON object
  --quick   10,000 messages and few rounds: checks that all sides give the same rows, and judges no limit";

/// How this run is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Run {
    messages: u32,
    /// The building that the large one is held against.
    small: u32,
    quick: bool,
    json: bool,
}

impl Run {
    /// How often something is done, of which a round has so many calls.
    pub const fn often(self, calls: usize) -> Often {
        if self.quick {
            Often { rounds: 5, calls: 10 }
        } else {
            Often { rounds: 12, calls }
        }
    }
}

#[derive(Debug, PartialEq, Eq)]
struct Wanted {
    run: Run,
    figures: Vec<&'static str>,
    base: PathBuf,
}

fn parse(arguments: &[String]) -> Result<Wanted, String> {
    let (mut messages, mut json, mut quick) = (None, false, false);
    let mut base = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/bench");
    let mut figures = Vec::new();
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        match argument.as_str() {
            "--n" => {
                let number = rest.next().ok_or(USAGE)?.replace(['_', ','], "");
                messages = Some(number.parse().map_err(|_| USAGE.to_owned())?);
            }
            "--json" => json = true,
            "--quick" => quick = true,
            "--folder" => base = rest.next().ok_or(USAGE)?.into(),
            name => {
                let known = FIGURES.into_iter().chain(MAIL).find(|figure| *figure == name);
                figures.push(known.ok_or_else(|| format!("{name} is no figure.\n\n{USAGE}"))?);
            }
        }
    }
    if figures.is_empty() {
        figures = FIGURES.to_vec();
    }
    let run = Run {
        messages: messages.unwrap_or(if quick { 10_000 } else { 1_000_000 }),
        small: if quick { 1_000 } else { 10_000 },
        quick,
        json,
    };
    if run.messages < 1_000 || run.messages > 100_000_000 {
        return Err("--n is between 1,000 and 100,000,000.".to_owned());
    }
    Ok(Wanted { run, figures, base })
}

async fn figure(name: &str, run: Run, base: &Path) -> Result<Figure, Fault> {
    if name == "mail" {
        return mail::run(run).await;
    }
    let copy = Copy::of(&data::keep(base, run.messages).await?)?;
    match name {
        "list" => list::run(run, &copy).await,
        "thread" => thread::run(run, &copy).await,
        "search" => search::run(run, &copy).await,
        "append" => append::run(run, &copy).await,
        "core" => core::run(&copy),
        "ingest" => ingest::run(run, &copy).await,
        "send" => send::run(run, &copy).await,
        _ => {
            if run.small == run.messages {
                return Err("flat compares with 10,000 messages: choose another --n.".into());
            }
            let small = Copy::of(&data::keep(base, run.small).await?)?;
            flat::run(run, &small, &copy).await
        }
    }
}

async fn bench(wanted: Wanted) -> Result<Report, Fault> {
    watch::prepare()?;
    let Wanted { run, figures, base } = wanted;
    let optimised = !cfg!(debug_assertions);
    let mut report = Report {
        messages: run.messages,
        bookings: data::bookings(run.messages),
        judges: !run.quick && optimised,
        seed: SEED,
        about: format!(
            "{} build, load {}",
            if optimised { "release" } else { "development" },
            load()
        ),
        figures: Vec::new(),
    };
    for name in figures {
        if !run.json {
            eprintln!("{name} …");
        }
        report.figures.push(figure(name, run, &base).await?);
    }
    report.about = format!("{}, at the end {}", report.about, load());
    Ok(report)
}

/// What else the computer does: the mean of the last minute.
fn load() -> String {
    std::fs::read_to_string("/proc/loadavg")
        .ok()
        .and_then(|text| text.split_whitespace().next().map(str::to_owned))
        .unwrap_or_else(|| "unknown".to_owned())
}

/// Commands of the program run as tasks of its runtime, and so does everything here.
async fn as_task<T: Send + 'static>(
    task: impl Future<Output = Result<T, Fault>> + Send + 'static,
) -> Result<T, Fault> {
    tokio::spawn(task).await?
}

#[tokio::main]
async fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let [command, folder] = arguments.as_slice()
        && command == core::CHILD
    {
        let folder = PathBuf::from(folder);
        return match as_task(async move { core::child(&folder).await }).await {
            Ok(found) => {
                println!("{found}");
                ExitCode::SUCCESS
            }
            Err(fault) => failed(&fault.to_string()),
        };
    }
    let wanted = match parse(&arguments) {
        Ok(wanted) => wanted,
        Err(usage) => return failed(&usage),
    };
    let json = wanted.run.json;
    let report = match as_task(bench(wanted)).await {
        Ok(report) => report,
        Err(fault) => return failed(&fault.to_string()),
    };
    if json {
        println!("{}", report.json());
    } else {
        println!("{}", report.text());
    }
    if report.judges && !report.missed().is_empty() {
        return ExitCode::FAILURE;
    }
    ExitCode::SUCCESS
}

fn failed(problem: &str) -> ExitCode {
    eprintln!("{problem}");
    ExitCode::from(2)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(line: &str) -> Result<Wanted, String> {
        parse(&line.split_whitespace().map(str::to_owned).collect::<Vec<_>>())
    }

    #[test]
    fn everything_that_bench_takes() {
        let all = parsed("").unwrap();
        assert_eq!(
            (all.run.messages, all.run.small, all.run.quick),
            (1_000_000, 10_000, false)
        );
        assert_eq!(all.figures, FIGURES);
        let some = parsed("flat core --n 200_000 --json --folder there").unwrap();
        assert_eq!(some.figures, ["flat", "core"]);
        assert_eq!((some.run.messages, some.run.json), (200_000, true));
        assert_eq!(some.base, PathBuf::from("there"));
        let quick = parsed("--quick").unwrap();
        assert_eq!((quick.run.messages, quick.run.small), (10_000, 1_000));
        for wrong in ["lits", "--n", "--n many", "--n 10", "--jsn"] {
            assert!(parsed(wrong).is_err(), "{wrong}");
        }
    }
}
