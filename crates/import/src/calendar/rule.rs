//! Recurrence: rules as text, and the occurrences that they lay down, always bounded (R7).

use std::{collections::BTreeSet, fmt::Write as _};

use chrono::{DateTime, Month, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Utc, Weekday};
use chrono_tz::Tz;
use rrule::{Frequency, NWeekday, RRule, Unvalidated};

use super::{
    lines::{Property, property, unfold},
    times::{Stamp, stamp, stamps},
    zones::Zones,
};
use crate::{fault::LineFault, reading::Window};

/// The most occurrences of one series that are laid down at once: twice a day for 24 months.
pub(super) const MOST_OCCURRENCES: u32 = 1500;

/// What one file may cost: each occurrence that is looked at is one.
const WORK_OF_A_FILE: u32 = 10_000_000;

/// What each period costs that the library looks through without finding anything.
const WORK_OF_A_MISS: u32 = 4;

/// What it costs to look in vain: the library gives up after 100,000 periods without a day, as with a
/// rule for 30 February.
const WORK_IN_VAIN: u32 = 100_000 * WORK_OF_A_MISS;

/// The longest rule, in characters.
const LONGEST_RULE: usize = 2000;

/// The work that is left for a file's rules.
#[derive(Debug)]
pub(super) struct Work(u32);

impl Work {
    pub(super) fn new() -> Self {
        Self(WORK_OF_A_FILE)
    }

    fn spend(&mut self, work: u32) -> Result<(), LineFault> {
        let left = self.0.checked_sub(work);
        // Once it is spent it stays spent: the next rule is not even begun.
        self.0 = left.unwrap_or(0);
        left.map(|_| ()).ok_or(LineFault::TooMuchWork)
    }
}

/// Everything that says when an event recurs. Wall times are those of the start's zone.
#[derive(Debug, Clone)]
pub(super) struct Recurrence {
    start: Stamp,
    rules: Vec<String>,
    more: Vec<NaiveDateTime>,
    except: BTreeSet<NaiveDateTime>,
    except_days: BTreeSet<NaiveDate>,
}

impl Recurrence {
    /// Takes RRULE, RDATE and EXDATE of an event. The fault comes with the property that has it.
    pub(super) fn new<'p, 'a>(
        start: Stamp,
        properties: &'p [Property<'a>],
        zones: &Zones,
    ) -> Result<Self, (&'p Property<'a>, LineFault)> {
        let mut recurrence = Self {
            start,
            rules: vec![],
            more: vec![],
            except: BTreeSet::new(),
            except_days: BTreeSet::new(),
        };
        for property in properties {
            let stamps = || stamps(property, zones).map_err(|fault| (property, fault));
            match property.name.as_str() {
                "RRULE" if property.value.len() <= LONGEST_RULE && recurrence.rules.len() < 10 => {
                    let rule = property.value.trim().to_ascii_uppercase();
                    parse(&rule, start).map_err(|fault| (property, fault))?;
                    recurrence.rules.push(rule);
                }
                // EXRULE is of the older RFC 2445; leaving it out would lay down too much.
                "RRULE" | "EXRULE" => return Err((property, LineFault::NotARule)),
                "RDATE" => {
                    let walls: Vec<_> = stamps()?
                        .into_iter()
                        .map(|stamp| recurrence.wall(stamp))
                        .collect();
                    recurrence.more.extend(walls);
                }
                "EXDATE" => {
                    for stamp in stamps()? {
                        if stamp.all_day && !start.all_day {
                            recurrence.except_days.insert(stamp.local.date());
                        } else {
                            let wall = recurrence.wall(stamp);
                            recurrence.except.insert(wall);
                        }
                    }
                }
                _ => {}
            }
        }
        Ok(recurrence)
    }

    fn wall(&self, stamp: Stamp) -> NaiveDateTime {
        let wall = stamp.seen_from(self.start.zone);
        if self.start.all_day {
            wall.date().and_time(NaiveTime::MIN)
        } else {
            wall
        }
    }

    /// Whether there is more than the one event.
    pub(super) fn recurs(&self) -> bool {
        !self.rules.is_empty() || !self.more.is_empty()
    }

    /// Leaves one occurrence out: a change to it stands in its place.
    pub(super) fn leave_out(&mut self, stamp: Stamp) {
        let wall = self.wall(stamp);
        self.except.insert(wall);
    }

    /// As text for [`lay_down`]: wall times in an IANA zone, whatever the file wrote.
    pub(super) fn to_text(&self) -> String {
        let zone = self.start.zone.name();
        let list = |walls: &mut dyn Iterator<Item = String>| walls.collect::<Vec<_>>().join(",");
        let wall = |wall: &NaiveDateTime| wall.format("%Y%m%dT%H%M%S").to_string();
        let mut text = format!("DTSTART;TZID={zone}:{}", wall(&self.start.local));
        for rule in &self.rules {
            let _ = write!(text, "\nRRULE:{rule}");
        }
        if !self.more.is_empty() {
            let _ = write!(
                text,
                "\nRDATE;TZID={zone}:{}",
                list(&mut self.more.iter().map(wall))
            );
        }
        if !self.except.is_empty() {
            let _ = write!(
                text,
                "\nEXDATE;TZID={zone}:{}",
                list(&mut self.except.iter().map(wall))
            );
        }
        if !self.except_days.is_empty() {
            let days = list(
                &mut self
                    .except_days
                    .iter()
                    .map(|day| day.format("%Y%m%d").to_string()),
            );
            let _ = write!(text, "\nEXDATE;VALUE=DATE:{days}");
        }
        text
    }

    /// The starts of the occurrences within the window, in order.
    pub(super) fn starts(&self, window: Window, work: &mut Work) -> Result<Vec<DateTime<Utc>>, LineFault> {
        let zone = self.start.zone;
        // A day more: the wall clock is not the instant.
        let last = window.until.with_timezone(&zone).naive_local() + TimeDelta::days(1);
        let mut walls = BTreeSet::from([self.start.local]);
        walls.extend(self.more.iter().copied());
        for rule in &self.rules {
            self.run(rule, last, window, &mut walls, work)?;
        }
        let kept = walls
            .iter()
            .filter(|wall| !self.except.contains(wall) && !self.except_days.contains(&wall.date()));
        let starts: Vec<_> = kept
            .map(|wall| {
                Stamp {
                    local: *wall,
                    ..self.start
                }
                .instant()
            })
            .filter(|start| *start >= window.from && *start < window.until)
            .collect();
        if starts.len() > MOST_OCCURRENCES as usize {
            return Err(LineFault::RecursTooOften {
                limit: MOST_OCCURRENCES,
            });
        }
        Ok(starts)
    }

    /// Runs one rule on the wall clock, as if there were no zones: 19:00 stays 19:00 when the clocks
    /// change.
    fn run(
        &self,
        rule: &str,
        last: NaiveDateTime,
        window: Window,
        walls: &mut BTreeSet<NaiveDateTime>,
        work: &mut Work,
    ) -> Result<(), LineFault> {
        work.spend(1)?;
        let parsed = parse(rule, self.start)?;
        if parsed.until.is_some_and(|until| until < self.start.local) {
            return Ok(());
        }
        let first = self.start.local.and_utc().with_timezone(&rrule::Tz::UTC);
        let set = parsed.rule.build(first).map_err(|_| LineFault::NotARule)?.limit();
        let earliest = window.from.with_timezone(&self.start.zone).naive_local() - TimeDelta::days(1);
        let end = parsed.until.map_or(last, |until| until.min(last));
        let mut left = parsed.count.unwrap_or(u32::MAX);
        let mut before = self.start.local;
        for (step, occurrence) in (&set).into_iter().enumerate() {
            let wall = occurrence.naive_utc();
            // Of what COUNT counts the start is the first, also where the rule does not fall on it.
            if step == 0 && wall != self.start.local {
                left = left.saturating_sub(1);
            }
            if wall > end || left == 0 {
                return Ok(());
            }
            left -= 1;
            let misses = (wall - before).num_hours() / parsed.hours;
            work.spend(
                u32::try_from(misses)
                    .unwrap_or(u32::MAX)
                    .saturating_mul(WORK_OF_A_MISS)
                    .saturating_add(1),
            )?;
            before = wall;
            if wall >= earliest {
                walls.insert(wall);
                if walls.len() > 2 * MOST_OCCURRENCES as usize {
                    return Err(LineFault::RecursTooOften {
                        limit: MOST_OCCURRENCES,
                    });
                }
            }
        }
        if left > 0 {
            work.spend(WORK_IN_VAIN)
        } else {
            Ok(())
        }
    }
}

/// R7: lays down more of a series: the starts of its occurrences from `from` on and before `until`.
/// `rule` is the text of [`crate::SeriesLine::rule`].
///
/// # Errors
/// [`LineFault`] where the text is no rule, or one that recurs without bounds.
pub fn lay_down(
    rule: &str,
    from: DateTime<Utc>,
    until: DateTime<Utc>,
) -> Result<Vec<DateTime<Utc>>, LineFault> {
    let zones = Zones::new(Tz::UTC);
    let properties: Vec<_> = unfold(rule).filter_map(property).collect();
    let start = properties
        .iter()
        .find(|property| property.name == "DTSTART")
        .ok_or(LineFault::NotARule)?;
    let start = stamp(start, &zones)?;
    let recurrence = Recurrence::new(start, &properties, &zones).map_err(|(_, fault)| fault)?;
    recurrence.starts(Window { from, until }, &mut Work::new())
}

/// A rule taken apart. UNTIL and COUNT are kept beside it: they are counted here, on the wall clock.
struct Parsed {
    rule: RRule<Unvalidated>,
    until: Option<NaiveDateTime>,
    count: Option<u32>,
    /// More hours than one period of the rule has, its interval counted.
    hours: i64,
}

fn parse(text: &str, start: Stamp) -> Result<Parsed, LineFault> {
    let mut parsed = Parsed {
        rule: RRule::default(),
        until: None,
        count: None,
        hours: 1,
    };
    let mut interval = 1_u16;
    let (mut frequency, mut times_a_day) = (None, 1_usize);
    for part in text.split(';').map(str::trim).filter(|part| !part.is_empty()) {
        let (name, value) = part.split_once('=').ok_or(LineFault::NotARule)?;
        match name.trim() {
            "FREQ" => frequency = Some(frequency_of(value)?),
            "COUNT" => {
                // More than a rule can lay down is as good as no end.
                let count: u64 = value.parse().map_err(|_| LineFault::NotARule)?;
                parsed.count = Some(u32::try_from(count).unwrap_or(u32::MAX));
            }
            "INTERVAL" => interval = value.parse().map_err(|_| LineFault::NotARule)?,
            "UNTIL" => parsed.until = Some(until(value, start)?),
            "RSCALE" if value == "GREGORIAN" => {}
            name if name.starts_with("X-") => {}
            name => parsed.rule = by_part(std::mem::take(&mut parsed.rule), name, value, &mut times_a_day)?,
        }
    }
    let frequency = frequency.ok_or(LineFault::NotARule)?;
    if parsed.count == Some(0) || interval == 0 {
        return Err(LineFault::NotARule);
    }
    if matches!(frequency, Frequency::Minutely | Frequency::Secondly) || times_a_day > 24 {
        return Err(LineFault::RecursTooOften {
            limit: MOST_OCCURRENCES,
        });
    }
    parsed.hours = i64::from(interval)
        * match frequency {
            Frequency::Yearly => 367 * 24,
            Frequency::Monthly => 32 * 24,
            Frequency::Weekly => 8 * 24,
            Frequency::Daily => 25,
            _ => 2,
        };
    parsed.rule = parsed.rule.freq(frequency).interval(interval);
    Ok(parsed)
}

/// One part of a rule that the library understands as it is.
fn by_part(
    rule: RRule<Unvalidated>,
    name: &str,
    value: &str,
    times_a_day: &mut usize,
) -> Result<RRule<Unvalidated>, LineFault> {
    let mut times = || {
        let times: Vec<u8> = numbers(value)?;
        *times_a_day = times_a_day.saturating_mul(times.iter().collect::<BTreeSet<_>>().len());
        Ok::<_, LineFault>(times)
    };
    Ok(match name {
        "WKST" => rule.week_start(weekday(value)?),
        "BYDAY" => rule.by_weekday(days(value)?),
        "BYMONTH" => rule.by_month(&months(value)?),
        "BYMONTHDAY" => rule.by_month_day(numbers(value)?),
        "BYYEARDAY" => rule.by_year_day(numbers(value)?),
        "BYWEEKNO" => rule.by_week_no(numbers(value)?),
        "BYSETPOS" => rule.by_set_pos(numbers(value)?),
        "BYHOUR" => rule.by_hour(times()?),
        "BYMINUTE" => rule.by_minute(times()?),
        "BYSECOND" => rule.by_second(times()?),
        _ => return Err(LineFault::NotARule),
    })
}

fn frequency_of(text: &str) -> Result<Frequency, LineFault> {
    Ok(match text {
        "YEARLY" => Frequency::Yearly,
        "MONTHLY" => Frequency::Monthly,
        "WEEKLY" => Frequency::Weekly,
        "DAILY" => Frequency::Daily,
        "HOURLY" => Frequency::Hourly,
        "MINUTELY" => Frequency::Minutely,
        "SECONDLY" => Frequency::Secondly,
        _ => return Err(LineFault::NotARule),
    })
}

/// The last wall time of a rule. Written as a date it is that whole day; in UTC, the same instant on
/// the wall clock.
fn until(text: &str, start: Stamp) -> Result<NaiveDateTime, LineFault> {
    let line = format!("UNTIL;TZID={}:{text}", start.zone.name());
    let zones = Zones::new(start.zone);
    let property = unfold(&line).find_map(property).ok_or(LineFault::NotARule)?;
    let until = stamp(&property, &zones).map_err(|_| LineFault::NotARule)?;
    let end_of_day = NaiveTime::from_hms_opt(23, 59, 59).unwrap_or_default();
    let wall = until.seen_from(start.zone);
    Ok(if until.all_day || start.all_day {
        wall.date().and_time(end_of_day)
    } else {
        wall
    })
}

fn numbers<T: std::str::FromStr>(text: &str) -> Result<Vec<T>, LineFault> {
    let numbers: Option<Vec<T>> = text
        .split(',')
        .map(|number| number.trim().trim_start_matches('+').parse().ok())
        .collect();
    numbers
        .filter(|numbers| numbers.len() <= 366)
        .ok_or(LineFault::NotARule)
}

fn months(text: &str) -> Result<Vec<Month>, LineFault> {
    numbers::<u8>(text)?
        .into_iter()
        .map(|month| Month::try_from(month).map_err(|_| LineFault::NotARule))
        .collect()
}

fn days(text: &str) -> Result<Vec<NWeekday>, LineFault> {
    let day = |text: &str| {
        let text = text.trim();
        let at = text
            .len()
            .checked_sub(2)
            .filter(|at| text.is_char_boundary(*at))
            .ok_or(LineFault::NotARule)?;
        let (number, day) = text.split_at(at);
        let day = weekday(day)?;
        if number.is_empty() {
            return Ok(NWeekday::Every(day));
        }
        let number = number
            .trim_start_matches('+')
            .parse()
            .ok()
            .filter(|number| *number != 0);
        number
            .map(|number| NWeekday::Nth(number, day))
            .ok_or(LineFault::NotARule)
    };
    text.split(',').take(400).map(day).collect()
}

fn weekday(text: &str) -> Result<Weekday, LineFault> {
    Ok(match text.trim() {
        "MO" => Weekday::Mon,
        "TU" => Weekday::Tue,
        "WE" => Weekday::Wed,
        "TH" => Weekday::Thu,
        "FR" => Weekday::Fri,
        "SA" => Weekday::Sat,
        "SU" => Weekday::Sun,
        _ => return Err(LineFault::NotARule),
    })
}

#[cfg(test)]
#[path = "rule_tests.rs"]
mod tests;
