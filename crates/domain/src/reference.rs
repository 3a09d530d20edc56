//! Booking references, such as WT-0418: two letters of the event and a number.

/// The two letters of an event's bookings: the initials of its first two words, or the first two
/// letters of its only one; `BK` where a title has no Latin letters.
#[must_use]
pub fn prefix(title: &str) -> String {
    let words: Vec<Vec<char>> = title
        .split(|c: char| !c.is_alphabetic())
        .map(|word| word.chars().filter_map(plain_capital).collect::<Vec<_>>())
        .filter(|word| !word.is_empty())
        .collect();
    let letters: String = match words.as_slice() {
        [] => String::new(),
        [only] => only.iter().take(2).collect(),
        [first, second, ..] => first.first().into_iter().chain(second.first()).collect(),
    };
    if letters.len() == 2 {
        letters
    } else {
        "BK".to_owned()
    }
}

/// A reference from its letters and number: at least four digits.
#[must_use]
pub fn reference(prefix: &str, number: u32) -> String {
    format!("{prefix}-{number:04}")
}

fn plain_capital(c: char) -> Option<char> {
    let plain = match c {
        'à' | 'â' | 'ä' | 'á' | 'ã' | 'å' | 'À' | 'Â' | 'Ä' | 'Á' | 'Ã' | 'Å' => 'a',
        'é' | 'è' | 'ê' | 'ë' | 'É' | 'È' | 'Ê' | 'Ë' => 'e',
        'î' | 'ï' | 'í' | 'Î' | 'Ï' | 'Í' => 'i',
        'ô' | 'ö' | 'ó' | 'õ' | 'Ô' | 'Ö' | 'Ó' | 'Õ' => 'o',
        'ù' | 'û' | 'ü' | 'ú' | 'Ù' | 'Û' | 'Ü' | 'Ú' => 'u',
        'ç' | 'Ç' => 'c',
        'ñ' | 'Ñ' => 'n',
        c => c,
    };
    plain.is_ascii_alphabetic().then(|| plain.to_ascii_uppercase())
}
