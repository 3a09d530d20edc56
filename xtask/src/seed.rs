//! `cargo xtask seed`: a building of any size, to feel what a large one is like.

use crate::shell::{Outcome, cargo, run};

/// Hands everything over to the desk's own program for it, built as fast as it will run.
pub fn command(arguments: &[String]) -> Outcome {
    let mut command = cargo();
    command.args([
        "run",
        "--release",
        "--package",
        "lobby-desk",
        "--example",
        "seed",
        "--",
    ]);
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        command.arg(argument);
        if argument == "--data-dir" {
            let folder = rest
                .next()
                .ok_or("cargo xtask seed --bookings N --messages M --data-dir DIR")?;
            let absolute = std::path::absolute(folder).map_err(|problem| format!("{folder}: {problem}."))?;
            command.arg(absolute);
        }
    }
    run(&mut command)
}
