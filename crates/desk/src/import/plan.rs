//! What is to be done about each line of a file, decided before anything is written (R7).

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use lobby_domain::{
    entry::EntryKind,
    event::Response,
    ids::{ConversationId, EventId, ResidentId, SeriesId},
    resident::Language,
};
use lobby_import::{BadLine, LineFault, Reading};
use lobby_store::{
    bulk,
    import::{Booking, Event, LastIds, Resident, Said, Series, Subject},
};

use super::{fingerprint::Fingerprint, recognise::Match};
use crate::views::import::{CalledOff, ImportCounts, ImportTotals};

/// What a file is compared with.
pub(super) struct Known {
    pub residents: Vec<Resident>,
    pub events: Vec<Event>,
    pub series: Vec<Series>,
    pub said: Vec<Said>,
    pub last: LastIds,
    /// Of the file's events, and those with one of its references.
    pub bookings: Vec<Booking>,
    pub answers: Vec<(EventId, ResidentId, Response)>,
}

impl Known {
    /// What files of this shape said last, by row.
    pub(super) fn said_of(&self, subject: Subject) -> HashMap<(i64, i64), u128> {
        let of_subject = self.said.iter().filter(|said| said.subject == subject);
        of_subject
            .map(|said| ((said.id, said.resident), said.fingerprint))
            .collect()
    }
}

/// What else decides.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rules {
    pub zone: Tz,
    pub language: Language,
    pub now: DateTime<Utc>,
}

/// The file's residents and events as they were recognised.
pub(super) struct Matches {
    pub residents: Vec<Match>,
    pub events: Vec<Match>,
}

/// An event that changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct EventChange {
    pub event: Event,
    /// R27: where it began before, when it is moved.
    pub moved_from: Option<DateTime<Utc>>,
}

/// A booking that changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct BookingChange {
    pub booking: Booking,
    /// R27: what became of it, for its conversation.
    pub happening: Option<(ConversationId, EntryKind)>,
}

/// A series whose rule changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct SeriesChange {
    pub id: SeriesId,
    pub source: String,
}

/// What is to be done.
#[derive(Default)]
pub(super) struct Plan {
    pub totals: ImportTotals,
    /// The lines that only the desk can tell are bad.
    pub bad: Vec<BadLine>,
    /// Who lives here and is not in this list of residents, as indices.
    pub missing: Vec<usize>,
    pub called_off: Vec<CalledOff>,
    /// What was decided, hashed: two plans with the same one do the same to the same rows.
    pub decided: Option<Fingerprint>,
    pub new_residents: Vec<Resident>,
    pub changed_residents: Vec<Resident>,
    pub new_series: Vec<bulk::Series>,
    pub changed_series: Vec<SeriesChange>,
    pub new_events: Vec<bulk::Event>,
    pub changed_events: Vec<EventChange>,
    /// Their references may still be empty: they get one when they are written.
    pub new_bookings: Vec<bulk::Booking>,
    pub changed_bookings: Vec<BookingChange>,
    pub new_answers: Vec<bulk::Answer>,
    pub changed_answers: Vec<(EventId, ResidentId, Response)>,
    pub said: Vec<Said>,
    /// The titles of the events of new bookings, for their references.
    pub titles: HashMap<i64, String>,
}

/// What becomes of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    Added,
    Changed,
    Unchanged,
}

impl Plan {
    /// Notes what becomes of the line of a subject. The ids of new rows are left out, so that a row added by
    /// hand since the preview does not make it outdated.
    pub(super) fn decide(&mut self, subject: Subject, line: u32, verdict: Verdict, id: i64) {
        let counts = match subject {
            Subject::Resident => &mut self.totals.residents,
            Subject::Event => &mut self.totals.events,
            Subject::Booking => &mut self.totals.bookings,
            Subject::Response => &mut self.totals.responses,
        };
        let ImportCounts {
            added,
            changed,
            unchanged,
        } = counts;
        *match verdict {
            Verdict::Added => added,
            Verdict::Changed => changed,
            Verdict::Unchanged => unchanged,
        } += 1;
        let known = if verdict == Verdict::Added { 0 } else { id };
        let so_far = self.decided.take().unwrap_or_else(|| Fingerprint::new("plan"));
        let what = i64::from(subject as u8) << 8 | i64::from(verdict as u8);
        self.decided = Some(
            so_far
                .number(Some(what))
                .number(Some(i64::from(line)))
                .number(Some(known)),
        );
    }

    /// How many rows are to be written.
    pub(super) fn rows(&self) -> usize {
        self.new_residents.len()
            + self.changed_residents.len()
            + self.new_events.len()
            + self.changed_events.len()
            + self.new_bookings.len()
            + self.changed_bookings.len()
            + self.new_answers.len()
            + self.changed_answers.len()
            + self.said.len()
    }

    /// Names a line that is not taken.
    pub(super) fn refuse(&mut self, line: u32, value: &str, fault: LineFault) {
        let value = value.chars().take(LONGEST_SHOWN).collect();
        self.bad.push(BadLine {
            line,
            column: None,
            heading: String::new(),
            value,
            fault,
        });
    }

    /// What was decided in all, the bad lines included.
    pub(super) fn digest(&self) -> u128 {
        let decided = self.decided.unwrap_or_else(|| Fingerprint::new("plan"));
        let all = self
            .bad
            .iter()
            .fold(decided, |all, bad| all.number(Some(i64::from(bad.line))));
        let all = self.missing.iter().fold(all, |all, _| all.number(Some(1)));
        all.number(i64::try_from(self.called_off.len()).ok()).get()
    }
}

/// As much of a value as a bad line shows, in characters.
const LONGEST_SHOWN: usize = 120;

/// R7: decides about every line. What it says about somebody only beside a booking that is not taken is
/// not taken either.
pub(super) fn plan(reading: &Reading, known: &Known, matches: &Matches, rules: Rules) -> Plan {
    let mut plan = Plan::default();
    let events = super::plan_events::plan(&mut plan, reading, known, matches, rules);
    let residents = super::plan_residents::ids(&matches.residents, known);
    super::plan_bookings::plan(&mut plan, reading, known, (&residents, &events), rules);
    let spoilt = spoilt(reading, &plan);
    super::plan_residents::plan(
        &mut plan,
        reading,
        known,
        (&matches.residents, &residents, &spoilt),
        rules,
    );
    super::plan_events::finish(&mut plan, reading, known, (&events, &spoilt), rules);
    plan.bad.sort_by_key(|bad| bad.line);
    plan
}

/// The lines that the desk refuses.
pub(super) struct Spoilt {
    lines: HashSet<u32>,
    /// The residents and events that other lines speak of too.
    residents: HashSet<usize>,
    events: HashSet<usize>,
}

impl Spoilt {
    pub(super) fn resident(&self, index: usize, line: u32) -> bool {
        self.lines.contains(&line) && !self.residents.contains(&index)
    }

    pub(super) fn event(&self, index: usize, line: u32) -> bool {
        self.lines.contains(&line) && !self.events.contains(&index)
    }
}

fn spoilt(reading: &Reading, plan: &Plan) -> Spoilt {
    let lines: HashSet<u32> = plan.bad.iter().map(|bad| bad.line).collect();
    let good = || {
        reading
            .bookings
            .iter()
            .filter(|booking| !lines.contains(&booking.line))
    };
    let residents = good().map(|booking| booking.resident).collect();
    let events = good().map(|booking| booking.event).collect();
    Spoilt {
        lines,
        residents,
        events,
    }
}
