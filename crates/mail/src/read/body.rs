//! Which parts are the text of a mail, and that text.

use lobby_domain::reply_text;

use super::{
    charset, html,
    letter::LARGEST_TEXT,
    mime::{Mail, Part},
};

mod flowed;

/// The most bytes of one part that are decoded to text: beyond it nothing would be shown.
const LARGEST_PART: usize = 8 * LARGEST_TEXT;

/// The text of a mail.
#[derive(Debug, Default)]
pub struct Body {
    /// All of it.
    pub text: String,
    /// What is shown unfolded (R32).
    pub reply_text: String,
    /// It passes on somebody else's mail.
    pub is_forward: bool,
    /// The parts that it was made of, and the other forms of the same: no attachments.
    pub parts: Vec<usize>,
    /// Something was beyond a bound.
    pub cut_short: bool,
}

impl Body {
    /// The text of a mail.
    pub fn of(mail: &Mail<'_>) -> Self {
        let mut body = Self {
            parts: chosen(mail),
            ..Self::default()
        };
        let (mut text, mut reply) = (String::new(), String::new());
        for index in shown(mail) {
            let Some(part) = mail.part(index) else { continue };
            let (whole, trimmed, cut) = part_text(part);
            body.cut_short |= cut;
            append(&mut text, &whole);
            append(&mut reply, &trimmed);
            if text.len() > LARGEST_TEXT {
                break;
            }
        }
        let (text, cut) = charset::bounded(text);
        body.cut_short |= cut;
        let (reply, _) = charset::bounded(reply);
        let reading = reply_text::fold(&reply);
        body.is_forward = reading.is_forward;
        body.reply_text = if reading.shown.trim().is_empty() {
            text.clone()
        } else {
            reading.shown
        };
        body.text = text;
        body
    }
}

fn append(text: &mut String, more: &str) {
    if more.trim().is_empty() && !text.is_empty() {
        return;
    }
    if !text.is_empty() {
        if !text.ends_with('\n') {
            text.push('\n');
        }
        text.push('\n');
    }
    text.push_str(more);
}

/// The text of one part, the same without what its HTML marks as quoted, and whether it was cut.
fn part_text(part: &Part<'_>) -> (String, String, bool) {
    let cut = part.body.len() > LARGEST_PART;
    let bytes = part.body.get(..LARGEST_PART).unwrap_or(part.body);
    let bytes = part.transfer.decode(bytes);
    let decoded = charset::decode(&bytes, part.content_type.get("charset"));
    let decoded = plain(&decoded);
    if part.mime == "text/html" {
        let document = html::Document::parse(&decoded);
        return (document.text(), document.reply_text(), cut);
    }
    let is_flowed = part
        .content_type
        .get("format")
        .is_some_and(|format| format.eq_ignore_ascii_case("flowed"));
    let text = if is_flowed {
        let joins = part
            .content_type
            .get("delsp")
            .is_some_and(|value| value.eq_ignore_ascii_case("yes"));
        flowed::join(&decoded, joins)
    } else {
        decoded
    };
    (text.clone(), text, cut)
}

/// With `\n` between lines and without characters that stand for nothing.
fn plain(text: &str) -> String {
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    text.replace("\r\n", "\n").replace('\r', "\n").replace(
        |letter: char| letter.is_control() && !matches!(letter, '\n' | '\t'),
        "",
    )
}

/// The parts whose text is shown, in order.
fn shown(mail: &Mail<'_>) -> Vec<usize> {
    let mut shown = vec![];
    collect(mail, 0, &mut shown);
    shown
}

/// The parts that are shown and those that say the same in another form.
pub fn chosen(mail: &Mail<'_>) -> Vec<usize> {
    let mut chosen = shown(mail);
    let mut same = vec![];
    for part in mail.parts().filter(|part| part.mime == "multipart/alternative") {
        same.extend(
            part.children
                .iter()
                .flat_map(|child| leaves(mail, *child))
                .filter(|leaf| {
                    mail.part(*leaf).is_some_and(|part| {
                        part.mime.starts_with("text/") && part.is_text() && !part.is_set_aside()
                    })
                }),
        );
    }
    chosen.extend(same);
    chosen
}

/// Every part without parts under `index`. The walk keeps the tree shallow, so this may call itself.
fn leaves(mail: &Mail<'_>, index: usize) -> Vec<usize> {
    match mail.part(index) {
        Some(part) if !part.children.is_empty() => part
            .children
            .iter()
            .flat_map(|child| leaves(mail, *child))
            .collect(),
        Some(_) => vec![index],
        None => vec![],
    }
}

fn collect(mail: &Mail<'_>, index: usize, shown: &mut Vec<usize>) {
    let Some(part) = mail.part(index) else { return };
    match part.mime.as_str() {
        _ if part.children.is_empty() => {
            let broken = part.mime.starts_with("multipart/");
            if (part.is_text() || broken) && (!part.is_set_aside() || index == 0) {
                shown.push(index);
            }
        }
        "multipart/alternative" => shown.extend(alternative(mail, part)),
        // The text of these is their first part; what follows belongs to it, or is for machines.
        "multipart/related" | "multipart/report" | "multipart/signed" | "multipart/encrypted" => {
            if let Some(first) = part.children.first() {
                collect(mail, *first, shown);
            }
        }
        _ => {
            for child in &part.children {
                collect(mail, *child, shown);
            }
        }
    }
}

/// Of forms of the same text the plain one where it says something, else the first that does.
fn alternative(mail: &Mail<'_>, part: &Part<'_>) -> Vec<usize> {
    let forms: Vec<Vec<usize>> = part
        .children
        .iter()
        .map(|child| {
            let mut form = vec![];
            collect(mail, *child, &mut form);
            form
        })
        .filter(|form| !form.is_empty())
        .collect();
    let is_plain = |form: &&Vec<usize>| {
        form.iter()
            .all(|index| mail.part(*index).is_some_and(|part| part.mime != "text/html"))
    };
    let says_something = |form: &&Vec<usize>| {
        form.iter().any(|index| {
            mail.part(*index)
                .is_some_and(|part| part.body.iter().any(|byte| !byte.is_ascii_whitespace()))
        })
    };
    forms
        .iter()
        .filter(says_something)
        .find(is_plain)
        .or_else(|| forms.iter().find(says_something))
        .or_else(|| forms.first())
        .cloned()
        .unwrap_or_default()
}
