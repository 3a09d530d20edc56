//! Residents: how they are recognised, and what an email address looks like.

use serde::{Deserialize, Serialize};
use specta::Type;

/// The languages of the product (R90).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// English.
    En,
    /// French.
    Fr,
}

/// R7: a name as it is compared: lower case, accents aside, punctuation and runs of white space as
/// one space.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    // Small letters first: a capital may become a letter and a mark (İ), and a mark a letter (U+0345).
    for c in text.chars().flat_map(char::to_lowercase) {
        match unaccented(c) {
            Some(plain) => folded.push_str(plain),
            None if ('\u{300}'..='\u{36f}').contains(&c) => {}
            None if c.is_alphanumeric() => folded.push(c),
            None => {
                if !folded.is_empty() && !folded.ends_with(' ') {
                    folded.push(' ');
                }
            }
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

/// The plain letters of a small Latin letter with a mark.
fn unaccented(c: char) -> Option<&'static str> {
    Some(match c {
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' | 'ā' | 'ă' | 'ą' => "a",
        'ç' | 'ć' | 'č' => "c",
        'ď' | 'đ' => "d",
        'è' | 'é' | 'ê' | 'ë' | 'ē' | 'ė' | 'ę' | 'ě' => "e",
        'ğ' => "g",
        'ì' | 'í' | 'î' | 'ï' | 'ī' | 'į' | 'ı' => "i",
        'ł' | 'ľ' => "l",
        'ñ' | 'ń' | 'ň' => "n",
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' | 'ō' | 'ő' => "o",
        'ř' => "r",
        'ś' | 'š' | 'ş' | 'ș' => "s",
        'ť' | 'ţ' | 'ț' => "t",
        'ù' | 'ú' | 'û' | 'ü' | 'ū' | 'ů' | 'ű' => "u",
        'ý' | 'ÿ' => "y",
        'ź' | 'ż' | 'ž' => "z",
        'æ' => "ae",
        'œ' => "oe",
        'ß' => "ss",
        _ => return None,
    })
}

/// Takes an email address as a person types it: trimmed, without `mailto:` and angle brackets.
///
/// The form that is accepted is the dot-atom of RFC 5321, section 4.1.2, with UTF-8 as in RFC 6531:
/// one `@`, no white space or control characters, a domain with a dot and no empty label.
///
/// # Errors
/// [`NotAnAddress`] for anything else.
pub fn email(typed: &str) -> Result<String, NotAnAddress> {
    let text = typed.trim();
    let text = text.strip_prefix("mailto:").unwrap_or(text);
    let text = text
        .strip_prefix('<')
        .and_then(|t| t.strip_suffix('>'))
        .unwrap_or(text);
    let (local, domain) = text.rsplit_once('@').ok_or(NotAnAddress)?;
    let clean = |part: &str| {
        !part.is_empty()
            && part.split('.').all(|label| !label.is_empty())
            && !part
                .chars()
                .any(|c| c.is_whitespace() || c.is_control() || "()<>[]:;@\\,\"".contains(c))
    };
    let labels = domain.split('.').count() >= 2
        && domain
            .split('.')
            .all(|label| !label.starts_with('-') && !label.ends_with('-'));
    if !clean(local) || !clean(domain) || !labels || local.len() > 64 || text.len() > 254 {
        return Err(NotAnAddress);
    }
    Ok(format!("{local}@{}", domain.to_lowercase()))
}

/// The text is not an email address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this is not an email address")]
pub struct NotAnAddress;
