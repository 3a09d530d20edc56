//! One resident.

use lobby_domain::{ids::ResidentId, permission::Need};
use lobby_store::{
    booking_list::{self, Key},
    resident,
};

use crate::{
    booking_view::{heads, rows},
    desk::Desk,
    problem::{Noun, Problem},
    resident_view::row_view,
    views::resident::ResidentPanel,
};

/// Bookings that the panel shows.
const BOOKINGS: u32 = 20;

impl Desk {
    /// One resident, with their newest bookings for those who may see bookings (R50).
    ///
    /// # Errors
    /// [`Problem::NotFound`]; [`Problem::Storage`].
    pub async fn open_resident(&self, id: ResidentId) -> Result<ResidentPanel, Problem> {
        let (me, mut db) = self.guard_reading(Need::SignedIn).await?;
        let found = resident::get(&mut db, id)
            .await?
            .ok_or(Problem::missing(Noun::Resident))?;
        let bookings = if me.may(Need::ViewBookings) {
            let keys = booking_list::of_resident(&mut db, id, BOOKINGS).await?;
            let ids: Vec<_> = keys.into_iter().map(Key::booking).collect();
            rows(&mut db, &me, &ids).await?
        } else {
            Vec::new()
        };
        let events = heads(&mut db, &bookings).await?;
        Ok(ResidentPanel {
            notes: found.notes.clone(),
            row: row_view(found),
            bookings,
            events,
            may_edit: me.may(Need::ManageResidents),
        })
    }
}
