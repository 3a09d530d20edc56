//! R91: what axe says about every route, open menu, dialog and error, in both languages and both themes.

#[path = "access/table.rs"]
mod table;

use std::time::{Duration, Instant};

use lobby_window_tests::{Desk, Opening, Result, Size, Trouble, css, role};
use serde_json::json;

use crate::house::PASSWORD;
use table::{Step, View};

/// Waits until the selector finds something that is shown.
async fn there(desk: &Desk, selector: &str, view: &str) -> Result<()> {
    let seen = desk.see(css(selector)).await;
    seen.map(|_| ())
        .map_err(|problem| Trouble::new(format!("{view}: {problem}")))
}

/// Presses the last shown thing that the selector finds.
async fn press(desk: &Desk, selector: &str, view: &str) -> Result<()> {
    let begun = Instant::now();
    loop {
        there(desk, selector, view).await?;
        let last = desk.all(&css(selector)).await?.pop();
        match last {
            Some(part) if part.click().await.is_ok() => return Ok(()),
            // It moved or was drawn anew between finding and pressing.
            _ if begun.elapsed() < Duration::from_secs(10) => {
                tokio::time::sleep(Duration::from_millis(40)).await
            }
            _ => {
                return Err(desk
                    .trouble(&format!("{view}: {selector} cannot be pressed"))
                    .await);
            }
        }
    }
}

async fn take(desk: &Desk, view: &View) -> Result<()> {
    for step in view.steps {
        match step {
            Step::Press(selector) => press(desk, selector, view.name).await?,
            Step::Keys(chord) => desk.press(chord).await?,
            Step::Write(selector, words) => {
                there(desk, selector, view.name).await?;
                let focus = "document.querySelector(arguments[0]).focus()";
                desk.script(focus, vec![json!(selector)]).await?;
                desk.type_words(words).await?;
            }
        }
    }
    there(desk, view.shows, view.name).await?;
    desk.settled().await
}

/// Leaves whatever lies over the window, and the screen under it, so that no view depends on the one before.
async fn leave(desk: &Desk) -> Result<()> {
    let begun = Instant::now();
    let over = "return document.querySelector('[role=dialog], [role=alertdialog], [role=menu], [role=listbox]') !== null";
    while desk.script(over, vec![]).await? == json!(true) {
        if begun.elapsed() > Duration::from_secs(10) {
            let at = desk.focused().await?;
            let words = format!("Escape does not lead out; the focus is on “{at}”");
            return Err(desk.trouble(&words).await);
        }
        desk.press("Escape").await?;
    }
    desk.go("/nowhere").await?;
    there(desk, "main a", "nowhere").await
}

async fn come_to(desk: &Desk, view: &View) -> Result<()> {
    if let Some(route) = view.route {
        leave(desk).await?;
        desk.go(&address(desk, route, view.query).await?).await?;
    }
    take(desk, view).await
}

/// Goes through the views, and collects what axe finds on each instead of stopping at the first.
async fn look_at(desk: &Desk, views: &[View], found: &mut Vec<String>, what: &str) -> Result<()> {
    for view in views {
        if let Err(problem) = come_to(desk, view).await {
            found.push(format!("{} ({what}) cannot be reached: {problem}", view.name));
            desk.reload().await?;
            continue;
        }
        if let Err(problem) = in_both_themes(desk, view, found, what).await {
            found.push(format!("{} ({what}) cannot be looked at: {problem}", view.name));
            desk.reload().await?;
        }
    }
    Ok(())
}

/// Light and dark are two paintings of the same page: it is looked at in both without coming back to it.
async fn in_both_themes(desk: &Desk, view: &View, found: &mut Vec<String>, what: &str) -> Result<()> {
    // What React Aria says aloud about a busy button stands for some seconds more than the button is busy.
    desk.see_gone(css("[data-live-announcer] [aria-labelledby]"))
        .await?;
    for theme in ["light", "dark"] {
        let draw = "document.documentElement.dataset.theme = arguments[0]";
        desk.script(draw, vec![json!(theme)]).await?;
        desk.settled().await?;
        for violation in desk.violations().await? {
            found.push(format!("{} ({what}, {theme}): {violation}", view.name));
        }
    }
    Ok(())
}

/// The route with its id in it.
async fn address(desk: &Desk, route: &str, query: Option<&'static str>) -> Result<String> {
    let Some(query) = query else {
        return Ok(route.to_owned());
    };
    let ids = desk.database().words(query).await?;
    let id = ids
        .first()
        .ok_or_else(|| Trouble::new(format!("the sample has none: {query}")))?;
    Ok(route.replace("{id}", id))
}

fn nothing(found: &[String]) -> Result<()> {
    if found.is_empty() {
        return Ok(());
    }
    Err(Trouble::new(format!(
        "axe finds {}:\n{}",
        found.len(),
        found.join("\n")
    )))
}

/// Every view of the desk in the sample building, for its administrator, who sees all of them.
async fn the_desk(language: &str) -> Result<()> {
    let desk = Desk::open_sample().await?;
    desk.sign_in_to_sample("Noor Haddad").await?;
    let preferences = json!({ "language": language, "theme": "light", "density": "comfortable" });
    desk.must_call("save_preferences", json!({ "preferences": preferences }))
        .await?;
    desk.reload().await?;
    there(&desk, &format!("html[lang^={language}]"), "the language").await?;
    let mut found = Vec::new();
    look_at(&desk, table::DESK, &mut found, language).await?;
    leave(&desk).await?;
    desk.resize(Size::NARROW).await?;
    look_at(&desk, table::NARROW, &mut found, &format!("{language}, narrow")).await?;
    nothing(&found)
}

/// The views before the desk, each from the one before.
async fn the_door(desk: &Desk, views: &[View], found: &mut Vec<String>, what: &str) -> Result<()> {
    for view in views {
        take(desk, view).await?;
        if let Err(problem) = in_both_themes(desk, view, found, what).await {
            found.push(format!("{} ({what}) cannot be looked at: {problem}", view.name));
            desk.reload().await?;
        }
    }
    Ok(())
}

async fn the_doors(language: &str) -> Result<()> {
    let desk = Desk::open_new().await?;
    let mut found = Vec::new();
    if language == "fr" {
        // The other language is within reach before anybody has signed in (R90).
        desk.click(role("button", "Français")).await?;
    }
    there(&desk, &format!("html[lang^={language}]"), "the language").await?;
    the_door(&desk, table::FIRST_DAY, &mut found, language).await?;
    let form = json!({
        "building": "Harbour House", "address": "", "time_zone": "America/Montreal",
        "language": language, "currency": "CAD",
        "name": "Noor Haddad", "email": "noor@example.org", "password": PASSWORD,
    });
    desk.must_call("set_up", json!({ "form": form })).await?;
    desk.must_call("sign_out", json!({})).await?;
    desk.reload().await?;
    the_door(&desk, table::SIGN_IN, &mut found, language).await?;
    nothing(&found)
}

async fn the_rescue(language: &str) -> Result<()> {
    let folder = tempfile::tempdir()?;
    std::fs::write(folder.path().join("lobby.db"), "no file of Lobby".repeat(100))?;
    let desk = Opening::default().on(folder.path()).open().await?;
    if language == "fr" {
        desk.click(role("button", "Français")).await?;
    }
    there(&desk, &format!("html[lang^={language}]"), "the language").await?;
    let mut found = Vec::new();
    the_door(&desk, table::DAMAGED, &mut found, language).await?;
    nothing(&found)
}

#[tokio::test]
async fn r91_axe_finds_nothing_when_the_file_is_damaged_in_english() -> Result<()> {
    the_rescue("en").await
}

#[tokio::test]
async fn r91_axe_finds_nothing_when_the_file_is_damaged_in_french() -> Result<()> {
    the_rescue("fr").await
}

#[tokio::test]
async fn r91_axe_finds_nothing_at_the_desk_in_english_light_and_dark() -> Result<()> {
    the_desk("en").await
}

#[tokio::test]
async fn r91_axe_finds_nothing_at_the_desk_in_french_light_and_dark() -> Result<()> {
    the_desk("fr").await
}

#[tokio::test]
async fn r91_axe_finds_nothing_on_the_first_day_and_at_the_sign_in_in_english() -> Result<()> {
    the_doors("en").await
}

#[tokio::test]
async fn r91_axe_finds_nothing_on_the_first_day_and_at_the_sign_in_in_french() -> Result<()> {
    the_doors("fr").await
}
