//! Dates and times as they are written.

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Timelike};
use serde::{Deserialize, Serialize};
use specta::Type;

use super::date_words;

/// Which of the first two numbers of a date such as 03/04/2026 is the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum DayOrder {
    /// 3 April.
    DayFirst,
    /// 4 March.
    MonthFirst,
}

/// What a cell says about when.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Moment {
    pub date: Option<NaiveDate>,
    pub time: Option<NaiveTime>,
    /// The end of a range.
    pub end_date: Option<NaiveDate>,
    pub end_time: Option<NaiveTime>,
    /// Seconds east of Greenwich, where the cell says so.
    pub offset: Option<i32>,
}

/// Why a cell is no date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum DateFault {
    NotADate,
    Impossible,
}

/// The longest text that can be a date, in bytes.
const LONGEST: usize = 120;

/// Reads a date, a time, or both; a range too.
pub(crate) fn moment(text: &str, order: DayOrder) -> Result<Moment, DateFault> {
    let text = text.trim();
    if text.is_empty() || text.len() > LONGEST {
        return Err(DateFault::NotADate);
    }
    if let Some(moment) = serial(text) {
        return Ok(moment);
    }
    if let Ok(at) = DateTime::parse_from_rfc3339(text) {
        return Ok(Moment {
            date: Some(checked(at.date_naive())?),
            time: Some(at.time().with_nanosecond(0).unwrap_or(at.time())),
            offset: Some(at.offset().local_minus_utc()),
            ..Moment::default()
        });
    }
    date_words::read(text, order)
}

/// The number of a day as spreadsheets keep it, and dates without any sign, such as 20261126.
fn serial(text: &str) -> Option<Moment> {
    if !text
        .bytes()
        .all(|byte| byte.is_ascii_digit() || byte == b'.' || byte == b',')
    {
        return None;
    }
    if text.len() == 8 && !text.contains(['.', ',']) {
        let date = NaiveDate::parse_from_str(text, "%Y%m%d")
            .ok()
            .and_then(|date| checked(date).ok());
        return date.map(|date| Moment {
            date: Some(date),
            ..Moment::default()
        });
    }
    let (whole, part) = text.split_once(['.', ',']).unwrap_or((text, ""));
    if part.contains(['.', ',']) || (part.len() == 2 && whole.len() <= 2 && whole != "0") {
        return None;
    }
    let days: u64 = whole.parse().ok()?;
    let fraction: f64 = if part.is_empty() {
        0.0
    } else {
        format!("0.{part}").parse().ok()?
    };
    let seconds = (fraction * 86_400.0).round() as i64;
    let time = NaiveTime::MIN
        .overflowing_add_signed(TimeDelta::seconds(seconds))
        .0;
    match days {
        0 if !part.is_empty() => Some(Moment {
            time: Some(time),
            ..Moment::default()
        }),
        // 1954 to 2119; smaller numbers are no dates that a building writes.
        20_000..=80_000 => {
            let date =
                NaiveDate::from_ymd_opt(1899, 12, 30)?.checked_add_signed(TimeDelta::days(days as i64))?;
            Some(Moment {
                date: Some(date),
                time: (!part.is_empty()).then_some(time),
                ..Moment::default()
            })
        }
        _ => None,
    }
}

/// Reads a time of day, or a range of times: what [`moment`] reads, and a bare hour.
pub(crate) fn time(text: &str) -> Option<(NaiveTime, Option<NaiveTime>)> {
    let text = text.trim();
    if let Some(hour) = text
        .parse::<u32>()
        .ok()
        .filter(|hour| *hour <= 24 && text.len() <= 2)
    {
        return NaiveTime::from_hms_opt(hour % 24, 0, 0).map(|time| (time, None));
    }
    if let Some((hour, minute)) = text.split_once('.')
        && minute.len() == 2
        && hour != "0"
        && let (Ok(hour), Ok(minute)) = (hour.parse(), minute.parse())
    {
        return NaiveTime::from_hms_opt(hour, minute, 0).map(|time| (time, None));
    }
    if text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        let number: u32 = text.parse().ok()?;
        return NaiveTime::from_hms_opt(number / 100, number % 100, 0).map(|time| (time, None));
    }
    let moment = moment(text, DayOrder::DayFirst).ok()?;
    moment.time.map(|time| (time, moment.end_time))
}

/// Reads a length of time; a bare number is minutes.
pub(crate) fn duration(text: &str) -> Option<TimeDelta> {
    let lower = text.trim().to_lowercase().replace(',', ".");
    let lower = lower.strip_prefix("pt").unwrap_or(&lower);
    if let Some((hours, rest)) = lower.split_once(':') {
        let minutes = rest.split(':').next()?;
        return minutes_of(hours.trim().parse().ok()?, minutes.trim().parse().ok()?);
    }
    let mut total = 0.0_f64;
    let mut rest = lower.trim();
    if rest.is_empty() {
        return None;
    }
    let mut unit_before = 1.0;
    while !rest.is_empty() {
        let digits = rest
            .find(|c: char| !c.is_ascii_digit() && c != '.')
            .unwrap_or(rest.len());
        let number: f64 = rest.get(..digits)?.parse().ok()?;
        rest = rest.get(digits..)?.trim_start();
        let letters = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
        let unit = match rest.get(..letters)? {
            "" if unit_before == 60.0 || total == 0.0 => 1.0,
            "m" | "min" | "mins" | "minute" | "minutes" | "mn" => 1.0,
            "h" | "hr" | "hrs" | "hour" | "hours" | "heure" | "heures" => 60.0,
            "d" | "j" | "day" | "days" | "jour" | "jours" => 1440.0,
            _ => return None,
        };
        unit_before = unit;
        total += number * unit;
        rest = rest.get(letters..)?.trim_start_matches([' ', '.']);
    }
    (total <= 527_040.0).then(|| TimeDelta::minutes(total.round() as i64))
}

fn minutes_of(hours: u32, minutes: u32) -> Option<TimeDelta> {
    (minutes < 60 && hours <= 8784).then(|| TimeDelta::minutes(i64::from(hours) * 60 + i64::from(minutes)))
}

/// What the numbers of a date such as 26/11/2026 tell about the order in its column: `None` where they
/// tell nothing, or where the cell is written otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Hint {
    /// 26/11: the day comes first.
    Says(DayOrder),
    /// 03/04: either.
    Open,
}

/// Looks at how a cell writes its date.
pub(crate) fn hint(text: &str) -> Option<Hint> {
    let mut numbers = [0_u32; 2];
    let mut rest = text.trim_start_matches(|c: char| c.is_alphabetic() || c == ' ' || c == ',');
    for number in &mut numbers {
        let digits = rest.find(|c: char| !c.is_ascii_digit())?;
        if digits > 2 {
            return None;
        }
        *number = rest.get(..digits)?.parse().ok()?;
        rest = rest
            .get(digits..)?
            .trim_start_matches(' ')
            .strip_prefix(['/', '-'])?
            .trim_start_matches(' ');
    }
    if !rest.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let [first, second] = numbers;
    Some(match (first > 12, second > 12) {
        (true, false) => Hint::Says(DayOrder::DayFirst),
        (false, true) => Hint::Says(DayOrder::MonthFirst),
        _ => Hint::Open,
    })
}

pub(super) fn checked(date: NaiveDate) -> Result<NaiveDate, DateFault> {
    use chrono::Datelike;
    if (1900..=2200).contains(&date.year()) {
        Ok(date)
    } else {
        Err(DateFault::Impossible)
    }
}

#[cfg(test)]
#[path = "date_tests.rs"]
mod tests;
