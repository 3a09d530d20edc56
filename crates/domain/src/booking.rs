//! The life of a booking: its statuses, what staff may do in each, and what comes of it (R2, R3).

use serde::{Deserialize, Serialize};
use specta::Type;

use crate::{
    capacity::{Capacity, NoRoom},
    money::PaymentStatus,
};

/// Where a booking stands (R2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum BookingStatus {
    /// Waits for staff to approve or decline.
    Pending,
    /// Has its places.
    Confirmed,
    /// Waits for places.
    Waitlisted,
    /// Turned down by staff.
    Declined,
    /// Called off.
    Cancelled,
    /// The party is here.
    CheckedIn,
    /// The party did not come.
    NoShow,
}

impl BookingStatus {
    /// Every status, in the order of the rule.
    pub const ALL: [Self; 7] = [
        Self::Pending,
        Self::Confirmed,
        Self::Waitlisted,
        Self::Declined,
        Self::Cancelled,
        Self::CheckedIn,
        Self::NoShow,
    ];

    /// R3: whether the party counts against the capacity.
    #[must_use]
    pub fn takes_places(self) -> bool {
        matches!(self, Self::Confirmed | Self::CheckedIn)
    }
}

/// What staff do with a booking (R2, R3). Editing and payment are separate: they keep the status.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum BookingAction {
    /// Pending to confirmed.
    Approve,
    /// Pending or waitlisted to declined, with a reason.
    Decline,
    /// Pending to waitlisted.
    Waitlist,
    /// Waitlisted to confirmed, when places are free.
    OfferPlace,
    /// Confirmed to checked in; also a party marked no-show that comes after all.
    CheckIn,
    /// Checked in back to confirmed.
    UndoCheckIn,
    /// Confirmed to no-show.
    MarkNoShow,
    /// Pending, confirmed or waitlisted to cancelled, with a reason.
    Cancel,
}

impl BookingAction {
    /// Every action, in the order in which menus show them.
    pub const ALL: [Self; 8] = [
        Self::Approve,
        Self::OfferPlace,
        Self::CheckIn,
        Self::UndoCheckIn,
        Self::MarkNoShow,
        Self::Waitlist,
        Self::Decline,
        Self::Cancel,
    ];

    /// R2: whether the action takes a reason, which goes to the resident.
    #[must_use]
    pub fn takes_reason(self) -> bool {
        matches!(self, Self::Decline | Self::Cancel)
    }

    /// R2: the status that the action leads to from `from`, or `None` where it is not allowed.
    #[must_use]
    pub fn leads_to(self, from: BookingStatus) -> Option<BookingStatus> {
        use BookingStatus as S;
        match (self, from) {
            (Self::Approve, S::Pending) | (Self::OfferPlace, S::Waitlisted) => Some(S::Confirmed),
            (Self::Waitlist, S::Pending) => Some(S::Waitlisted),
            (Self::Decline, S::Pending | S::Waitlisted) => Some(S::Declined),
            (Self::CheckIn, S::Confirmed | S::NoShow) => Some(S::CheckedIn),
            (Self::UndoCheckIn, S::CheckedIn) => Some(S::Confirmed),
            (Self::MarkNoShow, S::Confirmed) => Some(S::NoShow),
            (Self::Cancel, S::Pending | S::Confirmed | S::Waitlisted) => Some(S::Cancelled),
            _ => None,
        }
    }
}

/// R2: the actions that a status allows, in the order in which menus show them.
#[must_use]
pub fn allowed_actions(status: BookingStatus) -> Vec<BookingAction> {
    BookingAction::ALL
        .into_iter()
        .filter(|action| action.leads_to(status).is_some())
        .collect()
}

/// R2: whether party and note may be edited. What is over stays as it was.
#[must_use]
pub fn may_be_edited(status: BookingStatus) -> bool {
    use BookingStatus as S;
    matches!(status, S::Pending | S::Confirmed | S::Waitlisted | S::CheckedIn)
}

/// Why a change to a booking is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BookingRefusal {
    /// R2: the status does not allow the action.
    #[error("the booking's status does not allow this")]
    StatusForbids,
    /// R3: the party does not fit.
    #[error(transparent)]
    NoRoom(#[from] NoRoom),
    /// R2: declining and cancelling take a reason.
    #[error("a reason is needed")]
    ReasonMissing,
    /// A party is at least one person.
    #[error("a party is at least one person")]
    EmptyParty,
    /// The event takes no guests, so a party is one person.
    #[error("the event takes no guests")]
    NoGuests,
    /// R4: there is nothing to pay.
    #[error("no payment is required")]
    NothingToPay,
}

/// R2, R3: what becomes of a booking.
///
/// `capacity` is the event's as it stands, the booking itself included if it takes places.
///
/// # Errors
/// [`BookingRefusal`] when the status, the capacity or a missing reason forbids it.
pub fn act(
    status: BookingStatus,
    party: u32,
    action: BookingAction,
    reason: &str,
    capacity: Capacity,
) -> Result<BookingStatus, BookingRefusal> {
    let next = action.leads_to(status).ok_or(BookingRefusal::StatusForbids)?;
    if action.takes_reason() && reason.trim().is_empty() {
        return Err(BookingRefusal::ReasonMissing);
    }
    if next.takes_places() && !status.takes_places() {
        capacity.admit(party)?;
    }
    Ok(next)
}

/// R2, R3: whether a booking's party may become `party`.
///
/// # Errors
/// [`BookingRefusal`] when the status, the event's guest rule or the capacity forbids it.
pub fn change_party(
    status: BookingStatus,
    from: u32,
    to: u32,
    guests_allowed: bool,
    capacity: Capacity,
) -> Result<(), BookingRefusal> {
    if !may_be_edited(status) {
        return Err(BookingRefusal::StatusForbids);
    }
    // A party that came in from a file may already break the rule; it may shrink or stay.
    if to > from || to == 0 {
        check_party(to, guests_allowed)?;
    }
    if status.takes_places() && to > from {
        capacity.without(from).admit(to)?;
    }
    Ok(())
}

/// R3, R8: whether a new booking may be made with that status.
///
/// # Errors
/// [`BookingRefusal`] when the party or the capacity forbids it.
pub fn book(
    status: BookingStatus,
    party: u32,
    guests_allowed: bool,
    capacity: Capacity,
) -> Result<(), BookingRefusal> {
    use BookingStatus as S;
    if !matches!(status, S::Pending | S::Confirmed | S::Waitlisted) {
        return Err(BookingRefusal::StatusForbids);
    }
    check_party(party, guests_allowed)?;
    if status.takes_places() {
        capacity.admit(party)?;
    }
    Ok(())
}

fn check_party(party: u32, guests_allowed: bool) -> Result<(), BookingRefusal> {
    match party {
        0 => Err(BookingRefusal::EmptyParty),
        1 => Ok(()),
        _ if guests_allowed => Ok(()),
        _ => Err(BookingRefusal::NoGuests),
    }
}

/// R4: the payment states that staff may record from the present one.
#[must_use]
pub fn recordable_payments(now: PaymentStatus) -> Vec<PaymentStatus> {
    use PaymentStatus as P;
    match now {
        P::NotRequired => vec![],
        P::Unpaid => vec![P::Paid],
        P::Paid => vec![P::Refunded, P::Unpaid],
        P::Refunded => vec![P::Paid],
    }
}

/// R4: records a payment state.
///
/// # Errors
/// [`BookingRefusal::NothingToPay`] where that step is not among [`recordable_payments`].
pub fn record_payment(from: PaymentStatus, to: PaymentStatus) -> Result<(), BookingRefusal> {
    if recordable_payments(from).contains(&to) {
        Ok(())
    } else {
        Err(BookingRefusal::NothingToPay)
    }
}

#[cfg(test)]
#[path = "booking_tests.rs"]
mod tests;
