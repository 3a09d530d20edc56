//! What keeps the file safe beyond what SQLite does: checkpoints in idle time, a sum of every page, so that
//! a changed byte is found, verified backups, and getting out of a damaged file what can be read.

pub mod backup;
mod checkpoint;
mod copy;
mod error;
pub mod rescue;
pub(crate) mod sums;
pub mod swap;
pub(crate) mod verify;
mod wal;

pub(crate) use checkpoint::Resting;
pub use copy::Progress;
pub use error::SafetyError;

#[cfg(test)]
mod rescue_tests;
#[cfg(test)]
mod safety_tests;
