//! `cargo xtask windows-check`: the whole workspace still compiles for Windows.

use crate::setup::{self, Purpose};
use crate::shell::{Outcome, cargo, program, read, run};
use crate::ui;

const TARGET: &str = "x86_64-pc-windows-gnu";

/// Compiles everything for Windows without linking it.
pub fn command(arguments: &[String]) -> Outcome {
    if !arguments.is_empty() {
        return Err("cargo xtask windows-check".to_owned());
    }
    setup::prepare(Purpose::Windows)?;
    ui::build_when_stale()?;
    check()
}

/// The check itself, on a machine that has been prepared.
pub fn check() -> Outcome {
    let installed = read(program("rustup").args(["target", "list", "--installed"]))?;
    if !installed.lines().any(|line| line.trim() == TARGET) {
        println!("Missing here: Rust's {TARGET}");
        run(program("rustup").args(["target", "add", TARGET]))?;
    }
    run(cargo().args(["check", "--workspace", "--target", TARGET]))
}
