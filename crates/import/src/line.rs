//! One line of a table, cell by cell as its columns are mapped; faults are named as they are found.

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};
use csv::StringRecord;
use lobby_domain::{money::Money, resident::fold, text::LONGEST_TEXT, zone::instant};

use crate::{
    escape::unescape_from_spreadsheet,
    fault::{BadLine, LineFault, shown},
    mapping::{Field, Mapping},
    reading::Context,
    table::Table,
    value::{
        amount::{self, AmountFault},
        date::{self, DateFault, DayOrder, Moment},
        is_nothing, words,
    },
};

/// The longest name, title, place and so on, in characters.
const LONGEST_NAME: usize = 300;

/// What stays the same from line to line.
pub(crate) struct Columns<'a> {
    pub table: &'a Table,
    pub context: &'a Context,
    /// The columns of each field, by the field's place in [`Field::ALL`].
    by_field: Vec<Vec<usize>>,
    /// The order of days and months in each column.
    orders: Vec<DayOrder>,
}

impl<'a> Columns<'a> {
    pub(crate) fn new(
        table: &'a Table,
        mapping: &Mapping,
        context: &'a Context,
        orders: Vec<DayOrder>,
    ) -> Self {
        let by_field = Field::ALL
            .iter()
            .map(|field| mapping.columns_of(*field).collect())
            .collect();
        Self {
            table,
            context,
            by_field,
            orders,
        }
    }

    fn of(&self, field: Field) -> &[usize] {
        self.by_field.get(field as usize).map_or(&[], Vec::as_slice)
    }

    pub(crate) fn maps(&self, field: Field) -> bool {
        !self.of(field).is_empty() || self.constant(field).is_some()
    }

    /// What is said for the whole file: by the person, else by its preamble.
    fn constant(&self, field: Field) -> Option<&'a str> {
        let said = self.context.given.iter().chain(self.table.constants());
        said.filter(|(of, _)| *of == field)
            .map(|(_, value)| value.trim())
            .find(|value| !value.is_empty())
    }
}

/// A cell that holds something.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Cell<'a> {
    pub column: Option<usize>,
    pub text: &'a str,
}

/// One line while it is read.
pub(crate) struct Line<'a> {
    pub columns: &'a Columns<'a>,
    pub record: &'a StringRecord,
    pub number: u32,
    pub faults: Vec<BadLine>,
}

impl<'a> Line<'a> {
    /// The first cell of the field that is not blank; else what the preamble says.
    pub(crate) fn cell(&self, field: Field) -> Option<Cell<'a>> {
        let mut cells = self.columns.of(field).iter().filter_map(|column| {
            let text = unescape_from_spreadsheet(self.record.get(*column)?).trim();
            (!text.is_empty()).then_some(Cell {
                column: Some(*column),
                text,
            })
        });
        cells.next().or_else(|| {
            self.columns
                .constant(field)
                .map(|text| Cell { column: None, text })
        })
    }

    /// The same, where `-` and `n/a` count as blank too.
    fn value(&self, field: Field) -> Option<Cell<'a>> {
        self.cell(field).filter(|cell| !is_nothing(cell.text))
    }

    /// Names a fault of a cell.
    pub(crate) fn fault(&mut self, cell: Cell<'_>, fault: LineFault) {
        let heading = cell
            .column
            .and_then(|column| self.columns.table.headings().get(column))
            .cloned();
        self.faults.push(BadLine {
            line: self.number,
            column: cell.column.and_then(|column| u32::try_from(column + 1).ok()),
            heading: heading.unwrap_or_default(),
            value: shown(cell.text),
            fault,
        });
    }

    /// Names what is missing; the column is the field's first.
    pub(crate) fn missing(&mut self, field: Field) {
        let column = self.columns.of(field).first().copied();
        self.fault(Cell { column, text: "" }, LineFault::Missing { field });
    }

    /// Text on one line.
    pub(crate) fn short(&mut self, field: Field) -> Option<String> {
        let cell = self.cell(field)?;
        let text = words::one_line(cell.text);
        self.checked(cell, text, LONGEST_NAME)
    }

    /// Text with its line breaks.
    pub(crate) fn long(&mut self, field: Field) -> Option<String> {
        let cell = self.value(field)?;
        let text = cell.text.replace("\r\n", "\n").replace('\r', "\n");
        self.checked(cell, text, LONGEST_TEXT)
    }

    fn checked(&mut self, cell: Cell<'_>, text: String, longest: usize) -> Option<String> {
        if text.len() > longest && text.chars().count() > longest {
            self.fault(
                cell,
                LineFault::TooLong {
                    longest: u32::try_from(longest).unwrap_or(u32::MAX),
                },
            );
            return None;
        }
        Some(text)
    }

    /// The resident's name, from one column or from two.
    pub(crate) fn name(&mut self) -> Option<String> {
        let (first, last) = (self.short(Field::FirstName), self.short(Field::LastName));
        if first.is_some() || last.is_some() {
            return Some(words::first_and_last(
                &first.unwrap_or_default(),
                &last.unwrap_or_default(),
            ));
        }
        let cell = self.value(Field::Name)?;
        let name = words::name(cell.text);
        self.checked(cell, name, LONGEST_NAME)
            .filter(|name| !fold(name).is_empty())
    }

    /// The resident's email address.
    pub(crate) fn email(&mut self) -> Option<String> {
        let cell = self.value(Field::Email)?;
        self.read(cell, words::email(cell.text).ok(), LineFault::NotAnEmail)
    }

    /// A word that `read` knows.
    pub(crate) fn word<T>(&mut self, field: Field, read: fn(&str) -> Option<T>) -> Option<T> {
        let cell = self.value(field)?;
        self.read(cell, read(cell.text), LineFault::UnknownWord { field })
    }

    /// A whole number.
    pub(crate) fn whole(&mut self, field: Field) -> Option<u32> {
        let cell = self.value(field)?;
        self.read(cell, amount::whole(cell.text), LineFault::NotANumber)
    }

    fn read<T>(&mut self, cell: Cell<'_>, value: Option<T>, fault: LineFault) -> Option<T> {
        if value.is_none() {
            self.fault(cell, fault);
        }
        value
    }

    /// The currency of the line: its own column, or the building's.
    pub(crate) fn currency(&mut self) -> String {
        let usual = &self.columns.context.currency;
        let Some(cell) = self.value(Field::Currency) else {
            return usual.clone();
        };
        match amount::currency(cell.text, usual) {
            Ok(currency) => currency,
            Err(_) => {
                self.fault(cell, LineFault::NotACurrency);
                usual.clone()
            }
        }
    }

    /// An amount; the currency is the cell's own, else `currency`.
    pub(crate) fn money(&mut self, field: Field, currency: &str) -> Option<Money> {
        let cell = self.value(field)?;
        match amount::amount(cell.text, currency) {
            Ok(money) => Some(money),
            Err(fault) => {
                self.fault(
                    cell,
                    match fault {
                        AmountFault::NotAnAmount => LineFault::NotAnAmount,
                        AmountFault::TooLarge => LineFault::AmountTooLarge,
                        AmountFault::NotACurrency => LineFault::NotACurrency,
                    },
                );
                None
            }
        }
    }

    /// What a column of dates says.
    pub(crate) fn moment(&mut self, field: Field) -> Option<(Cell<'a>, Moment)> {
        let cell = self.value(field)?;
        let order = cell
            .column
            .and_then(|column| self.columns.orders.get(column))
            .copied();
        match date::moment(cell.text, order.unwrap_or(DayOrder::DayFirst)) {
            Ok(moment) => Some((cell, moment)),
            Err(fault) => {
                let fault = match fault {
                    DateFault::NotADate => LineFault::NotADate,
                    DateFault::Impossible => LineFault::ImpossibleDate,
                };
                self.fault(cell, fault);
                None
            }
        }
    }

    /// A time of day, or a range of them.
    fn time(&mut self, field: Field) -> Option<(NaiveTime, Option<NaiveTime>)> {
        let cell = self.value(field)?;
        self.read(cell, date::time(cell.text), LineFault::NotATime)
    }

    /// A single instant, such as when a booking was made.
    pub(crate) fn instant(&mut self, field: Field) -> Option<DateTime<Utc>> {
        let (cell, moment) = self.moment(field)?;
        let Some(date) = moment.date else {
            self.fault(cell, LineFault::NotADate);
            return None;
        };
        Some(self.at(date, moment.time.unwrap_or(NaiveTime::MIN), moment.offset))
    }

    fn at(&self, date: NaiveDate, time: NaiveTime, offset: Option<i32>) -> DateTime<Utc> {
        match offset {
            Some(seconds) => date.and_time(time).and_utc() - TimeDelta::seconds(i64::from(seconds)),
            None => instant(self.columns.context.zone, date.and_time(time)),
        }
    }

    /// When the event is: from one column or from several, with its end where the line tells it.
    pub(crate) fn span(&mut self) -> Option<Span> {
        let (cell, start) = self.moment(Field::EventStart)?;
        let Some(date) = start.date else {
            self.fault(cell, LineFault::NotADate);
            return None;
        };
        let times = self.time(Field::EventStartTime);
        let time = times.map(|(from, _)| from).or(start.time);
        let all_day = time.is_none();
        let starts_at = self.at(date, time.unwrap_or(NaiveTime::MIN), start.offset);
        let end_time = self.time(Field::EventEndTime).map(|(time, _)| time);
        let end = self.moment(Field::EventEnd);
        let ends_at = match end {
            Some((_, end)) => self.end(date, end.date, end_time.or(end.time), end.offset, all_day),
            None => {
                let until = end_time.or(times.and_then(|(_, until)| until)).or(start.end_time);
                self.end(date, start.end_date, until, start.offset, all_day)
            }
        };
        let ends_at = match (ends_at, self.value(Field::Duration)) {
            (None, Some(cell)) => self
                .read(cell, date::duration(cell.text), LineFault::NotADuration)
                .map(|length| starts_at + length),
            (ends_at, _) => ends_at,
        };
        // Up to midnight and beyond: 22:00 to 01:00 of one date ends on the next.
        let ends_at = match ends_at {
            Some(end)
                if end < starts_at
                    && starts_at - end < TimeDelta::days(1)
                    && self.same_day(date, start, &end) =>
            {
                Some(end + TimeDelta::days(1))
            }
            ends_at => ends_at,
        };
        if ends_at.is_some_and(|end| end < starts_at) {
            let cell = self
                .value(Field::EventEnd)
                .or(self.value(Field::EventEndTime))
                .unwrap_or(cell);
            self.fault(cell, LineFault::EndsBeforeItStarts);
        }
        Some(Span {
            starts_at,
            ends_at,
            all_day,
        })
    }

    /// Whether an end before the start was written without a date of its own.
    fn same_day(&self, date: NaiveDate, start: Moment, end: &DateTime<Utc>) -> bool {
        let written = self.value(Field::EventEnd).is_some_and(|cell| {
            date::moment(cell.text, DayOrder::DayFirst).is_ok_and(|moment| moment.date.is_some())
                || date::moment(cell.text, DayOrder::MonthFirst).is_ok_and(|moment| moment.date.is_some())
        });
        let local = end.with_timezone(&self.columns.context.zone).date_naive();
        !written && start.end_date.is_none() && local == date
    }

    fn end(
        &self,
        start: NaiveDate,
        date: Option<NaiveDate>,
        time: Option<NaiveTime>,
        offset: Option<i32>,
        all_day: bool,
    ) -> Option<DateTime<Utc>> {
        match (date, time) {
            (None, None) => None,
            (date, Some(time)) => Some(self.at(date.unwrap_or(start), time, offset)),
            // A last day belongs to the event; without a time at the start it lasts to its end.
            (Some(date), None) if all_day => {
                Some(self.at(date.succ_opt().unwrap_or(date), NaiveTime::MIN, offset))
            }
            // A start with a time and an end without: the file does not say when it ends.
            (Some(_), None) => None,
        }
    }
}

/// From when to when an event is.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Span {
    pub starts_at: DateTime<Utc>,
    pub ends_at: Option<DateTime<Utc>>,
    pub all_day: bool,
}
