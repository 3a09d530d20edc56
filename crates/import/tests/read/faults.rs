//! What cannot be taken is named with its line, its column and why.

use std::ops::ControlFlow;

use lobby_domain::event::{EventKind, Response};
use lobby_import::{
    BadLine, DayOrder, DayOrderChoice, Evidence, Field, File, FileFault, FileKind, LineFault, Mapping,
    Stopped, read_calendar, read_table,
};

use crate::{calendar, context, go_on, here, read_events, read_rows, table};

/// Line, column and fault of each bad line.
fn faults(bad: &[BadLine]) -> Vec<(u32, Option<u32>, LineFault)> {
    bad.iter()
        .map(|bad| (bad.line, bad.column, bad.fault.clone()))
        .collect()
}

#[test]
fn r7_files_that_cannot_be_read_are_refused() {
    let open = |name: &str, bytes: &[u8]| File::open(name, bytes.to_vec()).unwrap_err();
    assert_eq!(open("a.csv", b""), FileFault::Empty);
    assert_eq!(open("a.csv", b"  \r\n\r\n"), FileFault::Empty);
    assert_eq!(open("a.csv", b"Name\0\x01\x02"), FileFault::Binary);
    assert_eq!(
        open("a.csv", b"PK\x03\x04\x14\0xl/workbook.xml"),
        FileFault::WrongKind {
            found: FileKind::Spreadsheet
        }
    );
    assert_eq!(open("a.csv", b"Name,Email\r\n"), FileFault::NoRows);
    assert_eq!(
        open("a.ics", b"Name,Email\nAna,a@example.org\n"),
        FileFault::NotACalendar
    );
    let wide = format!("{}\n1\n", "x,".repeat(600));
    assert_eq!(
        open("a.csv", wide.as_bytes()),
        FileFault::TooManyColumns { limit: 500 }
    );
}

#[test]
fn r7_ragged_lines_are_named() {
    let reading = read_rows(b"Name,Email,Suite\nAna,a@example.org,1\nBo,b@example.org\nCy,c@example.org,3,4\nDi,d@example.org,4,,\n");
    assert_eq!(
        faults(&reading.bad),
        [
            (
                3,
                None,
                LineFault::Ragged {
                    expected: 3,
                    found: 2
                }
            ),
            (
                4,
                None,
                LineFault::Ragged {
                    expected: 3,
                    found: 4
                }
            )
        ]
    );
    assert_eq!(
        reading.residents.len(),
        2,
        "the others are taken; blank cells at the end are none"
    );
}

#[test]
fn r7_bytes_that_cannot_be_decoded_are_named() {
    let reading = read_rows(b"Pr\xC3\xA9nom,Nom,Courriel\nZo\xC3\xAB,Roy,z@example.org\nAn\xE9,Roy,a@example.org\n\xC3\x89mile,Roy,e@example.org\n");
    assert_eq!(
        faults(&reading.bad),
        [(3, Some(1), LineFault::Undecodable { byte: Some(0xE9) })]
    );
    assert_eq!(
        (reading.bad[0].heading.as_str(), reading.bad[0].value.as_str()),
        ("Prénom", "An\u{FFFD}")
    );
    assert_eq!(reading.residents.len(), 2);
}

#[test]
fn r7_a_quotation_mark_that_nothing_closes_is_named() {
    let reading =
        read_rows(b"Name,Email,Note\nAna,a@example.org,x\nBo,b@example.org,\"open\nCy,c@example.org,y\n");
    assert_eq!(
        faults(&reading.bad),
        [(3, None, LineFault::UnclosedQuote { until_line: 4 })]
    );
}

#[test]
fn r7_impossible_dates_are_named() {
    let reading = read_rows(
        b"Name,Email,Event,Date,Time,Party\nAna,a@example.org,Wine,31/02/2026,19:00,2\nBo,b@example.org,Wine,soon,19:00,2\n\
          Cy,c@example.org,Wine,26/11/2026,25:00,2\nDi,d@example.org,Wine,26/11/2026,19:00,0\nEd,e@example.org,Wine,11/26/2026,19:00,2\n\
          Fi,f@example.org,Wine,27/11/2026,19:00,2\n",
    );
    assert_eq!(
        faults(&reading.bad),
        [
            (2, Some(4), LineFault::ImpossibleDate),
            (3, Some(4), LineFault::NotADate),
            (4, Some(5), LineFault::NotATime),
            (5, Some(6), LineFault::EmptyParty),
            (6, Some(4), LineFault::ImpossibleDate),
        ],
        "most of the column is day first, so 11/26 is no date"
    );
    assert_eq!(
        (reading.bad[0].heading.as_str(), reading.bad[0].value.as_str()),
        ("Date", "31/02/2026")
    );
    assert_eq!(
        (reading.bookings.len(), reading.residents.len()),
        (1, 1),
        "a bad line gives nothing at all"
    );
}

#[test]
fn r7_values_that_mean_nothing_are_named() {
    let reading = read_rows(
        b"Name,Email,Event,Date,Status,Paid,Quantity,Total\nAna,a@example.org,Wine,2026-11-26,Confirmed,yes,2,$80\n\
          Bo,b@example,Wine,2026-11-26,Perhaps,Visa,two,80 bananas\n,c@example.org,Wine,2026-11-26,Confirmed,no,1,5\nDi,d@example.org,,,Confirmed,no,1,5\n,,Wine,2026-11-26,Confirmed,no,1,-5\n",
    );
    let unknown = |field| LineFault::UnknownWord { field };
    assert_eq!(
        faults(&reading.bad),
        [
            (3, Some(2), LineFault::NotAnEmail),
            (3, Some(5), unknown(Field::Status)),
            (3, Some(6), unknown(Field::Payment)),
            (3, Some(7), LineFault::NotANumber),
            (3, Some(8), LineFault::NotACurrency),
            (4, Some(1), LineFault::Missing { field: Field::Name }),
            (5, None, LineFault::NoEvent),
            (6, None, LineFault::NoResident),
        ],
        "every fault of a line is named"
    );
    assert_eq!(reading.bookings.len(), 1);
}

#[test]
fn r7_keys_that_stand_twice_with_other_facts_are_named() {
    let reading = read_rows(b"Resident ID,Name,Email,Suite\nR1,Ana,a@example.org,1\nR1,Ana,a@example.org,\nR1,Ana,a@example.org,2\nR2,Ana,a@example.org,1\n");
    assert_eq!(
        faults(&reading.bad),
        [(4, None, LineFault::DuplicateKey { earlier_line: 2 })]
    );
    assert_eq!(reading.residents.len(), 2, "keys tell people apart");

    let reading = read_rows(b"Booking ID,Name,Email,Event,Date,Quantity\nB1,Ana,a@example.org,Wine,2026-11-26,2\nB1,Bo,b@example.org,Wine,2026-11-26,1\nB1,Ana,a@example.org,Wine,2026-11-26,2\n");
    assert_eq!(
        faults(&reading.bad),
        [(3, None, LineFault::DuplicateKey { earlier_line: 2 })]
    );
    assert_eq!(
        (reading.bookings.len(), reading.residents.len()),
        (1, 1),
        "who is only on the bad line does not come in"
    );

    let reading = read_rows(b"Event ID,Title,Start,Place\nE1,Wine,2026-11-26 19:00,Hall\nE1,Wine,2026-11-27 19:00,Hall\n,Wine,2026-11-26 19:00,Garden\n,Wine,2026-11-26 19:00,Hall\n");
    assert_eq!(
        faults(&reading.bad),
        [
            (3, None, LineFault::DuplicateKey { earlier_line: 2 }),
            (5, None, LineFault::DuplicateKey { earlier_line: 4 })
        ]
    );
}

#[test]
fn r7_two_people_who_share_an_address_are_two() {
    let reading = read_rows("Name,Email\nAna Moreau,home@example.org\nLuc Moreau,HOME@example.org\nANA  MORÉAU,home@example.org\n".as_bytes());
    assert_eq!(reading.bad, []);
    assert_eq!(reading.residents.len(), 2, "accents and case aside");
}

#[test]
fn r1_r7_notices_take_no_bookings_and_meetings_take_responses() {
    let reading = read_rows(
        b"Name,Email,Event,Type,Date,Status,Quantity\nAna,a@example.org,No water,Notice,2026-11-26,Confirmed,1\n\
          Ana,a@example.org,AGM,Meeting,2026-11-27,Attending,1\nBo,b@example.org,AGM,Meeting,2026-11-27,Not attending,1\nCy,c@example.org,AGM,Meeting,2026-11-27,,1\n",
    );
    assert_eq!(faults(&reading.bad), [(2, None, LineFault::TakesNoBookings)]);
    let responses: Vec<_> = reading.bookings.iter().map(|booking| booking.response).collect();
    assert_eq!(
        responses,
        [
            Some(Response::Attending),
            Some(Response::NotAttending),
            Some(Response::NoAnswer)
        ]
    );
    assert_eq!(reading.events[0].kind, Some(EventKind::Meeting));
}

#[test]
fn r7_how_dates_were_read_is_told_and_can_be_changed() {
    let text = b"Name,Email,Event,Date,Quantity\nAna,a@example.org,Wine,03/04/2027,1\n";
    let decision = |mapping: &Mapping, currency: &str| {
        let mut context = context();
        context.currency = currency.to_owned();
        let reading = read_table(&table(text), mapping, &context, &mut go_on).unwrap();
        (
            reading.dates[0].order,
            reading.dates[0].because,
            reading.events[0].starts_at.unwrap(),
        )
    };
    let mut mapping = Mapping::guess(&table(text));
    assert_eq!(
        decision(&mapping, "CAD"),
        (DayOrder::DayFirst, Evidence::Currency, here(2027, 4, 3, 0, 0))
    );
    assert_eq!(
        decision(&mapping, "USD"),
        (DayOrder::MonthFirst, Evidence::Currency, here(2027, 3, 4, 0, 0))
    );
    mapping.day_order = DayOrderChoice::MonthFirst;
    assert_eq!(
        decision(&mapping, "CAD"),
        (DayOrder::MonthFirst, Evidence::Chosen, here(2027, 3, 4, 0, 0))
    );
    let reading = read_rows(b"Name,Event,Date,Booked on,Quantity\nAna,Wine,03/04/2027,11/26/2026,1\n");
    assert_eq!(
        reading.dates.iter().map(|date| date.because).collect::<Vec<_>>(),
        [Evidence::OtherColumn, Evidence::Values]
    );
}

#[test]
fn r7_the_one_event_of_a_file_that_names_none_can_be_given() {
    let text = b"Order #,Name,Email,Quantity\n1,Ana,a@example.org,2\n";
    let table = table(text);
    let mut context = context();
    let mapping = Mapping::guess(&table);
    let without = read_table(&table, &mapping, &context, &mut go_on).unwrap();
    assert_eq!(faults(&without.bad), [(2, None, LineFault::NoEvent)]);
    context.given = vec![
        (Field::EventTitle, "Wine tasting".to_owned()),
        (Field::EventStart, "2026-11-26T19:00:00-05:00".to_owned()),
    ];
    let with = read_table(&table, &mapping, &context, &mut go_on).unwrap();
    assert_eq!((with.bad.len(), with.bookings.len()), (0, 1));
    assert_eq!(with.events[0].starts_at, Some(here(2026, 11, 26, 19, 0)));
}

#[test]
fn r7_reading_can_be_stopped() {
    let mut lines = b"Name,Email\n".to_vec();
    for n in 0..5000 {
        lines.extend(format!("Person {n},p{n}@example.org\n").bytes());
    }
    let table = table(&lines);
    let mut seen = vec![];
    let stopped = read_table(&table, &Mapping::guess(&table), &context(), &mut |done, of| {
        seen.push((done, of));
        if done >= 2048 {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    });
    assert_eq!(stopped, Err(Stopped));
    assert_eq!(seen, [(0, 5000), (1024, 5000), (2048, 5000)]);
    let events = calendar(b"BEGIN:VCALENDAR\nEND:VCALENDAR\n");
    assert_eq!(
        read_calendar(&events, &context(), &mut |_, _| ControlFlow::Break(())),
        Err(Stopped)
    );
}

/// The fault of a calendar with one event of these lines; the first of them is line 4.
fn fault_of_event(lines: &str) -> Vec<(u32, Option<u32>, LineFault)> {
    let calendar = format!("BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\n{lines}\nEND:VEVENT\nEND:VCALENDAR\n");
    faults(&read_events(calendar.as_bytes()).bad)
}

#[test]
fn r7_faults_of_events_are_named() {
    let missing = |field| LineFault::Missing { field };
    for (lines, line, fault) in [
        ("SUMMARY:a", 2, missing(Field::EventStart)),
        ("DTSTART:20261126T190000", 2, missing(Field::EventTitle)),
        ("SUMMARY:a\nDTSTART:20260231T190000", 5, LineFault::ImpossibleDate),
        ("SUMMARY:a\nDTSTART:tomorrow", 5, LineFault::NotADate),
        (
            "SUMMARY:a\nDTSTART;TZID=Mars:20261126T190000",
            5,
            LineFault::UnknownZone,
        ),
        (
            "SUMMARY:a\nDTSTART:20261126T190000\nDTEND:20261126T180000",
            6,
            LineFault::EndsBeforeItStarts,
        ),
        (
            "SUMMARY:a\nDTSTART:20261126T190000\nDURATION:long",
            6,
            LineFault::NotADuration,
        ),
        (
            "SUMMARY:a\nDTSTART:20261126T190000\nwhat is this",
            6,
            LineFault::NotACalendarLine,
        ),
    ] {
        assert_eq!(fault_of_event(lines), [(line, None, fault)], "{lines}");
    }
}

#[test]
fn r7_faults_of_recurrence_are_named() {
    let often = || LineFault::RecursTooOften { limit: 1500 };
    for (line, fault) in [
        ("RRULE:FREQ=SOMETIMES", LineFault::NotARule),
        ("RRULE:FREQ=SECONDLY", often()),
        ("RRULE:FREQ=HOURLY;COUNT=1000000000", often()),
        (
            "RECURRENCE-ID;RANGE=THISANDFUTURE:20261126T190000",
            LineFault::ThisAndFuture,
        ),
        ("EXDATE;TZID=Mars:20261126T190000", LineFault::UnknownZone),
    ] {
        let lines = format!("SUMMARY:a\nDTSTART:20261126T190000\n{line}");
        assert_eq!(fault_of_event(&lines), [(6, None, fault)], "{line}");
    }
}

#[test]
fn r7_events_that_stand_twice_or_do_not_end_are_named() {
    let open = read_events(b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:a\n");
    assert_eq!(faults(&open.bad), [(2, None, LineFault::UnfinishedEvent)]);
    let event =
        |title: &str| format!("BEGIN:VEVENT\nUID:1\nSUMMARY:{title}\nDTSTART:20261126T190000\nEND:VEVENT\n");
    let calendar = format!("BEGIN:VCALENDAR\n{}{}END:VCALENDAR\n", event("a"), event("b"));
    let twice = read_events(calendar.as_bytes());
    assert_eq!(
        faults(&twice.bad),
        [(7, None, LineFault::DuplicateKey { earlier_line: 2 })]
    );
}
