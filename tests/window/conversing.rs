//! In the conversation: closing and reopening, what goes to nobody, what happened, and what waits.

use lobby_window_tests::{Desk, Result, label, role, text};
use serde_json::json;

use crate::house::{House, item, panel};

/// The first message of the stories.
const HELLO: &str = "Bonjour Ana, your table is confirmed.";

/// Sam in the thread of Ana's conversation.
async fn sam_in_thread(house: &House) -> Result<String> {
    house.enters("Sam Okafor", "/bookings").await?;
    let id = house.anas_conversation(HELLO).await?;
    house.desk.go(&format!("/conversations/{id}")).await?;
    house.desk.see(text(HELLO)).await?;
    Ok(id)
}

#[tokio::test]
async fn r25_closed_takes_no_reply_until_it_is_reopened() -> Result<()> {
    let house = House::open().await?;
    let desk = &house.desk;
    let id = sam_in_thread(&house).await?;
    let thread = || role("region", "Conversation with Ana Moreau");
    house.click_in(thread(), role("button", "Close")).await?;
    desk.see(text("Closed by Sam Okafor").containing()).await?;
    desk.see(text("This conversation is closed.").containing())
        .await?;
    desk.see_gone(label("Reply to Ana")).await?;
    desk.see_none(role("button", "Send")).await?;
    let state = "SELECT count(*) FROM conversation WHERE state = 'closed'";
    assert_eq!(desk.database().number(state).await?, 1);

    // Past the screen it takes none either, and says why.
    let refused = desk
        .call(
            "send_message",
            json!({ "conversation": id, "text": "All the same" }),
        )
        .await?;
    assert_eq!(refused, Err(json!({ "kind": "conversation_closed" })));
    assert_eq!(
        desk.database().number("SELECT count(*) FROM outbox").await?,
        1,
        "a reply got in"
    );

    // A note is no reply: staff can still write one.
    desk.click(role("tab", "Note for staff")).await?;
    desk.see(label("Note for staff")).await?;
    desk.click(role("tab", "Reply to Ana")).await?;
    desk.click_inside(role("tabpanel", "Reply to Ana"), role("button", "Reopen"))
        .await?;
    desk.see(text("Reopened by Sam Okafor").containing()).await?;
    desk.fill(label("Reply to Ana"), "We are open again.").await?;
    desk.click(role("button", "Send")).await?;
    desk.see(role("article", "We are open again.").containing())
        .await?;
    desk.database().becomes("SELECT count(*) FROM outbox", 2).await?;
    assert_eq!(desk.database().number(state).await?, 0);
    let order = "SELECT kind FROM entry ORDER BY id";
    let kinds = desk.database().words(order).await?;
    assert_eq!(kinds, ["message_out", "closed", "reopened", "message_out"]);
    Ok(())
}

#[tokio::test]
async fn r24_r33_a_note_and_what_was_said_at_the_desk_go_to_nobody() -> Result<()> {
    let house = House::open().await?;
    let desk = &house.desk;
    sam_in_thread(&house).await?;
    desk.click(role("tab", "Note for staff")).await?;
    desk.see(text("Never goes to the resident")).await?;
    desk.fill(label("Note for staff"), "Her mother uses a wheelchair.")
        .await?;
    desk.click(role("button", "Save note")).await?;
    desk.see(role("article", "Her mother uses a wheelchair.").containing())
        .await?;
    let note = house
        .words_in(role("article", "Her mother uses a wheelchair.").containing())
        .await?;
    assert!(
        note.contains("Note for staff"),
        "the note does not say so: {note}"
    );
    assert!(!note.contains("Waiting"), "a note waits to be sent: {note}");

    desk.click(role("tab", "Said")).await?;
    desk.click(text("By phone")).await?;
    desk.fill(label("What was said"), "She comes at seven.").await?;
    desk.click(role("button", "Write down")).await?;
    desk.see(role("article", "She comes at seven.").containing())
        .await?;
    let said = house
        .words_in(role("article", "She comes at seven.").containing())
        .await?;
    assert!(
        said.contains("Said by phone") && said.contains("written down by Sam Okafor"),
        "{said}"
    );
    assert!(
        !said.contains("Waiting"),
        "what was said waits to be sent: {said}"
    );

    let kinds = desk
        .database()
        .words("SELECT kind FROM entry ORDER BY id")
        .await?;
    assert_eq!(kinds, ["message_out", "note", "said_by_phone"]);
    let sent = "SELECT e.kind FROM outbox o JOIN entry e ON e.id = o.entry_id";
    assert_eq!(
        desk.database().words(sent).await?,
        ["message_out"],
        "more than the message goes out"
    );

    // Their colours tell them apart, besides their words.
    let script = "return [...document.querySelectorAll('article')].map((one) =>
        getComputedStyle(one).backgroundColor)";
    let colours = desk.script(script, vec![]).await?;
    let colours: Vec<String> = serde_json::from_value(colours)?;
    assert!(
        colours.len() == 3 && colours[0] != colours[1],
        "a note looks like a message: {colours:?}"
    );
    Ok(())
}

#[tokio::test]
async fn r27_what_becomes_of_the_booking_stands_in_the_thread() -> Result<()> {
    let house = House::open().await?;
    let desk = &house.desk;
    sam_in_thread(&house).await?;
    desk.click(role("button", "View booking")).await?;
    house
        .click_in(panel("Ana Moreau"), role("button", "Check in"))
        .await?;
    desk.see(text("Checked in by Sam Okafor").containing()).await?;
    house.more_in_panel("Ana Moreau").await?;
    desk.click(item("Undo check-in")).await?;
    desk.see(text("Check-in undone by Sam Okafor").containing())
        .await?;
    house.more_in_panel("Ana Moreau").await?;
    desk.click(item("Cancel booking")).await?;
    desk.fill(label("Reason"), "The lounge is flooded.").await?;
    desk.click(role("button", "Cancel booking")).await?;
    desk.see(text("Booking cancelled by Sam Okafor").containing())
        .await?;
    desk.see(role("article", "The lounge is flooded.").containing())
        .await?;
    let kinds = desk
        .database()
        .words("SELECT kind FROM entry ORDER BY id")
        .await?;
    let happened = ["booking_checked_in", "check_in_undone", "booking_cancelled"];
    assert!(
        happened.iter().all(|kind| kinds.contains(&(*kind).to_owned())),
        "{kinds:?}"
    );
    let told = "SELECT count(*) FROM outbox o JOIN entry e ON e.id = o.entry_id
        WHERE e.text = 'The lounge is flooded.' AND o.state = 'waiting'";
    assert_eq!(
        desk.database().number(told).await?,
        1,
        "the reason does not go to Ana"
    );
    Ok(())
}

#[tokio::test]
async fn r23_r81_what_waits_is_said_in_words_in_the_thread_and_in_the_navigation() -> Result<()> {
    let house = House::open().await?;
    let desk = &house.desk;
    house.enters("Sam Okafor", "/bookings").await?;
    let line = || role("button", "No mailbox yet").containing();
    desk.see(line()).await?;
    assert!(
        !house.words_in(line()).await?.contains("waiting"),
        "something waits in a new house"
    );
    let id = house.anas_conversation(HELLO).await?;
    desk.see(role("button", "1 message waiting").containing()).await?;
    desk.go(&format!("/conversations/{id}")).await?;
    let message = house.words_in(role("article", HELLO).containing()).await?;
    assert!(
        message.contains("Sam Okafor") && message.contains("Waiting: no mailbox yet"),
        "{message}"
    );

    desk.fill(label("Reply to Ana"), "And a second one.").await?;
    desk.press("Ctrl+Enter").await?;
    desk.see(role("button", "2 messages waiting").containing())
        .await?;
    desk.database()
        .becomes("SELECT count(*) FROM outbox WHERE state = 'waiting'", 2)
        .await?;
    desk.click(line()).await?;
    desk.see(text("2 messages wait. They are kept safely on this computer."))
        .await?;
    Ok(())
}

#[tokio::test]
async fn r13_r20_what_a_colleague_writes_appears_without_asking() -> Result<()> {
    let house = House::open().await?;
    let desk = &house.desk;
    let id = sam_in_thread(&house).await?;
    // The core tells every window; here the words come from past the screen.
    desk.must_call(
        "send_message",
        json!({ "conversation": id, "text": "From elsewhere" }),
    )
    .await?;
    desk.see(text("From elsewhere")).await?;
    desk.go("/bookings").await?;
    desk.see(role("list", "Bookings by event")).await?;
    desk.see_none(role("button", "View conversation: Jonas Tremblay").containing())
        .await?;
    let input = json!({ "booking": house.jonas, "text": "A word to Jonas" });
    desk.must_call("start_conversation", input).await?;
    desk.see(role("button", "View conversation: Jonas Tremblay").containing())
        .await?;
    Ok(())
}

#[tokio::test]
async fn r40_the_filters_show_what_they_say() -> Result<()> {
    let house = House::open().await?;
    let desk = &house.desk;
    let id = sam_in_thread(&house).await?;
    let input = json!({ "booking": house.jonas, "text": "A word to Jonas" });
    desk.must_call("start_conversation", input).await?;
    desk.must_call("close_conversation", json!({ "conversation": id }))
        .await?;
    let list = || role("list", "Conversations");
    house
        .see_in(list(), role("button", "Jonas Tremblay").containing())
        .await?;
    desk.see_gone(role("button", "Ana Moreau Closed").containing())
        .await?;
    let shown = house.words_in(list()).await?;
    assert!(
        !shown.contains("Ana Moreau"),
        "a closed one stands among the open:\n{shown}"
    );
    assert!(
        shown.contains("Event booking") && shown.contains("You: A word to Jonas"),
        "{shown}"
    );

    desk.click(role("radio", "Closed")).await?;
    house
        .see_in(list(), role("button", "Ana Moreau").containing())
        .await?;
    let shown = house.words_in(list()).await?;
    assert!(
        !shown.contains("Jonas"),
        "an open one stands among the closed:\n{shown}"
    );
    desk.click(role("radio", "All")).await?;
    house
        .see_in(list(), role("button", "Jonas Tremblay").containing())
        .await?;
    desk.click(role("radio", "Needs reply")).await?;
    desk.see(text("Every resident has an answer")).await?;
    Ok(())
}

#[tokio::test]
async fn r40_unread_is_each_persons_own_and_the_event_can_give_the_order() -> Result<()> {
    let desk = Desk::open_sample().await?;
    desk.sign_in_to_sample("Sam Okafor").await?;
    desk.go("/conversations").await?;
    let list = || role("list", "Conversations");
    desk.see(list()).await?;
    let sams = "SELECT count(*) FROM unread JOIN staff ON staff.id = staff_id WHERE name = 'Sam Okafor'";
    let lees = "SELECT count(*) FROM unread JOIN staff ON staff.id = staff_id WHERE name = 'Lee Park'";
    let (of_sam, of_lee) = (
        desk.database().number(sams).await?,
        desk.database().number(lees).await?,
    );
    assert!(of_sam > 0, "the sample has nothing unread for Sam");
    let title = desk.title().await?;
    assert!(
        title.starts_with(&format!("({of_sam}) ")),
        "R72: the title says {title}"
    );
    desk.click(role("radio", &format!("Unread {of_sam}"))).await?;
    let unread = || role("button", &format!("{} unread", 1)).containing();
    desk.click_inside(list(), unread()).await?;
    desk.see(role("region", "Conversation with").containing()).await?;
    desk.database().becomes(sams, of_sam - 1).await?;
    assert_eq!(
        desk.database().number(lees).await?,
        of_lee,
        "Sam's reading took it from Lee"
    );

    // By the event's start: the next event first; one that goes on at this moment has started.
    desk.click(role("radio", "All")).await?;
    desk.click(role("button", "Order: Newest words first")).await?;
    desk.click(role("menuitemradio", "By the event’s start")).await?;
    desk.see(role("button", "Order: By the event’s start")).await?;
    let next = "SELECT r.name FROM conversation c JOIN resident r ON r.id = c.resident_id
        WHERE c.event_starts_at >= 1000 * unixepoch() ORDER BY c.event_starts_at, c.id LIMIT 1";
    let next = desk.database().words(next).await?.join("");
    desk.settled().await?;
    let first = desk
        .script("return document.querySelector('[data-row]').innerText", vec![])
        .await?;
    assert!(
        first.as_str().is_some_and(|words| words.contains(&next)),
        "{next} is not first: {first}"
    );
    Ok(())
}
