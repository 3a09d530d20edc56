//! The real window. One file a feature; what they stand on is in `support/`, and who lives in `house`.

#![cfg(target_os = "linux")]

mod access;
mod conversing;
mod drafts;
mod house;
mod keyboard;
mod language;
mod opens;
mod signing_in;
mod starting;
mod storage;
