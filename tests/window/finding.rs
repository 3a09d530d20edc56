//! R42: finding every word, and doing what can be done, with the keyboard alone.

use lobby_window_tests::{Result, css, role, text};
use serde_json::json;

use crate::house::House;

/// The first message of the stories.
const HELLO: &str = "Bonjour Ana, your table is confirmed.";

#[tokio::test]
async fn r42_a_word_leads_to_the_very_message_however_far_back() -> Result<()> {
    let house = House::open().await?;
    let desk = &house.desk;
    house.enters("Sam Okafor", "/bookings").await?;
    let id = house.anas_conversation(HELLO).await?;
    for nth in 0..120 {
        let text = if nth == 3 {
            "Elle a oublié son PARAPLUIE à l’accueil.".to_owned()
        } else {
            format!("Parcel {nth} came.")
        };
        desk.must_call("write_note", json!({ "conversation": id, "text": text }))
            .await?;
    }
    desk.press("Ctrl+k").await?;
    desk.type_words("oublie parap").await?;
    desk.see(css("[role=option] mark")).await?;
    let found = desk.words_of(css("[role=option][id*=message]")).await?;
    assert!(
        found.contains("PARAPLUIE") && found.contains("Ana Moreau"),
        "{found}"
    );
    desk.press("Enter").await?;
    desk.see(css("[data-wanted]")).await?;
    // It is in sight and has the focus: who cannot see the screen is read it.
    let seen = desk
        .script(
            "const one = document.querySelector('[data-wanted]'); const at = one.getBoundingClientRect();
            const feed = one.closest('[role=log]').getBoundingClientRect();
            return document.activeElement === one && at.top >= feed.top && at.bottom <= feed.bottom && one.textContent;",
            vec![],
        )
        .await?;
    assert!(
        seen.as_str().is_some_and(|words| words.contains("PARAPLUIE")),
        "{seen}"
    );
    // What lies between is there, without a gap.
    desk.see(text("Parcel 4 came.")).await?;

    // A word that stands nowhere finds nothing, and says so.
    desk.press("Ctrl+k").await?;
    desk.type_words("zeppelin").await?;
    desk.see(text("Nothing found for “zeppelin”").containing())
        .await?;
    desk.see_none(css("[role=option]")).await?;
    Ok(())
}

#[tokio::test]
async fn r42_older_messages_follow_as_far_as_one_asks_for_them() -> Result<()> {
    let house = House::open().await?;
    let desk = &house.desk;
    house.enters("Sam Okafor", "/bookings").await?;
    let id = house.anas_conversation(HELLO).await?;
    for nth in 0..75 {
        let text = format!("Parcel {nth} came.");
        desk.must_call("write_note", json!({ "conversation": id, "text": text }))
            .await?;
    }
    desk.press("Ctrl+k").await?;
    desk.type_words("parcel").await?;
    desk.see(css("[role=option][id$=more-messages]")).await?;
    for _ in 0..2 {
        desk.see(css("[role=option][id$=more-messages]")).await?;
        // The last of the messages: up from the first of all goes round to the end.
        let to_more = "return [...document.querySelectorAll('[role=option]')].findIndex((one) => one.id.endsWith('more-messages'))";
        let steps = desk.script(to_more, vec![]).await?.as_u64().unwrap_or(0);
        let at = "return [...document.querySelectorAll('[role=option]')].findIndex((one) => one.ariaSelected === 'true')";
        let from = desk.script(at, vec![]).await?.as_u64().unwrap_or(0);
        for _ in from..steps {
            desk.press("Down").await?;
        }
        desk.press("Enter").await?;
    }
    desk.see_gone(css("[role=option][id$=more-messages]")).await?;
    desk.see(text("Parcel").containing()).await?;
    let all = "return document.querySelectorAll('[role=option][id*=message-]').length";
    assert_eq!(desk.script(all, vec![]).await?, json!(75));
    Ok(())
}

#[tokio::test]
async fn r42_the_search_does_what_the_screen_offers_and_says_its_keys() -> Result<()> {
    let house = House::open().await?;
    let desk = &house.desk;
    house.enters("Sam Okafor", "/bookings").await?;
    let id = house.anas_conversation(HELLO).await?;
    desk.go(&format!("/conversations/{id}")).await?;
    desk.see(text(HELLO)).await?;
    desk.press("Ctrl+k").await?;
    desk.type_words("close").await?;
    let close = desk.words_of(css("[role=option][id$=action-settle]")).await?;
    assert!(
        close.starts_with("Close") && close.trim_end().ends_with('E'),
        "{close}"
    );
    desk.press("Enter").await?;
    desk.see(text("Closed by Sam Okafor").containing()).await?;
    let closed = "SELECT count(*) FROM conversation WHERE state = 'closed'";
    assert_eq!(desk.database().number(closed).await?, 1);
    desk.see_gone(role("dialog", "Search")).await?;

    // What belongs to another screen opens it.
    desk.press("Ctrl+k").await?;
    desk.type_words("new book").await?;
    desk.see(css("[role=option][id$=new-booking]")).await?;
    desk.press("Enter").await?;
    desk.see(role("dialog", "New booking")).await?;
    Ok(())
}

#[tokio::test]
async fn r42_r22_whoever_sees_no_bookings_is_offered_none() -> Result<()> {
    let house = House::open().await?;
    let desk = &house.desk;
    house.enters("Sam Okafor", "/bookings").await?;
    house.anas_conversation(HELLO).await?;
    let booking = || css("[role=option][id*=booking-]");
    let typed = async |who: &str, words: &str| {
        house.enters(who, "/conversations").await?;
        desk.press("Ctrl+k").await?;
        desk.type_words(words).await
    };
    typed("Sam Okafor", "moreau").await?;
    desk.see(booking()).await?;
    typed("Zoe Martin", "moreau").await?;
    desk.see(css("[role=option][id*=resident-]")).await?;
    desk.see_none(booking()).await?;
    // What was said is everybody's to read (R20).
    typed("Zoe Martin", "confirmed").await?;
    desk.see(css("[role=option][id*=message-]")).await?;
    Ok(())
}
