//! When the data cannot be opened: what the window says, that the file is left alone, and Try again.

use std::path::Path;
use std::time::{Duration, Instant};

use lobby_window_tests::{Desk, Opening, Result, Trouble, role, text};
use serde_json::json;

use crate::house::House;

/// A data folder with something in the place of Lobby's file.
fn folder_with(content: &[u8]) -> Result<tempfile::TempDir> {
    let folder = tempfile::tempdir()?;
    std::fs::write(folder.path().join("lobby.db"), content)?;
    Ok(folder)
}

/// The window says this and stays whole, without a rule of axe broken.
async fn says(desk: &Desk, title: &str, folder: &Path) -> Result<()> {
    desk.see(role("heading", title)).await?;
    desk.see(text(&folder.display().to_string())).await?;
    for theme in ["light", "dark"] {
        desk.script(
            "document.documentElement.dataset.theme = arguments[0]",
            vec![json!(theme)],
        )
        .await?;
        desk.settled().await?;
        desk.breaks_no_rule(&format!("“{title}”, {theme}")).await?;
    }
    Ok(())
}

#[tokio::test]
async fn r84_a_second_lobby_on_the_same_folder_says_so_and_opens_when_the_first_is_gone() -> Result<()> {
    let house = House::open().await?;
    let second = Opening::default().on(house.desk.data()).open().await?;
    says(&second, "Lobby is open already", house.desk.data()).await?;
    let refused = second.call("pulse", json!({})).await?.err();
    let fault = refused.and_then(|problem| problem.get("fault").cloned());
    assert_eq!(
        fault,
        Some(json!("in_use")),
        "a second Lobby works with the folder"
    );

    // The first goes on as if nothing had been.
    house.enters("Sam Okafor", "/bookings").await?;
    second.click(role("button", "Try again")).await?;
    second.see(role("heading", "Lobby is open already")).await?;
    house.desk.kill().await?;
    // The system lets go of the folder a moment after it has ended the program.
    let begun = Instant::now();
    while second
        .all(&role("heading", "Who is at the desk?"))
        .await?
        .is_empty()
    {
        if begun.elapsed() > Duration::from_secs(15) {
            return Err(second.trouble("the second Lobby does not open").await);
        }
        for again in second.all(&role("button", "Try again")).await? {
            // It may go away under the mouse, which is what is waited for.
            let _ = again.click().await;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    Ok(())
}

#[tokio::test]
async fn r84_a_damaged_file_is_named_left_as_it_was_and_tried_again() -> Result<()> {
    let content = b"This is no file of Lobby, but somebody may still want it.".repeat(40);
    let folder = folder_with(&content)?;
    let desk = Opening::default().on(folder.path()).open().await?;
    says(&desk, "The file of this building is damaged", folder.path()).await?;
    desk.click(role("button", "Technical details")).await?;
    desk.see(text("does not begin as a SQLite file does").containing())
        .await?;
    desk.click(role("button", "Try again")).await?;
    desk.see(role("heading", "The file of this building is damaged"))
        .await?;
    let file = folder.path().join("lobby.db");
    assert_eq!(std::fs::read(&file)?, content, "the damaged file was touched");

    // With the file out of the way it goes on, without being started again; and in French, if one likes.
    desk.click(role("button", "Français")).await?;
    desk.see(role("heading", "Le fichier de cet immeuble est endommagé"))
        .await?;
    std::fs::rename(&file, folder.path().join("kept.db"))?;
    desk.click(role("button", "Réessayer")).await?;
    desk.see(role("button", "Installer un immeuble").containing())
        .await
        .map(|_| ())
}

#[tokio::test]
async fn r84_a_file_of_a_newer_lobby_is_left_as_it_was() -> Result<()> {
    let house = House::open().await?;
    house.desk.kill().await?;
    let folder = tempfile::tempdir()?;
    for name in ["lobby.db", "lobby.db-wal"] {
        let from = house.desk.data().join(name);
        if from.exists() {
            std::fs::copy(from, folder.path().join(name))?;
        }
    }
    let file = folder.path().join("lobby.db");
    let version = std::process::Command::new("sqlite3")
        .arg(&file)
        .arg("PRAGMA wal_checkpoint(TRUNCATE); PRAGMA user_version = 9999; PRAGMA journal_mode = DELETE;")
        .output()?;
    if !version.status.success() {
        return Err(Trouble::new(
            String::from_utf8_lossy(&version.stderr).into_owned(),
        ));
    }
    let before = std::fs::read(&file)?;
    let desk = Opening::default().on(folder.path()).open().await?;
    says(&desk, "A newer Lobby made this file", folder.path()).await?;
    desk.click(role("button", "Try again")).await?;
    desk.see(text("Update Lobby on this computer, then try again."))
        .await?;
    assert_eq!(std::fs::read(&file)?, before, "the newer file was touched");
    Ok(())
}
