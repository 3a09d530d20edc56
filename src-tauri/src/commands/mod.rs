//! The commands that the window may call. Each hands over to the desk, which decides; there is no
//! condition here, and nothing to decide.

pub mod app;
pub mod backup;
pub mod bookings;
pub mod conversations;
pub mod events;
pub mod export;
pub mod import;
pub mod mail;
pub mod residents;
pub mod saved_replies;
pub mod search;
pub mod settings;
