use chrono::TimeZone;

use super::*;

const WINDOW: Window = Window {
    from: DateTime::UNIX_EPOCH,
    until: DateTime::UNIX_EPOCH,
};

/// The days of a rule from DTSTART on, at 19:00 in Toronto, before the end of 2027.
fn days(rule: &str) -> Result<Vec<String>, LineFault> {
    let text = format!("DTSTART;TZID=America/Toronto:20261126T190000\n{rule}");
    let until = Tz::America__Toronto
        .with_ymd_and_hms(2028, 1, 1, 0, 0, 0)
        .unwrap()
        .to_utc();
    let starts = lay_down(&text, DateTime::UNIX_EPOCH, until)?;
    Ok(starts
        .iter()
        .map(|start| {
            start
                .with_timezone(&Tz::America__Toronto)
                .format("%m-%d %H:%M")
                .to_string()
        })
        .collect())
}

#[test]
fn r7_rules_lay_down_their_occurrences() {
    for (rule, expected) in [
        (
            "RRULE:FREQ=DAILY;COUNT=3",
            "11-26 19:00, 11-27 19:00, 11-28 19:00",
        ),
        (
            "RRULE:FREQ=WEEKLY;BYDAY=TH,SU;COUNT=3",
            "11-26 19:00, 11-29 19:00, 12-03 19:00",
        ),
        (
            "RRULE:FREQ=WEEKLY;INTERVAL=2;UNTIL=20261224T235959",
            "11-26 19:00, 12-10 19:00, 12-24 19:00",
        ),
        (
            "RRULE:FREQ=MONTHLY;BYDAY=-1TH;COUNT=3",
            "11-26 19:00, 12-31 19:00, 01-28 19:00",
        ),
        (
            "RRULE:FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;COUNT=2",
            "11-26 19:00, 11-30 19:00",
        ),
        ("RRULE:FREQ=YEARLY;COUNT=5", "11-26 19:00, 11-26 19:00"),
        (
            "RRULE:FREQ=MONTHLY;BYMONTHDAY=31;COUNT=3",
            "11-26 19:00, 12-31 19:00, 01-31 19:00",
        ),
        ("RRULE:FREQ=DAILY;UNTIL=20261127", "11-26 19:00, 11-27 19:00"),
        (
            "RRULE:FREQ=DAILY;UNTIL=20261128T000000Z",
            "11-26 19:00, 11-27 19:00",
        ),
        ("RRULE:FREQ=DAILY;UNTIL=20200101", "11-26 19:00"),
        (
            "RRULE:FREQ=DAILY;COUNT=2\nRDATE:20261224T000000Z",
            "11-26 19:00, 11-27 19:00, 12-23 19:00",
        ),
        (
            "RRULE:FREQ=DAILY;COUNT=3\nEXDATE;TZID=Eastern Standard Time:20261127T190000",
            "11-26 19:00, 11-28 19:00",
        ),
        (
            "RRULE:FREQ=DAILY;COUNT=3\nEXDATE;VALUE=DATE:20261126",
            "11-27 19:00, 11-28 19:00",
        ),
        (
            "rrule:freq=daily;count=2;x-name=1;rscale=gregorian",
            "11-26 19:00, 11-27 19:00",
        ),
    ] {
        assert_eq!(
            days(rule).map(|days| days.join(", ")),
            Ok(expected.to_owned()),
            "{rule}"
        );
    }
}

#[test]
fn r7_an_evening_stays_that_evening_when_the_clocks_change() {
    let days = days("RRULE:FREQ=WEEKLY;UNTIL=20270401T000000Z").unwrap();
    assert!(days.iter().all(|day| day.ends_with("19:00")), "{days:?}");
    let text = "DTSTART;TZID=America/Toronto:20270313T023000\nRRULE:FREQ=DAILY;COUNT=2";
    let starts = lay_down(
        text,
        DateTime::UNIX_EPOCH,
        DateTime::<Utc>::MAX_UTC - TimeDelta::days(366),
    )
    .unwrap();
    // On 14 March 2027 there is no 02:30; it counts on from the last time before it.
    assert_eq!(starts[1].to_rfc3339(), "2027-03-14T07:30:00+00:00");
}

#[test]
fn r7_rules_that_cannot_be_understood_are_refused() {
    for rule in [
        "FREQ=SOMETIMES",
        "COUNT=2",
        "FREQ=DAILY;COUNT=0",
        "FREQ=DAILY;COUNT=-1",
        "FREQ=DAILY;INTERVAL=0",
        "FREQ=WEEKLY;BYDAY=XX",
        "FREQ=WEEKLY;BYDAY=É",
        "FREQ=MONTHLY;BYMONTHDAY=32",
        "FREQ=YEARLY;BYMONTH=13",
        "FREQ=DAILY;UNTIL=soon",
        "FREQ=DAILY;BYNOTHING=1",
        "DAILY",
        "FREQ=DAILY;RSCALE=HEBREW",
        "FREQ=WEEKLY;BYMONTHDAY=1",
    ] {
        assert_eq!(days(&format!("RRULE:{rule}")), Err(LineFault::NotARule), "{rule}");
    }
    assert_eq!(days("EXRULE:FREQ=DAILY"), Err(LineFault::NotARule));
    assert_eq!(
        lay_down("RRULE:FREQ=DAILY", WINDOW.from, WINDOW.until),
        Err(LineFault::NotARule),
        "no start"
    );
}

#[test]
fn r7_rules_without_bounds_are_refused_with_the_limit() {
    for rule in [
        "FREQ=SECONDLY",
        "FREQ=MINUTELY;COUNT=3",
        "FREQ=HOURLY",
        "FREQ=HOURLY;COUNT=1000000000",
        "FREQ=DAILY;BYHOUR=1,2,3,4,5;BYMINUTE=1,2,3,4,5",
        "FREQ=DAILY;BYHOUR=1,2,3,4,5,6,7,8;COUNT=99999999999",
    ] {
        assert_eq!(
            days(&format!("RRULE:{rule}")),
            Err(LineFault::RecursTooOften { limit: 1500 }),
            "{rule}"
        );
    }
    assert_eq!(
        days(&format!("RRULE:FREQ=DAILY;BYMONTHDAY={}", "1,".repeat(2000))),
        Err(LineFault::NotARule)
    );
}

#[test]
fn r7_days_that_never_come_end_the_work_of_a_file() {
    let zones = Zones::new(Tz::UTC);
    let text = "DTSTART:20261126T190000Z\nRRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30";
    let properties: Vec<_> = unfold(text).filter_map(property).collect();
    let start = stamp(&properties[0], &zones).unwrap();
    let recurrence = Recurrence::new(start, &properties, &zones).unwrap();
    let window = Window {
        from: start.instant(),
        until: start.instant() + TimeDelta::days(730),
    };
    let mut work = Work(WORK_IN_VAIN + 10);
    assert_eq!(recurrence.starts(window, &mut work), Ok(vec![start.instant()]));
    assert_eq!(recurrence.starts(window, &mut work), Err(LineFault::TooMuchWork));
}

#[test]
fn r7_more_is_laid_down_from_the_text_that_was_kept() {
    let zones = Zones::new(Tz::America__Toronto);
    let text = "DTSTART;TZID=Eastern Standard Time:20261126T190000\nRRULE:FREQ=WEEKLY\nRDATE:20261129T000000Z\nEXDATE:20261204T000000Z\nEXDATE;VALUE=DATE:20261210";
    let properties: Vec<_> = unfold(text).filter_map(property).collect();
    let start = stamp(&properties[0], &zones).unwrap();
    let recurrence = Recurrence::new(start, &properties, &zones).unwrap();
    let kept = recurrence.to_text();
    assert!(
        kept.starts_with("DTSTART;TZID=America/New_York:20261126T190000\nRRULE:FREQ=WEEKLY\n"),
        "{kept}"
    );
    let window = Window {
        from: start.instant(),
        until: start.instant() + TimeDelta::days(730),
    };
    let all = recurrence.starts(window, &mut Work::new()).unwrap();
    let middle = start.instant() + TimeDelta::days(300);
    let mut parts = lay_down(&kept, window.from, middle).unwrap();
    parts.extend(lay_down(&kept, middle, window.until).unwrap());
    assert_eq!(parts, all);
    assert_eq!(all.len(), 105 + 1 - 2);
}

#[test]
fn r7_whole_days_stay_whole_days() {
    let zones = Zones::new(Tz::America__Toronto);
    let text = "DTSTART;VALUE=DATE:20261030\nRRULE:FREQ=DAILY;UNTIL=20261102\nEXDATE;VALUE=DATE:20261031";
    let properties: Vec<_> = unfold(text).filter_map(property).collect();
    let start = stamp(&properties[0], &zones).unwrap();
    let recurrence = Recurrence::new(start, &properties, &zones).unwrap();
    let window = Window {
        from: start.instant(),
        until: start.instant() + TimeDelta::days(30),
    };
    let starts = recurrence.starts(window, &mut Work::new()).unwrap();
    let hours: Vec<_> = starts
        .iter()
        .map(|start| start.format("%d %H").to_string())
        .collect();
    assert_eq!(
        hours,
        ["30 04", "01 04", "02 05"],
        "midnight before and after the clocks change"
    );
}
