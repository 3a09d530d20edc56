//! Events as the screen is given them.

use lobby_domain::{event::takes_responses, permission::Need};
use lobby_store::event::{Event, Head};

use crate::{
    session::Actor,
    views::{booking::EventHead, event::EventRow},
};

/// An event as the head of its group.
pub(crate) fn head_view(head: Head) -> EventHead {
    EventHead {
        id: head.id,
        event_kind: head.kind,
        title: head.title,
        starts_at: head.starts_at,
        ends_at: head.ends_at,
        all_day: head.all_day,
        place: head.place,
        capacity: head.capacity,
        taken: head.taken,
        guests_allowed: head.guests_allowed,
        booking_required: head.booking_required,
    }
}

/// An event in the list. Those whose level for event bookings is none learn nothing of its bookings (R50);
/// only a Meeting has responses (R1), whatever it was before.
pub(crate) fn row_view(event: Event, me: &Actor) -> EventRow {
    let bookings = |count: u32| if me.may(Need::ViewBookings) { count } else { 0 };
    let responses = |count: u32| {
        if takes_responses(event.head.kind) {
            count
        } else {
            0
        }
    };
    EventRow {
        recurring: event.series.is_some(),
        pending: bookings(event.pending),
        waitlisted: bookings(event.waitlisted),
        attending: responses(event.attending),
        not_attending: responses(event.not_attending),
        head: EventHead {
            taken: bookings(event.head.taken),
            ..head_view(event.head)
        },
    }
}
