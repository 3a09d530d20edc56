//! R81: everything that the server has is here, once, after an outage of any length.

use chrono::{TimeDelta, Utc};
use lobby_domain::mailbox::{FolderRole, History};
use lobby_servers::Wanted;

use super::{
    Post,
    post::{ANA, DESK, mail},
};

#[tokio::test(flavor = "multi_thread")]
async fn r81_five_hundred_mails_after_a_week_offline_come_once_each() {
    let mut post = Post::new().await;
    let (_, id) = post.anas_conversation().await;
    post.mails(ANA, 1).await;
    post.house.restarts().await;
    let mails = (0..500).map(|number| {
        let text = mail(
            ANA,
            "Hello",
            &format!("{number}@example.org"),
            &format!("Words {number}"),
        );
        (text.replace('\n', "\r\n").into_bytes(), Utc::now())
    });
    post.servers.mailbox(DESK).put_many("INBOX", mails).unwrap();
    post.works();
    post.until_count("SELECT count(*) FROM entry WHERE kind = 'message_in'", 500)
        .await;
    post.house.sam().await;
    let page = post.thread(id).await;
    assert_eq!(page.entries.last().unwrap().text, "Words 499");
    assert_eq!(post.house.count("SELECT count(*) FROM mail").await, 501);
    let unread =
        "SELECT entries FROM unread JOIN staff ON staff.id = staff_id WHERE staff.name = 'Sam Okafor'";
    assert_eq!(post.house.count(unread).await, 500);
}

#[tokio::test(flavor = "multi_thread")]
async fn r81_a_change_of_uidvalidity_misses_and_doubles_nothing() {
    let mut post = Post::new().await;
    let (_, id) = post.anas_conversation().await;
    post.answers(ANA, "First").await;
    post.until(id, "answered", |entries| entries.len() == 2).await;
    post.house.restarts().await;
    let servers = &post.servers;
    servers.change_uid_validity(DESK).unwrap();
    post.answers(ANA, "Second").await;
    post.works();
    post.house.sam().await;
    let entries = post
        .until(id, "answered twice", |entries| entries.len() == 3)
        .await;
    assert_eq!(entries[2].text, "Second");
    let doubled = "SELECT count(*) FROM entry WHERE text = 'First'";
    assert_eq!(post.house.count(doubled).await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn r81_history_is_never_unread_never_notifies_and_sorts_by_its_own_time() {
    let post = Post::begun(Wanted {
        without_postfix: true,
        ..Wanted::default()
    })
    .await;
    post.house.sam().await;
    post.house.resident("Ana Moreau", "1204", ANA).await;
    let mut arrivals = post.house.desk.arrivals();
    for days in [3650, 40, 20, 10, 1] {
        let text = mail(
            ANA,
            "Hello",
            &format!("{days}@example.org"),
            &format!("{days} days ago"),
        );
        post.arrived(&text, Utc::now() - TimeDelta::days(days));
    }
    let mut form = post.form();
    form.history = History::ThirtyDays;
    post.connect(form).await;
    post.until_count("SELECT count(*) FROM entry WHERE kind = 'message_in'", 3)
        .await;
    assert_eq!(post.house.count("SELECT count(*) FROM unread").await, 0);
    let open = "SELECT count(*) FROM conversation WHERE state = 'open' OR needs_reply = 1";
    assert_eq!(post.house.count(open).await, 0);
    assert!(arrivals.try_recv().is_err());
    let last = "SELECT count(*) FROM conversation WHERE last_words = '1 days ago'";
    assert_eq!(
        post.house.count(last).await,
        1,
        "the newest words are the last ones"
    );

    // What arrives now is news.
    post.arrived(&mail(ANA, "Now", "now@example.org", "And now"), Utc::now());
    post.until_count("SELECT count(*) FROM unread", 4).await;
    assert_eq!(arrivals.recv().await.unwrap().words, "And now");
}

#[tokio::test(flavor = "multi_thread")]
async fn r81_ten_years_of_history_come_once_each_however_far_apart_their_numbers_are() {
    let post = Post::begun(Wanted {
        without_postfix: true,
        ..Wanted::default()
    })
    .await;
    post.house.sam().await;
    post.house.resident("Ana Moreau", "1204", ANA).await;
    // Three stretches of mail, with a hundred thousand that somebody has deleted between them.
    let mut uids = Vec::new();
    let mails: Vec<_> = (0..360_u32)
        .map(|number| {
            uids.push(1 + number + number / 120 * 100_000);
            let id = format!("{number}@example.org");
            let text = mail(ANA, "Hello", &id, &format!("Words {number}"));
            let received = Utc::now() - TimeDelta::days(3650 - i64::from(number) * 10);
            (text.replace('\n', "\r\n").into_bytes(), received)
        })
        .collect();
    let mailbox = post.servers.mailbox(DESK);
    mailbox.put_many("INBOX", mails).unwrap();
    mailbox.number("INBOX", &uids).unwrap();
    let mut form = post.form();
    form.history = History::Everything;
    post.connect(form).await;
    post.until_count("SELECT count(*) FROM entry WHERE kind = 'message_in'", 360)
        .await;
    assert_eq!(post.house.count("SELECT max(uid) FROM mail").await, 200_360);
    assert_eq!(
        post.house.count("SELECT count(DISTINCT text) FROM entry").await,
        360
    );
    // The ledger is drawn up once everything is here.
    post.until_count("SELECT count(*) FROM folder WHERE compared_at IS NOT NULL", 3)
        .await;
    let view = post.house.desk.mailbox().await.unwrap();
    let inbox = view
        .folders
        .iter()
        .find(|folder| folder.role == FolderRole::Inbox);
    let inbox = inbox.unwrap();
    assert_eq!((inbox.on_server, inbox.held), (360, 360));
    assert_eq!(post.house.count("SELECT count(*) FROM unread").await, 0);
    // It stands in the order in which it came, ten years long.
    let turned = "SELECT count(*) FROM (
        SELECT entry.at, lag(entry.at) OVER (ORDER BY uid) AS before FROM entry
        JOIN entry_mail ON entry_id = entry.id JOIN mail ON mail.id = mail_id
    ) WHERE at <= before";
    assert_eq!(post.house.count(turned).await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn r81_the_ledger_accounts_for_every_mail() {
    let post = Post::begun(Wanted {
        without_postfix: true,
        ..Wanted::default()
    })
    .await;
    for number in 0..25 {
        let text = mail(
            "x@example.org",
            "Hello",
            &format!("{number}@example.org"),
            "Words",
        );
        post.arrived(&text, Utc::now() - TimeDelta::days(2));
    }
    let mut form = post.form();
    form.history = History::Everything;
    post.connect(form).await;
    post.until_count("SELECT count(*) FROM folder WHERE compared_at IS NOT NULL", 3)
        .await;
    let view = post.house.desk.mailbox().await.unwrap();
    let inbox = view
        .folders
        .iter()
        .find(|folder| folder.role == FolderRole::Inbox)
        .unwrap();
    assert_eq!((inbox.on_server, inbox.held, inbox.is_fetching), (25, 25, false));
}
