//! R2, R3, R4: the life of a booking.

use proptest::prelude::*;

use super::*;

const ROOM: Capacity = Capacity {
    limit: None,
    taken: 0,
};

fn statuses() -> impl Strategy<Value = BookingStatus> {
    proptest::sample::select(BookingStatus::ALL.to_vec())
}

fn actions() -> impl Strategy<Value = BookingAction> {
    proptest::sample::select(BookingAction::ALL.to_vec())
}

#[test]
fn r2_each_status_allows_exactly_its_actions() {
    use BookingAction as A;
    use BookingStatus as S;
    let table = [
        (S::Pending, vec![A::Approve, A::Waitlist, A::Decline, A::Cancel]),
        (S::Confirmed, vec![A::CheckIn, A::MarkNoShow, A::Cancel]),
        (S::Waitlisted, vec![A::OfferPlace, A::Decline, A::Cancel]),
        (S::Declined, vec![]),
        (S::Cancelled, vec![]),
        (S::CheckedIn, vec![A::UndoCheckIn]),
        (S::NoShow, vec![A::CheckIn]),
    ];
    for (status, actions) in table {
        assert_eq!(allowed_actions(status), actions, "{status:?}");
    }
}

#[test]
fn r2_declining_and_cancelling_take_a_reason() {
    for action in [BookingAction::Decline, BookingAction::Cancel] {
        let refused = act(BookingStatus::Pending, 1, action, " \n", ROOM);
        assert_eq!(refused, Err(BookingRefusal::ReasonMissing));
        assert!(act(BookingStatus::Pending, 1, action, "The lounge is closed.", ROOM).is_ok());
    }
}

#[test]
fn r2_what_is_over_is_not_edited() {
    for status in [
        BookingStatus::Declined,
        BookingStatus::Cancelled,
        BookingStatus::NoShow,
    ] {
        assert_eq!(
            change_party(status, 2, 1, true, ROOM),
            Err(BookingRefusal::StatusForbids)
        );
    }
}

#[test]
fn r3_what_would_pass_the_capacity_is_refused_with_the_places_left() {
    let nearly_full = Capacity {
        limit: Some(24),
        taken: 22,
    };
    let refused = act(BookingStatus::Pending, 3, BookingAction::Approve, "", nearly_full);
    assert_eq!(refused, Err(BookingRefusal::NoRoom(NoRoom { places_left: 2 })));
    let waitlisted = act(
        BookingStatus::Pending,
        3,
        BookingAction::Waitlist,
        "",
        nearly_full,
    );
    assert_eq!(waitlisted, Ok(BookingStatus::Waitlisted));
}

#[test]
fn r3_a_waitlisted_booking_gets_its_place_when_one_frees_up() {
    let full = Capacity {
        limit: Some(10),
        taken: 10,
    };
    let offer = |capacity| {
        act(
            BookingStatus::Waitlisted,
            2,
            BookingAction::OfferPlace,
            "",
            capacity,
        )
    };
    assert!(offer(full).is_err());
    assert_eq!(offer(full.without(2)), Ok(BookingStatus::Confirmed));
}

#[test]
fn r3_a_party_that_grows_needs_room_for_the_difference_only() {
    let capacity = Capacity {
        limit: Some(10),
        taken: 9,
    };
    assert_eq!(
        change_party(BookingStatus::Confirmed, 2, 3, true, capacity),
        Ok(())
    );
    assert_eq!(
        change_party(BookingStatus::Confirmed, 2, 4, true, capacity),
        Err(BookingRefusal::NoRoom(NoRoom { places_left: 3 }))
    );
    assert_eq!(
        change_party(BookingStatus::Waitlisted, 2, 40, true, capacity),
        Ok(())
    );
}

#[test]
fn r3_an_event_without_guests_takes_single_parties() {
    assert_eq!(
        book(BookingStatus::Confirmed, 2, false, ROOM),
        Err(BookingRefusal::NoGuests)
    );
    assert_eq!(
        book(BookingStatus::Confirmed, 0, true, ROOM),
        Err(BookingRefusal::EmptyParty)
    );
    assert_eq!(
        book(BookingStatus::CheckedIn, 1, true, ROOM),
        Err(BookingRefusal::StatusForbids)
    );
    assert_eq!(book(BookingStatus::Pending, 1, false, ROOM), Ok(()));
}

#[test]
fn r4_payment_goes_from_unpaid_to_paid_to_refunded() {
    use PaymentStatus as P;
    assert_eq!(record_payment(P::Unpaid, P::Paid), Ok(()));
    assert_eq!(record_payment(P::Paid, P::Refunded), Ok(()));
    assert_eq!(record_payment(P::Paid, P::Unpaid), Ok(()));
    assert_eq!(
        record_payment(P::Unpaid, P::Refunded),
        Err(BookingRefusal::NothingToPay)
    );
    assert_eq!(
        record_payment(P::NotRequired, P::Paid),
        Err(BookingRefusal::NothingToPay)
    );
}

/// One event with its bookings, as the desk would keep them.
#[derive(Debug, Clone)]
struct Evening {
    limit: Option<u32>,
    bookings: Vec<(BookingStatus, u32)>,
}

impl Evening {
    fn capacity(&self) -> Capacity {
        let taken = self
            .bookings
            .iter()
            .filter(|(status, _)| status.takes_places())
            .map(|(_, n)| n)
            .sum();
        Capacity {
            limit: self.limit,
            taken,
        }
    }
}

#[derive(Debug, Clone)]
enum Deed {
    Book(BookingStatus, u32),
    Act(usize, BookingAction),
    Resize(usize, u32),
}

fn deeds() -> impl Strategy<Value = Deed> {
    prop_oneof![
        (statuses(), 0_u32..6).prop_map(|(status, party)| Deed::Book(status, party)),
        (0_usize..8, actions()).prop_map(|(which, action)| Deed::Act(which, action)),
        (0_usize..8, 0_u32..9).prop_map(|(which, party)| Deed::Resize(which, party)),
    ]
}

proptest! {
    /// R3: whatever staff do, in any order, confirmed and checked-in parties never pass the capacity.
    #[test]
    fn r3_no_course_of_deeds_passes_the_capacity(
        limit in proptest::option::of(1_u32..20),
        deeds in proptest::collection::vec(deeds(), 0..60),
    ) {
        let mut evening = Evening { limit, bookings: Vec::new() };
        for deed in deeds {
            let capacity = evening.capacity();
            match deed {
                Deed::Book(status, party) if book(status, party, true, capacity).is_ok() => {
                    evening.bookings.push((status, party));
                }
                Deed::Act(which, action) => {
                    if let Some((status, party)) = evening.bookings.get_mut(which)
                        && let Ok(next) = act(*status, *party, action, "because", capacity) {
                            *status = next;
                        }
                }
                Deed::Resize(which, to) => {
                    if let Some((status, party)) = evening.bookings.get_mut(which)
                        && change_party(*status, *party, to, true, capacity).is_ok() {
                            *party = to;
                        }
                }
                Deed::Book(..) => {}
            }
            if let Some(limit) = limit {
                prop_assert!(evening.capacity().taken <= limit);
            }
            prop_assert!(evening.bookings.iter().all(|(_, party)| *party > 0));
        }
    }

    /// R2: an action is offered exactly where the core would take it, room and reason given.
    #[test]
    fn r2_what_is_offered_is_what_is_taken(status in statuses(), action in actions(), party in 1_u32..9) {
        let offered = allowed_actions(status).contains(&action);
        let taken = act(status, party, action, "because", ROOM);
        prop_assert_eq!(offered, taken.is_ok());
        if !offered {
            prop_assert_eq!(taken, Err(BookingRefusal::StatusForbids));
        }
    }

    /// R2: undoing a check-in leads back to where it came from.
    #[test]
    fn r2_a_check_in_can_be_undone(party in 1_u32..9) {
        let checked_in = act(BookingStatus::Confirmed, party, BookingAction::CheckIn, "", ROOM);
        prop_assert_eq!(checked_in, Ok(BookingStatus::CheckedIn));
        let back = act(BookingStatus::CheckedIn, party, BookingAction::UndoCheckIn, "", ROOM);
        prop_assert_eq!(back, Ok(BookingStatus::Confirmed));
    }
}
