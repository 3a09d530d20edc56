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

mod booking_view;
mod close_conversation;
mod conversation_view;
mod create_booking;
mod cursor;
mod edit_booking;
mod list_bookings;
mod list_conversations;
mod list_event_bookings;
mod mark_read;
mod open_booking;
mod open_thread;
mod record_payment;
mod save_draft;
mod send_message;
mod start_conversation;
mod step_booking;
mod write_note;
mod write_said;
mod writing;
mod app_state;
mod change_password;
mod event_view;
mod pulse;
mod recover;
mod save_preferences;
mod set_up;
mod sign_in;

pub use desk::{Clock, Desk};
pub use lobby_store::OpenError;
