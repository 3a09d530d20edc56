//! R91: a whole round without a mouse.

use lobby_window_tests::{Desk, Result, label, role};
use serde_json::json;

use crate::house::{House, PASSWORD, panel};

/// Presses Tab until something with this in its name has the focus, as somebody without a mouse does, and
/// looks at every stop on the way: each must be seen.
pub async fn tabs_to(desk: &Desk, name: &str) -> Result<()> {
    let mut way = Vec::new();
    for _ in 0..40 {
        let focused = desk.focused().await?;
        // A panel has the words of everything in it, and is nothing to press.
        let pressed = "return document.activeElement.matches('a, button, input, textarea')";
        if focused.contains(name) && desk.script(pressed, vec![]).await? == json!(true) {
            return Ok(());
        }
        way.push(focused);
        desk.press("Tab").await?;
        shows_focus(desk).await?;
    }
    Err(desk
        .trouble(&format!("Tab does not lead to “{name}”, only to {way:?}"))
        .await)
}

/// What has the focus is drawn differently from how it is without: a ring, a line or a shadow.
async fn shows_focus(desk: &Desk) -> Result<()> {
    let script = "\
const drawn = (one) => { const of = getComputedStyle(one);
  return [of.outlineStyle === 'none' ? 'none' : of.outlineWidth + of.outlineColor, of.boxShadow, of.borderColor].join(); };
const ring = (one) => { const of = getComputedStyle(one);
  return of.outlineStyle !== 'none' && parseFloat(of.outlineWidth) >= 1 || of.boxShadow !== 'none' || of.backgroundImage !== 'none'; };
const at = document.activeElement;
if (!at || at === document.body) return 'nothing has the focus';
// A field may be drawn by the box around it, a radio by its label.
const around = [at, at.parentElement, at.closest('label'), at.closest('[data-focus-visible]'), at.closest('[data-focused]')];
return around.some((one) => one && ring(one)) || at.matches('main, aside, [role=dialog], h1') ? '' :
  at.outerHTML.slice(0, 200) + ' shows nothing: ' + drawn(at);";
    let answer = desk.script(script, vec![]).await?;
    if answer == json!("") {
        return Ok(());
    }
    Err(desk
        .trouble(&format!("the focus is not to be seen: {answer}"))
        .await)
}

/// Ctrl+K finds the booking and opens it beside the list.
async fn finds_anas_booking(desk: &Desk) -> Result<()> {
    desk.press("Ctrl+k").await?;
    desk.see(role("dialog", "Search")).await?;
    desk.has_focus("Search residents").await?;
    desk.type_words("moreau").await?;
    desk.see(role("option", "Ana Moreau · WT-").containing()).await?;
    let chosen = "return document.querySelector('[role=option][aria-selected=true]')?.innerText ?? ''";
    for _ in 0..9 {
        let words = desk.script(chosen, vec![]).await?;
        if words.as_str().is_some_and(|words| words.contains("WT-")) {
            break;
        }
        desk.press("Down").await?;
    }
    desk.press("Enter").await?;
    desk.see(panel("Ana Moreau")).await?;
    Ok(())
}

#[tokio::test]
async fn r91_sam_works_a_whole_round_by_keyboard_alone() -> Result<()> {
    let house = House::open().await?;
    let desk = &house.desk;
    desk.see(role("heading", "Who is at the desk?")).await?;
    tabs_to(desk, "Sam Okafor").await?;
    desk.press("Enter").await?;
    desk.see(label("Password")).await?;
    desk.has_focus("Password").await?;
    desk.type_words(PASSWORD).await?;
    desk.press("Enter").await?;
    desk.see(role("heading", ", Sam").containing()).await?;

    finds_anas_booking(desk).await?;

    // Tab leads to Start conversation, and what is written goes with Ctrl+Enter.
    tabs_to(desk, "Start conversation").await?;
    desk.press("Enter").await?;
    desk.has_focus("Message to Ana").await?;
    shows_focus(desk).await?;
    desk.type_words("Bonjour Ana, all is ready.").await?;
    desk.press("Ctrl+Enter").await?;
    desk.see(role("region", "Conversation with Ana Moreau")).await?;
    let sent = "SELECT count(*) FROM outbox o JOIN entry e ON e.id = o.entry_id
        WHERE e.text = 'Bonjour Ana, all is ready.'";
    desk.database().becomes(sent, 1).await?;

    // E closes, E reopens, R replies, Escape goes back to the list.
    let state = "SELECT count(*) FROM conversation WHERE state = 'closed'";
    desk.press("e").await?;
    desk.database().becomes(state, 1).await?;
    desk.see(role("article", "Closed by Sam Okafor").containing())
        .await?;
    desk.press("e").await?;
    desk.database().becomes(state, 0).await?;
    desk.see(role("article", "Reopened by Sam Okafor").containing())
        .await?;
    desk.see(label("Reply to Ana")).await?;
    desk.press("r").await?;
    desk.has_focus("Reply to Ana").await?;
    // Single letters are letters in a field.
    desk.type_words("See you there; even earlier.").await?;
    assert_eq!(
        desk.see(label("Reply to Ana")).await?.value().await?,
        "See you there; even earlier."
    );
    desk.press("Ctrl+Enter").await?;
    desk.database().becomes("SELECT count(*) FROM outbox", 2).await?;
    desk.database().becomes(state, 0).await?;
    desk.press("Escape").await?;
    desk.has_focus("Ana Moreau").await?;
    shows_focus(desk).await?;

    // N writes a note, and ? shows the keys.
    desk.press("n").await?;
    desk.has_focus("Note for staff").await?;
    desk.press("Escape").await?;
    desk.has_focus("Ana Moreau").await?;
    desk.press("?").await?;
    desk.see(role("dialog", "Keyboard")).await?;
    desk.press("Escape").await?;
    desk.see_gone(role("dialog", "Keyboard")).await
}

#[tokio::test]
async fn r91_j_k_and_the_arrows_lead_through_the_list_and_enter_opens() -> Result<()> {
    let house = House::open().await?;
    let desk = &house.desk;
    house.enters("Sam Okafor", "/bookings").await?;
    desk.see(role("list", "Bookings by event")).await?;
    let order = ["Ana Moreau", "Jonas Tremblay", "Priya Krishnan"];
    for name in order {
        desk.press("j").await?;
        desk.has_focus(name).await?;
        shows_focus(desk).await?;
    }
    desk.press("k").await?;
    desk.has_focus("Jonas Tremblay").await?;
    desk.press("Up").await?;
    desk.has_focus("Ana Moreau").await?;
    desk.press("Enter").await?;
    desk.see(panel("Ana Moreau")).await?;
    desk.press("Escape").await?;
    desk.see_gone(panel("Ana Moreau")).await?;
    desk.has_focus("Ana Moreau").await?;

    // Right leads to the row's own buttons, and its menu gives the focus back.
    desk.press("Right").await?;
    desk.has_focus("More actions: Ana Moreau").await?;
    desk.press("Enter").await?;
    desk.see(role("menuitem", "Start conversation")).await?;
    desk.press("Escape").await?;
    desk.has_focus("More actions: Ana Moreau").await
}

#[tokio::test]
async fn r91_reduced_motion_and_twice_the_size_leave_everything_within_reach() -> Result<()> {
    let house = House::open().await?;
    let desk = &house.desk;
    house.enters("Sam Okafor", "/bookings").await?;
    house.open_row("Ana Moreau").await?;
    // 200 % of a 1280 wide window is what half its width is at 100 %.
    desk.script("document.documentElement.style.fontSize = '200%'", vec![])
        .await?;
    desk.settled().await?;
    let cut = "return document.documentElement.scrollWidth > document.documentElement.clientWidth";
    assert_eq!(
        desk.script(cut, vec![]).await?,
        json!(false),
        "the window has to be scrolled sideways"
    );
    house
        .click_in(panel("Ana Moreau"), role("button", "Start conversation"))
        .await?;
    desk.see(label("Message to Ana")).await?;
    Ok(())
}
