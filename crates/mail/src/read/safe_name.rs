//! Names of files that strangers chose (R31).

use super::{header, mime::Part};

/// The longest name, in bytes; file systems end at 255, and something may be put in front.
const LONGEST: usize = 120;
/// Names that Windows keeps for devices, whatever stands behind the first dot.
const RESERVED: [&str; 6] = ["con", "prn", "aux", "nul", "com", "lpt"];

/// The name of an attachment, made safe; where it has none, one by its type and number.
pub fn of(part: &Part<'_>, number: usize) -> String {
    let given = part
        .file_name()
        .map(|name| header::text(name.as_bytes()))
        .unwrap_or_default();
    let safe = safe(&given);
    if !safe.is_empty() {
        return safe;
    }
    if part.mime == "message/rfc822" {
        let inner = header::Headers::split(part.body).0.text("subject");
        let name = self::safe(&inner);
        return if name.is_empty() {
            "message.eml".to_owned()
        } else {
            format!("{name}.eml")
        };
    }
    format!("attachment-{}.{}", number + 1, extension(&part.mime))
}

fn extension(mime: &str) -> &'static str {
    match mime {
        "image/jpeg" | "image/jpg" => "jpg",
        "image/png" => "png",
        "image/gif" => "gif",
        "image/webp" => "webp",
        "application/pdf" => "pdf",
        "text/plain"
        | "message/delivery-status"
        | "text/rfc822-headers"
        | "message/disposition-notification" => "txt",
        "text/html" => "html",
        "text/calendar" => "ics",
        "text/csv" => "csv",
        "text/vcard" | "text/x-vcard" => "vcf",
        "application/zip" => "zip",
        _ => "bin",
    }
}

/// A name that is one file in whatever folder: without folders, control characters, what turns the direction
/// of writing, what Windows reserves, and not too long. Empty where nothing is left.
#[must_use]
pub fn safe(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let cleaned: String = last
        .chars()
        .filter(|letter| !letter.is_control() && !is_invisible(*letter))
        .map(|letter| {
            if matches!(letter, '<' | '>' | ':' | '"' | '|' | '?' | '*') {
                '_'
            } else {
                letter
            }
        })
        .collect();
    // A dot in front hides a file, one behind is dropped by Windows.
    let cleaned = cleaned.trim_matches(|letter: char| letter.is_whitespace() || letter == '.');
    let (stem, extension) = match cleaned.rsplit_once('.') {
        Some((stem, extension)) if extension.chars().count() <= 10 => (stem, Some(extension)),
        _ => (cleaned, None),
    };
    let room = LONGEST - extension.map_or(0, |extension| extension.len() + 1);
    let stem = stem.get(..stem.floor_char_boundary(room)).unwrap_or_default();
    let mark = if is_reserved(cleaned) { "_" } else { "" };
    match extension {
        Some(extension) => format!("{mark}{stem}.{extension}"),
        None => format!("{mark}{stem}"),
    }
}

/// Characters without a shape that change what is around them (Unicode: Bidi_Control, zero width, tags).
fn is_invisible(letter: char) -> bool {
    matches!(letter,
        '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}'
        | '\u{061C}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E007F}')
}

fn is_reserved(name: &str) -> bool {
    let stem = name
        .split('.')
        .next()
        .unwrap_or_default()
        .trim()
        .to_ascii_lowercase();
    let device =
        stem.trim_end_matches(|letter: char| letter.is_ascii_digit() || matches!(letter, '¹' | '²' | '³'));
    let digits = stem.chars().count() - device.chars().count();
    RESERVED.contains(&device) && (digits == 0 || (digits == 1 && matches!(device, "com" | "lpt")))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn r31_names_that_systems_keep_are_changed() {
        for (given, safe_name) in [
            ("con", "_con"),
            ("COM1.log", "_COM1.log"),
            ("lpt9", "_lpt9"),
            ("com10", "com10"),
            ("console.txt", "console.txt"),
            ("...", ""),
            (".bashrc", "bashrc"),
            ("a. ", "a"),
            ("a/b\\c.txt", "c.txt"),
            ("a:b?.txt", "a_b_.txt"),
            ("\u{202E}fdp.exe", "fdp.exe"),
            ("tab\there", "tabhere"),
            ("dîner.pdf", "dîner.pdf"),
        ] {
            assert_eq!(safe(given), safe_name, "{given:?}");
        }
    }

    proptest! {
        #[test]
        fn r31_no_name_leads_anywhere(name: String) {
            let safe = safe(&name);
            prop_assert!(safe.len() <= LONGEST + 1);
            prop_assert!(!safe.contains(['/', '\\', ':', '\0']) && !safe.starts_with('.') && !safe.ends_with(['.', ' ']));
            prop_assert!(safe.chars().all(|letter| !letter.is_control() && !is_invisible(letter)));
            prop_assert_eq!(super::safe(&safe), safe.clone());
        }
    }
}
