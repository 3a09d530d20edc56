//! Signing in and locking (R52).

use chrono::{DateTime, TimeDelta, Utc};

/// The shortest password, in characters (NIST SP 800-63B, section 5.1.1.1, asks for eight).
pub const SHORTEST_PASSWORD: usize = 8;

/// The longest password, in bytes: longer ones would only cost time to hash.
pub const LONGEST_PASSWORD: usize = 1024;

/// Wrong passwords that cost no waiting.
const FREE_TRIES: u32 = 3;

/// The longest wait after a wrong password, in seconds.
const LONGEST_WAIT: i64 = 300;

/// Whether a password may be chosen.
///
/// # Errors
/// [`PasswordFault`] when it is too short or too long.
pub fn check_password(password: &str) -> Result<(), PasswordFault> {
    if password.chars().count() < SHORTEST_PASSWORD {
        return Err(PasswordFault::TooShort);
    }
    if password.len() > LONGEST_PASSWORD {
        return Err(PasswordFault::TooLong);
    }
    Ok(())
}

/// Why a password cannot be chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PasswordFault {
    /// Fewer than [`SHORTEST_PASSWORD`] characters.
    #[error("a password has at least 8 characters")]
    TooShort,
    /// More than [`LONGEST_PASSWORD`] bytes.
    #[error("a password has at most 1,024 bytes")]
    TooLong,
}

/// R52: when the next password may be tried after `failures` wrong ones in a row, the last at
/// `last_failure`. The first three are free; then the wait doubles from two seconds to five minutes.
#[must_use]
pub fn next_try(failures: u32, last_failure: DateTime<Utc>) -> DateTime<Utc> {
    if failures < FREE_TRIES {
        return last_failure;
    }
    let doublings = (failures - FREE_TRIES + 1).min(30);
    let seconds = (1_i64 << doublings).min(LONGEST_WAIT);
    last_failure + TimeDelta::seconds(seconds)
}

/// R52: the whole seconds that a person must still wait at `now`, or `None` if they may try. A clock
/// that was set back never makes the wait longer than its full length.
#[must_use]
pub fn wait_seconds(failures: u32, last_failure: DateTime<Utc>, now: DateTime<Utc>) -> Option<u32> {
    let wait = next_try(failures, last_failure) - last_failure.max(now).min(next_try(failures, last_failure));
    let left = (wait.num_milliseconds() + 999) / 1000;
    u32::try_from(left).ok().filter(|left| *left > 0)
}

/// R52: whether the screen is locked at `now`, when the person was last active at `last_active`.
/// `after_minutes` is the administrator's choice; `None` never locks by itself. A clock that jumped
/// back by more than that time locks too.
#[must_use]
pub fn is_locked(last_active: DateTime<Utc>, now: DateTime<Utc>, after_minutes: Option<u32>) -> bool {
    after_minutes.is_some_and(|minutes| (now - last_active).abs() >= TimeDelta::minutes(i64::from(minutes)))
}
