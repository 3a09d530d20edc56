//! The real window. One file a feature; what they stand on is in `support/`, and who lives in `house`.

#![cfg(target_os = "linux")]

mod conversing;
mod drafts;
mod house;
mod opens;
mod signing_in;
mod starting;
