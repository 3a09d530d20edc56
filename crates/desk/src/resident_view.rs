//! Residents as the screen is given them.

use lobby_store::resident::{Place, Resident};

use crate::{
    problem::{Field, FieldFault, Problem},
    views::resident::ResidentRow,
};

/// Between the parts of a place; neither a folded name nor a number holds it.
const BETWEEN: char = '\u{1f}';

/// A resident in a list.
pub(crate) fn row_view(resident: Resident) -> ResidentRow {
    ResidentRow {
        id: resident.id,
        name: resident.name,
        suite: resident.suite,
        email: resident.email,
        phone: resident.phone,
        language: resident.language,
        moved_out_at: resident.moved_out_at,
    }
}

/// Where a page by suite and name ended, as text that the screen hands back unread.
pub(crate) fn write_place(place: &Place) -> String {
    format!(
        "{}{BETWEEN}{}{BETWEEN}{}",
        place.suite, place.name_folded, place.id
    )
}

/// Reads a place back; none is the beginning of the list.
pub(crate) fn read_place(after: Option<&str>) -> Result<Place, Problem> {
    let Some(text) = after else {
        return Ok(Place::default());
    };
    let mut parts = text.rsplitn(3, BETWEEN);
    let (id, name_folded, suite) = (parts.next(), parts.next(), parts.next());
    match (id.and_then(|id| id.parse().ok()), name_folded, suite) {
        (Some(id), Some(name_folded), Some(suite)) => Ok(Place {
            suite: suite.to_owned(),
            name_folded: name_folded.to_owned(),
            id,
        }),
        _ => Err(Problem::invalid(Field::Cursor, FieldFault::Malformed)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_comes_back_as_it_went() {
        for suite in ["", "0301", "a\u{1f}b"] {
            let place = Place {
                suite: suite.into(),
                name_folded: "amir khan".into(),
                id: 7,
            };
            assert_eq!(read_place(Some(&write_place(&place))), Ok(place));
        }
        assert_eq!(read_place(None), Ok(Place::default()));
    }

    #[test]
    fn a_place_that_was_tampered_with_is_refused() {
        for text in ["", "7", "0301\u{1f}7", "0301\u{1f}amir\u{1f}x"] {
            assert_eq!(
                read_place(Some(text)),
                Err(Problem::invalid(Field::Cursor, FieldFault::Malformed)),
                "{text:?}"
            );
        }
    }
}
