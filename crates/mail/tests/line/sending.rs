//! Handing a message over to a real Postfix.

use std::time::Duration;

use lobby_domain::delivery::NotDelivered;
use lobby_mail::line::{
    Login, Secret, Security,
    smtp::{Envelope, Outcome, Smtp},
};
use lobby_servers::{Servers, Wanted};

use crate::{accepted, login, patient};

const DESK: &str = "desk@lobby.test";
const MAIL: &[u8] =
    b"From: desk@lobby.test\r\nTo: ana@example.org\r\nSubject: Hello\r\nMessage-ID: <1@lobby.test>\r\n\r\n.Hello\r\n";

fn to(address: &str) -> Envelope<'_> {
    Envelope {
        from: DESK,
        to: address,
    }
}

#[tokio::test]
async fn a_message_reaches_the_residents_mailbox_and_refusals_say_why() {
    let servers = Servers::start(Wanted::default()).unwrap();
    for (port, security) in [
        (servers.ports().smtps, Security::Tls),
        (servers.ports().submission, Security::StartTls),
    ] {
        let server = accepted(&servers, port, security);
        let mut smtp = Smtp::open(&server, &login(DESK), &patient()).await.unwrap();
        let outcome = smtp.send(to("ana@example.org"), MAIL).await;
        assert!(matches!(outcome, Outcome::Accepted(_)), "{outcome:?}");

        let refusals = [
            ("refused@example.org", NotDelivered::NoSuchAddress),
            ("over-quota@example.org", NotDelivered::MailboxFull),
            ("spam@example.org", NotDelivered::Blocked),
        ];
        for (address, expected) in refusals {
            match smtp.send(to(address), MAIL).await {
                Outcome::Refused(why, words) => {
                    assert_eq!(why, expected);
                    assert!(words.starts_with('5'), "{words}");
                }
                other => panic!("{other:?}"),
            }
        }
        let outcome = smtp.send(to("later@example.org"), MAIL).await;
        assert!(matches!(outcome, Outcome::TryLater(_)), "{outcome:?}");
        // One that was refused is in nobody's way.
        let outcome = smtp.send(to("ana@example.org"), MAIL).await;
        assert!(matches!(outcome, Outcome::Accepted(_)), "{outcome:?}");
        assert!(!smtp.is_broken());
        smtp.close().await;
    }
    let mails = servers
        .mailbox("ana@example.org")
        .wait_for("INBOX", 4, Duration::from_secs(10))
        .unwrap();
    assert_eq!(mails.len(), 4);
    assert!(mails[0].ends_with(b"\r\n\r\n.Hello\r\n") || mails[0].ends_with(b"\n\n.Hello\n"));
}

#[tokio::test]
async fn a_wrong_password_is_named() {
    let servers = Servers::start(Wanted::default()).unwrap();
    let server = accepted(&servers, servers.ports().smtps, Security::Tls);
    let wrong = Login {
        name: DESK.into(),
        password: Secret::new("wrong".into()),
    };
    let fault = Smtp::open(&server, &wrong, &patient()).await.unwrap_err();
    assert_eq!(fault.fault, lobby_domain::mailbox::MailFault::SignInRefused);
}
