//! Files of real shape go in without mapping by hand.

use lobby_domain::{event::EventKind, resident::Language};
use lobby_import::{BookingLine, Encoding, Reading};

use crate::{calendar, context, go_on, here, read_events, read_rows, table, utc};

const ATTENDEES: &[u8] = include_bytes!("../samples/attendee-report.csv");
const SPREADSHEET: &[u8] = include_bytes!("../samples/reservations.csv");
const RESIDENTS: &[u8] = include_bytes!("../samples/residents.csv");
const EVENTS: &[u8] = include_bytes!("../samples/building-events.ics");

/// Name, reference, party, status, payment and amount of each booking, in the file's order.
fn bookings(reading: &Reading) -> Vec<String> {
    let line = |booking: &BookingLine| {
        let name = &reading.residents[booking.resident].name;
        let reference = booking.reference.as_deref().unwrap_or("-");
        let payment = booking
            .payment
            .map_or("-".to_owned(), |payment| format!("{payment:?}"));
        let (party, status) = (booking.party.unwrap(), booking.status.unwrap());
        let amount = booking.amount.as_ref().unwrap();
        format!(
            "{name}: {reference}, {party}, {status:?}, {payment}, {} {}",
            amount.minor, amount.currency
        )
    };
    reading.bookings.iter().map(line).collect()
}

#[test]
fn r7_an_attendee_report_goes_in_without_mapping_by_hand() {
    let reading = read_rows(ATTENDEES);
    assert_eq!(reading.bad, []);
    assert_eq!(reading.passed_over, 1, "the line of totals");
    assert_eq!(
        bookings(&reading),
        [
            "Ana Moreau: 9120445871, 2, Confirmed, Paid, 8000 CAD",
            "Luc Tremblay: 9120445902, 1, CheckedIn, Paid, 4000 CAD",
            "Inés O'Brien, \"Nini\": 9120445902/14820041, 1, Confirmed, Paid, 4000 CAD",
            "Wei Zhang: 9120446010, 1, Confirmed, NotRequired, 0 CAD",
            "Priya Nair: 9120446011, 1, Cancelled, Refunded, 4000 CAD",
            "Sam Roy: 9120446012, 1, Cancelled, Paid, 4000 CAD",
        ]
    );
    assert_eq!(
        reading.bookings[0].booked_at,
        Some(here(2026, 11, 2, 18, 22) + chrono::TimeDelta::seconds(10))
    );
    let wine = &reading.events[0];
    assert_eq!(
        (wine.title.as_str(), wine.key.as_deref()),
        ("Wine tasting", Some("884210"))
    );
    assert_eq!(
        (wine.kind, wine.booking_required),
        (Some(EventKind::CommunityEvent), Some(true)),
        "R1: it has bookings"
    );
    assert_eq!(
        (wine.starts_at, wine.ends_at, wine.all_day),
        (Some(here(2026, 11, 26, 19, 0)), None, false)
    );
    // Two people share an address; a formula stays the text that it is.
    assert_eq!(reading.residents[1].email, reading.residents[2].email);
    assert_eq!(
        reading.residents[5].suite.as_deref(),
        Some("=HYPERLINK(\"http://example.org\")")
    );
}

#[test]
fn r7_a_french_spreadsheet_in_windows_1252_goes_in_without_mapping_by_hand() {
    let table = table(SPREADSHEET);
    assert_eq!(
        (table.encoding(), table.delimiter(), table.heading_line()),
        (Encoding::Windows1252, ';', Some(3))
    );
    let reading = read_rows(SPREADSHEET);
    assert_eq!(reading.bad, []);
    assert_eq!(
        bookings(&reading),
        [
            "Ana Moreau: -, 2, Confirmed, Paid, 8000 EUR",
            "Luc Tremblay: -, 1, Pending, Unpaid, 4000 EUR",
            "Maëlle O’Neill: -, 4, Waitlisted, Unpaid, 16000 EUR",
            "Thi Nguyen: -, 3, Cancelled, -, 0 CAD",
            "Zoé Lefèbvre: -, 1, CheckedIn, -, 0 CAD",
            "François Œuvrard: -, 2, NoShow, -, 0 CAD",
        ],
        "what is free is so in the building's currency"
    );
    assert_eq!(
        reading.bookings[2].note.as_deref(),
        Some("Deux lignes :\n« la seconde »")
    );
    assert_eq!(reading.bookings[3].line, 8, "after a cell of two lines");
    let ana = &reading.residents[0];
    assert_eq!(
        (ana.suite.as_deref(), ana.phone.as_deref(), ana.language),
        (Some("1204"), Some("+1 514 555-0142"), Some(Language::Fr))
    );
    let (wine, party) = (&reading.events[0], &reading.events[1]);
    assert_eq!(
        (wine.title.as_str(), wine.place.as_deref()),
        ("Dégustation de vins", Some("Salle des fêtes"))
    );
    assert_eq!(
        (wine.starts_at, wine.ends_at),
        (Some(here(2026, 11, 26, 19, 0)), Some(here(2026, 11, 26, 21, 30)))
    );
    assert_eq!(
        party.starts_at,
        Some(here(2027, 7, 3, 14, 0)),
        "26/11 in the same column tells that 03/07 is in July"
    );
}

#[test]
fn r7_a_list_of_residents_goes_in_without_mapping_by_hand() {
    let reading = read_rows(RESIDENTS);
    assert_eq!(
        (reading.bad.len(), reading.bookings.len(), reading.events.len()),
        (0, 0, 0)
    );
    let names: Vec<_> = reading
        .residents
        .iter()
        .map(|resident| (resident.key.as_deref().unwrap(), resident.name.as_str()))
        .collect();
    assert_eq!(
        names,
        [
            ("R-17", "Luc Tremblay"),
            ("R-18", "Ana Moreau"),
            ("R-19", "Priya Nair")
        ]
    );
    assert_eq!(reading.residents[0].language, Some(Language::Fr));
    assert_eq!(
        reading.residents[1].email.as_deref(),
        Some("Ana.Moreau@example.org")
    );
    assert_eq!(reading.residents[2].notes.as_deref(), Some("Line one\nline two"));
}

#[test]
fn r7_a_recurring_calendar_goes_in() {
    let reading = read_events(EVENTS);
    assert_eq!(reading.bad, []);
    let yoga: Vec<_> = reading
        .events
        .iter()
        .filter(|event| event.series.is_some())
        .collect();
    let starts: Vec<_> = yoga.iter().map(|event| event.starts_at.unwrap()).collect();
    // Thursdays from this week until 25 March 2027, 19:00 by the clocks also after they change. UNTIL
    // is 19:00 that day, in UTC.
    assert_eq!(starts[0], here(2026, 11, 26, 19, 0));
    assert_eq!(*starts.last().unwrap(), here(2027, 3, 25, 19, 0));
    assert!(
        !starts.contains(&here(2026, 12, 24, 19, 0)) && !starts.contains(&here(2026, 12, 31, 19, 0)),
        "EXDATE"
    );
    assert_eq!(starts.len(), 16);
}

#[test]
fn r7_changed_and_cancelled_occurrences_go_in() {
    let reading = read_events(EVENTS);
    let yoga: Vec<_> = reading
        .events
        .iter()
        .filter(|event| event.series.is_some())
        .collect();
    let starts: Vec<_> = yoga.iter().map(|event| event.starts_at.unwrap()).collect();
    let moved = yoga
        .iter()
        .find(|event| event.starts_at == Some(here(2026, 12, 4, 18, 30)))
        .unwrap();
    assert_eq!(moved.place.as_deref(), Some("Garden room"));
    assert_eq!(
        moved.key.as_deref(),
        Some("yoga-0001@example.org/20261204T000000Z"),
        "the occurrence that it was"
    );
    assert!(
        !starts.contains(&here(2026, 12, 3, 19, 0)),
        "the moved one is not there twice"
    );
    let off: Vec<_> = yoga
        .iter()
        .filter(|event| event.cancelled)
        .map(|event| event.starts_at.unwrap())
        .collect();
    assert_eq!(off, [here(2027, 1, 7, 19, 0)]);
    assert_eq!(
        yoga[0].description.as_deref(),
        Some(
            "Bring a mat, water and a friend.\nBeginners are welcome: the class is slow; nobody is left behind, and there is tea afterwards in the café."
        ),
        "unfolded, and not the alarm's"
    );
    assert_eq!(
        (yoga[0].kind, yoga[0].booking_required),
        (Some(EventKind::CommunityEvent), Some(false))
    );
    assert_eq!(yoga[0].ends_at, Some(here(2026, 11, 26, 20, 30)));
}

#[test]
fn r7_single_events_of_a_calendar_go_in() {
    let reading = read_events(EVENTS);
    let find = |title: &str| reading.events.iter().find(|event| event.title == title).unwrap();
    let meeting = find("Annual general meeting");
    assert_eq!(
        (meeting.kind, meeting.starts_at, meeting.ends_at),
        (
            Some(EventKind::Meeting),
            Some(utc("2027-02-15T23:30:00Z")),
            Some(utc("2027-02-16T01:30:00Z"))
        )
    );
    let water = find("Notice: no hot water");
    assert_eq!((water.kind, water.all_day), (Some(EventKind::Notice), true));
    assert_eq!(
        (water.starts_at, water.ends_at),
        (Some(here(2026, 12, 14, 0, 0)), Some(here(2026, 12, 16, 0, 0)))
    );
    let party = find("New Year's party");
    assert_eq!(
        (party.starts_at, party.ends_at),
        (Some(here(2026, 12, 31, 21, 0)), Some(here(2027, 1, 1, 2, 0))),
        "floating: the building's time"
    );
}

#[test]
fn r7_the_same_calendar_a_month_later_lays_down_the_same() {
    let first = read_events(EVENTS);
    let mut later = context();
    later.now = utc("2026-12-23T15:00:00Z");
    for series in first.events.iter().filter_map(|event| event.series.as_ref()) {
        later.laid_down.insert(series.key.clone(), series.window);
    }
    let again = lobby_import::read_calendar(&calendar(EVENTS), &later, &mut go_on).unwrap();
    assert_eq!(again, first);
    later.laid_down.clear();
    let unknown = lobby_import::read_calendar(&calendar(EVENTS), &later, &mut go_on).unwrap();
    assert_ne!(unknown, first, "without it the window moves on");
}

#[test]
fn r7_the_same_file_reads_the_same_twice() {
    assert_eq!(read_rows(ATTENDEES), read_rows(ATTENDEES));
    assert_eq!(read_rows(SPREADSHEET), read_rows(SPREADSHEET));
    let twice = [
        SPREADSHEET,
        &SPREADSHEET[SPREADSHEET.windows(2).position(|two| two == b"MO").unwrap()..],
    ]
    .concat();
    let (once, twice) = (read_rows(SPREADSHEET), read_rows(&twice));
    assert_eq!(
        (once.residents, once.events, once.bookings),
        (twice.residents, twice.events, twice.bookings),
        "repeated lines add nothing"
    );
}
