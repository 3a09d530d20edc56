//! `cargo xtask score-mail DIR`: how well mail is read, on real mail with expected results.

use crate::shell::{Outcome, cargo, run};

/// Builds the scorer as fast as it will run, and hands everything over to it.
pub fn command(arguments: &[String]) -> Outcome {
    let mut command = cargo();
    command.args([
        "run",
        "--quiet",
        "--release",
        "--package",
        "lobby-mail",
        "--example",
        "score_mail",
        "--",
    ]);
    run(command.args(arguments))
}
