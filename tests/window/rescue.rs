//! Backups by hand, going back to one, and getting a damaged file's data back.

use std::path::{Path, PathBuf};

use lobby_window_tests::{Desk, Opening, Result, Trouble, damage, label, role, text};
use serde_json::json;

use crate::house::{House, PASSWORD};

/// Written after the backup: no backup has it.
const HELLO: &str = "Bonjour Ana, your table is confirmed.";

const CONVERSATIONS: &str = "SELECT count(*) FROM conversation";

/// Signs Noor in on the screen, as after any start.
async fn noor_comes_back(desk: &Desk) -> Result<()> {
    desk.see(role("heading", "Who is at the desk?")).await?;
    desk.click(role("button", "Noor Haddad").containing()).await?;
    desk.fill(label("Password"), PASSWORD).await?;
    desk.click(role("button", "Sign in")).await?;
    desk.see(role("navigation", "Sections")).await?;
    Ok(())
}

/// The file that was kept aside when another took its place.
fn kept_aside(data: &Path) -> Result<PathBuf> {
    std::fs::read_dir(data)?
        .flatten()
        .map(|entry| entry.path().join("lobby.db"))
        .find(|file| file.exists())
        .ok_or_else(|| Trouble::new(format!("nothing is kept aside in {}", data.display())))
}

/// The house with a backup, a conversation that began after it, and a file that was damaged since; with the
/// conversation's id.
async fn damaged_house() -> Result<(House, String)> {
    let house = House::open().await?;
    house.enters("Noor Haddad", "/bookings").await?;
    house.desk.must_call("back_up", json!({})).await?;
    let id = house.anas_conversation(HELLO).await?;
    house.desk.kill().await?;
    // The events go: none of them would be readable without the backup.
    damage(house.desk.data(), "Board meeting")?;
    let house = house.reopen().await?;
    house
        .desk
        .see(role("heading", "The file of this building is damaged"))
        .await?;
    Ok((house, id))
}

/// Reads the outcome, goes on, and finds the words that no backup has.
async fn finds_the_words(house: &House, id: &str) -> Result<()> {
    let desk = &house.desk;
    desk.see(text("1 message waits in the outbox.")).await?;
    desk.see(text("The damaged file is kept in this folder:").containing())
        .await?;
    kept_aside(desk.data())?;
    desk.click(role("button", "Continue")).await?;
    noor_comes_back(desk).await?;
    desk.go(&format!("/conversations/{id}")).await?;
    desk.see(text(HELLO)).await?;
    let waiting = "SELECT count(*) FROM outbox WHERE state = 'waiting'";
    assert_eq!(desk.database().number(waiting).await?, 1);
    let events = "SELECT count(*) FROM event WHERE title = 'Board meeting'";
    assert_eq!(
        desk.database().number(events).await?,
        1,
        "the backup filled no gap"
    );
    Ok(())
}

#[tokio::test]
async fn r80_what_can_be_read_of_a_damaged_file_is_saved_and_the_words_are_there() -> Result<()> {
    let (house, id) = damaged_house().await?;
    house
        .desk
        .breaks_no_rule("the choices for a damaged file")
        .await?;
    house.desk.click(role("button", "Save what can be read")).await?;
    house
        .desk
        .see(role("heading", "What could be read is saved"))
        .await?;
    house.desk.breaks_no_rule("the outcome of a rescue").await?;
    finds_the_words(&house, &id).await
}

#[tokio::test]
async fn r80_going_back_to_the_backup_of_a_damaged_file_keeps_what_waits_in_the_outbox() -> Result<()> {
    let (house, id) = damaged_house().await?;
    house
        .desk
        .click(role("button", "Go back to the backup of").containing())
        .await?;
    house.desk.see(role("heading", "The backup is back")).await?;
    finds_the_words(&house, &id).await
}

#[tokio::test]
async fn a_file_of_which_nothing_can_be_read_is_left_as_it_was() -> Result<()> {
    let content = b"This is no file of Lobby, but somebody may still want it.".repeat(40);
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("lobby.db");
    std::fs::write(&file, &content)?;
    let desk = Opening::default().on(folder.path()).open().await?;
    desk.click(role("button", "Save what can be read")).await?;
    desk.see(text("there is no good backup").containing()).await?;
    desk.breaks_no_rule("a rescue that failed").await?;
    assert_eq!(std::fs::read(&file)?, content, "the damaged file was touched");
    Ok(())
}

#[tokio::test]
async fn a_backup_is_made_by_hand_and_gone_back_to() -> Result<()> {
    let house = House::open().await?;
    let desk = &house.desk;
    house.enters("Noor Haddad", "/settings/backup").await?;
    desk.click(role("button", "Back up now")).await?;
    desk.see(text("The backup is made")).await?;
    desk.see(text("The last good backup was made on").containing())
        .await?;
    house.anas_conversation(HELLO).await?;
    desk.database().becomes(CONVERSATIONS, 1).await?;

    desk.click(role("button", "Restore…").containing()).await?;
    let dialog = || role("alertdialog", "Go back to the backup of").containing();
    let words = house.words_in(dialog()).await?;
    assert!(
        words.contains("what waits in the outbox") && words.contains("Everybody signs in again."),
        "it is not said what will happen: {words}"
    );
    house
        .click_in(dialog(), role("button", "Go back to this backup"))
        .await?;
    noor_comes_back(desk).await?;
    desk.database().becomes(CONVERSATIONS, 0).await?;
    kept_aside(desk.data())?;
    Ok(())
}

#[tokio::test]
async fn a_backup_that_fails_is_told_wherever_one_is_until_one_succeeds() -> Result<()> {
    let house = House::open().await?;
    let desk = &house.desk;
    let place = tempfile::tempdir()?;
    let folder = place.path().join("stick");
    house.enters("Noor Haddad", "/settings/backup").await?;
    desk.fill(label("Folder").containing(), &folder.display().to_string())
        .await?;
    desk.click(role("button", "Save")).await?;
    desk.see(text("Where and when to back up is saved")).await?;
    // Something else stands where the folder was.
    std::fs::remove_dir_all(&folder)?;
    std::fs::write(&folder, "no folder")?;
    desk.click(role("button", "Back up now")).await?;
    desk.see(text("Backups have failed since").containing()).await?;
    desk.go("/bookings").await?;
    desk.see(role("heading", "Bookings")).await?;
    desk.click(role("link", "Backups fail")).await?;

    std::fs::remove_file(&folder)?;
    desk.click(role("button", "Back up now")).await?;
    desk.see(text("The backup is made")).await?;
    desk.see_gone(role("link", "Backups fail")).await
}
