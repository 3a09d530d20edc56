//! A day at the desk, without a window: `faults-worker FOLDER STATE SEED STEPS [MODE…]`.
//!
//! It says what it tries before it tries it and what the desk has answered after that, works on whatever is
//! refused, and is there to be killed. The modes: `empty` sets the building up first; `early` and `anyway` are
//! controls, a person who takes a thing for done before it is, or although it failed; `reads` looks at
//! conversations all the while; `clock=MS` sets the clock half-way; `close` closes in order at the end;
//! `backups` makes one now and then; `reopen` closes and opens again half-way; `wait=N` waits before a step until it is told to go on.
//! `faults-worker mail …` is a day of the mailbox: see [`post`].

#[cfg(target_os = "linux")]
mod day;
#[cfg(target_os = "linux")]
mod perform;
#[cfg(target_os = "linux")]
mod post;

#[cfg(target_os = "linux")]
fn main() -> std::process::ExitCode {
    day::main()
}

#[cfg(not(target_os = "linux"))]
fn main() {}
