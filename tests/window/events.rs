//! Events of the three kinds, the responses to a Meeting, and what is written down by hand.

use lobby_window_tests::{Result, label, role, text};
use serde_json::json;

use crate::house::{House, WINE, item};

#[tokio::test]
async fn r1_a_meeting_and_a_notice_show_no_conversation_action_anywhere() -> Result<()> {
    let house = House::open().await?;
    let desk = &house.desk;
    house.enters("Sam Okafor", "/events").await?;
    for (title, kind) in [
        ("Board meeting", "Meeting"),
        ("Pool closed for cleaning", "Notice"),
    ] {
        house
            .click_in(role("list", "Events"), role("button", title).containing())
            .await?;
        let panel = house.words_in(role("complementary", title)).await?;
        assert!(panel.contains(kind), "{panel}");
        for action in ["Start conversation", "View conversation"] {
            desk.see_none(text(action).containing()).await?;
            desk.see_none(role("button", action).containing()).await?;
        }
        assert!(!panel.contains("booked"), "{title} has bookings:\n{panel}");
        assert_eq!(panel.contains("attending"), kind == "Meeting", "{panel}");
        desk.press("Escape").await?;
        desk.see_gone(role("complementary", title)).await?;
    }
    // A booking of one is refused, whoever asks.
    let events = "SELECT id FROM event WHERE kind <> 'community_event'";
    for event in desk.database().words(events).await? {
        let resident = desk
            .database()
            .words("SELECT id FROM resident LIMIT 1")
            .await?
            .join("");
        let booking =
            json!({ "event": event, "resident": resident, "party": 1, "status": "confirmed", "note": "" });
        let refused = desk.call("create_booking", json!({ "booking": booking })).await?;
        assert_eq!(refused, Err(json!({ "kind": "not_bookable" })));
    }
    // The Community Event leads to its bookings, and those to their conversation.
    house
        .click_in(role("list", "Events"), role("button", WINE).containing())
        .await?;
    house
        .click_in(
            role("complementary", WINE),
            role("button", "Ana Moreau").containing(),
        )
        .await?;
    desk.see(role("button", "Start conversation")).await?;
    Ok(())
}

#[tokio::test]
async fn r1_the_answers_to_a_meeting_are_recorded() -> Result<()> {
    let house = House::open().await?;
    let desk = &house.desk;
    house.enters("Sam Okafor", "/events").await?;
    house
        .click_in(
            role("list", "Events"),
            role("button", "Board meeting").containing(),
        )
        .await?;
    desk.see(text("0 attending · 0 not attending")).await?;
    desk.click(role("button", "Response of Ana Moreau: No answer"))
        .await?;
    desk.click(item("Attending")).await?;
    desk.see(role("button", "Response of Ana Moreau: Attending"))
        .await?;
    desk.see(text("1 attending · 0 not attending")).await?;
    let answers =
        "SELECT answer FROM response JOIN resident r ON r.id = resident_id WHERE r.name = 'Ana Moreau'";
    assert_eq!(desk.database().words(answers).await?, ["attending"]);
    desk.click(role("button", "Response of Ana Moreau: Attending"))
        .await?;
    desk.click(item("No answer")).await?;
    desk.see(text("0 attending · 0 not attending")).await?;
    assert_eq!(desk.database().number("SELECT count(*) FROM response").await?, 0);

    house.enters("Lee Park", "/events").await?;
    house
        .click_in(
            role("list", "Events"),
            role("button", "Board meeting").containing(),
        )
        .await?;
    desk.see(text("0 attending · 0 not attending")).await?;
    desk.see_none(role("button", "Response of").containing()).await
}

#[tokio::test]
async fn r8_an_event_and_a_resident_are_written_down_by_hand() -> Result<()> {
    let house = House::open().await?;
    let desk = &house.desk;
    house.enters("Sam Okafor", "/events").await?;
    desk.click(role("button", "New event")).await?;
    desk.click(role("button", "Add event")).await?;
    desk.see(text("This is needed.")).await?;
    assert_eq!(desk.database().number("SELECT count(*) FROM event").await?, 3);
    desk.fill(label("Title"), "Lobby concert").await?;
    desk.click(role("button", "Add event")).await?;
    desk.see(role("complementary", "Lobby concert")).await?;
    let added = "SELECT count(*) FROM event WHERE title = 'Lobby concert' AND kind = 'community_event'";
    assert_eq!(desk.database().number(added).await?, 1);

    desk.go("/residents").await?;
    desk.click(role("button", "New resident")).await?;
    desk.fill(label("Name"), "Hélène Côté").await?;
    desk.click(role("button", "Add resident")).await?;
    desk.see(role("complementary", "Hélène Côté")).await?;
    let lives_here = "SELECT count(*) FROM resident WHERE name = 'Hélène Côté' AND moved_out_at IS NULL";
    assert_eq!(desk.database().number(lives_here).await?, 1);
    // The search finds her without her accents.
    desk.press("Ctrl+k").await?;
    desk.see(role("dialog", "Search")).await?;
    desk.type_words("helene cote").await?;
    desk.see(role("option", "Hélène Côté").containing()).await?;
    Ok(())
}

#[tokio::test]
async fn r8_lee_is_offered_no_form_and_is_refused_what_it_would_save() -> Result<()> {
    let house = House::open().await?;
    let desk = &house.desk;
    house.enters("Lee Park", "/events").await?;
    desk.see(role("list", "Events")).await?;
    desk.see_none(role("button", "New event")).await?;
    desk.go("/residents").await?;
    desk.see(role("list", "Residents")).await?;
    desk.see_none(role("button", "New resident")).await?;
    let form = json!({
        "id": null, "name": "Nobody", "suite": "", "email": "", "phone": "", "language": "en", "notes": "",
    });
    let refused = desk.call("save_resident", json!({ "form": form })).await?;
    assert_eq!(
        refused,
        Err(json!({ "kind": "not_allowed", "need": "manage_residents" }))
    );
    assert_eq!(
        desk.database()
            .number("SELECT count(*) FROM resident WHERE name = 'Nobody'")
            .await?,
        0
    );
    Ok(())
}
