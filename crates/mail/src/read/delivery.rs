//! Delivery reports (RFC 3464, and what servers send instead).

mod amazon;
mod notice;
mod reason;
mod reported;
mod status;

use super::{
    kind::report_type,
    letter::{Action, Delivery, Letter},
    mime::Mail,
};

pub use amazon::is_complaint;
pub use reported::reported;

/// The most recipients read from one report.
const MOST_RECIPIENTS: usize = 500;

/// Local parts of addresses from which programs report.
const DAEMONS: &[&str] = &[
    "post_master",
    "postoffice",
    "mailer",
    "mail-delivery",
    "mail-deamon",
    "maildaemon",
    "interscanmss",
    "mailer-daemon",
    "mailerdaemon",
    "mail-daemon",
    "mdaemon",
    "postmaster",
    "mail.delivery.system",
    "mailer_daemon",
    "bounce-handler",
];
/// Names under which programs report.
const NAMES: &[&str] = &[
    "interscan mss",
    "mail delivery system",
    "mail system",
    "mail router",
    "mailer-daemon",
    "mailer daemon",
    "postmaster",
    "mail delivery s",
    "mail deliver s",
    "mail administrator",
    "mail delivery agent",
    "delivery subsystem",
];
/// What subjects of reports hold, in lower case.
const SUBJECTS: [&str; 44] = [
    "undeliver",
    "not delivered",
    "could not be delivered",
    "cannot be delivered",
    "delivery status notif",
    "delivery failure",
    "failure delivery",
    "delivery failed",
    "delivery has failed",
    "delivery report",
    "delivery error",
    "delivery delayed",
    "delivery problem",
    "mail delivery fail",
    "mail system error",
    "mail failure",
    "failure notice",
    "failed mail",
    "failed delivery",
    "returned mail",
    "returned to sender",
    "returning message",
    "mail returned",
    "non remis",
    "non distribu",
    "échec de la remise",
    "échec de remise",
    "notification d'état de remise",
    "unzustellbar",
    "nicht zustellbar",
    "zustellung fehlgeschlagen",
    "nicht zugestellt",
    "fehler bei der zustellung",
    "no se puede entregar",
    "no entregado",
    "non recapitabile",
    "mancato recapito",
    "onbestelbaar",
    "niet bezorgd",
    "não entregue",
    "olevererbart",
    "не доставлено",
    "недоставлен",
    "配信不能",
];

/// What reports begin with, in lower case.
const PHRASES: &[&str] = &[
    "created automatically by mail delivery",
    "could not be delivered",
    "couldn't be delivered",
    "cannot be delivered",
    "was not delivered",
    "wasn't delivered",
    "has not been delivered",
    "unable to deliver",
    "wasn't able to deliver",
    "undeliverable",
    "undelivered",
    "did not reach",
    "permanent fatal errors",
    "delivery to the following",
    "delivery has failed",
    "failed to deliver",
    "error delivering",
    "n'a pas pu être remis",
    "n'a pas été remis",
    "konnte nicht zugestellt werden",
    "no se pudo entregar",
    "не может быть доставлено",
];

/// Whether a mail tells what became of another.
pub fn is_report(mail: &Mail<'_>, letter: &Letter) -> bool {
    let headers = mail.headers();
    if report_type(mail) == "delivery-status" || status::parts(mail).next().is_some() {
        return true;
    }
    if headers.has("x-failed-recipients") || amazon::is_report(letter) {
        return true;
    }
    let subject = letter.subject.to_lowercase();
    let like_a_report = SUBJECTS.iter().any(|words| subject.contains(words))
        || subject.starts_with("warning") && (subject.contains("message") || subject.contains("mail"));
    let null_path = ["return-path", "from"]
        .iter()
        .any(|name| headers.raw(name).is_some_and(|path| path.trim_ascii() == b"<>"));
    // What a person answers or passes on is theirs.
    let by_person = super::subject::is_reply(&letter.subject) || super::subject::is_forward(&letter.subject);
    let says_so = || says_so(&letter.text);
    if null_path && (like_a_report || says_so()) {
        return true;
    }
    if is_daemon(letter, &headers.lower("from")) && (like_a_report || null_path || !by_person) {
        return true;
    }
    like_a_report && !by_person && holds_copy(mail, &letter.text) && says_so()
}

/// Whether the first words are those of a report.
fn says_so(text: &str) -> bool {
    let begin = text
        .get(..text.floor_char_boundary(2000))
        .unwrap_or_default()
        .to_lowercase();
    PHRASES.iter().any(|phrase| begin.contains(phrase))
}

/// Whether the mail that failed came along, or its header.
fn holds_copy(mail: &Mail<'_>, text: &str) -> bool {
    mail.parts()
        .any(|part| part.mime == "message/rfc822" || part.mime == "text/rfc822-headers")
        || text.contains("\nReceived: ")
        || text.contains("\nMessage-ID: ")
}

fn is_daemon(letter: &Letter, from: &str) -> bool {
    let address = letter
        .from
        .as_ref()
        .map(|from| from.address.to_lowercase())
        .unwrap_or_default();
    let local = address.split('@').next().unwrap_or_default();
    DAEMONS.contains(&local) || NAMES.iter().any(|name| from.contains(name))
}

/// What a report says of each recipient: from its status part, else from its words.
pub fn deliveries(mail: &Mail<'_>, letter: &Letter) -> Vec<Delivery> {
    let notice = notice::Notice::of(mail, letter);
    let mut told: Vec<Told> = status::parts(mail)
        .flat_map(|part| status::recipients(&part))
        .collect();
    if told.is_empty() && letter.text.to_lowercase().contains("final-recipient:") {
        // The fields of a status part, in the text.
        told = status::recipients(letter.text.as_bytes());
    }
    if told.is_empty() {
        told = amazon::recipients(letter);
    }
    if told.is_empty() {
        told = notice.recipients();
    }
    if told.is_empty() {
        // Whom it was for is not told: that it failed, and why, is.
        told.push(Told {
            words: notice.whole(),
            ..Told::default()
        });
    }
    let mut deliveries: Vec<Delivery> = vec![];
    for one in told.into_iter().take(MOST_RECIPIENTS) {
        let delivery = judged(one, &notice);
        if !deliveries
            .iter()
            .any(|before| before.recipient == delivery.recipient)
        {
            deliveries.push(delivery);
        }
    }
    deliveries
}

/// What was found of one recipient, before it is judged.
#[derive(Clone, Debug, Default)]
pub struct Told {
    /// The address, as it stands.
    pub recipient: String,
    /// What became of it, where that was said.
    pub action: Option<Action>,
    /// The status code of RFC 3463; empty where there was none.
    pub status: String,
    /// The server's words.
    pub words: String,
}

fn judged(told: Told, notice: &notice::Notice) -> Delivery {
    // Where the status part says little, the words of the notice about the same address say more.
    let words = if told.words.trim().is_empty() {
        notice.words_about(&told.recipient)
    } else {
        told.words.clone()
    };
    let (status, given) = reason::status(&told.status, &words, notice);
    let action = told.action.unwrap_or_else(|| {
        if notice.is_warning() {
            Action::Delayed
        } else {
            Action::Failed
        }
    });
    let failed = action == Action::Failed;
    Delivery {
        permanent: failed && status.starts_with('5'),
        address_dead: failed && reason::is_dead(&status, given, &words, notice.is_after_data()),
        recipient: super::header::normal(&told.recipient),
        status,
        action,
        reason: reason::shown(&words),
    }
}
