//! R43: the first screen of the day.

use chrono::{DateTime, TimeDelta, Utc};
use lobby_desk::views::{event::EventForm, today::TodayView};
use lobby_domain::{
    booking::{BookingAction, BookingStatus},
    delivery::NotDelivered,
    event::EventKind,
    ids::{BookingId, EventId},
    zone,
};

use super::post::{ANA, Post};
use crate::house::wine_tasting;

async fn today(post: &Post) -> TodayView {
    post.house.desk.today().await.expect("today")
}

/// An event of today in the house, whatever the hour is there.
async fn event_today(post: &Post, kind: EventKind, title: &str) -> EventId {
    let event = all_of_today(kind, title);
    post.house.desk.save_event(event).await.expect("an event")
}

fn all_of_today(kind: EventKind, title: &str) -> EventForm {
    let zone = zone::zone("America/Montreal").unwrap();
    let date = Utc::now().with_timezone(&zone).date_naive();
    let mut event = wine_tasting();
    event.title = title.into();
    event.event_kind = kind;
    event.booking_required = kind == EventKind::CommunityEvent;
    event.starts = date.and_hms_opt(0, 0, 0).unwrap();
    event.ends = date.and_hms_opt(23, 59, 0).unwrap();
    if kind != EventKind::CommunityEvent {
        event.capacity = None;
        event.price_minor = None;
        event.guests_allowed = false;
    }
    event
}

async fn checks_in(post: &Post, booking: BookingId) {
    let step = lobby_desk::views::booking::BookingStep {
        booking,
        action: BookingAction::CheckIn,
        reason: String::new(),
    };
    post.house.desk.step_booking(step).await.expect("checked in");
}

#[tokio::test(flavor = "multi_thread")]
async fn r43_what_waits_stands_there_with_its_wait_until_it_is_answered() {
    let post = Post::new().await;
    let (_, id) = post.anas_conversation().await;
    let quiet = today(&post).await;
    assert_eq!(
        (quiet.needs_reply, quiet.waits_since, quiet.waiting.len()),
        (0, None, 0)
    );
    assert_eq!(
        (quiet.answers.this_week, quiet.answers.last_week),
        (None, None),
        "nobody waited"
    );

    let asked: DateTime<Utc> = Utc::now() - TimeDelta::seconds(2);
    post.answers(ANA, "Is there a lift?").await;
    post.until(id, "asked", |entries| entries.len() == 2).await;
    post.answers(ANA, "For my mother.").await;
    let entries = post.until(id, "asked again", |entries| entries.len() == 3).await;
    let waits = today(&post).await;
    assert_eq!((waits.needs_reply, waits.waiting[0].id), (1, id));
    assert_eq!(
        waits.waits_since,
        Some(entries[1].at),
        "from the first words that nobody answered"
    );
    assert_eq!(waits.waiting[0].waits_since, waits.waits_since);
    assert!(entries[1].at >= asked, "{} {asked}", entries[1].at);

    post.house
        .desk
        .send_message(id, "There is: lift B.", None)
        .await
        .unwrap();
    let done = today(&post).await;
    assert_eq!(
        (done.needs_reply, done.waits_since, done.waiting.len()),
        (0, None, 0)
    );
    let took = done.answers.this_week.expect("an answer was given");
    assert!(took < 120, "{took} s");
    let days: Vec<u32> = done.answers.days.iter().filter_map(|day| day.took).collect();
    assert_eq!((days, done.answers.days.len()), (vec![took], 14));
}

#[tokio::test(flavor = "multi_thread")]
async fn r43_whoever_has_waited_longest_comes_first_unless_an_event_is_near() {
    const JONAS: &str = "jonas@example.org";
    let post = Post::new().await;
    let mut waiting = Vec::new();
    for (name, email) in [("Ana Moreau", ANA), ("Jonas Tremblay", JONAS)] {
        let (_, id) = post.conversation_with(name, email).await;
        post.answers(email, "Is there a lift?").await;
        post.until(id, "asked", |entries| entries.len() == 2).await;
        waiting.push(id);
    }
    let order = async || -> Vec<_> { today(&post).await.waiting.iter().map(|row| row.id).collect() };
    assert_eq!(order().await, waiting);

    let last = "SELECT event_id FROM booking ORDER BY id DESC LIMIT 1";
    let jonas = post.house.count(last).await;
    let moved = EventForm {
        id: Some(EventId::new(jonas)),
        ..all_of_today(EventKind::CommunityEvent, "Tasting")
    };
    post.house
        .desk
        .save_event(moved)
        .await
        .expect("an event of today");
    waiting.reverse();
    assert_eq!(order().await, waiting);
}

#[tokio::test(flavor = "multi_thread")]
async fn r43_todays_events_stand_there_with_their_bookings_and_r22_zoe_sees_none_of_these() {
    let post = Post::new().await;
    let house = &post.house;
    house.sam().await;
    let tasting = event_today(&post, EventKind::CommunityEvent, "Tasting").await;
    event_today(&post, EventKind::Meeting, "Meeting").await;
    event_today(&post, EventKind::Notice, "Notice").await;
    // Tomorrow's is none of today's.
    let mut later = wine_tasting();
    later.starts = (Utc::now() + TimeDelta::days(3))
        .date_naive()
        .and_hms_opt(19, 0, 0)
        .unwrap();
    later.ends = later.starts + TimeDelta::hours(2);
    house.desk.save_event(later).await.unwrap();
    let mut bookings = Vec::new();
    for (name, status) in [
        ("Ana Moreau", BookingStatus::Confirmed),
        ("Bo Chen", BookingStatus::Confirmed),
        ("Cy Pending", BookingStatus::Pending),
    ] {
        let resident = house.resident(name, "12", "").await;
        bookings.push(house.books(tasting, resident, 2, status).await);
    }
    checks_in(&post, bookings[0]).await;
    let seen = today(&post).await;
    let titles: Vec<&str> = seen
        .events
        .iter()
        .map(|event| event.head.title.as_str())
        .collect();
    assert_eq!(titles, ["Tasting", "Meeting", "Notice"]);
    assert_eq!((seen.events[0].head.taken, seen.events[0].checked_in), (4, 1));
    let counted = seen.bookings.expect("Sam sees bookings");
    assert_eq!(
        (counted.bookings, counted.checked_in),
        (2, 1),
        "what waits for approval holds no place"
    );

    house.zoe().await;
    let seen = today(&post).await;
    assert_eq!(seen.events.len(), 3);
    assert_eq!(
        (
            seen.bookings,
            seen.events[0].head.taken,
            seen.events[0].checked_in
        ),
        (None, 0, 0)
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn r43_what_did_not_arrive_stands_there_until_somebody_decides() {
    let post = Post::new().await;
    let (_, id) = post
        .conversation_with("Rita Refused", "refused@example.org")
        .await;
    post.until_count("SELECT count(*) FROM outbox WHERE state = 'refused'", 1)
        .await;
    let seen = today(&post).await;
    assert_eq!((seen.not_delivered, seen.undelivered.len()), (1, 1));
    let message = &seen.undelivered[0];
    assert_eq!(
        (message.conversation, message.resident.as_str()),
        (id, "Rita Refused")
    );
    assert_eq!(message.why, NotDelivered::NoSuchAddress);
    post.house.desk.discard_message(message.entry).await.unwrap();
    let seen = today(&post).await;
    assert_eq!((seen.not_delivered, seen.undelivered), (0, vec![]));
}
