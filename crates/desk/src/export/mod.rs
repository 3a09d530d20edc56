//! R53: bookings, residents, conversations and the record as files, and a conversation written down.
//!
//! A file is made page by page, so that a building of many years needs no more memory than a small one; who
//! made it is in the record before the first line is given out.

mod sheet;
mod transcript;
mod words;

pub use self::transcript::Transcript;

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use lobby_domain::{
    entry::EntryKind,
    ids::{BookingId, ConversationId, Id, ResidentId},
    permission::Need,
    resident::Language,
};
use lobby_store::{
    Read,
    entry::Key,
    export::{self, Booking, Entry, Line, Person, Resident},
    record,
};

use self::{
    sheet::{Sheet, decimal},
    words::of,
};
use crate::{desk::Desk, problem::Problem, session::Actor, views::export::ExportOf};

/// Rows that are read at once.
const ROWS: u32 = 500;

/// A file on its way out.
pub struct Export {
    name: String,
    db: Read,
    sheet: Sheet,
    how: How,
    rows: u32,
    after: After,
}

#[derive(Clone, Copy)]
struct How {
    language: Language,
    zone: Tz,
    /// R22: those who do not find no reference, and nothing about a booking in the record.
    sees_bookings: bool,
}

/// What was given out last.
enum After {
    Booking(BookingId),
    Resident(ResidentId),
    Entry(ConversationId, Key),
    Line(i64),
    All,
}

impl Desk {
    /// R53: begins a file of everything of one sort, with headings in this language. Those who see no bookings are
    /// told no more of one there than elsewhere (R22).
    ///
    /// # Errors
    /// [`Problem::NotAllowed`] without *Administration*, and for bookings without *View event bookings*.
    pub async fn export(&self, of: ExportOf, language: Language) -> Result<Export, Problem> {
        let me = self.guard(Need::Administration).await?;
        let sees_bookings = me.may(Need::ViewBookings);
        if of == ExportOf::Bookings && !sees_bookings {
            return Err(Problem::NotAllowed {
                need: Need::ViewBookings,
            });
        }
        let zone = me.zone()?;
        let (file, headings, after) = begin(of);
        let day = me.now.with_timezone(&zone).format("%Y-%m-%d");
        let name = format!("lobby-{}-{day}.csv", words::of(language, file));
        self.record_export(&me, (subject(of), None), &name).await?;
        Ok(Export {
            name,
            db: self.store.read().await?,
            sheet: Sheet::new(language, headings),
            how: How {
                language,
                zone,
                sees_bookings,
            },
            rows: 0,
            after,
        })
    }

    /// R53: who gave out what, before it is given out.
    async fn record_export(
        &self,
        me: &Actor,
        (subject, id): (&str, Option<i64>),
        name: &str,
    ) -> Result<(), Problem> {
        let mut write = self.store.write().await?;
        let line = record::Line {
            by: Some(me.id),
            action: "export",
            subject,
            id,
            detail: name,
        };
        record::append(&mut write, me.now, &line).await?;
        self.commit(write, &[]).await
    }
}

const fn subject(of: ExportOf) -> &'static str {
    match of {
        ExportOf::Bookings => "booking",
        ExportOf::Residents => "resident",
        ExportOf::Conversations => "conversation",
        ExportOf::Record => "record",
    }
}

fn begin(of: ExportOf) -> ([&'static str; 2], &'static [[&'static str; 2]], After) {
    match of {
        ExportOf::Bookings => (
            ["bookings", "reservations"],
            words::BOOKINGS,
            After::Booking(Id::new(0)),
        ),
        ExportOf::Residents => (
            ["residents", "residents"],
            words::RESIDENTS,
            After::Resident(Id::new(0)),
        ),
        ExportOf::Conversations => (
            ["conversations", "conversations"],
            words::CONVERSATIONS,
            After::Entry(Id::new(0), Key { at: 0, id: 0 }),
        ),
        ExportOf::Record => (["record", "registre"], words::RECORD, After::Line(0)),
    }
}

impl Export {
    /// The file's name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Rows that were given out so far.
    #[must_use]
    pub fn rows(&self) -> u32 {
        self.rows
    }

    /// The next bytes of the file; `None`: that was all.
    ///
    /// # Errors
    /// [`Problem::Storage`].
    pub async fn next(&mut self) -> Result<Option<Vec<u8>>, Problem> {
        let (sheet, how) = (&mut self.sheet, self.how);
        let (rows, after) = match self.after {
            After::Booking(after) => {
                let rows = export::bookings(&mut self.db, after, ROWS).await?;
                rows.iter().for_each(|row| booking(sheet, how, row));
                (rows.len(), rows.last().map(|row| After::Booking(row.id)))
            }
            After::Resident(after) => {
                let rows = export::residents(&mut self.db, after, ROWS).await?;
                rows.iter().for_each(|row| resident(sheet, how, row));
                (rows.len(), rows.last().map(|row| After::Resident(row.id)))
            }
            After::Entry(conversation, after) => {
                let rows = export::entries(&mut self.db, (conversation, after), ROWS).await?;
                rows.iter().for_each(|row| entry(sheet, how, row));
                (
                    rows.len(),
                    rows.last().map(|row| After::Entry(row.conversation, key(row))),
                )
            }
            After::Line(after) => {
                let rows = export::record(&mut self.db, after, ROWS).await?;
                rows.iter().for_each(|row| line(sheet, how, row));
                (rows.len(), rows.last().map(|row| After::Line(row.id)))
            }
            After::All => return Ok(None),
        };
        self.rows += crate::keeping::count(rows as u64);
        self.after = after.unwrap_or(After::All);
        Ok(Some(sheet.take()))
    }
}

/// The place of an entry in its thread.
fn key(row: &Entry) -> Key {
    Key {
        at: row.at.timestamp_millis(),
        id: row.id.get(),
    }
}

/// A time as the import and every spreadsheet read it, on the building's clock.
fn time(at: DateTime<Utc>, zone: Tz) -> String {
    at.with_timezone(&zone).format("%Y-%m-%d %H:%M").to_string()
}

fn booking(sheet: &mut Sheet, how: How, row: &Booking) {
    let Person {
        key,
        name,
        suite,
        email,
        phone,
        language,
    } = &row.person;
    let amount = row.amount.as_ref();
    sheet.line([
        row.reference.as_str(),
        &row.event,
        &time(row.starts_at, how.zone),
        &time(row.ends_at, how.zone),
        &row.place,
        key,
        name,
        suite,
        email,
        phone,
        of(how.language, words::language(*language)),
        &row.party.to_string(),
        of(how.language, words::status(row.status)),
        of(how.language, words::payment(row.payment)),
        &amount.map_or_else(String::new, |money| decimal(money, how.language)),
        amount.map_or("", |money| &money.currency),
        &row.note,
        &row.reason,
        &time(row.booked_at, how.zone),
    ]);
}

fn resident(sheet: &mut Sheet, how: How, row: &Resident) {
    let person = &row.person;
    sheet.line([
        person.key.as_str(),
        &person.name,
        &person.suite,
        &person.email,
        &person.phone,
        of(how.language, words::language(person.language)),
        &row.notes,
        &row.moved_out_at.map_or_else(String::new, |at| time(at, how.zone)),
    ]);
}

fn entry(sheet: &mut Sheet, how: How, row: &Entry) {
    let delivery = row
        .outbox
        .map_or("", |state| of(how.language, words::delivery(state, row.failed)));
    sheet.line([
        row.conversation.get().to_string().as_str(),
        of(how.language, words::state(row.state)),
        row.reference
            .as_deref()
            .filter(|_| how.sees_bookings)
            .unwrap_or_default(),
        row.event.as_deref().unwrap_or_default(),
        &row.resident,
        &row.suite,
        &time(row.at, how.zone),
        of(how.language, words::kind(row.kind)),
        author(row),
        &text(row, how),
        delivery,
        &row.files,
    ]);
}

/// Who wrote an entry: a staff member, or the resident, or nobody who is known (R83).
fn author(row: &Entry) -> &str {
    match &row.by {
        Some(name) => name,
        None if matches!(row.kind, EntryKind::MessageIn | EntryKind::AutomaticReply) => &row.resident,
        None => "",
    }
}

/// The words of an entry; of an event that was moved, when it was to begin (R27).
fn text(row: &Entry, how: How) -> String {
    match DateTime::parse_from_rfc3339(&row.text) {
        Ok(at) if row.kind == EntryKind::EventMoved => time(at.to_utc(), how.zone),
        _ => row.text.clone(),
    }
}

fn line(sheet: &mut Sheet, how: How, row: &Line) {
    sheet.line([
        time(row.at, how.zone).as_str(),
        row.by.as_deref().unwrap_or_default(),
        &row.action,
        &row.subject,
        &row.subject_id.map_or_else(String::new, |id| id.to_string()),
        if how.sees_bookings || row.subject != "booking" {
            &row.detail
        } else {
            ""
        },
    ]);
}
