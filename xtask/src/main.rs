//! The project's own commands, started as `cargo xtask COMMAND`. One command a file.
#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a command speaks to its terminal"
)]

mod bench;
mod bench_window;
mod count;
mod dist;
mod faults;
mod mail;
mod rules;
mod run;
mod score_mail;
mod screens;
mod seed;
mod setup;
mod shell;
mod sqlx;
mod test;
mod ui;
mod windows;

use std::process::ExitCode;

const HELP: &str = "\
cargo xtask COMMAND

  run [--sample [--mail]] [--data-dir DIR] [--debug]
                    install what is missing, build the program and open it
  test [STEP…]      install what is missing and run the whole check, or some steps of it
  dist [--release] [--check]
                    make the packages that people install; --check tries the .deb
  seed --bookings N --messages M --data-dir DIR
                    make a building of any size
  mail start|stop|status, mail reply --as ADDRESS --text TEXT
                    real mail servers on this computer, and a resident who answers
  faults [S1|S2|S4|S5|all] [--n N] [--seed N] [--quick] [--window]
                    kill the desk, cut its power, hurt its disk, and judge what it kept
  bench [FIGURE…] [--n N] [--json] [--quick]
                    measure the core beside bare sqlx and raw SQLite; `bench window` the real window
  rules             list the rules of the product with the tests that prove them
  sqlx [--check]    renew .sqlx, what the compiler knows of each query; --check only compares
  score-mail DIR [--list]
                    score the reading of mail on the corpora in DIR; --list names what differs
  screens [NAME…]   photograph every screen into docs/screens, or those whose name contains a NAME
  windows-check     compile everything for Windows";

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
        "run" => run::command(rest),
        "test" => test::command(rest),
        "dist" => dist::command(rest),
        "seed" => seed::command(rest),
        "faults" => faults::command(rest),
        "mail" => mail::command(rest),
        "bench" => match rest.split_first() {
            Some((figure, rest)) if figure == "window" => bench_window::command(rest),
            _ => bench::command(rest),
        },
        "rules" => rules::command(rest),
        "sqlx" => sqlx::command(rest),
        "score-mail" => score_mail::command(rest),
        "screens" => screens::command(rest),
        "windows-check" => windows::command(rest),
        "help" | "--help" | "-h" => {
            println!("{HELP}");
            Ok(())
        }
        other => Err(format!("There is no command {other}.\n\n{HELP}")),
    }
}
