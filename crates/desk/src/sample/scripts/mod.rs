//! What is said in the twenty conversations of the sample building.
//!
//! `{day}`, `{jour}` and `{time}` stand for the event's weekday in English, in French, and its time.

mod about_past;
mod about_stall;
mod about_tasting;
mod about_today;
mod about_yoga;

use lobby_domain::entry::{DraftKind, EntryKind};

use super::{calendar::Slot, people::Person};

/// When an entry was written.
#[derive(Debug, Clone, Copy)]
pub(super) enum When {
    /// So many minutes ago.
    Ago(i64),
    /// So many days ago, at this hour and minute in the building.
    Day(i64, u32, u32),
}

/// One entry.
#[derive(Debug)]
pub(super) struct Line {
    pub when: When,
    pub kind: EntryKind,
    /// `None`: the resident.
    pub by: Option<Person>,
    pub text: &'static str,
}

/// One conversation.
#[derive(Debug)]
pub(super) struct Script {
    /// The event of the booking; `None` with the label Resident.
    pub slot: Option<Slot>,
    pub resident: &'static str,
    pub lines: &'static [Line],
    /// Who has not read what the resident wrote last.
    pub unread: &'static [Person],
    /// Whether the last message has not reached the mail server.
    pub waits: bool,
    pub draft: Option<(Person, DraftKind, &'static str)>,
}

/// All of them.
pub(super) fn all() -> impl Iterator<Item = &'static Script> {
    [
        about_tasting::ALL,
        about_yoga::ALL,
        about_stall::ALL,
        about_today::ALL,
        about_past::ALL,
    ]
    .into_iter()
    .flatten()
}

const fn script(slot: Slot, resident: &'static str, lines: &'static [Line]) -> Script {
    Script {
        slot: Some(slot),
        resident,
        lines,
        unread: &[],
        waits: false,
        draft: None,
    }
}

const fn m(minutes: i64) -> When {
    When::Ago(minutes)
}

const fn d(days: i64, hour: u32, minute: u32) -> When {
    When::Day(days, hour, minute)
}

/// The resident writes.
const fn got(when: When, text: &'static str) -> Line {
    Line {
        when,
        kind: EntryKind::MessageIn,
        by: None,
        text,
    }
}

/// Staff write to the resident.
const fn sent(when: When, by: Person, text: &'static str) -> Line {
    Line {
        when,
        kind: EntryKind::MessageOut,
        by: Some(by),
        text,
    }
}

/// A note for staff.
const fn note(when: When, by: Person, text: &'static str) -> Line {
    Line {
        when,
        kind: EntryKind::Note,
        by: Some(by),
        text,
    }
}

/// Said at the desk.
const fn desk(when: When, by: Person, text: &'static str) -> Line {
    Line {
        when,
        kind: EntryKind::SaidAtDesk,
        by: Some(by),
        text,
    }
}

/// Said by phone.
const fn phone(when: When, by: Person, text: &'static str) -> Line {
    Line {
        when,
        kind: EntryKind::SaidByPhone,
        by: Some(by),
        text,
    }
}

/// Something that happened.
const fn done(when: When, by: Person, kind: EntryKind) -> Line {
    Line {
        when,
        kind,
        by: Some(by),
        text: "",
    }
}

const fn closed(when: When, by: Person) -> Line {
    done(when, by, EntryKind::Closed)
}

const fn reopened(when: When, by: Person) -> Line {
    done(when, by, EntryKind::Reopened)
}

/// The resident's reply has reopened the conversation (R26).
const fn reopened_by_reply(when: When) -> Line {
    Line {
        when,
        kind: EntryKind::Reopened,
        by: None,
        text: "",
    }
}
