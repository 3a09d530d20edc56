//! R1, R7, R15, R24, R27, R52, R90: the smaller rules.

use chrono::{NaiveDate, TimeDelta, TimeZone as _, Utc};
use proptest::prelude::*;

use crate::{
    booking::BookingAction,
    capacity::{Capacity, NoRoom},
    entry::{EntryKind, SaidWhere, clock_is_behind, entry_of, entry_time},
    event::{EventFacts, EventFault, EventKind, takes_bookings, takes_responses},
    money::{is_currency, minor_digits},
    reference::{prefix, reference},
    resident::{email, fold},
    staff::{PasswordFault, check_password, is_locked, wait_seconds},
    zone::{instant, start_of_day, today, zone},
};

#[test]
fn r1_bookings_belong_to_community_events_and_responses_to_meetings() {
    assert!(takes_bookings(EventKind::CommunityEvent, true));
    assert!(!takes_bookings(EventKind::CommunityEvent, false));
    assert!(!takes_bookings(EventKind::Meeting, true));
    assert!(!takes_bookings(EventKind::Notice, true));
    assert!(takes_responses(EventKind::Meeting));
    assert!(!takes_responses(EventKind::CommunityEvent));
    assert!(!takes_responses(EventKind::Notice));
}

#[test]
fn r80_an_entry_never_stands_before_the_one_written_earlier() {
    let at = Utc.with_ymd_and_hms(2026, 11, 26, 19, 0, 0).unwrap();
    let (earlier, later) = (at - TimeDelta::days(1), at + TimeDelta::days(1));
    assert_eq!(entry_time(at, None), at, "the first bears the clock's time");
    assert_eq!(entry_time(at, Some(earlier)), at);
    assert_eq!(entry_time(at, Some(later)), later, "the clock was set back");
}

#[test]
fn r81_a_clock_behind_what_was_written_last_is_told() {
    let now = Utc.with_ymd_and_hms(2026, 11, 26, 19, 0, 0).unwrap();
    assert!(!clock_is_behind(now, now - TimeDelta::days(1)));
    assert!(
        !clock_is_behind(now, now + TimeDelta::minutes(2)),
        "a little is no matter"
    );
    assert!(clock_is_behind(
        now,
        now + TimeDelta::minutes(2) + TimeDelta::milliseconds(1)
    ));
}

proptest! {
    /// Whatever the clock does between them, the times of a conversation's entries never go back.
    #[test]
    fn r23_r80_a_conversation_keeps_the_order_written(clock in proptest::collection::vec(-200_000_000_i64..200_000_000, 1..40)) {
        let start = Utc.with_ymd_and_hms(2026, 11, 26, 19, 0, 0).unwrap();
        let mut last = None;
        for offset in clock {
            let now = start + TimeDelta::milliseconds(offset);
            let at = entry_time(now, last);
            prop_assert!(last.is_none_or(|last| at >= last));
            prop_assert!(at >= now, "never earlier than it was written");
            last = Some(at);
        }
    }
}

#[test]
fn r8_an_event_that_makes_no_sense_is_refused() {
    let at = Utc.with_ymd_and_hms(2026, 11, 26, 19, 0, 0).unwrap();
    let good = EventFacts {
        title: "Wine tasting",
        kind: EventKind::CommunityEvent,
        booking_required: true,
        starts_at: at,
        ends_at: at + TimeDelta::hours(2),
        capacity: Some(24),
    };
    assert_eq!(good.check(), Ok(()));
    assert_eq!(
        EventFacts { title: " ", ..good }.check(),
        Err(EventFault::NoTitle)
    );
    let earlier = at - TimeDelta::hours(1);
    assert_eq!(
        EventFacts {
            ends_at: earlier,
            ..good
        }
        .check(),
        Err(EventFault::EndsBeforeItStarts)
    );
    assert_eq!(
        EventFacts {
            kind: EventKind::Meeting,
            ..good
        }
        .check(),
        Err(EventFault::BookingsBelongToCommunityEvents)
    );
    assert_eq!(
        EventFacts {
            capacity: Some(0),
            ..good
        }
        .check(),
        Err(EventFault::NoPlaces)
    );
}

#[test]
fn r3_an_overbooked_event_has_no_places_left() {
    let over = Capacity {
        limit: Some(10),
        taken: 12,
    };
    assert_eq!(over.left(), Some(0));
    assert_eq!(over.admit(1), Err(NoRoom { places_left: 0 }));
    assert_eq!(
        Capacity {
            limit: None,
            taken: 900
        }
        .admit(100),
        Ok(())
    );
}

#[test]
fn r24_only_a_message_ever_goes_to_the_resident() {
    let kinds = [
        EntryKind::Note,
        EntryKind::MessageIn,
        EntryKind::SaidAtDesk,
        EntryKind::SaidByPhone,
        EntryKind::Closed,
        EntryKind::Reopened,
        EntryKind::EventMoved,
    ];
    assert!(kinds.iter().all(|kind| !kind.goes_to_the_resident()));
    assert!(EntryKind::MessageOut.goes_to_the_resident());
}

#[test]
fn r27_each_step_of_a_booking_has_an_entry_of_its_own() {
    let kinds: std::collections::HashSet<_> = BookingAction::ALL.into_iter().map(entry_of).collect();
    assert_eq!(kinds.len(), BookingAction::ALL.len());
    assert!(
        kinds.iter().all(|kind| !kind.has_words()),
        "what happens is nobody's words"
    );
}

#[test]
fn r33_desk_and_phone_are_told_apart() {
    assert_eq!(SaidWhere::Desk.entry_kind(), EntryKind::SaidAtDesk);
    assert_eq!(SaidWhere::Phone.entry_kind(), EntryKind::SaidByPhone);
}

#[test]
fn r15_an_email_address_is_recognised() {
    for (typed, kept) in [
        (" Ana.Moreau@Example.ORG ", "Ana.Moreau@example.org"),
        ("mailto:desk@example.org", "desk@example.org"),
        ("<zoë@exämple.org>", "zoë@exämple.org"),
    ] {
        assert_eq!(email(typed).as_deref(), Ok(kept));
    }
    for typed in [
        "",
        "ana",
        "ana@",
        "@example.org",
        "ana@example",
        "a b@example.org",
        "a@b@example.org ",
    ] {
        let refused = email(typed);
        assert!(refused.is_err(), "{typed:?} gave {refused:?}");
    }
}

#[test]
fn r7_names_are_recognised_whatever_their_accents_and_case() {
    assert_eq!(fold("  Lucía  BENÍTEZ "), fold("lucia benitez"));
    assert_eq!(fold("O’Brien-Œuvrard"), fold("o'brien oeuvrard"));
    assert_ne!(fold("Anne Roy"), fold("Anna Roy"));
}

#[test]
fn r52_wrong_passwords_slow_down_and_never_for_longer_than_five_minutes() {
    let at = Utc.with_ymd_and_hms(2026, 11, 23, 9, 0, 0).unwrap();
    assert_eq!(wait_seconds(2, at, at), None);
    assert_eq!(wait_seconds(3, at, at), Some(2));
    assert_eq!(wait_seconds(4, at, at), Some(4));
    assert_eq!(wait_seconds(3, at, at + TimeDelta::seconds(2)), None);
    assert_eq!(wait_seconds(u32::MAX, at, at), Some(300));
    let clock_set_back = at - TimeDelta::days(1);
    assert_eq!(wait_seconds(u32::MAX, at, clock_set_back), Some(300));
}

#[test]
fn r52_a_password_has_at_least_eight_characters() {
    assert_eq!(check_password("seven77"), Err(PasswordFault::TooShort));
    assert_eq!(check_password("éééééééé"), Ok(()));
    assert_eq!(check_password(&"x".repeat(1025)), Err(PasswordFault::TooLong));
}

#[test]
fn r52_the_screen_locks_after_the_time_that_was_set() {
    let at = Utc.with_ymd_and_hms(2026, 11, 23, 9, 0, 0).unwrap();
    assert!(!is_locked(at, at + TimeDelta::seconds(599), Some(10)));
    assert!(is_locked(at, at + TimeDelta::minutes(10), Some(10)));
    assert!(
        is_locked(at, at - TimeDelta::hours(1), Some(10)),
        "a clock set back locks too"
    );
    assert!(!is_locked(at, at + TimeDelta::days(9), None));
}

#[test]
fn r4_currencies_have_their_own_minor_digits() {
    assert_eq!(
        (minor_digits("CAD"), minor_digits("JPY"), minor_digits("TND")),
        (2, 0, 3)
    );
    assert!(is_currency("EUR") && !is_currency("eur") && !is_currency("EURO"));
}

#[test]
fn r8_a_reference_takes_its_letters_from_the_event() {
    assert_eq!(
        reference(&prefix("Wine tasting with Domaine Lyre"), 418),
        "WT-0418"
    );
    assert_eq!(prefix("Été au jardin"), "EA");
    assert_eq!(prefix("Yoga"), "YO");
    assert_eq!(prefix("新年会"), "BK");
    assert_eq!(reference("BK", 123_456), "BK-123456");
}

#[test]
fn today_is_the_buildings_day() {
    let montreal = zone("America/Montreal").unwrap();
    let late = Utc.with_ymd_and_hms(2026, 11, 24, 3, 0, 0).unwrap();
    let (from, until) = today(montreal, late);
    assert_eq!(from, Utc.with_ymd_and_hms(2026, 11, 23, 5, 0, 0).unwrap());
    assert_eq!(until - from, TimeDelta::hours(24));
    assert!(zone("Mars/Olympus").is_err());
}

#[test]
fn a_day_that_loses_an_hour_still_begins() {
    let paris = zone("Europe/Paris").unwrap();
    let spring = NaiveDate::from_ymd_opt(2026, 3, 29).unwrap();
    let skipped = instant(paris, spring.and_hms_opt(2, 30, 0).unwrap());
    assert_eq!(skipped, Utc.with_ymd_and_hms(2026, 3, 29, 1, 30, 0).unwrap());
    assert_eq!(
        start_of_day(paris, spring),
        Utc.with_ymd_and_hms(2026, 3, 28, 23, 0, 0).unwrap()
    );
}

#[test]
fn r7_every_character_there_is_folds_to_what_stays_as_it_is() {
    for c in '\u{0}'..=char::MAX {
        let once = fold(&format!("a{c}b"));
        assert_eq!(fold(&once), once, "U+{:04X}", u32::from(c));
    }
    assert_eq!(fold("İzmir Çelik"), "izmir celik");
}

proptest! {
    /// R7: folding is stable: what is folded stays as it is.
    #[test]
    fn r7_folding_twice_changes_nothing(name in "\\PC{0,30}") {
        prop_assert_eq!(fold(&fold(&name)), fold(&name));
    }

    /// R15: what is taken as an address is taken again, unchanged.
    #[test]
    fn r15_an_address_that_was_kept_is_an_address(typed in "[a-zA-Z.@<> -]{0,30}") {
        if let Ok(kept) = email(&typed) {
            prop_assert_eq!(email(&kept), Ok(kept.clone()));
        }
    }
}
