use chrono::TimeZone;
use proptest::prelude::*;

use super::*;

const PARIS: Tz = chrono_tz::Europe::Paris;

/// An instant in Paris, in winter time.
fn at(day: u32, hour: u32, minute: u32) -> DateTime<Utc> {
    PARIS
        .with_ymd_and_hms(2026, 11, day, hour, minute, 0)
        .unwrap()
        .to_utc()
}

fn minutes(n: i64) -> TimeDelta {
    TimeDelta::minutes(n)
}

#[test]
fn r43_it_waits_from_the_first_words_that_nobody_answered() {
    let first = waits_after(None, EntryKind::MessageIn, at(23, 9, 0));
    assert_eq!(first, Some(at(23, 9, 0)));
    assert_eq!(
        waits_after(first, EntryKind::MessageIn, at(23, 9, 30)),
        first,
        "writing again does not begin the wait anew"
    );
    for kind in [
        EntryKind::Note,
        EntryKind::AutomaticReply,
        EntryKind::Closed,
        EntryKind::Reopened,
    ] {
        assert_eq!(waits_after(first, kind, at(23, 9, 30)), first);
        assert_eq!(answer_took(first, kind, at(23, 9, 30)), None);
        assert_eq!(waits_after(None, kind, at(23, 9, 30)), None);
    }
    for kind in [
        EntryKind::MessageOut,
        EntryKind::SaidAtDesk,
        EntryKind::SaidByPhone,
        EntryKind::SentElsewhere,
    ] {
        assert_eq!(waits_after(first, kind, at(23, 9, 11)), None);
        assert_eq!(answer_took(first, kind, at(23, 9, 11)), Some(minutes(11)));
        assert_eq!(answer_took(None, kind, at(23, 9, 11)), None, "nobody waited");
    }
    assert_eq!(
        answer_took(first, EntryKind::MessageOut, at(23, 8, 0)),
        Some(minutes(0))
    );
}

#[test]
fn r43_near_are_the_events_of_today_and_of_the_next_24_hours() {
    let (from, until) = near(PARIS, at(23, 18, 0));
    assert_eq!((from, until), (at(23, 0, 0), at(24, 18, 0)));
    let (from, until) = near(PARIS, at(23, 0, 0));
    assert_eq!((from, until), (at(23, 0, 0), at(24, 0, 0)));
}

#[test]
fn r43_the_median_is_of_this_week_and_of_the_last_in_the_buildings_days() {
    // Wednesday 25 November; the week began on Monday 23.
    let weeks = Fortnight::of(PARIS, at(25, 12, 0));
    assert_eq!(weeks.begins(), at(16, 0, 0));
    assert_eq!(
        weeks.starts().map(|starts| (starts - weeks.begins()).num_days()),
        [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13]
    );
    let found = weeks.medians(&[
        (at(15, 23, 59), minutes(900)), // the Sunday before
        (at(16, 0, 0), minutes(18)),
        (at(22, 23, 59), minutes(30)),
        (at(23, 0, 0), minutes(4)),
        (at(23, 8, 0), minutes(11)),
        (at(25, 11, 0), minutes(600)),
        (at(30, 0, 0), minutes(700)), // next Monday
    ]);
    assert_eq!(found.last_week, Some(minutes(24)), "of two, the mean");
    assert_eq!(found.this_week, Some(minutes(11)));
    let days: Vec<(usize, i64)> = (0..)
        .zip(found.days)
        .filter_map(|(day, took)| Some((day, took?.num_seconds())))
        .collect();
    assert_eq!(days, [(0, 18 * 60), (6, 30 * 60), (7, 450), (9, 600 * 60)]);
}

#[test]
fn r43_a_week_without_an_answer_has_no_median() {
    let found = Fortnight::of(PARIS, at(25, 12, 0)).medians(&[]);
    assert_eq!((found.this_week, found.last_week), (None, None));
    assert_eq!(found.days, [None; Fortnight::DAYS]);
}

proptest! {
    #[test]
    fn r43_half_of_the_answers_took_no_longer_than_the_median(took in proptest::collection::vec(0_i64..10_000, 1..60)) {
        let values: Vec<TimeDelta> = took.iter().map(|took| TimeDelta::seconds(*took)).collect();
        let middle = median(values.clone()).unwrap();
        let below = values.iter().filter(|value| **value <= middle).count();
        let above = values.iter().filter(|value| **value >= middle).count();
        prop_assert!(below * 2 >= values.len() && above * 2 >= values.len());
    }
}
