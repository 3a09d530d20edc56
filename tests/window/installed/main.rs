//! Opens a program that was installed, and sees that a person can begin with it: `cargo xtask dist --check`.
#![cfg_attr(
    target_os = "linux",
    expect(clippy::print_stderr, reason = "what is wrong goes to the terminal")
)]

#[cfg(target_os = "linux")]
#[tokio::main(flavor = "current_thread")]
async fn main() -> std::process::ExitCode {
    use std::{path::PathBuf, process::ExitCode};

    let Some(program) = std::env::args_os().nth(1).map(PathBuf::from) else {
        eprintln!("installed PROGRAM");
        return ExitCode::from(2);
    };
    match begins(&program).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("{} does not begin: {problem}", program.display());
            ExitCode::FAILURE
        }
    }
}

/// The first day, and the sign-in of the sample building.
#[cfg(target_os = "linux")]
async fn begins(program: &std::path::Path) -> lobby_window_tests::Result<()> {
    use lobby_window_tests::{Opening, role};

    let desk = Opening::default().of(program).open().await?;
    desk.see(role("button", "Set up a building").containing()).await?;
    drop(desk);
    let desk = Opening::default().of(program).sample().open().await?;
    desk.see(role("heading", "Who is at the desk?")).await?;
    desk.see(role("button", "Sam Okafor").containing()).await?;
    Ok(())
}

#[cfg(not(target_os = "linux"))]
fn main() {}
