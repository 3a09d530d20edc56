//! Which residents and events of a file are known (R7).

use std::collections::{HashMap, HashSet, hash_map::Entry};

use chrono::{DateTime, Days, Utc};
use chrono_tz::Tz;
use lobby_domain::resident::fold;
use lobby_import::{EventLine, ResidentLine};
use lobby_store::import::{Event, Resident, Said, Subject};

use super::fingerprint::Fingerprint;

/// What a line of the file is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Match {
    /// Nothing that is known.
    New,
    /// The known one at this index.
    Known(usize),
    /// The known one at this index, of which an earlier line has spoken already.
    Again(usize),
}

impl Match {
    pub(super) fn index(self) -> Option<usize> {
        match self {
            Self::New => None,
            Self::Known(at) | Self::Again(at) => Some(at),
        }
    }
}

/// What the file calls a resident by: a key, else name and email, else name and suite.
pub(super) fn resident_called(line: &ResidentLine) -> u128 {
    match (&line.key, &line.email) {
        (Some(key), _) => Fingerprint::new("key").text(key),
        (None, Some(email)) => Fingerprint::new("email")
            .text(&email.to_lowercase())
            .text(&fold(&line.name)),
        (None, None) => Fingerprint::new("name")
            .text(&fold(&line.name))
            .maybe(line.suite.as_deref().map(fold).as_deref()),
    }
    .get()
}

/// What the file calls an event by: a key, else title and start, else the title alone.
pub(super) fn event_called(line: &EventLine) -> u128 {
    match &line.key {
        Some(key) => Fingerprint::new("key").text(key),
        None => Fingerprint::new("title")
            .text(&fold(&line.title))
            .number(line.starts_at.map(|at| at.timestamp_millis())),
    }
    .get()
}

/// What is known, each thing once, by the index of what it is called by; two of the same name are told
/// apart by nobody, and the one that comes first counts.
struct Index<K>(HashMap<K, usize>);

impl<K: std::hash::Hash + Eq> Index<K> {
    fn of(keys: impl Iterator<Item = Option<K>>) -> Self {
        let mut index = HashMap::new();
        for (at, key) in keys.enumerate() {
            if let Some(key) = key {
                index.entry(key).or_insert(at);
            }
        }
        Self(index)
    }

    fn get(&self, key: &K) -> Option<usize> {
        self.0.get(key).copied()
    }
}

/// Where rows stand that files of this shape have spoken of, by what they called them.
fn called(said: &[Said], subject: Subject, rows: impl Iterator<Item = i64>) -> HashMap<u128, usize> {
    let places: HashMap<i64, usize> = rows.enumerate().map(|(at, id)| (id, at)).collect();
    let of_subject = said.iter().filter(|said| said.subject == subject);
    of_subject
        .filter_map(|said| Some((said.said_as?, *places.get(&said.id)?)))
        .collect()
}

/// Gives each known row to one line. A line with a key of its own that finds its row taken is about
/// somebody else; one without a key repeats what was said.
fn claim(found: Vec<Option<(usize, bool)>>, keyed: impl Fn(usize) -> bool) -> Vec<Match> {
    let mut taken: HashSet<usize> = found
        .iter()
        .flatten()
        .filter(|(_, sure)| *sure)
        .map(|(at, _)| *at)
        .collect();
    let claims = found.into_iter().enumerate();
    claims
        .map(|(line, found)| match found {
            None => Match::New,
            Some((at, true)) => Match::Known(at),
            Some((at, false)) if taken.insert(at) => Match::Known(at),
            Some(_) if keyed(line) => Match::New,
            Some((at, false)) => Match::Again(at),
        })
        .collect()
}

/// R7: a resident is known by a key from the file, else by email and name together; where the file gives
/// no address, by name and suite, else by a name that only one person has.
pub(super) fn residents(lines: &[ResidentLine], known: &[Resident], said: &[Said]) -> Vec<Match> {
    let by_key = Index::of(known.iter().map(|known| known.key.clone()));
    let by_said = called(said, Subject::Resident, known.iter().map(|known| known.id.get()));
    // Who lives here comes before a namesake who has moved out.
    let mut order: Vec<usize> = (0..known.len()).collect();
    order.sort_by_key(|at| known.get(*at).is_none_or(|known| known.moved_out));
    let here = || order.iter().map(|at| (*at, known.get(*at)));
    let (mut by_email, mut by_suite) = (HashMap::new(), HashMap::new());
    let mut by_name: HashMap<&str, Vec<usize>> = HashMap::new();
    for (at, known) in here().filter_map(|(at, known)| Some((at, known?))) {
        let name = known.name_folded.as_str();
        by_email.entry((known.email.to_lowercase(), name)).or_insert(at);
        by_suite.entry((fold(&known.suite), name)).or_insert(at);
        by_name.entry(name).or_default().push(at);
    }
    let found = lines.iter().map(|line| {
        let exact = line.key.as_ref().and_then(|key| by_key.get(key));
        if let Some(at) = exact.or_else(|| by_said.get(&resident_called(line)).copied()) {
            return Some((at, true));
        }
        let name = fold(&line.name);
        let found = match (&line.email, &line.suite) {
            (Some(email), suite) => {
                // Somebody whose address nobody knew so far is known by the suite.
                let without = || {
                    suite
                        .as_ref()
                        .and_then(|suite| by_suite.get(&(fold(suite), name.as_str())))
                };
                let without = || without().filter(|at| known.get(**at).is_some_and(|r| r.email.is_empty()));
                by_email
                    .get(&(email.to_lowercase(), name.as_str()))
                    .or_else(without)
                    .copied()
            }
            (None, Some(suite)) => by_suite.get(&(fold(suite), name.as_str())).copied(),
            (None, None) => match by_name.get(name.as_str()).map(Vec::as_slice) {
                Some([only]) => Some(*only),
                _ => None,
            },
        };
        found.map(|at| (at, false))
    });
    let found = once_each(found.collect());
    claim(found, |line| {
        lines.get(line).is_some_and(|line| line.key.is_some())
    })
}

/// Of several lines that are sure of the same row only the first is.
fn once_each(mut found: Vec<Option<(usize, bool)>>) -> Vec<Option<(usize, bool)>> {
    let mut sure = HashSet::new();
    for (at, is_sure) in found.iter_mut().flatten() {
        *is_sure = *is_sure && sure.insert(*at);
    }
    found
}

/// R7: an event is known by a key from the file, else by title and start; where the file gives only the
/// day, or no start, by a title that is not ambiguous then.
pub(super) fn events(
    lines: &[EventLine],
    known: &[Event],
    said: &[Said],
    (zone, now): (Tz, DateTime<Utc>),
) -> Vec<Match> {
    let by_key = Index::of(known.iter().map(|known| known.key.clone()));
    let by_said = called(said, Subject::Event, known.iter().map(|known| known.id.get()));
    let by_start = Index::of(
        known
            .iter()
            .map(|known| Some((known.title_folded.as_str(), known.starts_at))),
    );
    let mut by_title: HashMap<&str, Vec<(usize, &Event)>> = HashMap::new();
    for (at, event) in known.iter().enumerate() {
        match by_title.entry(&event.title_folded) {
            Entry::Occupied(mut same) => same.get_mut().push((at, event)),
            Entry::Vacant(place) => {
                place.insert(vec![(at, event)]);
            }
        }
    }
    let found = lines.iter().map(|line| {
        let exact = line.key.as_ref().and_then(|key| by_key.get(key));
        if let Some(at) = exact.or_else(|| by_said.get(&event_called(line)).copied()) {
            return Some((at, true));
        }
        let title = fold(&line.title);
        let same = by_title
            .get(title.as_str())
            .map(Vec::as_slice)
            .unwrap_or_default();
        let found = match line.starts_at {
            Some(at) => by_start.get(&(title.as_str(), at)).or_else(|| {
                let named_by_day = line.all_day && line.key.is_none();
                only(same, |event| named_by_day && is_that_day(event, at, zone))
            }),
            None => only(same, |_| true).or_else(|| only(same, |event| event.ends_at > now)),
        };
        found.map(|at| (at, false))
    });
    let found = once_each(found.collect());
    claim(found, |line| {
        lines.get(line).is_some_and(|line| line.key.is_some())
    })
}

/// Whether an event with a time of day begins on the day that the file names.
fn is_that_day(event: &Event, day: DateTime<Utc>, zone: Tz) -> bool {
    let next = day
        .with_timezone(&zone)
        .date_naive()
        .checked_add_days(Days::new(1));
    !event.all_day
        && event.starts_at >= day
        && next.is_some_and(|next| event.starts_at.with_timezone(&zone).date_naive() < next)
}

/// The only one of them that is so.
fn only(events: &[(usize, &Event)], is: impl Fn(&Event) -> bool) -> Option<usize> {
    let mut found = events.iter().filter(|(_, event)| is(event));
    match (found.next(), found.next()) {
        (Some((at, _)), None) => Some(*at),
        _ => None,
    }
}

#[cfg(test)]
#[path = "recognise_tests.rs"]
mod tests;
