//! Reading whole files (R7): files of real shape, files with faults, and any bytes at all.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test stops where it is not as expected"
)]

mod any_bytes;
mod faults;
mod samples;

use std::{collections::HashMap, ops::ControlFlow};

use chrono::{DateTime, TimeZone, Utc};
use chrono_tz::Tz;
use lobby_domain::resident::Language;
use lobby_import::{Calendar, Context, File, Mapping, Reading, Table, read_calendar, read_table};

/// A building in Toronto on 23 November 2026, in the morning.
fn context() -> Context {
    Context {
        zone: Tz::America__Toronto,
        currency: "CAD".to_owned(),
        language: Language::En,
        now: utc("2026-11-23T15:00:00Z"),
        laid_down: HashMap::new(),
        given: vec![],
    }
}

fn utc(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

/// An instant by the building's clocks.
fn here(year: i32, month: u32, day: u32, hour: u32, minute: u32) -> DateTime<Utc> {
    Tz::America__Toronto
        .with_ymd_and_hms(year, month, day, hour, minute, 0)
        .unwrap()
        .to_utc()
}

fn go_on(_done: u32, _of: u32) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

fn table(bytes: &[u8]) -> Table {
    match File::open("file.csv", bytes.to_vec()) {
        Ok(File::Table(table)) => table,
        other => panic!("{other:?}"),
    }
}

fn calendar(bytes: &[u8]) -> Calendar {
    match File::open("file.ics", bytes.to_vec()) {
        Ok(File::Calendar(calendar)) => calendar,
        other => panic!("{other:?}"),
    }
}

/// Reads a table with the columns that are recognised, as a person would who corrects nothing.
fn read_rows(bytes: &[u8]) -> Reading {
    let table = table(bytes);
    read_table(&table, &Mapping::guess(&table), &context(), &mut go_on).unwrap()
}

fn read_events(bytes: &[u8]) -> Reading {
    read_calendar(&calendar(bytes), &context(), &mut go_on).unwrap()
}
