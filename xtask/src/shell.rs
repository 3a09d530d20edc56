//! Starting other programs: always from the top of the project, with what they print shown as it comes.

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

/// Runs a program to its end; anything but success is a problem with the command line in it.
pub fn run(command: &mut Command) -> Outcome {
    let shown = show(command);
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("{shown} ended with {status}.")),
        Err(problem) => Err(format!("{shown} could not be started: {problem}.")),
    }
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
