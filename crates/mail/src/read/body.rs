//! Which parts are the text of a mail, and that text.

use lobby_domain::reply_text::{self, Hints};

use super::{
    charset, html,
    letter::LARGEST_TEXT,
    mime::{Mail, Part},
};

mod flowed;

/// The most bytes of one part that are decoded to text: beyond it nothing would be shown.
const LARGEST_PART: usize = 4 * LARGEST_TEXT;

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
    /// The text of a mail. `passes_on`: its subject says that somebody else's mail is passed on.
    pub fn of(mail: &Mail<'_>, passes_on: bool) -> Self {
        let mut body = Self {
            parts: chosen(mail),
            ..Self::default()
        };
        let mut all = Texts::default();
        for index in shown(mail) {
            let Some(part) = mail.part(index) else { continue };
            let texts = part_texts(part, passes_on);
            all.cut_short |= texts.cut_short;
            all.quotes_are_sure |= texts.quotes_are_sure;
            append(&mut all.whole, &texts.whole);
            append(&mut all.marked, &texts.marked);
            append(&mut all.unmarked, &texts.unmarked);
            if all.whole.len() > LARGEST_TEXT {
                break;
            }
        }
        let hints = Hints {
            passes_on,
            quotes_are_sure: all.quotes_are_sure,
        };
        let (text, cut_short) = charset::bounded(all.whole);
        let folded = reply_text::fold(&charset::bounded(all.marked).0, hints);
        body.cut_short = all.cut_short || cut_short;
        body.is_forward = folded.is_forward;
        body.reply_text = if folded.shown.trim().is_empty() {
            charset::bounded(all.unmarked).0
        } else {
            folded.shown
        };
        body.text = text;
        body
    }
}

/// The text of a part in three forms, which are the same unless it is HTML.
#[derive(Default)]
struct Texts {
    /// As it is.
    whole: String,
    /// With `>` before what its mark-up tells to be quoted mail, and nothing else marked.
    marked: String,
    /// Without such marks.
    unmarked: String,
    quotes_are_sure: bool,
    cut_short: bool,
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

fn part_texts(part: &Part<'_>, passes_on: bool) -> Texts {
    let cut_short = part.body.len() > LARGEST_PART;
    let bytes = part.body.get(..LARGEST_PART).unwrap_or(part.body);
    let bytes = part.transfer.decode(bytes);
    let decoded = charset::decode(&bytes, part.content_type.get("charset"));
    let decoded = plain(&decoded);
    if part.mime == "text/html" {
        let document = html::Document::parse(&decoded);
        return Texts {
            whole: document.text(),
            marked: document.marked(passes_on),
            unmarked: document.unmarked(),
            quotes_are_sure: true,
            cut_short,
        };
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
    Texts {
        whole: text.clone(),
        marked: text.clone(),
        unmarked: text,
        quotes_are_sure: false,
        cut_short,
    }
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
            // The first part is the text even where a program gave it a name.
            let is_first =
                shown.is_empty() && part.mime == "text/plain" && part.disposition.value != "attachment";
            if (part.is_text() || broken) && (!part.is_set_aside() || index == 0 || is_first) {
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
