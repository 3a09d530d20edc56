//! Mail and nothing else: it knows no database, no staff and no booking.
//!
//! - [`mod@read`] makes sense of the bytes of one mail, which are hostile input.
//! - [`mod@line`] is the way to the servers: settings of a mailbox, composing, SMTP and IMAP.

pub mod line;
pub mod read;
