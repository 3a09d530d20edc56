//! What a front desk does, one verb a file. The shell calls these; nothing here knows of a window.
//!
//! Every verb begins with the guard ([`Desk`] knows who is signed in), reads or writes the store in one
//! transaction, and tells the windows what has changed. The rules are in `lobby-domain`.

pub mod change;
mod desk;
mod password;
pub mod problem;
mod session;
pub mod views;

mod app_state;
mod change_password;
mod event_view;
mod pulse;
mod recover;
mod save_preferences;
mod set_up;
mod sign_in;

pub use desk::{Clock, Desk};
