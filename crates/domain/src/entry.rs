//! Entries: what a conversation consists of, in order.

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::booking::BookingAction;

/// What an entry is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum EntryKind {
    /// A message of staff to the resident; it has a row in the outbox.
    MessageOut,
    /// A message of the resident.
    MessageIn,
    /// R24: a note for staff; never goes to a resident.
    Note,
    /// R33: what was said at the desk; goes to no one.
    SaidAtDesk,
    /// R33: what was said by phone; goes to no one.
    SaidByPhone,
    /// R25: the conversation was closed.
    Closed,
    /// R25: the conversation was reopened.
    Reopened,
    /// R27: pending became confirmed.
    BookingApproved,
    /// R27: the booking was declined; the text is a reason that could not be sent (R2).
    BookingDeclined,
    /// R27: the booking went to the waiting list.
    BookingWaitlisted,
    /// R27: a waitlisted booking got its places.
    PlaceOffered,
    /// R27: the party arrived.
    BookingCheckedIn,
    /// R27: the check-in was taken back.
    CheckInUndone,
    /// R27: the party did not come.
    BookingNoShow,
    /// R27: the booking was cancelled; the text is a reason that could not be sent (R2).
    BookingCancelled,
    /// R27: the event was moved; the text holds the earlier start (RFC 3339, UTC).
    EventMoved,
    /// R26: a machine answered in the resident's name.
    AutomaticReply,
    /// R83: staff wrote from another mail program.
    SentElsewhere,
    /// R23, R26: a report says that a message did not arrive; the text holds why, in the server's words.
    DeliveryReport,
}

impl EntryKind {
    /// R33, R40: whether the entry is an answer to the resident, so that no reply is needed any more.
    #[must_use]
    pub fn is_answer(self) -> bool {
        matches!(
            self,
            Self::MessageOut | Self::SaidAtDesk | Self::SaidByPhone | Self::SentElsewhere
        )
    }

    /// Whether the entry holds words of a person, and so becomes the conversation's last words.
    #[must_use]
    pub fn has_words(self) -> bool {
        matches!(
            self,
            Self::MessageOut
                | Self::MessageIn
                | Self::Note
                | Self::SaidAtDesk
                | Self::SaidByPhone
                | Self::SentElsewhere
        )
    }

    /// R24, R33: whether the entry may ever leave the house.
    #[must_use]
    pub fn goes_to_the_resident(self) -> bool {
        self == Self::MessageOut
    }
}

/// R27: the entry that an action on a booking leaves in its conversation.
#[must_use]
pub fn entry_of(action: BookingAction) -> EntryKind {
    match action {
        BookingAction::Approve => EntryKind::BookingApproved,
        BookingAction::Decline => EntryKind::BookingDeclined,
        BookingAction::Waitlist => EntryKind::BookingWaitlisted,
        BookingAction::OfferPlace => EntryKind::PlaceOffered,
        BookingAction::CheckIn => EntryKind::BookingCheckedIn,
        BookingAction::UndoCheckIn => EntryKind::CheckInUndone,
        BookingAction::MarkNoShow => EntryKind::BookingNoShow,
        BookingAction::Cancel => EntryKind::BookingCancelled,
    }
}

/// What staff write in a conversation: the three kinds of composer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum DraftKind {
    /// A message to the resident.
    Message,
    /// R24: a note for staff.
    Note,
    /// R33: what was said at the desk or by phone.
    Said,
}

/// R33: where something was said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum SaidWhere {
    /// At the desk.
    Desk,
    /// By phone.
    Phone,
}

impl SaidWhere {
    /// The kind of its entry.
    #[must_use]
    pub fn entry_kind(self) -> EntryKind {
        match self {
            Self::Desk => EntryKind::SaidAtDesk,
            Self::Phone => EntryKind::SaidByPhone,
        }
    }
}

/// How far the clock may lie behind what was written last before the person is told.
const CLOCK_TOLERANCE: TimeDelta = TimeDelta::minutes(2);

/// R23, R80: the time of a new entry: now, but never before the last entry of its conversation, so that a
/// conversation stays in the order in which it was written when the computer's clock was set back.
#[must_use]
pub fn entry_time(now: DateTime<Utc>, last: Option<DateTime<Utc>>) -> DateTime<Utc> {
    last.map_or(now, |last| last.max(now))
}

/// R81: whether the computer's clock lies behind what was written last, by more than two minutes. Two
/// computers of a building may have used the file in turn, and differ by a little.
#[must_use]
pub fn clock_is_behind(now: DateTime<Utc>, newest: DateTime<Utc>) -> bool {
    newest - now > CLOCK_TOLERANCE
}
