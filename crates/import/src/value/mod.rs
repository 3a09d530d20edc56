//! Values as people and programs write them, in English and French (R7).

pub(crate) mod amount;
pub(crate) mod date;
mod date_words;
pub(crate) mod words;

use crate::mapping::Field;

/// What stands in a cell that says nothing.
pub(crate) fn is_nothing(cell: &str) -> bool {
    let cell = cell.trim();
    matches!(cell, "" | "-" | "–" | "—" | "--" | "#N/A" | "?")
        || [
            "n/a", "na", "null", "none", "nil", "s.o.", "s/o", "nan", "aucun", "aucune",
        ]
        .iter()
        .any(|word| cell.eq_ignore_ascii_case(word))
}

/// Whether a cell holds something that the field can take; impossible dates count, they are faults.
pub(crate) fn fits(field: Field, cell: &str) -> bool {
    use Field as F;
    match field {
        F::Email => words::email(cell).is_ok(),
        F::Language => words::language(cell).is_some(),
        F::EventKind => words::kind(cell).is_some(),
        F::Status => words::status(cell).is_some(),
        F::Payment => words::payment(cell).is_some() || amount::is_amount(cell),
        F::GuestsAllowed | F::BookingRequired => words::yes_or_no(cell).is_some(),
        F::CheckedIn => words::yes_or_no(cell).is_some() || fits(F::EventStart, cell),
        F::Capacity | F::PartySize | F::Guests => amount::whole(cell).is_some(),
        F::Price | F::Amount | F::AmountPaid => amount::is_amount(cell),
        F::Duration => date::duration(cell).is_some(),
        F::EventStart | F::EventEnd | F::BookedAt => {
            date::moment(cell, date::DayOrder::DayFirst)
                .is_ok_and(|moment| moment.date.is_some() || field == F::EventEnd)
                || date::moment(cell, date::DayOrder::MonthFirst) == Err(date::DateFault::Impossible)
                || date::moment(cell, date::DayOrder::MonthFirst).is_ok_and(|moment| moment.date.is_some())
        }
        F::EventStartTime | F::EventEndTime => date::time(cell).is_some(),
        _ => true,
    }
}
