//! R30: saved replies, whose placeholders stand for what the booking says.

use serde::{Deserialize, Serialize};
use specta::Type;

use crate::resident::{Language, fold};

/// What a placeholder stands for. It is written in braces, in either language: `{time}`, `{heure}`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum Placeholder {
    /// The resident's name.
    Resident,
    /// The event's title.
    Event,
    /// When it begins.
    Time,
    /// Where it is.
    Place,
    /// What the booking costs.
    Amount,
}

impl Placeholder {
    /// Every one.
    pub const ALL: [Self; 5] = [Self::Resident, Self::Event, Self::Time, Self::Place, Self::Amount];

    /// What it is called in English and French, folded.
    fn names(self) -> [&'static str; 2] {
        match self {
            Self::Resident => ["resident", "resident"],
            Self::Event => ["event", "evenement"],
            Self::Time => ["time", "heure"],
            Self::Place => ["place", "lieu"],
            Self::Amount => ["amount", "montant"],
        }
    }

    fn called(name: &str) -> Option<Self> {
        let name = fold(name);
        Self::ALL
            .into_iter()
            .find(|one| one.names().contains(&name.as_str()))
    }
}

/// What the placeholders of one booking or conversation stand for; `None` where there is nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Values {
    /// The resident's name.
    pub resident: Option<String>,
    /// The event's title.
    pub event: Option<String>,
    /// When it begins, in words.
    pub time: Option<String>,
    /// Where it is.
    pub place: Option<String>,
    /// What the booking costs, in words.
    pub amount: Option<String>,
}

impl Values {
    fn of(&self, placeholder: Placeholder) -> Option<&str> {
        let value = match placeholder {
            Placeholder::Resident => &self.resident,
            Placeholder::Event => &self.event,
            Placeholder::Time => &self.time,
            Placeholder::Place => &self.place,
            Placeholder::Amount => &self.amount,
        };
        value.as_deref().map(str::trim).filter(|value| !value.is_empty())
    }
}

/// A saved reply for one resident.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filled {
    /// The words; a placeholder without a value still stands in them.
    pub text: String,
    /// Those without a value, each once, in their order.
    pub lacking: Vec<Placeholder>,
}

/// R30: puts the values in the place of the placeholders. What else stands in braces is left as it is.
#[must_use]
pub fn fill(text: &str, values: &Values) -> Filled {
    let mut filled = String::with_capacity(text.len());
    let mut lacking = Vec::new();
    for part in parts(text) {
        match part {
            Part::Words(words) => filled.push_str(words),
            Part::Placeholder(placeholder, written) => match values.of(placeholder) {
                Some(value) => filled.push_str(value),
                None => {
                    filled.push_str(written);
                    if !lacking.contains(&placeholder) {
                        lacking.push(placeholder);
                    }
                }
            },
        }
    }
    Filled {
        text: filled,
        lacking,
    }
}

/// R30: the first placeholder that stands in words for a resident; it stops their way.
#[must_use]
pub fn left_open(text: &str) -> Option<Placeholder> {
    parts(text).find_map(|part| match part {
        Part::Placeholder(placeholder, _) => Some(placeholder),
        Part::Words(_) => None,
    })
}

/// The text of a reply for somebody who writes in this language: theirs, or the other where that is all there is.
#[must_use]
pub fn text_for<'a>(english: &'a str, french: &'a str, language: Language) -> (&'a str, Language) {
    match (english.trim().is_empty(), french.trim().is_empty(), language) {
        (false, _, Language::En) | (false, true, Language::Fr) => (english, Language::En),
        _ => (french, Language::Fr),
    }
}

enum Part<'a> {
    Words(&'a str),
    Placeholder(Placeholder, &'a str),
}

/// The text in order, cut at its placeholders.
fn parts(text: &str) -> impl Iterator<Item = Part<'_>> {
    let mut rest = text;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let Some((start, end, placeholder)) = first(rest) else {
            return Some(Part::Words(std::mem::take(&mut rest)));
        };
        if start > 0 {
            let (words, after) = rest.split_at_checked(start)?;
            rest = after;
            return Some(Part::Words(words));
        }
        let (written, after) = rest.split_at_checked(end)?;
        rest = after;
        Some(Part::Placeholder(placeholder, written))
    })
}

/// Where the first placeholder of a text begins and ends, in bytes.
fn first(text: &str) -> Option<(usize, usize, Placeholder)> {
    text.match_indices('{').find_map(|(start, _)| {
        let inside = text.get(start + 1..)?;
        let length = inside.find(['}', '{', '\n'])?;
        let (name, after) = inside.split_at_checked(length)?;
        let placeholder = after.starts_with('}').then(|| Placeholder::called(name))??;
        Some((start, start + length + 2, placeholder))
    })
}

#[cfg(test)]
#[path = "saved_reply_tests.rs"]
mod tests;
