//! Reading a mailbox at a real Dovecot.

use std::time::Duration;

use chrono::{TimeDelta, TimeZone as _, Utc};
use lobby_domain::mailbox::FolderRole;
use lobby_mail::line::{
    Security,
    imap::{Imap, Woken},
};
use lobby_servers::{FaultProxy, deliver};

use crate::{dovecot, login, patient, quick, server};

const DESK: &str = "desk@lobby.test";

fn mail(number: u32) -> Vec<u8> {
    format!(
        "From: ana@example.org\r\nTo: {DESK}\r\nSubject: Mail {number}\r\n\
         Message-ID: <{number}@example.org>\r\n\r\nHello {number}\r\n"
    )
    .into_bytes()
}

#[tokio::test]
async fn mails_are_listed_and_fetched_by_uid() {
    let servers = dovecot();
    let received = Utc.with_ymd_and_hms(2026, 11, 3, 15, 0, 0).unwrap();
    let mails = (0..30).map(|number| (mail(number), received + TimeDelta::minutes(number.into())));
    servers.mailbox(DESK).put_many("INBOX", mails).unwrap();
    let server = server(servers.ports().imap, Security::Plain);
    let mut imap = Imap::open(&server, &login(DESK), &patient()).await.unwrap();

    let folders = imap.folders().await.unwrap();
    let roles: Vec<FolderRole> = folders.iter().map(|folder| folder.role).collect();
    assert_eq!(roles, [FolderRole::Inbox, FolderRole::Junk, FolderRole::Sent]);

    let opened = imap.examine("INBOX").await.unwrap();
    assert_eq!(opened.exists, 30);
    let uids = imap.uids(1, u32::MAX).await.unwrap();
    assert_eq!(uids.len(), 30);
    assert_eq!(opened.uid_next, uids[29] + 1);
    // Beyond the last one there is nothing, whatever `n:*` answers.
    assert!(imap.uids(opened.uid_next, u32::MAX).await.unwrap().is_empty());
    let listed = imap.list(&uids).await.unwrap();
    assert_eq!(listed[0].received, Some(received));
    let fetched = imap.fetch(&uids[3..5]).await.unwrap();
    assert_eq!(fetched.len(), 2);
    assert_eq!(fetched[0].bytes, mail(3));
    assert_eq!(listed[3].size as usize, fetched[0].bytes.len());

    let slice = imap.fetch_slice(uids[3], 6, 15).await.unwrap().unwrap();
    assert_eq!(slice, b"ana@example.org");
    assert_eq!(imap.find("7@example.org").await.unwrap(), [uids[7]]);
    assert!(imap.find("700@example.org").await.unwrap().is_empty());
    let day = received.date_naive();
    assert_eq!(imap.uids_since(day).await.unwrap().len(), 30);
    let later = day + chrono::Days::new(2);
    assert!(imap.uids_since(later).await.unwrap().is_empty());
    imap.close().await;
}

#[tokio::test]
async fn r83_a_mail_is_filed_in_the_sent_folder_byte_for_byte() {
    let servers = dovecot();
    let server = server(servers.ports().imap, Security::Plain);
    let mut imap = Imap::open(&server, &login(DESK), &patient()).await.unwrap();
    imap.append("Sent", &mail(1)).await.unwrap();
    let opened = imap.examine("Sent").await.unwrap();
    assert_eq!(opened.exists, 1);
    assert_eq!(imap.fetch(&[1]).await.unwrap()[0].bytes, mail(1));
    assert!(imap.append("No such folder", &mail(1)).await.is_err());
}

#[tokio::test]
async fn what_arrives_wakes_whoever_waits() {
    let servers = dovecot();
    let server = server(servers.ports().imap, Security::Plain);
    let mut imap = Imap::open(&server, &login(DESK), &patient()).await.unwrap();
    imap.examine("INBOX").await.unwrap();
    let (mailbox, more) = (servers.mailbox(DESK), servers.mailbox(DESK));
    std::thread::spawn(move || {
        std::thread::sleep(Duration::from_millis(200));
        mailbox.put("INBOX", &mail(1), Utc::now()).unwrap();
    });
    assert_eq!(imap.idle(std::future::pending()).await.unwrap(), Woken::ByNews);
    assert_eq!(imap.uids(1, u32::MAX).await.unwrap().len(), 1);
    // Whoever waits can be called away, and told of what came between two questions.
    assert_eq!(imap.idle(async {}).await.unwrap(), Woken::ByCaller);
    more.put("INBOX", &mail(2), Utc::now()).unwrap();
    assert_eq!(imap.idle(std::future::pending()).await.unwrap(), Woken::ByNews);
    assert_eq!(imap.uids(1, u32::MAX).await.unwrap().len(), 2);
}

#[tokio::test]
async fn a_line_that_is_gone_is_noticed() {
    let servers = dovecot();
    let proxy = FaultProxy::start(servers.ports().imap).unwrap();
    let server = server(proxy.port(), Security::Plain);
    let mut imap = Imap::open(&server, &login(DESK), &quick()).await.unwrap();
    imap.examine("INBOX").await.unwrap();
    proxy.cut();
    assert!(imap.idle(std::future::pending()).await.is_err());

    // A line whose other end is gone without a word: the server says nothing any more.
    let mut imap = Imap::open(&server, &login(DESK), &quick()).await.unwrap();
    imap.examine("INBOX").await.unwrap();
    proxy.stall(true);
    assert!(imap.uids(1, u32::MAX).await.is_err());
}

#[tokio::test]
async fn a_cut_at_every_byte_of_a_fetch_is_never_taken_for_the_whole() {
    let servers = dovecot();
    servers.mailbox(DESK).put("INBOX", &mail(1), Utc::now()).unwrap();
    let proxy = FaultProxy::start(servers.ports().imap).unwrap();
    let server = server(proxy.port(), Security::Plain);
    let mut whole = 0;
    // Greeting, capabilities and the rest of the conversation take about a thousand bytes.
    for bytes in (300..2_400).step_by(7) {
        proxy.cut_after(Some(bytes));
        let fetched = async {
            let mut imap = Imap::open(&server, &login(DESK), &quick()).await?;
            imap.examine("INBOX").await?;
            imap.fetch(&[1]).await
        };
        if let Ok(fetched) = fetched.await {
            assert_eq!(fetched.len(), 1);
            assert_eq!(fetched[0].bytes, mail(1));
            whole += 1;
        }
    }
    assert!(whole > 0, "the longest of them reach the end");
}

#[tokio::test]
async fn mail_over_lmtp_and_smtp_reaches_the_mailbox() {
    let servers = lobby_servers::Servers::start(lobby_servers::Wanted::default()).unwrap();
    deliver(
        servers.ports().smtp,
        "ana@example.org",
        "desk+token@lobby.test",
        &mail(1),
    )
    .unwrap();
    let mails = servers
        .mailbox(DESK)
        .wait_for("INBOX", 1, Duration::from_secs(10))
        .unwrap();
    let letter = lobby_mail::read::read(&mails[0]);
    assert!(letter.delivered_to.iter().any(|to| to.contains("+token")));
}
