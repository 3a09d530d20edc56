//! The project's own commands, started as `cargo xtask COMMAND`. One command a file.
#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a command speaks to its terminal"
)]

mod shell;
mod sqlx;

use std::process::ExitCode;

const HELP: &str = "\
cargo xtask COMMAND

  sqlx [--check]    renew .sqlx, what the compiler knows of each query; --check only compares";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let outcome = match arguments.split_first() {
        Some((command, rest)) => dispatch(command, rest),
        None => Err(HELP.to_owned()),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("{problem}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(command: &str, rest: &[String]) -> shell::Outcome {
    match command {
        "sqlx" => sqlx::command(rest),
        "help" | "--help" | "-h" => {
            println!("{HELP}");
            Ok(())
        }
        other => Err(format!("There is no command {other}.\n\n{HELP}")),
    }
}
