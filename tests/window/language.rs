//! R90 and R91: the language and the theme are each person's own, and outlive a restart.

use lobby_window_tests::{Desk, Result, label, role, text};
use serde_json::json;

use crate::house::{House, PASSWORD};

const KEPT: &str = "SELECT language || ' ' || theme FROM staff WHERE name = 'Sam Okafor'";

/// How bright the ground of the window is drawn, from 0 to 255.
async fn brightness(desk: &Desk) -> Result<f64> {
    let script = "\
const [red, green, blue] = getComputedStyle(document.body).backgroundColor.match(/[\\d.]+/g).map(Number);
return (red + green + blue) / 3;";
    Ok(desk.script(script, vec![]).await?.as_f64().unwrap_or_default())
}

#[tokio::test]
async fn r90_sam_reads_french_from_now_on_and_lee_does_not() -> Result<()> {
    let house = House::open().await?;
    let desk = &house.desk;
    house.enters("Sam Okafor", "/settings").await?;
    desk.click(role("button", "English Language").containing())
        .await?;
    desk.click(role("option", "Français")).await?;
    desk.see(role("navigation", "Sections")).await?;
    for section in ["Réservations", "Événements", "Résidents", "Réglages"] {
        desk.see(role("link", section)).await?;
    }
    desk.see_none(role("link", "Bookings")).await?;
    assert_eq!(desk.database().words(KEPT).await?, ["fr system"]);
    assert_eq!(
        desk.script("return document.documentElement.lang", vec![])
            .await?,
        json!("fr")
    );
    desk.kill().await?;

    let house = house.reopen().await?;
    let desk = &house.desk;
    // The sign-in speaks the building's language; the desk speaks Sam's.
    desk.click(role("button", "Sam Okafor").containing()).await?;
    desk.fill(label("Password"), PASSWORD).await?;
    desk.click(role("button", "Sign in")).await?;
    desk.see(role("heading", ", Sam").containing()).await?;
    desk.see(role("link", "Réservations")).await?;
    desk.see(role("button", "Sans boîte courriel").containing())
        .await?;
    house.enters("Lee Park", "/bookings").await?;
    desk.see(role("heading", "Bookings")).await?;
    Ok(())
}

#[tokio::test]
async fn r91_dark_is_dark_at_once_and_after_a_restart() -> Result<()> {
    let house = House::open().await?;
    let desk = &house.desk;
    house.enters("Sam Okafor", "/settings").await?;
    desk.click(text("Light")).await?;
    desk.database()
        .becomes("SELECT count(*) FROM staff WHERE theme = 'light'", 1)
        .await?;
    desk.settled().await?;
    assert!(brightness(desk).await? > 200.0, "light is not light");
    desk.click(text("Dark")).await?;
    desk.database()
        .becomes("SELECT count(*) FROM staff WHERE theme = 'dark'", 1)
        .await?;
    desk.settled().await?;
    assert!(brightness(desk).await? < 60.0, "dark is not dark");
    desk.kill().await?;

    let house = house.reopen().await?;
    house.enters("Sam Okafor", "/bookings").await?;
    house.desk.see(role("heading", "Bookings")).await?;
    house.desk.settled().await?;
    assert!(brightness(&house.desk).await? < 60.0, "dark is forgotten");
    assert_eq!(house.desk.database().words(KEPT).await?, ["en dark"]);
    Ok(())
}
