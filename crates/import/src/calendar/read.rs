//! Reads a calendar: each event once, recurring ones laid down for 24 months (R7).

use std::collections::HashMap;

use chrono::{DateTime, Months, Utc};
use lobby_domain::zone::start_of_day;

use super::{
    Calendar,
    event::{Component, Facts},
    lines::{Property, property, unfold},
    rule::{Recurrence, Work},
    zones::Zones,
};
use crate::{
    fault::{BadLine, LineFault},
    reading::{Context, EventLine, Reading, SeriesLine, Stopped, Window},
    table_reader::Progress,
};

/// R7: for how long the occurrences of a series are laid down at its first import.
const MONTHS_LAID_DOWN: Months = Months::new(24);

/// The most events that one calendar lays down, all series together.
const MOST_EVENTS: usize = 200_000;

/// R7: reads every event of a calendar. Occurrences of recurring ones are laid down from the
/// beginning of today for 24 months, or again where [`Context::laid_down`] says that they were.
///
/// # Errors
/// [`Stopped`].
pub fn read_calendar(
    calendar: &Calendar,
    context: &Context,
    progress: Progress<'_>,
) -> Result<Reading, Stopped> {
    let mut reading = Reading::default();
    if progress(0, calendar.events()).is_break() {
        return Err(Stopped);
    }
    let (components, zones) = components(calendar, context, &mut reading.bad);
    let mut groups = Groups::default();
    for component in &components {
        match component.facts(&zones) {
            Ok(facts) => reading.bad.extend(groups.add(component, facts).err()),
            Err(bad) => reading.bad.push(bad),
        }
    }
    let mut work = Work::new();
    for (done, group) in groups.all.iter().enumerate() {
        let done = u32::try_from(done).unwrap_or(u32::MAX);
        if progress(done, calendar.events()).is_break() {
            return Err(Stopped);
        }
        let room = MOST_EVENTS.saturating_sub(reading.events.len());
        match group.lay(context, &zones, &mut work) {
            Ok(events) if events.len() <= room => reading.events.extend(events),
            Ok(_) => reading
                .bad
                .push(BadLine::whole(group.line(), LineFault::TooMuchWork)),
            Err(bad) => reading.bad.push(bad),
        }
    }
    if progress(calendar.events(), calendar.events()).is_break() {
        return Err(Stopped);
    }
    reading.bad.sort_by_key(|bad| bad.line);
    Ok(reading)
}

/// Takes the file apart into its events, and learns its time zones.
fn components<'a>(
    calendar: &'a Calendar,
    context: &Context,
    bad: &mut Vec<BadLine>,
) -> (Vec<Component<'a>>, Zones) {
    let mut zones = Zones::new(context.zone);
    let mut events = vec![];
    let mut zone: Option<Vec<Property<'a>>> = None;
    let mut event: Option<Component<'a>> = None;
    let (mut spoilt, mut nested) = (false, 0_u32);
    for unfolded in unfold(&calendar.text) {
        let (line, start, end) = (unfolded.line, unfolded.start, unfolded.end);
        let shown = unfolded.text.chars().take(120).collect::<String>();
        if let Some(byte) = undecodable(calendar, start, end) {
            bad.push(BadLine::property(
                line,
                "",
                &shown,
                LineFault::Undecodable { byte },
            ));
            spoilt = true;
        }
        let Some(property) = property(unfolded) else {
            bad.push(BadLine::property(line, "", &shown, LineFault::NotACalendarLine));
            continue;
        };
        let value = property.value.trim().to_ascii_uppercase();
        match (property.name.as_str(), value.as_str()) {
            ("BEGIN", "VEVENT") => {
                if let Some(open) = event.replace(Component {
                    line,
                    properties: vec![],
                }) {
                    bad.push(BadLine::whole(open.line, LineFault::UnfinishedEvent));
                }
                (spoilt, nested) = (false, 0);
            }
            ("BEGIN", "VTIMEZONE") => zone = Some(vec![]),
            ("END", "VTIMEZONE") => zones.define(&zone.take().unwrap_or_default()),
            // What is inside an event, such as an alarm, has properties of the same names.
            ("BEGIN", _) if event.is_some() => nested += 1,
            ("END", "VEVENT") => {
                events.extend(event.take().filter(|_| !spoilt));
                spoilt = false;
            }
            ("END", _) if event.is_some() => nested = nested.saturating_sub(1),
            _ => match (&mut event, &mut zone) {
                (Some(event), _) if nested == 0 => event.properties.push(property),
                (None, Some(zone)) => zone.push(property),
                _ => {}
            },
        }
    }
    if let Some(open) = event {
        bad.push(BadLine::whole(open.line, LineFault::UnfinishedEvent));
    }
    (events, zones)
}

fn undecodable(calendar: &Calendar, start: usize, end: usize) -> Option<Option<u8>> {
    let first = calendar.bad.partition_point(|bad| bad.at < start);
    calendar
        .bad
        .get(first)
        .filter(|bad| bad.at < end)
        .map(|bad| bad.byte)
}

/// The events of one UID: the event itself, and the changes to single occurrences of it.
struct Group<'a> {
    master: Option<(&'a Component<'a>, Facts)>,
    changes: HashMap<DateTime<Utc>, Facts>,
}

/// The events of a calendar by their UID, in the file's order.
#[derive(Default)]
struct Groups<'a> {
    all: Vec<Group<'a>>,
    by_uid: HashMap<String, usize>,
}

impl<'a> Groups<'a> {
    /// Adds an event. Of two versions the one with the higher SEQUENCE counts; two of the same
    /// sequence that differ are a fault.
    fn add(&mut self, component: &'a Component<'a>, facts: Facts) -> Result<(), BadLine> {
        let at = match &facts.uid {
            Some(uid) => *self.by_uid.entry(uid.clone()).or_insert(self.all.len()),
            None => self.all.len(),
        };
        if at == self.all.len() {
            self.all.push(Group {
                master: None,
                changes: HashMap::new(),
            });
        }
        let Some(group) = self.all.get_mut(at) else {
            return Ok(());
        };
        let known = match facts.changes {
            Some(stamp) => group.changes.get(&stamp.instant()),
            None => group.master.as_ref().map(|(_, facts)| facts),
        };
        if let Some(known) = known {
            let same = EventLine {
                line: facts.event.line,
                ..known.event.clone()
            } == facts.event;
            if known.sequence > facts.sequence || (known.sequence == facts.sequence && same) {
                return Ok(());
            }
            if known.sequence == facts.sequence {
                let fault = LineFault::DuplicateKey {
                    earlier_line: known.event.line,
                };
                return Err(BadLine::property(
                    facts.event.line,
                    "UID",
                    facts.uid.as_deref().unwrap_or_default(),
                    fault,
                ));
            }
        }
        match facts.changes {
            Some(stamp) => {
                group.changes.insert(stamp.instant(), facts);
            }
            None => group.master = Some((component, facts)),
        }
        Ok(())
    }
}

impl Group<'_> {
    fn line(&self) -> u32 {
        let master = self.master.as_ref().map(|(component, _)| component.line);
        master
            .or_else(|| self.changes.values().map(|facts| facts.event.line).min())
            .unwrap_or(0)
    }

    /// The events to keep: the one, or the occurrences with their changes.
    fn lay(&self, context: &Context, zones: &Zones, work: &mut Work) -> Result<Vec<EventLine>, BadLine> {
        let Some((component, facts)) = &self.master else {
            return Ok(self.changed(None, None));
        };
        let mut recurrence =
            Recurrence::new(facts.start, &component.properties, zones).map_err(|(property, fault)| {
                BadLine::property(property.line, &property.name, &property.value, fault)
            })?;
        if !recurrence.recurs() {
            let mut events = vec![facts.event.clone()];
            events.extend(self.changed(None, None));
            return Ok(events);
        }
        for stamp in self.changes.values().filter_map(|facts| facts.changes) {
            recurrence.leave_out(stamp);
        }
        let key = facts
            .uid
            .clone()
            .unwrap_or_else(|| format!("{} {}", facts.event.title, facts.start.local));
        let window = context
            .laid_down
            .get(&key)
            .copied()
            .unwrap_or_else(|| first_window(context));
        let starts = recurrence.starts(window, work).map_err(|fault| {
            let rule = component
                .properties
                .iter()
                .find(|property| property.name == "RRULE");
            let (line, value) = rule.map_or((component.line, ""), |rule| (rule.line, rule.value.as_ref()));
            BadLine::property(line, "RRULE", value, fault)
        })?;
        let series = SeriesLine {
            key,
            rule: recurrence.to_text(),
            window,
        };
        let mut events: Vec<_> = starts
            .into_iter()
            .map(|start| occurrence(facts.at(start), &series, start))
            .collect();
        events.extend(self.changed(Some(&series), Some(window)));
        events.sort_by_key(|event| event.starts_at);
        Ok(events)
    }

    /// The changes to single occurrences, from the window's beginning on: also those beyond its end,
    /// because somebody has already thought of them.
    fn changed(&self, series: Option<&SeriesLine>, window: Option<Window>) -> Vec<EventLine> {
        let wanted = |original: &DateTime<Utc>| window.is_none_or(|window| *original >= window.from);
        let mut events: Vec<_> = self
            .changes
            .iter()
            .filter(|(original, _)| wanted(original))
            .map(|(original, facts)| match series {
                Some(series) => occurrence(facts.event.clone(), series, *original),
                None => EventLine {
                    key: key(facts.uid.as_deref(), *original),
                    ..facts.event.clone()
                },
            })
            .collect();
        events.sort_by_key(|event| event.starts_at);
        events
    }
}

fn occurrence(event: EventLine, series: &SeriesLine, original: DateTime<Utc>) -> EventLine {
    EventLine {
        key: Some(occurrence_key(&series.key, original)),
        series: Some(series.clone()),
        ..event
    }
}

/// The key of an occurrence: it stays the same when the occurrence is moved.
#[must_use]
pub fn occurrence_key(series: &str, original: DateTime<Utc>) -> String {
    format!("{series}/{}", original.format("%Y%m%dT%H%M%SZ"))
}

fn key(uid: Option<&str>, original: DateTime<Utc>) -> Option<String> {
    uid.map(|uid| occurrence_key(uid, original))
}

/// From the beginning of today in the building, for 24 months.
fn first_window(context: &Context) -> Window {
    let today = context.now.with_timezone(&context.zone).date_naive();
    let last = today.checked_add_months(MONTHS_LAID_DOWN).unwrap_or(today);
    Window {
        from: start_of_day(context.zone, today),
        until: start_of_day(context.zone, last),
    }
}
