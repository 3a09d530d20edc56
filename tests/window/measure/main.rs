//! Measures the real window over a building of any size: `cargo xtask bench window`.
//!
//! What a person waits for after a click, how even the frames are while they scroll, how long the page is
//! ever busy at a stretch, and what all of it takes in memory above an empty window of the same kind.
#![cfg_attr(
    target_os = "linux",
    expect(
        clippy::print_stdout,
        clippy::print_stderr,
        reason = "its figures go to the terminal"
    )
)]

#[cfg(target_os = "linux")]
mod figures;
#[cfg(target_os = "linux")]
mod machine;
#[cfg(target_os = "linux")]
mod page;
#[cfg(target_os = "linux")]
mod report;
#[cfg(target_os = "linux")]
mod script;
#[cfg(target_os = "linux")]
mod truth;

#[cfg(target_os = "linux")]
#[tokio::main(flavor = "current_thread")]
async fn main() -> std::process::ExitCode {
    use std::process::ExitCode;

    let wanted = match script::Wanted::read(std::env::args().skip(1)) {
        Ok(wanted) => wanted,
        Err(problem) => {
            eprintln!("{problem}");
            return ExitCode::from(2);
        }
    };
    match script::run(&wanted).await {
        Ok(measured) => {
            if wanted.json {
                println!("{}", report::json(&measured));
            } else {
                println!("{}", report::words(&measured));
            }
            let faults = report::faults(&measured, wanted.quick);
            for fault in &faults {
                eprintln!("MISSED: {fault}");
            }
            if faults.is_empty() {
                ExitCode::SUCCESS
            } else {
                ExitCode::FAILURE
            }
        }
        Err(problem) => {
            eprintln!("The window was not measured: {problem}");
            ExitCode::FAILURE
        }
    }
}

/// The window is driven on Linux only.
#[cfg(not(target_os = "linux"))]
fn main() {}
