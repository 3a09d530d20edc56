//! Time zones as calendars name them: IANA, Windows, or by a definition of their own.

use std::collections::HashMap;

use chrono::{Datelike, NaiveDate, Offset, TimeZone};
use chrono_tz::{TZ_VARIANTS, Tz};
use windows_timezones::WindowsTimezone;

use super::lines::Property;

/// The names that Outlook shows to people and some programs export, beside Windows' own.
const SHOWN: &[(&str, Tz)] = &[
    ("Eastern Time (US & Canada)", Tz::America__New_York),
    ("Central Time (US & Canada)", Tz::America__Chicago),
    ("Mountain Time (US & Canada)", Tz::America__Denver),
    ("Pacific Time (US & Canada)", Tz::America__Los_Angeles),
    ("Atlantic Time (Canada)", Tz::America__Halifax),
    ("Eastern Time", Tz::America__New_York),
    ("Central Time", Tz::America__Chicago),
    ("Mountain Time", Tz::America__Denver),
    ("Pacific Time", Tz::America__Los_Angeles),
    ("Eastern", Tz::America__New_York),
    ("Central", Tz::America__Chicago),
    ("Mountain", Tz::America__Denver),
    ("Pacific", Tz::America__Los_Angeles),
    ("Newfoundland", Tz::America__St_Johns),
    ("Saskatchewan", Tz::America__Regina),
    ("Brussels, Copenhagen, Madrid, Paris", Tz::Europe__Paris),
    (
        "Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna",
        Tz::Europe__Berlin,
    ),
    ("Dublin, Edinburgh, Lisbon, London", Tz::Europe__London),
    ("Coordinated Universal Time", Tz::UTC),
    ("Z", Tz::UTC),
];

/// The zones of one calendar.
#[derive(Debug)]
pub(super) struct Zones {
    building: Tz,
    defined: HashMap<String, Tz>,
}

impl Zones {
    pub(super) fn new(building: Tz) -> Self {
        Self {
            building,
            defined: HashMap::new(),
        }
    }

    pub(super) fn building(&self) -> Tz {
        self.building
    }

    /// The zone of that name.
    pub(super) fn find(&self, id: &str) -> Option<Tz> {
        let id = id.trim().trim_matches('"').trim();
        by_name(id).or_else(|| self.defined.get(id).copied())
    }

    /// Learns from a VTIMEZONE whose name alone tells nothing.
    pub(super) fn define(&mut self, properties: &[Property<'_>]) {
        let value = |name: &str| {
            properties
                .iter()
                .find(|property| property.name == name)
                .map(|property| property.value.trim())
        };
        let Some(id) = value("TZID") else { return };
        if by_name(id).is_some() {
            return;
        }
        let named = value("X-LIC-LOCATION")
            .or(value("TZUNTIL-LOCATION"))
            .and_then(by_name);
        if let Some(zone) = named.or_else(|| self.by_offsets(properties)) {
            self.defined.insert(id.to_owned(), zone);
        }
    }

    /// The zone whose clocks go as the last definitions of standard and daylight time say: the
    /// building's own if it fits, else the best known one that does.
    fn by_offsets(&self, properties: &[Property<'_>]) -> Option<Tz> {
        let mut current = "";
        let (mut standard, mut daylight, mut daylight_from) = (None, None, 3_u32);
        for property in properties {
            let value = property.value.trim();
            match property.name.as_str() {
                "BEGIN" => current = value,
                "TZOFFSETTO" if current.eq_ignore_ascii_case("STANDARD") => standard = offset(value),
                "TZOFFSETTO" if current.eq_ignore_ascii_case("DAYLIGHT") => daylight = offset(value),
                "DTSTART" if current.eq_ignore_ascii_case("DAYLIGHT") => {
                    daylight_from = value.get(4..6).and_then(|month| month.parse().ok()).unwrap_or(3);
                }
                _ => {}
            }
        }
        let standard = standard?;
        let daylight = daylight.unwrap_or(standard);
        let north = daylight_from < 7;
        let (january, july) = if north {
            (standard, daylight)
        } else {
            (daylight, standard)
        };
        let fits = |zone: &Tz| offsets(*zone) == (january, july);
        let known = SHOWN.iter().map(|(_, zone)| *zone);
        let fixed = (january == july).then(|| fixed(january)).flatten();
        std::iter::once(self.building)
            .chain(fixed)
            .chain(known)
            .chain(TZ_VARIANTS)
            .find(fits)
    }
}

/// The zone that a name alone tells.
fn by_name(id: &str) -> Option<Tz> {
    let id = id.trim();
    if id.is_empty() || id.len() > 200 {
        return None;
    }
    if let Ok(zone) = id.parse() {
        return Some(zone);
    }
    if let Ok(zone) = id.parse::<WindowsTimezone>() {
        return zone.tzdb_id().parse().ok();
    }
    // "(UTC-05:00) Eastern Time (US & Canada)"
    let shown = id
        .strip_prefix('(')
        .and_then(|rest| rest.split_once(')'))
        .map_or(id, |(_, name)| name.trim());
    if let Some((_, zone)) = SHOWN.iter().find(|(name, _)| name.eq_ignore_ascii_case(shown)) {
        return Some(*zone);
    }
    if let Some(zone) = TZ_VARIANTS
        .iter()
        .find(|zone| zone.name().eq_ignore_ascii_case(id))
    {
        return Some(*zone);
    }
    // "/example.org/20260101_1/America/Toronto": the end of a path is the name.
    let ends = id
        .match_indices('/')
        .filter_map(|(at, _)| id.get(at + 1..))
        .find_map(|end| end.parse().ok());
    ends.or_else(|| {
        let rest = ["UTC", "GMT"].iter().find_map(|name| {
            id.get(..3)
                .filter(|start| start.eq_ignore_ascii_case(name))
                .and(id.get(3..))
        })?;
        fixed(offset(&rest.replace(':', ""))?)
    })
}

/// Seconds east of Greenwich from `-0500`, `+01` or `-5`.
fn offset(text: &str) -> Option<i32> {
    let (sign, digits) = match text.strip_prefix('-') {
        Some(digits) => (-1, digits),
        None => (1, text.strip_prefix('+')?),
    };
    if digits.is_empty() || digits.len() > 6 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let (hours, minutes) = if digits.len() <= 2 {
        (digits, "0")
    } else {
        (
            digits.get(..digits.len().min(4) - 2)?,
            digits.get(digits.len().min(4) - 2..digits.len().min(4))?,
        )
    };
    let seconds = hours.parse::<i32>().ok()? * 3600 + minutes.parse::<i32>().ok()? * 60;
    (seconds <= 14 * 3600).then_some(sign * seconds)
}

/// The zone that is always that far from Greenwich; their names have the sign turned round.
fn fixed(seconds: i32) -> Option<Tz> {
    if seconds == 0 {
        return Some(Tz::UTC);
    }
    (seconds % 3600 == 0)
        .then(|| format!("Etc/GMT{:+}", -seconds / 3600).parse().ok())
        .flatten()
}

/// A zone's offsets in January and in July of a year whose rules are settled.
fn offsets(zone: Tz) -> (i32, i32) {
    let at = |month: u32| {
        NaiveDate::from_ymd_opt(2025, month, 15)
            .and_then(|date| date.and_hms_opt(12, 0, 0))
            .filter(|noon| noon.year() == 2025)
            .map_or(0, |noon| {
                zone.offset_from_utc_datetime(&noon).fix().local_minus_utc()
            })
    };
    (at(1), at(7))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::lines::{property, unfold};

    #[test]
    fn r7_zones_are_found_by_iana_and_windows_names() {
        for (id, zone) in [
            ("America/Toronto", Tz::America__Toronto),
            ("america/toronto", Tz::America__Toronto),
            ("Eastern Standard Time", Tz::America__New_York),
            ("Romance Standard Time", Tz::Europe__Paris),
            ("W. Europe Standard Time", Tz::Europe__Berlin),
            ("\"Pacific Standard Time\"", Tz::America__Los_Angeles),
            ("(UTC-05:00) Eastern Time (US & Canada)", Tz::America__New_York),
            ("/example.org/20260101_1/America/Toronto", Tz::America__Toronto),
            ("UTC", Tz::UTC),
            ("GMT-0500", Tz::Etc__GMTPlus5),
            ("UTC+01:00", Tz::Etc__GMTMinus1),
        ] {
            assert_eq!(Zones::new(Tz::UTC).find(id), Some(zone), "{id}");
        }
        for id in ["", "Customized Time Zone", "Mars/Olympus", "GMT+99", "é"] {
            assert_eq!(Zones::new(Tz::UTC).find(id), None, "{id}");
        }
    }

    #[test]
    fn r7_a_zone_of_a_calendar_of_its_own_is_found_by_its_definition() {
        let define = |building: Tz, text: &str| {
            let mut zones = Zones::new(building);
            zones.define(&unfold(text).filter_map(property).collect::<Vec<_>>());
            zones.find("Ours")
        };
        let eastern = "TZID:Ours\nBEGIN:STANDARD\nDTSTART:16011104T020000\nTZOFFSETTO:-0500\nEND:STANDARD\nBEGIN:DAYLIGHT\nDTSTART:16010311T020000\nTZOFFSETTO:-0400\nEND:DAYLIGHT\n";
        assert_eq!(
            define(Tz::America__Toronto, eastern),
            Some(Tz::America__Toronto),
            "the building's own"
        );
        assert_eq!(define(Tz::Europe__Paris, eastern), Some(Tz::America__New_York));
        assert_eq!(
            define(
                Tz::UTC,
                "TZID:Ours\nBEGIN:STANDARD\nTZOFFSETTO:-0500\nEND:STANDARD"
            ),
            Some(Tz::Etc__GMTPlus5)
        );
        assert_eq!(
            define(Tz::UTC, "TZID:Ours\nX-LIC-LOCATION:Europe/Paris"),
            Some(Tz::Europe__Paris)
        );
        assert_eq!(
            define(
                Tz::UTC,
                "TZID:Ours\nBEGIN:STANDARD\nTZOFFSETTO:-0517\nEND:STANDARD"
            ),
            None
        );
    }
}
