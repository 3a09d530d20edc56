//! R7: bookings, events and residents come in from files.

mod calendar;
mod faults;
mod files;
mod out;
mod people;
mod whole;

use base64::{Engine as _, prelude::BASE64_STANDARD};
use chrono::TimeDelta;
use lobby_desk::{
    problem::{Field as FormField, FieldFault, Problem},
    views::{
        booking::{BookingStep, NewBooking},
        conversation::Started,
        event::{EventFilter, EventQuery},
        import::{ImportCounts, ImportDone, ImportGiven, ImportOpened, ImportPreview, ImportSort},
        resident::{ResidentForm, ResidentQuery},
    },
};
use lobby_domain::{
    booking::{BookingAction, BookingStatus},
    event::Response,
    ids::{BookingId, EventId, ResidentId, SeriesId},
    permission::Need,
    resident::Language,
};
use lobby_import::{Encoding, Field, FileFault, FileKind, LineFault};

use crate::house::{House, PASSWORD};

const ATTENDEES: &[u8] = include_bytes!("../../../crates/import/tests/samples/attendee-report.csv");
const SPREADSHEET: &[u8] = include_bytes!("../../../crates/import/tests/samples/reservations.csv");
const RESIDENTS: &[u8] = include_bytes!("../../../crates/import/tests/samples/residents.csv");
const CALENDAR: &[u8] = include_bytes!("../../../crates/import/tests/samples/building-events.ics");

/// Brings a file in as the window does, slice by slice, and opens it.
async fn open(house: &House, name: &str, bytes: &[u8]) -> Result<(String, ImportOpened), Problem> {
    let token = house
        .desk
        .import_begin(name, u32::try_from(bytes.len()).unwrap())
        .await?;
    for slice in bytes.chunks(1000) {
        house
            .desk
            .import_chunk(&token, &BASE64_STANDARD.encode(slice))
            .await?;
    }
    let opened = house.desk.import_open(&token).await?;
    Ok((token, opened))
}

async fn preview(house: &House, name: &str, bytes: &[u8]) -> (String, ImportPreview) {
    let (token, _) = open(house, name, bytes).await.expect("a file that can be read");
    let preview = house.desk.import_preview(&token, None).await.expect("a preview");
    (token, preview)
}

/// Previews and applies; what was shown is what is done.
async fn import(house: &House, name: &str, bytes: &[u8]) -> ImportDone {
    let (token, preview) = preview(house, name, bytes).await;
    assert_eq!(preview.bad, []);
    let done = house
        .desk
        .import_apply(&token, false, &[])
        .await
        .expect("an import");
    assert_eq!(done.totals, preview.totals);
    done
}

fn added(added: u32) -> ImportCounts {
    ImportCounts {
        added,
        ..ImportCounts::default()
    }
}

fn unchanged(unchanged: u32) -> ImportCounts {
    ImportCounts {
        unchanged,
        ..ImportCounts::default()
    }
}

/// Everything that an import could touch.
async fn contents(house: &House) -> Vec<(String, String)> {
    sqlx::query_as(
        "SELECT 'resident', id || '|' || coalesce(key, '') || '|' || name || '|' || suite || '|' || email || '|'
            || phone || '|' || notes || '|' || coalesce(moved_out_at, '') FROM resident
        UNION ALL SELECT 'event', id || '|' || coalesce(key, '') || '|' || title || '|' || starts_at || '|'
            || ends_at || '|' || kind || '|' || coalesce(series_id, '') FROM event
        UNION ALL SELECT 'booking', id || '|' || reference || '|' || status || '|' || party || '|' || payment || '|'
            || coalesce(amount_minor, '') || '|' || note FROM booking
        UNION ALL SELECT 'response', event_id || '|' || resident_id || '|' || answer FROM response
        UNION ALL SELECT 'series', id || '|' || laid_down_until FROM series
        UNION ALL SELECT 'entry', id || '|' || kind FROM entry
        UNION ALL SELECT 'mapping', signature FROM import_mapping
        UNION ALL SELECT 'line', hex(source) || subject || subject_id || hex(fingerprint) FROM import_line",
    )
    .fetch_all(&mut house.db().await)
    .await
    .expect("the contents")
}

async fn id(house: &House, sql: &'static str) -> i64 {
    house.count(sql).await
}
