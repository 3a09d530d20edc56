//! The real window. One file a feature; what they stand on is in `support/`, and who lives in `house`.

#![cfg(target_os = "linux")]

mod access;
mod bookings;
mod closing;
mod conversing;
mod drafts;
mod events;
mod exporting;
mod finding;
mod house;
mod importing;
mod keyboard;
mod language;
mod mailing;
mod opens;
mod replies;
mod rescue;
mod signing_in;
mod starting;
mod storage;
mod today;
