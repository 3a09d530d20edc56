//! Mail and nothing else: it knows no database, no staff and no booking.
//!
//! [`mod@read`] makes sense of the bytes of one mail, which are hostile input.

pub mod read;
