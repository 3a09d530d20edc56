//! What mails are, and what delivery reports say.

use std::{fs, path::Path};

use lobby_mail::read::{Kind, Letter, read};
use serde_json::Value;

use crate::{Figure, Outcome, files, lines, text};

const REPORTS: &str = "sisimai-set-of-emails";

/// Reasons for which an address takes no mail for good.
const DEAD: [&str; 4] = ["userunknown", "hostunknown", "hasmoved", "notaccept"];

/// A mail of another corpus that is a delivery report, and of which nothing says so but its own words.
const IS_ONE: &str = "raw_email_with_mimepart_without_content_type.eml";

/// The figures of kinds, and of what is said of each recipient.
pub fn figures(folder: &Path) -> Outcome<Vec<Figure>> {
    let cases = lines(&folder.join(REPORTS).join("expected.jsonl"))?;
    let mut recognised = Figure::new("delivery reports recognised", "a status part alone finds 56%");
    let mut other = Figure::new("reports of abuse and automatic replies recognised", "");
    let mut permanent = Figure::new("permanent, by RFC 3463", "");
    let mut dead = Figure::new("address_dead", "");
    let mut recipients = Figure::new("as many recipients as expected", "");
    let mut reported = Figure::new("Message-ID of the mail reported", "90% hold one");
    let mut known = vec![];
    for case in &cases {
        let file = text(case, "email");
        let path = folder.join(REPORTS).join(file);
        let letter = read(&fs::read(&path)?);
        known.push(path);
        match text(case, "kind") {
            "bounce" => {
                recognised.count(letter.kind == Kind::DeliveryReport, || {
                    format!("{file}: {:?}", letter.kind)
                });
                reported.count(!letter.reported.is_empty(), || file.to_owned());
                judge(case, &letter, &mut permanent, &mut dead, &mut recipients);
            }
            kind => {
                let wanted = if kind == "feedback-loop" {
                    Kind::AbuseReport
                } else {
                    Kind::AutoReply
                };
                other.count(letter.kind == wanted, || format!("{file}: {:?}", letter.kind));
            }
        }
    }
    recognised.least = 266;
    let strangers = strangers(folder, &known)?;
    Ok(vec![
        recognised,
        other,
        strangers,
        permanent.at_least(95),
        dead.at_least(90),
        recipients,
        reported,
    ])
}

fn judge(case: &Value, letter: &Letter, permanent: &mut Figure, dead: &mut Figure, number: &mut Figure) {
    let file = text(case, "email");
    let Some(expected) = case.get("recipients").and_then(Value::as_array) else {
        return;
    };
    let found = letter.deliveries.len();
    number.count(found == expected.len(), || {
        format!("{file}: {found} instead of {}", expected.len())
    });
    for (index, expected) in expected.iter().enumerate() {
        let delivery = letter.deliveries.get(index);
        let (status, reason) = (text(expected, "status"), text(expected, "reason"));
        let told = || format!("{file}: {status} {reason}, {delivery:?}");
        if status.starts_with(['4', '5']) {
            let is_right = delivery.is_some_and(|delivery| delivery.permanent == status.starts_with('5'));
            permanent.count(is_right, told);
        }
        let is_right = delivery.is_some_and(|delivery| delivery.address_dead == DEAD.contains(&reason));
        dead.count(is_right, told);
    }
}

/// Every other mail of every corpus: none of them may be taken for a delivery report, unless its own corpus or
/// its type says that it is one.
fn strangers(folder: &Path, known: &[std::path::PathBuf]) -> Outcome<Figure> {
    let mut figure = Figure::new("other mail not taken for a delivery report", "");
    let mut reports = vec![];
    for case in lines(&folder.join("chatwoot/expected.jsonl"))? {
        if text(&case, "kind") == "bounce" {
            reports.push(folder.join("chatwoot").join(text(&case, "email")));
        }
    }
    for path in files(folder)? {
        let is_mail = path.extension().is_some_and(|extension| extension == "eml")
            || path.to_string_lossy().contains("mikel-mail/emails");
        let says_so = path.to_string_lossy().contains("multipart_report_emails");
        if !is_mail || known.contains(&path) || says_so {
            continue;
        }
        let letter = read(&fs::read(&path)?);
        let is_report = reports.contains(&path) || path.ends_with(IS_ONE);
        figure.count((letter.kind == Kind::DeliveryReport) == is_report, || {
            format!(
                "{}: {:?}, {:?}, {:?}",
                path.display(),
                letter.kind,
                letter.subject,
                letter.from
            )
        });
    }
    Ok(figure.at_least(100))
}
