use proptest::prelude::*;

use super::*;

proptest! {
    #[test]
    fn r80_pauses_grow_and_never_pass_fifteen_minutes(attempts in 0_u32.., chance in any::<f64>()) {
        let pause = pause_after(attempts, chance);
        prop_assert!(pause <= TimeDelta::minutes(15));
        prop_assert!(pause >= TimeDelta::milliseconds(2_500));
        prop_assert!(pause_after(attempts.saturating_add(1), 0.0) >= pause_after(attempts, 0.0));
    }
}

#[test]
fn r80_what_was_being_handed_over_when_the_program_ended_may_have_been_sent() {
    assert_eq!(after_restart(OutboxState::Sending), OutboxState::Unknown);
    for state in [
        OutboxState::Waiting,
        OutboxState::Held,
        OutboxState::Accepted,
        OutboxState::Refused,
        OutboxState::Unknown,
    ] {
        assert_eq!(after_restart(state), state);
    }
}

#[test]
fn r23_only_what_has_certainly_not_gone_is_taken_back() {
    assert!(can_be_taken_back(OutboxState::Refused));
    assert!(!can_be_taken_back(OutboxState::Unknown));
    assert!(!can_be_taken_back(OutboxState::Sending));
    assert!(!can_be_taken_back(OutboxState::Accepted));
    assert!(can_be_decided(OutboxState::Unknown));
    assert!(!can_be_decided(OutboxState::Accepted));
}

#[test]
fn r29_an_answer_holds_what_waits_and_nothing_else() {
    assert!(is_held_by_an_answer(OutboxState::Waiting));
    assert!(!is_held_by_an_answer(OutboxState::Refused));
    assert!(!is_held_by_an_answer(OutboxState::Sending));
}

#[test]
fn r23_an_attempt_that_was_refused_waits_for_a_person() {
    assert_eq!(Attempt::Refused.leads_to(), OutboxState::Refused);
    assert_eq!(Attempt::TryLater.leads_to(), OutboxState::Waiting);
    assert_eq!(Attempt::Unknown.leads_to(), OutboxState::Unknown);
    assert_eq!(Attempt::Accepted.leads_to(), OutboxState::Accepted);
}

fn stands(state: OutboxState, reported: Option<Reported>, outward: Outward) -> Delivery {
    let message = OnItsWay {
        state,
        reported,
        why: None,
        said: String::new(),
        next: None,
    };
    delivery(message, outward, Reach::Address, DateTime::UNIX_EPOCH)
}

#[test]
fn r23_what_waits_says_for_what() {
    for (outward, expected) in [
        (Outward::NoMailbox, Delivery::WaitingForMailbox),
        (Outward::Settings, Delivery::WaitingForSettings),
        (Outward::Line, Delivery::WaitingForLine),
        (Outward::Limit, Delivery::WaitingForLimit),
        (Outward::Open, Delivery::WaitingForTurn),
    ] {
        assert_eq!(stands(OutboxState::Waiting, None, outward), expected);
    }
    let message = OnItsWay {
        state: OutboxState::Waiting,
        reported: None,
        why: None,
        said: "451 later".into(),
        next: Some(DateTime::UNIX_EPOCH + TimeDelta::seconds(1)),
    };
    assert_eq!(
        delivery(
            message.clone(),
            Outward::Open,
            Reach::Address,
            DateTime::UNIX_EPOCH
        ),
        Delivery::TryingAgain {
            at: DateTime::UNIX_EPOCH + TimeDelta::seconds(1),
            said: "451 later".into()
        }
    );
    for (reach, expected) in [
        (Reach::NoAddress, Delivery::WaitingForAddress),
        (Reach::Unwelcome, Delivery::WaitingForWelcome),
    ] {
        let message = message.clone();
        assert_eq!(
            delivery(message, Outward::NoMailbox, reach, DateTime::UNIX_EPOCH),
            expected
        );
    }
}

#[test]
fn r23_a_report_tells_what_became_of_a_message_that_was_taken() {
    let told = |reported| stands(OutboxState::Accepted, reported, Outward::Line);
    assert_eq!(told(None), Delivery::Sent);
    assert_eq!(told(Some(Reported::Delayed)), Delivery::Delayed);
    assert_eq!(told(Some(Reported::Delivered)), Delivery::Delivered);
    assert!(matches!(
        told(Some(Reported::Failed)),
        Delivery::NotDelivered { .. }
    ));
    assert_eq!(
        stands(OutboxState::Unknown, None, Outward::Open),
        Delivery::MayHaveBeenSent
    );
}

#[test]
fn r23_a_refusal_says_why() {
    let full = NotDelivered::MailboxFull;
    assert_eq!(not_delivered(550, [5, 1, 1], full), NotDelivered::NoSuchAddress);
    assert_eq!(not_delivered(552, [5, 2, 2], NotDelivered::TooLarge), full);
    assert_eq!(not_delivered(552, [0, 0, 0], full), full);
    assert_eq!(not_delivered(552, [5, 3, 4], full), NotDelivered::TooLarge);
    assert_eq!(not_delivered(550, [5, 7, 1], full), NotDelivered::Blocked);
    assert_eq!(not_delivered(550, [0, 0, 0], full), NotDelivered::NoSuchAddress);
    assert_eq!(not_delivered(554, [5, 6, 0], full), NotDelivered::Other);
}
