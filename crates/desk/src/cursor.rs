//! Where a page ended, as text that the screen hands back unread: numbers joined by dots.

use crate::problem::{Field, FieldFault, Problem};

/// Writes numbers down.
pub(crate) fn write<const N: usize>(numbers: [i64; N]) -> String {
    numbers.map(|number| number.to_string()).join(".")
}

/// Reads them back.
pub(crate) fn read<const N: usize>(text: &str) -> Result<[i64; N], Problem> {
    let malformed = Problem::invalid(Field::Cursor, FieldFault::Malformed);
    let numbers: Result<Vec<i64>, _> = text.split('.').map(str::parse).collect();
    numbers
        .ok()
        .and_then(|numbers| numbers.try_into().ok())
        .ok_or(malformed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_comes_back_as_it_went() {
        assert_eq!(read::<3>(&write([i64::MIN, 0, 42])), Ok([i64::MIN, 0, 42]));
    }

    #[test]
    fn a_cursor_that_was_tampered_with_is_refused() {
        for text in ["", "1.2", "1.2.3.4", "1.x.3", "1.2.99999999999999999999"] {
            assert!(read::<3>(text).is_err(), "{text}");
        }
    }
}
