//! The program opens; and the harness finds what is there, misses what is not, and lives through a kill.

use lobby_window_tests::{Desk, Result, Size, label, role, test_id, text};
use serde_json::json;

/// A page with one of each, put in the place of whatever the program shows.
const PAGE: &str = "
<main>
  <h1>Control</h1>
  <label>Email <input></label>
  <button>Sign <b>in</b></button>
  <button style='display: none'>Hidden</button>
  <p style='color: #ccc; background: #fff'>pale words</p>
  <output data-testid='told'></output>
</main>";

/// Says which keys arrive.
const LISTEN: &str = "
document.body.innerHTML = arguments[0];
const told = document.querySelector('output');
document.querySelector('button').onclick = () => { told.textContent = document.querySelector('input').value; };
document.addEventListener('keydown', (event) => {
  if (event.ctrlKey && event.key !== 'Control') told.textContent = 'Ctrl and ' + event.key;
});";

#[tokio::test]
async fn the_window_opens_with_its_name_in_both_sizes() -> Result<()> {
    let desk = Desk::open_new().await?;
    assert_eq!(desk.title().await?, "Lobby");
    desk.resize(Size::NARROW).await?;
    desk.resize(Size::WIDE).await
}

#[tokio::test]
async fn after_a_kill_the_window_opens_again() -> Result<()> {
    let desk = Desk::open_new().await?;
    desk.kill().await?;
    assert!(desk.title().await.is_err(), "a killed window still answers");
    let desk = desk.reopen().await?;
    assert_eq!(desk.title().await?, "Lobby");
    Ok(())
}

#[tokio::test]
async fn the_harness_finds_types_and_presses_as_a_person_does() -> Result<()> {
    let desk = Desk::open_new().await?;
    desk.script(LISTEN, vec![json!(PAGE)]).await?;
    desk.see(role("heading", "Control")).await?;
    desk.see_none(role("button", "Hidden")).await?;
    assert!(
        desk.see_none(role("button", "Sign in")).await.is_err(),
        "what is shown was called hidden"
    );

    desk.fill(label("Email"), "first").await?;
    desk.fill(label("Email"), "hélène@example.org").await?;
    desk.click(role("button", "sign").containing()).await?;
    desk.see(text("hélène@example.org")).await?;
    desk.press("Ctrl+k").await?;
    assert_eq!(desk.words_of(test_id("told")).await?, "Ctrl and k");
    Ok(())
}

#[tokio::test]
async fn axe_finds_words_that_are_too_pale() -> Result<()> {
    let desk = Desk::open_new().await?;
    desk.script(LISTEN, vec![json!(PAGE)]).await?;
    let rules: Vec<String> = desk
        .violations()
        .await?
        .into_iter()
        .map(|violation| violation.rule)
        .collect();
    assert!(
        rules.contains(&"color-contrast".to_owned()),
        "axe found only {rules:?}"
    );
    Ok(())
}
