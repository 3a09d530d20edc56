//! R7: cells that a spreadsheet would run as a formula. They are kept as text here, and escaped on
//! the way out.

use std::borrow::Cow;

/// R7: a value as it may stand in a CSV file that a spreadsheet will open: an apostrophe before what
/// would be run (`=`, `+`, `-`, `@`, a tab or a line break in front, also their full-width forms).
#[must_use]
pub fn escape_for_spreadsheet(value: &str) -> Cow<'_, str> {
    let escaped_already = value.starts_with('\'') && runs_in_a_spreadsheet(value.trim_start_matches('\''));
    if runs_in_a_spreadsheet(value) || escaped_already {
        Cow::Owned(format!("'{value}"))
    } else {
        Cow::Borrowed(value)
    }
}

/// Takes the apostrophe of [`escape_for_spreadsheet`] away again, so that what Lobby exported comes
/// back in as it was.
#[must_use]
pub fn unescape_from_spreadsheet(value: &str) -> &str {
    match value.strip_prefix('\'') {
        Some(rest) if runs_in_a_spreadsheet(rest.trim_start_matches('\'')) => rest,
        _ => value,
    }
}

fn runs_in_a_spreadsheet(value: &str) -> bool {
    value.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn r7_what_a_spreadsheet_would_run_is_escaped() {
        for value in ["=1+1", "+1 514 555 0100", "-2", "@SUM(A1)", "\t=1", "\r=1", "＝1"] {
            assert_eq!(escape_for_spreadsheet(value), format!("'{value}"));
        }
    }

    #[test]
    fn r7_what_a_spreadsheet_leaves_alone_is_untouched() {
        for value in ["", "Ana", "1=1", "a@example.org", "'s Gravenhage", "’"] {
            assert!(matches!(escape_for_spreadsheet(value), Cow::Borrowed(same) if same == value));
            assert_eq!(unescape_from_spreadsheet(value), value);
        }
    }

    proptest::proptest! {
        #[test]
        fn r7_escaping_comes_back_as_it_was(value in "['=+@\\-a-z\t]{0,6}") {
            let escaped = escape_for_spreadsheet(&value).into_owned();
            proptest::prop_assert!(!runs_in_a_spreadsheet(&escaped));
            proptest::prop_assert_eq!(unescape_from_spreadsheet(&escaped), value.as_str());
        }
    }
}
