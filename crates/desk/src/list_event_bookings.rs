//! The bookings of one event.

use lobby_domain::{
    ids::{BookingId, EventId},
    permission::Need,
};
use lobby_store::booking_list;

use crate::{
    booking_view::{self, PAGE},
    cursor,
    desk::Desk,
    problem::Problem,
    views::booking::BookingPage,
};

impl Desk {
    /// One page of an event's bookings, in the order in which they were made.
    ///
    /// # Errors
    /// [`Problem::NotAllowed`]; [`Problem::Invalid`] for a cursor that is none of ours.
    pub async fn list_event_bookings(
        &self,
        event: EventId,
        after: Option<String>,
    ) -> Result<BookingPage, Problem> {
        let (me, mut db) = self.guard_reading(Need::ViewBookings).await?;
        let after = match after {
            Some(text) => cursor::read::<3>(&text)?[2],
            None => 0,
        };
        let keys = booking_list::of_event(&mut db, event, BookingId::new(after), PAGE + 1).await?;
        booking_view::page(&mut db, &me, keys).await
    }
}
