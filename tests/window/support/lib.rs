//! What the window tests and the photographs stand on: a real window of the real program, found and
//! used as a person would, and the database behind it.
//!
//! ```ignore
//! let desk = Desk::open_new().await?;
//! desk.click(role("button", "Sign in")).await?;
//! desk.see(text("Wrong password")).await?;
//! ```
//!
//! Nothing sleeps for a fixed time: what is looked for is asked for again until it is there, and what
//! must not be there is asked for after something that shows the screen is complete.

#![cfg(target_os = "linux")]

mod axe;
mod damage;
mod database;
mod desk;
mod driver;
mod find;
mod keys;
mod notices;
mod page;
mod screen;
mod screen_window;
mod tray;
mod trouble;

pub use axe::Violation;
pub use damage::damage;
pub use database::Database;
pub use desk::{Desk, Opening, Size};
pub use driver::project;
pub use find::{Find, Part, css, label, role, test_id, text};
pub use notices::{Notices, Shown};
pub use screen_window::ScreenWindow;
pub use tray::Tray;
pub use trouble::{Result, Trouble};
