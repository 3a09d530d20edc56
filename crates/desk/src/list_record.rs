//! The record: who did what (R52).

use lobby_domain::{
    ids::{BookingId, EventId, ResidentId},
    permission::Need,
};
use lobby_store::{
    code,
    record::{self, Filter, Row},
};

use crate::{
    booking_view::PAGE,
    cursor,
    desk::Desk,
    problem::Problem,
    views::record::{RecordLine, RecordPage, RecordPlace, RecordQuery},
};

impl Desk {
    /// R52: a page of the record, the latest first. Those who see no bookings are told that something was done to
    /// one, and not to which (R22).
    ///
    /// # Errors
    /// [`Problem::NotAllowed`] without *Administration*; [`Problem::Invalid`] for a cursor that is none of ours.
    pub async fn list_record(&self, query: RecordQuery) -> Result<RecordPage, Problem> {
        let (me, mut db) = self.guard_reading(Need::Administration).await?;
        let before = match &query.after {
            Some(after) => cursor::read::<1>(after)?[0],
            None => i64::MAX,
        };
        let subject = query.about.map(|about| code::text(&about));
        let filter = Filter {
            by: query.by,
            subject: subject.as_deref(),
        };
        let mut rows = record::page(&mut db, filter, before, PAGE + 1).await?;
        let more = rows.len() > PAGE as usize;
        rows.truncate(PAGE as usize);
        let next = rows.last().filter(|_| more).map(|row| cursor::write([row.id]));
        if !me.may(Need::ViewBookings) {
            rows.iter_mut().for_each(hide_booking);
        }
        Ok(RecordPage {
            lines: rows.into_iter().map(line).collect(),
            next,
        })
    }
}

fn hide_booking(row: &mut Row) {
    if row.subject == "booking" {
        row.subject_id = None;
        row.name.clear();
        row.detail.clear();
    }
}

fn line(row: Row) -> RecordLine {
    let place = place(&row);
    RecordLine {
        id: row.id.to_string(),
        at: row.at,
        by: row.by,
        action: row.action,
        name: row.name,
        detail: row.detail,
        place,
    }
}

/// Where it leads to, unless it is there no more.
fn place(row: &Row) -> Option<RecordPlace> {
    if let Some(id) = row.conversation {
        return Some(RecordPlace::Conversation { id });
    }
    let id = row.subject_id.filter(|_| !row.name.is_empty())?;
    match row.subject.as_str() {
        "booking" => Some(RecordPlace::Booking {
            id: BookingId::new(id),
        }),
        "resident" => Some(RecordPlace::Resident {
            id: ResidentId::new(id),
        }),
        "event" => Some(RecordPlace::Event { id: EventId::new(id) }),
        _ => None,
    }
}
