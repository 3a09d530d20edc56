//! Reads a table line by line into residents, events and bookings (R7).

use std::ops::ControlFlow;

use csv::StringRecord;
use lobby_domain::{
    booking::BookingStatus,
    money::{Money, PaymentStatus},
    resident::fold,
};

use crate::{
    day_order,
    fault::{BadLine, LineFault, shown},
    gather::{BookingFacts, Gathered, Gatherer},
    line::{Columns, Line},
    mapping::{Field, Mapping},
    reading::{Context, EventLine, Reading, ResidentLine, Stopped},
    table::{Place, Table, is_blank},
    value::{
        amount, is_nothing,
        words::{self, Standing},
    },
};

/// How many lines are read between two reports of progress.
const STEP: u32 = 1024;

/// Says how far reading has come; an answer of `Break` stops it.
pub(crate) type Progress<'a> = &'a mut dyn FnMut(u32, u32) -> ControlFlow<()>;

/// R7: reads every line of a table as its columns are mapped. `progress` hears how many lines are
/// done, and of how many, and stops the reading by answering `Break`.
///
/// # Errors
/// [`Stopped`].
pub fn read_table(
    table: &Table,
    mapping: &Mapping,
    context: &Context,
    progress: Progress<'_>,
) -> Result<Reading, Stopped> {
    let (orders, dates) = day_order::decide(table, mapping, context);
    let columns = Columns::new(table, mapping, context, orders);
    let mut gatherer = Gatherer::new(columns.maps(Field::Ticket));
    let (mut lines, mut record, mut done) = (table.lines(), StringRecord::new(), 0_u32);
    let (mut bad, mut passed_over) = (vec![], 0);
    while let Some(place) = lines.next(&mut record) {
        if done.is_multiple_of(STEP) && progress(done, table.rows()).is_break() {
            return Err(Stopped);
        }
        if is_blank(&record) || is_total(&record, &columns) {
            passed_over += 1;
            continue;
        }
        done += 1;
        let mut line = Line {
            columns: &columns,
            record: &record,
            number: place.line,
            faults: vec![],
        };
        match whole_line_fault(table, place, &record) {
            Some(fault) => bad.push(fault),
            None => {
                let said = read_line(&mut line, mapping);
                match said.filter(|_| line.faults.is_empty()) {
                    Some(said) => bad.extend(gatherer.take(said).err()),
                    None => bad.append(&mut line.faults),
                }
            }
        }
    }
    if progress(done, table.rows()).is_break() {
        return Err(Stopped);
    }
    let mut reading = gatherer.finish();
    reading.bad.append(&mut bad);
    reading.bad.sort_by_key(|bad| (bad.line, bad.column));
    Ok(Reading {
        dates,
        passed_over,
        ..reading
    })
}

/// A line that cannot be taken apart: bytes without meaning, too many cells or too few.
fn whole_line_fault(table: &Table, place: Place, record: &StringRecord) -> Option<BadLine> {
    if let Some(bad) = table.bad_byte(place.start, place.end) {
        let column = record.iter().position(|cell| {
            cell.contains(|c| {
                matches!(
                    c,
                    '\u{FFFD}' | '\u{81}' | '\u{8d}' | '\u{8f}' | '\u{90}' | '\u{9d}'
                )
            })
        });
        return Some(BadLine {
            line: place.line,
            column: column.and_then(|column| u32::try_from(column + 1).ok()),
            heading: column
                .and_then(|column| table.headings().get(column))
                .cloned()
                .unwrap_or_default(),
            value: column
                .and_then(|column| record.get(column))
                .map(shown)
                .unwrap_or_default(),
            fault: LineFault::Undecodable { byte: bad.byte },
        });
    }
    if let Some(until_line) = place.unclosed_until {
        return Some(BadLine::whole(
            place.line,
            LineFault::UnclosedQuote { until_line },
        ));
    }
    let (expected, found) = (table.headings().len(), record.len());
    let only_blank_more = record.iter().skip(expected).all(|cell| cell.trim().is_empty());
    if found < expected || (found > expected && !only_blank_more) {
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let mut bad = BadLine::whole(
            place.line,
            LineFault::Ragged {
                expected: count(expected),
                found: count(found),
            },
        );
        bad.value = shown(&record.iter().collect::<Vec<_>>().join(" · "));
        return Some(bad);
    }
    None
}

/// A line of totals at the end of a report: *Total* in front, and hardly anything in it.
fn is_total(record: &StringRecord, columns: &Columns<'_>) -> bool {
    let mut filled = record.iter().filter(|cell| !cell.trim().is_empty());
    let Some(first) = filled.next() else { return false };
    if first.len() > 30
        || !first
            .trim_start()
            .get(..3)
            .is_some_and(|start| ["tot", "gra", "sou", "sub"].contains(&start.to_lowercase().as_str()))
    {
        return false;
    }
    let folded = fold(first);
    let total = [
        "total",
        "totals",
        "totaux",
        "grand total",
        "sous total",
        "subtotal",
        "total general",
    ]
    .contains(&folded.as_str())
        || folded.starts_with("total ");
    let email = columns.maps(Field::Email) && filled.clone().any(|cell| cell.contains('@'));
    total
        && !email
        && filled
            .filter(|cell| amount::whole(cell).is_none() && !amount::is_amount(cell))
            .count()
            == 0
}

fn read_line(line: &mut Line<'_>, mapping: &Mapping) -> Option<Gathered> {
    let resident = resident(line, mapping);
    let event = event(line);
    let has_booking = mapping
        .columns
        .iter()
        .any(|field| field.is_of_booking() && line.cell(*field).is_some_and(|cell| !is_nothing(cell.text)));
    let booking = if resident.is_some() && event.is_some() {
        booking(line)
    } else {
        if has_booking && resident.is_none() && line.faults.is_empty() {
            line.faults
                .push(BadLine::whole(line.number, LineFault::NoResident));
        } else if has_booking && event.is_none() && line.faults.is_empty() {
            line.faults.push(BadLine::whole(line.number, LineFault::NoEvent));
        }
        None
    };
    if resident.is_none() && event.is_none() && line.faults.is_empty() {
        let field = if mapping.has(Field::is_of_person) {
            Field::Name
        } else {
            Field::EventTitle
        };
        line.missing(field);
    }
    let raw = line.record.as_slice().to_owned();
    let ticket = line.short(Field::Ticket);
    Some(Gathered {
        resident,
        event,
        booking,
        ticket: ticket.map(|ticket| (ticket, raw)),
    })
}

/// The line's resident, where it says anything of one.
fn resident(line: &mut Line<'_>, mapping: &Mapping) -> Option<ResidentLine> {
    let says = mapping
        .columns
        .iter()
        .any(|field| field.is_of_person() && line.cell(*field).is_some_and(|cell| !is_nothing(cell.text)));
    if !says {
        return None;
    }
    let name = line.name();
    let (email, language) = (line.email(), line.word(Field::Language, words::language));
    let (key, suite, phone) = (
        line.short(Field::ResidentKey),
        line.short(Field::Suite),
        line.short(Field::Phone),
    );
    let notes = line.long(Field::ResidentNotes);
    let Some(name) = name else {
        line.missing(if mapping.columns.contains(&Field::Name) {
            Field::Name
        } else {
            Field::LastName
        });
        return None;
    };
    let said = |text: &String| !is_nothing(text);
    Some(ResidentLine {
        line: line.number,
        key,
        name,
        suite: suite.filter(said),
        email,
        phone: phone.filter(said),
        language: language.flatten(),
        notes,
    })
}

/// The line's event, where it says anything of one.
fn event(line: &mut Line<'_>) -> Option<EventLine> {
    let (key, title) = (line.short(Field::EventKey), line.short(Field::EventTitle));
    let start = line.columns.maps(Field::EventStart) && line.cell(Field::EventStart).is_some();
    if key.is_none() && title.is_none() && !start {
        return None;
    }
    let Some(title) = title.or_else(|| key.clone()) else {
        line.missing(Field::EventTitle);
        return None;
    };
    let span = line.span();
    if span.is_none() && line.columns.maps(Field::EventStart) && line.faults.is_empty() {
        line.missing(Field::EventStart);
    }
    let currency = line.currency();
    let capacity = line.whole(Field::Capacity);
    if capacity == Some(0)
        && let Some(cell) = line.cell(Field::Capacity)
    {
        line.fault(cell, LineFault::NoPlaces);
    }
    Some(EventLine {
        line: line.number,
        key,
        series: None,
        title,
        kind: line.word(Field::EventKind, words::kind),
        starts_at: span.map(|span| span.starts_at),
        ends_at: span.and_then(|span| span.ends_at),
        all_day: span.is_some_and(|span| span.all_day),
        place: line.short(Field::Place).filter(|place| !is_nothing(place)),
        capacity,
        price: line.money(Field::Price, &currency),
        guests_allowed: line.word(Field::GuestsAllowed, words::yes_or_no),
        booking_required: line.word(Field::BookingRequired, words::yes_or_no),
        description: line.long(Field::Description),
        cancelled: false,
    })
}

/// What the line says about the booking of its resident and event.
fn booking(line: &mut Line<'_>) -> Option<BookingFacts> {
    let mut standing = line.word(Field::Status, words::status);
    if checked_in(line) && standing.is_none_or(|standing| standing.status == BookingStatus::Confirmed) {
        let payment = standing.and_then(|standing| standing.payment);
        standing = words::status("checked in").map(|standing| Standing { payment, ..standing });
    }
    let currency = line.currency();
    let paid = line.money(Field::AmountPaid, &currency);
    let (word, paid_word) = payment(line, &currency);
    let amount = line
        .money(Field::Amount, &currency)
        .or(paid.clone())
        .or(paid_word);
    let by_amount = paid.map(|paid| {
        if paid.minor > 0 {
            PaymentStatus::Paid
        } else {
            PaymentStatus::NotRequired
        }
    });
    let payment = word
        .or(standing.and_then(|standing| standing.payment))
        .or(by_amount);
    Some(BookingFacts {
        line: line.number,
        reference: line
            .short(Field::Reference)
            .filter(|reference| !is_nothing(reference)),
        party: party(line, standing),
        status: standing.map(|standing| standing.status),
        response: standing.map(|standing| standing.response),
        payment,
        amount,
        note: line.long(Field::Note),
        booked_at: line.instant(Field::BookedAt),
    })
}

/// Yes, or a time at which the party came.
fn checked_in(line: &mut Line<'_>) -> bool {
    let Some(cell) = line.cell(Field::CheckedIn).filter(|cell| !is_nothing(cell.text)) else {
        return false;
    };
    match words::yes_or_no(cell.text) {
        Some(yes) => yes,
        None => line.moment(Field::CheckedIn).is_some(),
    }
}

/// The payment's column holds a word, yes or no, or the amount that was paid.
fn payment(line: &mut Line<'_>, currency: &str) -> (Option<PaymentStatus>, Option<Money>) {
    let Some(cell) = line.cell(Field::Payment).filter(|cell| !is_nothing(cell.text)) else {
        return (None, None);
    };
    if let Some(status) = words::payment(cell.text) {
        return (Some(status), None);
    }
    match amount::amount(cell.text, currency) {
        Ok(money) if money.minor > 0 => (Some(PaymentStatus::Paid), Some(money)),
        Ok(_) => (Some(PaymentStatus::Unpaid), None),
        Err(_) => {
            line.fault(
                cell,
                LineFault::UnknownWord {
                    field: Field::Payment,
                },
            );
            (None, None)
        }
    }
}

/// The party: a number, or the resident and the guests. What is called off may be of nobody.
fn party(line: &mut Line<'_>, standing: Option<Standing>) -> Option<u32> {
    let off = standing.is_some_and(|standing| {
        matches!(
            standing.status,
            BookingStatus::Cancelled | BookingStatus::Declined
        )
    });
    match line.whole(Field::PartySize) {
        Some(0) if off => None,
        Some(0) => {
            if let Some(cell) = line.cell(Field::PartySize) {
                line.fault(cell, LineFault::EmptyParty);
            }
            None
        }
        Some(party) => Some(party),
        None => line.whole(Field::Guests).map(|guests| guests.saturating_add(1)),
    }
}
