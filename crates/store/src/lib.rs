//! One building's data: a SQLite file, one writer, a pool of readers, and all SQL there is.
//!
//! One file a noun. Functions take a connection and hand out domain types; what belongs together is
//! one transaction, begun by [`Store::write`] and committed by the desk.

pub mod arrival;
pub mod booking;
pub mod booking_list;
pub mod building;
pub mod bulk;
pub mod code;
pub mod conversation;
pub mod conversation_list;
pub mod crash;
pub mod draft;
pub mod entry;
pub mod entry_mail;
mod error;
pub mod event;
pub mod export;
pub mod file;
pub mod folder;
pub mod found_entry;
pub mod group;
pub mod import;
pub mod import_write;
pub mod known_id;
pub mod letter;
pub mod mail;
pub mod mailbox;
pub mod moved;
mod network;
pub mod notification;
mod open;
pub mod outbox;
mod readers;
pub mod record;
pub mod resident;
pub mod response;
pub mod safety;
pub mod said;
pub mod saved_reply;
pub mod search;
pub mod series;
pub mod size;
pub mod staff;
pub mod tally;
#[cfg(test)]
mod test_store;
pub mod today;
mod writer;

pub use error::{Fault, StoreError};
pub use open::{OpenError, Store};
pub use readers::Read;
/// What every function of this crate runs on.
pub use sqlx::SqliteConnection;
pub use writer::Write;
