//! R7: files come in by hand, whole or not at all.

use std::path::{Path, PathBuf};

use lobby_window_tests::{Desk, Result, Trouble, css, project, role, text};
use serde_json::json;

use crate::house::House;

/// What a building's own systems export.
fn sample(name: &str) -> PathBuf {
    project().join("crates/import/tests/samples").join(name)
}

/// Chooses a file, takes its columns as they were recognised, and comes to the preview.
async fn previews(desk: &Desk, file: &Path) -> Result<()> {
    desk.go("/import").await?;
    desk.see(role("heading", "Import")).await?;
    // What was begun before stands there still; there are at most two steps back.
    for way_back in ["Back", "Choose another file"] {
        desk.settled().await?;
        if !desk.all(&role("button", way_back)).await?.is_empty() {
            desk.click(role("button", way_back)).await?;
        }
    }
    desk.see(role("button", "Choose a file")).await?;
    desk.choose_file(file).await?;
    if file.extension().is_some_and(|kind| kind == "csv") {
        desk.see(text("Check what each column is. What is left out is not kept."))
            .await?;
        desk.click(role("button", "Preview")).await?;
    }
    desk.see(css("main caption")).await?;
    Ok(())
}

/// Two residents, the second of whom has no such address.
const ONE_BAD: &str =
    "Name;Suite;Email\nHélène Côté;0101;helene@example.org\nBad Address;0102;nobody at all\n";

const EVERYTHING: &str =
    "SELECT (SELECT count(*) FROM resident) * 1000000 + (SELECT count(*) FROM event) * 1000
    + (SELECT count(*) FROM booking)";

#[tokio::test]
async fn r7_a_french_spreadsheet_and_a_calendar_go_in_and_a_second_time_change_nothing() -> Result<()> {
    let house = House::open().await?;
    let desk = &house.desk;
    house.enters("Noor Haddad", "/import").await?;
    for (file, noun) in [
        ("reservations.csv", "Bookings"),
        ("building-events.ics", "Events"),
    ] {
        let before = desk.database().number(EVERYTHING).await?;
        previews(desk, &sample(file)).await?;
        let counts = house.words_in(css("main table:has(caption)")).await?;
        assert!(counts.contains(noun), "{file} has no {noun}:\n{counts}");
        assert_eq!(
            desk.database().number(EVERYTHING).await?,
            before,
            "a preview changed something"
        );
        desk.click(role("button", "Import")).await?;
        desk.see(text("The import is done")).await?;
        let after = desk.database().number(EVERYTHING).await?;
        assert!(after > before, "{file} added nothing");

        previews_nothing(desk, &sample(file)).await?;
        assert_eq!(desk.database().number(EVERYTHING).await?, after);
    }
    let accents = "SELECT count(*) FROM resident WHERE name GLOB '*[éèêëàçôîïüÉ]*'";
    assert!(
        desk.database().number(accents).await? > 0,
        "the accents of Windows-1252 are lost"
    );
    let record = "SELECT count(*) FROM record WHERE action LIKE '%import%'";
    assert!(
        desk.database().number(record).await? >= 2,
        "nobody is recorded to have imported"
    );
    desk.go("/bookings").await?;
    desk.see(role("list", "Bookings by event")).await?;
    Ok(())
}

/// The same file again: everything is there, and there is nothing to press.
async fn previews_nothing(desk: &Desk, file: &Path) -> Result<()> {
    previews(desk, file).await?;
    desk.see(text(
        "Everything in this file is here already: there is nothing to import.",
    ))
    .await?;
    let import = desk.see(css("main button[data-variant=primary]")).await?;
    assert!(!import.is_enabled().await?, "nothing can be imported");
    Ok(())
}

#[tokio::test]
async fn r7_a_bad_line_is_named_with_its_column_and_value_and_can_be_left_out() -> Result<()> {
    let house = House::open().await?;
    let desk = &house.desk;
    house.enters("Noor Haddad", "/import").await?;
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("residents.csv");
    std::fs::write(&file, ONE_BAD)?;
    previews(desk, &file).await?;
    let bad = house
        .words_in(role("region", "Lines that cannot be taken"))
        .await?;
    for wanted in ["3", "Email", "nobody at all", "This is not an email address."] {
        assert!(
            bad.contains(wanted),
            "the bad line does not name {wanted}:\n{bad}"
        );
    }
    let import = desk.see(css("main button[data-variant=primary]")).await?;
    assert!(!import.is_enabled().await?, "a bad line goes in unasked");
    let helene = "SELECT count(*) FROM resident WHERE name = 'Hélène Côté'";
    assert_eq!(desk.database().number(helene).await?, 0);

    desk.click(text("Leave out this 1 line and import the rest"))
        .await?;
    desk.click(css("main button[data-variant=primary]")).await?;
    desk.see(text("1 line was left out.")).await?;
    assert_eq!(desk.database().number(helene).await?, 1);
    let bad = "SELECT count(*) FROM resident WHERE name = 'Bad Address'";
    assert_eq!(desk.database().number(bad).await?, 0);
    Ok(())
}

#[tokio::test]
async fn r7_what_is_no_list_is_refused_with_the_way_out_and_only_administrators_import() -> Result<()> {
    let house = House::open().await?;
    let desk = &house.desk;
    house.enters("Noor Haddad", "/import").await?;
    let folder = tempfile::tempdir()?;
    for (name, content, words) in [
        ("empty.csv", "", "Nothing is in the file."),
        ("list.csv", "PK\u{3}\u{4} a spreadsheet", "choose"),
        ("page.csv", "<!DOCTYPE html><html></html>", "This is a web page"),
    ] {
        let file = folder.path().join(name);
        std::fs::write(&file, content)?;
        desk.see(role("button", "Choose a file")).await?;
        desk.choose_file(&file).await?;
        desk.see(text(words).containing()).await?;
    }
    assert_eq!(desk.database().number("SELECT count(*) FROM resident").await?, 3);

    house.enters("Sam Okafor", "/import").await?;
    desk.see(role("heading", "Import is for administrators")).await?;
    desk.see_none(role("link", "Import")).await?;
    let refused = desk
        .call("import_begin", json!({ "name": "list.csv", "bytes": 3 }))
        .await?;
    assert_eq!(
        refused,
        Err(json!({ "kind": "not_allowed", "need": "administration" }))
    );
    Ok(())
}

/// What axe says about every step of an import, in both themes.
async fn the_steps(language: &str) -> Result<()> {
    let house = House::open().await?;
    let desk = &house.desk;
    house.enters("Noor Haddad", "/import").await?;
    let preferences = json!({ "language": language, "theme": "light", "density": "comfortable" });
    desk.must_call("save_preferences", json!({ "preferences": preferences }))
        .await?;
    desk.see(css(&format!("html[lang^={language}]"))).await?;
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("residents.csv");
    std::fs::write(&file, ONE_BAD)?;
    let empty = folder.path().join("empty.csv");
    std::fs::write(&empty, "")?;
    let next = "main button[data-variant=primary]";

    desk.choose_file(&empty).await?;
    desk.see(css("main [role=alert], main [class*=banner]")).await?;
    looked_at(desk, "a file that is refused", language).await?;
    desk.choose_file(&file).await?;
    desk.see(css("main tbody th[scope=row]")).await?;
    looked_at(desk, "the columns", language).await?;
    desk.click(css("main td [aria-haspopup=listbox]")).await?;
    desk.see(css("[role=listbox]")).await?;
    looked_at(desk, "what a column is", language).await?;
    desk.press("Escape").await?;
    desk.see_gone(css("[role=listbox]")).await?;
    desk.click(css(next)).await?;
    desk.see(css("main section table")).await?;
    looked_at(desk, "the preview with a bad line", language).await?;
    // The last box on the page is the one that leaves the bad line out.
    let boxes = desk.all(&css("main label:has([type=checkbox])")).await?;
    boxes
        .last()
        .ok_or_else(|| Trouble::new("there is no box to press"))?
        .click()
        .await?;
    desk.click(css(next)).await?;
    desk.see_gone(css("main section table")).await?;
    desk.see(css("main caption")).await?;
    looked_at(desk, "what was done", language).await
}

async fn looked_at(desk: &Desk, step: &str, language: &str) -> Result<()> {
    for theme in ["light", "dark"] {
        desk.script(
            "document.documentElement.dataset.theme = arguments[0]",
            vec![json!(theme)],
        )
        .await?;
        desk.settled().await?;
        desk.breaks_no_rule(&format!("{step} ({language}, {theme})"))
            .await?;
    }
    Ok(())
}

#[tokio::test]
async fn r91_axe_finds_nothing_on_the_steps_of_an_import_in_english() -> Result<()> {
    the_steps("en").await
}

#[tokio::test]
async fn r91_axe_finds_nothing_on_the_steps_of_an_import_in_french() -> Result<()> {
    the_steps("fr").await
}
