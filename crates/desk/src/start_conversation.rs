//! Starting the one conversation about a booking (R10 to R15).

use lobby_domain::{
    conversation::{Start, StartFacts, start},
    entry::{DraftKind, EntryKind},
    ids::{BookingId, ConversationId},
    permission::Need,
};
use lobby_store::{
    Write, booking, conversation, crash,
    draft::{self, Place},
};

use crate::{
    change::Topic,
    desk::{Desk, record},
    problem::{Noun, Problem},
    session::Actor,
    views::conversation::Started,
    writing::{add_words, ground},
};

impl Desk {
    /// R10, R11, R12: starts the conversation with its first message, which goes into the outbox in the
    /// same transaction. When a colleague was earlier, the words stay as this person's draft in it.
    ///
    /// # Errors
    /// [`Problem::NotAllowed`] without *Manage event bookings* (R11); [`Problem::NoEmail`] (R15);
    /// [`Problem::Words`] (R12); [`Problem::NotFound`].
    pub async fn start_conversation(&self, id: BookingId, text: &str) -> Result<Started, Problem> {
        let me = self.guard(Need::ManageBookings).await?;
        let mut write = self.store.write().await?;
        let facts = booking::facts(&mut write, id)
            .await?
            .ok_or(Problem::missing(Noun::Booking))?;
        let start_facts = StartFacts {
            kind: facts.kind,
            booking_required: facts.booking_required,
            email: Some(&facts.email),
            exists: facts.conversation.is_some(),
        };
        let outcome = match (start(start_facts, text)?, facts.conversation) {
            (Start::Begin(words), _) => {
                let to = begin(&mut write, &me, id, facts.resident).await?;
                let ground = ground(&mut write, &me, to, DraftKind::Message).await?;
                add_words(&mut write, &me, &ground, (EntryKind::MessageOut, None), &words).await?;
                Started::Begun { id: to }
            }
            (Start::KeepAsDraft(words), Some((to, _))) => {
                let place = Place::Conversation(to, DraftKind::Message);
                draft::save(&mut write, me.id, place, words.as_str(), me.now).await?;
                let head = conversation::head(&mut write, to)
                    .await?
                    .ok_or(Problem::missing(Noun::Conversation))?;
                Started::ColleagueWasEarlier {
                    id: to,
                    by: head.started_by.unwrap_or(head.name),
                }
            }
            (Start::KeepAsDraft(_), None) => return Err(Problem::missing(Noun::Conversation)),
        };
        self.commit(write, &[Topic::Conversations, Topic::Bookings])
            .await?;
        Ok(outcome)
    }
}

/// Begins the conversation about a booking: the starter's draft is used up, those of colleagues stay theirs.
pub(crate) async fn begin(
    write: &mut Write,
    me: &Actor,
    booking: BookingId,
    resident: lobby_domain::ids::ResidentId,
) -> Result<ConversationId, Problem> {
    let id = conversation::insert(write, Some(booking), resident, Some(me.id), me.now).await?;
    crash::point("after_conversation");
    draft::clear(write, me.id, Place::Booking(booking)).await?;
    draft::move_to_conversation(write, booking, id).await?;
    crash::point("after_drafts_moved");
    record(write, me, "start_conversation", ("booking", booking.get()), "").await?;
    Ok(id)
}
