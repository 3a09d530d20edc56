//! What each step does to a folder's contents: said once more, without a database.
//!
//! The words of the rules are the domain's own; which rows come of a step is written here a second time, so that
//! what the desk and the store make of it has something to be compared with.

use lobby_domain::{
    booking::{BookingAction, BookingStatus},
    conversation::{ConversationState, plan_reason},
    entry::{DraftKind, EntryKind, entry_of},
    reference::{prefix, reference},
    text::{Words, last_words},
};

use crate::{
    state::{Booking, Conversation, Entry, Line, Place, Resident, State, draft_key, next_id, unread_key},
    step::Step,
};

/// The rules refuse the step; nothing is changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refused;

type Applied = Result<(), Refused>;

impl State {
    /// Takes a step by this staff member, whole or not at all.
    ///
    /// # Errors
    /// [`Refused`] where the rules forbid it.
    pub fn take(&mut self, me: i64, step: &Step) -> Applied {
        let before = self.clone();
        let taken = self.try_to(me, step);
        if taken.is_err() {
            *self = before;
        }
        taken
    }

    /// The state after a step, where the rules allow it.
    #[must_use]
    pub fn after(&self, me: i64, step: &Step) -> Option<Self> {
        let mut next = self.clone();
        next.try_to(me, step).ok().map(|()| next)
    }

    fn try_to(&mut self, me: i64, step: &Step) -> Applied {
        match step {
            Step::Reopen | Step::SetClock { .. } => Ok(()),
            // The name of the backup is the moment of its making: `load` leaves it out too.
            Step::BackUp => self.note_line(me, "back_up", ("building", 1), ""),
            Step::SetUp { building, name } => self.set_up(building, name),
            Step::SignIn { who } => self.sign_in(*who),
            Step::Start { booking, words } => self.start(me, *booking, words),
            Step::Send { to, words } => {
                self.open(*to)?;
                self.write(me, *to, EntryKind::MessageOut, words, DraftKind::Message)?;
                self.note_line(me, "send_message", ("conversation", *to), "")
            }
            Step::Note { to, words } => {
                self.write(me, *to, EntryKind::Note, words, DraftKind::Note)?;
                self.note_line(me, "write_note", ("conversation", *to), "")
            }
            Step::Said { to, place, words } => {
                self.open(*to)?;
                self.write(me, *to, place.entry_kind(), words, DraftKind::Said)?;
                self.note_line(me, "write_said", ("conversation", *to), "")
            }
            Step::Close { id } => self.turn(me, *id, EntryKind::Closed),
            Step::Reopened { id } => self.turn(me, *id, EntryKind::Reopened),
            Step::Draft { place, words } => self.draft(me, *place, words),
            Step::Read { id } => {
                self.unread.remove(&unread_key(me, *id));
                Ok(())
            }
            Step::Booking { id, action, reason } => self.step_booking(me, *id, *action, reason),
            Step::Book {
                event,
                resident,
                party,
                note,
            } => self.book(me, (*event, *resident), *party, note),
            Step::Resident {
                id,
                name,
                email,
                notes,
            } => self.resident(me, *id, (name, email, notes)),
        }
    }

    fn set_up(&mut self, building: &str, name: &str) -> Applied {
        if self.building.is_some() {
            return Err(Refused);
        }
        self.building = Some(building.to_owned());
        let me = next_id(&self.staff);
        self.staff.insert(me, name.to_owned());
        self.add_line(Line {
            by: Some(me),
            action: "set_up".to_owned(),
            subject: "building".to_owned(),
            id: None,
            detail: building.to_owned(),
        });
        Ok(())
    }

    fn sign_in(&mut self, who: i64) -> Applied {
        self.staff.get(&who).ok_or(Refused)?;
        self.note_line(who, "sign_in", ("staff", who), "")
    }

    /// R10, R12, R15.
    fn start(&mut self, me: i64, id: i64, typed: &str) -> Applied {
        let words = Words::new(typed).map_err(|_| Refused)?;
        let booking = self.bookings.get(&id).ok_or(Refused)?;
        if let Some(to) = self.conversation_of(id) {
            let place = Place::Conversation(to, DraftKind::Message);
            self.drafts
                .insert(draft_key(me, place), words.as_str().to_owned());
            return Ok(());
        }
        if self.email(booking.resident).is_empty() {
            return Err(Refused);
        }
        let to = self.begin(me, id)?;
        self.add_words(me, to, EntryKind::MessageOut, &words)
    }

    fn begin(&mut self, me: i64, id: i64) -> Result<i64, Refused> {
        let to = next_id(&self.conversations);
        let booking = self.bookings.get_mut(&id).ok_or(Refused)?;
        booking.conversation = Some(ConversationState::Open);
        let new = Conversation {
            booking: Some(id),
            resident: booking.resident,
            state: ConversationState::Open,
            needs_reply: false,
            started_by: Some(me),
            last_entry: 0,
            last_kind: EntryKind::MessageOut,
            last_by: Some(me),
            last_words: String::new(),
        };
        self.conversations.insert(to, new);
        self.drafts.remove(&draft_key(me, Place::Booking(id)));
        let staff: Vec<i64> = self.staff.keys().copied().collect();
        for other in staff {
            if let Some(words) = self.drafts.remove(&draft_key(other, Place::Booking(id))) {
                let place = Place::Conversation(to, DraftKind::Message);
                self.drafts.insert(draft_key(other, place), words);
            }
        }
        self.note_line(me, "start_conversation", ("booking", id), "")?;
        Ok(to)
    }

    fn write(&mut self, me: i64, to: i64, kind: EntryKind, typed: &str, draft: DraftKind) -> Applied {
        let words = Words::new(typed).map_err(|_| Refused)?;
        self.add_words(me, to, kind, &words)?;
        self.drafts.remove(&draft_key(me, Place::Conversation(to, draft)));
        Ok(())
    }

    fn add_words(&mut self, me: i64, to: i64, kind: EntryKind, words: &Words) -> Applied {
        let entry = self.add_entry(me, to, kind, words.as_str());
        let conversation = self.conversations.get_mut(&to).ok_or(Refused)?;
        conversation.needs_reply = conversation.needs_reply && !kind.is_answer();
        conversation.last_entry = entry;
        conversation.last_kind = kind;
        conversation.last_by = Some(me);
        conversation.last_words = words.last_words();
        self.unread.remove(&unread_key(me, to));
        Ok(())
    }

    fn add_entry(&mut self, me: i64, to: i64, kind: EntryKind, text: &str) -> i64 {
        let id = next_id(&self.entries);
        let new = Entry {
            conversation: to,
            kind,
            by: Some(me),
            text: text.to_owned(),
            outbox: kind.goes_to_the_resident().then(|| "waiting".to_owned()),
        };
        self.entries.insert(id, new);
        id
    }

    fn open(&self, id: i64) -> Applied {
        match self.conversations.get(&id) {
            Some(conversation) if conversation.state == ConversationState::Open => Ok(()),
            _ => Err(Refused),
        }
    }

    /// R25.
    fn turn(&mut self, me: i64, id: i64, kind: EntryKind) -> Applied {
        let (state, action) = match kind {
            EntryKind::Closed => (ConversationState::Closed, "close_conversation"),
            _ => (ConversationState::Open, "reopen_conversation"),
        };
        self.set_state(id, state)?;
        self.add_entry(me, id, kind, "");
        self.note_line(me, action, ("conversation", id), "")
    }

    fn set_state(&mut self, id: i64, state: ConversationState) -> Applied {
        let conversation = self.conversations.get_mut(&id).ok_or(Refused)?;
        if conversation.state == state {
            return Err(Refused);
        }
        conversation.state = state;
        if let Some(booking) = conversation
            .booking
            .and_then(|booking| self.bookings.get_mut(&booking))
        {
            booking.conversation = Some(state);
        }
        Ok(())
    }

    /// R28.
    fn draft(&mut self, me: i64, place: Place, words: &str) -> Applied {
        let place = match place {
            Place::Booking(id) => match self.conversation_of(id) {
                Some(to) => Place::Conversation(to, DraftKind::Message),
                None => place,
            },
            Place::Conversation(..) => place,
        };
        let key = draft_key(me, place);
        if words.trim().is_empty() {
            self.drafts.remove(&key);
        } else {
            self.drafts.insert(key, words.to_owned());
        }
        Ok(())
    }

    /// R2, R27.
    fn step_booking(&mut self, me: i64, id: i64, action: BookingAction, typed: &str) -> Applied {
        let reason = match action.takes_reason() {
            true => Some(Words::new(typed).map_err(|_| Refused)?),
            false => None,
        };
        let booking = self.bookings.get_mut(&id).ok_or(Refused)?;
        booking.status = action.leads_to(booking.status).ok_or(Refused)?;
        booking.reason = reason
            .as_ref()
            .map_or_else(String::new, |words| words.as_str().to_owned());
        let resident = booking.resident;
        let kind = entry_of(action);
        let existing = self.conversation_of(id);
        match (reason, existing) {
            (None, Some(to)) => {
                self.add_entry(me, to, kind, "");
            }
            (None, None) => {}
            (Some(reason), existing) => {
                let state = existing
                    .and_then(|to| self.conversations.get(&to))
                    .map(|conversation| conversation.state);
                let plan = plan_reason(state, Some(self.email(resident)));
                let to = match existing {
                    Some(to) => to,
                    None => self.begin(me, id)?,
                };
                if plan.sends {
                    if plan.reopens {
                        self.set_state(to, ConversationState::Open)?;
                        self.add_entry(me, to, EntryKind::Reopened, "");
                    }
                    self.add_entry(me, to, kind, "");
                    self.add_words(me, to, EntryKind::MessageOut, &reason)?;
                    // The reason is an answer: nothing waits for one any more.
                } else {
                    let entry = self.add_entry(me, to, kind, reason.as_str());
                    if plan.begins {
                        let conversation = self.conversations.get_mut(&to).ok_or(Refused)?;
                        conversation.last_entry = entry;
                        conversation.last_kind = kind;
                        conversation.last_words = last_words(reason.as_str());
                    }
                }
            }
        }
        self.note_line(me, &name_of(&action), ("booking", id), "")
    }

    /// R8.
    fn book(&mut self, me: i64, (event, resident): (i64, i64), party: u32, note: &str) -> Applied {
        let letters = prefix(self.events.get(&event).ok_or(Refused)?);
        self.residents.get(&resident).ok_or(Refused)?;
        let number = self.references.entry(letters.clone()).or_insert(0);
        *number += 1;
        let reference = reference(&letters, *number);
        let id = next_id(&self.bookings);
        let new = Booking {
            reference: reference.clone(),
            event,
            resident,
            party,
            status: BookingStatus::Pending,
            note: note.trim().to_owned(),
            reason: String::new(),
            conversation: None,
        };
        self.bookings.insert(id, new);
        self.note_line(me, "create_booking", ("booking", id), &reference)
    }

    fn resident(&mut self, me: i64, id: Option<i64>, (name, email, notes): (&str, &str, &str)) -> Applied {
        let (action, id, suite) = match id {
            None => ("add_resident", next_id(&self.residents), "101".to_owned()),
            Some(id) => {
                let known = self.residents.get(&id).ok_or(Refused)?;
                ("change_resident", id, known.suite.clone())
            }
        };
        let resident = Resident {
            name: name.to_owned(),
            suite,
            email: email.to_owned(),
            notes: notes.to_owned(),
        };
        self.residents.insert(id, resident);
        self.note_line(me, action, ("resident", id), name)
    }

    fn note_line(&mut self, me: i64, action: &str, (subject, id): (&str, i64), detail: &str) -> Applied {
        self.add_line(Line {
            by: Some(me),
            action: action.to_owned(),
            subject: subject.to_owned(),
            id: Some(id),
            detail: detail.to_owned(),
        });
        Ok(())
    }

    fn add_line(&mut self, line: Line) {
        self.record.insert(next_id(&self.record), line);
    }

    /// The conversation about a booking.
    #[must_use]
    pub fn conversation_of(&self, booking: i64) -> Option<i64> {
        self.conversations
            .iter()
            .find(|(_, conversation)| conversation.booking == Some(booking))
            .map(|(id, _)| *id)
    }

    /// A resident's email address; empty without.
    #[must_use]
    pub fn email(&self, resident: i64) -> &str {
        self.residents
            .get(&resident)
            .map_or("", |resident| resident.email.as_str())
    }
}

/// A closed set's member as serde names it.
fn name_of(action: &BookingAction) -> String {
    serde_json::to_value(action)
        .ok()
        .and_then(|value| value.as_str().map(str::to_owned))
        .unwrap_or_default()
}
