//! Mail and nothing else: it knows no database, no staff and no booking.
//!
//! [`mod@read`] makes sense of the bytes of one mail, which are hostile input; [`mod@compose`] makes the bytes of
//! one that goes out; [`mod@line`] speaks with the servers.

pub mod compose;
pub mod line;
pub mod read;
