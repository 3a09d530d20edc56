//! Delivery reports (RFC 3464, and what servers send instead).

use super::{
    kind::report_type,
    letter::{Delivery, Letter},
    mime::Mail,
};

/// Whether a mail tells what became of another.
pub fn is_report(mail: &Mail<'_>, letter: &Letter) -> bool {
    let headers = mail.headers();
    if report_type(mail) == "delivery-status"
        || mail.parts().any(|part| {
            matches!(
                part.mime.as_str(),
                "message/delivery-status" | "message/global-delivery-status"
            )
        })
        || headers.has("x-failed-recipients")
    {
        return true;
    }
    let _ = letter;
    false
}

/// What a report says of each recipient.
pub fn deliveries(_mail: &Mail<'_>, _letter: &Letter) -> Vec<Delivery> {
    vec![]
}

/// The Message-IDs of the mail that it is about.
pub fn reported(_mail: &Mail<'_>, _letter: &Letter) -> Vec<String> {
    vec![]
}
