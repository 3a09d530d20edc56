//! Writing a booking down by hand (R8).

use lobby_domain::{
    booking::book,
    capacity::Capacity,
    event::takes_bookings,
    ids::BookingId,
    money::{Money, PaymentStatus},
    permission::Need,
    reference::{prefix, reference},
};
use lobby_store::{Write, booking, crash, event, resident};

use crate::{
    change::Topic,
    desk::{Desk, record},
    problem::{Noun, Problem},
    views::booking::NewBooking,
};

impl Desk {
    /// R1, R3, R8: makes a booking; its reference and its amount come from the event.
    ///
    /// # Errors
    /// [`Problem::NotBookable`] (R1), [`Problem::NoRoom`] (R3), [`Problem::NoGuests`], [`Problem::EmptyParty`],
    /// [`Problem::NotAllowed`], [`Problem::NotFound`].
    pub async fn create_booking(&self, new: NewBooking) -> Result<BookingId, Problem> {
        let me = self.guard(Need::ManageBookings).await?;
        let mut write = self.store.write().await?;
        let at = event::get(&mut write, new.event)
            .await?
            .ok_or(Problem::missing(Noun::Event))?;
        resident::get(&mut write, new.resident)
            .await?
            .ok_or(Problem::missing(Noun::Resident))?;
        if !takes_bookings(at.head.kind, at.head.booking_required) {
            return Err(Problem::NotBookable);
        }
        let capacity = Capacity {
            limit: at.head.capacity,
            taken: at.head.taken,
        };
        book(new.status, new.party, at.head.guests_allowed, capacity)?;
        let amount = at.price.as_ref().map(|price| Money {
            minor: price.minor.saturating_mul(new.party),
            currency: price.currency.clone(),
        });
        let owed = amount.as_ref().is_some_and(|amount| amount.minor > 0);
        let reference = free_reference(&mut write, &at.head.title).await?;
        crash::point("after_reference");
        let row = booking::New {
            reference: &reference,
            event: new.event,
            resident: new.resident,
            party: new.party,
            status: new.status,
            payment: if owed {
                PaymentStatus::Unpaid
            } else {
                PaymentStatus::NotRequired
            },
            amount: amount.as_ref(),
            note: new.note.trim(),
            booked_at: me.now,
            booked_by: Some(me.id),
        };
        let id = booking::insert(&mut write, &row).await?;
        crash::point("after_booking");
        record(
            &mut write,
            &me,
            "create_booking",
            ("booking", id.get()),
            &reference,
        )
        .await?;
        self.commit(write, &[Topic::Bookings, Topic::Events]).await?;
        Ok(id)
    }
}

/// The next reference of an event's letters that no file has brought in already.
pub(crate) async fn free_reference(write: &mut Write, title: &str) -> Result<String, Problem> {
    let letters = prefix(title);
    loop {
        let number = booking::next_number(write, &letters).await?;
        let free = reference(&letters, number);
        if booking::by_reference(write, &free).await?.is_none() {
            return Ok(free);
        }
    }
}
