//! `cargo xtask bench window`: the real window over a large building, measured from the click to the picture.
//!
//! Everything is built as it is shipped, the building is made from its seed, and a program of the window
//! package (`tests/window/measure`) drives the window and tells the figures.

use std::path::{Path, PathBuf};

use crate::setup::{self, Purpose};
use crate::shell::{Outcome, at, cargo, program, run, target};
use crate::ui;

const USAGE: &str = "\
cargo xtask bench window [--n N] [--json] [--quick] [--rounds N]

  --n N       messages in the building; a fifth as many bookings (1000000)
  --json      print the figures for a program
  --quick     a small building and a short walk: each figure must be there, and none is judged
  --rounds N  how often somebody signs in and opens everything anew (60; quick 2)";

/// What was asked for on the command line.
#[derive(Debug, PartialEq, Eq)]
struct Wanted {
    messages: u32,
    rounds: u32,
    json: bool,
    quick: bool,
}

/// Builds, makes the building, and measures.
pub fn command(arguments: &[String]) -> Outcome {
    let wanted = parse(arguments)?;
    if !cfg!(target_os = "linux") {
        return Err("The window is driven on Linux only, so it is measured there.".to_owned());
    }
    setup::prepare(Purpose::Tests)?;
    ui::build_when_stale()?;
    // The program as `run` builds it, and beside it what it is measured with: each with its own features, so
    // that what is built already stays as it is.
    let build = |package: &str, kind: &str, name: &str| {
        run(cargo().args(["build", "--release", "--package", package, kind, name]))
    };
    build("lobby", "--bin", "lobby")?;
    build("lobby-desk", "--example", "seed")?;
    build("lobby-window-tests", "--bin", "measure")?;
    build("lobby", "--example", "empty_window")?;
    measure(&wanted, "release")
}

/// A short walk in the programs that the check has built already: every figure must be there.
pub fn quick_in_debug() -> Outcome {
    let wanted = Wanted {
        messages: 10_000,
        rounds: 2,
        json: false,
        quick: true,
    };
    measure(&wanted, "debug")
}

fn measure(wanted: &Wanted, profile: &str) -> Outcome {
    let built = target().join(profile);
    let seeded = seeded(&built, wanted.messages)?;
    // The program writes to what it opens: it works on a copy, so that every run begins alike.
    let copy = target()
        .join("bench")
        .join(format!("window-{}-run-{}", wanted.messages, std::process::id()));
    copy_folder(&seeded, &copy)?;
    let mut command = program("xvfb-run");
    // A virtual screen has no graphics card. With one emulated by the processor, most of each frame would be
    // that emulation; without it both windows draw as on a computer that has none. The report says so.
    command.env("WEBKIT_DISABLE_COMPOSITING_MODE", "1");
    command
        .args(["-a", "-s", "-screen 0 1600x1000x24", "dbus-run-session", "--"])
        .arg(built.join("measure"))
        .arg("--lobby")
        .arg(built.join("lobby"))
        .arg("--empty")
        .arg(built.join("examples").join("empty_window"))
        .arg("--data")
        .arg(&copy)
        .args(["--rounds", &wanted.rounds.to_string()]);
    if wanted.json {
        command.arg("--json");
    }
    if wanted.quick {
        command.args(["--quick", "--scroll", "3000"]);
    }
    let outcome = run(&mut command);
    let removed = at(&copy, std::fs::remove_dir_all(&copy));
    outcome.and(removed)
}

/// The folder of a building with so many messages, made once.
fn seeded(built: &Path, messages: u32) -> Result<PathBuf, String> {
    let folder = target().join("bench").join(format!("window-{messages}"));
    let whole = folder.join("seeded");
    if whole.exists() {
        return Ok(folder);
    }
    // What an interrupted run has left is no building.
    if folder.exists() {
        at(&folder, std::fs::remove_dir_all(&folder))?;
    }
    run(program(built.join("examples").join("seed"))
        .args(["--bookings", &(messages / 5).to_string()])
        .args(["--messages", &messages.to_string()])
        .arg("--data-dir")
        .arg(&folder))?;
    at(&whole, std::fs::write(&whole, ""))?;
    Ok(folder)
}

fn copy_folder(from: &Path, to: &Path) -> Outcome {
    at(to, std::fs::create_dir_all(to))?;
    for entry in at(from, std::fs::read_dir(from))?.flatten() {
        let copied = std::fs::copy(entry.path(), to.join(entry.file_name()));
        at(&entry.path(), copied)?;
    }
    Ok(())
}

fn parse(arguments: &[String]) -> Result<Wanted, String> {
    let (mut messages, mut rounds, mut json, mut quick) = (None, None, false, false);
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        let mut number = || {
            let value = rest.next().map(|value| value.replace(['_', ','], ""));
            value.and_then(|value| value.parse::<u32>().ok()).ok_or(USAGE)
        };
        match argument.as_str() {
            "--n" => messages = Some(number()?),
            "--rounds" => rounds = Some(number()?),
            "--json" => json = true,
            "--quick" => quick = true,
            _ => return Err(USAGE.to_owned()),
        }
    }
    Ok(Wanted {
        messages: messages.unwrap_or(if quick { 10_000 } else { 1_000_000 }),
        rounds: rounds.unwrap_or(if quick { 2 } else { 60 }),
        json,
        quick,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(line: &str) -> Result<Wanted, String> {
        parse(&line.split_whitespace().map(str::to_owned).collect::<Vec<_>>())
    }

    #[test]
    fn a_million_messages_unless_it_shall_be_quick() {
        let whole = parsed("").unwrap();
        assert_eq!(
            (whole.messages, whole.rounds, whole.quick),
            (1_000_000, 60, false)
        );
        let quick = parsed("--quick --json").unwrap();
        assert_eq!((quick.messages, quick.rounds, quick.json), (10_000, 2, true));
        assert_eq!(parsed("--n 250_000").unwrap().messages, 250_000);
    }

    #[test]
    fn anything_else_is_answered_with_the_usage() {
        assert_eq!(parsed("--n"), Err(USAGE.to_owned()));
        assert_eq!(parsed("--fast"), Err(USAGE.to_owned()));
    }
}
