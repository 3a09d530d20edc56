//! The judge must find what is wrong, each kind by its name.

use lobby_desk::problem::StorageFault;

use super::*;
use crate::{
    state::{Booking, Resident},
    step::Step,
};
use lobby_domain::booking::BookingStatus;

fn house() -> State {
    let mut state = State {
        building: Some("Maple Court".to_owned()),
        ..State::default()
    };
    state.staff.insert(1, "Ada".to_owned());
    state.events.insert(1, "Yoga".to_owned());
    let resident = Resident {
        name: "Ana".to_owned(),
        suite: "101".to_owned(),
        email: "ana@example.org".to_owned(),
        notes: String::new(),
    };
    state.residents.insert(1, resident);
    let booking = Booking {
        reference: "YO-0001".to_owned(),
        event: 1,
        resident: 1,
        party: 1,
        status: BookingStatus::Pending,
        note: String::new(),
        reason: String::new(),
        conversation: None,
    };
    state.bookings.insert(1, booking);
    state
}

fn start() -> Step {
    Step::Start {
        booking: 1,
        words: "Hello".to_owned(),
    }
}

fn send(words: &str) -> Step {
    Step::Send {
        to: 1,
        words: words.to_owned(),
    }
}

fn tried(step: Step) -> Line {
    Line::Try { me: 1, step }
}

fn found(state: State) -> Found {
    Found {
        state,
        faults: Vec::new(),
    }
}

/// A conversation begun and confirmed, a message confirmed, a second under way.
fn day() -> (Expected, State, State, State) {
    let lines = [
        tried(start()),
        Line::Done { id: Some(1) },
        tried(send("first")),
        Line::Done { id: Some(2) },
        tried(send("second")),
    ];
    let begun = house().after(1, &start()).unwrap();
    let first = begun.after(1, &send("first")).unwrap();
    let second = first.after(1, &send("second")).unwrap();
    (Expected::from(house()).following(&lines), begun, first, second)
}

#[test]
fn what_was_confirmed_must_be_there_and_what_was_under_way_may_be() {
    let (expected, _, first, second) = day();
    assert!(expected.misfits.is_empty(), "{:?}", expected.misfits);
    assert_eq!((expected.is_pending(), expected.confirmed), (true, 2));
    assert_eq!(expected.judge(&found(first)), Verdict::Whole { more: false });
    assert_eq!(expected.judge(&found(second)), Verdict::Whole { more: true });
}

#[test]
fn an_earlier_state_is_a_loss() {
    let (expected, begun, _, _) = day();
    assert!(matches!(expected.judge(&found(begun)), Verdict::Lost(_)));
    assert!(matches!(expected.judge(&found(house())), Verdict::Lost(_)));
}

#[test]
fn half_a_step_is_a_tear_whichever_half() {
    let (expected, _, first, second) = day();
    let mut no_outbox = second.clone();
    no_outbox.entries.get_mut(&3).unwrap().outbox = None;
    let mut no_line = second.clone();
    no_line.record.pop_last();
    let mut no_last_words = second.clone();
    no_last_words.conversations = first.conversations.clone();
    let mut phantom = second.clone();
    phantom.record.insert(99, second.record[&1].clone());
    for torn in [no_outbox, no_line, no_last_words, phantom] {
        assert!(matches!(expected.judge(&found(torn)), Verdict::Torn(_)));
    }
}

#[test]
fn the_same_words_twice_are_named() {
    let (expected, _, first, _) = day();
    let twice = first.after(1, &send("first")).unwrap();
    let Verdict::Torn(words) = expected.judge(&found(twice)) else {
        panic!("not found");
    };
    assert!(words.starts_with("2 times: first"), "{words}");
}

#[test]
fn what_the_file_says_of_itself_comes_first() {
    let (expected, _, first, _) = day();
    let damaged = Found {
        state: first,
        faults: vec!["integrity_check: page 3".to_owned()],
    };
    assert!(matches!(expected.judge(&damaged), Verdict::Damaged(_)));
}

#[test]
fn a_failed_step_may_be_there_and_the_next_confirmation_settles_it() {
    let problem = Problem::Storage {
        fault: StorageFault::DiskFull,
        detail: String::new(),
    };
    let mut lines = vec![
        tried(start()),
        Line::Done { id: Some(1) },
        tried(send("first")),
        Line::Refused { problem },
    ];
    let expected = Expected::from(house()).following(&lines);
    assert_eq!((expected.allowed.len(), expected.failures.len()), (2, 1));
    lines.extend([tried(send("second")), Line::Done { id: Some(2) }]);
    let expected = Expected::from(house()).following(&lines);
    assert_eq!(
        expected.allowed.len(),
        1,
        "entry 2 is the second, so the first is not there"
    );
}

#[test]
fn an_answer_that_the_rules_do_not_give_is_a_misfit() {
    let early = [tried(send("to nobody")), Line::Done { id: None }];
    assert_eq!(Expected::from(house()).following(&early).misfits.len(), 1);
    let problem = Problem::ConversationClosed;
    let refused = [tried(start()), Line::Refused { problem }];
    assert_eq!(Expected::from(house()).following(&refused).misfits.len(), 1);
    let wrong_id = [tried(start()), Line::Done { id: Some(7) }];
    assert_eq!(Expected::from(house()).following(&wrong_id).misfits.len(), 1);
}
