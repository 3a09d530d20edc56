//! `cargo xtask screens`: photographs every screen of the real window into `docs/screens`.

use crate::setup::{self, Purpose};
use crate::shell::{Outcome, cargo, program, run, target};
use crate::ui;

/// Builds the program and lets the window package take the pictures; names given choose among them.
pub fn command(arguments: &[String]) -> Outcome {
    setup::prepare(Purpose::Tests)?;
    if !cfg!(target_os = "linux") {
        return Err("The window is driven on Linux only, so the pictures are taken there.".to_owned());
    }
    ui::build_when_stale()?;
    // As in the check, so that nothing built there is built again here.
    run(cargo().args(["build", "--workspace", "--bins", "--tests", "--examples"]))?;
    run(program("xvfb-run")
        .args(["-a", "-s", "-screen 0 1600x1000x24", "dbus-run-session", "--"])
        .arg(target().join("debug").join("screens"))
        .args(arguments))
}
