//! Photographs every screen, in both languages, both themes and both sizes, into `docs/screens`.
//!
//! Started by `cargo xtask screens [NAME…]`; names choose the screens whose own name contains one of them.
#![cfg_attr(
    target_os = "linux",
    expect(clippy::print_stdout, reason = "it tells its terminal what it photographs")
)]

#[cfg(target_os = "linux")]
mod camera;
#[cfg(target_os = "linux")]
mod table;

#[cfg(target_os = "linux")]
#[tokio::main(flavor = "current_thread")]
async fn main() -> lobby_window_tests::Result<()> {
    let names: Vec<String> = std::env::args().skip(1).collect();
    camera::photograph_all(&names).await
}

/// The window is driven on Linux only.
#[cfg(not(target_os = "linux"))]
fn main() {}
