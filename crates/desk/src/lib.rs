//! What a front desk does, one verb a file. The shell calls these; nothing here knows of a window.
//!
//! Every verb begins with the guard ([`Desk`] knows who is signed in), reads or writes the store in one
//! transaction, and tells the windows what has changed. The rules are in `lobby-domain`.

pub mod change;
mod date_words;
mod desk;
mod diagnostics;
mod password;
pub mod problem;
mod session;
pub mod views;

mod app_state;
mod attach;
mod back_up;
mod backup_status;
mod booking_view;
mod change_password;
mod close_conversation;
mod conversation_view;
mod create_booking;
mod cursor;
mod edit_booking;
mod event_view;
pub mod export;
mod fields;
mod import;
mod keeping;
mod lay_down_more;
mod list_bookings;
mod list_conversations;
mod list_event_bookings;
mod list_events;
mod list_record;
mod list_residents;
mod list_responses;
mod list_staff;
mod mail;
mod mark_read;
mod move_conversation;
mod open_booking;
mod open_event;
mod open_resident;
mod open_thread;
mod pulse;
mod record_payment;
mod record_response;
mod recover;
mod remove_group;
mod remove_staff;
pub mod rescue;
mod resident_view;
mod restore_backup;
pub mod sample;
mod save_backup_settings;
mod save_building;
mod save_draft;
mod save_event;
mod save_group;
mod save_preferences;
mod save_resident;
mod save_staff;
mod saved_replies;
mod search;
mod search_words;
mod send_message;
mod set_moved_out;
mod set_up;
mod set_up_sample;
mod sign_in;
mod start_conversation;
mod step_booking;
mod today;
mod tray_words;
mod write_note;
mod write_said;
mod writing;

pub use desk::{Clock, Desk};
pub use keeping::Keeping;
/// What each column of a file is; it crosses to the screen and back.
pub use lobby_import::Mapping;
pub use lobby_store::{Fault, OpenError};
pub use mail::{Arrived, InboxWithoutLine, MemoryVault, Notice, SystemVault, Vault, VaultFault, several};
pub use restore_backup::Restored;
pub use tray_words::TrayWords;

#[cfg(test)]
mod events_tests;
#[cfg(test)]
mod residents_tests;
#[cfg(test)]
mod settings_tests;
#[cfg(test)]
mod test_desk;
