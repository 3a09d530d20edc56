//! Conversations and entries of a building of any size: how many each has, when, and what is said.

use chrono::{DateTime, TimeDelta, TimeZone as _, Utc};
use lobby_domain::{
    conversation::ConversationState,
    entry::EntryKind,
    ids::{BookingId, ConversationId, EntryId, ResidentId, StaffId},
    text::last_words,
    waiting::answer_took,
};
use lobby_store::bulk;

use super::{
    building::{House, chance, language},
    wording::words,
};
use crate::sample::Team;

/// The longest conversation has a hundredth of all messages, up to so many.
const LONGEST: u32 = 10_000;
/// The last entries of all are still on their way.
const WAITING: u32 = 20;

/// One entry: when, in which conversation, and which one of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Slot {
    at: i64,
    of: u32,
    nth: u32,
}

/// All conversations. The first booking's is number 0.
pub(super) struct Talk<'a> {
    house: &'a House,
    team: Team,
    /// Messages of each conversation.
    lengths: Vec<u32>,
    /// All entries in the order of their time: an entry's id is its place.
    slots: Vec<Slot>,
    /// The last message of each conversation, as its place.
    last: Vec<u32>,
}

impl<'a> Talk<'a> {
    pub(super) fn new(house: &'a House, messages: u32, team: Team) -> Self {
        let lengths = lengths(house.bookings.min(messages), messages);
        let last = vec![0; lengths.len()];
        let mut talk = Self {
            house,
            team,
            lengths,
            slots: Vec::new(),
            last,
        };
        let mut slots = Vec::new();
        for of in 0..talk.conversations() {
            let entries = talk.length_with_closing(of);
            slots.extend((0..entries).map(|nth| Slot {
                at: talk.at(of, nth, entries),
                of,
                nth,
            }));
        }
        slots.sort_unstable();
        for (place, slot) in (0..).zip(&slots) {
            if slot.nth + 1 == talk.length(slot.of)
                && let Some(last) = usize::try_from(slot.of).ok().and_then(|of| talk.last.get_mut(of))
            {
                *last = place;
            }
        }
        talk.slots = slots;
        talk
    }

    pub(super) fn conversations(&self) -> u32 {
        u32::try_from(self.lengths.len()).unwrap_or(u32::MAX)
    }

    pub(super) fn entries(&self) -> u32 {
        u32::try_from(self.slots.len()).unwrap_or(u32::MAX)
    }

    fn length(&self, of: u32) -> u32 {
        usize::try_from(of)
            .ok()
            .and_then(|of| self.lengths.get(of))
            .copied()
            .unwrap_or(0)
    }

    /// Entries of a conversation: its messages, and that it was closed.
    fn length_with_closing(&self, of: u32) -> u32 {
        self.length(of) + u32::from(self.is_closed(of))
    }

    /// What is over is closed, mostly; the long ones go on.
    fn is_closed(&self, of: u32) -> bool {
        self.house.starts_at(of) < self.house.now - TimeDelta::days(2)
            && self.length(of) < 200
            && chance(11, of).chance(92)
    }

    /// Entries are spread evenly, but for some chance, from soon after the booking until soon after the event.
    fn at(&self, of: u32, nth: u32, entries: u32) -> i64 {
        let from = (self.house.booked_at(of) + TimeDelta::minutes(30)).timestamp_millis();
        let until = (self.house.starts_at(of) + TimeDelta::days(1))
            .min(self.house.now)
            .timestamp_millis();
        let within = i64::from(nth) * 1000 + i64::from(chance(12, of.rotate_left(16) ^ nth).below(1000));
        from + (until - from) / 1000 * within / i64::from(entries.max(1))
    }

    /// Staff begin, and close with an answer.
    fn kind(&self, of: u32, nth: u32) -> EntryKind {
        let length = self.length(of);
        if nth >= length {
            return EntryKind::Closed;
        }
        if nth == 0 || (nth + 1 == length && self.is_closed(of)) {
            return EntryKind::MessageOut;
        }
        match chance(13, of.rotate_left(16) ^ nth).below(100) {
            0..46 => EntryKind::MessageIn,
            46..90 => EntryKind::MessageOut,
            90..96 => EntryKind::Note,
            96..98 => EntryKind::SaidAtDesk,
            _ => EntryKind::SaidByPhone,
        }
    }

    fn by(&self, of: u32, nth: u32) -> Option<StaffId> {
        if self.kind(of, nth) == EntryKind::MessageIn {
            return None;
        }
        chance(14, of ^ nth.rotate_left(20))
            .one(&self.team.all())
            .copied()
    }

    fn text(&self, of: u32, nth: u32) -> String {
        match self.kind(of, nth) {
            EntryKind::Closed => String::new(),
            kind => words(
                language(self.house.booker(of)),
                kind,
                &mut chance(15, of.rotate_left(16) ^ nth),
            ),
        }
    }

    /// The row of a conversation.
    pub(super) fn conversation(&self, of: u32) -> bulk::Conversation {
        let last = self.length(of).saturating_sub(1);
        let place = usize::try_from(of)
            .ok()
            .and_then(|of| self.last.get(of))
            .copied()
            .unwrap_or(0);
        bulk::Conversation {
            id: ConversationId::new(i64::from(of) + 1),
            booking: Some(BookingId::new(i64::from(of) + 1)),
            resident: ResidentId::new(i64::from(self.house.booker(of)) + 1),
            state: if self.is_closed(of) {
                ConversationState::Closed
            } else {
                ConversationState::Open
            },
            waits_since: self.waits_since(of, self.length(of)),
            started_by: self.by(of, 0),
            started_at: instant(self.at(of, 0, self.length_with_closing(of))),
            last_entry: EntryId::new(i64::from(place) + 1),
            last_at: self.slot(place).map_or(self.house.now, |slot| instant(slot.at)),
            last_kind: self.kind(of, last),
            last_by: self.by(of, last),
            last_words: last_words(&self.text(of, last)),
            event_starts_at: Some(self.house.starts_at(of)),
        }
    }

    fn slot(&self, place: u32) -> Option<&Slot> {
        self.slots.get(usize::try_from(place).ok()?)
    }

    /// R43: since when the conversation waits before its entry `nth`: the resident's first words after the last answer.
    fn waits_since(&self, of: u32, nth: u32) -> Option<DateTime<Utc>> {
        let entries = self.length_with_closing(of);
        (0..nth)
            .rev()
            .take_while(|nth| !self.kind(of, *nth).is_answer())
            .filter(|nth| self.kind(of, *nth) == EntryKind::MessageIn)
            .last()
            .map(|nth| instant(self.at(of, nth, entries)))
    }

    /// The entries of these places, how they stand, and who has not read them.
    pub(super) fn rows(&self, from: u32, until: u32) -> bulk::Rows {
        let mut rows = bulk::Rows::default();
        let entries = self.entries();
        for (place, slot) in (from..until).filter_map(|place| Some((place, *self.slot(place)?))) {
            let (id, at) = (EntryId::new(i64::from(place) + 1), instant(slot.at));
            let conversation = ConversationId::new(i64::from(slot.of) + 1);
            let kind = self.kind(slot.of, slot.nth);
            rows.entries.push(bulk::Entry {
                id,
                conversation,
                kind,
                at,
                by: self.by(slot.of, slot.nth),
                text: self.text(slot.of, slot.nth),
            });
            if let Some(took) = answer_took(self.waits_since(slot.of, slot.nth), kind, at) {
                rows.answer_times.push((at, took));
            }
            if kind.goes_to_the_resident() {
                let accepted = place + WAITING < entries;
                rows.outgoing.push(bulk::Outgoing {
                    entry: id,
                    conversation,
                    accepted,
                    since: at,
                });
            }
            if kind == EntryKind::MessageIn && slot.nth + 1 == self.length(slot.of) {
                rows.unread
                    .extend(self.readers(slot.of).map(|staff| bulk::Unread {
                        staff,
                        conversation,
                        entries: 1,
                        first: id,
                        last_at: at,
                    }));
            }
        }
        rows
    }

    /// R40: who has not read the last word of a conversation.
    fn readers(&self, of: u32) -> impl Iterator<Item = StaffId> {
        let recent = self.house.starts_at(of) > self.house.now - TimeDelta::days(5);
        let mut random = chance(16, of);
        self.team
            .all()
            .into_iter()
            .filter(move |_| recent && random.chance(35))
    }
}

fn instant(millis: i64) -> DateTime<Utc> {
    Utc.timestamp_millis_opt(millis).single().unwrap_or_default()
}

/// R12: every conversation has a message; half of the rest makes a few very long (a harmonic row), the other
/// half makes each a little longer.
pub(super) fn lengths(conversations: u32, messages: u32) -> Vec<u32> {
    let mut lengths = vec![1_u32; usize::try_from(conversations).unwrap_or(0)];
    let mut left = messages - conversations;
    let longest = (messages / 100).min(LONGEST).saturating_sub(1).min(left);
    let spread = left / 2;
    let mut random = chance(17, messages);
    let mut add = |at: u32, more: u32| {
        if let Some(length) = usize::try_from(at).ok().and_then(|at| lengths.get_mut(at)) {
            *length += more;
        }
    };
    // The longest of all is that of the last booking, whose event is to come.
    let last = conversations.saturating_sub(1);
    for rank in 1..=last {
        let more = longest / rank;
        if more < 5 || left - more.min(left) < spread {
            break;
        }
        add(last - (rank - 1) * 3 % conversations, more);
        left -= more;
    }
    while left > 0 && conversations > 0 {
        // The longest stays what it is.
        let at = if last > 0 { random.below(last) } else { last };
        add(at, 1);
        left -= 1;
    }
    lengths
}
