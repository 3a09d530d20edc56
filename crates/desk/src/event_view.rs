//! Events as the screen is given them.

use lobby_store::event::Head;

use crate::views::booking::EventHead;

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
