//! What the screen is given: one view a screen, small, and already decided by the rules.
//!
//! Ids cross as strings of decimal digits, instants as RFC 3339 in UTC, local times (forms) as
//! `2026-11-26T19:00:00` in the building's time zone, amounts in minor units.

pub mod app;
pub mod backup;
pub mod booking;
pub mod conversation;
pub mod event;
pub mod export;
pub mod import;
pub mod mail;
pub mod packed;
pub mod record;
pub mod resident;
pub mod saved_reply;
pub mod search;
pub mod settings;
pub mod today;
