//! Set-up names the step that failed, and why.

use chrono::{TimeDelta, Utc};
use lobby_domain::mailbox::{CertificateDoubt, MailFault, MailStep};
use lobby_mail::line::{Login, Secret, Security, Server, imap::Imap, smtp::Smtp};
use lobby_servers::{Certificate, FaultSmtp, Servers, Wanted};

use crate::{accepted, dovecot, login, patient, quick, server};

async fn imap_fault(server: &Server, login: &Login) -> (MailStep, MailFault) {
    let fault = Imap::open(server, login, &quick()).await.unwrap_err();
    (fault.step, fault.fault)
}

fn doubt(fault: MailFault) -> CertificateDoubt {
    match fault {
        MailFault::Certificate { doubt, sha256 } => {
            assert_eq!(sha256.len(), 64);
            doubt
        }
        other => panic!("{other:?} is no doubt about a certificate"),
    }
}

#[tokio::test]
async fn a_certificate_is_believed_when_it_was_accepted_by_hand_and_no_other() {
    let servers = dovecot();
    let port = servers.ports().imaps;
    let (step, fault) = imap_fault(&server(port, Security::Tls), &login("desk@lobby.test")).await;
    assert_eq!(step, MailStep::Encrypt);
    assert_eq!(doubt(fault), CertificateDoubt::UnknownIssuer);

    let by_hand = accepted(&servers, port, Security::Tls);
    Imap::open(&by_hand, &login("desk@lobby.test"), &patient())
        .await
        .unwrap()
        .close()
        .await;

    let other = Server {
        certificate: Some([7; 32]),
        ..by_hand
    };
    let (_, fault) = imap_fault(&other, &login("desk@lobby.test")).await;
    assert_eq!(doubt(fault), CertificateDoubt::Changed);
}

#[tokio::test]
async fn an_expired_certificate_is_named() {
    let expired = Certificate::until(Utc::now() - TimeDelta::days(2)).unwrap();
    let servers = Servers::start(Wanted {
        without_postfix: true,
        certificate: Some(expired),
        ..Wanted::default()
    })
    .unwrap();
    let (step, fault) = imap_fault(
        &server(servers.ports().imaps, Security::Tls),
        &login("desk@lobby.test"),
    )
    .await;
    assert_eq!(step, MailStep::Encrypt);
    // Which of its two faults is told first is the verifier's; neither lets it through.
    assert!(matches!(
        doubt(fault),
        CertificateDoubt::Expired | CertificateDoubt::UnknownIssuer
    ));
}

#[tokio::test]
async fn starttls_is_used_and_never_left_out() {
    let servers = dovecot();
    let by_hand = accepted(&servers, servers.ports().imap, Security::StartTls);
    Imap::open(&by_hand, &login("desk@lobby.test"), &patient())
        .await
        .unwrap()
        .close()
        .await;

    // A server that does not offer it is told nothing.
    let faults = FaultSmtp::start().unwrap();
    let asked = server(faults.port(), Security::StartTls);
    let fault = Smtp::open(&asked, &login("desk@lobby.test"), &quick())
        .await
        .unwrap_err();
    assert_eq!(
        (fault.step, fault.fault),
        (MailStep::Encrypt, MailFault::NotEncrypted)
    );
}

#[tokio::test]
async fn each_step_that_fails_is_named() {
    let servers = dovecot();
    let plain = server(servers.ports().imap, Security::Plain);
    let wrong = Login {
        name: "desk@lobby.test".into(),
        password: Secret::new("wrong".into()),
    };
    let patient_fault = Imap::open(&plain, &wrong, &patient()).await.unwrap_err();
    assert_eq!(
        (patient_fault.step, patient_fault.fault),
        (MailStep::SignIn, MailFault::SignInRefused)
    );

    let no_name = Server {
        host: "no-such-server.invalid".into(),
        ..plain.clone()
    };
    let (step, fault) = imap_fault(&no_name, &login("a@b.test")).await;
    assert_eq!((step, fault), (MailStep::FindServer, MailFault::NoSuchServer));

    let nobody = server(1, Security::Tls);
    let (step, fault) = imap_fault(&nobody, &login("a@b.test")).await;
    assert_eq!((step, fault), (MailStep::Connect, MailFault::Unreachable));

    // TLS where none is spoken.
    let (step, fault) = imap_fault(&server(servers.ports().imap, Security::Tls), &login("a@b.test")).await;
    assert_eq!((step, fault), (MailStep::Encrypt, MailFault::NotEncrypted));
}

#[tokio::test]
async fn a_name_and_password_beyond_ascii_reach_the_server() {
    let servers = dovecot();
    let plain = server(servers.ports().imap, Security::Plain);
    let odd = Login {
        name: "dësk@lobby.test".into(),
        password: Secret::new("pâss\"word\\".into()),
    };
    let fault = Imap::open(&plain, &odd, &patient()).await.unwrap_err();
    // It was asked, and said no: nothing in the name broke the command.
    assert_eq!(fault.fault, MailFault::SignInRefused);
}
