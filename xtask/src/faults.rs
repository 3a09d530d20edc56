//! `cargo xtask faults`: stops the desk in every way that a computer can, and judges what it kept.

use std::path::Path;

use crate::setup::{self, Purpose};
use crate::shell::{Outcome, at, cargo, program, run, target};
use crate::ui;

/// What a program that can be told to die reads, and no other program does.
const TELLTALE: &[u8] = b"LOBBY_CRASH_AT";

/// Installs what is missing, builds the worker and the harness, and hands everything over to the harness.
pub fn command(arguments: &[String]) -> Outcome {
    if !cfg!(target_os = "linux") {
        return Err("The disk is watched and hurt by strace, which is Linux's.".to_owned());
    }
    let window = arguments.iter().any(|argument| argument == "--window");
    if window {
        setup::prepare(Purpose::Tests)?;
        ui::build_when_stale()?;
    } else {
        setup::system(Purpose::Tests)?;
    }
    build(window)?;
    let harness = target().join("debug").join("faults");
    if !window {
        return run(program(harness).args(arguments));
    }
    run(program("xvfb-run")
        .args(["-a", "-s", "-screen 0 1600x1000x24", "dbus-run-session", "--"])
        .arg(harness)
        .args(arguments))
}

/// A short form of every figure, with its controls; and a look at what people install, which must not have any of it.
pub fn short() -> Outcome {
    build(false)?;
    let built = |name: &str| target().join("debug").join(name);
    if !can_be_told(&built("faults-worker"))? {
        return Err("the worker cannot be told to die: the harness would prove nothing".to_owned());
    }
    if can_be_told(&built("lobby"))? {
        return Err("the program that people install can be told to die".to_owned());
    }
    run(program(built("faults")).args(["all", "--quick"]))
}

/// Always the whole workspace, so that every package from elsewhere keeps the features of the other builds, and only
/// what has the points in it is built once more.
fn build(window: bool) -> Outcome {
    let mut command = cargo();
    command.args([
        "build",
        "--workspace",
        "--bin",
        "faults",
        "--bin",
        "faults-worker",
    ]);
    command.args(["--features", "lobby-faults/faults"]);
    if window {
        command.args(["--bin", "lobby-with-faults", "--features", "lobby/faults"]);
    }
    run(&mut command)
}

fn can_be_told(path: &Path) -> Result<bool, String> {
    let bytes = at(path, std::fs::read(path))?;
    Ok(contains(&bytes, TELLTALE))
}

fn contains(bytes: &[u8], wanted: &[u8]) -> bool {
    bytes.windows(wanted.len()).any(|window| window == wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_telltale_is_found_wherever_it_stands() {
        assert!(contains(b"...LOBBY_CRASH_AT", TELLTALE));
        assert!(contains(b"LOBBY_CRASH_AT...", TELLTALE));
        assert!(!contains(b"LOBBY_CRASH_A", TELLTALE));
    }
}
