//! What has been begun to write outlives the program.

use lobby_window_tests::{Result, label, role};

use crate::house::{House, PASSWORD, panel};

/// Signs Sam in on the screen, as after any start.
async fn sam_comes_back(house: &House) -> Result<()> {
    let desk = &house.desk;
    desk.click(role("button", "Sam Okafor").containing()).await?;
    desk.fill(label("Password"), PASSWORD).await?;
    desk.click(role("button", "Sign in")).await?;
    desk.see(role("heading", ", Sam").containing()).await?;
    Ok(())
}

#[tokio::test]
async fn r28_a_first_message_that_was_begun_outlives_a_kill() -> Result<()> {
    let house = House::open().await?;
    house.enters("Sam Okafor", "/bookings").await?;
    house.open_row("Ana Moreau").await?;
    house
        .click_in(panel("Ana Moreau"), role("button", "Start conversation"))
        .await?;
    house
        .desk
        .fill(label("Message to Ana"), "Chère Ana, à propos de")
        .await?;
    let kept = "SELECT count(*) FROM draft JOIN staff ON staff.id = staff_id
        WHERE booking_id IS NOT NULL AND text = 'Chère Ana, à propos de' AND name = 'Sam Okafor'";
    house.desk.database().becomes(kept, 1).await?;
    house.desk.kill().await?;

    let house = house.reopen().await?;
    sam_comes_back(&house).await?;
    house.desk.go("/bookings").await?;
    house.open_row("Ana Moreau").await?;
    let draft = house.desk.see(label("Message to Ana")).await?.value().await?;
    assert_eq!(draft, "Chère Ana, à propos de");

    // It is Sam's alone.
    house.enters("Noor Haddad", "/bookings").await?;
    house.open_row("Ana Moreau").await?;
    house
        .click_in(panel("Ana Moreau"), role("button", "Start conversation"))
        .await?;
    assert_eq!(house.desk.see(label("Message to Ana")).await?.value().await?, "");
    Ok(())
}

#[tokio::test]
async fn r28_a_reply_that_was_begun_outlives_a_kill_and_goes_when_it_is_sent() -> Result<()> {
    let house = House::open().await?;
    house.enters("Sam Okafor", "/bookings").await?;
    let id = house.anas_conversation("Bonjour Ana.").await?;
    let thread = format!("/conversations/{id}");
    house.desk.go(&thread).await?;
    house.desk.fill(label("Reply to Ana"), "One more thing").await?;
    let kept = "SELECT count(*) FROM draft WHERE kind = 'message' AND text = 'One more thing'";
    house.desk.database().becomes(kept, 1).await?;
    house.desk.kill().await?;

    let house = house.reopen().await?;
    let desk = &house.desk;
    sam_comes_back(&house).await?;
    desk.go(&thread).await?;
    assert_eq!(
        desk.see(label("Reply to Ana")).await?.value().await?,
        "One more thing"
    );
    desk.click(role("button", "Send")).await?;
    desk.see(role("article", "One more thing").containing()).await?;
    desk.database().becomes("SELECT count(*) FROM draft", 0).await?;
    desk.go("/bookings").await?;
    desk.see(role("list", "Bookings by event")).await?;
    desk.go(&thread).await?;
    desk.see(role("article", "One more thing").containing()).await?;
    assert_eq!(
        desk.see(label("Reply to Ana")).await?.value().await?,
        "",
        "what was sent came back"
    );
    Ok(())
}
