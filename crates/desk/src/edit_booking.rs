//! Changing party and note of a booking (R2).

use lobby_domain::{booking::change_party, permission::Need, text::last_words};
use lobby_store::booking;

use crate::{
    change::Topic,
    desk::{Desk, record},
    problem::{Noun, Problem},
    views::booking::BookingEdit,
};

impl Desk {
    /// R2, R3: changes party and note.
    ///
    /// # Errors
    /// [`Problem::StatusForbids`], [`Problem::NoRoom`], [`Problem::NoGuests`], [`Problem::EmptyParty`],
    /// [`Problem::NotAllowed`], [`Problem::NotFound`].
    pub async fn edit_booking(&self, edit: BookingEdit) -> Result<(), Problem> {
        let me = self.guard(Need::ManageBookings).await?;
        let mut write = self.store.write().await?;
        let facts = booking::facts(&mut write, edit.booking)
            .await?
            .ok_or(Problem::missing(Noun::Booking))?;
        change_party(
            facts.status,
            facts.party,
            edit.party,
            facts.guests_allowed,
            facts.capacity,
        )?;
        let note = edit.note.trim();
        booking::set_party(&mut write, edit.booking, edit.party, note).await?;
        let detail = format!(
            "party {} to {}; note: {}",
            facts.party,
            edit.party,
            last_words(note)
        );
        record(
            &mut write,
            &me,
            "edit_booking",
            ("booking", edit.booking.get()),
            &detail,
        )
        .await?;
        self.commit(write, &[Topic::Bookings, Topic::Events]).await
    }
}
