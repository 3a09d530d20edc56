//! R80, R81: servers and lines that fail.

use std::time::Duration;

use lobby_desk::views::mail::{LineState, MailServer, MailboxTest};
use lobby_domain::{
    delivery::Delivery,
    mailbox::{MailFault, MailStep, Security},
};
use lobby_servers::{Act, At, FaultProxy, FaultSmtp, Wanted};

use super::{Post, post::ANA};

/// A house whose mail goes out over a server that fails as it is told.
async fn failing() -> (Post, FaultSmtp) {
    let post = Post::begun(Wanted {
        without_postfix: true,
        ..Wanted::default()
    })
    .await;
    let faults = FaultSmtp::start().unwrap();
    let mut form = post.form();
    form.smtp.port = faults.port();
    post.connect(form).await;
    (post, faults)
}

#[tokio::test(flavor = "multi_thread")]
async fn r80_what_the_server_puts_off_goes_later_and_once() {
    let (post, faults) = failing().await;
    faults.fail(At::To, Act::Say("451 4.3.0 not now".into()), 1);
    let (_, id) = post.anas_conversation().await;
    post.until_stands(
        id,
        "tried again",
        |stands| matches!(stands, Delivery::TryingAgain { said, .. } if said.contains("not now")),
    )
    .await;
    post.house.desk.try_now().await.unwrap();
    post.until_stands(id, "sent", |stands| *stands == Delivery::Sent)
        .await;
    assert_eq!((faults.taken().len(), faults.attempts()), (1, 2));
}

#[tokio::test(flavor = "multi_thread")]
async fn r80_a_line_cut_before_and_in_the_middle_of_the_message_loses_and_doubles_nothing() {
    for at in [At::Banner, At::From, At::Data] {
        let (post, faults) = failing().await;
        faults.fail(at, Act::Close, 1);
        let (_, id) = post.anas_conversation().await;
        let offline = |stands: &Delivery| matches!(stands, Delivery::WaitingForLine);
        post.until_stands(id, "waiting for the line", offline).await;
        assert_eq!(post.house.desk.pulse().await.unwrap().waiting, 1);
        post.house.desk.try_now().await.unwrap();
        post.until_stands(id, "sent", |stands| *stands == Delivery::Sent)
            .await;
        assert_eq!(faults.taken().len(), 1, "{at:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn r80_a_line_cut_after_the_message_asks_the_sent_folder_and_keeps_the_message_id() {
    let (post, faults) = failing().await;
    faults.fail(At::Taken, Act::Close, 1);
    let (_, id) = post.anas_conversation().await;
    post.until_stands(id, "sent", |stands| *stands == Delivery::Sent)
        .await;
    let taken = faults.taken();
    assert!(
        taken.iter().all(|(_, mail)| mail == &taken[0].1),
        "the same bytes at every try"
    );

    // A server that files what is sent has the answer in its Sent folder: it does not go again.
    let mut form = post.form();
    form.smtp.port = faults.port();
    form.files_sent = true;
    form.password = None;
    post.house.noor().await;
    post.house.desk.save_mailbox(form).await.unwrap();
    post.house.sam().await;
    let before = faults.taken().len();
    faults.fail(At::Taken, Act::CloseAfter(Duration::from_secs(2)), 1);
    let message = post.house.desk.send_message(id, "Once only", None).await.unwrap();
    for _ in 0..400 {
        if faults.taken().len() > before {
            break;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    let filed = faults.taken().last().unwrap().1.clone();
    post.servers
        .mailbox(super::post::DESK)
        .put("Sent", &filed, chrono::Utc::now())
        .unwrap();
    post.until_stands(id, "sent", |stands| *stands == Delivery::Sent)
        .await;
    assert_eq!(faults.taken().len(), before + 1, "{message:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn r81_the_line_goes_and_comes_back_by_itself_and_says_so() {
    let post = Post::begun(Wanted::default()).await;
    let imap = FaultProxy::start(post.servers.ports().imap).unwrap();
    let smtp = FaultProxy::start(post.servers.ports().smtp).unwrap();
    let mut form = post.form();
    (form.imap.port, form.smtp.port) = (imap.port(), smtp.port());
    post.connect(form).await;
    post.until_line(LineState::Online).await;
    imap.refuse(true);
    smtp.refuse(true);
    post.until_line(LineState::Offline).await;
    let (_, id) = post.anas_conversation().await;
    post.until_stands(id, "waiting", |stands| *stands == Delivery::WaitingForLine)
        .await;
    imap.refuse(false);
    smtp.refuse(false);
    post.until_stands(id, "sent", |stands| *stands == Delivery::Sent)
        .await;
    post.until_line(LineState::Online).await;
    assert_eq!(post.mails(ANA, 1).await.len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn r81_a_wrong_password_asks_for_a_person_and_keeps_what_waits() {
    let post = Post::begun(Wanted::default()).await;
    let mut form = post.form();
    form.password = Some("wrong".into());
    let ports = post.servers.ports();
    (form.smtp.port, form.smtp.security) = (ports.smtps, Security::Tls);
    post.house.noor().await;
    let tested = post.house.desk.test_mailbox(form.clone()).await.unwrap();
    assert!(matches!(
        tested,
        MailboxTest::Failed {
            server: MailServer::Imap,
            step: MailStep::SignIn,
            fault: MailFault::SignInRefused,
            ..
        }
    ));
    post.connect(form.clone()).await;
    post.until_line(LineState::Settings).await;
    let (_, id) = post.anas_conversation().await;
    let message = post.thread(id).await.entries[0].clone();
    assert!(matches!(
        message.delivery,
        Some(Delivery::WaitingForTurn | Delivery::WaitingForSettings)
    ));

    // The certificate of the server is nobody's: its step is named, with what it showed.
    form.password = Some(lobby_servers::PASSWORD.into());
    post.house.noor().await;
    let tested = post.house.desk.test_mailbox(form.clone()).await.unwrap();
    let MailboxTest::Failed {
        server: MailServer::Smtp,
        step: MailStep::Encrypt,
        fault: MailFault::Certificate { sha256, .. },
        ..
    } = tested
    else {
        panic!("{tested:?}");
    };
    form.smtp.certificate = Some(sha256);
    let tested = post.house.desk.test_mailbox(form.clone()).await.unwrap();
    assert!(matches!(tested, MailboxTest::Works { .. }), "{tested:?}");
    post.house.desk.save_mailbox(form).await.unwrap();
    post.until_line(LineState::Online).await;
    post.until_stands(id, "sent", |stands| *stands == Delivery::Sent)
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn r80_the_sending_limit_is_kept_and_what_is_beyond_it_waits() {
    let post = Post::begun(Wanted::default()).await;
    let mut form = post.form();
    form.sending_limit = Some(1);
    post.connect(form).await;
    let (_, id) = post.anas_conversation().await;
    post.until_stands(id, "sent", |stands| *stands == Delivery::Sent)
        .await;
    post.house
        .desk
        .send_message(id, "One too many", None)
        .await
        .unwrap();
    post.until_stands(id, "waiting", |stands| *stands == Delivery::WaitingForLimit)
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn r80_what_was_written_before_a_restart_goes_after_it() {
    let mut post = Post::begun(Wanted::default()).await;
    let form = post.form();
    post.house.noor().await;
    post.house.desk.save_mailbox(form).await.unwrap();
    let (_, id) = post.anas_conversation().await;
    post.house.restarts().await;
    post.works();
    post.house.sam().await;
    post.until_stands(id, "sent", |stands| *stands == Delivery::Sent)
        .await;
    assert_eq!(post.mails(ANA, 1).await.len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn r80_messages_of_a_conversation_go_in_the_order_written_whatever_happens_between() {
    let (post, faults) = failing().await;
    let (_, id) = post.anas_conversation().await;
    faults.fail(At::To, Act::Say("451 4.3.0 not now".into()), 2);
    for number in 0..10 {
        post.house
            .desk
            .send_message(id, &format!("Number {number}"), None)
            .await
            .unwrap();
    }
    for _ in 0..6 {
        tokio::time::sleep(Duration::from_millis(300)).await;
        post.house.desk.try_now().await.unwrap();
    }
    post.until_stands(id, "sent", |stands| *stands == Delivery::Sent)
        .await;
    let texts: Vec<String> = faults
        .taken()
        .iter()
        .map(|(_, mail)| {
            lobby_mail::read::read(mail)
                .text
                .lines()
                .next()
                .unwrap_or_default()
                .to_owned()
        })
        .collect();
    let expected: Vec<String> = (0..10).map(|number| format!("Number {number}")).collect();
    assert_eq!(texts[1..], expected);
}

#[tokio::test(flavor = "multi_thread")]
async fn r80_s6_a_desk_that_ends_at_any_moment_of_sending_loses_nothing_and_keeps_each_message_id() {
    let (mut post, faults) = failing().await;
    let (_, id) = post.anas_conversation().await;
    post.until_stands(id, "sent", |stands| *stands == Delivery::Sent)
        .await;
    for (number, after) in [0_u64, 3, 8, 15, 25, 40, 60, 90, 130, 180]
        .into_iter()
        .enumerate()
    {
        // The answer takes a while, so that some of these moments lie between the full stop and it.
        faults.fail(At::Taken, Act::Wait(Duration::from_millis(60)), 1);
        let words = format!("Number {number}");
        post.house.desk.send_message(id, &words, None).await.unwrap();
        tokio::time::sleep(Duration::from_millis(after)).await;
        post.house.restarts().await;
        post.works();
        post.house.sam().await;
    }
    faults.heal();
    post.until_count("SELECT count(*) FROM outbox WHERE state = 'accepted'", 11)
        .await;
    let mut ids = std::collections::BTreeMap::<String, Vec<Vec<u8>>>::new();
    for (_, mail) in faults.taken() {
        let letter = lobby_mail::read::read(&mail);
        ids.entry(letter.message_id.unwrap()).or_default().push(mail);
    }
    assert_eq!(ids.len(), 11, "each message under one Message-ID, and none lost");
    for copies in ids.values() {
        assert!(
            copies.iter().all(|copy| copy == &copies[0]),
            "the same bytes at every try"
        );
    }
}
