//! The bookings list, what staff do with a booking, and what becomes of the reason.

use std::time::{Duration, Instant};

use lobby_window_tests::{Desk, Result, label, role, text};
use serde_json::json;

use crate::house::{House, WINE, item, panel};

const JONAS: &str =
    "SELECT b.status FROM booking b JOIN resident r ON r.id = b.resident_id WHERE r.name = 'Jonas Tremblay'";
const PRIYA: &str =
    "SELECT b.status FROM booking b JOIN resident r ON r.id = b.resident_id WHERE r.name = 'Priya Krishnan'";

async fn stands(desk: &Desk, query: &'static str, status: &str) -> Result<()> {
    let found = desk.database().words(query).await?;
    assert_eq!(found, [status]);
    Ok(())
}

#[tokio::test]
async fn r2_r3_approve_check_in_take_back_and_no_room_offers_the_waiting_list() -> Result<()> {
    let house = House::open().await?;
    let desk = &house.desk;
    house.enters("Sam Okafor", "/bookings").await?;
    desk.see(text("3 of 6 booked")).await?;
    house.open_row("Jonas Tremblay").await?;
    house
        .click_in(panel("Jonas Tremblay"), role("button", "Approve"))
        .await?;
    desk.see(text("Jonas Tremblay’s booking is confirmed.")).await?;
    desk.see(text("5 of 6 booked")).await?;
    stands(desk, JONAS, "confirmed").await?;

    // An action that the status does not allow is not offered any more.
    house
        .see_in(panel("Jonas Tremblay"), role("button", "Check in"))
        .await?;
    house.more_in_panel("Jonas Tremblay").await?;
    desk.see(item("Mark as no-show")).await?;
    desk.see_none(item("Approve")).await?;
    desk.see_none(item("Decline booking")).await?;
    desk.press("Escape").await?;
    let step = json!({ "booking": house.jonas, "action": "approve", "reason": "" });
    let refused = desk.call("step_booking", json!({ "step": step })).await?;
    assert_eq!(refused, Err(json!({ "kind": "status_forbids" })));

    house
        .click_in(panel("Jonas Tremblay"), role("button", "Check in"))
        .await?;
    desk.see(text("Jonas Tremblay is checked in.")).await?;
    stands(desk, JONAS, "checked_in").await?;
    house
        .click_in(role("region", "Notices"), role("button", "Undo"))
        .await?;
    desk.see(text("Jonas Tremblay is no longer checked in.")).await?;
    stands(desk, JONAS, "confirmed").await?;

    // R3: one place is left, and Priya comes with a guest.
    house.more_on_row("Priya Krishnan").await?;
    desk.click(item("Approve")).await?;
    desk.see(role("dialog", "Not enough places")).await?;
    desk.see(text(&format!("Only 1 place is left at {WINE}.")))
        .await?;
    stands(desk, PRIYA, "pending").await?;
    house
        .click_in(
            role("dialog", "Not enough places"),
            role("button", "Move to the waiting list"),
        )
        .await?;
    desk.see(text("Priya Krishnan is on the waiting list.")).await?;
    stands(desk, PRIYA, "waitlisted").await?;

    // A place that frees up is offered by hand, never taken silently.
    house.more_on_row("Ana Moreau").await?;
    desk.click(item("Mark as no-show")).await?;
    desk.see(text("Ana Moreau is marked as no-show.")).await?;
    stands(desk, PRIYA, "waitlisted").await?;
    house.more_on_row("Priya Krishnan").await?;
    desk.click(item("Offer the place")).await?;
    desk.see(text("Priya Krishnan has the place: the booking is confirmed."))
        .await?;
    stands(desk, PRIYA, "confirmed").await
}

#[tokio::test]
async fn r2_lee_is_offered_no_step_and_is_refused_one() -> Result<()> {
    let house = House::open().await?;
    let desk = &house.desk;
    house.enters("Lee Park", "/bookings").await?;
    house.open_row("Jonas Tremblay").await?;
    desk.see(text("jonas@example.org")).await?;
    house.more_in_panel("Jonas Tremblay").await?;
    desk.see(item("View event")).await?;
    for hidden in [
        "Approve",
        "Decline booking",
        "Cancel booking",
        "Edit booking",
        "Record payment…",
    ] {
        desk.see_none(item(hidden)).await?;
    }
    desk.press("Escape").await?;
    desk.see_none(role("button", "Approve")).await?;
    desk.see_none(role("button", "New booking")).await?;
    let step = json!({ "booking": house.jonas, "action": "approve", "reason": "" });
    let refused = desk.call("step_booking", json!({ "step": step })).await?;
    assert_eq!(
        refused,
        Err(json!({ "kind": "not_allowed", "need": "manage_bookings" }))
    );
    stands(desk, JONAS, "pending").await
}

#[tokio::test]
async fn r2_a_reason_goes_to_the_resident_or_is_kept_where_there_is_no_address() -> Result<()> {
    let house = House::open().await?;
    let desk = &house.desk;
    house.enters("Sam Okafor", "/bookings").await?;
    house.more_on_row("Jonas Tremblay").await?;
    desk.click(item("Decline booking")).await?;
    desk.see(text(
        "Goes to Jonas as the first message of this booking’s conversation.",
    ))
    .await?;
    let dialog = || role("dialog", "Decline Jonas Tremblay’s booking?");
    house
        .click_in(dialog(), role("button", "Decline booking"))
        .await?;
    desk.see(text("Write the reason: the resident is told.")).await?;
    stands(desk, JONAS, "pending").await?;
    desk.fill(label("Reason"), "The evening is full.").await?;
    house
        .click_in(dialog(), role("button", "Decline booking"))
        .await?;
    desk.see(text(
        "Jonas Tremblay’s booking is declined. The reason goes to them as a message.",
    ))
    .await?;
    stands(desk, JONAS, "declined").await?;
    let told = "SELECT count(*) FROM outbox o JOIN entry e ON e.id = o.entry_id JOIN conversation c
        ON c.id = e.conversation_id JOIN resident r ON r.id = c.resident_id
        WHERE e.text = 'The evening is full.' AND e.kind = 'message_out' AND r.name = 'Jonas Tremblay'";
    assert_eq!(desk.database().number(told).await?, 1);

    house.more_on_row("Priya Krishnan").await?;
    desk.click(item("Decline booking")).await?;
    desk.see(text("Priya has no email address: the reason is kept as an entry").containing())
        .await?;
    desk.fill(label("Reason"), "No more places.").await?;
    let dialog = role("dialog", "Decline Priya Krishnan’s booking?");
    house.click_in(dialog, role("button", "Decline booking")).await?;
    desk.see(text("the reason is kept in the conversation; nothing is sent.").containing())
        .await?;
    stands(desk, PRIYA, "declined").await?;
    let kept = "SELECT count(*) FROM entry WHERE text = 'No more places.' AND kind = 'booking_declined'";
    assert_eq!(desk.database().number(kept).await?, 1);
    assert_eq!(
        desk.database().number("SELECT count(*) FROM outbox").await?,
        1,
        "a reason went to nobody"
    );
    Ok(())
}

#[tokio::test]
async fn r4_payment_is_recorded_and_can_be_taken_back() -> Result<()> {
    let house = House::open().await?;
    let desk = &house.desk;
    house.enters("Sam Okafor", "/bookings").await?;
    house.open_row("Ana Moreau").await?;
    let paid = "SELECT count(*) FROM booking WHERE payment = 'paid' AND amount_minor = 12000 AND amount_currency = 'CAD'";
    assert_eq!(desk.database().number(paid).await?, 0);
    house.more_in_panel("Ana Moreau").await?;
    desk.click(item("Record payment…")).await?;
    let dialog = || role("dialog", "Record Ana Moreau’s payment");
    house.click_in(dialog(), text("Paid")).await?;
    house.click_in(dialog(), role("button", "Record")).await?;
    desk.see(text("Payment recorded: Paid.")).await?;
    desk.database().becomes(paid, 1).await?;
    house
        .click_in(role("region", "Notices"), role("button", "Undo"))
        .await?;
    desk.see(text("Payment recorded: Unpaid.")).await?;
    desk.database().becomes(paid, 0).await
}

/// Waits until every row that is drawn is like this, and there are as many as said, or any. What is in sight is
/// drawn before what lies around it.
async fn rows_become(desk: &Desk, many: Option<i64>, wanted: impl Fn(&str) -> bool) -> Result<()> {
    let begun = Instant::now();
    loop {
        let script = "return [...document.querySelectorAll('[data-row]')].map((row) => row.innerText)";
        let rows: Vec<String> = serde_json::from_value(desk.script(script, vec![]).await?)?;
        let enough = match many {
            Some(many) => i64::try_from(rows.len()) == Ok(many),
            None => !rows.is_empty(),
        };
        if enough && rows.iter().all(|row| wanted(row)) {
            return Ok(());
        }
        if begun.elapsed() > Duration::from_secs(10) {
            return Err(desk
                .trouble(&format!("other rows stay in the list, not {many:?}: {rows:?}"))
                .await);
        }
        tokio::time::sleep(Duration::from_millis(40)).await;
    }
}

#[tokio::test]
async fn r6_the_list_stands_by_event_and_filters_and_searches() -> Result<()> {
    let desk = Desk::open_sample().await?;
    desk.sign_in_to_sample("Sam Okafor").await?;
    desk.go("/bookings").await?;
    let words = desk.words_of(role("list", "Bookings by event")).await?;
    let first = "SELECT e.title FROM booking b JOIN event e ON e.id = b.event_id
        WHERE b.ends_at > 1000 * unixepoch() ORDER BY b.starts_at, e.id LIMIT 1";
    let first = desk.database().words(first).await?.join("");
    assert!(
        words.contains(&first),
        "{first} is not at the beginning:\n{words}"
    );

    desk.click(role("radio", "Waitlisted")).await?;
    let waiting = "SELECT count(*) FROM booking WHERE status = 'waitlisted' AND ends_at > 1000 * unixepoch()";
    let waiting = desk.database().number(waiting).await?;
    rows_become(&desk, Some(waiting), |row| row.contains("Waitlisted")).await?;
    desk.click(role("radio", "Upcoming")).await?;
    desk.fill(label("Search bookings"), "moreau").await?;
    rows_become(&desk, None, |row| row.contains("Moreau")).await?;
    desk.fill(label("Search bookings"), "zzzz").await?;
    desk.see(text("No booking found for “zzzz”")).await?;
    desk.click(role("button", "Clear the search")).await?;
    desk.see(role("list", "Bookings by event")).await?;
    Ok(())
}

#[tokio::test]
async fn r8_a_booking_is_written_down_by_hand() -> Result<()> {
    let house = House::open().await?;
    let desk = &house.desk;
    house.enters("Sam Okafor", "/bookings").await?;
    desk.click(role("button", "New booking")).await?;
    desk.see(role("listbox", "").of_any_name()).await?;
    desk.type_words("Wine").await?;
    desk.click(role("option", WINE).containing()).await?;
    desk.see_gone(role("listbox", "").of_any_name()).await?;
    desk.fill(label("Resident"), "Jonas").await?;
    // The list is done with looking when the others have gone; until then it moves under the mouse.
    desk.see_gone(role("option", "Ana Moreau").containing()).await?;
    desk.settled().await?;
    desk.click(role("option", "Jonas Tremblay").containing()).await?;
    desk.see_gone(role("listbox", "").of_any_name()).await?;
    desk.fill(label("Party"), "4").await?;
    desk.click(role("button", "Add booking")).await?;
    // R3: four do not fit beside Ana's three.
    desk.see(text("Only 3 places are left. Nothing was changed."))
        .await?;
    assert_eq!(desk.database().number("SELECT count(*) FROM booking").await?, 3);
    desk.fill(label("Party"), "2").await?;
    desk.click(role("button", "Add booking")).await?;
    desk.see(panel("Jonas Tremblay")).await?;
    let added = "SELECT count(*) FROM booking b JOIN staff s ON s.id = b.booked_by JOIN resident r
        ON r.id = b.resident_id WHERE r.name = 'Jonas Tremblay' AND b.status = 'confirmed' AND b.party = 2
        AND s.name = 'Sam Okafor'";
    desk.database().becomes(added, 1).await
}
