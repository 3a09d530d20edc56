//! What the person at the desk does next, out of chance and of what there is.

use lobby_domain::{
    booking::allowed_actions,
    entry::{DraftKind, SaidWhere},
};

use crate::{
    random::Random,
    state::{Place, State, unread_key},
    step::Step,
    words::words,
};

/// The next step. Most are allowed, some are refused by the rules, as when somebody presses too late.
pub fn next(random: &mut Random, state: &State, me: i64, mark: &str) -> Step {
    let step = match random.below(100) {
        0..25 => on_conversation(random, state, |random, to| Step::Send {
            to,
            words: words(random, mark),
        }),
        25..33 => on_conversation(random, state, |random, to| Step::Note {
            to,
            words: words(random, mark),
        }),
        33..40 => on_conversation(random, state, |random, to| Step::Said {
            to,
            place: if random.chance(50) {
                SaidWhere::Desk
            } else {
                SaidWhere::Phone
            },
            words: words(random, mark),
        }),
        40..53 => start(random, state, mark),
        53..59 => on_conversation(random, state, |_, id| Step::Close { id }),
        59..65 => on_conversation(random, state, |_, id| Step::Reopened { id }),
        65..78 => draft(random, state, mark),
        78..84 => read(random, state, me),
        84..90 => booking_step(random, state, mark),
        90..95 => book(random, state, mark),
        _ => None,
    };
    step.unwrap_or_else(|| resident(random, state, mark))
}

fn key<T>(random: &mut Random, table: &std::collections::BTreeMap<i64, T>) -> Option<i64> {
    let keys: Vec<i64> = table.keys().copied().collect();
    // People work on what is new: half of the time on one of the last few.
    let recent = keys.len().saturating_sub(6);
    match random.chance(50) {
        true => random.pick(keys.get(recent..)?).copied(),
        false => random.pick(&keys).copied(),
    }
}

fn on_conversation(
    random: &mut Random,
    state: &State,
    step: impl FnOnce(&mut Random, i64) -> Step,
) -> Option<Step> {
    let id = key(random, &state.conversations)?;
    Some(step(random, id))
}

/// Most often of a conversation that holds something new to this person.
fn read(random: &mut Random, state: &State, me: i64) -> Option<Step> {
    let new: Vec<i64> = state
        .conversations
        .keys()
        .copied()
        .filter(|id| state.unread.contains_key(&unread_key(me, *id)))
        .collect();
    match random.pick(&new) {
        Some(id) => Some(Step::Read { id: *id }),
        None => on_conversation(random, state, |_, id| Step::Read { id }),
    }
}

fn start(random: &mut Random, state: &State, mark: &str) -> Option<Step> {
    let free: Vec<i64> = state
        .bookings
        .iter()
        .filter(|(_, booking)| booking.conversation.is_none())
        .map(|(id, _)| *id)
        .collect();
    let booking = match random.pick(&free) {
        Some(id) if random.chance(85) => *id,
        _ => key(random, &state.bookings)?,
    };
    let words = match random.chance(4) {
        true => "  \n".to_owned(),
        false => words(random, mark),
    };
    Some(Step::Start { booking, words })
}

fn draft(random: &mut Random, state: &State, mark: &str) -> Option<Step> {
    let place = match random.below(3) {
        0 => Place::Booking(key(random, &state.bookings)?),
        _ => {
            let kinds = [DraftKind::Message, DraftKind::Note, DraftKind::Said];
            Place::Conversation(key(random, &state.conversations)?, *random.pick(&kinds)?)
        }
    };
    let words = match random.chance(15) {
        true => String::new(),
        false => words(random, mark),
    };
    Some(Step::Draft { place, words })
}

fn booking_step(random: &mut Random, state: &State, mark: &str) -> Option<Step> {
    let id = key(random, &state.bookings)?;
    let actions = allowed_actions(state.bookings.get(&id)?.status);
    let action = *random.pick(&actions)?;
    let reason = match action.takes_reason() {
        true => words(random, mark),
        false => String::new(),
    };
    Some(Step::Booking { id, action, reason })
}

fn book(random: &mut Random, state: &State, mark: &str) -> Option<Step> {
    Some(Step::Book {
        event: key(random, &state.events)?,
        resident: key(random, &state.residents)?,
        party: u32::try_from(1 + random.below(4)).unwrap_or(1),
        note: format!("by the window [{mark}]"),
    })
}

fn resident(random: &mut Random, state: &State, mark: &str) -> Step {
    let id = match random.chance(50) {
        true => key(random, &state.residents),
        false => None,
    };
    let tidy: String = mark.chars().filter(char::is_ascii_alphanumeric).collect();
    Step::Resident {
        id,
        name: format!("Resident {tidy}"),
        email: match random.chance(75) {
            true => format!("r{tidy}@example.org"),
            false => String::new(),
        },
        notes: words(random, mark).trim().to_owned(),
    }
}
