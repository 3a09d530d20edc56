//! Who waits for an answer, since when, and how long answers take (R33, R40, R43).

use chrono::{DateTime, Datelike, Days, NaiveDate, TimeDelta, Utc};
use chrono_tz::Tz;

use crate::{
    entry::EntryKind,
    zone::{start_of_day, today},
};

/// R43: what waits about an event that begins within this time comes before everything else.
const NEAR: TimeDelta = TimeDelta::hours(24);

/// R33, R40, R43: since when a conversation waits after an entry of `kind`; `None` it does not. It waits from the first
/// words that nobody answered: writing again does not send the resident back to the end.
#[must_use]
pub fn waits_after(
    before: Option<DateTime<Utc>>,
    kind: EntryKind,
    at: DateTime<Utc>,
) -> Option<DateTime<Utc>> {
    match kind {
        EntryKind::MessageIn => before.or(Some(at)),
        kind if kind.is_answer() => None,
        _ => before,
    }
}

/// R43: how long the resident has waited for an answer; `None` for what is none, or what answers nothing that waited.
/// A clock that went back makes no answer come before its question.
#[must_use]
pub fn answer_took(before: Option<DateTime<Utc>>, kind: EntryKind, at: DateTime<Utc>) -> Option<TimeDelta> {
    let since = before.filter(|_| kind.is_answer())?;
    Some((at - since).max(TimeDelta::zero()))
}

/// R43: the events that make what waits about them urgent: those of the building's today, and those that begin within
/// 24 hours. The first instant, and the one after the last.
#[must_use]
pub fn near(zone: Tz, now: DateTime<Utc>) -> (DateTime<Utc>, DateTime<Utc>) {
    let (from, until) = today(zone, now);
    (from, until.max(now + NEAR))
}

/// R43: this week and the one before it, in the building's days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fortnight {
    zone: Tz,
    monday: NaiveDate,
}

impl Fortnight {
    /// Its days.
    pub const DAYS: usize = 14;
    const WEEK: usize = 7;

    /// The week of `now`, from Monday (ISO 8601), and the one before.
    #[must_use]
    pub fn of(zone: Tz, now: DateTime<Utc>) -> Self {
        let date = now.with_timezone(&zone).date_naive();
        let this_week = date - Days::new(u64::from(date.weekday().num_days_from_monday()));
        Self {
            zone,
            monday: this_week - Days::new(7),
        }
    }

    /// When it begins.
    #[must_use]
    pub fn begins(self) -> DateTime<Utc> {
        start_of_day(self.zone, self.monday)
    }

    /// When each of its days begins.
    #[must_use]
    pub fn starts(self) -> [DateTime<Utc>; Self::DAYS] {
        let mut date = self.monday;
        std::array::from_fn(|_| {
            let starts = start_of_day(self.zone, date);
            date = date + Days::new(1);
            starts
        })
    }

    /// Which of its days `at` is; `None` outside.
    fn day(self, at: DateTime<Utc>) -> Option<usize> {
        let days = (at.with_timezone(&self.zone).date_naive() - self.monday).num_days();
        usize::try_from(days).ok().filter(|day| *day < Self::DAYS)
    }

    /// What these answers took, each with its time.
    #[must_use]
    pub fn medians(self, answers: &[(DateTime<Utc>, TimeDelta)]) -> Medians {
        let mut days: [Vec<TimeDelta>; Self::DAYS] = Default::default();
        let mut weeks: [Vec<TimeDelta>; 2] = Default::default();
        for (at, took) in answers {
            let Some(day) = self.day(*at) else { continue };
            if let Some(of_day) = days.get_mut(day) {
                of_day.push(*took);
            }
            if let Some(of_week) = weeks.get_mut(day / Self::WEEK) {
                of_week.push(*took);
            }
        }
        let [last_week, this_week] = weeks;
        Medians {
            this_week: median(this_week),
            last_week: median(last_week),
            days: days.map(median),
        }
    }
}

/// R43: the median time to the first answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Medians {
    /// Of this week; `None` where nothing was answered.
    pub this_week: Option<TimeDelta>,
    /// Of the week before.
    pub last_week: Option<TimeDelta>,
    /// Of each day, from last week's Monday to this week's Sunday.
    pub days: [Option<TimeDelta>; Fortnight::DAYS],
}

/// The one in the middle; of two, the mean.
fn median(mut values: Vec<TimeDelta>) -> Option<TimeDelta> {
    values.sort_unstable();
    let upper = *values.get(values.len() / 2)?;
    if !values.len().is_multiple_of(2) {
        return Some(upper);
    }
    let lower = *values.get(values.len() / 2 - 1)?;
    Some(lower + (upper - lower) / 2)
}

#[cfg(test)]
#[path = "waiting_tests.rs"]
mod tests;
