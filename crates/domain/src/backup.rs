//! When a backup is due.

use chrono::{DateTime, TimeDelta, Utc};

/// A backup is made once in this time.
const EVERY: TimeDelta = TimeDelta::hours(24);
/// One that failed is tried again after this time.
const AGAIN: TimeDelta = TimeDelta::hours(1);

/// Whether a daily backup is due: none was made for a day, and the last try, if it failed, lies an hour
/// back. An instant that lies ahead comes from a clock that was wrong, and holds nothing up.
#[must_use]
pub fn is_due(made_at: Option<DateTime<Utc>>, failed_at: Option<DateTime<Utc>>, now: DateTime<Utc>) -> bool {
    let past = |at: Option<DateTime<Utc>>, time: TimeDelta| at.is_none_or(|at| at > now || now - at >= time);
    past(made_at, EVERY) && past(failed_at, AGAIN)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_backup_is_made_every_day_and_a_failed_one_tried_again_after_an_hour() {
        let now = DateTime::from_timestamp(1_795_600_000, 0).unwrap();
        let ago = |hours| Some(now - TimeDelta::hours(hours));
        assert!(is_due(None, None, now), "the first day");
        assert!(is_due(ago(24), None, now));
        assert!(!is_due(ago(23), None, now), "made today");
        assert!(!is_due(ago(48), ago(0), now), "failed a moment ago");
        assert!(is_due(ago(48), ago(1), now));
        assert!(is_due(ago(-30), None, now), "made by a clock that was ahead");
    }
}
