use chrono::TimeZone as _;
use lobby_domain::{
    event::EventKind,
    ids::{EventId, ResidentId},
    resident::Language,
};

use super::*;

fn known(id: i64, name: &str, suite: &str, email: &str) -> Resident {
    Resident {
        id: ResidentId::new(id),
        key: None,
        name: name.into(),
        name_folded: fold(name),
        suite: suite.into(),
        email: email.into(),
        phone: String::new(),
        language: Language::En,
        notes: String::new(),
        moved_out: false,
    }
}

fn line(key: Option<&str>, name: &str, suite: Option<&str>, email: Option<&str>) -> ResidentLine {
    ResidentLine {
        line: 2,
        key: key.map(str::to_owned),
        name: name.into(),
        suite: suite.map(str::to_owned),
        email: email.map(str::to_owned),
        phone: None,
        language: None,
        notes: None,
    }
}

fn one(line: ResidentLine, known: &[Resident]) -> Match {
    residents(&[line], known, &[])[0]
}

#[test]
fn r7_two_people_may_share_an_address() {
    let known = [
        known(1, "Ana Moreau", "1", "home@example.org"),
        known(2, "Luc Roy", "1", "home@example.org"),
    ];
    assert_eq!(
        one(line(None, "LUC ROY", None, Some("Home@Example.org")), &known),
        Match::Known(1)
    );
    assert_eq!(
        one(line(None, "Zoé Roy", None, Some("home@example.org")), &known),
        Match::New
    );
    assert_eq!(
        one(line(None, "Luc Roy", None, Some("luc@example.org")), &known),
        Match::New
    );
}

#[test]
fn r7_without_an_address_the_suite_tells_and_a_name_only_where_it_is_nobody_elses() {
    let known = [
        known(1, "Ana Moreau", "1204", "ana@example.org"),
        known(2, "Luc Roy", "7", ""),
        known(3, "Luc Roy", "8", ""),
    ];
    assert_eq!(
        one(line(None, "Ana Moreau", Some("1204"), None), &known),
        Match::Known(0)
    );
    assert_eq!(one(line(None, "Ana Moreau", Some("9"), None), &known), Match::New);
    assert_eq!(one(line(None, "Ana Moreau", None, None), &known), Match::Known(0));
    assert_eq!(one(line(None, "Luc Roy", None, None), &known), Match::New);
    let first_address = line(None, "Luc Roy", Some("8"), Some("luc@example.org"));
    assert_eq!(one(first_address, &known), Match::Known(2));
}

#[test]
fn r7_a_key_comes_first_and_another_key_is_somebody_else() {
    let mut keyed = known(1, "Ana Moreau", "1", "home@example.org");
    keyed.key = Some("R-1".into());
    let known = [keyed];
    assert_eq!(
        one(line(Some("R-1"), "Anna Roy", None, None), &known),
        Match::Known(0)
    );
    let lines = [
        line(Some("R-1"), "Ana Moreau", None, Some("home@example.org")),
        line(Some("R-2"), "Ana Moreau", None, Some("home@example.org")),
        line(None, "Ana Moreau", None, Some("home@example.org")),
    ];
    assert_eq!(
        residents(&lines, &known, &[]),
        [Match::Known(0), Match::New, Match::Again(0)]
    );
}

#[test]
fn r7_who_lives_here_comes_before_a_namesake_who_has_moved_out() {
    let mut gone = known(1, "Ana Moreau", "1", "ana@example.org");
    gone.moved_out = true;
    let known = [gone, known(2, "Ana Moreau", "2", "ana@example.org")];
    assert_eq!(
        one(line(None, "Ana Moreau", None, Some("ana@example.org")), &known),
        Match::Known(1)
    );
}

#[test]
fn r7_what_the_file_called_somebody_before_is_known_after_a_change_at_the_desk() {
    let known = [known(7, "Ana Roy", "1", "roy@example.org")];
    let before = line(None, "Ana Moreau", None, Some("ana@example.org"));
    let said = Said {
        subject: Subject::Resident,
        id: 7,
        resident: 0,
        said_as: Some(resident_called(&before)),
        fingerprint: 0,
    };
    assert_eq!(
        residents(std::slice::from_ref(&before), &known, &[said]),
        [Match::Known(0)]
    );
    assert_eq!(residents(&[before], &known, &[]), [Match::New]);
}

fn hour(day: u32, hour: u32) -> DateTime<Utc> {
    chrono_tz::America::Montreal
        .with_ymd_and_hms(2026, 12, day, hour, 0, 0)
        .unwrap()
        .to_utc()
}

fn event(id: i64, title: &str, starts_at: DateTime<Utc>) -> Event {
    Event {
        id: EventId::new(id),
        key: None,
        series: None,
        kind: EventKind::CommunityEvent,
        title: title.into(),
        title_folded: fold(title),
        starts_at,
        ends_at: starts_at + chrono::TimeDelta::hours(1),
        all_day: false,
        place: String::new(),
        description: String::new(),
        capacity: None,
        guests_allowed: true,
        booking_required: true,
        price: None,
        has_bookings: false,
    }
}

fn event_line(title: &str, starts_at: Option<DateTime<Utc>>, all_day: bool) -> EventLine {
    EventLine {
        line: 2,
        key: None,
        series: None,
        title: title.into(),
        kind: None,
        starts_at,
        ends_at: None,
        all_day,
        place: None,
        capacity: None,
        price: None,
        guests_allowed: None,
        booking_required: None,
        description: None,
        cancelled: false,
    }
}

#[test]
fn r7_an_event_is_known_by_title_and_start_or_by_a_title_that_is_not_ambiguous() {
    let known = [
        event(1, "Yoga", hour(1, 19)),
        event(2, "Yoga", hour(8, 19)),
        event(3, "Soirée vin", hour(8, 19)),
        event(4, "Brunch", hour(8, 10)),
        event(5, "Brunch", hour(8, 13)),
    ];
    let find = |line, now| events(&[line], &known, &[], (chrono_tz::America::Montreal, now)).remove(0);
    let early = hour(1, 0);
    assert_eq!(
        find(event_line("YOGA", Some(hour(8, 19)), false), early),
        Match::Known(1)
    );
    assert_eq!(
        find(event_line("Yoga", Some(hour(8, 18)), false), early),
        Match::New
    );
    assert_eq!(
        find(event_line("Yoga", Some(hour(8, 0)), true), early),
        Match::Known(1),
        "only the day"
    );
    assert_eq!(
        find(event_line("Brunch", Some(hour(8, 0)), true), early),
        Match::New,
        "two on that day"
    );
    assert_eq!(
        find(event_line("Soiree Vin", None, false), early),
        Match::Known(2)
    );
    assert_eq!(
        find(event_line("Yoga", None, false), early),
        Match::New,
        "two are ahead"
    );
    assert_eq!(
        find(event_line("Yoga", None, false), hour(5, 0)),
        Match::Known(1),
        "one is over"
    );
}
