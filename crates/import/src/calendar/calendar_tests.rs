use std::{collections::HashMap, ops::ControlFlow};

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use lobby_domain::{event::EventKind, resident::Language};

use super::*;
use crate::{
    decode::decode,
    fault::LineFault,
    reading::{Context, Reading},
};

fn read(events: &str) -> Reading {
    let text = format!("BEGIN:VCALENDAR\r\n{events}END:VCALENDAR\r\n");
    let calendar = Calendar::new(decode(text.into_bytes()).unwrap());
    let now: DateTime<Utc> = "2026-11-23T15:00:00Z".parse().unwrap();
    let context = Context {
        zone: Tz::Europe__Paris,
        currency: "EUR".to_owned(),
        language: Language::Fr,
        now,
        laid_down: HashMap::new(),
        given: vec![],
    };
    read_calendar(&calendar, &context, &mut |_, _| ControlFlow::Continue(())).unwrap()
}

fn event(inside: &str) -> String {
    format!("BEGIN:VEVENT\nSUMMARY:Yoga\n{inside}\nEND:VEVENT\n")
}

#[test]
fn r7_occurrences_are_laid_down_for_24_months() {
    let reading = read(&event(
        "UID:1\nDTSTART;TZID=Romance Standard Time:20100101T190000\nDURATION:PT1H\nRRULE:FREQ=DAILY",
    ));
    let first = reading.events.first().unwrap();
    let last = reading.events.last().unwrap();
    assert_eq!(
        first.starts_at.unwrap().to_rfc3339(),
        "2026-11-23T18:00:00+00:00",
        "from today"
    );
    assert_eq!(last.starts_at.unwrap().to_rfc3339(), "2028-11-22T18:00:00+00:00");
    assert_eq!(reading.events.len(), 731);
    assert_eq!(
        first.ends_at.unwrap() - first.starts_at.unwrap(),
        chrono::TimeDelta::hours(1)
    );
    assert_eq!(first.key.as_deref(), Some("1/20261123T180000Z"));
}

#[test]
fn r7_of_two_versions_of_an_event_the_later_counts() {
    let version = |sequence: u32, hour: u32| {
        event(&format!(
            "UID:1\nSEQUENCE:{sequence}\nDTSTART:20261126T{hour}0000Z"
        ))
    };
    for events in [
        version(1, 18) + &version(2, 19),
        version(2, 19) + &version(1, 18),
        version(2, 19) + &version(2, 19),
    ] {
        let reading = read(&events);
        assert_eq!((reading.events.len(), reading.bad.len()), (1, 0));
        assert_eq!(
            reading.events[0].starts_at.unwrap().to_rfc3339(),
            "2026-11-26T19:00:00+00:00"
        );
    }
}

#[test]
fn r7_a_changed_occurrence_without_its_series_is_an_event() {
    let reading = read(&event(
        "UID:1\nRECURRENCE-ID:20261126T180000Z\nDTSTART:20261127T180000Z",
    ));
    assert_eq!(reading.bad, []);
    assert_eq!(reading.events[0].key.as_deref(), Some("1/20261126T180000Z"));
    assert_eq!(reading.events[0].series, None);
}

#[test]
fn r7_a_time_zone_that_is_defined_after_its_use_is_known() {
    let zone = "BEGIN:VTIMEZONE\nTZID:Ours\nBEGIN:STANDARD\nTZOFFSETTO:+0100\nEND:STANDARD\nBEGIN:DAYLIGHT\nDTSTART:19700329T020000\nTZOFFSETTO:+0200\nEND:DAYLIGHT\nEND:VTIMEZONE\n";
    let reading = read(&(event("DTSTART;TZID=Ours:20260701T190000") + zone));
    assert_eq!(
        reading.events[0].starts_at.unwrap().to_rfc3339(),
        "2026-07-01T17:00:00+00:00"
    );
}

#[test]
fn r7_a_byte_that_cannot_be_decoded_spoils_its_event_only() {
    let bytes = b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:caf\xC3\xA9 \xC3\xA9t\xC3\xA9\nDTSTART:20261126T190000\nEND:VEVENT\nBEGIN:VEVENT\nSUMMARY:caf\xE9\nDTSTART:20261126T190000\nEND:VEVENT\nEND:VCALENDAR\n";
    let calendar = Calendar::new(decode(bytes.to_vec()).unwrap());
    assert_eq!((calendar.encoding(), calendar.events()), (Encoding::Utf8, 2));
    let now = DateTime::UNIX_EPOCH;
    let context = Context {
        zone: Tz::UTC,
        currency: "EUR".to_owned(),
        language: Language::Fr,
        now,
        laid_down: HashMap::new(),
        given: vec![],
    };
    let reading = read_calendar(&calendar, &context, &mut |_, _| ControlFlow::Continue(())).unwrap();
    assert_eq!(
        reading
            .events
            .iter()
            .map(|event| event.title.as_str())
            .collect::<Vec<_>>(),
        ["café été"]
    );
    assert_eq!(
        (reading.bad[0].line, &reading.bad[0].fault),
        (7, &LineFault::Undecodable { byte: Some(0xE9) })
    );
}

#[test]
fn r7_titles_and_categories_tell_the_kind() {
    for (lines, kind) in [
        ("SUMMARY:Réunion du conseil", EventKind::Meeting),
        ("SUMMARY:Tea\nCATEGORIES:Social,MEETING", EventKind::Meeting),
        ("SUMMARY:Avis : coupure d'eau", EventKind::Notice),
        ("SUMMARY:Noticeable talents", EventKind::CommunityEvent),
    ] {
        let reading = read(&format!(
            "BEGIN:VEVENT\n{lines}\nDTSTART:20261126T190000\nEND:VEVENT\n"
        ));
        assert_eq!(reading.events[0].kind, Some(kind), "{lines}");
    }
}

#[test]
fn r7_whole_days_end_when_the_last_of_them_ends() {
    for (end, expected) in [
        ("DTEND;VALUE=DATE:20261026", "2026-10-25T23:00:00+00:00"),
        ("DURATION:P2D", "2026-10-25T23:00:00+00:00"),
        ("LOCATION:here", "2026-10-24T22:00:00+00:00"),
        ("DTEND;VALUE=DATE:20261024", "2026-10-24T22:00:00+00:00"),
    ] {
        let reading = read(&event(&format!("DTSTART;VALUE=DATE:20261024\n{end}")));
        // The clocks in Paris go back on the 25th: two days of 24 and 25 hours.
        assert_eq!(reading.events[0].ends_at.unwrap().to_rfc3339(), expected, "{end}");
        assert_eq!(
            reading.events[0].starts_at.unwrap().to_rfc3339(),
            "2026-10-23T22:00:00+00:00"
        );
    }
}
