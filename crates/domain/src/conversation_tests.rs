//! R10 to R15, R20, R24, R25, R33, R40: the conversation about a booking.

use chrono::DateTime;
use proptest::prelude::*;

use super::*;
use crate::waiting::waits_after;

const BOOKABLE: StartFacts<'_> = StartFacts {
    kind: EventKind::CommunityEvent,
    booking_required: true,
    email: Some("ana@example.org"),
    exists: false,
};

#[test]
fn r1_only_a_booking_of_a_community_event_starts_a_conversation() {
    for (kind, booking_required) in [
        (EventKind::CommunityEvent, false),
        (EventKind::Meeting, false),
        (EventKind::Notice, false),
        (EventKind::Meeting, true),
    ] {
        let facts = StartFacts {
            kind,
            booking_required,
            ..BOOKABLE
        };
        assert_eq!(start(facts, "Hello"), Err(ConversationRefusal::NotBookable));
    }
}

#[test]
fn r10_a_second_start_never_begins_a_second_conversation() {
    let started = start(
        StartFacts {
            exists: true,
            ..BOOKABLE
        },
        "Hello",
    );
    assert!(matches!(started, Ok(Start::KeepAsDraft(_))));
}

#[test]
fn r12_starting_takes_a_first_message() {
    for typed in ["", "  \n\t ", "\u{200b}\u{feff}"] {
        assert_eq!(
            start(BOOKABLE, typed),
            Err(ConversationRefusal::Words(WordsFault::Empty)),
            "{typed:?}"
        );
    }
    let words = Words::new("Bonjour Ana,\r\nyour table is ready. ").unwrap();
    assert_eq!(words.as_str(), "Bonjour Ana,\nyour table is ready.");
    assert_eq!(
        start(BOOKABLE, "Bonjour Ana,\r\nyour table is ready. "),
        Ok(Start::Begin(words))
    );
}

#[test]
fn r12_the_later_of_two_keeps_the_words_even_without_an_address() {
    let facts = StartFacts {
        exists: true,
        email: None,
        ..BOOKABLE
    };
    assert_eq!(
        start(facts, "Mine"),
        Ok(Start::KeepAsDraft(Words::new("Mine").unwrap()))
    );
}

#[test]
fn r15_without_an_email_address_nothing_starts() {
    for email in [None, Some(""), Some("  ")] {
        assert_eq!(
            start(StartFacts { email, ..BOOKABLE }, "Hello"),
            Err(ConversationRefusal::NoEmail)
        );
    }
}

#[test]
fn r25_a_closed_conversation_takes_no_reply_until_it_is_reopened() {
    let closed = close(ConversationState::Open).unwrap();
    assert_eq!(reply(closed, "Hello"), Err(ConversationRefusal::Closed));
    assert_eq!(close(closed), Err(ConversationRefusal::AlreadyClosed));
    let open = reopen(closed).unwrap();
    assert!(reply(open, "Hello").is_ok());
    assert_eq!(reopen(open), Err(ConversationRefusal::AlreadyOpen));
}

#[test]
fn r24_a_note_may_be_written_at_any_time_but_not_empty() {
    assert!(note("Lift B reaches level 32.").is_ok());
    assert_eq!(note(" "), Err(ConversationRefusal::Words(WordsFault::Empty)));
}

#[test]
fn r2_a_reason_is_sent_where_there_is_an_address_and_kept_where_there_is_none() {
    let open = Some(ConversationState::Open);
    let closed = Some(ConversationState::Closed);
    let email = Some("ana@example.org");
    let plan = |existing, email| {
        let plan = plan_reason(existing, email);
        (plan.begins, plan.reopens, plan.sends)
    };
    assert_eq!(plan(None, email), (true, false, true));
    assert_eq!(plan(open, email), (false, false, true));
    assert_eq!(plan(closed, email), (false, true, true));
    assert_eq!(plan(None, None), (true, false, false));
    assert_eq!(plan(closed, Some(" ")), (false, false, false));
}

/// What can happen to a conversation.
#[derive(Debug, Clone, Copy)]
enum Step {
    Reply,
    Note,
    Close,
    Reopen,
    Resident,
}

proptest! {
    /// R25, R33, R40: in any course of a conversation, words reach the resident only while it is open,
    /// closing and reopening alternate, and it waits for an answer exactly when the resident spoke last.
    #[test]
    fn r25_closing_and_reopening_alternate_and_no_reply_slips_through(
        steps in proptest::collection::vec(
            proptest::sample::select(vec![Step::Reply, Step::Note, Step::Close, Step::Reopen, Step::Resident]),
            0..80,
        ),
    ) {
        let (mut state, mut waits, mut resident_last) = (ConversationState::Open, None, false);
        let mut turns = Vec::new();
        for step in steps {
            match step {
                Step::Reply => {
                    let sent = reply(state, "Hello");
                    prop_assert_eq!(sent.is_ok(), state == ConversationState::Open);
                    if sent.is_ok() {
                        waits = waits_after(waits, EntryKind::MessageOut, DateTime::UNIX_EPOCH);
                        resident_last = false;
                    }
                }
                Step::Note => {
                    prop_assert!(note("Hello").is_ok());
                    waits = waits_after(waits, EntryKind::Note, DateTime::UNIX_EPOCH);
                }
                Step::Close => if let Ok(next) = close(state) {
                    turns.push(next);
                    state = next;
                },
                Step::Reopen => if let Ok(next) = reopen(state) {
                    turns.push(next);
                    state = next;
                },
                Step::Resident => {
                    waits = waits_after(waits, EntryKind::MessageIn, DateTime::UNIX_EPOCH);
                    resident_last = true;
                }
            }
            prop_assert_eq!(waits.is_some(), resident_last);
        }
        prop_assert!(turns.windows(2).all(|pair| pair[0] != pair[1]));
    }

    /// R12: nothing that people type is ever kept as empty words, and what is kept is what they typed.
    #[test]
    fn r12_words_are_never_empty(typed in "\\PC{0,40}") {
        match Words::new(&typed) {
            Ok(words) => {
                prop_assert!(!words.as_str().trim().is_empty());
                prop_assert!(typed.contains(words.as_str()));
            }
            Err(fault) => prop_assert_eq!(fault, WordsFault::Empty),
        }
    }

    /// R40: the line of last words is one line, and never longer than its bound and an ellipsis.
    #[test]
    fn r40_last_words_are_one_short_line(text in any::<String>()) {
        let line = crate::text::last_words(&text);
        prop_assert!(!line.contains(['\n', '\r']));
        prop_assert!(line.chars().count() <= 142);
    }
}

/// A resident's open conversation, and a booking of theirs that has none.
fn moving() -> MoveFacts {
    MoveFacts {
        label: ConversationLabel::Resident,
        resident: ResidentId::new(1),
        state: ConversationState::Open,
        booked_by: ResidentId::new(1),
        kind: EventKind::CommunityEvent,
        booking_required: true,
        existing: None,
        may_start: true,
    }
}

#[test]
fn r83_a_residents_conversation_becomes_the_bookings_or_joins_the_one_there_is() {
    use ConversationState::{Closed, Open};
    assert_eq!(move_to_booking(moving()), Ok(Move::Become));
    for (state, existing, reopens) in [
        (Open, Open, false),
        (Open, Closed, true),
        (Closed, Open, false),
        (Closed, Closed, false),
    ] {
        let facts = MoveFacts {
            state,
            existing: Some(existing),
            // R20: who may not start may still answer there, and so join.
            may_start: false,
            ..moving()
        };
        assert_eq!(move_to_booking(facts), Ok(Move::Join { reopens }));
    }
}

#[test]
fn r11_r21_r83_a_conversation_is_moved_to_no_booking_that_is_not_its_own() {
    for (facts, refusal) in [
        (
            MoveFacts {
                label: ConversationLabel::EventBooking,
                ..moving()
            },
            ConversationRefusal::HasBooking,
        ),
        (
            MoveFacts {
                booked_by: ResidentId::new(2),
                existing: Some(ConversationState::Open),
                ..moving()
            },
            ConversationRefusal::OtherResident,
        ),
        (
            MoveFacts {
                booking_required: false,
                ..moving()
            },
            ConversationRefusal::NotBookable,
        ),
        (
            MoveFacts {
                may_start: false,
                ..moving()
            },
            ConversationRefusal::MayNotStart,
        ),
    ] {
        assert_eq!(move_to_booking(facts), Err(refusal));
    }
}

#[test]
fn r33_what_was_said_is_an_answer_and_goes_to_no_one() {
    for kind in [EntryKind::SaidAtDesk, EntryKind::SaidByPhone] {
        assert!(kind.is_answer());
        assert!(!kind.goes_to_the_resident());
    }
    assert!(!EntryKind::Note.is_answer());
}

#[test]
fn r29_the_residents_words_and_a_colleagues_answer_are_shown_before_a_reply_goes() {
    assert!(came_between(EntryKind::MessageIn, false));
    for answer in [
        EntryKind::MessageOut,
        EntryKind::SaidAtDesk,
        EntryKind::SaidByPhone,
        EntryKind::SentElsewhere,
    ] {
        assert!(came_between(answer, false), "{answer:?}");
        assert!(!came_between(answer, true), "{answer:?}");
    }
    for other in [
        EntryKind::Note,
        EntryKind::Closed,
        EntryKind::BookingApproved,
        EntryKind::AutomaticReply,
        EntryKind::DeliveryReport,
    ] {
        assert!(!came_between(other, false), "{other:?}");
    }
}
