//! The building's time zone: what *today* means there.

use chrono::{DateTime, Days, NaiveDate, NaiveTime, TimeZone, Utc};
use chrono_tz::Tz;

/// Finds a time zone by its IANA name.
///
/// # Errors
/// [`UnknownZone`] with the name.
pub fn zone(name: &str) -> Result<Tz, UnknownZone> {
    name.parse().map_err(|_| UnknownZone(name.to_owned()))
}

/// No time zone has this name.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("'{0}' is not the name of a time zone, such as Europe/Paris")]
pub struct UnknownZone(pub String);

/// The instant at which `date` begins in `zone`. Where midnight is skipped by a clock change the day
/// begins at the first instant that exists; where it comes twice, at the first.
#[must_use]
pub fn start_of_day(zone: Tz, date: NaiveDate) -> DateTime<Utc> {
    instant(zone, date.and_time(NaiveTime::MIN))
}

/// The instant of a local time in `zone`; a time skipped by a clock change counts on from the last
/// one before it, a time that comes twice is its first (RFC 5545, section 3.3.5).
#[must_use]
pub fn instant(zone: Tz, local: chrono::NaiveDateTime) -> DateTime<Utc> {
    use chrono::offset::LocalResult as R;
    match zone.from_local_datetime(&local) {
        R::Single(at) | R::Ambiguous(at, _) => at.to_utc(),
        R::None => {
            let earlier = local - chrono::TimeDelta::hours(3);
            match zone.from_local_datetime(&earlier) {
                R::Single(at) | R::Ambiguous(at, _) => at.to_utc() + chrono::TimeDelta::hours(3),
                R::None => Utc.from_utc_datetime(&local),
            }
        }
    }
}

/// The first instants of today and of tomorrow in `zone`.
#[must_use]
pub fn today(zone: Tz, now: DateTime<Utc>) -> (DateTime<Utc>, DateTime<Utc>) {
    let date = now.with_timezone(&zone).date_naive();
    let next = date.checked_add_days(Days::new(1)).unwrap_or(date);
    (start_of_day(zone, date), start_of_day(zone, next))
}
