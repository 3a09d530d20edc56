//! From what is said to the rows of conversations: order, last words, what is read and what waits.

use std::collections::HashMap;

use chrono::{DateTime, NaiveTime, TimeDelta, Utc};
use chrono_tz::Tz;
use lobby_domain::{
    conversation::ConversationState,
    entry::EntryKind,
    ids::{BookingId, ConversationId, EntryId, ResidentId},
    resident::Language,
    text::last_words,
    waiting::{answer_took, waits_after},
    zone::instant,
};
use lobby_store::bulk;

use super::{
    calendar::{Calendar, Slot},
    people::Team,
    scripts::{Line, Script, When, all},
};
use crate::date_words::weekday;

/// A conversation with the instants of its entries, in their order.
pub(super) struct Timed {
    script: &'static Script,
    lines: Vec<(DateTime<Utc>, &'static Line)>,
}

/// Puts every conversation on the clock, the one that began first at the front.
pub(super) fn on_the_clock(zone: Tz, now: DateTime<Utc>) -> Vec<Timed> {
    let mut timed: Vec<Timed> = all()
        .map(|script| {
            let mut earliest = DateTime::<Utc>::MIN_UTC;
            let lines = script.lines.iter().map(|line| {
                // In the small hours "so many minutes ago" may lie before yesterday evening: order goes first.
                let at = at(zone, now, line.when).max(earliest).min(now);
                earliest = at + TimeDelta::seconds(20);
                (at, line)
            });
            Timed {
                script,
                lines: lines.collect(),
            }
        })
        .collect();
    timed.sort_by_key(|one| (one.began(), one.script.resident));
    timed
}

fn at(zone: Tz, now: DateTime<Utc>, when: When) -> DateTime<Utc> {
    match when {
        When::Ago(minutes) => now - TimeDelta::minutes(minutes),
        When::Day(days, hour, minute) => {
            let date = now.with_timezone(&zone).date_naive() - TimeDelta::days(days);
            let time = NaiveTime::from_hms_opt(hour, minute, 0).unwrap_or(NaiveTime::MIN);
            instant(zone, date.and_time(time))
        }
    }
}

impl Timed {
    fn began(&self) -> DateTime<Utc> {
        self.lines.first().map_or(DateTime::<Utc>::MAX_UTC, |(at, _)| *at)
    }

    /// When the first word about somebody's booking was written.
    pub(super) fn begun(all: &[Self], slot: Slot, resident: &str) -> Option<DateTime<Utc>> {
        let found = |one: &&Self| one.script.slot == Some(slot) && one.script.resident == resident;
        all.iter().find(found).map(Self::began)
    }
}

/// What the entries of all conversations are numbered by: their order in time.
fn entry_ids(timed: &[Timed]) -> HashMap<(usize, usize), EntryId> {
    let mut order: Vec<(DateTime<Utc>, usize, usize)> = timed
        .iter()
        .enumerate()
        .flat_map(|(of, one)| {
            one.lines
                .iter()
                .enumerate()
                .map(move |(nth, (at, _))| (*at, of, nth))
        })
        .collect();
    order.sort_unstable();
    (1..)
        .zip(order)
        .map(|(id, (_, of, nth))| ((of, nth), EntryId::new(id)))
        .collect()
}

/// Writes all conversations into the rows of the building, whose residents and bookings are there.
pub(super) fn converse(rows: &mut bulk::Rows, timed: &[Timed], calendar: &Calendar, zone: Tz, team: Team) {
    let ids = entry_ids(timed);
    for (number, (of, one)) in (1..).zip(timed.iter().enumerate()) {
        let event = one.script.slot.and_then(|slot| calendar.event(slot));
        let id = ConversationId::new(number);
        let entries: Vec<bulk::Entry> = one
            .lines
            .iter()
            .enumerate()
            .map(|(nth, (at, line))| bulk::Entry {
                id: ids.get(&(of, nth)).copied().unwrap_or(EntryId::new(0)),
                conversation: id,
                kind: line.kind,
                at: *at,
                by: line.by.map(|person| team.id(person)),
                text: words(line, event, zone),
            })
            .collect();
        let thread = Thread {
            id,
            script: one.script,
            team,
            event,
            entries,
        };
        thread.write(rows);
    }
    rows.entries.sort_by_key(|entry| entry.id);
    rows.outgoing.sort_by_key(|message| message.entry);
}

/// The words with the event's weekday and time in them; of a move, the earlier start (R27).
fn words(line: &Line, event: Option<&bulk::Event>, zone: Tz) -> String {
    let Some(event) = event else {
        return line.text.to_owned();
    };
    if line.kind == EntryKind::EventMoved {
        let earlier = event.starts_at - TimeDelta::minutes(30);
        return earlier.to_rfc3339_opts(chrono::SecondsFormat::AutoSi, true);
    }
    let local = event.starts_at.with_timezone(&zone);
    line.text
        .replace("{day}", weekday(local, Language::En))
        .replace("{jour}", weekday(local, Language::Fr))
        .replace("{time}", &local.format("%H:%M").to_string())
}

struct Thread<'a> {
    id: ConversationId,
    script: &'static Script,
    team: Team,
    event: Option<&'a bulk::Event>,
    entries: Vec<bulk::Entry>,
}

impl Thread<'_> {
    fn write(self, rows: &mut bulk::Rows) {
        let Some(resident) = rows
            .residents
            .iter()
            .find(|resident| resident.name == self.script.resident)
        else {
            return;
        };
        let resident = resident.id;
        let event = self.event.map(|event| event.id);
        let booking = rows
            .bookings
            .iter_mut()
            .find(|booking| Some(booking.event) == event && booking.resident == resident)
            .map(|booking| {
                booking.reason = self.reason().unwrap_or_default();
                booking.id
            });
        let Some(last) = self.last() else { return };
        let conversation = self.row(booking, resident, last);
        self.add_unread(rows, conversation.last_at);
        rows.conversations.push(conversation);
        self.add_outgoing(rows);
        if let Some((person, kind, text)) = self.script.draft {
            let at = last.at + TimeDelta::seconds(40);
            let (staff, text) = (self.team.id(person), text.to_owned());
            rows.drafts.push(bulk::Draft {
                staff,
                conversation: self.id,
                kind,
                text,
                at,
            });
        }
        self.add_answer_times(rows);
        rows.entries.extend(self.entries);
    }

    /// R43: how long each answer was waited for.
    fn add_answer_times(&self, rows: &mut bulk::Rows) {
        let mut waits = None;
        for entry in &self.entries {
            let took = answer_took(waits, entry.kind, entry.at);
            rows.answer_times.extend(took.map(|took| (entry.at, took)));
            waits = waits_after(waits, entry.kind, entry.at);
        }
    }

    /// The last entry with words of a person; without any, that with the reason that could not be sent (R2).
    fn last(&self) -> Option<&bulk::Entry> {
        let with_words = self.entries.iter().rev().find(|entry| entry.kind.has_words());
        with_words.or_else(|| self.entries.iter().rev().find(|entry| !entry.text.is_empty()))
    }

    /// R2: why the booking was declined or cancelled: kept in the entry, or the message after it.
    fn reason(&self) -> Option<String> {
        let refused = |kind| matches!(kind, EntryKind::BookingDeclined | EntryKind::BookingCancelled);
        let at = self.entries.iter().position(|entry| refused(entry.kind))?;
        self.entries
            .iter()
            .skip(at)
            .map(|entry| entry.text.clone())
            .find(|text| !text.is_empty())
    }

    fn row(
        &self,
        booking: Option<BookingId>,
        resident: ResidentId,
        last: &bulk::Entry,
    ) -> bulk::Conversation {
        let state = self
            .entries
            .iter()
            .fold(ConversationState::Open, |state, entry| match entry.kind {
                EntryKind::Closed => ConversationState::Closed,
                EntryKind::Reopened => ConversationState::Open,
                _ => state,
            });
        let first = self.entries.first();
        bulk::Conversation {
            id: self.id,
            booking,
            resident,
            state,
            waits_since: self
                .entries
                .iter()
                .fold(None, |waits, entry| waits_after(waits, entry.kind, entry.at)),
            started_by: first.and_then(|entry| entry.by),
            started_at: first.map_or(last.at, |entry| entry.at),
            last_entry: last.id,
            last_at: last.at,
            last_kind: last.kind,
            last_by: last.by,
            last_words: last_words(&last.text),
            event_starts_at: self.event.map(|event| event.starts_at),
        }
    }

    /// R40: what the resident has written since the last answer, for those who have not read it.
    fn add_unread(&self, rows: &mut bulk::Rows, last_at: DateTime<Utc>) {
        let after = self
            .entries
            .iter()
            .rposition(|entry| entry.kind.is_answer())
            .map_or(0, |at| at + 1);
        let new = || {
            self.entries
                .iter()
                .skip(after)
                .filter(|entry| entry.kind == EntryKind::MessageIn)
        };
        let Some(first) = new().next().map(|entry| entry.id) else {
            return;
        };
        let entries = u32::try_from(new().count()).unwrap_or(1);
        rows.unread
            .extend(self.script.unread.iter().map(|person| bulk::Unread {
                staff: self.team.id(*person),
                conversation: self.id,
                entries,
                first,
                last_at,
            }));
    }

    /// R23: how the messages of staff stand: sent, but for the last one where that waits.
    fn add_outgoing(&self, rows: &mut bulk::Rows) {
        let messages = || {
            self.entries
                .iter()
                .filter(|entry| entry.kind.goes_to_the_resident())
        };
        let waiting = if self.script.waits {
            messages().next_back().map(|entry| entry.id)
        } else {
            None
        };
        rows.outgoing.extend(messages().map(|entry| bulk::Outgoing {
            entry: entry.id,
            conversation: self.id,
            accepted: waiting != Some(entry.id),
            since: entry.at,
        }));
    }
}
