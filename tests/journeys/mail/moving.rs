//! R11, R21, R26, R28, R40, R83: a resident's conversation is made a booking's, or joins the one there is.

use chrono::{TimeDelta, Utc};
use lobby_desk::{
    problem::Problem,
    views::conversation::{ConversationFilter, ConversationOrder, ConversationQuery, DraftPlace, Started},
};
use lobby_domain::{
    booking::BookingStatus,
    conversation::{ConversationLabel, ConversationState},
    delivery::Delivery,
    entry::{DraftKind, EntryKind},
    ids::{BookingId, ConversationId, EventId, ResidentId},
    matching::Trust,
    permission::Need,
};
use lobby_mail::read::read;

use super::{
    Post,
    post::{ANA, DESK, mail},
};
use crate::house::wine_tasting;

const BO: &str = "bo@example.org";

async fn tasting(post: &Post) -> EventId {
    let day = (Utc::now() + TimeDelta::days(4)).date_naive();
    let mut event = wine_tasting();
    event.starts = day.and_hms_opt(19, 0, 0).unwrap();
    event.ends = day.and_hms_opt(21, 0, 0).unwrap();
    post.house.desk.save_event(event).await.unwrap()
}

/// Bo has a booking without a conversation and writes about something else.
async fn bo_writes(post: &Post) -> (ResidentId, BookingId, ConversationId) {
    let house = &post.house;
    house.sam().await;
    let bo = house.resident("Bo Berg", "3", BO).await;
    let booking = house
        .books(tasting(post).await, bo, 2, BookingStatus::Confirmed)
        .await;
    post.arrived(
        &mail(BO, "Thursday", "thursday@example.org", "Is there parking?"),
        Utc::now(),
    );
    (bo, booking, resident_conversation(post).await)
}

async fn resident_conversation(post: &Post) -> ConversationId {
    post.until_count("SELECT count(*) FROM conversation WHERE booking_id IS NULL", 1)
        .await;
    let id = post
        .house
        .count("SELECT id FROM conversation WHERE booking_id IS NULL")
        .await;
    ConversationId::new(id)
}

async fn listed(post: &Post) -> Vec<ConversationId> {
    let query = ConversationQuery {
        filter: ConversationFilter::All,
        order: ConversationOrder::Newest,
        after: None,
    };
    let page = post.house.desk.list_conversations(query).await.unwrap();
    page.rows.iter().map(|row| row.id).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn r11_r83_a_residents_conversation_is_made_that_of_a_booking() {
    let post = Post::new().await;
    let (_, booking, id) = bo_writes(&post).await;
    let desk = &post.house.desk;
    desk.save_draft(DraftPlace::Booking { id: booking }, "Dear Bo")
        .await
        .unwrap();
    desk.save_draft(
        DraftPlace::Conversation {
            id,
            draft_kind: DraftKind::Message,
        },
        "There is",
    )
    .await
    .unwrap();
    post.house.noor().await;
    desk.save_draft(DraftPlace::Booking { id: booking }, "Good day Bo")
        .await
        .unwrap();
    // R11: who may not start one may not make one either; nothing is changed.
    post.house.lee().await;
    assert_eq!(
        desk.move_conversation(id, booking).await,
        Err(Problem::NotAllowed {
            need: Need::ManageBookings
        })
    );
    assert_eq!(post.thread(id).await.head.label, ConversationLabel::Resident);

    post.house.sam().await;
    assert_eq!(desk.move_conversation(id, booking).await, Ok(id));
    let thread = post.thread(id).await;
    assert_eq!(thread.head.label, ConversationLabel::EventBooking);
    assert_eq!(thread.head.booking, Some(booking));
    assert_eq!(thread.drafts.len(), 1);
    assert_eq!(thread.drafts[0].text, "There is\n\nDear Bo");
    post.house.noor().await;
    assert_eq!(post.thread(id).await.drafts[0].text, "Good day Bo");
    post.house.sam().await;
    let started = desk.start_conversation(booking, "Hello").await.unwrap();
    assert!(matches!(started, Started::ColleagueWasEarlier { id: there, .. } if there == id));
    assert_eq!(
        desk.move_conversation(id, booking).await,
        Err(Problem::HasBooking),
        "once"
    );

    // From now on it is what Bo's mails find, and what goes out speaks of the booking.
    desk.send_message(id, "There is, below the house.", None)
        .await
        .unwrap();
    post.answers(BO, "Thank you.").await;
    post.arrived(
        &mail(BO, "Also", "also@example.org", "And for bicycles?"),
        Utc::now(),
    );
    let entries = post.until(id, "answered", |entries| entries.len() == 4).await;
    assert!(entries.iter().any(|entry| entry.text == "And for bicycles?"));
    assert_eq!(post.house.count("SELECT count(*) FROM conversation").await, 1);
}

/// Ana has written about something else while the conversation about her booking is closed, and got an answer:
/// the booking, its conversation, hers, and the answer as it came.
async fn ana_writes(post: &Post) -> (BookingId, ConversationId, ConversationId, Vec<u8>) {
    let (booking, to) = post.anas_conversation().await;
    let desk = &post.house.desk;
    post.mails(ANA, 1).await;
    desk.close_conversation(to).await.unwrap();
    post.arrived(
        &mail(ANA, "The lift", "lift@example.org", "It is stuck."),
        Utc::now(),
    );
    let from = resident_conversation(post).await;
    desk.send_message(from, "We are on it.", None).await.unwrap();
    let sent = post.mails(ANA, 2).await;
    let sent = sent.into_iter().find(|mail| read(mail).text.contains("on it"));
    post.until_stands(from, "sent", |stands| *stands == Delivery::Sent)
        .await;
    (booking, to, from, sent.expect("the answer"))
}

#[tokio::test(flavor = "multi_thread")]
async fn r10_r26_r83_a_residents_conversation_joins_the_one_that_the_booking_has() {
    let post = Post::new().await;
    let (booking, to, from, _) = ana_writes(&post).await;
    let desk = &post.house.desk;
    let again = mail(ANA, "Re: The lift", "now@example.org", "It goes.");
    post.arrived(
        &again.replace("Subject:", "In-Reply-To: <lift@example.org>\nSubject:"),
        Utc::now(),
    );
    post.until(from, "answered", |entries| entries.len() == 3).await;
    let place = DraftPlace::Conversation {
        id: from,
        draft_kind: DraftKind::Note,
    };
    desk.save_draft(place, "Ask the lift company").await.unwrap();

    post.house.lee().await;
    assert_eq!(desk.pulse().await.unwrap().unread, 1);
    assert_eq!(
        desk.move_conversation(from, booking).await,
        Ok(to),
        "R20: by anybody"
    );
    assert_eq!(listed(&post).await, [to]);
    assert_eq!(
        desk.pulse().await.unwrap().unread,
        1,
        "it is unread where it is now"
    );
    let thread = post.thread(to).await;
    assert_eq!(
        (thread.head.state, thread.head.needs_reply),
        (ConversationState::Open, true)
    );
    let kinds: Vec<EntryKind> = thread.entries.iter().map(|entry| entry.entry_kind).collect();
    assert_eq!(
        kinds,
        [
            EntryKind::MessageOut,
            EntryKind::Closed,
            EntryKind::MessageIn,
            EntryKind::MessageOut,
            EntryKind::MessageIn,
            EntryKind::Reopened,
        ]
    );
    assert_eq!(post.thread(from).await.head.id, to, "the old way leads to it");
    post.house.sam().await;
    assert_eq!(post.thread(to).await.drafts[0].text, "Ask the lift company");
}

#[tokio::test(flavor = "multi_thread")]
async fn r80_r83_what_was_sent_before_a_conversation_joined_another_still_finds_it() {
    let post = Post::new().await;
    let (booking, to, from, sent) = ana_writes(&post).await;
    let desk = &post.house.desk;
    assert_eq!(desk.move_conversation(from, booking).await, Ok(to));
    // Its token and its id name the conversation as it was.
    post.answers_to(&sent, ANA, "Thank you!").await;
    let entries = post.until(to, "answered", |entries| entries.len() == 6).await;
    assert_eq!(entries[5].text, "Thank you!");
    assert_eq!(entries[5].mail.as_ref().unwrap().trust, Trust::Verified);
    // A copy of it is our own still, and no entry.
    let mailbox = post.servers.mailbox(DESK);
    mailbox.put("Sent", &sent, Utc::now()).unwrap();
    desk.try_now().await.unwrap();
    let copies = i64::try_from(mailbox.mails("Sent").len()).unwrap();
    post.until_count("SELECT count(*) FROM mail WHERE state = 'own'", copies)
        .await;
    assert_eq!(post.thread(to).await.entries.len(), 6);

    // Nobody else's conversation ever answers to the old number.
    let cy = post.house.resident("Cy Coe", "4", "cy@example.org").await;
    let event = tasting(&post).await;
    let other = post.house.books(event, cy, 1, BookingStatus::Confirmed).await;
    let begun = desk.start_conversation(other, "Hello Cy").await.unwrap();
    assert!(matches!(begun, Started::Begun { id } if id != from && id != to));
}

#[tokio::test(flavor = "multi_thread")]
async fn r21_r83_a_conversation_does_not_go_to_somebody_elses_booking() {
    let post = Post::new().await;
    let (anas, _) = post.anas_conversation().await;
    let (_, _, of_bo) = bo_writes(&post).await;
    let desk = &post.house.desk;
    assert_eq!(
        desk.move_conversation(of_bo, anas).await,
        Err(Problem::OtherResident)
    );
    assert_eq!(post.thread(of_bo).await.entries.len(), 1);
}
