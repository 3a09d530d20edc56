//! R10 to R15: starting the one conversation about a booking.

use std::sync::Arc;

use lobby_desk::{
    problem::Problem,
    views::{
        booking::{BookingFilter, BookingQuery, BookingStep, ConversationAction},
        conversation::{DraftPlace, Started},
        resident::ResidentForm,
    },
};
use lobby_domain::{
    booking::{BookingAction, BookingStatus},
    entry::DraftKind,
    ids::BookingId,
    permission::Need,
    resident::Language,
    text::WordsFault,
};

use sqlx::{Connection as _, SqliteConnection, sqlite::SqliteConnectOptions};

use crate::house::House;

async fn offered(house: &House, id: BookingId) -> (ConversationAction, ConversationAction) {
    let panel = house
        .desk
        .open_booking(id)
        .await
        .expect("the side panel")
        .row
        .conversation;
    let query = BookingQuery {
        filter: BookingFilter::Upcoming,
        search: String::new(),
        after: None,
    };
    let list = house.desk.list_bookings(query).await.expect("the list");
    let row = list
        .rows
        .into_iter()
        .find(|row| row.id == id)
        .expect("the row")
        .conversation;
    (panel, row)
}

#[tokio::test]
async fn r10_r12_sam_starts_the_conversation_and_it_is_on_disk_with_its_message() {
    let house = House::new().await;
    let (booking, conversation) = house.anas_conversation().await;
    assert_eq!(house.count("SELECT count(*) FROM conversation").await, 1);
    let waiting = "SELECT count(*) FROM outbox JOIN entry ON entry.id = entry_id
        WHERE state = 'waiting' AND kind = 'message_out'";
    assert_eq!(house.count(waiting).await, 1, "what was written waits to be sent");
    let again = house
        .desk
        .start_conversation(booking, "A second one")
        .await
        .unwrap();
    assert!(matches!(again, Started::ColleagueWasEarlier { id, .. } if id == conversation));
    assert_eq!(house.count("SELECT count(*) FROM conversation").await, 1);
}

#[tokio::test]
async fn r10_the_database_itself_refuses_a_second_conversation() {
    let house = House::new().await;
    house.anas_conversation().await;
    let mut db = another_program(&house).await;
    let second = sqlx::query(
        "INSERT INTO conversation SELECT 99, booking_id, resident_id, state, needs_reply, started_by, started_at,
            last_entry_id, last_at, last_kind, last_staff_id, last_words, event_starts_at, waits_since FROM conversation",
    )
    .execute(&mut db)
    .await;
    let refused = second.expect_err("a second conversation was taken");
    assert!(
        refused
            .as_database_error()
            .is_some_and(|error| error.is_unique_violation()),
        "{refused}"
    );
}

/// A second program that writes to the file beside the desk.
async fn another_program(house: &House) -> sqlx::SqliteConnection {
    let options = SqliteConnectOptions::new().filename(house.file());
    SqliteConnection::connect_with(&options)
        .await
        .expect("a second program beside the desk")
}

#[tokio::test]
async fn r12_of_two_starts_at_the_same_instant_one_begins_and_the_other_becomes_a_draft() {
    let house = House::new().await;
    house.sam().await;
    let booking = house.anas_booking().await;
    let (one, two) = (Arc::clone(&house.desk), Arc::clone(&house.desk));
    let (first, second) = tokio::join!(
        tokio::spawn(async move { one.start_conversation(booking, "The first words").await }),
        tokio::spawn(async move { two.start_conversation(booking, "The second words").await }),
    );
    let outcomes = [first.unwrap().unwrap(), second.unwrap().unwrap()];
    let begun: Vec<_> = outcomes
        .iter()
        .filter(|outcome| matches!(outcome, Started::Begun { .. }))
        .collect();
    assert_eq!(begun.len(), 1, "{outcomes:?}");
    let Some(Started::ColleagueWasEarlier { id, .. }) = outcomes
        .iter()
        .find(|outcome| matches!(outcome, Started::ColleagueWasEarlier { .. }))
    else {
        panic!("nobody was told: {outcomes:?}");
    };
    let thread = house.desk.open_thread(*id).await.unwrap();
    assert_eq!(thread.entries.len(), 1);
    assert_eq!(thread.drafts.len(), 1);
    let words = [thread.entries[0].text.as_str(), thread.drafts[0].text.as_str()];
    assert!(
        words.contains(&"The first words") && words.contains(&"The second words"),
        "{words:?}"
    );
}

#[tokio::test]
async fn r12_a_colleagues_draft_becomes_hers_in_the_conversation() {
    let house = House::new().await;
    house.sam().await;
    let booking = house.anas_booking().await;
    house.noor().await;
    let place = DraftPlace::Booking { id: booking };
    house
        .desk
        .save_draft(place, "Dear Ana, I meant to ask")
        .await
        .unwrap();
    assert_eq!(
        house.desk.open_booking(booking).await.unwrap().draft,
        "Dear Ana, I meant to ask"
    );

    house.sam().await;
    let Ok(Started::Begun { id }) = house.desk.start_conversation(booking, "Bonjour Ana").await else {
        panic!("Sam was first");
    };
    assert!(
        house.desk.open_thread(id).await.unwrap().drafts.is_empty(),
        "Sam has none"
    );

    house.noor().await;
    let drafts = house.desk.open_thread(id).await.unwrap().drafts;
    assert_eq!(drafts.len(), 1);
    assert_eq!(
        (drafts[0].draft_kind, drafts[0].text.as_str()),
        (DraftKind::Message, "Dear Ana, I meant to ask")
    );
    // What she still types into the old place lands in the conversation too.
    house
        .desk
        .save_draft(place, "Dear Ana, one more thing")
        .await
        .unwrap();
    assert_eq!(
        house.desk.open_thread(id).await.unwrap().drafts[0].text,
        "Dear Ana, one more thing"
    );
}

#[tokio::test]
async fn r11_without_manage_event_bookings_nothing_is_offered_and_the_command_is_refused() {
    let house = House::new().await;
    house.sam().await;
    let booking = house.anas_booking().await;
    assert_eq!(
        offered(&house, booking).await,
        (ConversationAction::Start, ConversationAction::Start)
    );

    house.lee().await;
    assert_eq!(
        offered(&house, booking).await,
        (ConversationAction::Nothing, ConversationAction::Nothing)
    );
    let refused = house.desk.start_conversation(booking, "Hello").await;
    assert_eq!(
        refused,
        Err(Problem::NotAllowed {
            need: Need::ManageBookings
        })
    );
    let refused = house
        .desk
        .save_draft(DraftPlace::Booking { id: booking }, "Hello")
        .await;
    assert_eq!(
        refused,
        Err(Problem::NotAllowed {
            need: Need::ManageBookings
        })
    );
    assert_eq!(
        house
            .count("SELECT (SELECT count(*) FROM conversation) + (SELECT count(*) FROM draft)")
            .await,
        0
    );
}

#[tokio::test]
async fn r13_afterwards_both_places_read_view_conversation_for_everyone() {
    let house = House::new().await;
    let mut changes = house.desk.changes();
    let (booking, conversation) = house.anas_conversation().await;
    let told = std::iter::from_fn(|| changes.try_recv().ok())
        .flatten()
        .collect::<Vec<_>>();
    assert!(
        told.contains(&lobby_desk::change::Topic::Bookings),
        "every window is told"
    );
    house.lee().await;
    let (panel, row) = offered(&house, booking).await;
    assert!(
        matches!(panel, ConversationAction::View { id, .. } if id == conversation),
        "{panel:?}"
    );
    assert_eq!(panel, row);
}

#[tokio::test]
async fn r12_an_empty_first_message_leaves_nothing_behind() {
    let house = House::new().await;
    house.sam().await;
    let booking = house.anas_booking().await;
    let refused = house.desk.start_conversation(booking, " \n ").await;
    assert_eq!(
        refused,
        Err(Problem::Words {
            fault: WordsFault::Empty
        })
    );
    assert_eq!(house.count("SELECT count(*) FROM conversation").await, 0);
}

#[tokio::test]
async fn r14_a_booking_of_any_status_can_have_one() {
    let house = House::new().await;
    house.sam().await;
    let event = house.wine_tasting().await;
    for (suite, action) in [
        ("0001", None),
        ("0002", Some(BookingAction::Cancel)),
        ("0003", Some(BookingAction::Decline)),
    ] {
        let resident = house
            .resident("Jonas Tremblay", suite, &format!("jonas{suite}@example.org"))
            .await;
        let booking = house.books(event, resident, 1, BookingStatus::Pending).await;
        if let Some(action) = action {
            // The status alone, so that no reason starts the conversation first.
            let status = if action == BookingAction::Cancel {
                "cancelled"
            } else {
                "declined"
            };
            set_status(&house, booking, status).await;
        }
        let started = house.desk.start_conversation(booking, "About your booking").await;
        assert!(
            matches!(started, Ok(Started::Begun { .. })),
            "{action:?}: {started:?}"
        );
    }
}

async fn set_status(house: &House, booking: BookingId, status: &str) {
    let mut db = another_program(house).await;
    sqlx::query("UPDATE booking SET status = ? WHERE id = ?")
        .bind(status)
        .bind(booking.get())
        .execute(&mut db)
        .await
        .expect("a status");
}

#[tokio::test]
async fn r15_without_an_address_starting_says_so_until_one_is_added() {
    let house = House::new().await;
    house.sam().await;
    let event = house.wine_tasting().await;
    let rosa = house.resident("Rosa Stein", "0310", "").await;
    let booking = house.books(event, rosa, 1, BookingStatus::Pending).await;
    assert_eq!(offered(&house, booking).await.0, ConversationAction::AddEmail);
    assert_eq!(
        house.desk.start_conversation(booking, "Hello Rosa").await,
        Err(Problem::NoEmail)
    );
    let with_email = ResidentForm {
        id: Some(rosa),
        name: "Rosa Stein".into(),
        suite: "0310".into(),
        email: "rosa.stein@example.org".into(),
        phone: String::new(),
        language: Language::En,
        notes: String::new(),
    };
    house.desk.save_resident(with_email).await.unwrap();
    let started = house.desk.start_conversation(booking, "Hello Rosa").await;
    assert!(matches!(started, Ok(Started::Begun { .. })), "{started:?}");
}

#[tokio::test]
async fn r2_a_reason_without_an_address_is_kept_as_an_entry_and_the_desk_is_told() {
    let house = House::new().await;
    house.sam().await;
    let event = house.wine_tasting().await;
    let rosa = house.resident("Rosa Stein", "0310", "").await;
    let booking = house.books(event, rosa, 1, BookingStatus::Pending).await;
    let step = BookingStep {
        booking,
        action: BookingAction::Decline,
        reason: "The lounge is closed.".into(),
    };
    let done = house.desk.step_booking(step).await.unwrap();
    assert_eq!(done.reason, lobby_desk::views::booking::ReasonFate::Entry);
    let ConversationAction::View { id, .. } = done.row.conversation else {
        panic!("no conversation")
    };
    let thread = house.desk.open_thread(id).await.unwrap();
    assert_eq!(thread.entries.len(), 1);
    assert_eq!(thread.entries[0].text, "The lounge is closed.");
    assert_eq!(house.count("SELECT count(*) FROM outbox").await, 0);
}
