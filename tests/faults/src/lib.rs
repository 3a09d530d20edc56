//! What the harness of `cargo xtask faults` stands on: a desk's work in steps, what a folder must hold after
//! them, and the judgement of what it does hold.
//!
//! [`state::State`] is everything in a folder but its times. [`apply`] says what each step does to it, without
//! a database; [`load`] reads it out of one. A folder is whole when what is read equals what the confirmed steps
//! give, or that with the one step more that was under way: a difference of one row is a loss or a tear.

#![cfg(target_os = "linux")]

pub mod apply;
pub mod disk;
pub mod folder;
pub mod judge;
pub mod load;
pub mod plan;
pub mod post;
pub mod protocol;
pub mod random;
pub mod run;
pub mod state;
pub mod step;
pub mod trace;
mod words;

/// What a harness fails with: words for the person at the terminal.
pub type Failure = Box<dyn std::error::Error + Send + Sync>;
