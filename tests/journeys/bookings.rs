//! R1 to R8: bookings, their places, their payment and their list.

use chrono::{NaiveDate, TimeDelta};
use lobby_desk::{
    problem::{Field, FieldFault, Problem},
    views::{
        booking::{BookingEdit, BookingFilter, BookingQuery, BookingStep, ConversationAction, NewBooking},
        event::{EventFilter, EventForm, EventQuery},
    },
};
use lobby_domain::{
    booking::{BookingAction, BookingStatus},
    event::{EventKind, Response},
    ids::{BookingId, EventId},
    money::PaymentStatus,
    permission::Need,
};

use crate::house::{House, wine_tasting};

fn query(filter: BookingFilter, search: &str) -> BookingQuery {
    BookingQuery {
        filter,
        search: search.into(),
        after: None,
    }
}

fn step(booking: BookingId, action: BookingAction) -> BookingStep {
    BookingStep {
        booking,
        action,
        reason: String::new(),
    }
}

fn meeting() -> EventForm {
    EventForm {
        event_kind: EventKind::Meeting,
        title: "Board meeting".into(),
        booking_required: false,
        capacity: None,
        price_minor: None,
        ..wine_tasting()
    }
}

#[tokio::test]
async fn r1_a_meeting_takes_responses_and_a_notice_neither() {
    let house = House::new().await;
    house.sam().await;
    let ana = house.resident("Ana Moreau", "1204", "ana@example.org").await;
    let board = house.desk.save_event(meeting()).await.unwrap();
    let notice = EventForm {
        event_kind: EventKind::Notice,
        title: "Water off".into(),
        ..meeting()
    };
    let notice = house.desk.save_event(notice).await.unwrap();
    for event in [board, notice] {
        let new = NewBooking {
            event,
            resident: ana,
            party: 1,
            status: BookingStatus::Confirmed,
            note: String::new(),
        };
        assert_eq!(house.desk.create_booking(new).await, Err(Problem::NotBookable));
    }
    house
        .desk
        .record_response(board, ana, Response::Attending)
        .await
        .unwrap();
    assert_eq!(
        house.desk.list_responses(board, None).await.unwrap().rows[0].response,
        Response::Attending
    );
    assert_eq!(
        house.desk.record_response(notice, ana, Response::Attending).await,
        Err(Problem::NoResponses)
    );
    let asked = EventForm {
        booking_required: true,
        ..meeting()
    };
    assert!(matches!(
        house.desk.save_event(asked).await,
        Err(Problem::Invalid {
            field: Field::BookingRequired,
            fault: FieldFault::OnlyCommunityEvents
        })
    ));
}

#[tokio::test]
async fn r2_a_booking_is_approved_checked_in_and_taken_back() {
    let house = House::new().await;
    house.sam().await;
    let event = house.wine_tasting().await;
    let ana = house.resident("Ana Moreau", "1204", "ana@example.org").await;
    let booking = house.books(event, ana, 3, BookingStatus::Pending).await;
    let status = async |action| {
        house
            .desk
            .step_booking(step(booking, action))
            .await
            .map(|done| done.row.status)
    };
    assert_eq!(status(BookingAction::CheckIn).await, Err(Problem::StatusForbids));
    assert_eq!(status(BookingAction::Approve).await, Ok(BookingStatus::Confirmed));
    assert_eq!(status(BookingAction::CheckIn).await, Ok(BookingStatus::CheckedIn));
    assert_eq!(
        status(BookingAction::UndoCheckIn).await,
        Ok(BookingStatus::Confirmed)
    );
    assert_eq!(status(BookingAction::MarkNoShow).await, Ok(BookingStatus::NoShow));
    assert_eq!(status(BookingAction::Cancel).await, Err(Problem::StatusForbids));
    house.lee().await;
    assert_eq!(
        status(BookingAction::CheckIn).await,
        Err(Problem::NotAllowed {
            need: Need::ManageBookings
        })
    );
    let panel = house.desk.open_booking(booking).await.unwrap();
    assert!(
        panel.row.actions.is_empty() && !panel.may_edit,
        "Lee is offered nothing"
    );
}

#[tokio::test]
async fn r3_the_last_places_go_to_whom_they_fit_and_the_waiting_get_them_by_hand() {
    let house = House::new().await;
    house.sam().await;
    let event = house
        .desk
        .save_event(EventForm {
            capacity: Some(4),
            ..wine_tasting()
        })
        .await
        .unwrap();
    let ana = house.resident("Ana Moreau", "1204", "ana@example.org").await;
    let jonas = house
        .resident("Jonas Tremblay", "0807", "jonas@example.org")
        .await;
    let first = house.books(event, ana, 3, BookingStatus::Confirmed).await;
    let second = house.books(event, jonas, 2, BookingStatus::Pending).await;
    let refused = house
        .desk
        .step_booking(step(second, BookingAction::Approve))
        .await;
    assert_eq!(refused, Err(Problem::NoRoom { places_left: 1 }));
    house
        .desk
        .step_booking(step(second, BookingAction::Waitlist))
        .await
        .unwrap();
    let edit = BookingEdit {
        booking: first,
        party: 5,
        note: String::new(),
    };
    assert_eq!(
        house.desk.edit_booking(edit).await,
        Err(Problem::NoRoom { places_left: 4 })
    );

    let cancel = BookingStep {
        reason: "Ana cannot come.".into(),
        ..step(first, BookingAction::Cancel)
    };
    house.desk.step_booking(cancel).await.unwrap();
    let waiting = house.desk.open_booking(second).await.unwrap();
    assert_eq!(waiting.row.status, BookingStatus::Waitlisted, "never silently");
    assert_eq!(waiting.places_left, Some(4));
    house
        .desk
        .step_booking(step(second, BookingAction::OfferPlace))
        .await
        .unwrap();
    assert_eq!(house.desk.open_booking(second).await.unwrap().event.taken, 2);
}

#[tokio::test]
async fn r4_a_payment_is_recorded_and_an_impossible_one_refused() {
    let house = House::new().await;
    house.sam().await;
    let booking = house.anas_booking().await;
    let row = house.desk.open_booking(booking).await.unwrap().row;
    assert_eq!(row.payment, PaymentStatus::Unpaid);
    let amount = row.amount.unwrap();
    assert_eq!((amount.minor, amount.currency.as_str()), (12_000, "CAD"));
    assert_eq!(
        house.desk.record_payment(booking, PaymentStatus::Refunded).await,
        Err(Problem::NothingToPay)
    );
    house
        .desk
        .record_payment(booking, PaymentStatus::Paid)
        .await
        .unwrap();
    assert_eq!(
        house.desk.open_booking(booking).await.unwrap().row.payment,
        PaymentStatus::Paid
    );
}

#[tokio::test]
async fn r5_the_side_panel_is_the_same_wherever_it_is_opened_from() {
    let house = House::new().await;
    let (booking, conversation) = house.anas_conversation().await;
    let from_list = house.desk.open_booking(booking).await.unwrap();
    let head = house.desk.open_thread(conversation).await.unwrap().head;
    let from_thread = house.desk.open_booking(head.booking.unwrap()).await.unwrap();
    let found = house.desk.search("moreau").await.unwrap();
    let from_search = house.desk.open_booking(found.bookings[0].id).await.unwrap();
    assert_eq!(from_list, from_thread);
    assert_eq!(from_list, from_search);
    assert!(matches!(
        house.desk.open_booking(BookingId::new(99)).await,
        Err(Problem::NotFound { .. })
    ));
}

#[tokio::test]
async fn r6_the_list_follows_the_events_in_pages_that_never_repeat() {
    let house = House::new().await;
    house.sam().await;
    let late = EventForm {
        starts: wine_tasting().starts + TimeDelta::days(7),
        ends: wine_tasting().ends + TimeDelta::days(7),
        title: "Cheese evening".into(),
        capacity: None,
        ..wine_tasting()
    };
    let late = house.desk.save_event(late).await.unwrap();
    let early = house
        .desk
        .save_event(EventForm {
            capacity: None,
            ..wine_tasting()
        })
        .await
        .unwrap();
    let ana = house.resident("Ana Moreau", "1204", "ana@example.org").await;
    for event in [late, early] {
        for _ in 0..60 {
            house.books(event, ana, 1, BookingStatus::Confirmed).await;
        }
    }
    let mut seen: Vec<(EventId, BookingId)> = Vec::new();
    let mut after = None;
    loop {
        let page = BookingQuery {
            filter: BookingFilter::Upcoming,
            search: String::new(),
            after,
        };
        let page = house.desk.list_bookings(page).await.unwrap();
        assert!(page.rows.len() <= 50);
        seen.extend(page.rows.iter().map(|row| (row.event_id, row.id)));
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    assert_eq!(seen.len(), 120);
    let mut unique = seen.clone();
    unique.sort();
    unique.dedup();
    assert_eq!(unique.len(), 120);
    assert!(
        seen[..60].iter().all(|(event, _)| *event == early),
        "grouped in order of start"
    );
    let tampered = BookingQuery {
        after: Some("x".into()),
        ..query(BookingFilter::Upcoming, "")
    };
    assert!(matches!(
        house.desk.list_bookings(tampered).await,
        Err(Problem::Invalid { .. })
    ));
}

#[tokio::test]
async fn r6_filters_and_search_narrow_the_list() {
    let house = House::new().await;
    house.sam().await;
    let event = house.wine_tasting().await;
    let ana = house.resident("Ana Moreau", "1204", "ana@example.org").await;
    let lucia = house.resident("Lucía Benítez", "0310", "lucia@example.org").await;
    let confirmed = house.books(event, ana, 1, BookingStatus::Confirmed).await;
    let pending = house.books(event, lucia, 1, BookingStatus::Pending).await;
    let ids = async |filter, search: &str| {
        let page = house.desk.list_bookings(query(filter, search)).await.unwrap();
        page.rows.into_iter().map(|row| row.id).collect::<Vec<_>>()
    };
    assert_eq!(ids(BookingFilter::Upcoming, "").await, [confirmed, pending]);
    assert_eq!(ids(BookingFilter::Pending, "").await, [pending]);
    assert_eq!(ids(BookingFilter::Unpaid, "").await, [confirmed, pending]);
    assert!(ids(BookingFilter::Today, "").await.is_empty());
    assert!(ids(BookingFilter::Past, "").await.is_empty());
    assert_eq!(
        ids(BookingFilter::Upcoming, "benitez").await,
        [pending],
        "accents aside"
    );
    assert_eq!(ids(BookingFilter::Upcoming, "wt-000").await, [confirmed, pending]);
    assert!(ids(BookingFilter::Waitlisted, "moreau").await.is_empty());
    house.desk.start_conversation(confirmed, "Hello").await.unwrap();
    assert_eq!(ids(BookingFilter::OpenConversation, "").await, [confirmed]);

    house.passes(TimeDelta::hours(80));
    house.sam().await;
    assert_eq!(ids(BookingFilter::Today, "").await, [confirmed, pending]);
    house.passes(TimeDelta::days(2));
    house.sam().await;
    assert!(ids(BookingFilter::Upcoming, "").await.is_empty());
    assert_eq!(ids(BookingFilter::Past, "").await.len(), 2);
}

#[tokio::test]
async fn r8_what_is_written_by_hand_is_checked() {
    let house = House::new().await;
    house.sam().await;
    let nonsense = EventForm {
        ends: wine_tasting().starts - TimeDelta::hours(1),
        ..wine_tasting()
    };
    assert!(matches!(
        house.desk.save_event(nonsense).await,
        Err(Problem::Invalid {
            field: Field::Times,
            ..
        })
    ));
    let event = house.wine_tasting().await;
    let ana = house.resident("Ana Moreau", "1204", "ana@example.org").await;
    let booking = house.books(event, ana, 2, BookingStatus::Confirmed).await;
    let panel = house.desk.open_booking(booking).await.unwrap();
    assert_eq!(panel.row.reference, "WT-0001");
    assert_eq!(panel.row.conversation, ConversationAction::Start);
    let edit = BookingEdit {
        booking,
        party: 0,
        note: String::new(),
    };
    assert_eq!(house.desk.edit_booking(edit).await, Err(Problem::EmptyParty));
    let edit = BookingEdit {
        booking,
        party: 4,
        note: "One guest uses a wheelchair.".into(),
    };
    house.desk.edit_booking(edit).await.unwrap();
    let panel = house.desk.open_booking(booking).await.unwrap();
    assert_eq!(
        (panel.row.party, panel.note.as_str()),
        (4, "One guest uses a wheelchair.")
    );
    house.lee().await;
    assert!(matches!(
        house.desk.save_event(wine_tasting()).await,
        Err(Problem::NotAllowed { .. })
    ));
}

#[tokio::test]
async fn r8_whole_days_begin_and_end_in_the_building() {
    let house = House::new().await;
    house.sam().await;
    let day = NaiveDate::from_ymd_opt(2026, 11, 28)
        .unwrap()
        .and_hms_opt(0, 0, 0)
        .unwrap();
    let form = EventForm {
        all_day: true,
        starts: day,
        ends: day + TimeDelta::days(1),
        ..wine_tasting()
    };
    let event = house.desk.save_event(form).await.unwrap();
    let panel = house.desk.open_event(event).await.unwrap();
    assert_eq!(
        panel.row.head.ends_at - panel.row.head.starts_at,
        TimeDelta::days(2)
    );
    assert_eq!(panel.ends_local.date(), day.date() + TimeDelta::days(1));
    let upcoming = EventQuery {
        filter: EventFilter::Upcoming,
        only: None,
        after: None,
    };
    assert_eq!(house.desk.list_events(upcoming).await.unwrap().rows.len(), 1);
}
