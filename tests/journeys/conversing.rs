//! R20 to R28, R33, R40: in the conversation.

use chrono::TimeDelta;
use lobby_desk::{
    problem::Problem,
    views::{
        booking::{BookingStep, ConversationAction},
        conversation::{
            ConversationFilter, ConversationOrder, ConversationQuery, ConversationRow, DraftPlace, SaidForm,
            WordsBy,
        },
        mail::LineState,
    },
};
use lobby_domain::{
    booking::{BookingAction, BookingStatus},
    conversation::{ConversationLabel, ConversationState},
    delivery::Delivery,
    entry::{DraftKind, EntryKind, SaidWhere},
    ids::ConversationId,
};

use crate::house::{House, wine_tasting};

async fn kinds(house: &House, id: ConversationId) -> Vec<EntryKind> {
    let entries = house.desk.open_thread(id).await.expect("the thread").entries;
    entries.into_iter().map(|entry| entry.entry_kind).collect()
}

#[tokio::test]
async fn r20_lee_replies_closes_and_reopens_without_managing_bookings() {
    let house = House::new().await;
    let (_, id) = house.anas_conversation().await;
    house.lee().await;
    house.passes(TimeDelta::minutes(5));
    let entry = house
        .desk
        .send_message(id, "The lift is working again.", None)
        .await
        .unwrap();
    assert_eq!((entry.by.as_str(), entry.by_me), ("Lee Park", true));
    assert_eq!(entry.at, house.now());
    house.desk.close_conversation(id).await.unwrap();
    house.desk.reopen_conversation(id).await.unwrap();
    use EntryKind as K;
    assert_eq!(
        kinds(&house, id).await,
        [K::MessageOut, K::MessageOut, K::Closed, K::Reopened]
    );
    house.zoe().await;
    assert!(house.desk.send_message(id, "Zoe may too.", None).await.is_ok());
}

#[tokio::test]
async fn r80_a_clock_set_back_keeps_the_order_and_is_told() {
    let house = House::new().await;
    let (booking, id) = house.anas_conversation().await;
    let written = house.now();
    house.passes(TimeDelta::days(-1));
    assert_eq!(house.desk.pulse().await, Err(Problem::Locked), "a jump locks too");
    house.sam().await;
    assert!(house.desk.pulse().await.unwrap().clock_behind);
    let reply = house
        .desk
        .send_message(id, "Written a day earlier?", None)
        .await
        .unwrap();
    assert_eq!(reply.at, written, "not before what was written first");
    house.desk.close_conversation(id).await.unwrap();
    let cancel = BookingStep {
        booking,
        action: BookingAction::Cancel,
        reason: "The boiler is out.".into(),
    };
    house.desk.step_booking(cancel).await.unwrap();
    use EntryKind as K;
    assert_eq!(
        kinds(&house, id).await,
        [
            K::MessageOut,
            K::MessageOut,
            K::Closed,
            K::Reopened,
            K::BookingCancelled,
            K::MessageOut
        ]
    );
    // The clock is set right: the person signs in, and nothing is said any more.
    house.passes(TimeDelta::days(1));
    house.sam().await;
    assert!(!house.desk.pulse().await.unwrap().clock_behind);
}

#[tokio::test]
async fn r22_the_thread_shows_the_booking_and_zoe_sees_its_title_only() {
    let house = House::new().await;
    let (booking, id) = house.anas_conversation().await;
    let head = house.desk.open_thread(id).await.unwrap().head;
    assert_eq!(head.label, ConversationLabel::EventBooking);
    assert_eq!(
        (head.resident.as_str(), head.suite.as_str()),
        ("Ana Moreau", "1204")
    );
    assert_eq!(head.event.as_deref(), Some("Wine tasting with Domaine Lyre"));
    assert_eq!(head.booking, Some(booking));
    assert!(head.event_starts_at.is_some());

    house.zoe().await;
    let head = house.desk.open_thread(id).await.unwrap().head;
    assert_eq!(head.label, ConversationLabel::EventBooking);
    assert_eq!(head.event.as_deref(), Some("Wine tasting with Domaine Lyre"));
    assert_eq!(
        (head.booking, head.reference, head.event_starts_at),
        (None, None, None)
    );
    assert!(matches!(
        house.desk.open_booking(booking).await,
        Err(Problem::NotAllowed { .. })
    ));
}

#[tokio::test]
async fn r23_r81_what_was_written_waits_and_says_for_what() {
    let house = House::new().await;
    let (_, id) = house.anas_conversation().await;
    let entries = house.desk.open_thread(id).await.unwrap().entries;
    assert_eq!(entries[0].delivery, Some(Delivery::WaitingForMailbox));
    let pulse = house.desk.pulse().await.unwrap();
    assert_eq!((pulse.line.state, pulse.waiting), (LineState::NoMailbox, 1));
    assert!(house.desk.send_message(id, "", None).await.is_err());
    assert_eq!(
        house.desk.pulse().await.unwrap().waiting,
        1,
        "what was refused does not wait"
    );
}

#[tokio::test]
async fn r24_a_note_never_gets_into_the_outbox_whoever_tries() {
    let house = House::new().await;
    let (_, id) = house.anas_conversation().await;
    let note = house
        .desk
        .write_note(id, "Lift B reaches level 32.")
        .await
        .unwrap();
    assert_eq!((note.entry_kind, note.delivery), (EntryKind::Note, None));
    assert_eq!(
        house.count("SELECT count(*) FROM outbox").await,
        1,
        "the first message only"
    );
    let mut db = {
        use sqlx::{ConnectOptions as _, sqlite::SqliteConnectOptions};
        SqliteConnectOptions::new()
            .filename(house.file())
            .connect()
            .await
            .unwrap()
    };
    let forced = sqlx::query(
        "INSERT INTO outbox (entry_id, conversation_id, state, since)
        SELECT id, conversation_id, 'waiting', at FROM entry WHERE kind = 'note'",
    )
    .execute(&mut db)
    .await;
    assert!(
        forced
            .expect_err("the database took a note")
            .to_string()
            .contains("R24")
    );
}

#[tokio::test]
async fn r33_what_was_said_counts_as_an_answer_and_goes_to_no_one() {
    let house = House::new().await;
    let (_, id) = house.anas_conversation().await;
    let form = SaidForm {
        conversation: id,
        said_where: SaidWhere::Phone,
        text: "She will pay on Thursday.".into(),
    };
    let said = house.desk.write_said(form.clone()).await.unwrap();
    assert_eq!((said.entry_kind, said.delivery), (EntryKind::SaidByPhone, None));
    assert_eq!(house.desk.pulse().await.unwrap().waiting, 1);
    house.desk.close_conversation(id).await.unwrap();
    assert_eq!(
        house.desk.write_said(form).await,
        Err(Problem::ConversationClosed)
    );
}

#[tokio::test]
async fn r25_a_closed_conversation_takes_notes_but_no_reply() {
    let house = House::new().await;
    let (_, id) = house.anas_conversation().await;
    house.desk.close_conversation(id).await.unwrap();
    assert_eq!(
        house.desk.send_message(id, "Too late", None).await,
        Err(Problem::ConversationClosed)
    );
    assert_eq!(
        house.desk.close_conversation(id).await,
        Err(Problem::AlreadyClosed)
    );
    assert!(house.desk.write_note(id, "She called.").await.is_ok());
    house.desk.reopen_conversation(id).await.unwrap();
    assert_eq!(
        house.desk.reopen_conversation(id).await,
        Err(Problem::AlreadyOpen)
    );
    assert!(house.desk.send_message(id, "In time", None).await.is_ok());
    let last = house.desk.open_thread(id).await.unwrap().entries.pop().unwrap();
    assert_eq!(last.by, "Sam Okafor");
}

#[tokio::test]
async fn r27_what_becomes_of_the_booking_is_told_in_its_conversation() {
    let house = House::new().await;
    let (booking, id) = house.anas_conversation().await;
    let step = |action, reason: &str| BookingStep {
        booking,
        action,
        reason: reason.into(),
    };
    house
        .desk
        .step_booking(step(BookingAction::CheckIn, ""))
        .await
        .unwrap();
    house
        .desk
        .step_booking(step(BookingAction::UndoCheckIn, ""))
        .await
        .unwrap();
    let refused = house.desk.step_booking(step(BookingAction::Approve, "")).await;
    assert_eq!(refused, Err(Problem::StatusForbids));
    house
        .desk
        .step_booking(step(BookingAction::Cancel, "The cellar is flooded."))
        .await
        .unwrap();
    use EntryKind as K;
    assert_eq!(
        kinds(&house, id).await,
        [
            K::MessageOut,
            K::BookingCheckedIn,
            K::CheckInUndone,
            K::BookingCancelled,
            K::MessageOut
        ]
    );
}

#[tokio::test]
async fn r27_a_moved_event_is_told_with_its_earlier_start() {
    let house = House::new().await;
    let (booking, id) = house.anas_conversation().await;
    let panel = house.desk.open_booking(booking).await.unwrap();
    let mut form = wine_tasting();
    form.id = Some(panel.event.id);
    form.starts += TimeDelta::hours(1);
    form.ends += TimeDelta::hours(1);
    house.desk.save_event(form).await.unwrap();
    let moved = house.desk.open_thread(id).await.unwrap().entries.pop().unwrap();
    assert_eq!(
        (moved.entry_kind, moved.earlier_start),
        (EntryKind::EventMoved, Some(panel.event.starts_at))
    );
    let after = house.desk.open_booking(booking).await.unwrap().event;
    assert_eq!(after.starts_at - panel.event.starts_at, TimeDelta::hours(1));
}

#[tokio::test]
async fn r2_a_reason_reopens_a_closed_conversation_and_goes_out_as_a_message() {
    let house = House::new().await;
    let (booking, id) = house.anas_conversation().await;
    house.desk.close_conversation(id).await.unwrap();
    let step = BookingStep {
        booking,
        action: BookingAction::Cancel,
        reason: "No wine.".into(),
    };
    let done = house.desk.step_booking(step).await.unwrap();
    assert!(matches!(
        done.row.conversation,
        ConversationAction::View {
            state: ConversationState::Open,
            ..
        }
    ));
    use EntryKind as K;
    assert_eq!(
        kinds(&house, id).await,
        [
            K::MessageOut,
            K::Closed,
            K::Reopened,
            K::BookingCancelled,
            K::MessageOut
        ]
    );
    assert_eq!(house.desk.pulse().await.unwrap().waiting, 2);
}

#[tokio::test]
async fn r28_a_draft_outlives_a_restart_and_belongs_to_one_person() {
    let mut house = House::new().await;
    let (_, id) = house.anas_conversation().await;
    let place = |draft_kind| DraftPlace::Conversation { id, draft_kind };
    house
        .desk
        .save_draft(place(DraftKind::Message), "Dear Ana,\n\nI ")
        .await
        .unwrap();
    house
        .desk
        .save_draft(place(DraftKind::Note), "ask Lee")
        .await
        .unwrap();
    house.restarts().await;
    house.lee().await;
    assert!(
        house.desk.open_thread(id).await.unwrap().drafts.is_empty(),
        "Lee sees none of Sam's"
    );
    house.sam().await;
    let drafts = house.desk.open_thread(id).await.unwrap().drafts;
    assert_eq!(drafts.len(), 2);
    assert!(drafts.iter().any(|draft| draft.text == "Dear Ana,\n\nI "));
    house
        .desk
        .send_message(id, "Dear Ana, I see.", None)
        .await
        .unwrap();
    let left = house.desk.open_thread(id).await.unwrap().drafts;
    assert_eq!(left.len(), 1, "only what was sent is used up");
    house.desk.save_draft(place(DraftKind::Note), "  ").await.unwrap();
    assert!(
        house.desk.open_thread(id).await.unwrap().drafts.is_empty(),
        "clearing clears"
    );
    let missing = DraftPlace::Conversation {
        id: ConversationId::new(99),
        draft_kind: DraftKind::Note,
    };
    assert!(house.desk.save_draft(missing, "nowhere").await.is_err());
}

/// Ana's conversation, and a minute later Dana's; Sam is signed in.
async fn two_conversations() -> (House, ConversationId) {
    let house = House::new().await;
    let (_, first) = house.anas_conversation().await;
    house.passes(TimeDelta::minutes(1));
    let event = house.wine_tasting().await;
    let dana = house.resident("Dana Whitfield", "1511", "dana@example.org").await;
    let booking = house.books(event, dana, 1, BookingStatus::Confirmed).await;
    house
        .desk
        .start_conversation(booking, "Hello Dana")
        .await
        .unwrap();
    (house, first)
}

async fn ask(
    house: &House,
    filter: ConversationFilter,
    order: ConversationOrder,
    after: Option<&str>,
) -> Result<Vec<ConversationRow>, Problem> {
    let after = after.map(str::to_owned);
    let query = ConversationQuery { filter, order, after };
    house.desk.list_conversations(query).await.map(|page| page.rows)
}

#[tokio::test]
async fn r40_the_list_shows_the_newest_word_first() {
    use ConversationOrder as O;
    let (house, first) = two_conversations().await;
    let open = ask(&house, ConversationFilter::Open, O::Newest, None)
        .await
        .unwrap();
    let names: Vec<_> = open.iter().map(|row| row.resident.as_str()).collect();
    assert_eq!(names, ["Dana Whitfield", "Ana Moreau"]);
    assert_eq!(open[0].words, "Hello Dana");
    let entry_kind = EntryKind::MessageOut;
    assert_eq!(open[0].words_by, WordsBy::Me { entry_kind });

    house.passes(TimeDelta::minutes(1));
    house.desk.write_note(first, "Ana called.").await.unwrap();
    let open = ask(&house, ConversationFilter::Open, O::Newest, None)
        .await
        .unwrap();
    assert_eq!(open[0].resident, "Ana Moreau", "a new word moves it to the top");
    let by_event = ask(&house, ConversationFilter::All, O::EventStart, None)
        .await
        .unwrap();
    assert_eq!(by_event.len(), 2);
    let tampered = ask(&house, ConversationFilter::Open, O::Newest, Some("1;2")).await;
    assert!(matches!(tampered, Err(Problem::Invalid { .. })));
}

#[tokio::test]
async fn r40_the_filters_tell_open_from_closed_and_read_from_unread() {
    let (house, first) = two_conversations().await;
    house.desk.close_conversation(first).await.unwrap();
    let count = async |filter| {
        let rows = ask(&house, filter, ConversationOrder::Newest, None)
            .await
            .unwrap();
        rows.into_iter().map(|row| row.state).collect::<Vec<_>>()
    };
    assert_eq!(
        count(ConversationFilter::Closed).await,
        [ConversationState::Closed]
    );
    assert_eq!(count(ConversationFilter::Open).await, [ConversationState::Open]);
    assert_eq!(count(ConversationFilter::All).await.len(), 2);
    assert!(count(ConversationFilter::Unread).await.is_empty());
    assert!(count(ConversationFilter::NeedsReply).await.is_empty());
}

#[tokio::test]
async fn r29_send_first_shows_what_a_colleague_has_answered_meanwhile() {
    let house = House::new().await;
    let (_, id) = house.anas_conversation().await;
    let place = DraftPlace::Conversation {
        id,
        draft_kind: DraftKind::Message,
    };
    house.desk.save_draft(place, "Dear Ana, at").await.unwrap();
    house.lee().await;
    house.desk.write_note(id, "She has called").await.unwrap();
    house.desk.send_message(id, "At seven.", None).await.unwrap();
    house.sam().await;
    // It was begun before, whatever was typed since.
    house.desk.save_draft(place, "Dear Ana, at eight.").await.unwrap();
    let outcome = house.desk.send_message(id, "Dear Ana, at eight.", None).await;
    let Err(Problem::CameBetween { entries }) = outcome else {
        panic!("{outcome:?}");
    };
    let between: Vec<_> = entries
        .iter()
        .map(|one| (one.by.as_deref(), one.words.as_str()))
        .collect();
    assert_eq!(between, [(Some("Lee Park"), "At seven.")]);
    let drafts = house.desk.open_thread(id).await.unwrap().drafts;
    assert_eq!(drafts.len(), 1, "the words are kept");

    // What was seen is asked about no more; what came after that is.
    let seen = Some(entries[0].id);
    house.lee().await;
    house.desk.send_message(id, "Or at nine?", None).await.unwrap();
    house.sam().await;
    let outcome = house.desk.send_message(id, "Dear Ana, at eight.", seen).await;
    let Err(Problem::CameBetween { entries }) = outcome else {
        panic!("{outcome:?}");
    };
    assert_eq!(entries.len(), 1);
    let seen = Some(entries[0].id);
    house
        .desk
        .send_message(id, "Dear Ana, at eight.", seen)
        .await
        .unwrap();
    // Own answers are nothing that came between, and a reply that is begun now is begun after all of it.
    house.desk.save_draft(place, "And").await.unwrap();
    house.desk.send_message(id, "And welcome.", None).await.unwrap();
}
