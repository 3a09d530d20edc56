//! Events and responses at the desk: what is kept, and what is refused.

use chrono::{DateTime, Utc};
use lobby_domain::{
    booking::BookingStatus,
    entry::EntryKind,
    event::{EventKind, Response},
    ids::{ConversationId, EventId, ResidentId},
    permission::Need,
};

use crate::{
    problem::{Field, FieldFault, Noun, Problem},
    test_desk::{BLIND, BOOKER, REGISTRAR, TestDesk, VIEWER, event},
    views::{
        booking::NewBooking,
        conversation::Started,
        event::{EventFilter, EventForm, EventQuery},
        settings::BuildingForm,
    },
};

/// A change that spoils a good form, and the problem it leads to.
type Spoiled = (fn(&mut EventForm), Problem);

fn utc(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

async fn book(at: &TestDesk, wine: EventId, party: u32) -> ConversationId {
    let amir = at.resident("Amir Khan", "0301").await;
    let booking = NewBooking {
        event: wine,
        resident: amir,
        party,
        status: BookingStatus::Confirmed,
        note: String::new(),
    };
    let booking = at.desk.create_booking(booking).await.unwrap();
    match at.desk.start_conversation(booking, "Good morning").await.unwrap() {
        Started::Begun { id } | Started::ColleagueWasEarlier { id, .. } => id,
    }
}

#[tokio::test]
async fn r8_local_times_are_the_buildings_and_whole_days_end_with_the_last_one() {
    let at = TestDesk::new().await;
    let evening = at.event(EventKind::CommunityEvent, "Wine tasting", 26).await;
    let panel = at.desk.open_event(evening).await.unwrap();
    assert_eq!(panel.row.head.starts_at, utc("2026-11-27T00:00:00Z"));
    assert_eq!(panel.starts_local.to_string(), "2026-11-26 19:00:00");

    let two_days = event(EventKind::Notice, "Water is off", 26);
    let ends = two_days.ends + chrono::Days::new(1);
    let form = EventForm {
        all_day: true,
        ends,
        ..two_days
    };
    let id = at.desk.save_event(form.clone()).await.unwrap();
    let panel = at.desk.open_event(id).await.unwrap();
    assert_eq!(panel.row.head.starts_at, utc("2026-11-26T05:00:00Z"));
    assert_eq!(panel.row.head.ends_at, utc("2026-11-28T05:00:00Z"));
    assert_eq!(panel.starts_local.to_string(), "2026-11-26 00:00:00");
    assert_eq!(panel.ends_local.to_string(), "2026-11-27 00:00:00");

    // Saved again as it is shown, nothing moves.
    let again = EventForm {
        id: Some(id),
        starts: panel.starts_local,
        ends: panel.ends_local,
        ..form
    };
    at.desk.save_event(again).await.unwrap();
    assert_eq!(at.desk.open_event(id).await.unwrap(), panel);
}

#[tokio::test]
async fn r8_what_cannot_be_kept_names_its_field() {
    let at = TestDesk::new().await;
    let invalid = Problem::invalid;
    let good = || event(EventKind::CommunityEvent, "Wine tasting", 26);
    let ends_early = invalid(Field::Times, FieldFault::EndsBeforeItStarts);
    let table: [Spoiled; 7] = [
        (
            |form| form.title = " ".into(),
            invalid(Field::Title, FieldFault::Missing),
        ),
        (
            |form| form.ends = form.starts - chrono::Days::new(1),
            ends_early.clone(),
        ),
        (
            |form| {
                form.ends = form.starts - chrono::Days::new(1);
                form.all_day = true
            },
            ends_early,
        ),
        (
            |form| form.starts = chrono::NaiveDateTime::MIN,
            invalid(Field::Times, FieldFault::Malformed),
        ),
        (
            |form| form.event_kind = EventKind::Meeting,
            invalid(Field::BookingRequired, FieldFault::OnlyCommunityEvents),
        ),
        (
            |form| form.capacity = Some(0),
            invalid(Field::Capacity, FieldFault::TooShort),
        ),
        (
            |form| form.id = Some(EventId::new(99)),
            Problem::missing(Noun::Event),
        ),
    ];
    for (spoil, problem) in table {
        let mut form = good();
        spoil(&mut form);
        assert_eq!(at.desk.save_event(form).await, Err(problem));
    }
    let all = EventQuery {
        filter: EventFilter::Upcoming,
        only: None,
        after: None,
    };
    assert!(at.desk.list_events(all).await.unwrap().rows.is_empty());
}

#[tokio::test]
async fn r1_an_event_with_bookings_goes_on_taking_them() {
    let at = TestDesk::new().await;
    let wine = at.event(EventKind::CommunityEvent, "Wine tasting", 26).await;
    book(&at, wine, 2).await;
    let form = EventForm {
        id: Some(wine),
        ..event(EventKind::CommunityEvent, "Wine tasting", 26)
    };
    let free = EventForm {
        booking_required: false,
        ..form.clone()
    };
    assert_eq!(at.desk.save_event(free.clone()).await, Err(Problem::HasBookings));
    let notice = EventForm {
        event_kind: EventKind::Notice,
        ..free
    };
    assert_eq!(at.desk.save_event(notice).await, Err(Problem::HasBookings));
    assert_eq!(
        at.desk.open_event(wine).await.unwrap().row.head.event_kind,
        EventKind::CommunityEvent
    );
}

#[tokio::test]
async fn r3_a_room_may_shrink_below_what_is_taken_and_lets_nobody_new_in() {
    let at = TestDesk::new().await;
    let wine = at.event(EventKind::CommunityEvent, "Wine tasting", 26).await;
    book(&at, wine, 4).await;
    let form = event(EventKind::CommunityEvent, "Wine tasting", 26);
    at.desk
        .save_event(EventForm {
            id: Some(wine),
            capacity: Some(2),
            ..form
        })
        .await
        .unwrap();
    let head = at.desk.open_event(wine).await.unwrap().row.head;
    assert_eq!((head.capacity, head.taken), (Some(2), 4));
    let zoe = at.resident("Zoe Adam", "1204").await;
    let booking = NewBooking {
        event: wine,
        resident: zoe,
        party: 1,
        status: BookingStatus::Confirmed,
        note: String::new(),
    };
    assert_eq!(
        at.desk.create_booking(booking).await,
        Err(Problem::NoRoom { places_left: 0 })
    );
}

#[tokio::test]
async fn r27_moving_an_event_is_an_entry_and_changing_its_words_is_none() {
    let at = TestDesk::new().await;
    let wine = at.event(EventKind::CommunityEvent, "Wine tasting", 26).await;
    let conversation = book(&at, wine, 2).await;
    let mut form = EventForm {
        id: Some(wine),
        ..event(EventKind::CommunityEvent, "Wine and cheese", 26)
    };
    form.ends += chrono::TimeDelta::hours(1);
    at.desk.save_event(form.clone()).await.unwrap();
    assert_eq!(at.desk.open_thread(conversation).await.unwrap().entries.len(), 1);

    form.starts = form.starts + chrono::Days::new(1);
    form.ends = form.ends + chrono::Days::new(1);
    at.desk.save_event(form).await.unwrap();
    let thread = at.desk.open_thread(conversation).await.unwrap();
    let moved = thread.entries.last().unwrap();
    assert_eq!(moved.entry_kind, EntryKind::EventMoved);
    assert_eq!(moved.earlier_start, Some(utc("2026-11-27T00:00:00Z")));
    assert!(moved.by_me);
    assert_eq!(thread.head.event_starts_at, Some(utc("2026-11-28T00:00:00Z")));
}

#[tokio::test]
async fn r51_only_who_manages_event_bookings_changes_events_and_responses() {
    let at = TestDesk::new().await;
    let meeting = at.event(EventKind::Meeting, "AGM", 26).await;
    let amir = at.resident("Amir Khan", "0301").await;
    let refused = Problem::NotAllowed {
        need: Need::ManageBookings,
    };
    for permissions in [VIEWER, BLIND, REGISTRAR] {
        at.becomes(permissions).await;
        let form = event(EventKind::Notice, "Mine", 26);
        assert_eq!(at.desk.save_event(form).await, Err(refused.clone()));
        let done = at.desk.record_response(meeting, amir, Response::Attending).await;
        assert_eq!(done, Err(refused.clone()));
        assert!(!at.desk.open_event(meeting).await.unwrap().may_edit);
    }
    at.becomes(BOOKER).await;
    at.desk
        .record_response(meeting, amir, Response::Attending)
        .await
        .unwrap();
}

#[tokio::test]
async fn r50_whose_level_for_event_bookings_is_none_sees_no_counts_of_bookings() {
    let at = TestDesk::new().await;
    let wine = at.event(EventKind::CommunityEvent, "Wine tasting", 26).await;
    book(&at, wine, 4).await;
    let query = EventQuery {
        filter: EventFilter::Upcoming,
        only: None,
        after: None,
    };
    for (permissions, taken) in [(VIEWER, 4), (BLIND, 0)] {
        at.becomes(permissions).await;
        assert_eq!(at.desk.open_event(wine).await.unwrap().row.head.taken, taken);
        let page = at.desk.list_events(query.clone()).await.unwrap();
        assert_eq!(page.rows.first().unwrap().head.taken, taken);
    }
}

#[tokio::test]
async fn r1_only_a_meeting_has_responses() {
    let at = TestDesk::new().await;
    let amir = at.resident("Amir Khan", "0301").await;
    for kind in [EventKind::CommunityEvent, EventKind::Notice] {
        let id = at.event(kind, "No meeting", 26).await;
        assert_eq!(at.desk.list_responses(id, None).await, Err(Problem::NoResponses));
        let done = at.desk.record_response(id, amir, Response::Attending).await;
        assert_eq!(done, Err(Problem::NoResponses));
    }
    let meeting = at.event(EventKind::Meeting, "AGM", 26).await;
    let nobody = at
        .desk
        .record_response(meeting, ResidentId::new(99), Response::Attending)
        .await;
    assert_eq!(nobody, Err(Problem::missing(Noun::Resident)));
    at.desk
        .record_response(meeting, amir, Response::NotAttending)
        .await
        .unwrap();
    let page = at.desk.list_responses(meeting, None).await.unwrap();
    assert_eq!(
        page.rows.first().map(|row| row.response),
        Some(Response::NotAttending)
    );
    assert_eq!(at.desk.open_event(meeting).await.unwrap().row.not_attending, 1);

    // Once it is a Notice nobody is said to stay away from it.
    let form = EventForm {
        id: Some(meeting),
        ..event(EventKind::Notice, "AGM", 26)
    };
    at.desk.save_event(form).await.unwrap();
    assert_eq!(at.desk.open_event(meeting).await.unwrap().row.not_attending, 0);
}

#[tokio::test]
async fn r8_the_list_goes_on_page_by_page_and_the_past_the_latest_first() {
    let at = TestDesk::new().await;
    for day in 1..=75 {
        at.event(EventKind::Notice, &format!("Day {day}"), day).await;
    }
    let query = |filter, after| EventQuery {
        filter,
        only: Some(EventKind::Notice),
        after,
    };
    let first = at
        .desk
        .list_events(query(EventFilter::Upcoming, None))
        .await
        .unwrap();
    assert_eq!(first.rows.len(), 50);
    assert_eq!(first.rows.first().unwrap().head.title, "Day 23");
    let second = at
        .desk
        .list_events(query(EventFilter::Upcoming, first.next))
        .await
        .unwrap();
    assert_eq!(second.rows.first().unwrap().head.title, "Day 73");
    assert_eq!((second.rows.len(), second.next), (3, None));
    let past = at.desk.list_events(query(EventFilter::Past, None)).await.unwrap();
    assert_eq!(past.rows.first().unwrap().head.title, "Day 22");
    assert_eq!((past.rows.len(), past.next), (22, None));
    let meetings = EventQuery {
        filter: EventFilter::Past,
        only: Some(EventKind::Meeting),
        after: None,
    };
    assert!(at.desk.list_events(meetings).await.unwrap().rows.is_empty());
}

#[tokio::test]
async fn r8_an_unchanged_price_keeps_its_currency_and_whole_days_their_days() {
    let at = TestDesk::new().await;
    let form = EventForm {
        price_minor: Some(1500),
        ..event(EventKind::CommunityEvent, "Wine", 26)
    };
    let wine = at.desk.save_event(form.clone()).await.unwrap();
    let off = EventForm {
        all_day: true,
        ..event(EventKind::Notice, "Water is off", 26)
    };
    let off = at.desk.save_event(off).await.unwrap();
    let before = at.desk.open_event(off).await.unwrap();
    let building = BuildingForm {
        name: "Maple Court".into(),
        address: String::new(),
        time_zone: "Europe/Paris".into(),
        language: lobby_domain::resident::Language::Fr,
        currency: "EUR".into(),
        lock_after_minutes: None,
    };
    at.desk.save_building(building).await.unwrap();

    let after = at.desk.open_event(off).await.unwrap();
    assert_eq!(
        (after.starts_local, after.ends_local),
        (before.starts_local, before.ends_local)
    );
    assert_eq!(after.row.head.starts_at, utc("2026-11-25T23:00:00Z"));
    let price = async |minor| {
        let form = EventForm {
            id: Some(wine),
            price_minor: Some(minor),
            ..form.clone()
        };
        at.desk.save_event(form).await.unwrap();
        at.desk
            .open_event(wine)
            .await
            .unwrap()
            .price
            .map(|price| (price.minor, price.currency))
    };
    assert_eq!(price(1500).await, Some((1500, "CAD".into())));
    assert_eq!(price(2000).await, Some((2000, "EUR".into())));
    assert_eq!(price(0).await, None);
}
