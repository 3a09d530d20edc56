//! Which column is what: guessed from the headings and the first lines, corrected by hand, remembered.

use lobby_domain::resident::fold;
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::{table::Table, value, vocabulary};

/// What a column holds (R7). On the screen's side of the bridge *Field* is one of a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Type)]
#[serde(rename = "ImportField", rename_all = "snake_case")]
pub enum Field {
    /// Nothing that Lobby keeps.
    Ignore,
    /// The resident's key in the system that the file comes from.
    ResidentKey,
    /// The resident's whole name.
    Name,
    /// The resident's first name.
    FirstName,
    /// The resident's last name.
    LastName,
    /// The resident's suite.
    Suite,
    /// The resident's email address.
    Email,
    /// The resident's phone number.
    Phone,
    /// The resident's language.
    Language,
    /// Notes about the resident.
    ResidentNotes,
    /// The event's key in the system that the file comes from.
    EventKey,
    /// The event's title.
    EventTitle,
    /// Community Event, Meeting or Notice.
    EventKind,
    /// The event's start: a date, or date and time; a range gives the end too.
    EventStart,
    /// The time of the event's start, or a range of times.
    EventStartTime,
    /// The event's end: a date, a time, or both.
    EventEnd,
    /// The time of the event's end.
    EventEndTime,
    /// How long the event lasts; a bare number is minutes.
    Duration,
    /// Where the event is.
    Place,
    /// How many places the event has.
    Capacity,
    /// The event's price.
    Price,
    /// The currency of the line's amounts.
    Currency,
    /// Whether guests may come along.
    GuestsAllowed,
    /// Whether the event requires booking.
    BookingRequired,
    /// The event's description.
    Description,
    /// The booking's reference.
    Reference,
    /// The ticket's own number: a file with such a column has one line a ticket, and the tickets of
    /// one reference, resident and event are one booking.
    Ticket,
    /// How many people the booking is for.
    PartySize,
    /// How many people come along: the party is one more.
    Guests,
    /// The booking's status, or the answer to a Meeting.
    Status,
    /// How the payment stands: a word, yes or no, or the amount that was paid.
    Payment,
    /// The booking's amount.
    Amount,
    /// The amount that was paid: above nought the booking is paid.
    AmountPaid,
    /// A note on the booking.
    Note,
    /// When the booking was made.
    BookedAt,
    /// Whether the party is here: yes or no, or when it came.
    CheckedIn,
}

impl Field {
    /// Every field, in the order in which a choice shows them.
    pub const ALL: [Self; 36] = [
        Self::Ignore,
        Self::ResidentKey,
        Self::Name,
        Self::FirstName,
        Self::LastName,
        Self::Suite,
        Self::Email,
        Self::Phone,
        Self::Language,
        Self::ResidentNotes,
        Self::EventKey,
        Self::EventTitle,
        Self::EventKind,
        Self::EventStart,
        Self::EventStartTime,
        Self::EventEnd,
        Self::EventEndTime,
        Self::Duration,
        Self::Place,
        Self::Capacity,
        Self::Price,
        Self::Currency,
        Self::GuestsAllowed,
        Self::BookingRequired,
        Self::Description,
        Self::Reference,
        Self::Ticket,
        Self::PartySize,
        Self::Guests,
        Self::Status,
        Self::Payment,
        Self::Amount,
        Self::AmountPaid,
        Self::Note,
        Self::BookedAt,
        Self::CheckedIn,
    ];

    /// Whether it says who somebody is.
    pub(crate) fn is_of_person(self) -> bool {
        use Field as F;
        matches!(
            self,
            F::ResidentKey
                | F::Name
                | F::FirstName
                | F::LastName
                | F::Suite
                | F::Email
                | F::Phone
                | F::Language
        )
    }

    /// Whether it says something about an event.
    pub(crate) fn is_of_event(self) -> bool {
        let place = Self::ALL.iter().position(|field| *field == self).unwrap_or(0);
        (10..=24).contains(&place)
    }

    /// Whether it says something about a booking.
    pub(crate) fn is_of_booking(self) -> bool {
        Self::ALL.iter().position(|field| *field == self).unwrap_or(0) > 24
    }

    /// Whether it holds a date.
    pub(crate) fn is_date(self) -> bool {
        matches!(self, Self::EventStart | Self::EventEnd | Self::BookedAt)
    }
}

/// How dates such as 03/04/2026 are to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum DayOrderChoice {
    /// As the file's own values show.
    #[default]
    Automatic,
    /// 3 April.
    DayFirst,
    /// 4 March.
    MonthFirst,
}

/// What each column of a file is. It belongs to every file with the same headings, so the desk
/// remembers it by its signature.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Mapping {
    /// The headings, folded; see [`Mapping::signature_of`].
    pub signature: String,
    /// The meaning of each column, from left to right.
    pub columns: Vec<Field>,
    /// How dates are to be read.
    pub day_order: DayOrderChoice,
}

impl Mapping {
    /// What identifies files of the same shape: their headings, folded.
    #[must_use]
    pub fn signature_of(table: &Table) -> String {
        table
            .headings()
            .iter()
            .map(|heading| fold(heading))
            .collect::<Vec<_>>()
            .join("|")
    }

    /// Whether this mapping was made for files like `table`.
    #[must_use]
    pub fn fits(&self, table: &Table) -> bool {
        self.columns.len() == table.headings().len() && self.signature == Self::signature_of(table)
    }

    /// R7: recognises the columns by their headings and by the first lines.
    #[must_use]
    pub fn guess(table: &Table) -> Self {
        let mut columns = by_heading(table);
        settle(&mut columns, table);
        // Once more: settling gives columns other meanings.
        for (index, field) in columns.iter_mut().enumerate() {
            if !samples_speak_for(*field, table, index) {
                *field = Field::Ignore;
            }
        }
        Self {
            signature: Self::signature_of(table),
            columns,
            day_order: DayOrderChoice::Automatic,
        }
    }

    /// The columns of each field, from left to right.
    pub(crate) fn columns_of(&self, field: Field) -> impl Iterator<Item = usize> + '_ {
        self.columns
            .iter()
            .enumerate()
            .filter(move |(_, f)| **f == field)
            .map(|(index, _)| index)
    }

    /// Whether any column is of that sort.
    pub(crate) fn has(&self, is: impl Fn(Field) -> bool) -> bool {
        self.columns.iter().any(|field| is(*field))
    }
}

/// The best column for each field among those whose values it can take; the others with the same
/// meaning are left out.
fn by_heading(table: &Table) -> Vec<Field> {
    let mut found: Vec<_> = table
        .headings()
        .iter()
        .enumerate()
        .map(|(index, heading)| {
            vocabulary::recognise(heading).filter(|found| samples_speak_for(found.field, table, index))
        })
        .collect();
    whole_name_of_who_comes(&mut found);
    let best = |index: usize, this: vocabulary::Recognised| {
        found.iter().enumerate().all(|(other, that)| {
            that.is_none_or(|that| {
                that.field != this.field
                    || other == index
                    || this.rank > that.rank
                    || (this.rank == that.rank && index < other)
            })
        })
    };
    let mut columns: Vec<Field> = found
        .iter()
        .enumerate()
        .map(|(index, found)| {
            found
                .filter(|found| best(index, *found))
                .map_or(Field::Ignore, |found| found.field)
        })
        .collect();
    if table.heading_line().is_none() {
        for (index, field) in columns.iter_mut().enumerate() {
            if column(table, index)
                .next()
                .is_some_and(|cell| value::words::email(cell).is_ok())
            {
                *field = Field::Email;
            }
        }
    }
    second_start_is_booked_at(&found, &mut columns);
    columns
}

/// The whole name of who comes is taken before the first and last name of who pays.
fn whole_name_of_who_comes(found: &mut [Option<vocabulary::Recognised>]) {
    let best = |fields: &[Field]| {
        found
            .iter()
            .flatten()
            .filter(|this| fields.contains(&this.field))
            .map(|this| this.rank)
            .max()
    };
    let parts = [Field::FirstName, Field::LastName];
    if let (Some(whole), Some(part)) = (best(&[Field::Name]), best(&parts))
        && whole > part
    {
        for this in found
            .iter_mut()
            .filter(|this| this.is_some_and(|this| parts.contains(&this.field)))
        {
            *this = None;
        }
    }
}

/// In *Date* beside *Event date* the plain date is that of the booking: the longer heading is the event's.
fn second_start_is_booked_at(found: &[Option<vocabulary::Recognised>], columns: &mut [Field]) {
    if columns.contains(&Field::BookedAt) || !columns.iter().any(|field| field.is_of_booking()) {
        return;
    }
    let starts: Vec<usize> = found
        .iter()
        .enumerate()
        .filter(|(_, f)| f.is_some_and(|f| f.field == Field::EventStart))
        .map(|(index, _)| index)
        .collect();
    if let [first, second] = starts.as_slice() {
        let swap = columns.get(*first).copied() == Some(Field::EventStart);
        if let Some(field) = columns.get_mut(if swap { *second } else { *first }) {
            *field = Field::BookedAt;
        }
    }
}

/// Gives every column of one meaning another; where a column has that already, none.
fn turn(columns: &mut [Field], from: Field, to: Field) {
    let to = if columns.contains(&to) { Field::Ignore } else { to };
    columns
        .iter_mut()
        .filter(|field| **field == from)
        .for_each(|field| *field = to);
}

/// Settles what a heading alone leaves open by what else is in the file.
fn settle(columns: &mut [Field], table: &Table) {
    use Field as F;
    let has = |columns: &[Field], field: Field| columns.contains(&field);
    if has(columns, F::FirstName) && has(columns, F::Name) {
        turn(columns, F::Name, F::LastName);
    }
    if has(columns, F::LastName) && !has(columns, F::FirstName) && !has(columns, F::Name) {
        turn(columns, F::LastName, F::Name);
    }
    let of_person = [F::FirstName, F::LastName, F::Email, F::Suite, F::Phone];
    let mut person = of_person.iter().any(|field| has(columns, *field));
    let event = columns.iter().any(|field| field.is_of_event());
    let by_itself = |field: &Field| field.is_of_booking() && !matches!(field, F::Note | F::Status);
    let booking = columns.iter().any(by_itself);
    if !person && event && !has(columns, F::EventTitle) {
        turn(columns, F::Name, F::EventTitle);
    }
    person |= has(columns, F::Name);
    if generic_key(columns, table) && event {
        if !person {
            turn(columns, F::ResidentKey, F::EventKey);
        } else if booking {
            turn(columns, F::ResidentKey, F::Reference);
        }
    }
    if !person {
        turn(columns, F::PartySize, F::Capacity);
        turn(columns, F::Note, F::Description);
        turn(columns, F::Amount, F::Price);
    } else if !booking
        && !columns
            .iter()
            .any(|field| field.is_of_event() && !says_little(*field))
    {
        // A list of residents: *Dr* is no event's title, *Active* no booking's status.
        turn(columns, F::Note, F::ResidentNotes);
        if let Some(title) = column_of_title(columns, table) {
            columns
                .iter_mut()
                .skip(title)
                .take(1)
                .for_each(|field| *field = F::Ignore);
        }
        if !columns.contains(&F::EventTitle) {
            turn(columns, F::Status, F::Ignore);
        }
    } else if booking {
        // A price beside a name is what that person's ticket cost, and differs from line to line.
        let to = if has(columns, F::AmountPaid) {
            F::Ignore
        } else {
            F::Amount
        };
        turn(columns, F::Price, to);
    }
}

/// What may stand in any list, and makes it none of events.
fn says_little(field: Field) -> bool {
    matches!(
        field,
        Field::EventTitle | Field::EventKind | Field::Description | Field::Currency
    )
}

/// The column that is headed *Title* and no more.
fn column_of_title(columns: &[Field], table: &Table) -> Option<usize> {
    columns.iter().zip(table.headings()).position(|(field, heading)| {
        *field == Field::EventTitle && ["title", "titre"].contains(&fold(heading).as_str())
    })
}

/// Whether the key's heading does not say whose key it is.
fn generic_key(columns: &[Field], table: &Table) -> bool {
    columns.iter().zip(table.headings()).any(|(field, heading)| {
        let short = ["id", "key", "uid", "cle", "identifiant", "numero"];
        *field == Field::ResidentKey && short.contains(&fold(heading).as_str())
    })
}

/// Whether at least one of the first lines has a value that the field can take. A column *Type* of
/// owners and tenants is not a kind of event.
fn samples_speak_for(field: Field, table: &Table, index: usize) -> bool {
    let mut cells = column(table, index).peekable();
    cells.peek().is_none() || cells.any(|cell| value::fits(field, cell))
}

fn column(table: &Table, index: usize) -> impl Iterator<Item = &str> {
    table
        .samples()
        .iter()
        .filter_map(move |row| row.get(index))
        .map(String::as_str)
        .filter(|cell| !value::is_nothing(cell))
}

#[cfg(test)]
#[path = "mapping_tests.rs"]
mod tests;
