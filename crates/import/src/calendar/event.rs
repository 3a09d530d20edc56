//! One VEVENT: what it says, or what is wrong with it.

use chrono::{DateTime, Days, NaiveTime, Utc};
use lobby_domain::{event::EventKind, resident::fold};

use super::{
    lines::{Property, unescape},
    times::{Stamp, duration, stamp},
    zones::Zones,
};
use crate::{
    fault::{BadLine, LineFault},
    mapping::Field,
    reading::EventLine,
    value::words::one_line,
};

/// A VEVENT as it is written: its line and its properties.
#[derive(Debug)]
pub(super) struct Component<'a> {
    pub line: u32,
    pub properties: Vec<Property<'a>>,
}

/// What a VEVENT says.
#[derive(Debug, Clone)]
pub(super) struct Facts {
    pub uid: Option<String>,
    pub start: Stamp,
    /// The end, for the one event or for the first occurrence.
    pub ends_at: DateTime<Utc>,
    pub length_in_days: Option<u64>,
    pub sequence: u32,
    /// The occurrence that this one changes.
    pub changes: Option<Stamp>,
    pub event: EventLine,
}

impl Component<'_> {
    fn property(&self, name: &str) -> Option<&Property<'_>> {
        self.properties.iter().find(|property| property.name == name)
    }

    fn text(&self, name: &str, longest: usize) -> Option<String> {
        let text = unescape(&self.property(name)?.value);
        let text: String = text.trim().chars().take(longest).collect();
        (!text.is_empty()).then_some(text)
    }

    /// Reads the event; the fault names the property that has it.
    pub(super) fn facts(&self, zones: &Zones) -> Result<Facts, BadLine> {
        let fault = |property: &Property<'_>, fault| {
            BadLine::property(property.line, &property.name, &property.value, fault)
        };
        let missing =
            |field, name: &str| BadLine::property(self.line, name, "", LineFault::Missing { field });
        let written = self
            .property("DTSTART")
            .ok_or_else(|| missing(Field::EventStart, "DTSTART"))?;
        let start = stamp(written, zones).map_err(|why| fault(written, why))?;
        let (ends_at, length_in_days) = self.end(start, zones)?;
        let title = self
            .text("SUMMARY", 300)
            .map(|title| one_line(&title))
            .ok_or_else(|| missing(Field::EventTitle, "SUMMARY"))?;
        let changes = match self.property("RECURRENCE-ID") {
            Some(property)
                if property
                    .parameter("RANGE")
                    .is_some_and(|range| range.eq_ignore_ascii_case("THISANDFUTURE")) =>
            {
                return Err(fault(property, LineFault::ThisAndFuture));
            }
            Some(property) => Some(stamp(property, zones).map_err(|why| fault(property, why))?),
            None => None,
        };
        let kind = self.kind(&title);
        let uid = self.text("UID", 300);
        Ok(Facts {
            start,
            ends_at,
            length_in_days,
            sequence: self
                .property("SEQUENCE")
                .and_then(|property| property.value.trim().parse().ok())
                .unwrap_or(0),
            changes,
            event: EventLine {
                line: self.line,
                key: uid.clone(),
                series: None,
                title,
                kind: Some(kind),
                starts_at: Some(start.instant()),
                ends_at: Some(ends_at),
                all_day: start.all_day,
                place: self.text("LOCATION", 300).map(|place| one_line(&place)),
                capacity: None,
                price: None,
                guests_allowed: None,
                booking_required: Some(false),
                description: self.text("DESCRIPTION", 100_000),
                cancelled: self
                    .property("STATUS")
                    .is_some_and(|status| status.value.trim().eq_ignore_ascii_case("CANCELLED")),
            },
            uid,
        })
    }

    /// DTEND, else DURATION, else the rest of the day or no time at all (RFC 5545, section 3.6.1).
    /// Whole days are counted, because they are not all of 24 hours.
    fn end(&self, start: Stamp, zones: &Zones) -> Result<(DateTime<Utc>, Option<u64>), BadLine> {
        let days_on = |days: u64| {
            let date = start
                .local
                .date()
                .checked_add_days(Days::new(days))
                .unwrap_or(start.local.date());
            Stamp {
                local: date.and_time(NaiveTime::MIN),
                ..start
            }
            .instant()
        };
        let bad = |property: &Property<'_>, fault| {
            BadLine::property(property.line, &property.name, &property.value, fault)
        };
        if let Some(property) = self.property("DTEND") {
            let end = stamp(property, zones).map_err(|fault| bad(property, fault))?;
            if start.all_day {
                // Some programs write the last day where the day after it belongs.
                let days = (end.local.date() - start.local.date()).num_days();
                let days = u64::try_from(days)
                    .map_err(|_| bad(property, LineFault::EndsBeforeItStarts))?
                    .max(1);
                return Ok((days_on(days), Some(days)));
            }
            let at = end.instant();
            return if at < start.instant() {
                Err(bad(property, LineFault::EndsBeforeItStarts))
            } else {
                Ok((at, None))
            };
        }
        if let Some(property) = self.property("DURATION") {
            let length = duration(&property.value).ok_or_else(|| bad(property, LineFault::NotADuration))?;
            if start.all_day {
                let days = u64::try_from(length.num_days()).unwrap_or(0).max(1);
                return Ok((days_on(days), Some(days)));
            }
            return Ok((start.instant() + length, None));
        }
        Ok(if start.all_day {
            (days_on(1), Some(1))
        } else {
            (start.instant(), None)
        })
    }

    /// A calendar says nothing of kinds: its categories and its title do.
    fn kind(&self, title: &str) -> EventKind {
        let categories = self
            .properties
            .iter()
            .filter(|property| property.name == "CATEGORIES");
        let mut words = fold(title);
        for property in categories {
            words.push(' ');
            words.push_str(&fold(&unescape(&property.value)));
        }
        let says = |known: &[&str]| words.split(' ').any(|word| known.contains(&word));
        if says(&[
            "meeting",
            "meetings",
            "reunion",
            "reunions",
            "assemblee",
            "agm",
            "aga",
        ]) {
            EventKind::Meeting
        } else if says(&["notice", "notices", "avis"]) {
            EventKind::Notice
        } else {
            EventKind::CommunityEvent
        }
    }
}

impl Facts {
    /// The same event at another start, as an occurrence of a series.
    pub(super) fn at(&self, starts_at: DateTime<Utc>) -> EventLine {
        let ends_at = match self.length_in_days {
            Some(days) => {
                let first = starts_at.with_timezone(&self.start.zone).date_naive();
                let last = first.checked_add_days(Days::new(days)).unwrap_or(first);
                Stamp {
                    local: last.and_time(NaiveTime::MIN),
                    ..self.start
                }
                .instant()
            }
            None => starts_at + (self.ends_at - self.start.instant()),
        };
        EventLine {
            starts_at: Some(starts_at),
            ends_at: Some(ends_at),
            ..self.event.clone()
        }
    }
}
