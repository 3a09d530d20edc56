//! The first day, and every day after it: set-up, sign-in, change of person, and the lock.

use lobby_window_tests::{Desk, Result, css, label, role, text};
use serde_json::json;

use crate::house::{House, PASSWORD, item};

/// Presses the person's card and gives a password.
async fn signs_in(desk: &Desk, who: &str, password: &str) -> Result<()> {
    desk.click(role("button", who).containing()).await?;
    gives(desk, password).await
}

async fn gives(desk: &Desk, password: &str) -> Result<()> {
    desk.fill(label("Password"), password).await?;
    desk.click(role("button", "Sign in")).await
}

async fn unlocks(desk: &Desk, password: &str) -> Result<()> {
    desk.fill(label("Password"), password).await?;
    desk.click(role("button", "Unlock")).await
}

#[tokio::test]
async fn r50_the_first_person_sets_up_keeps_the_recovery_code_and_is_the_administrator() -> Result<()> {
    let desk = Desk::open_new().await?;
    desk.click(role("button", "Set up a building").containing())
        .await?;
    desk.fill(label("Name of the building"), "Harbour House").await?;
    desk.click(role("button", "Continue")).await?;
    desk.fill(label("Your name"), "Noor Haddad").await?;
    desk.fill(label("Email address"), "noor@example.org").await?;
    desk.fill(label("Password"), "short").await?;
    desk.click(role("button", "Set up")).await?;
    desk.see(text("A password has at least 8 characters.")).await?;
    assert_eq!(
        desk.database().number("SELECT count(*) FROM building").await?,
        0,
        "set up all the same"
    );

    desk.fill(label("Password"), PASSWORD).await?;
    desk.click(role("button", "Set up")).await?;
    desk.see(role("heading", "Your recovery code")).await?;
    let code = desk
        .script("return document.querySelector('code').textContent", vec![])
        .await?;
    assert!(
        code.as_str().is_some_and(|code| code.len() >= 16),
        "no recovery code: {code}"
    );
    let done = desk.see(role("button", "Go to the desk")).await?;
    assert!(!done.is_enabled().await?, "the code can be passed over unread");
    desk.click(text("I have written it down")).await?;
    desk.click(role("button", "Go to the desk")).await?;
    desk.see(role("heading", ", Noor").containing()).await?;
    desk.see(role("button", "Noor Haddad").containing()).await?;

    let administrators = "SELECT count(*) FROM staff JOIN permission_group g ON g.id = group_id
        WHERE administration = 1 AND recovery_hash IS NOT NULL AND password_hash LIKE '$argon2id$%'";
    assert_eq!(desk.database().number(administrators).await?, 1);
    let kept_plain = "SELECT count(*) FROM staff WHERE password_hash LIKE '%four words%'";
    assert_eq!(desk.database().number(kept_plain).await?, 0);

    // The code works: with it Noor gets back in without the password.
    desk.must_call("sign_out", json!({})).await?;
    let input = json!({ "email": "noor@example.org", "code": code, "password": "another good one" });
    desk.must_call("recover", input).await?;
    desk.see(role("navigation", "Sections")).await?;
    Ok(())
}

#[tokio::test]
async fn r52_a_wrong_password_is_refused_counted_and_slows_down() -> Result<()> {
    let house = House::open().await?;
    let desk = &house.desk;
    desk.see(role("heading", "Who is at the desk?")).await?;
    signs_in(desk, "Sam Okafor", "not this one").await?;
    desk.see(text("The name or the password is wrong.")).await?;
    let failures = "SELECT failures FROM staff WHERE name = 'Sam Okafor'";
    desk.database().becomes(failures, 1).await?;
    for wrong in 2..=3 {
        // It is counted before it is answered: a press in between is not taken.
        desk.see(css("button[type=submit]:not([data-pending])")).await?;
        gives(desk, "nor this one").await?;
        desk.database().becomes(failures, wrong).await?;
    }
    desk.see(css("button[type=submit]:not([data-pending])")).await?;
    desk.fill(label("Password"), "nor that one").await?;
    desk.press("Enter").await?;
    desk.see(role("button", "Wait").containing()).await?;
    let input = json!({ "who": "Sam Okafor", "password": PASSWORD });
    let refused = desk.call("sign_in", input).await?;
    let problem = refused.err().and_then(|problem| problem.get("kind").cloned());
    assert_eq!(
        problem,
        Some(json!("must_wait")),
        "the right password passes while it must wait"
    );

    // Whoever waits is let in again, and the count begins anew.
    desk.see(role("button", "Sign in")).await?;
    gives(desk, PASSWORD).await?;
    desk.see(role("heading", ", Sam").containing()).await?;
    desk.database().becomes(failures, 0).await
}

#[tokio::test]
async fn r52_people_change_places_and_a_locked_screen_names_nobodys_bookings() -> Result<()> {
    let house = House::open().await?;
    let desk = &house.desk;
    signs_in(desk, "Sam Okafor", PASSWORD).await?;
    desk.click(role("link", "Bookings")).await?;
    house.open_row("Ana Moreau").await?;

    desk.click(role("button", "Sam Okafor").containing()).await?;
    desk.click(item("Change person")).await?;
    desk.see(role("heading", "Who is at the desk?")).await?;
    signs_in(desk, "Lee Park", PASSWORD).await?;
    desk.see(role("button", "Lee Park Security")).await?;

    desk.click(role("button", "Lee Park Security")).await?;
    desk.click(item("Lock the screen")).await?;
    desk.see(role("heading", "The screen is locked")).await?;
    let screen = desk.words().await?;
    for secret in ["Ana", "Moreau", "Wine", "Jonas", "1204"] {
        assert!(
            !screen.contains(secret),
            "the locked screen names {secret}:\n{screen}"
        );
    }
    assert!(!desk.title().await?.contains("Ana"));
    let query = json!({ "filter": "upcoming", "search": "", "after": null });
    let refused = desk.call("list_bookings", json!({ "query": query })).await?;
    assert_eq!(
        refused,
        Err(json!({ "kind": "locked" })),
        "a locked desk tells its bookings"
    );

    unlocks(desk, PASSWORD).await?;
    desk.see(role("button", "Lee Park Security")).await?;
    let record = "SELECT count(*) FROM record JOIN staff ON staff.id = staff_id
        WHERE action = 'sign_in' AND name = 'Lee Park'";
    assert!(
        desk.database().number(record).await? >= 1,
        "no record of Lee's sign-in"
    );
    Ok(())
}
