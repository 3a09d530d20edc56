//! S8: twelve moments of handing a message over, twelve things that a server may do at each, and the one outcome
//! that each has.

use std::time::Duration;

use lobby_mail::line::{
    Fault, Security,
    smtp::{Envelope, Outcome, Smtp},
};
use lobby_servers::{Act, At, FaultSmtp};

use crate::{login, quick, server};

const MAIL: &[u8] = b"From: desk@lobby.test\r\nTo: ana@example.org\r\nSubject: Hello\r\n\
    Message-ID: <1@lobby.test>\r\n\r\nHello\r\nagain\r\n";

/// What became of the message, as far as a person or the next attempt acts on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    /// The line is at fault; the message waits, certainly not taken.
    Waits,
    /// The server could not; the message is tried again.
    Again,
    /// The server will not; a person decides.
    Refused,
    /// The mailbox may not send; the message waits for the settings.
    Settings,
    /// It may have been taken.
    Unknown,
    /// It was taken.
    Taken,
}

fn end(outcome: &Result<Outcome, Fault>) -> End {
    match outcome {
        Err(fault) if fault.fault.passes() => End::Waits,
        Err(_) | Ok(Outcome::MailboxRefused(_)) => End::Settings,
        Ok(Outcome::LineDown(_)) => End::Waits,
        Ok(Outcome::TryLater(_)) => End::Again,
        Ok(Outcome::Refused(..)) => End::Refused,
        Ok(Outcome::Unknown(_)) => End::Unknown,
        Ok(Outcome::Accepted(_)) => End::Taken,
    }
}

fn acts() -> [(&'static str, Act); 12] {
    let say = |line: &str| Act::Say(line.to_owned());
    [
        ("a 4xx", say("450 4.3.0 not now")),
        ("421", say("421 4.3.2 closing")),
        ("a 4xx of two lines", say("451-4.7.1 grey\r\n451 4.7.1 listed")),
        ("a 5xx", say("550 5.1.1 no")),
        ("a bare 5xx", say("554 no")),
        ("552", say("552 5.3.4 too large")),
        ("closed", Act::Close),
        ("half closed", Act::HalfClose),
        ("silence", Act::Silence),
        ("rubbish", say("what?")),
        ("a code of no kind", say("999 hm")),
        ("a late answer", Act::Wait(Duration::from_millis(300))),
    ]
}

/// A moment: of the first message on a line, of giving it up, or of the second on the same line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Moment {
    First(At),
    GivingUp,
    Second(At),
}

/// The written outcome of each moment for the twelve acts, in their order.
fn written() -> [(Moment, [End; 12]); 12] {
    use End::{Again, Refused, Settings, Taken, Unknown, Waits};
    use Moment::{First, GivingUp, Second};
    // However a line begins or ends, nothing was taken yet.
    let line = [[Waits; 11].as_slice(), &[Taken]].concat();
    let line: [End; 12] = line.try_into().unwrap();
    let after = |later: End, no: End, size: End, lost: End| {
        let last = if lost == Waits { Waits } else { later };
        [
            later, last, later, no, no, size, lost, lost, lost, lost, lost, Taken,
        ]
    };
    let from = after(Again, Settings, Refused, Waits);
    let recipient = after(Again, Refused, Refused, Waits);
    // From the full stop on nobody knows, unless the server says.
    let message = after(Again, Refused, Refused, Unknown);
    [
        (First(At::Banner), line),
        (First(At::Hello), line),
        (First(At::SignIn), after(Waits, Settings, Settings, Waits)),
        (First(At::From), from),
        (First(At::To), recipient),
        (First(At::Data), recipient),
        (First(At::Message), message),
        (First(At::Stop), message),
        (First(At::Taken), message),
        (GivingUp, line),
        (Second(At::From), from),
        (Second(At::Taken), message),
    ]
}

/// Sends one message, or the second of two, to a server that does `act` at `moment`.
async fn send(moment: Moment, act: Act) -> End {
    let faults = FaultSmtp::start().unwrap();
    let server = server(faults.port(), Security::Plain);
    let envelope = Envelope {
        from: "desk@lobby.test",
        to: "ana@example.org",
    };
    if let Moment::First(at) = moment {
        faults.fail(at, act.clone(), 1);
    }
    let mut smtp = match Smtp::open(&server, &login("desk@lobby.test"), &quick()).await {
        Ok(smtp) => smtp,
        Err(fault) => return end(&Err(fault)),
    };
    match moment {
        Moment::First(_) => {}
        Moment::GivingUp => {
            faults.fail(At::To, Act::Say("550 5.1.1 no".into()), 1);
            faults.fail(At::Reset, act, 1);
            let refused = smtp.send(envelope, MAIL).await;
            assert_eq!(end(&Ok(refused)), End::Refused);
        }
        Moment::Second(at) => {
            assert_eq!(end(&Ok(smtp.send(envelope, MAIL).await)), End::Taken);
            faults.fail(at, act, 1);
        }
    }
    if smtp.is_broken() {
        return End::Waits;
    }
    let end = end(&Ok(smtp.send(envelope, MAIL).await));
    // What was certainly not taken was not taken.
    let before = usize::from(matches!(moment, Moment::Second(_)));
    if matches!(end, End::Waits | End::Settings) {
        assert_eq!(faults.taken().len(), before);
    }
    if end == End::Taken {
        assert_eq!(faults.taken().len(), before + 1);
    }
    end
}

#[tokio::test]
async fn s8_each_of_144_answers_has_one_written_outcome() {
    let mut wrong = Vec::new();
    let mut cases = 0;
    for (moment, expected) in written() {
        let mut sending = tokio::task::JoinSet::new();
        for (number, (name, act)) in acts().into_iter().enumerate() {
            sending.spawn(async move { (number, name, send(moment, act).await) });
        }
        for (number, name, end) in sending.join_all().await {
            cases += 1;
            if end != expected[number] {
                wrong.push(format!(
                    "{moment:?}, {name}: {end:?} instead of {:?}",
                    expected[number]
                ));
            }
        }
    }
    assert_eq!(cases, 144);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
