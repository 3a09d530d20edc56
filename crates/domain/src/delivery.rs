//! Handing a message to the mail server: what an attempt ends in, and when the next one is (R23, R80).

use chrono::TimeDelta;
use serde::{Deserialize, Serialize};
use specta::Type;

/// R23: how a message to the resident stands on its way to the mail server.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum OutboxState {
    /// It waits for its turn, for the line, or for a mailbox.
    Waiting,
    /// R29: it waited while the resident wrote; a person looks at it again before it goes.
    Held,
    /// It is being handed over.
    Sending,
    /// The mail server has taken it.
    Accepted,
    /// It was refused; a person decides.
    Refused,
    /// The line broke before the server's answer: it may have been sent. The Sent folder is asked before it
    /// goes again.
    Unknown,
}

/// What an attempt to hand a message over ended in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Attempt {
    /// The server has taken it.
    Accepted,
    /// The server, or the line, could not for now.
    TryLater,
    /// The server will not take it.
    Refused,
    /// Nobody knows: the line broke between the last byte and the answer.
    Unknown,
}

impl Attempt {
    /// R23: how the message stands after it.
    #[must_use]
    pub fn leads_to(&self) -> OutboxState {
        match self {
            Self::Accepted => OutboxState::Accepted,
            Self::TryLater => OutboxState::Waiting,
            Self::Refused => OutboxState::Refused,
            Self::Unknown => OutboxState::Unknown,
        }
    }
}

/// The longest pause between two attempts, in seconds.
pub const LONGEST_PAUSE: i64 = 15 * 60;
/// The first pause, in seconds.
const FIRST_PAUSE: i64 = 5;

/// The pause after so many attempts: it doubles from five seconds up to fifteen minutes. `chance` between 0
/// and 1 takes up to half of it away, so that desks behind one line do not all knock at the same moment.
#[must_use]
pub fn pause_after(attempts: u32, chance: f64) -> TimeDelta {
    let doubled = FIRST_PAUSE.saturating_mul(
        1_i64
            .checked_shl(attempts.saturating_sub(1).min(20))
            .unwrap_or(i64::MAX),
    );
    let longest = TimeDelta::seconds(doubled.min(LONGEST_PAUSE));
    let chance = if chance.is_finite() {
        chance.clamp(0.0, 1.0)
    } else {
        0.0
    };
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_precision_loss,
        reason = "at most 900,000 milliseconds"
    )]
    let shorter = (longest.num_milliseconds() as f64 * 0.5 * chance) as i64;
    longest - TimeDelta::milliseconds(shorter)
}

/// After a crash: what was being handed over may have been taken.
#[must_use]
pub fn after_restart(state: OutboxState) -> OutboxState {
    match state {
        OutboxState::Sending => OutboxState::Unknown,
        other => other,
    }
}

/// R23: what a person may do with a message that has not gone.
#[must_use]
pub fn can_be_decided(state: OutboxState) -> bool {
    matches!(
        state,
        OutboxState::Waiting | OutboxState::Held | OutboxState::Refused | OutboxState::Unknown
    )
}

/// R23, R80: what a person may take back or change: only what the server has certainly not taken.
#[must_use]
pub fn can_be_taken_back(state: OutboxState) -> bool {
    matches!(
        state,
        OutboxState::Waiting | OutboxState::Held | OutboxState::Refused
    )
}

/// R29: whether a message that stands like this is to be looked at again when the resident writes.
#[must_use]
pub fn is_held_by_an_answer(state: OutboxState) -> bool {
    state == OutboxState::Waiting
}

/// The messages that may still go under the mailbox's sending limit for 24 hours; `None` no limit.
#[must_use]
pub fn left_of_limit(limit: Option<u32>, sent_in_a_day: u32) -> Option<u32> {
    limit.map(|limit| limit.saturating_sub(sent_in_a_day))
}

#[cfg(test)]
#[path = "delivery_tests.rs"]
mod tests;
