use proptest::prelude::*;

use super::*;

const ANA: ResidentId = ResidentId::new(1);
const JONAS: ResidentId = ResidentId::new(2);
const WINE: ConversationId = ConversationId::new(12);
const YOGA: ConversationId = ConversationId::new(13);

fn candidate(conversation: ConversationId, is_theirs: bool) -> Candidate {
    Candidate {
        conversation,
        is_theirs,
    }
}

/// A new mail of Ana, who has no conversation.
fn facts() -> Facts<'static> {
    Facts {
        by_token: &[],
        by_signed_id: &[],
        by_known_id: &[],
        residents: &[ANA],
        open_bookings: &[],
        vouched: Vouched::Silent,
        is_forward: false,
        is_automatic: false,
        is_list: false,
    }
}

fn tray(why: TrayReason, proposal: Option<ConversationId>) -> Place {
    Place::Tray { why, proposal }
}

fn in_wine(trust: Trust) -> Place {
    Place::In {
        conversation: WINE,
        trust,
        mixed: false,
    }
}

#[test]
fn r21_a_token_and_the_residents_address_are_trusted() {
    let by_token = [candidate(WINE, true)];
    let found = place(&Facts {
        by_token: &by_token,
        ..facts()
    });
    assert_eq!(found, in_wine(Trust::Verified));
}

#[test]
fn r21_a_token_in_a_strangers_hands_leads_to_the_tray() {
    let by_token = [candidate(WINE, false)];
    let found = place(&Facts {
        by_token: &by_token,
        residents: &[],
        ..facts()
    });
    assert_eq!(found, tray(TrayReason::ForeignSender, Some(WINE)));
}

#[test]
fn r21_a_forward_by_somebody_else_is_proposed_and_not_put_in() {
    let by_known_id = [candidate(WINE, false)];
    let found = place(&Facts {
        by_known_id: &by_known_id,
        is_forward: true,
        ..facts()
    });
    assert_eq!(found, tray(TrayReason::Forwarded, Some(WINE)));
}

#[test]
fn r21_known_ids_alone_are_put_in_with_a_badge_and_without_one_when_the_provider_vouches() {
    let by_known_id = [candidate(WINE, true)];
    let known = Facts {
        by_known_id: &by_known_id,
        ..facts()
    };
    assert_eq!(place(&known), in_wine(Trust::Unverified));
    let vouched = Facts {
        vouched: Vouched::Passes,
        ..known
    };
    assert_eq!(place(&vouched), in_wine(Trust::Verified));
}

#[test]
fn r21_a_sender_who_fails_the_check_is_never_put_in() {
    let by_token = [candidate(WINE, true)];
    let found = place(&Facts {
        by_token: &by_token,
        vouched: Vouched::Fails,
        ..facts()
    });
    assert_eq!(found, tray(TrayReason::FailsCheck, Some(WINE)));
    let found = place(&Facts {
        vouched: Vouched::Fails,
        ..facts()
    });
    assert_eq!(found, tray(TrayReason::FailsCheck, None));
}

#[test]
fn r21_the_token_wins_over_the_ids_and_the_mix_is_said() {
    let (by_token, by_signed_id) = ([candidate(WINE, true)], [candidate(YOGA, true)]);
    let found = place(&Facts {
        by_token: &by_token,
        by_signed_id: &by_signed_id,
        ..facts()
    });
    assert_eq!(
        found,
        Place::In {
            conversation: WINE,
            trust: Trust::Verified,
            mixed: true
        }
    );
}

#[test]
fn r21_the_one_open_booking_of_a_known_sender_takes_a_new_mail_with_a_badge() {
    let found = place(&Facts {
        open_bookings: &[WINE],
        ..facts()
    });
    assert_eq!(found, in_wine(Trust::ByAddress));
}

#[test]
fn r21_with_two_open_bookings_or_none_a_resident_gets_a_conversation_of_their_own() {
    let found = place(&Facts {
        open_bookings: &[WINE, YOGA],
        ..facts()
    });
    assert_eq!(found, Place::New { resident: ANA });
    assert_eq!(place(&facts()), Place::New { resident: ANA });
}

#[test]
fn r21_two_residents_with_one_address_are_told_apart_by_a_person() {
    let both = [ANA, JONAS];
    let found = place(&Facts {
        residents: &both,
        open_bookings: &[WINE],
        ..facts()
    });
    assert_eq!(found, tray(TrayReason::SeveralResidents, None));
    let by_signed_id = [candidate(WINE, true)];
    let found = place(&Facts {
        residents: &both,
        by_signed_id: &by_signed_id,
        ..facts()
    });
    assert_eq!(found, in_wine(Trust::Verified));
}

#[test]
fn r26_an_automatic_reply_begins_no_conversation() {
    let found = place(&Facts {
        is_automatic: true,
        ..facts()
    });
    assert_eq!(found, tray(TrayReason::Automatic, None));
}

#[test]
fn r70_a_list_is_no_answer() {
    let by_known_id = [candidate(WINE, true)];
    let found = place(&Facts {
        by_known_id: &by_known_id,
        is_list: true,
        ..facts()
    });
    assert_eq!(found, tray(TrayReason::List, None));
}

#[test]
fn r26_r70_only_news_of_a_person_reopens_and_is_told() {
    let news = effect(false, false);
    assert!(news.reopens && news.is_unread && news.notifies && news.is_last_words && news.holds_outbox);
    for quiet in [effect(true, false), effect(false, true), effect(true, true)] {
        assert!(!quiet.reopens && !quiet.is_unread && !quiet.notifies && !quiet.holds_outbox);
    }
}

#[test]
fn r81_what_is_history_does_not_move_its_conversation_to_the_top() {
    assert!(!effect(false, true).is_last_words);
}

fn any_candidates() -> impl Strategy<Value = Vec<Candidate>> {
    prop::collection::vec((1_i64..4, any::<bool>()), 0..3).prop_map(|all| {
        all.into_iter()
            .map(|(id, is_theirs)| candidate(ConversationId::new(id), is_theirs))
            .collect()
    })
}

proptest! {
    #[test]
    fn r21_nothing_of_a_stranger_or_of_a_failing_sender_is_put_into_a_conversation(
        token in any_candidates(), signed in any_candidates(), known in any_candidates(),
        residents in prop::collection::vec((1_i64..4).prop_map(ResidentId::new), 0..3),
        vouched in prop::sample::select(vec![Vouched::Passes, Vouched::Silent, Vouched::Fails]),
        is_forward in any::<bool>(), is_automatic in any::<bool>(), is_list in any::<bool>(),
    ) {
        let facts = Facts {
            by_token: &token, by_signed_id: &signed, by_known_id: &known, residents: &residents,
            open_bookings: &[], vouched, is_forward, is_automatic, is_list,
        };
        if let Place::In { conversation, .. } = place(&facts) {
            prop_assert!(vouched != Vouched::Fails);
            let theirs = token.iter().chain(&signed).chain(&known)
                .any(|one| one.conversation == conversation && one.is_theirs);
            prop_assert!(theirs, "{conversation} is not the sender's");
        }
    }
}
