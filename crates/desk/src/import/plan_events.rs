//! What is to be done about the events of a file (R7).

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Days, TimeDelta, Utc};
use lobby_domain::{
    event::{EventFacts, EventFault, EventKind},
    ids::{EventId, SeriesId},
    resident::fold,
    zone::start_of_day,
};
use lobby_import::{EventLine, Field, LineFault, Reading, SeriesLine};
use lobby_store::{
    bulk, code,
    import::{Event, Said, Subject},
};

use super::{
    fingerprint::Fingerprint,
    plan::{EventChange, Known, Matches, Plan, Rules, SeriesChange, Spoilt, Verdict},
    recognise::{Match, event_called},
};
use crate::views::import::CalledOff;

/// How long an event lasts of which the file gives no end.
const USUAL_LENGTH: TimeDelta = TimeDelta::hours(1);

/// An event of the file, as it will be.
pub(super) struct Planned {
    pub event: Event,
    found: Match,
    verdict: Verdict,
    fingerprint: u128,
    same_as_before: bool,
}

/// Every event of the file as it will be; `None` where none comes of the line.
pub(super) fn plan(
    plan: &mut Plan,
    reading: &Reading,
    known: &Known,
    matches: &Matches,
    rules: Rules,
) -> Vec<Option<Planned>> {
    let said = known.said_of(Subject::Event);
    let booked: HashSet<usize> = reading
        .bookings
        .iter()
        .filter(|booking| booking.response.is_none())
        .map(|booking| booking.event)
        .collect();
    let named: HashSet<usize> = reading.bookings.iter().map(|booking| booking.event).collect();
    let mut next = known.last.event;
    let lines = reading.events.iter().zip(&matches.events).enumerate();
    lines
        .map(|(at, (line, found))| {
            let before = found.index().and_then(|at| known.events.get(at));
            let fingerprint = fingerprint(line);
            let is_booked = booked.contains(&at);
            let after = match before {
                Some(before) if line.cancelled => {
                    plan.called_off.push(CalledOff {
                        event: before.id,
                        title: before.title.clone(),
                        starts_at: before.starts_at,
                    });
                    Ok(before.clone())
                }
                None if line.cancelled => return None,
                Some(before) if said.get(&(before.id.get(), 0)) == Some(&fingerprint) => Ok(before.clone()),
                Some(before) if matches!(found, Match::Again(_)) => Ok(before.clone()),
                Some(before) => changed(before, line, is_booked, rules),
                None => match new(line, EventId::new(next + 1), is_booked, rules) {
                    // The lines of its bookings say what is missing.
                    Err(LineFault::Missing { .. }) if named.contains(&at) => return None,
                    event => event,
                },
            };
            let after = after.and_then(|after| check(&after).map(|()| after));
            let event = after
                .map_err(|fault| plan.refuse(line.line, &line.title, fault))
                .ok()?;
            next += i64::from(before.is_none());
            let verdict = match before {
                None => Verdict::Added,
                Some(before) if *before == event => Verdict::Unchanged,
                Some(_) => Verdict::Changed,
            };
            let same_as_before = line.cancelled || said.get(&(event.id.get(), 0)) == Some(&fingerprint);
            Some(Planned {
                event,
                found: *found,
                verdict,
                fingerprint,
                same_as_before,
            })
        })
        .collect()
}

/// Notes what is to be done about the events that are not spoilt by their bookings.
pub(super) fn finish(
    plan: &mut Plan,
    reading: &Reading,
    known: &Known,
    (events, spoilt): (&[Option<Planned>], &Spoilt),
    rules: Rules,
) {
    let mut series = SeriesBook::new(known);
    for (at, (line, planned)) in reading.events.iter().zip(events).enumerate() {
        let Some(planned) = planned else { continue };
        if spoilt.event(at, line.line) {
            continue;
        }
        let mut event = planned.event.clone();
        let mut verdict = planned.verdict;
        let id = event.id.get();
        if let Some(said) = line.series.as_ref().filter(|_| !line.cancelled) {
            let of = series.of(plan, said);
            if event.series != Some(of) {
                event.series = Some(of);
                if verdict == Verdict::Unchanged {
                    verdict = Verdict::Changed;
                }
            }
        }
        plan.decide(Subject::Event, line.line, verdict, id);
        match verdict {
            Verdict::Added => plan.new_events.push(row(event, rules.now)),
            Verdict::Changed => {
                let before = planned.found.index().and_then(|at| known.events.get(at));
                let moved_from = before
                    .map(|before| before.starts_at)
                    .filter(|at| *at != event.starts_at);
                plan.changed_events.push(EventChange { event, moved_from });
            }
            Verdict::Unchanged => {}
        }
        if !planned.same_as_before && !matches!(planned.found, Match::Again(_)) {
            let said_as = Some(event_called(line));
            let fingerprint = planned.fingerprint;
            plan.said.push(Said {
                subject: Subject::Event,
                id,
                resident: 0,
                said_as,
                fingerprint,
            });
        }
    }
}

/// The series by key, those of this file included.
struct SeriesBook {
    ids: HashMap<String, SeriesId>,
    sources: HashMap<SeriesId, String>,
    next: i64,
}

impl SeriesBook {
    fn new(known: &Known) -> Self {
        Self {
            ids: known
                .series
                .iter()
                .map(|series| (series.key.clone(), series.id))
                .collect(),
            sources: known
                .series
                .iter()
                .map(|series| (series.id, series.source.clone()))
                .collect(),
            next: known.last.series + 1,
        }
    }

    /// The series of an occurrence; a new one, or a new rule of a known one, is noted.
    fn of(&mut self, plan: &mut Plan, line: &SeriesLine) -> SeriesId {
        let Some(id) = self.ids.get(&line.key).copied() else {
            let id = SeriesId::new(self.next);
            self.next += 1;
            self.ids.insert(line.key.clone(), id);
            self.sources.insert(id, line.rule.clone());
            plan.new_series.push(bulk::Series {
                id,
                key: line.key.clone(),
                source: line.rule.clone(),
                rule: rule_for_people(&line.rule),
                laid_down_from: line.window.from,
                laid_down_until: line.window.until,
            });
            return id;
        };
        if self.sources.get(&id) != Some(&line.rule) {
            self.sources.insert(id, line.rule.clone());
            plan.changed_series.push(SeriesChange {
                id,
                source: line.rule.clone(),
            });
        }
        id
    }
}

/// The RRULE of a rule's text.
pub(super) fn rule_for_people(source: &str) -> String {
    let rule = source.lines().find_map(|line| line.strip_prefix("RRULE:"));
    rule.unwrap_or_default().trim().to_owned()
}

/// A new event as the file says.
fn new(line: &EventLine, id: EventId, is_booked: bool, rules: Rules) -> Result<Event, LineFault> {
    let starts_at = line.starts_at.ok_or(LineFault::Missing {
        field: Field::EventStart,
    })?;
    let kind = line.kind.unwrap_or(EventKind::CommunityEvent);
    let next_day = || {
        let next = starts_at
            .with_timezone(&rules.zone)
            .date_naive()
            .checked_add_days(Days::new(1));
        next.map(|day| start_of_day(rules.zone, day))
    };
    let usual = || starts_at.checked_add_signed(USUAL_LENGTH).unwrap_or(starts_at);
    let usual = || {
        if line.all_day {
            next_day().unwrap_or(starts_at)
        } else {
            usual()
        }
    };
    Ok(Event {
        id,
        key: line.key.clone(),
        series: None,
        kind,
        title: line.title.clone(),
        title_folded: fold(&line.title),
        starts_at,
        ends_at: line.ends_at.unwrap_or_else(usual),
        all_day: line.all_day,
        place: line.place.clone().unwrap_or_default(),
        description: line.description.clone().unwrap_or_default(),
        capacity: line.capacity,
        guests_allowed: line.guests_allowed.unwrap_or(true),
        booking_required: line
            .booking_required
            .unwrap_or(is_booked && kind == EventKind::CommunityEvent),
        price: line.price.clone(),
        has_bookings: false,
    })
}

/// A known event as the file says; what it does not say stays.
fn changed(before: &Event, line: &EventLine, is_booked: bool, rules: Rules) -> Result<Event, LineFault> {
    let mut after = before.clone();
    after.key = before.key.clone().or_else(|| line.key.clone());
    // How a title is written says who knows the event by its key; the others name it as they like.
    if fold(&line.title) != before.title_folded || line.key.is_some() {
        after.title.clone_from(&line.title);
        after.title_folded = fold(&line.title);
    }
    set_times(&mut after, line, rules);
    // Having bookings makes a file's event a Community Event; a known Meeting or Notice stays what it is,
    // and the bookings are refused (R1).
    let speaks_of_kind = !is_booked || before.kind == EventKind::CommunityEvent;
    if let Some(kind) = line.kind.filter(|_| speaks_of_kind) {
        after.kind = kind;
        after.booking_required &= kind == EventKind::CommunityEvent;
    }
    if let Some(required) = line.booking_required.filter(|_| speaks_of_kind) {
        after.booking_required = required;
    }
    if let Some(place) = &line.place {
        after.place.clone_from(place);
    }
    if let Some(description) = &line.description {
        after.description.clone_from(description);
    }
    after.capacity = line.capacity.or(before.capacity);
    after.guests_allowed = line.guests_allowed.unwrap_or(before.guests_allowed);
    after.price = line.price.clone().or_else(|| before.price.clone());
    if before.has_bookings && !(after.kind == EventKind::CommunityEvent && after.booking_required) {
        return Err(LineFault::TakesNoBookings);
    }
    Ok(after)
}

/// Moves an event. A file that names only the day leaves the time of day.
fn set_times(event: &mut Event, line: &EventLine, rules: Rules) {
    let length = event.ends_at - event.starts_at;
    let day = |at: DateTime<Utc>| at.with_timezone(&rules.zone).date_naive();
    let names_the_day =
        |at| line.all_day && line.key.is_none() && !event.all_day && day(at) == day(event.starts_at);
    match line.starts_at {
        Some(at) if names_the_day(at) => {}
        Some(at) => {
            let same_length = || at.checked_add_signed(length).unwrap_or(at);
            event.ends_at = match line.ends_at {
                Some(ends_at) => ends_at,
                // A day is not always 24 hours long.
                None if at == event.starts_at && line.all_day == event.all_day => event.ends_at,
                None => same_length(),
            };
            event.starts_at = at;
            event.all_day = line.all_day;
        }
        None => event.ends_at = line.ends_at.unwrap_or(event.ends_at),
    }
}

fn check(event: &Event) -> Result<(), LineFault> {
    let facts = EventFacts {
        title: &event.title,
        kind: event.kind,
        booking_required: event.booking_required,
        starts_at: event.starts_at,
        ends_at: event.ends_at,
        capacity: event.capacity,
    };
    facts.check().map_err(|fault| match fault {
        EventFault::NoTitle => LineFault::Missing {
            field: Field::EventTitle,
        },
        EventFault::EndsBeforeItStarts => LineFault::EndsBeforeItStarts,
        EventFault::BookingsBelongToCommunityEvents => LineFault::TakesNoBookings,
        EventFault::NoPlaces => LineFault::NoPlaces,
    })
}

fn row(event: Event, now: DateTime<Utc>) -> bulk::Event {
    bulk::Event {
        id: event.id,
        key: event.key,
        series: event.series,
        kind: event.kind,
        title: event.title,
        starts_at: event.starts_at,
        ends_at: event.ends_at,
        all_day: event.all_day,
        place: event.place,
        description: event.description,
        capacity: event.capacity,
        guests_allowed: event.guests_allowed,
        booking_required: event.booking_required,
        price: event.price,
        created_at: now,
    }
}

/// Everything that the file says of an event.
fn fingerprint(line: &EventLine) -> u128 {
    let instant = |at: Option<DateTime<Utc>>| at.map(|at| at.timestamp_millis());
    let flag = |flag: Option<bool>| flag.map(i64::from);
    Fingerprint::new("event")
        .maybe(line.key.as_deref())
        .maybe(line.series.as_ref().map(|series| series.key.as_str()))
        .text(&line.title)
        .maybe(line.kind.as_ref().map(code::text).as_deref())
        .number(instant(line.starts_at))
        .number(instant(line.ends_at))
        .number(flag(Some(line.all_day)))
        .maybe(line.place.as_deref())
        .number(line.capacity.map(i64::from))
        .number(line.price.as_ref().map(|price| i64::from(price.minor)))
        .maybe(line.price.as_ref().map(|price| price.currency.as_str()))
        .number(flag(line.guests_allowed))
        .number(flag(line.booking_required))
        .maybe(line.description.as_deref())
        .get()
}
