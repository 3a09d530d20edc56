//! Stories of a front desk over the real store, without a window. The people in them are Noor, who
//! administers; Sam, who manages bookings; Lee, who sees them; and Zoe, who does not.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a story stops where it is not as expected"
)]

mod bookings;
mod conversing;
mod exporting;
mod finding;
mod guard;
mod house;
mod import;
mod mail;
mod people;
mod safety;
mod saved_replies;
mod starting;
mod storage;
