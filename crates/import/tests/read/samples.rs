//! Files of real shape go in without mapping by hand.

use lobby_domain::{
    booking::BookingStatus,
    event::EventKind,
    money::{Money, PaymentStatus},
    resident::Language,
};
use lobby_import::{Encoding, Reading};

use crate::{calendar, context, go_on, here, read_events, read_rows, table, utc};

const ATTENDEES: &[u8] = include_bytes!("../samples/attendee-report.csv");
const SPREADSHEET: &[u8] = include_bytes!("../samples/reservations.csv");
const RESIDENTS: &[u8] = include_bytes!("../samples/residents.csv");
const EVENTS: &[u8] = include_bytes!("../samples/building-events.ics");

fn cad(minor: u32) -> Option<Money> {
    Some(Money {
        minor,
        currency: "CAD".to_owned(),
    })
}

/// Name, reference, party, status, payment and amount of each booking, in the file's order.
fn bookings(
    reading: &Reading,
) -> Vec<(
    &str,
    Option<&str>,
    Option<u32>,
    Option<BookingStatus>,
    Option<PaymentStatus>,
    Option<u32>,
)> {
    let line = |booking: &'_ lobby_import::BookingLine| booking.amount.as_ref().map(|amount| amount.minor);
    reading
        .bookings
        .iter()
        .map(|booking| {
            let name = reading.residents[booking.resident].name.as_str();
            (
                name,
                booking.reference.as_deref(),
                booking.party,
                booking.status,
                booking.payment,
                line(booking),
            )
        })
        .collect()
}

#[test]
fn r7_an_attendee_report_goes_in_without_mapping_by_hand() {
    use BookingStatus as S;
    use PaymentStatus as P;
    let reading = read_rows(ATTENDEES);
    assert_eq!(reading.bad, []);
    assert_eq!(reading.passed_over, 1, "the line of totals");
    assert_eq!(
        bookings(&reading),
        [
            (
                "Ana Moreau",
                Some("9120445871"),
                Some(2),
                Some(S::Confirmed),
                Some(P::Paid),
                Some(8000)
            ),
            (
                "Luc Tremblay",
                Some("9120445902"),
                Some(1),
                Some(S::CheckedIn),
                Some(P::Paid),
                Some(4000)
            ),
            (
                "Inés O'Brien, \"Nini\"",
                Some("9120445902/14820041"),
                Some(1),
                Some(S::Confirmed),
                Some(P::Paid),
                Some(4000)
            ),
            (
                "Wei Zhang",
                Some("9120446010"),
                Some(1),
                Some(S::Confirmed),
                Some(P::NotRequired),
                Some(0)
            ),
            (
                "Priya Nair",
                Some("9120446011"),
                Some(1),
                Some(S::Cancelled),
                Some(P::Refunded),
                Some(4000)
            ),
            (
                "Sam Roy",
                Some("9120446012"),
                Some(1),
                Some(S::Cancelled),
                Some(P::Paid),
                Some(4000)
            ),
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
    use BookingStatus as S;
    use PaymentStatus as P;
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
            (
                "Ana Moreau",
                None,
                Some(2),
                Some(S::Confirmed),
                Some(P::Paid),
                Some(8000)
            ),
            (
                "Luc Tremblay",
                None,
                Some(1),
                Some(S::Pending),
                Some(P::Unpaid),
                Some(4000)
            ),
            (
                "Maëlle O’Neill",
                None,
                Some(4),
                Some(S::Waitlisted),
                Some(P::Unpaid),
                Some(16_000)
            ),
            ("Thi Nguyen", None, Some(3), Some(S::Cancelled), None, Some(0)),
            ("Zoé Lefèbvre", None, Some(1), Some(S::CheckedIn), None, Some(0)),
            ("François Œuvrard", None, Some(2), Some(S::NoShow), None, Some(0)),
        ]
    );
    assert_eq!(
        reading.bookings[0].amount,
        Some(Money {
            minor: 8000,
            currency: "EUR".to_owned()
        })
    );
    assert_eq!(
        reading.bookings[3].amount,
        cad(0),
        "free, in the building's currency"
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
