//! Which number of a date such as 03/04/2026 is the day: decided once for each column.

use std::cmp::Ordering;

use csv::StringRecord;

use crate::{
    mapping::{DayOrderChoice, Field, Mapping},
    reading::{Context, DateDecision, Evidence},
    table::Table,
    value::date::{DayOrder, Hint, hint},
};

/// What the values of one column say.
#[derive(Debug, Clone, Copy, Default)]
struct Votes {
    day_first: u32,
    month_first: u32,
    either: u32,
}

impl Votes {
    fn add(&mut self, hint: Hint) {
        match hint {
            Hint::Says(DayOrder::DayFirst) => self.day_first += 1,
            Hint::Says(DayOrder::MonthFirst) => self.month_first += 1,
            Hint::Open => self.either += 1,
        }
    }

    /// What most of the unambiguous values say; the others are impossible dates then.
    fn order(&self) -> Option<DayOrder> {
        match self.day_first.cmp(&self.month_first) {
            Ordering::Greater => Some(DayOrder::DayFirst),
            Ordering::Less => Some(DayOrder::MonthFirst),
            Ordering::Equal => None,
        }
    }
}

/// Decides for each column: what the person chose; else what its values say; else what those of
/// another column say, as one program wrote both; else by the building's currency. The second answer
/// tells about the columns where there was something to decide.
pub(crate) fn decide(
    table: &Table,
    mapping: &Mapping,
    context: &Context,
) -> (Vec<DayOrder>, Vec<DateDecision>) {
    let votes = count(table, mapping);
    let usual = if context.currency == "USD" {
        DayOrder::MonthFirst
    } else {
        DayOrder::DayFirst
    };
    let elsewhere = votes.iter().find_map(Votes::order);
    let decided = |votes: &Votes| match (mapping.day_order, votes.order(), elsewhere) {
        (DayOrderChoice::DayFirst, ..) => (DayOrder::DayFirst, Evidence::Chosen),
        (DayOrderChoice::MonthFirst, ..) => (DayOrder::MonthFirst, Evidence::Chosen),
        (DayOrderChoice::Automatic, Some(order), _) => (order, Evidence::Values),
        (DayOrderChoice::Automatic, None, Some(order)) => (order, Evidence::OtherColumn),
        (DayOrderChoice::Automatic, None, None) => (usual, Evidence::Currency),
    };
    let mut decisions = vec![];
    for (column, votes) in votes.iter().enumerate() {
        if votes.day_first + votes.month_first + votes.either > 0 {
            let (order, because) = decided(votes);
            let heading = table.headings().get(column).cloned().unwrap_or_default();
            let column = u32::try_from(column + 1).unwrap_or(u32::MAX);
            decisions.push(DateDecision {
                column,
                heading,
                order,
                because,
            });
        }
    }
    (votes.iter().map(|votes| decided(votes).0).collect(), decisions)
}

/// Looks at every date of the file.
fn count(table: &Table, mapping: &Mapping) -> Vec<Votes> {
    let mut votes = vec![Votes::default(); mapping.columns.len()];
    let is_date = |field: &Field| field.is_date() || *field == Field::CheckedIn;
    let dates: Vec<usize> = mapping
        .columns
        .iter()
        .enumerate()
        .filter(|(_, field)| is_date(field))
        .map(|(at, _)| at)
        .collect();
    let (mut lines, mut record) = (table.lines(), StringRecord::new());
    while !dates.is_empty() && lines.next(&mut record).is_some() {
        for column in &dates {
            let hint = record.get(*column).and_then(|cell| hint(cell.trim()));
            if let Some((hint, votes)) = hint.zip(votes.get_mut(*column)) {
                votes.add(hint);
            }
        }
    }
    votes
}
