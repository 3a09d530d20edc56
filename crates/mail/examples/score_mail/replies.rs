//! Reply text: exact where white space is collapsed, as the peers were compared, and without a word missing.

use std::{fs, path::Path};

use lobby_mail::read::read;

use crate::{Figure, Outcome, lines, text};

/// The corpora with what the peers reach (of all cases, in brackets on their own).
const CORPORA: [(&str, &str, &str, &str); 3] = [
    (
        "discourse-email_reply_trimmer",
        "trim-plain",
        "reply text, discourse",
        "Discourse [64], talon 34, crate 35, crisp 32, planer 30, zapier 28, GitHub 25",
    ),
    (
        "mailgun-talon",
        "trim-plain",
        "reply text, talon plain",
        "talon [62], planer 55, Discourse 41, crate 41, crisp 33, zapier 32, GitHub 21",
    ),
    (
        "mailgun-talon",
        "trim-html",
        "reply text, talon HTML",
        "talon [27], Discourse 20, planer 20, crate 2",
    ),
];

/// One figure a corpus, and one for the words.
pub fn figures(folder: &Path) -> Outcome<Vec<Figure>> {
    let apart = fs::read_to_string(folder.join("POLICY.tsv"))?;
    let apart: Vec<&str> = apart.lines().filter_map(|line| line.split('\t').next()).collect();
    let mut figures = vec![];
    let mut words = Figure::new("reply text, no expected word missing", "");
    let mut policy = Figure::new(
        "reply text, cases where libraries differ on purpose",
        "not judged",
    );
    for (corpus, kind, name, peers) in CORPORA {
        let mut figure = Figure::new(name, peers);
        for case in lines(&folder.join(corpus).join("cases.jsonl"))? {
            if text(&case, "kind") != kind {
                continue;
            }
            let id = format!("{corpus}/{}", text(&case, "id"));
            let body = fs::read(folder.join(corpus).join(text(&case, "email")))?;
            let expected = fs::read_to_string(folder.join(corpus).join(text(&case, "expected")))?;
            let shown = read(&mail(&body, kind == "trim-html")).reply_text;
            let without_space = text(&case, "match") == "nows";
            let is_apart = apart.contains(&id.as_str());
            let figure = if is_apart { &mut policy } else { &mut figure };
            figure.count(
                collapsed(&shown, without_space) == collapsed(&expected, without_space),
                || format!("{id}: {:?} instead of {:?}", head(&shown), head(&expected)),
            );
            if !is_apart {
                let missing = missing(&expected, &shown, without_space);
                words.count(missing.is_none(), || {
                    format!("{id}: {}", missing.unwrap_or_default())
                });
            }
        }
        figures.push(figure.at_least(95));
    }
    figures.push(words.at_least(100));
    figures.push(policy);
    Ok(figures)
}

/// A mail around a text.
fn mail(body: &[u8], is_html: bool) -> Vec<u8> {
    let subtype = if is_html { "html" } else { "plain" };
    let mut mail = format!(
        "From: Ana Moreau <ana@example.org>\r\nSubject: Yes\r\nMIME-Version: 1.0\r\nContent-Type: text/{subtype}; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
    )
    .into_bytes();
    mail.extend_from_slice(body);
    mail
}

fn collapsed(text: &str, without_space: bool) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(if without_space { "" } else { " " })
}

/// The first word of `expected` that `shown` lacks. Where white space was removed there are no words: then
/// whether all letters are there in their order.
fn missing(expected: &str, shown: &str, without_space: bool) -> Option<String> {
    if !without_space {
        return expected
            .split_whitespace()
            .find(|word| !shown.contains(word))
            .map(str::to_owned);
    }
    let mut letters = shown.chars().filter(|letter| !letter.is_whitespace());
    let is_there = expected
        .chars()
        .filter(|letter| !letter.is_whitespace())
        .all(|wanted| letters.any(|letter| letter == wanted));
    (!is_there).then(|| head(expected))
}

fn head(text: &str) -> String {
    text.chars().take(400).collect()
}
