//! Starting other programs: always from the top of the project, with what they print shown as it comes.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// What every command ends with: nothing, or words for the person at the terminal.
pub type Outcome = Result<(), String>;

/// The top folder of the project, wherever the command was started from.
pub fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_path_buf()
}

/// The folder that holds everything built.
pub fn target() -> PathBuf {
    match std::env::var_os("CARGO_TARGET_DIR") {
        Some(folder) => root().join(folder),
        None => root().join("target"),
    }
}

/// A program to be started at the top of the project.
///
/// What `cargo run` tells this program about itself is left out: build scripts and macros of the builds
/// started from here would read it as being about them, and build again for nothing.
pub fn program(name: impl AsRef<std::ffi::OsStr>) -> Command {
    let mut command = Command::new(name);
    command.current_dir(root());
    for (key, _) in std::env::vars_os() {
        let about_xtask = key.to_str().is_some_and(|key| {
            key.starts_with("CARGO_PKG_") || key.starts_with("CARGO_MANIFEST_") || key == "CARGO_BIN_NAME"
        });
        if about_xtask {
            command.env_remove(key);
        }
    }
    command
}

/// The cargo that started this program.
pub fn cargo() -> Command {
    program(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// npm, which on Windows is a script with an ending of its own.
pub fn npm() -> Command {
    program(if cfg!(windows) { "npm.cmd" } else { "npm" })
}

/// npx for a program that `ui/` has installed; it never fetches another.
pub fn npx(arguments: &[&str]) -> Command {
    let mut command = program(if cfg!(windows) { "npx.cmd" } else { "npx" });
    command
        .arg("--no-install")
        .args(arguments)
        .current_dir(root().join("ui"));
    command
}

/// Runs a program to its end; anything but success is a problem with the command line in it.
pub fn run(command: &mut Command) -> Outcome {
    let shown = show(command);
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("{shown} ended with {status}.")),
        Err(problem) => Err(format!("{shown} could not be started: {problem}.")),
    }
}

/// Runs a program with what it prints shown as it comes, and returns that too, whether it succeeds or not.
pub fn follow(command: &mut Command) -> (Outcome, String) {
    let shown = show(command);
    let child = command.stdin(Stdio::null()).stdout(Stdio::piped()).spawn();
    let mut child = match child {
        Ok(child) => child,
        Err(problem) => {
            return (
                Err(format!("{shown} could not be started: {problem}.")),
                String::new(),
            );
        }
    };
    let mut printed = String::new();
    if let Some(stdout) = child.stdout.take() {
        let mut lines = BufReader::new(stdout);
        let mut line = Vec::new();
        // Read as bytes: a tool may print what is not UTF-8, and must not stop the check by it.
        while lines.read_until(b'\n', &mut line).is_ok_and(|count| count > 0) {
            let text = String::from_utf8_lossy(&line);
            print!("{text}");
            printed.push_str(&text);
            line.clear();
        }
    }
    let outcome = match child.wait() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("{shown} ended with {status}.")),
        Err(problem) => Err(format!("{shown} was lost: {problem}.")),
    };
    (outcome, printed)
}

/// Runs a program and returns what it printed, without showing it.
pub fn read(command: &mut Command) -> Result<String, String> {
    let shown = show(command);
    let output = command
        .stdin(Stdio::null())
        .output()
        .map_err(|problem| format!("{shown} could not be started: {problem}."))?;
    if output.status.success() {
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    } else {
        Err(format!(
            "{shown} ended with {}.\n{}",
            output.status,
            String::from_utf8_lossy(&output.stderr)
        ))
    }
}

/// The command line as a person would type it.
pub fn show(command: &Command) -> String {
    std::iter::once(command.get_program())
        .chain(command.get_args())
        .map(|part| part.to_string_lossy())
        .collect::<Vec<_>>()
        .join(" ")
}

/// Says which path a file operation failed on.
pub fn at<T>(path: &Path, result: std::io::Result<T>) -> Result<T, String> {
    result.map_err(|problem| format!("{}: {problem}.", path.display()))
}
