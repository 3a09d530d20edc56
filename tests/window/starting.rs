//! Starting the one conversation about a booking, from both places, and who may.

use lobby_window_tests::{Result, label, role, text};
use serde_json::{Value, json};

use crate::house::{House, WINE, item, panel};

const CONVERSATIONS: &str = "SELECT count(*) FROM conversation";

/// The first message of the one conversation, waiting in the outbox.
const FIRST_WAITS: &str = "SELECT count(*) FROM conversation c JOIN entry e ON e.conversation_id = c.id
    JOIN outbox o ON o.entry_id = e.id WHERE e.kind = 'message_out' AND o.state = 'waiting'
    AND e.text = 'Bonjour Ana, your table is confirmed.'";

#[tokio::test]
async fn r10_r12_r13_sam_starts_from_the_side_panel_and_both_places_then_view_it() -> Result<()> {
    let house = House::open().await?;
    let desk = &house.desk;
    house.enters("Sam Okafor", "/bookings").await?;
    house.open_row("Ana Moreau").await?;
    house
        .click_in(panel("Ana Moreau"), role("button", "Start conversation"))
        .await?;

    // R12: nothing begins before there are words.
    let send = house.see_in(panel("Ana Moreau"), role("button", "Send")).await?;
    assert!(!send.is_enabled().await?, "an empty first message can be sent");
    desk.press("Ctrl+Enter").await?;
    assert_eq!(
        desk.database().number(CONVERSATIONS).await?,
        0,
        "an empty conversation was kept"
    );
    desk.fill(label("Message to Ana"), "Bonjour Ana, your table is confirmed.")
        .await?;
    house
        .click_in(panel("Ana Moreau"), role("button", "Send"))
        .await?;

    desk.see(role("region", "Conversation with Ana Moreau")).await?;
    desk.see(role("article", "Bonjour Ana, your table is confirmed.").containing())
        .await?;
    desk.see(text("Waiting: no mailbox yet")).await?;
    desk.database().becomes(CONVERSATIONS, 1).await?;
    assert_eq!(desk.database().number(FIRST_WAITS).await?, 1);
    assert_eq!(
        desk.database().number("SELECT count(*) FROM draft").await?,
        0,
        "what was sent is a draft still"
    );

    // R13: both places view it now.
    desk.go("/bookings").await?;
    house.more_on_row("Ana Moreau").await?;
    desk.see(item("View conversation")).await?;
    desk.see_none(item("Start conversation")).await?;
    desk.press("Escape").await?;
    house.open_row("Ana Moreau").await?;
    house
        .see_in(panel("Ana Moreau"), role("button", "View conversation"))
        .await?;
    house.more_in_panel("Ana Moreau").await?;
    desk.see(item("View conversation")).await?;
    desk.see_none(item("Start conversation")).await
}

#[tokio::test]
async fn r10_r12_sam_starts_from_more_actions_on_the_row() -> Result<()> {
    let house = House::open().await?;
    let desk = &house.desk;
    house.enters("Sam Okafor", "/bookings").await?;
    house.more_on_row("Jonas Tremblay").await?;
    desk.click(item("Start conversation")).await?;
    // R14: Jonas's booking is pending, and can have one all the same.
    desk.see(label("Message to Jonas")).await?;
    desk.fill(label("Message to Jonas"), "Is a table by the window fine?")
        .await?;
    desk.press("Ctrl+Enter").await?;
    desk.see(role("region", "Conversation with Jonas Tremblay"))
        .await?;
    let started = "SELECT count(*) FROM conversation c JOIN booking b ON b.id = c.booking_id
        JOIN resident r ON r.id = c.resident_id JOIN staff s ON s.id = c.started_by
        WHERE r.name = 'Jonas Tremblay' AND b.status = 'pending' AND s.name = 'Sam Okafor'";
    desk.database().becomes(started, 1).await
}

#[tokio::test]
async fn r11_lee_is_shown_no_start_and_the_command_is_refused_all_the_same() -> Result<()> {
    let house = House::open().await?;
    let desk = &house.desk;
    house.enters("Lee Park", "/bookings").await?;
    house.more_on_row("Ana Moreau").await?;
    desk.see(item("View event")).await?;
    desk.see_none(item("Start conversation")).await?;
    desk.press("Escape").await?;
    house.open_row("Ana Moreau").await?;
    house.more_in_panel("Ana Moreau").await?;
    desk.see(item("View event")).await?;
    desk.see_none(item("Start conversation")).await?;
    desk.press("Escape").await?;
    desk.see_none(role("button", "Start conversation")).await?;
    desk.see_none(text("Start conversation").containing()).await?;

    let input = json!({ "booking": house.ana, "text": "Past the screen" });
    let refused = desk.call("start_conversation", input).await?;
    assert_eq!(
        refused,
        Err(json!({ "kind": "not_allowed", "need": "manage_bookings" }))
    );
    assert_eq!(desk.database().number(CONVERSATIONS).await?, 0);
    assert_eq!(desk.database().number("SELECT count(*) FROM entry").await?, 0);

    // The address that opens the composer shows none either.
    desk.go(&format!("/bookings?panel=booking:{}&compose=true", house.ana))
        .await?;
    desk.reload().await?;
    desk.see(panel("Ana Moreau")).await?;
    desk.see(text("ana.moreau@example.org")).await?;
    desk.see_none(label("Message to Ana")).await
}

#[tokio::test]
async fn r13_r20_r22_lee_views_the_conversation_in_both_places_and_replies() -> Result<()> {
    let house = House::open().await?;
    let desk = &house.desk;
    house.enters("Sam Okafor", "/bookings").await?;
    house
        .anas_conversation("Bonjour Ana, your table is confirmed.")
        .await?;
    house.enters("Lee Park", "/bookings").await?;
    house.more_on_row("Ana Moreau").await?;
    desk.see(item("View conversation")).await?;
    desk.press("Escape").await?;
    house.open_row("Ana Moreau").await?;
    house
        .click_in(panel("Ana Moreau"), role("button", "View conversation"))
        .await?;

    desk.see(role("region", "Conversation with Ana Moreau")).await?;
    desk.see(role("article", "Bonjour Ana, your table is confirmed.").containing())
        .await?;
    let head = house
        .words_in(role("region", "Conversation with Ana Moreau"))
        .await?;
    for wanted in ["Event booking", "Ana Moreau", WINE, "19:00", "Suite 1204"] {
        assert!(
            head.contains(wanted),
            "the thread does not show {wanted}:\n{head}"
        );
    }
    desk.fill(label("Reply to Ana"), "The lift is repaired.").await?;
    desk.click(role("button", "Send")).await?;
    desk.see(role("article", "The lift is repaired.").containing())
        .await?;
    let reply =
        "SELECT count(*) FROM entry e JOIN staff s ON s.id = e.staff_id JOIN outbox o ON o.entry_id = e.id
        WHERE e.text = 'The lift is repaired.' AND s.name = 'Lee Park' AND e.kind = 'message_out'";
    desk.database().becomes(reply, 1).await?;
    assert_eq!(
        desk.see(label("Reply to Ana")).await?.value().await?,
        "",
        "what was sent is written still"
    );
    Ok(())
}

#[tokio::test]
async fn r5_r22_view_booking_and_back_leaves_the_thread_and_the_focus_as_they_were() -> Result<()> {
    let house = House::open().await?;
    let desk = &house.desk;
    house.enters("Sam Okafor", "/bookings").await?;
    let id = house
        .anas_conversation("Bonjour Ana, your table is confirmed.")
        .await?;
    desk.go(&format!("/conversations/{id}")).await?;
    desk.see(role("region", "Conversation with Ana Moreau")).await?;
    desk.click(role("button", "View booking")).await?;
    desk.see(panel("Ana Moreau")).await?;
    desk.see(role("region", "Conversation with Ana Moreau")).await?;
    desk.press("Escape").await?;
    desk.see_gone(panel("Ana Moreau")).await?;
    desk.has_focus("View booking").await?;
    assert_eq!(desk.route().await?, format!("/conversations/{id}"));

    // From the list of bookings: Escape gives the focus back to the row, which stays where it was.
    desk.go("/bookings").await?;
    house.open_row("Jonas Tremblay").await?;
    desk.press("Escape").await?;
    desk.see_gone(panel("Jonas Tremblay")).await?;
    desk.has_focus("Jonas Tremblay").await
}

#[tokio::test]
async fn r22_zoe_sees_label_and_title_and_no_view_booking() -> Result<()> {
    let house = House::open().await?;
    let desk = &house.desk;
    house.enters("Sam Okafor", "/bookings").await?;
    let id = house
        .anas_conversation("Bonjour Ana, your table is confirmed.")
        .await?;
    house
        .enters("Zoe Martin", &format!("/conversations/{id}"))
        .await?;
    desk.see(role("article", "Bonjour Ana, your table is confirmed.").containing())
        .await?;
    let thread = house
        .words_in(role("region", "Conversation with Ana Moreau"))
        .await?;
    assert!(
        thread.contains("Event booking") && thread.contains(WINE),
        "{thread}"
    );
    assert!(
        !thread.contains("WT-") && !thread.contains("19:00"),
        "Zoe is told of the booking:\n{thread}"
    );
    desk.see_none(role("button", "View booking")).await?;
    desk.see_none(role("link", "Bookings")).await?;
    let refused = desk.call("open_booking", json!({ "booking": house.ana })).await?;
    assert_eq!(
        refused,
        Err(json!({ "kind": "not_allowed", "need": "view_bookings" }))
    );

    // R20: she replies all the same.
    desk.fill(label("Reply to Ana"), "The night desk is here.")
        .await?;
    desk.press("Ctrl+Enter").await?;
    let reply = "SELECT count(*) FROM entry WHERE text = 'The night desk is here.' AND kind = 'message_out'";
    desk.database().becomes(reply, 1).await
}

#[tokio::test]
async fn r15_without_an_email_address_one_is_added_and_the_conversation_starts() -> Result<()> {
    let house = House::open().await?;
    let desk = &house.desk;
    house.enters("Sam Okafor", "/bookings").await?;
    house.open_row("Priya Krishnan").await?;
    house
        .click_in(panel("Priya Krishnan"), role("button", "Start conversation"))
        .await?;
    desk.see(role("heading", "Priya Krishnan has no email address"))
        .await?;
    desk.fill(label("Email address"), "priya").await?;
    desk.click(role("button", "Add and continue")).await?;
    desk.see(text("This is not").containing()).await?;
    let address =
        "SELECT count(*) FROM resident WHERE name = 'Priya Krishnan' AND email = 'priya@example.org'";
    assert_eq!(desk.database().number(address).await?, 0);

    desk.fill(label("Email address"), "priya@example.org").await?;
    desk.click(role("button", "Add and continue")).await?;
    desk.see(label("Message to Priya")).await?;
    assert_eq!(desk.database().number(address).await?, 1);
    desk.fill(label("Message to Priya"), "You are on the list.")
        .await?;
    desk.press("Ctrl+Enter").await?;
    desk.see(role("region", "Conversation with Priya Krishnan"))
        .await?;
    desk.database().becomes(CONVERSATIONS, 1).await
}

#[tokio::test]
async fn r12_of_two_first_messages_at_the_same_instant_one_starts_and_the_other_stays_a_draft() -> Result<()>
{
    let house = House::open().await?;
    let desk = &house.desk;
    house.enters("Sam Okafor", "/bookings").await?;
    let both = "\
const [booking, done] = arguments;
const start = (text) => window.__TAURI_INTERNALS__.invoke('start_conversation', { booking, text });
Promise.all([start('One of two'), start('Two of two')]).then(done, (problem) => done({ problem }));";
    let answers = desk.script_async(both, vec![json!(house.jonas)]).await?;
    let outcomes: Vec<&Value> = answers
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|answer| answer.get("outcome"))
        .collect();
    assert!(outcomes.contains(&&json!("begun")), "{answers}");
    assert!(outcomes.contains(&&json!("colleague_was_earlier")), "{answers}");
    assert_eq!(desk.database().number(CONVERSATIONS).await?, 1);
    let kept = "SELECT count(*) FROM draft d JOIN entry e ON e.conversation_id = d.conversation_id
        WHERE e.kind = 'message_out' AND e.text <> d.text AND e.text LIKE '%of two' AND d.text LIKE '%of two'";
    assert_eq!(desk.database().number(kept).await?, 1, "the other words are lost");
    assert_eq!(
        desk.database().number("SELECT count(*) FROM outbox").await?,
        1,
        "both messages go out"
    );
    Ok(())
}

#[tokio::test]
async fn r12_whoever_presses_send_a_moment_later_is_told_and_finds_the_words_as_a_draft() -> Result<()> {
    let house = House::open().await?;
    let desk = &house.desk;
    house
        .enters(
            "Sam Okafor",
            &format!("/bookings?panel=booking:{}&compose=true", house.ana),
        )
        .await?;
    desk.fill(label("Message to Ana"), "The later words").await?;
    let draft = "SELECT count(*) FROM draft WHERE booking_id IS NOT NULL AND text = 'The later words'";
    desk.database().becomes(draft, 1).await?;
    // The earlier message is on its way when Send is pressed, in the same turn of the page.
    let race = "\
const [booking] = arguments;
window.__TAURI_INTERNALS__.invoke('start_conversation', { booking, text: 'The earlier words' });
[...document.querySelectorAll('aside button')].find((one) => one.textContent.trim() === 'Send').click();";
    desk.script(race, vec![json!(house.ana)]).await?;
    desk.see(text("was earlier: your words are kept as your draft.").containing())
        .await?;
    desk.see(role("article", "The earlier words").containing())
        .await?;
    assert_eq!(
        desk.see(label("Reply to Ana")).await?.value().await?,
        "The later words"
    );
    assert_eq!(desk.database().number(CONVERSATIONS).await?, 1);
    assert_eq!(desk.database().number("SELECT count(*) FROM outbox").await?, 1);
    let kept = "SELECT count(*) FROM draft WHERE conversation_id IS NOT NULL AND text = 'The later words'";
    assert_eq!(desk.database().number(kept).await?, 1);
    Ok(())
}

#[tokio::test]
async fn r12_a_colleague_starts_while_sam_writes_and_sam_takes_the_draft_there() -> Result<()> {
    let house = House::open().await?;
    let desk = &house.desk;
    house
        .enters(
            "Sam Okafor",
            &format!("/bookings?panel=booking:{}&compose=true", house.ana),
        )
        .await?;
    desk.fill(label("Message to Ana"), "Sam had begun").await?;
    let draft = "SELECT count(*) FROM draft WHERE booking_id IS NOT NULL AND text = 'Sam had begun'";
    desk.database().becomes(draft, 1).await?;

    house.enters("Noor Haddad", "/bookings").await?;
    house.anas_conversation("Noor was quicker").await?;
    let moved = "SELECT count(*) FROM draft JOIN staff ON staff.id = staff_id
        WHERE conversation_id IS NOT NULL AND text = 'Sam had begun' AND name = 'Sam Okafor'";
    desk.database().becomes(moved, 1).await?;

    house.enters("Sam Okafor", "/bookings").await?;
    house.open_row("Ana Moreau").await?;
    house
        .click_in(panel("Ana Moreau"), role("button", "View conversation"))
        .await?;
    desk.see(role("article", "Noor was quicker").containing()).await?;
    assert_eq!(
        desk.see(label("Reply to Ana")).await?.value().await?,
        "Sam had begun"
    );
    assert_eq!(desk.database().number(CONVERSATIONS).await?, 1);
    Ok(())
}
