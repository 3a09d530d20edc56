//! Dates, times and lengths of iCalendar (RFC 5545, section 3.3).

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Utc};
use chrono_tz::Tz;
use lobby_domain::zone::instant;

use super::{lines::Property, zones::Zones};
use crate::fault::LineFault;

/// A wall time in a zone, or a whole day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stamp {
    pub local: NaiveDateTime,
    pub zone: Tz,
    pub all_day: bool,
}

impl Stamp {
    pub(super) fn instant(self) -> DateTime<Utc> {
        instant(self.zone, self.local)
    }

    /// The same instant as the clocks of `zone` show it; a whole day stays the same day.
    pub(super) fn seen_from(self, zone: Tz) -> NaiveDateTime {
        if self.all_day || self.zone == zone {
            self.local
        } else {
            self.instant().with_timezone(&zone).naive_local()
        }
    }
}

/// The stamp of a property such as DTSTART.
pub(super) fn stamp(property: &Property<'_>, zones: &Zones) -> Result<Stamp, LineFault> {
    let zone = zone_of(property, zones)?;
    value(property.value.trim(), zone, zones)
}

/// The stamps of a property that holds several, such as EXDATE; of a period the start is taken.
pub(super) fn stamps(property: &Property<'_>, zones: &Zones) -> Result<Vec<Stamp>, LineFault> {
    let zone = zone_of(property, zones)?;
    let values = property
        .value
        .split(',')
        .map(str::trim)
        .filter(|value| !value.is_empty());
    values
        .map(|text| value(text.split('/').next().unwrap_or(text), zone, zones))
        .collect()
}

fn zone_of(property: &Property<'_>, zones: &Zones) -> Result<Tz, LineFault> {
    match property.parameter("TZID") {
        // A time in UTC needs no zone, whatever stands beside it.
        Some(id) => zones
            .find(id)
            .or(property.value.trim().ends_with(['Z', 'z']).then_some(Tz::UTC))
            .ok_or(LineFault::UnknownZone),
        None => Ok(zones.building()),
    }
}

fn value(text: &str, zone: Tz, zones: &Zones) -> Result<Stamp, LineFault> {
    let (digits, is_utc) = match text.strip_suffix(['Z', 'z']) {
        Some(digits) => (digits, true),
        None => (text, false),
    };
    let (date, time) = match digits.split_once(['T', 't']) {
        Some((date, time)) => (date, Some(time)),
        None => (digits, None),
    };
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if date.len() != 8
        || !is_digits(date)
        || time.is_some_and(|time| !matches!(time.len(), 4 | 6) || !is_digits(time))
    {
        return Err(LineFault::NotADate);
    }
    let date = NaiveDate::parse_from_str(date, "%Y%m%d").map_err(|_| LineFault::ImpossibleDate)?;
    if !(1900..=2200).contains(&date.year()) {
        return Err(LineFault::ImpossibleDate);
    }
    let Some(time) = time else {
        return Ok(Stamp {
            local: date.and_time(NaiveTime::MIN),
            zone: zones.building(),
            all_day: true,
        });
    };
    let number = |from: usize| {
        time.get(from..from + 2)
            .and_then(|two| two.parse::<u32>().ok())
            .unwrap_or(0)
    };
    // A leap second is taken as the one before it.
    let time =
        NaiveTime::from_hms_opt(number(0), number(2), number(4).min(59)).ok_or(LineFault::ImpossibleDate)?;
    Ok(Stamp {
        local: date.and_time(time),
        zone: if is_utc { Tz::UTC } else { zone },
        all_day: false,
    })
}

/// A length of time such as `PT1H30M` or `P1D` (RFC 5545, section 3.3.6).
pub(super) fn duration(text: &str) -> Option<TimeDelta> {
    let rest = text
        .trim()
        .strip_prefix('+')
        .unwrap_or(text.trim())
        .strip_prefix(['P', 'p'])?;
    let (mut total, mut number, mut digits) = (0_i64, 0_i64, 0);
    for c in rest.chars() {
        if let Some(digit) = c.to_digit(10) {
            number = number * 10 + i64::from(digit);
            digits += 1;
            if digits > 8 {
                return None;
            }
            continue;
        }
        let seconds = match c.to_ascii_uppercase() {
            'T' if digits == 0 => 0,
            'W' => 604_800,
            'D' => 86_400,
            'H' => 3600,
            'M' => 60,
            'S' => 1,
            _ => return None,
        };
        total += number * seconds;
        (number, digits) = (0, 0);
    }
    // Longer than a year is no event of a building.
    (digits == 0 && rest.len() > 1 && total <= 366 * 86_400).then(|| TimeDelta::seconds(total))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn r7_stamps_are_read() {
        let zones = Zones::new(Tz::America__Toronto);
        let read = |text| value(text, Tz::Europe__Paris, &zones);
        assert_eq!(
            read("20261126T190000").unwrap().instant().to_rfc3339(),
            "2026-11-26T18:00:00+00:00"
        );
        assert_eq!(
            read("20261126T190000Z").unwrap().instant().to_rfc3339(),
            "2026-11-26T19:00:00+00:00"
        );
        let day = read("20261126").unwrap();
        assert!(day.all_day);
        assert_eq!(
            day.instant().to_rfc3339(),
            "2026-11-26T05:00:00+00:00",
            "the building's day"
        );
        assert_eq!(read("20260231T190000"), Err(LineFault::ImpossibleDate));
        assert_eq!(read("20261126T250000"), Err(LineFault::ImpossibleDate));
        for text in [
            "",
            "2026-11-26",
            "20261126T",
            "20261126T19",
            "2026112é",
            "+0261126",
        ] {
            assert_eq!(read(text), Err(LineFault::NotADate), "{text}");
        }
    }

    #[test]
    fn r7_lengths_are_read() {
        for (text, seconds) in [
            ("PT1H30M", 5400),
            ("P1D", 86_400),
            ("P1W", 604_800),
            ("+PT15S", 15),
            ("P1DT2H", 93_600),
        ] {
            assert_eq!(duration(text), Some(TimeDelta::seconds(seconds)), "{text}");
        }
        for text in ["", "P", "1H", "-PT1H", "PT1", "P999999999D", "PX"] {
            assert_eq!(duration(text), None, "{text}");
        }
    }
}
