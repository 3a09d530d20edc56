//! Reads the files that bookings, events and residents come in from (R7): CSV and iCalendar.
//!
//! Pure: bytes and a [`Context`] in, lines out. No database, no clock, no disk. What is in the file
//! is said as the file says it (`None` where it says nothing), so that the desk can tell what is
//! added, changed and unchanged. A line with a fault is named in [`Reading::bad`] and gives nothing
//! else.
//!
//! ```text
//! File::open(name, bytes) ─┬─ Table ── Mapping::guess ── read_table ──┬─ Reading
//!                          └─ Calendar ─────────────── read_calendar ─┘
//! ```

mod calendar;
mod day_order;
mod decode;
mod escape;
mod fault;
mod file;
mod gather;
mod line;
mod mapping;
mod reading;
mod sniff;
mod table;
mod table_reader;
mod value;
mod vocabulary;

pub use calendar::{Calendar, lay_down, occurrence_key, read_calendar};
pub use decode::Encoding;
pub use escape::{escape_for_spreadsheet, unescape_from_spreadsheet};
pub use fault::{BadLine, FileFault, FileKind, LineFault};
pub use file::{File, LARGEST_FILE, LARGEST_FILE_MEGABYTES};
pub use mapping::{DayOrderChoice, Field, Mapping};
pub use reading::{
    BookingLine, Context, DateDecision, EventLine, Evidence, Reading, ResidentLine, SeriesLine, Stopped,
    Window,
};
pub use table::Table;
pub use table_reader::read_table;
pub use value::date::DayOrder;
