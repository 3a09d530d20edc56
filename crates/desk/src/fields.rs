//! The fields of forms, as people type them.

use lobby_domain::text::{LONGEST_TEXT, WordsFault};

use crate::problem::{Field, FieldFault, Problem};

/// A field that must not be blank, trimmed; 200 characters are enough for any name.
pub(crate) fn required(typed: &str, field: Field) -> Result<&str, Problem> {
    match typed.trim() {
        "" => Err(Problem::invalid(field, FieldFault::Missing)),
        text if text.chars().count() > 200 => Err(Problem::invalid(field, FieldFault::TooLong)),
        text => Ok(text),
    }
}

/// Text that may be empty, trimmed; nobody writes more than [`LONGEST_TEXT`].
pub(crate) fn optional(typed: &str) -> Result<&str, Problem> {
    let text = typed.trim();
    if text.chars().count() > LONGEST_TEXT {
        return Err(Problem::Words {
            fault: WordsFault::TooLong,
        });
    }
    Ok(text)
}
