//! Keeping what a person has begun to write (R28).

use lobby_domain::{
    entry::DraftKind,
    permission::Need,
    text::{LONGEST_TEXT, WordsFault},
};
use lobby_store::{
    booking, conversation, crash,
    draft::{self, Place},
};

use crate::{
    desk::Desk,
    problem::{Noun, Problem},
    views::conversation::DraftPlace,
};

impl Desk {
    /// R28: keeps a draft; empty text clears it. If the conversation has begun since, a draft for
    /// starting it becomes one for a message in it (R12).
    ///
    /// # Errors
    /// [`Problem::NotAllowed`] for a booking without *Manage event bookings* (R11); [`Problem::Words`] when it
    /// is too long; [`Problem::NotFound`].
    pub async fn save_draft(&self, place: DraftPlace, text: &str) -> Result<(), Problem> {
        let need = match place {
            DraftPlace::Booking { .. } => Need::ManageBookings,
            DraftPlace::Conversation { .. } => Need::SignedIn,
        };
        let me = self.guard(need).await?;
        if text.chars().count() > LONGEST_TEXT {
            return Err(Problem::Words {
                fault: WordsFault::TooLong,
            });
        }
        let mut write = self.store.write().await?;
        let place = match place {
            DraftPlace::Booking { id } => {
                let facts = booking::facts(&mut write, id)
                    .await?
                    .ok_or(Problem::missing(Noun::Booking))?;
                match facts.conversation {
                    Some((to, _)) => Place::Conversation(to, DraftKind::Message),
                    None => Place::Booking(id),
                }
            }
            DraftPlace::Conversation { id, draft_kind } => {
                conversation::head(&mut write, id)
                    .await?
                    .ok_or(Problem::missing(Noun::Conversation))?;
                Place::Conversation(id, draft_kind)
            }
        };
        let text = if text.trim().is_empty() { "" } else { text };
        draft::save(&mut write, me.id, place, text, me.now).await?;
        crash::point("after_draft");
        self.commit(write, &[]).await
    }
}
