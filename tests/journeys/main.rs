//! Stories of a front desk over the real store, without a window. The people in them are Noor, who
//! administers; Sam, who manages bookings; Lee, who sees them; and Zoe, who does not.

mod bookings;
mod conversing;
mod guard;
mod house;
mod import;
mod people;
mod starting;
mod storage;
