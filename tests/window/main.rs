//! The real window. One file a feature; what they stand on is in `support/`.

#![cfg(target_os = "linux")]

mod opens;
