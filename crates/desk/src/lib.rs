//! What a front desk does, one verb a file. The shell calls these; nothing here knows of a window.

pub mod change;
pub mod problem;
pub mod views;
mod stub;

pub use stub::Desk;
