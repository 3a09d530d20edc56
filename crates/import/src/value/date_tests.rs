use super::*;

fn ymd(year: i32, month: u32, day: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year, month, day)
}

fn hm(hour: u32, minute: u32) -> Option<NaiveTime> {
    NaiveTime::from_hms_opt(hour, minute, 0)
}

#[test]
fn r7_dates_and_times_are_read_in_both_languages() {
    let evening = Moment {
        date: ymd(2026, 11, 26),
        time: hm(19, 0),
        ..Moment::default()
    };
    for text in [
        "2026-11-26 19:00",
        "2026-11-26T19:00",
        "2026-11-26T19:00:00.000",
        "2026/11/26 7:00 PM",
        "26/11/2026 19:00",
        "26/11/26 19h",
        "26.11.2026 19:00",
        "26-11-2026 19:00:00",
        "Nov 26, 2026 7:00 PM",
        "November 26th, 2026 at 7pm",
        "Thu, Nov 26 2026 7:00 p.m.",
        "Thursday, November 26, 2026 at 7:00 PM EST",
        "26 novembre 2026 19h00",
        "jeu. 26 nov. 2026 à 19 h 00",
        "Jeudi 26 Novembre 2026, 19h",
        "26-Nov-2026 19:00",
        "26-nov.-26 19 h",
        "le 26 novembre 2026 à 19:00",
        "7pm, 26 November 2026",
        "2026-11-26, 19:00",
        "46352.7916666667",
        "26\u{a0}novembre\u{202f}2026 19\u{202f}h\u{202f}00",
    ] {
        assert_eq!(moment(text, DayOrder::DayFirst), Ok(evening), "{text}");
    }
}

#[test]
fn r7_dates_alone_are_read() {
    let first = Moment {
        date: ymd(2026, 12, 1),
        ..Moment::default()
    };
    for text in [
        "1er décembre 2026",
        "1 déc. 2026",
        "Dec 1, 2026",
        "Dec. 1st 2026",
        "20261201",
        "01/12/2026",
        "46357",
        "1.12.26",
    ] {
        assert_eq!(moment(text, DayOrder::DayFirst), Ok(first), "{text}");
    }
    assert_eq!(moment("12/01/2026", DayOrder::MonthFirst), Ok(first));
    assert_eq!(
        moment("1.12.2026", DayOrder::MonthFirst),
        Ok(first),
        "dots are day first everywhere"
    );
    assert_eq!(moment("2026-12-01", DayOrder::MonthFirst), Ok(first));
    assert_eq!(
        moment("3 août 2026", DayOrder::DayFirst).unwrap().date,
        ymd(2026, 8, 3)
    );
    assert_eq!(
        moment("mardi 3 mars 2026", DayOrder::DayFirst).unwrap().date,
        ymd(2026, 3, 3)
    );
    assert_eq!(
        moment("1/2/99", DayOrder::DayFirst).unwrap().date,
        ymd(1999, 2, 1)
    );
}

#[test]
fn r7_ranges_give_the_end_too() {
    for text in [
        "26/11/2026 19:00 - 21:00",
        "26 novembre 2026, 19h à 21h",
        "26/11/2026 19:00–21:00",
        "Nov 26, 2026 7-9 pm",
        "Nov 26, 2026, 7:00 – 9:00 PM",
        "26/11/2026 de 19h00 à 21h00",
    ] {
        let moment = moment(text, DayOrder::DayFirst).unwrap();
        assert_eq!(
            (moment.date, moment.time, moment.end_time),
            (ymd(2026, 11, 26), hm(19, 0), hm(21, 0)),
            "{text}"
        );
    }
    let days = moment("26/11/2026 19:00 - 27/11/2026 01:00", DayOrder::DayFirst).unwrap();
    assert_eq!((days.end_date, days.end_time), (ymd(2026, 11, 27), hm(1, 0)));
    assert_eq!(time("11 am - 1 pm"), Some((hm(11, 0).unwrap(), hm(13, 0))));
    assert_eq!(time("11-1 pm"), Some((hm(11, 0).unwrap(), hm(13, 0))));
}

#[test]
fn r7_offsets_are_kept() {
    for (text, offset) in [
        ("2026-11-26T19:00:00Z", 0),
        ("2026-11-26T19:00:00-05:00", -18_000),
        ("2026-11-26 19:00 UTC", 0),
        ("2026-11-26 19:00:00 -0500", -18_000),
        ("2026-11-26 19:00:00 +01:00", 3600),
        ("2026-11-26 19:00+0530", 19_800),
    ] {
        let moment = moment(text, DayOrder::DayFirst).unwrap();
        assert_eq!((moment.time, moment.offset), (hm(19, 0), Some(offset)), "{text}");
    }
}

#[test]
fn r7_impossible_dates_are_told_from_what_is_no_date() {
    for text in [
        "31/02/2026",
        "2026-02-29",
        "26/13/2026",
        "31 avril 2026",
        "Feb 30, 2026",
        "01/01/0026",
        "26/11/2026 25:00",
    ] {
        assert_eq!(
            moment(text, DayOrder::DayFirst),
            Err(DateFault::Impossible),
            "{text}"
        );
    }
    for text in [
        "",
        "soon",
        "26",
        "26/11",
        "Nov 2026",
        "12:",
        "26/11/2026 foo",
        "1:2:3:4",
        "a@example.org",
        "à",
        "999999999999",
        "é€😀",
    ] {
        assert_eq!(
            moment(text, DayOrder::DayFirst),
            Err(DateFault::NotADate),
            "{text}"
        );
    }
}

#[test]
fn r7_times_are_read() {
    for (text, hour, minute) in [
        ("19", 19, 0),
        ("19h", 19, 0),
        ("19h30", 19, 30),
        ("7pm", 19, 0),
        ("7:30 PM", 19, 30),
        ("12:00 AM", 0, 0),
        ("12 pm", 12, 0),
        ("19.30", 19, 30),
        ("1930", 19, 30),
        ("midi", 12, 0),
        ("0.75", 18, 0),
        ("7 h", 7, 0),
    ] {
        assert_eq!(time(text), Some((hm(hour, minute).unwrap(), None)), "{text}");
    }
    for text in ["", "25", "25:00", "13 pm", "0 am", "tonight", "7:61"] {
        assert_eq!(time(text), None, "{text}");
    }
}

#[test]
fn r7_durations_are_read() {
    for (text, minutes) in [
        ("90", 90),
        ("90 min", 90),
        ("1:30", 90),
        ("1h30", 90),
        ("1 h 30 min", 90),
        ("1.5 h", 90),
        ("1,5 heure", 90),
        ("2 hours", 120),
        ("PT2H", 120),
        ("1 day", 1440),
    ] {
        assert_eq!(duration(text), Some(TimeDelta::minutes(minutes)), "{text}");
    }
    for text in ["", "long", "h", "1:90", "-5", "1 fortnight", "999999999:00"] {
        assert_eq!(duration(text), None, "{text}");
    }
}

#[test]
fn r7_a_column_of_dates_tells_its_order() {
    assert_eq!(hint("26/11/2026"), Some(Hint::Says(DayOrder::DayFirst)));
    assert_eq!(hint("Thu 11/26/2026 7pm"), Some(Hint::Says(DayOrder::MonthFirst)));
    assert_eq!(hint("03-04-26"), Some(Hint::Open));
    for text in [
        "2026-11-26",
        "26 novembre 2026",
        "26.11.2026",
        "",
        "19:00",
        "46352",
    ] {
        assert_eq!(hint(text), None, "{text}");
    }
}

proptest::proptest! {
    #[test]
    fn r7_no_text_stops_the_reader(text in "\\PC{0,30}|[0-9:/h.apm\\- ]{0,30}") {
        let _ = (moment(&text, DayOrder::MonthFirst), time(&text), duration(&text), hint(&text));
    }

    #[test]
    fn r7_every_day_comes_back(days in 0_i64..80_000) {
        let date = NaiveDate::from_ymd_opt(1950, 1, 1).unwrap() + TimeDelta::days(days);
        for (format, order) in [("%d/%m/%Y", DayOrder::DayFirst), ("%m/%d/%Y", DayOrder::MonthFirst), ("%Y-%m-%d", DayOrder::MonthFirst), ("%e %B %Y", DayOrder::MonthFirst), ("%b %d, %Y", DayOrder::DayFirst)] {
            proptest::prop_assert_eq!(moment(&date.format(format).to_string(), order).map(|moment| moment.date), Ok(Some(date)));
        }
    }
}
