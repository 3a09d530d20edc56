//! The side panel of a booking (R5).

use lobby_domain::{
    booking::{may_be_edited, recordable_payments},
    ids::BookingId,
    permission::Need,
};
use lobby_store::{SqliteConnection, booking, conversation, draft, resident};

use crate::{
    booking_view::{heads, row_view},
    desk::Desk,
    open_thread::author,
    problem::{Noun, Problem},
    session::Actor,
    views::booking::{BookedBy, BookingPanel, BookingRow, ConversationAction, LatestEntry, ResidentCard},
};

impl Desk {
    /// R5: everything that the side panel shows.
    ///
    /// # Errors
    /// [`Problem::NotAllowed`] below *View event bookings*; [`Problem::NotFound`].
    pub async fn open_booking(&self, id: BookingId) -> Result<BookingPanel, Problem> {
        let (me, mut db) = self.guard_reading(Need::ViewBookings).await?;
        let gone = || Problem::missing(Noun::Booking);
        let row = booking::rows(&mut db, me.id, &[id])
            .await?
            .into_iter()
            .next()
            .ok_or_else(gone)?;
        let detail = booking::detail(&mut db, id).await?.ok_or_else(gone)?;
        let facts = booking::facts(&mut db, id).await?.ok_or_else(gone)?;
        let resident = resident::get(&mut db, row.resident)
            .await?
            .ok_or(Problem::missing(Noun::Resident))?;
        let row = row_view(row, &me);
        let event = heads(&mut db, std::slice::from_ref(&row))
            .await?
            .into_iter()
            .next()
            .ok_or_else(gone)?;
        let latest = latest(&mut db, &me, &row).await?;
        let manages = me.may(Need::ManageBookings);
        let own = if facts.status.takes_places() {
            facts.party
        } else {
            0
        };
        Ok(BookingPanel {
            event,
            booked_at: detail.booked_at,
            booked_by: detail
                .booked_by
                .map_or(BookedBy::File, |staff| BookedBy::Desk { staff }),
            note: detail.note,
            reason: detail.reason,
            resident: card(resident),
            latest,
            draft: draft::of_booking(&mut db, me.id, id).await?,
            may_edit: manages && may_be_edited(facts.status),
            payments: if manages {
                recordable_payments(facts.payment)
            } else {
                Vec::new()
            },
            places_left: facts.capacity.without(own).left(),
            may_edit_resident: me.may(Need::ManageResidents),
            row,
        })
    }
}

/// The last words of the booking's conversation.
async fn latest(
    db: &mut SqliteConnection,
    me: &Actor,
    row: &BookingRow,
) -> Result<Option<LatestEntry>, Problem> {
    let ConversationAction::View { id, .. } = row.conversation else {
        return Ok(None);
    };
    let rows = conversation::rows(db, me.id, &[id]).await?;
    Ok(rows.into_iter().next().map(|last| LatestEntry {
        by: author(last.kind, last.by, &last.resident),
        at: last.at,
        entry_kind: last.kind,
        words: last.words,
    }))
}

fn card(resident: resident::Resident) -> ResidentCard {
    ResidentCard {
        id: resident.id,
        name: resident.name,
        suite: resident.suite,
        email: resident.email,
        phone: resident.phone,
        language: resident.language,
    }
}
