//! Closing the window over messages that wait, and the tray where they go out meanwhile (R82).

use lobby_window_tests::{Desk, Result, Tray, role, text};

use crate::house::House;

/// Presses a button of the question. The driver waits for the next picture after a press of its own, of which a window
/// that goes has none.
async fn press_later(desk: &Desk, words: &str) -> Result<()> {
    desk.see(role("button", words)).await?;
    let script = "const of = (button) => button.textContent.trim() === arguments[0];
        const button = [...document.querySelectorAll('[role=alertdialog] button')].find(of);
        setTimeout(() => button.click(), 50);";
    desk.script(script, vec![words.into()]).await?;
    Ok(())
}

/// Ana's conversation, whose first message waits for a mailbox.
async fn waits() -> Result<House> {
    let house = House::open().await?;
    house.enters("Sam Okafor", "/bookings").await?;
    house
        .anas_conversation("Bonjour Ana, your table is confirmed.")
        .await?;
    house.enters("Lee Park", "/conversations").await?;
    Ok(house)
}

#[tokio::test]
async fn r82_closing_over_what_waits_asks_first() -> Result<()> {
    let _nobody = Tray::nobody().await;
    let house = waits().await?;
    let desk = &house.desk;
    let window = desk.on_screen()?;
    window.wish_closed()?;
    desk.see(role("alertdialog", "Close Lobby?")).await?;
    desk.see(text("1 message has not gone out yet.")).await?;
    desk.see_none(role("button", "Stay in the tray")).await?;
    desk.click(role("button", "Keep it open")).await?;
    desk.see_none(role("alertdialog", "Close Lobby?")).await?;
    window.wish_closed()?;
    press_later(desk, "Close anyway").await?;
    desk.ended().await
}

#[tokio::test]
async fn r82_the_window_goes_into_the_tray_and_comes_back_from_there() -> Result<()> {
    let tray = Tray::serve().await?;
    let house = waits().await?;
    let desk = &house.desk;
    let process = desk.process()?;
    tray.says(process, "Lobby").await?;
    let window = desk.on_screen()?;
    let stays = async || -> Result<()> {
        window.wish_closed()?;
        press_later(desk, "Stay in the tray").await?;
        window.becomes(false).await
    };
    stays().await?;
    assert_eq!(desk.process()?, process, "the program goes on");
    tray.press(process, "Open Lobby").await?;
    window.becomes(true).await?;

    // Who starts it once more wants this window, and no second one.
    stays().await?;
    assert!(desk.start_again().await?, "the second start ends well");
    window.becomes(true).await?;
    assert_eq!(desk.process()?, process);

    // Quitting asks as closing does.
    stays().await?;
    tray.press(process, "Quit Lobby").await?;
    window.becomes(true).await?;
    press_later(desk, "Close anyway").await?;
    desk.ended().await
}

#[tokio::test]
async fn r82_a_window_comes_back_when_the_tray_goes() -> Result<()> {
    let tray = Tray::serve().await?;
    let house = waits().await?;
    let desk = &house.desk;
    tray.says(desk.process()?, "Lobby").await?;
    let window = desk.on_screen()?;
    window.wish_closed()?;
    press_later(desk, "Stay in the tray").await?;
    window.becomes(false).await?;
    drop(tray);
    window.becomes(true).await?;
    let _nobody = Tray::nobody().await;
    window.wish_closed()?;
    desk.see(role("button", "Keep it open")).await?;
    desk.see_none(role("button", "Stay in the tray")).await
}
