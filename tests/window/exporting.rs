//! R52, R53: the record, and what goes out in files.

use lobby_window_tests::{Desk, Result, Trouble, role, text};
use serde_json::json;

use crate::{
    house::{House, item},
    keyboard::tabs_to,
};

/// The file of which a notice says that it was saved; its name ends like this.
async fn saved(desk: &Desk, ending: &str) -> Result<String> {
    desk.see(text(ending).containing()).await?;
    let words = desk.script("return document.body.innerText", vec![]).await?;
    let words = words.as_str().unwrap_or_default();
    let paths = words.lines().filter_map(|line| line.split_once(" saved as "));
    let path = paths.map(|(_, path)| path).find(|path| path.ends_with(ending));
    let path = path.ok_or_else(|| Trouble::new(format!("no path in {words}")))?;
    Ok(std::fs::read_to_string(path.trim())?)
}

#[tokio::test]
async fn r53_r52_noor_lets_the_bookings_out_by_keyboard_and_the_record_says_so() -> Result<()> {
    let house = House::open().await?;
    let desk = &house.desk;
    house.enters("Noor Haddad", "/settings/export").await?;
    desk.see(role("heading", "Export")).await?;
    tabs_to(desk, "Save as CSV: Bookings").await?;
    desk.press("Enter").await?;
    let file = saved(desk, ".csv").await?;
    assert!(file.starts_with("\u{feff}Reference,Event,Start,"), "{file}");
    assert_eq!(file.trim_end().split("\r\n").count(), 4, "{file}");
    assert!(
        file.contains(",Ana Moreau,1204,ana.moreau@example.org,"),
        "{file}"
    );

    desk.go("/settings/record").await?;
    let lines = || role("list", "Record");
    desk.see_inside(lines(), text("lobby-bookings-").containing())
        .await?;
    tabs_to(desk, "Everybody").await?;
    desk.press("Enter").await?;
    desk.see(role("option", "Sam Okafor")).await?;
    desk.type_words("Sam").await?;
    desk.press("Enter").await?;
    // Sam did nothing yet.
    desk.see(text("Nothing recorded")).await?;
    Ok(())
}

#[tokio::test]
async fn r53_r24_sam_saves_a_conversation_as_text_with_and_without_the_notes() -> Result<()> {
    let house = House::open().await?;
    let desk = &house.desk;
    house.enters("Sam Okafor", "/bookings").await?;
    let id = house
        .anas_conversation("Bonjour Ana, your table is confirmed.")
        .await?;
    let note = json!({ "conversation": id, "text": "Her mother uses a wheelchair." });
    desk.must_call("write_note", note).await?;
    desk.go(&format!("/conversations/{id}")).await?;
    let more = || role("button", "More actions: Ana Moreau").containing();
    let thread = || role("region", "Conversation with Ana Moreau");
    house.click_in(thread(), more()).await?;
    desk.click(item("Save as text")).await?;
    desk.see_gone(role("menu", "").of_any_name()).await?;
    let without = saved(desk, ".txt").await?;
    assert!(
        without.contains("Bonjour Ana, your table is confirmed."),
        "{without}"
    );
    assert!(!without.contains("wheelchair"), "a note goes out: {without}");
    house.click_in(thread(), more()).await?;
    desk.see(role("menu", "").of_any_name()).await?;
    desk.click(item("Save as text, with the notes")).await?;
    desk.see_gone(role("menu", "").of_any_name()).await?;
    // The first file is left alone.
    let with = saved(desk, "(2).txt").await?;
    assert!(with.contains("Her mother uses a wheelchair."), "{with}");
    Ok(())
}

#[tokio::test]
async fn r53_r51_whoever_does_not_administer_is_offered_no_export_and_refused_one() -> Result<()> {
    let house = House::open().await?;
    let desk = &house.desk;
    house.enters("Sam Okafor", "/settings/export").await?;
    desk.see(role("heading", "Settings")).await?;
    desk.see_none(text("Export")).await?;
    desk.see_none(text("Record")).await?;
    let refused = desk
        .call("export", json!({ "of": "residents", "language": "en" }))
        .await?;
    let needed = json!({ "kind": "not_allowed", "need": "administration" });
    assert_eq!(refused, Err(needed.clone()));
    let query = json!({ "by": null, "about": null, "after": null });
    let refused = desk.call("list_record", json!({ "query": query })).await?;
    assert_eq!(refused, Err(needed));
    Ok(())
}

#[tokio::test]
async fn diagnostics_are_copied_without_a_name() -> Result<()> {
    let house = House::open().await?;
    let desk = &house.desk;
    house.enters("Sam Okafor", "/bookings").await?;
    house
        .anas_conversation("Bonjour Ana, your table is confirmed.")
        .await?;
    desk.go("/settings").await?;
    desk.click(role("button", "Copy diagnostics")).await?;
    desk.see(text("The diagnostics are copied").containing()).await?;
    let told = desk.must_call("diagnostics", json!({})).await?;
    let told = told.as_str().unwrap_or_default();
    assert!(told.contains("started version="), "the log is not in it:\n{told}");
    for secret in ["Ana", "Sam", "Okafor", "Harbour", "table", "example.org"] {
        assert!(!told.contains(secret), "{secret} is in\n{told}");
    }
    Ok(())
}
