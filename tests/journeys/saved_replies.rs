//! R30: saved replies, filled from the booking, and the placeholder that stops the send.

use lobby_desk::{
    problem::{Field, FieldFault, Noun, Problem},
    views::saved_reply::{ReplyPlace, SavedReplyForm},
};
use lobby_domain::{
    ids::Id, permission::Need, resident::Language, saved_reply::Placeholder, text::WordsFault,
};

use crate::house::House;

fn form(shared: bool, name: &str, english: &str, french: &str) -> SavedReplyForm {
    SavedReplyForm {
        id: None,
        shared,
        name: name.into(),
        english: english.into(),
        french: french.into(),
    }
}

async fn names(house: &House) -> Vec<(String, bool, bool)> {
    let all = house.desk.list_saved_replies().await.unwrap();
    all.into_iter()
        .map(|reply| (reply.name, reply.shared, reply.may_change))
        .collect()
}

#[tokio::test]
async fn r30_everybodys_are_the_administrators_and_ones_own_are_ones_own() {
    let house = House::new().await;
    house.noor().await;
    let shared = form(true, "Lift", "The lift is working.", "");
    let lift = house.desk.save_saved_reply(shared.clone()).await.unwrap();
    house.lee().await;
    let own = house
        .desk
        .save_saved_reply(form(false, "late", "", "Nous arrivons."))
        .await
        .unwrap();
    assert_eq!(
        names(&house).await,
        [("late".to_owned(), false, true), ("Lift".to_owned(), true, false)]
    );
    let refused = Problem::NotAllowed {
        need: Need::Administration,
    };
    assert_eq!(
        house.desk.save_saved_reply(shared.clone()).await,
        Err(refused.clone())
    );
    let taken_over = SavedReplyForm {
        id: Some(lift),
        shared: false,
        ..shared.clone()
    };
    assert_eq!(
        house.desk.save_saved_reply(taken_over).await,
        Err(refused.clone())
    );
    assert_eq!(house.desk.remove_saved_reply(lift).await.unwrap_err(), refused);

    // Even an administrator neither sees nor touches a colleague's own.
    house.noor().await;
    assert_eq!(names(&house).await, [("Lift".to_owned(), true, true)]);
    let gone = Problem::missing(Noun::SavedReply);
    let theirs = SavedReplyForm {
        id: Some(own),
        ..shared
    };
    assert_eq!(house.desk.save_saved_reply(theirs).await, Err(gone.clone()));
    assert_eq!(house.desk.remove_saved_reply(own).await.unwrap_err(), gone);
    house.desk.remove_saved_reply(lift).await.unwrap();
    assert_eq!(names(&house).await, []);
    let recorded = "SELECT count(*) FROM record WHERE subject = 'saved_reply'";
    assert_eq!(house.count(recorded).await, 3);
}

#[tokio::test]
async fn r30_they_are_offered_in_the_residents_language_filled_from_the_booking() {
    let house = House::new().await;
    house.noor().await;
    let text = "Dear {resident}: {event}, {time}, {place}, {amount}.";
    house
        .desk
        .save_saved_reply(form(true, "All", text, ""))
        .await
        .unwrap();
    let french = "Bonjour {résident} : {heure}.";
    house
        .desk
        .save_saved_reply(form(true, "Both", "Hello", french))
        .await
        .unwrap();
    house.sam().await;
    let booking = house.anas_booking().await;
    let offered = house
        .desk
        .offer_saved_replies(ReplyPlace::Booking { id: booking })
        .await
        .unwrap();
    assert_eq!(offered[0].language, Language::En, "there is no French one");
    assert_eq!(
        offered[0].text,
        "Dear Ana Moreau: Wine tasting with Domaine Lyre, Thursday, November 26, 2026, 7:00 PM, Sky Lounge, $120.00."
    );
    assert_eq!(offered[0].lacking, []);
    assert_eq!(
        (
            offered[1].language,
            offered[1].text.as_str(),
            offered[1].lacking.as_slice()
        ),
        (
            Language::Fr,
            "Bonjour Ana Moreau : jeudi 26 novembre 2026, 19 h 00.",
            [].as_slice()
        )
    );
    let missing = ReplyPlace::Booking { id: Id::new(9999) };
    assert_eq!(
        house.desk.offer_saved_replies(missing).await,
        Err(Problem::missing(Noun::Booking))
    );
}

#[tokio::test]
async fn r30_a_placeholder_without_a_value_stops_every_way_to_the_resident() {
    let house = House::new().await;
    house.sam().await;
    let booking = house.anas_booking().await;
    let left = Problem::PlaceholderLeft {
        placeholder: Placeholder::Amount,
    };
    let text = "It comes to {amount}.";
    assert_eq!(
        house.desk.start_conversation(booking, text).await,
        Err(left.clone())
    );
    assert_eq!(house.count("SELECT count(*) FROM conversation").await, 0, "R12");
    let (_, id) = house.anas_conversation().await;
    let sent = house.count("SELECT count(*) FROM outbox").await;
    assert_eq!(house.desk.send_message(id, text, None).await, Err(left.clone()));
    let held = house
        .desk
        .send_message(id, "It comes to $5.", None)
        .await
        .unwrap();
    assert_eq!(house.desk.edit_message(held.id, text).await, Err(left));
    assert_eq!(house.count("SELECT count(*) FROM outbox").await, sent + 1);
    // A note goes to nobody.
    assert!(house.desk.write_note(id, text).await.is_ok());
}

#[tokio::test]
async fn r30_r22_whoever_sees_no_bookings_is_told_no_more_than_the_event() {
    let house = House::new().await;
    let (booking, id) = house.anas_conversation().await;
    house.zoe().await;
    let text = "{event} {time} {place} {amount} {resident}";
    house
        .desk
        .save_saved_reply(form(false, "All", text, ""))
        .await
        .unwrap();
    let place = ReplyPlace::Conversation { id };
    let offered = house.desk.offer_saved_replies(place).await.unwrap();
    assert_eq!(
        offered[0].text,
        "Wine tasting with Domaine Lyre {time} {place} {amount} Ana Moreau"
    );
    assert_eq!(
        offered[0].lacking,
        [Placeholder::Time, Placeholder::Place, Placeholder::Amount]
    );
    assert_eq!(
        house
            .desk
            .offer_saved_replies(ReplyPlace::Booking { id: booking })
            .await,
        Err(Problem::NotAllowed {
            need: Need::ViewBookings
        })
    );
}

#[tokio::test]
async fn r30_one_without_a_name_or_without_words_is_not_kept() {
    let house = House::new().await;
    house.sam().await;
    assert_eq!(
        house.desk.save_saved_reply(form(false, " ", "Hello", "")).await,
        Err(Problem::invalid(Field::Name, FieldFault::Missing))
    );
    assert_eq!(
        house
            .desk
            .save_saved_reply(form(false, "Nothing", " ", "\n"))
            .await,
        Err(Problem::Words {
            fault: WordsFault::Empty
        })
    );
    assert_eq!(names(&house).await, []);
}
