//! Words to write: each with a mark of its own, so that every entry can be told from every other.

use crate::random::Random;

const BEGINNINGS: [&str; 8] = [
    "Thank you, we have noted it.",
    "The room opens at seven;\nplease use the side door.",
    "Merci, c’est bien reçu. À bientôt !",
    "Could you tell us how many will come?",
    "She called: the little one is ill.",
    "Paid in cash at the desk 🙂",
    "  Leading blanks, and a tab\tinside",
    "Please bring your own cup.",
];

/// Words with this mark. A few are long enough to need pages of their own.
pub(crate) fn words(random: &mut Random, mark: &str) -> String {
    let beginning = random.pick(&BEGINNINGS).copied().unwrap_or_default();
    let long = match random.below(20) {
        0 => " and so on".repeat(300 + random.below(700)),
        1 | 2 => " and more".repeat(random.below(60)),
        _ => String::new(),
    };
    format!("{beginning} [{mark}]{long}")
}
