//! Recording how a payment stands (R4).

use lobby_domain::{booking, ids::BookingId, money::PaymentStatus, permission::Need};
use lobby_store::code;

use crate::{
    change::Topic,
    desk::{Desk, record},
    problem::{Noun, Problem},
};

impl Desk {
    /// R4: records a payment; Lobby takes none.
    ///
    /// # Errors
    /// [`Problem::NothingToPay`], [`Problem::NotAllowed`], [`Problem::NotFound`].
    pub async fn record_payment(&self, id: BookingId, payment: PaymentStatus) -> Result<(), Problem> {
        let me = self.guard(Need::ManageBookings).await?;
        let mut write = self.store.write().await?;
        let facts = lobby_store::booking::facts(&mut write, id)
            .await?
            .ok_or(Problem::missing(Noun::Booking))?;
        booking::record_payment(facts.payment, payment)?;
        lobby_store::booking::set_payment(&mut write, id, payment).await?;
        let detail = format!("{} to {}", code::text(&facts.payment), code::text(&payment));
        record(&mut write, &me, "record_payment", ("booking", id.get()), &detail).await?;
        self.commit(write, &[Topic::Bookings]).await
    }
}
