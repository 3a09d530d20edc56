//! `faults FIGURE [--n N] [--seed N] [--quick] [--window]`: stops a real desk in every way that a computer can,
//! and fails when anything confirmed is lost, anything is there by half, or a control does not fail.
//!
//! Built and started by `cargo xtask faults`.

#![cfg_attr(
    target_os = "linux",
    expect(clippy::print_stdout, reason = "a command speaks to its terminal")
)]

#[cfg(target_os = "linux")]
mod broken;
#[cfg(target_os = "linux")]
mod hurt;
#[cfg(target_os = "linux")]
mod kill;
#[cfg(target_os = "linux")]
mod look;
#[cfg(target_os = "linux")]
mod office;
#[cfg(target_os = "linux")]
mod power;
#[cfg(target_os = "linux")]
mod receiving;
#[cfg(target_os = "linux")]
mod sending;
#[cfg(target_os = "linux")]
mod settings;
#[cfg(target_os = "linux")]
mod traffic;
#[cfg(target_os = "linux")]
mod weather;
#[cfg(target_os = "linux")]
mod window;

#[cfg(target_os = "linux")]
#[tokio::main(worker_threads = 4)]
async fn main() -> std::process::ExitCode {
    settings::main().await
}

#[cfg(not(target_os = "linux"))]
fn main() {}
