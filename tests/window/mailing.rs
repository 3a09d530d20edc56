//! Residents answer by email: the mailbox is connected on the screen, an answer comes into its thread, and what
//! cannot be placed waits in the tray. Over a real Dovecot and a real Postfix.

use std::time::Duration;

use lobby_servers::{Servers, Wanted, answer_to, deliver};
use lobby_window_tests::{Notices, Result, Tray, Trouble, label, role, text};
use serde_json::json;

use crate::house::{House, PASSWORD};

pub const ANA: &str = "ana.moreau@example.org";
const HELLO: &str = "Bonjour Ana, your table is confirmed.";

pub async fn servers() -> Result<Servers> {
    let started = tokio::task::spawn_blocking(|| Servers::start(Wanted::default())).await;
    started
        .map_err(|error| Trouble::new(error.to_string()))?
        .map_err(Trouble::new)
}

/// Writes over what stands in a field of one of the two servers.
async fn write_in(house: &House, server: &str, field: &str, words: &str) -> Result<()> {
    let desk = &house.desk;
    desk.click_inside(role("group", server), label(field)).await?;
    desk.press("Ctrl+a").await?;
    desk.type_words(words).await?;
    desk.press("Tab").await?;
    Ok(())
}

/// Noor connects the mailbox on the screen: each certificate that nobody vouches for is accepted by hand.
async fn connect(house: &House, servers: &Servers) -> Result<()> {
    let desk = &house.desk;
    house.enters("Noor Haddad", "/settings/mailbox").await?;
    desk.fill(label("Email address of the building"), "desk@lobby.test")
        .await?;
    desk.click(role("button", "Continue")).await?;
    desk.see(label("Sender’s name")).await?;
    let ports = servers.ports();
    for (server, port) in [
        ("Incoming mail (IMAP)", ports.imaps),
        ("Outgoing mail (SMTP)", ports.smtps),
    ] {
        write_in(house, server, "Server", "localhost").await?;
        write_in(house, server, "Port", &port.to_string()).await?;
    }
    desk.fill(label("Password"), "wrong").await?;
    for server in ["Incoming mail", "Outgoing mail"] {
        desk.click(role("button", "Try the settings")).await?;
        desk.see(text(&format!("{server}: Encrypting the line failed.")).containing())
            .await?;
        desk.click(role("button", "Accept this certificate")).await?;
        if server == "Incoming mail" {
            desk.click(role("button", "Try the settings")).await?;
            desk.see(text("Incoming mail: Signing in failed.").containing())
                .await?;
            desk.fill(label("Password"), lobby_servers::PASSWORD).await?;
        }
    }
    desk.click(role("button", "Try the settings")).await?;
    desk.see(text("Both servers took the name and password.")).await?;
    desk.click(role("button", "Save")).await?;
    desk.see(text("Online").containing()).await?;
    Ok(())
}

/// Somebody answers the newest mail that Ana got.
pub async fn answers(servers: &Servers, from: &'static str, words: &'static str) -> Result<()> {
    let (mailbox, port) = (servers.mailbox(ANA), servers.ports().smtp);
    let answering = tokio::task::spawn_blocking(move || {
        let mails = mailbox.wait_for("INBOX", 1, Duration::from_secs(20))?;
        let newest = mails.last().ok_or("no mail")?;
        let (to, mail) = answer_to(newest, from, words)?;
        deliver(port, from, &to, &mail)
    });
    answering
        .await
        .map_err(|error| Trouble::new(error.to_string()))?
        .map_err(Trouble::new)
}

#[tokio::test]
async fn r41_r81_the_mailbox_is_connected_and_an_answer_comes_into_its_thread() -> Result<()> {
    let servers = servers().await?;
    let house = House::open().await?;
    let desk = &house.desk;
    connect(&house, &servers).await?;

    house.enters("Sam Okafor", "/bookings").await?;
    let id = house.anas_conversation(HELLO).await?;
    desk.go(&format!("/conversations/{id}")).await?;
    desk.see(role("article", HELLO).containing()).await?;
    desk.see(text("Sent").containing()).await?;
    answers(&servers, ANA, "Merci, à jeudi !").await?;
    desk.see(role("article", "Merci, à jeudi !").containing()).await?;
    desk.see_none(text("> Bonjour Ana").containing()).await?;
    desk.click(role("button", "Show the original")).await?;
    desk.see(text("> Bonjour Ana").containing()).await?;
    desk.press("Escape").await?;

    // A stranger who has the token says so: a person decides.
    answers(&servers, "stranger@elsewhere.example", "I am her husband.").await?;
    desk.click(role("link", "Tray").containing()).await?;
    desk.click(role("button", "stranger@elsewhere.example").containing())
        .await?;
    desk.see(text("Another sender than the resident").containing())
        .await?;
    desk.click(role("button", "Put it into the conversation with Ana Moreau"))
        .await?;
    desk.see(role("article", "I am her husband.").containing())
        .await?;
    desk.see(text("Put here by hand")).await?;
    Ok(())
}

#[tokio::test]
async fn r81_the_screen_says_that_the_line_is_down_and_when_it_is_back() -> Result<()> {
    let servers = servers().await?;
    let house = House::open().await?;
    let desk = &house.desk;
    connect(&house, &servers).await?;
    servers.stop();
    desk.see(text("Offline. You can go on working").containing())
        .await?;
    house.enters("Sam Okafor", "/bookings").await?;
    let id = house.anas_conversation(HELLO).await?;
    desk.go(&format!("/conversations/{id}")).await?;
    desk.see(text("Waiting for the line").containing()).await?;
    servers.begin().map_err(Trouble::new)?;
    desk.click(role("button", "Try now")).await?;
    desk.see(text("Sent").containing()).await?;
    Ok(())
}

/// Noor connects the mailbox past the screen.
pub async fn connect_past_the_screen(house: &House, servers: &Servers) -> Result<()> {
    house.enters("Noor Haddad", "/bookings").await?;
    let ports = servers.ports();
    let at =
        |port: u16| json!({ "host": "127.0.0.1", "port": port, "security": "plain", "certificate": null });
    let form = json!({
        "address": "desk@lobby.test", "sender_name": "Harbour House", "login": "desk@lobby.test",
        "password": lobby_servers::PASSWORD, "imap": at(ports.imap), "smtp": at(ports.smtp),
        "plus_addresses": true, "files_sent": false, "sending_limit": null, "history": "from_now",
    });
    house
        .desk
        .must_call("save_mailbox", json!({ "form": form }))
        .await?;
    Ok(())
}

#[tokio::test]
async fn r70_a_notification_says_who_wrote_and_its_click_opens_the_thread_also_through_the_lock() -> Result<()>
{
    let (notices, tray) = (Notices::serve().await?, Tray::serve().await?);
    let servers = servers().await?;
    let house = House::open().await?;
    let desk = &house.desk;
    connect_past_the_screen(&house, &servers).await?;
    house.enters("Sam Okafor", "/bookings").await?;
    house.anas_conversation(HELLO).await?;
    answers(&servers, ANA, "Merci, à <jeudi> !").await?;
    let shown = notices.wait_for("Ana Moreau").await?;
    assert_eq!(shown.summary, "Ana Moreau · Wine tasting with Domaine Lyre");
    assert_eq!(
        shown.body, "Merci, à &lt;jeudi&gt; !",
        "a stranger's words are no markup"
    );
    // R72: it is unread in the system's tray too, until it is read, and for nobody while the screen is locked.
    let process = desk.process()?;
    tray.says(process, "Lobby · 1 unread").await?;
    notices.click(&shown).await?;
    desk.see(role("article", "Merci, à <jeudi> !").containing())
        .await?;
    tray.says(process, "Lobby").await?;

    // While the screen is locked it names no one, and the click leads there after the sign-in.
    desk.go("/bookings").await?;
    desk.must_call("lock", json!({})).await?;
    answers(&servers, ANA, "One more thing").await?;
    let shown = notices.wait_for("A resident has written.").await?;
    assert_eq!(shown.summary, "Harbour House");
    notices.click(&shown).await?;
    desk.fill(label("Password"), PASSWORD).await?;
    desk.click(role("button", "Unlock")).await?;
    desk.see(role("article", "One more thing").containing()).await?;
    Ok(())
}

/// The smallest picture there is: one dot (PNG, RFC 2083).
const DOT: &[u8] =
    b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89\0\0\0\nIDATx\x9cc\0\
    \x01\0\0\x05\0\x01\r\n-\xb4\0\0\0\0IEND\xaeB`\x82";

#[tokio::test]
async fn r29_r31_a_picture_goes_along_once_what_came_between_was_seen() -> Result<()> {
    let servers = servers().await?;
    let house = House::open().await?;
    let desk = &house.desk;
    connect_past_the_screen(&house, &servers).await?;
    house.enters("Sam Okafor", "/bookings").await?;
    let id = house.anas_conversation(HELLO).await?;
    desk.go(&format!("/conversations/{id}")).await?;
    let folder = tempfile::tempdir()?;
    let picture = folder.path().join("plan.png");
    std::fs::write(&picture, DOT)?;
    desk.fill(label("Reply to Ana"), "Here is the plan.").await?;
    desk.choose_file(&picture).await?;
    desk.see(role("button", "Take plan.png away")).await?;
    answers(&servers, ANA, "Which lift is it?").await?;
    desk.see(role("article", "Which lift is it?").containing())
        .await?;
    desk.click(role("button", "Send")).await?;
    desk.see(text("Before this goes, see what came in between:").containing())
        .await?;
    desk.click(role("button", "Send it as it is")).await?;
    desk.see(role("article", "Here is the plan.").containing())
        .await?;
    desk.see(role("img", "plan.png")).await?;
    desk.see_none(role("button", "Take plan.png away")).await?;
    let mailbox = servers.mailbox(ANA);
    let waiting = tokio::task::spawn_blocking(move || mailbox.wait_for("INBOX", 2, Duration::from_secs(20)));
    let mails = waiting
        .await
        .map_err(|error| Trouble::new(error.to_string()))?
        .map_err(Trouble::new)?;
    let newest = mails
        .last()
        .map(|mail| String::from_utf8_lossy(mail).into_owned());
    assert!(newest.is_some_and(|mail| mail.contains("plan.png")));
    Ok(())
}

/// Jonas writes to the building about something new.
async fn jonas_writes(servers: &Servers, words: &'static str) -> Result<()> {
    let port = servers.ports().smtp;
    let mail = format!(
        "From: Jonas Tremblay <jonas@example.org>\r\nTo: <desk@lobby.test>\r\nSubject: Thursday\r\n\
         Message-ID: <thursday@example.org>\r\n\r\n{words}\r\n"
    );
    let writing = tokio::task::spawn_blocking(move || {
        deliver(port, "jonas@example.org", "desk@lobby.test", mail.as_bytes())
    });
    writing
        .await
        .map_err(|error| Trouble::new(error.to_string()))?
        .map_err(Trouble::new)
}

#[tokio::test]
async fn r83_a_residents_conversation_is_moved_to_their_booking() -> Result<()> {
    let servers = servers().await?;
    let house = House::open().await?;
    let desk = &house.desk;
    connect_past_the_screen(&house, &servers).await?;
    house.enters("Sam Okafor", "/conversations").await?;
    jonas_writes(&servers, "Is there parking?").await?;
    desk.click(role("button", "Is there parking?").containing())
        .await?;
    desk.see(role("article", "Is there parking?").containing())
        .await?;
    desk.click(role("button", "Move to a booking")).await?;
    desk.see(role("dialog", "Move the conversation to a booking"))
        .await?;
    // The only booking that Jonas has is chosen.
    desk.see(text("It has no conversation yet").containing()).await?;
    desk.click(role("button", "Move it")).await?;
    desk.see(text("The conversation is moved")).await?;
    desk.see_none(role("button", "Move to a booking")).await?;
    desk.click(role("button", "View booking")).await?;
    let panel = crate::house::panel("Jonas Tremblay");
    house
        .see_in(panel, role("button", "View conversation").containing())
        .await?;
    Ok(())
}
