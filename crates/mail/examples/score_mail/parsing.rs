//! Subject, sender and text, where two other parsers agree on them.

use std::{fs, path::Path};

use lobby_mail::read::{Letter, read};
use serde_json::Value;

use crate::{Figure, Outcome, lines, text};

/// The figures of parsing.
pub fn figures(folder: &Path) -> Outcome<Vec<Figure>> {
    let mut subject = Figure::new("subject as agreed by Python and mail-parser", "");
    let mut sender = Figure::new("sender as agreed", "");
    let mut words = Figure::new("text as agreed, white space collapsed", "");
    for case in lines(&folder.join("parse_reference.jsonl"))? {
        let file = text(&case, "file");
        let letter = read(&fs::read(folder.join(file))?);
        let Some(agreed) = case.get("agreed") else {
            continue;
        };
        judge(&mut subject, file, agreed.get("subject"), &letter.subject);
        let from = letter.from.as_ref().map_or("", |from| &from.address);
        judge(&mut sender, file, agreed.get("from_"), from);
        judge(&mut words, file, agreed.get("text"), &shown(&letter));
    }
    Ok(vec![subject, sender, words])
}

fn shown(letter: &Letter) -> String {
    letter.text.clone()
}

fn judge(figure: &mut Figure, file: &str, agreed: Option<&Value>, found: &str) {
    let Some(agreed) = agreed.and_then(Value::as_str) else {
        return;
    };
    let collapsed = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let (wanted, found) = (collapsed(agreed), collapsed(found));
    figure.count(wanted == found, || {
        let same: String = wanted
            .chars()
            .zip(found.chars())
            .take_while(|(one, other)| one == other)
            .map(|(one, _)| one)
            .collect();
        let from = same.len().saturating_sub(20);
        let part = |text: &str| {
            text.get(text.floor_char_boundary(from)..)
                .unwrap_or_default()
                .chars()
                .take(80)
                .collect::<String>()
        };
        format!(
            "{file}: at {}: {:?} instead of {:?}",
            same.len(),
            part(&found),
            part(&wanted)
        )
    });
}
