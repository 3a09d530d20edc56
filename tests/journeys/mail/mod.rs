//! Residents answer by email: over a real Dovecot and a real Postfix, and over servers that fail.

mod arriving;
mod malformed;
mod moving;
mod post;
mod receiving;
mod sending;
mod today;
mod trouble;

pub use post::Post;
