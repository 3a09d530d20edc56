//! Handing a message to the mail server: what an attempt ends in, and when the next one is (R23, R80).

use chrono::{DateTime, TimeDelta, Utc};
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
    /// A person took it back.
    Discarded,
}

/// R23: why a message was not delivered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum NotDelivered {
    /// There is no such mailbox, or no such server.
    NoSuchAddress,
    /// The resident's mailbox is full.
    MailboxFull,
    /// The message is too large.
    TooLarge,
    /// It was taken for spam, or a rule over there forbids it.
    Blocked,
    /// It could not be delivered in time.
    GivenUp,
    /// Anything else; the server's own words tell.
    Other,
}

/// R23: what a refusal means, by its code (RFC 5321 section 4.2) and its status (RFC 3463; zeros where there is
/// none). `by_552` is what 552 means where the server says no more: a full mailbox at RCPT, a message too large
/// elsewhere.
#[must_use]
pub fn not_delivered(code: u16, status: [u8; 3], by_552: NotDelivered) -> NotDelivered {
    match status {
        [5, 1, 1 | 2 | 3 | 6 | 10] | [5, 2, 1] | [5, 4, 4] => NotDelivered::NoSuchAddress,
        [_, 2, 2] => NotDelivered::MailboxFull,
        [5, 2, 3] | [5, 3, 4] => NotDelivered::TooLarge,
        [5, 7, _] => NotDelivered::Blocked,
        [_, 4, 7] => NotDelivered::GivenUp,
        [5, ..] => NotDelivered::Other,
        _ => match code {
            550 | 551 | 553 => NotDelivered::NoSuchAddress,
            552 => by_552,
            _ => NotDelivered::Other,
        },
    }
}

/// R23: what a delivery report says of a message that the mail server had taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum Reported {
    /// Not yet, and it is still tried.
    Delayed,
    /// It did not arrive.
    Failed,
    /// It arrived.
    Delivered,
}

/// R23: how a message to the resident stands, as a person reads it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(tag = "stands", rename_all = "snake_case")]
pub enum Delivery {
    /// Waits because the building has no mailbox yet.
    WaitingForMailbox,
    /// Waits because the resident has no email address.
    WaitingForAddress,
    /// Waits because the resident has called our mail spam; another address changes that.
    WaitingForWelcome,
    /// Waits because the line is down.
    WaitingForLine,
    /// Waits because the mailbox's settings need a person.
    WaitingForSettings,
    /// Waits because the mailbox may send no more for now.
    WaitingForLimit,
    /// Waits for those before it.
    WaitingForTurn,
    /// The server could not take it; it goes again.
    TryingAgain {
        /// When.
        at: DateTime<Utc>,
        /// What the server said.
        said: String,
    },
    /// R29: the resident wrote meanwhile; it goes when a person has looked at it again.
    Held,
    /// It is being handed over.
    Sending,
    /// The mail server has taken it.
    Sent,
    /// The mail server has taken it; it has not arrived yet, and is still tried.
    Delayed,
    /// A report says that it arrived.
    Delivered,
    /// It did not arrive.
    NotDelivered {
        /// Why.
        why: NotDelivered,
        /// What the server said.
        said: String,
    },
    /// The line broke before the server's answer.
    MayHaveBeenSent,
    /// A person took it back.
    TakenBack,
}

/// How far a message has come on its way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OnItsWay {
    /// How it stands.
    pub state: OutboxState,
    /// What a report said.
    pub reported: Option<Reported>,
    /// Why it was not delivered.
    pub why: Option<NotDelivered>,
    /// What the server or the line said last.
    pub said: String,
    /// Not before; `None`: at once.
    pub next: Option<DateTime<Utc>>,
}

/// What keeps every message of the building from going.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outward {
    /// There is no mailbox.
    NoMailbox,
    /// The settings need a person.
    Settings,
    /// The line is down.
    Line,
    /// The sending limit is used up.
    Limit,
    /// Nothing.
    Open,
}

/// Whether a resident can be written to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// At an address.
    Address,
    /// They have none (R15).
    NoAddress,
    /// They have called our mail spam.
    Unwelcome,
}

/// R23: how a message stands, in words that a person acts on.
#[must_use]
pub fn delivery(message: OnItsWay, outward: Outward, reach: Reach, now: DateTime<Utc>) -> Delivery {
    match (message.state, message.reported) {
        (OutboxState::Waiting, _) => waiting(message, outward, reach, now),
        (OutboxState::Held, _) => Delivery::Held,
        (OutboxState::Sending, _) => Delivery::Sending,
        (OutboxState::Unknown, _) => Delivery::MayHaveBeenSent,
        (OutboxState::Discarded, _) => Delivery::TakenBack,
        (OutboxState::Refused, _) | (OutboxState::Accepted, Some(Reported::Failed)) => {
            Delivery::NotDelivered {
                why: message.why.unwrap_or(NotDelivered::Other),
                said: message.said,
            }
        }
        (OutboxState::Accepted, None) => Delivery::Sent,
        (OutboxState::Accepted, Some(Reported::Delayed)) => Delivery::Delayed,
        (OutboxState::Accepted, Some(Reported::Delivered)) => Delivery::Delivered,
    }
}

fn waiting(message: OnItsWay, outward: Outward, reach: Reach, now: DateTime<Utc>) -> Delivery {
    match outward {
        _ if reach == Reach::NoAddress => Delivery::WaitingForAddress,
        _ if reach == Reach::Unwelcome => Delivery::WaitingForWelcome,
        Outward::NoMailbox => Delivery::WaitingForMailbox,
        Outward::Settings => Delivery::WaitingForSettings,
        Outward::Line => Delivery::WaitingForLine,
        Outward::Limit => Delivery::WaitingForLimit,
        Outward::Open => match message.next {
            Some(at) if at > now => Delivery::TryingAgain {
                at,
                said: message.said,
            },
            _ => Delivery::WaitingForTurn,
        },
    }
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
