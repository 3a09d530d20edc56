//! The rules of Lobby, pure: no clock, no random numbers, no database, no network.
//!
//! Every function takes what it needs to know, `now` and ids included, and answers with a decision
//! or a refusal. The numbers (R1, R2 …) are those of the product's rules; `cargo xtask rules` lists
//! them with the tests that prove them.

pub mod backup;
pub mod booking;
pub mod capacity;
pub mod conversation;
pub mod delivery;
pub mod entry;
pub mod event;
pub mod file;
pub mod finding;
pub mod ids;
pub mod mailbox;
pub mod matching;
pub mod money;
pub mod notification;
pub mod outgoing;
pub mod permission;
pub mod reference;
pub mod reply_text;
pub mod resident;
pub mod saved_reply;
pub mod staff;
pub mod text;
pub mod waiting;
pub mod zone;

#[cfg(test)]
mod rules_tests;
