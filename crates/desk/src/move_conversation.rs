//! Moving a resident's conversation to one of their bookings (R83).

use lobby_domain::{
    conversation::{ConversationState, Move, MoveFacts, move_to_booking},
    entry::EntryKind,
    ids::{BookingId, ConversationId},
    permission::Need,
};
use lobby_store::{booking, conversation, crash, moved};

use crate::{
    change::Topic,
    desk::{Desk, record},
    problem::{Noun, Problem},
    writing::add_happening,
};

impl Desk {
    /// R83: makes a resident's conversation that of one of their bookings, or joins it to the one that the booking
    /// has. Answers in which conversation its entries are then.
    ///
    /// # Errors
    /// [`Problem::NotAllowed`] without *Manage event bookings* where the booking has none (R11);
    /// [`Problem::HasBooking`]; [`Problem::OtherResident`]; [`Problem::NotBookable`]; [`Problem::NotFound`].
    pub async fn move_conversation(
        &self,
        id: ConversationId,
        booking: BookingId,
    ) -> Result<ConversationId, Problem> {
        let me = self.guard(Need::SignedIn).await?;
        let mut write = self.store.write().await?;
        let head = conversation::head(&mut write, id)
            .await?
            .ok_or(Problem::missing(Noun::Conversation))?;
        let facts = booking::facts(&mut write, booking)
            .await?
            .ok_or(Problem::missing(Noun::Booking))?;
        let plan = move_to_booking(MoveFacts {
            label: head.label(),
            resident: head.resident,
            state: head.state,
            booked_by: facts.resident,
            kind: facts.kind,
            booking_required: facts.booking_required,
            existing: facts.conversation.map(|(_, state)| state),
            may_start: me.may(Need::ManageBookings),
        })?;
        let now = match (plan, facts.conversation) {
            (Move::Join { reopens }, Some((to, _))) => {
                moved::join(&mut write, id, to).await?;
                if reopens {
                    conversation::set_state(&mut write, to, ConversationState::Open).await?;
                    add_happening(&mut write, &me, to, EntryKind::Reopened, "").await?;
                }
                to
            }
            _ => {
                moved::give_booking(&mut write, id, booking).await?;
                id
            }
        };
        crash::point("after_conversation_moved");
        record(
            &mut write,
            &me,
            "move_conversation",
            ("booking", booking.get()),
            "",
        )
        .await?;
        self.commit(write, &[Topic::Conversations, Topic::Bookings, Topic::Tray])
            .await?;
        Ok(now)
    }
}
