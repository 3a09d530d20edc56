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
