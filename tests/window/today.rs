//! R43: Today, the first screen of the day.

use lobby_window_tests::{Desk, Result, css, label, role, text};
use serde_json::json;

use crate::{
    house::{House, PASSWORD, WINE, panel},
    keyboard::tabs_to,
    mailing::{ANA, answers, connect_past_the_screen, servers},
};

/// The wine tasting, moved to the whole of today in the house.
async fn tasting_is_today(desk: &Desk) -> Result<()> {
    let script = "\
const parts = new Intl.DateTimeFormat('en', { timeZone: 'America/Montreal', year: 'numeric', month: '2-digit',
  day: '2-digit' }).formatToParts(new Date());
return ['year', 'month', 'day'].map((name) => parts.find(({ type }) => type === name).value).join('-')";
    let today = desk.script(script, vec![]).await?;
    let today = today.as_str().unwrap_or_default();
    let tasting = "SELECT cast(id AS text) FROM event WHERE kind = 'community_event'";
    let id = desk.database().words(tasting).await?;
    let form = json!({
        "id": id.first(), "event_kind": "community_event", "title": WINE, "starts": format!("{today}T00:00:00"),
        "ends": format!("{today}T23:59:00"), "all_day": false, "place": "Sky Lounge", "description": "",
        "capacity": 6, "guests_allowed": true, "booking_required": true, "price_minor": 4000,
    });
    desk.must_call("save_event", json!({ "form": form })).await?;
    Ok(())
}

#[tokio::test]
async fn r43_sam_begins_the_day_by_keyboard_alone() -> Result<()> {
    let servers = servers().await?;
    let house = House::open().await?;
    let desk = &house.desk;
    connect_past_the_screen(&house, &servers).await?;
    tasting_is_today(desk).await?;
    house
        .anas_conversation("Bonjour Ana, your table is confirmed.")
        .await?;
    answers(&servers, ANA, "Is there a step-free way up?").await?;
    let waits = "SELECT count(*) FROM conversation WHERE waits_since IS NOT NULL";
    desk.database().becomes(waits, 1).await?;
    desk.must_call("sign_out", json!({})).await?;
    desk.go("/").await?;
    desk.reload().await?;

    // Today is what a person sees first.
    desk.see(role("heading", "Who is at the desk?")).await?;
    tabs_to(desk, "Sam Okafor").await?;
    desk.press("Enter").await?;
    desk.has_focus("Password").await?;
    desk.type_words(PASSWORD).await?;
    desk.press("Enter").await?;
    desk.see(role("heading", ", Sam").containing()).await?;
    desk.see(role("button", "Bookings today 1").containing()).await?;
    let waiting = || role("list", "Waiting for you");
    let row = role("button", "Is there a step-free way up?").containing();
    desk.see_inside(waiting(), row).await?;

    // The booking of today is checked in beside the screen.
    let name = "Wine tasting";
    tabs_to(desk, name).await?;
    desk.press("Enter").await?;
    desk.see(panel(WINE)).await?;
    tabs_to(desk, "Check in Ana Moreau").await?;
    desk.press("Enter").await?;
    desk.see(role("button", "1 checked in").containing()).await?;
    desk.press("Escape").await?;
    desk.see_gone(panel(WINE)).await?;

    // Who waits is answered, and waits no longer.
    tabs_to(desk, "step-free way up?").await?;
    desk.press("Enter").await?;
    desk.see(role("region", "Conversation with Ana Moreau")).await?;
    desk.see(label("Reply to Ana")).await?;
    desk.press("r").await?;
    desk.has_focus("Reply to Ana").await?;
    desk.type_words("Lift B goes up to the lounge.").await?;
    desk.press("Ctrl+Enter").await?;
    desk.database().becomes(waits, 0).await?;
    desk.press("Ctrl+k").await?;
    desk.see(role("dialog", "Search")).await?;
    desk.type_words("Today").await?;
    desk.see(css("[role=option][id*=today]")).await?;
    desk.press("Enter").await?;
    desk.see(text("Nobody waits")).await?;
    desk.see(role("list", "Median of each day, last week and this week"))
        .await?;
    Ok(())
}

#[tokio::test]
async fn r43_r22_whoever_sees_no_bookings_is_shown_none_of_today() -> Result<()> {
    let house = House::open().await?;
    let desk = &house.desk;
    house.enters("Sam Okafor", "/today").await?;
    tasting_is_today(desk).await?;
    house.anas_conversation("Bonjour Ana.").await?;
    desk.see(role("button", "Bookings today 1").containing()).await?;
    desk.see(text("3 of 6").containing()).await?;

    house.enters("Zoe Martin", "/today").await?;
    desk.see_inside(role("list", "Events today"), role("button", WINE).containing())
        .await?;
    desk.see_none(text("Bookings today").containing()).await?;
    desk.see_none(text("3 of 6").containing()).await?;
    // Past the screen she is told of none either.
    let today = desk.must_call("today", json!({})).await?;
    assert_eq!(today.get("bookings"), Some(&json!(null)), "{today}");
    Ok(())
}

#[tokio::test]
async fn r43_what_did_not_arrive_stands_first_and_leads_to_the_message() -> Result<()> {
    let servers = servers().await?;
    let house = House::open().await?;
    let desk = &house.desk;
    connect_past_the_screen(&house, &servers).await?;
    let rita = json!({
        "id": null, "name": "Rita Refused", "suite": "7", "email": "refused@example.org", "phone": "",
        "language": "en", "notes": "",
    });
    let rita = desk.must_call("save_resident", json!({ "form": rita })).await?;
    let event = desk
        .database()
        .words("SELECT cast(id AS text) FROM event WHERE kind = 'community_event'")
        .await?;
    let booking =
        json!({ "event": event.first(), "resident": rita, "party": 1, "status": "confirmed", "note": "" });
    let booking = desk
        .must_call("create_booking", json!({ "booking": booking }))
        .await?;
    let words = json!({ "booking": booking, "text": "Your table is confirmed." });
    desk.must_call("start_conversation", words).await?;
    let refused = "SELECT count(*) FROM outbox WHERE state = 'refused'";
    desk.database().becomes(refused, 1).await?;
    desk.go("/today").await?;
    let row = role("button", "No such address").containing();
    desk.click_inside(role("list", "Waiting for you"), row).await?;
    desk.see(role("region", "Conversation with Rita Refused")).await?;
    desk.see(label("Reply to Rita")).await?;
    Ok(())
}
