//! The conversation about a booking: how it starts, and what open and closed mean.

use serde::{Deserialize, Serialize};
use specta::Type;

use crate::{
    entry::EntryKind,
    event::{EventKind, takes_bookings},
    ids::ResidentId,
    saved_reply::{Placeholder, left_open},
    text::{Words, WordsFault},
};

/// R25: whether a conversation takes replies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum ConversationState {
    /// Takes replies.
    Open,
    /// Takes none until it is reopened.
    Closed,
}

/// R22: what a conversation is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum ConversationLabel {
    /// One booking.
    EventBooking,
    /// A resident, without a booking.
    Resident,
}

/// Why something cannot be done in a conversation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ConversationRefusal {
    /// R1: the event has no bookings, so there is nothing to converse about.
    #[error("only a booking of a Community Event can have a conversation")]
    NotBookable,
    /// R15: there is no address to write to.
    #[error("the resident has no email address")]
    NoEmail,
    /// R12: the words are missing or too long.
    #[error(transparent)]
    Words(#[from] WordsFault),
    /// R30: a placeholder of a saved reply would go to the resident as it stands there.
    #[error("the placeholder {0:?} still stands in the text")]
    PlaceholderLeft(Placeholder),
    /// R25: a closed conversation takes no reply.
    #[error("the conversation is closed")]
    Closed,
    /// R25: it is closed already.
    #[error("the conversation is closed already")]
    AlreadyClosed,
    /// R25: it is open already.
    #[error("the conversation is open already")]
    AlreadyOpen,
    /// R83: only a conversation without a booking can be moved to one.
    #[error("the conversation is about a booking already")]
    HasBooking,
    /// R21, R83: the booking is somebody else's.
    #[error("the booking is another resident's")]
    OtherResident,
    /// R11: it would be the conversation of a booking that has none.
    #[error("starting the conversation about a booking is not allowed")]
    MayNotStart,
}

/// What the rules of starting look at.
#[derive(Debug, Clone, Copy)]
pub struct StartFacts<'a> {
    /// The kind of the booking's event.
    pub kind: EventKind,
    /// Whether that event requires booking.
    pub booking_required: bool,
    /// The resident's email address.
    pub email: Option<&'a str>,
    /// R10: whether the booking has its conversation already.
    pub exists: bool,
}

/// What comes of pressing Start (R10, R12).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Start {
    /// The conversation begins with these words.
    Begin(Words),
    /// A colleague was earlier: these words stay as the person's draft in the conversation there is.
    KeepAsDraft(Words),
}

/// R29: whether an entry that came after a reply was begun is shown before the reply goes: the resident's words,
/// and an answer that somebody else has given, wherever it was said. `by_me`: the person who replies wrote it.
#[must_use]
pub fn came_between(kind: EntryKind, by_me: bool) -> bool {
    kind == EntryKind::MessageIn || (kind.is_answer() && !by_me)
}

/// R1, R10, R12, R14, R15: starts the conversation about a booking. The booking's status is not
/// asked: questions come up about pending and cancelled bookings too (R14).
///
/// # Errors
/// [`ConversationRefusal`] when the event takes no bookings, the words are missing or there is no
/// address. When a colleague was earlier, a missing address no longer matters.
pub fn start(facts: StartFacts<'_>, typed: &str) -> Result<Start, ConversationRefusal> {
    if !takes_bookings(facts.kind, facts.booking_required) {
        return Err(ConversationRefusal::NotBookable);
    }
    let words = to_a_resident(typed)?;
    if facts.exists {
        return Ok(Start::KeepAsDraft(words));
    }
    if facts.email.is_none_or(|email| email.trim().is_empty()) {
        return Err(ConversationRefusal::NoEmail);
    }
    Ok(Start::Begin(words))
}

/// What the rules of moving a conversation to a booking look at.
#[derive(Debug, Clone, Copy)]
pub struct MoveFacts {
    /// What the conversation is about.
    pub label: ConversationLabel,
    /// With whom it is.
    pub resident: ResidentId,
    /// Whether it is open.
    pub state: ConversationState,
    /// Who booked.
    pub booked_by: ResidentId,
    /// The kind of the booking's event.
    pub kind: EventKind,
    /// Whether that event requires booking.
    pub booking_required: bool,
    /// The conversation that the booking has.
    pub existing: Option<ConversationState>,
    /// Whether the person may start conversations about bookings (R11).
    pub may_start: bool,
}

/// What moving a conversation to a booking comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Move {
    /// It becomes the booking's conversation.
    Become,
    /// Its entries join the conversation that the booking has: a booking has but one (R10).
    Join {
        /// That one was closed and this one is open: somebody still waits, as with a reply (R26).
        reopens: bool,
    },
}

/// R83: moves a resident's conversation to one of their bookings.
///
/// # Errors
/// [`ConversationRefusal::HasBooking`], [`ConversationRefusal::OtherResident`] (R21),
/// [`ConversationRefusal::NotBookable`] (R1), [`ConversationRefusal::MayNotStart`] (R11).
pub fn move_to_booking(facts: MoveFacts) -> Result<Move, ConversationRefusal> {
    if facts.label != ConversationLabel::Resident {
        return Err(ConversationRefusal::HasBooking);
    }
    if facts.resident != facts.booked_by {
        return Err(ConversationRefusal::OtherResident);
    }
    match facts.existing {
        Some(existing) => Ok(Move::Join {
            reopens: existing == ConversationState::Closed && facts.state == ConversationState::Open,
        }),
        None if !takes_bookings(facts.kind, facts.booking_required) => Err(ConversationRefusal::NotBookable),
        None if !facts.may_start => Err(ConversationRefusal::MayNotStart),
        None => Ok(Move::Become),
    }
}

/// R30: takes what is to go to a resident: no placeholder of a saved reply may still stand in it.
///
/// # Errors
/// [`ConversationRefusal::PlaceholderLeft`], or the fault of the words.
pub fn to_a_resident(typed: &str) -> Result<Words, ConversationRefusal> {
    let words = Words::new(typed)?;
    match left_open(words.as_str()) {
        Some(placeholder) => Err(ConversationRefusal::PlaceholderLeft(placeholder)),
        None => Ok(words),
    }
}

/// R20, R25, R30: writes to the resident.
///
/// # Errors
/// [`ConversationRefusal::Closed`], or the fault of the words.
pub fn message(state: ConversationState, typed: &str) -> Result<Words, ConversationRefusal> {
    if state == ConversationState::Closed {
        return Err(ConversationRefusal::Closed);
    }
    to_a_resident(typed)
}

/// R25, R33: writes down what was said.
///
/// # Errors
/// [`ConversationRefusal::Closed`], or the fault of the words.
pub fn reply(state: ConversationState, typed: &str) -> Result<Words, ConversationRefusal> {
    if state == ConversationState::Closed {
        return Err(ConversationRefusal::Closed);
    }
    Ok(Words::new(typed)?)
}

/// R24: writes a note for staff. A closed conversation takes notes: they are no replies.
///
/// # Errors
/// The fault of the words.
pub fn note(typed: &str) -> Result<Words, ConversationRefusal> {
    Ok(Words::new(typed)?)
}

/// R25: closes a conversation.
///
/// # Errors
/// [`ConversationRefusal::AlreadyClosed`].
pub fn close(state: ConversationState) -> Result<ConversationState, ConversationRefusal> {
    match state {
        ConversationState::Open => Ok(ConversationState::Closed),
        ConversationState::Closed => Err(ConversationRefusal::AlreadyClosed),
    }
}

/// R25: reopens a conversation.
///
/// # Errors
/// [`ConversationRefusal::AlreadyOpen`].
pub fn reopen(state: ConversationState) -> Result<ConversationState, ConversationRefusal> {
    match state {
        ConversationState::Closed => Ok(ConversationState::Open),
        ConversationState::Open => Err(ConversationRefusal::AlreadyOpen),
    }
}

/// R2: what becomes of the reason for declining or cancelling a booking.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReasonPlan {
    /// The conversation must begin first.
    pub begins: bool,
    /// A closed conversation is reopened first, as an entry of its own (R25).
    pub reopens: bool,
    /// The reason goes out as a message; otherwise it is kept in the entry of the action.
    pub sends: bool,
}

/// R2: the reason is the next message of the booking's conversation, or its first; without an email
/// address it is kept as an entry.
#[must_use]
pub fn plan_reason(existing: Option<ConversationState>, email: Option<&str>) -> ReasonPlan {
    let sends = email.is_some_and(|email| !email.trim().is_empty());
    ReasonPlan {
        begins: existing.is_none(),
        reopens: sends && existing == Some(ConversationState::Closed),
        sends,
    }
}

#[cfg(test)]
#[path = "conversation_tests.rs"]
mod tests;
