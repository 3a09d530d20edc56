//! What a mail is, in the order own, report, receipt, automatic, list, people.
//!
//! A delivery report is looked for before an automatic answer, because most reports say that they are
//! automatic too (RFC 3834, section 3).

use super::{
    delivery,
    header::Headers,
    letter::{Kind, Letter},
    mime::Mail,
    subject,
};

/// What the mail is.
pub fn of(mail: &Mail<'_>, letter: &Letter) -> Kind {
    let headers = mail.headers();
    if headers.has("x-lobby-message") {
        return Kind::OwnCopy;
    }
    if is_abuse_report(mail, &letter.subject) || delivery::is_complaint(letter) {
        return Kind::AbuseReport;
    }
    if is_read_receipt(mail) {
        return Kind::ReadReceipt;
    }
    if delivery::is_report(mail, letter) {
        return Kind::DeliveryReport;
    }
    if is_automatic(headers, &letter.subject) {
        return Kind::AutoReply;
    }
    if is_list(headers) {
        return Kind::List;
    }
    let answers = !letter.in_reply_to.is_empty() || !letter.references.is_empty();
    if answers || subject::is_reply(&letter.subject) {
        Kind::Reply
    } else {
        Kind::New
    }
}

/// The kind of report that a multipart/report says it is (RFC 6522).
pub fn report_type(mail: &Mail<'_>) -> String {
    mail.part(0)
        .filter(|root| root.mime == "multipart/report")
        .and_then(|root| root.content_type.get("report-type"))
        .unwrap_or_default()
        .to_ascii_lowercase()
}

/// Also a program's request to be mailed no more, and the complaints of Hotmail, which are older than the RFC.
fn is_abuse_report(mail: &Mail<'_>, subject: &str) -> bool {
    let unsubscribes = subject.eq_ignore_ascii_case("unsubscribe") && is_automatic(mail.headers(), "");
    let complains = || {
        let copies = mail.parts().filter(|part| part.mime == "message/rfc822");
        let mut headers = copies.map(|part| Headers::split(part.body.trim_ascii_start()).0);
        headers.any(|headers| headers.has("x-hmxmroriginalrecipient"))
    };
    report_type(mail) == "feedback-report"
        || mail.parts().any(|part| part.mime == "message/feedback-report")
        || unsubscribes
        || subject.to_lowercase().starts_with("email feedback report for")
        || complains()
}

fn is_read_receipt(mail: &Mail<'_>) -> bool {
    report_type(mail) == "disposition-notification"
        || mail
            .parts()
            .any(|part| part.mime == "message/disposition-notification")
}

fn is_automatic(headers: &Headers, subject: &str) -> bool {
    let submitted = headers.lower("auto-submitted");
    if submitted.starts_with("auto-") {
        return true;
    }
    let says_so = [
        "x-autoreply",
        "x-autorespond",
        "x-autoresponder",
        "x-auto-reply",
        "x-mail-autoreply",
    ];
    if says_so
        .iter()
        .any(|name| headers.has(name) && headers.lower(name) != "no")
    {
        return true;
    }
    if headers.lower("x-apple-action") == "vacation" || headers.lower("x-fc-machinegenerated") == "true" {
        return true;
    }
    let precedence = headers.lower("precedence");
    let precedence = precedence.replace('-', "_");
    if precedence == "auto_reply" || headers.lower("x-precedence").replace('-', "_") == "auto_reply" {
        return true;
    }
    let subject = subject.to_lowercase();
    AUTOMATIC_SUBJECTS.iter().any(|begin| subject.starts_with(begin))
}

/// How the subjects of automatic answers begin, by program and language.
const AUTOMATIC_SUBJECTS: [&str; 38] = [
    "auto:",
    "automatic reply",
    "automatic response",
    "auto reply",
    "auto-reply",
    "autoreply",
    "auto response",
    "auto-response",
    "autoresponse",
    "out of office",
    "out-of-office",
    "out of the office",
    "vacation reply",
    "away from my mail",
    "réponse automatique",
    "reponse automatique",
    "absence du bureau",
    "en dehors du bureau",
    "automatische antwort",
    "abwesenheitsnotiz",
    "abwesenheit:",
    "automatisch antwoord",
    "afwezigheidsbericht",
    "respuesta automática",
    "respuesta automatica",
    "fuera de la oficina",
    "resposta automática",
    "fora do escritório",
    "risposta automatica",
    "fuori sede",
    "autosvar",
    "automatiskt svar",
    "automaattinen vastaus",
    "autoodpowiedź",
    "odpowiedź automatyczna",
    "автоответ",
    "автоматический ответ",
    "自动回复",
];

fn is_list(headers: &Headers) -> bool {
    headers.has("list-id")
        || headers.has("list-unsubscribe")
        || headers.has("list-post")
        || matches!(headers.lower("precedence").as_str(), "bulk" | "list" | "junk")
}
