//! R30: saved replies, with the keyboard alone.

use lobby_window_tests::{Result, css, label, role, text};
use serde_json::json;

use crate::house::House;

/// The first message of the stories.
const HELLO: &str = "Bonjour Ana, your table is confirmed.";

#[tokio::test]
async fn r30_a_reply_is_written_down_picked_by_a_slash_and_sent() -> Result<()> {
    let house = House::open().await?;
    let desk = &house.desk;
    house.enters("Noor Haddad", "/settings/replies").await?;
    desk.click(role("button", "Add a saved reply")).await?;
    desk.fill(label("Name"), "Way in").await?;
    desk.fill(label("Text in English"), "Lift B goes up to {place}.")
        .await?;
    desk.fill(
        label("Text in French"),
        "Bonjour {résident}, l’ascenseur B mène à {lieu}.",
    )
    .await?;
    desk.click(text("For all staff")).await?;
    desk.click(role("button", "Add")).await?;
    desk.see(text("Way in")).await?;

    house.enters("Sam Okafor", "/bookings").await?;
    let id = house.anas_conversation(HELLO).await?;
    desk.go(&format!("/conversations/{id}")).await?;
    desk.see(text(HELLO)).await?;
    desk.press("r").await?;
    desk.see(label("Reply to Ana")).await?;
    desk.type_words("/way").await?;
    desk.see(css("section [role=option]")).await?;
    desk.press("Enter").await?;
    desk.see_gone(css("section [role=option]")).await?;
    let written = "return document.activeElement.value";
    let words = desk.script(written, vec![]).await?;
    let words = words.as_str().unwrap_or_default();
    // Ana writes in French.
    assert!(
        words.starts_with("Bonjour Ana Moreau, l’ascenseur B mène à ") && !words.contains('{'),
        "{words}"
    );
    desk.press("Ctrl+Enter").await?;
    desk.see(role("article", "l’ascenseur B mène à").containing())
        .await?;
    desk.database().becomes("SELECT count(*) FROM outbox", 2).await?;
    Ok(())
}

#[tokio::test]
async fn r30_a_placeholder_without_a_value_stops_the_send_and_the_words_stay() -> Result<()> {
    let house = House::open().await?;
    let desk = &house.desk;
    house.enters("Sam Okafor", "/bookings").await?;
    let id = house.anas_conversation(HELLO).await?;
    desk.go(&format!("/conversations/{id}")).await?;
    desk.see(text(HELLO)).await?;
    desk.press("r").await?;
    desk.type_words("It comes to {amount}, all in.").await?;
    desk.press("Ctrl+Enter").await?;
    desk.see(text("placeholder for the amount").containing()).await?;
    let written = "return document.querySelector('section textarea').value";
    assert_eq!(
        desk.script(written, vec![]).await?,
        json!("It comes to {amount}, all in.")
    );
    assert_eq!(desk.database().number("SELECT count(*) FROM outbox").await?, 1);
    Ok(())
}
