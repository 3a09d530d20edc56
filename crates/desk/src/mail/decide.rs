//! What a person does with a message that has not gone, or that did not arrive (R23, R29, R80).

use lobby_domain::{
    conversation::to_a_resident,
    delivery::{OutboxState, Reported, can_be_taken_back},
    ids::{ConversationId, EntryId},
    permission::Need,
};
use lobby_store::{Write, crash, entry, outbox};

use crate::{
    Desk,
    change::Topic,
    desk::record,
    problem::{Noun, Problem},
    session::Actor,
};

impl Desk {
    /// R23, R29: a message that was held, refused, may have been sent or did not arrive goes again.
    ///
    /// # Errors
    /// [`Problem::MessageGone`] where it has gone or is going; [`Problem::NotFound`].
    pub async fn send_again(&self, message: EntryId) -> Result<(), Problem> {
        let (me, mut write, state, _) = self.message(message).await?;
        let failed = state == (OutboxState::Accepted, Some(Reported::Failed));
        let can = failed
            || matches!(
                state.0,
                OutboxState::Held | OutboxState::Refused | OutboxState::Unknown | OutboxState::Waiting
            );
        if !can {
            return Err(Problem::MessageGone);
        }
        outbox::decide(&mut write, message, OutboxState::Waiting, me.now).await?;
        crash::point("after_send_again");
        record(&mut write, &me, "send_again", ("entry", message.get()), "").await?;
        self.commit(write, &[Topic::Conversations]).await
    }

    /// R23: takes back a message that has certainly not gone; it stays in the thread, struck out.
    ///
    /// # Errors
    /// [`Problem::MessageGone`] where it has gone, is going or may have gone; [`Problem::NotFound`].
    pub async fn discard_message(&self, message: EntryId) -> Result<(), Problem> {
        let (me, mut write, state, _) = self.message(message).await?;
        let failed = state == (OutboxState::Accepted, Some(Reported::Failed));
        if !failed && !can_be_taken_back(state.0) {
            return Err(Problem::MessageGone);
        }
        outbox::decide(&mut write, message, OutboxState::Discarded, me.now).await?;
        crash::point("after_discarded");
        record(&mut write, &me, "discard_message", ("entry", message.get()), "").await?;
        self.commit(write, &[Topic::Conversations]).await
    }

    /// R23: changes the words of a message that has certainly not gone, and lets it go.
    ///
    /// # Errors
    /// [`Problem::MessageGone`]; [`Problem::Words`]; [`Problem::NotFound`].
    pub async fn edit_message(&self, message: EntryId, text: &str) -> Result<(), Problem> {
        let (me, mut write, state, _) = self.message(message).await?;
        if !can_be_taken_back(state.0) {
            return Err(Problem::MessageGone);
        }
        let words = to_a_resident(text)?;
        entry::rewrite(&mut write, message, words.as_str()).await?;
        outbox::decide(&mut write, message, OutboxState::Waiting, me.now).await?;
        crash::point("after_edited");
        record(&mut write, &me, "edit_message", ("entry", message.get()), "").await?;
        self.commit(write, &[Topic::Conversations]).await
    }

    async fn message(
        &self,
        message: EntryId,
    ) -> Result<(Actor, Write, (OutboxState, Option<Reported>), ConversationId), Problem> {
        let me = self.guard(Need::SignedIn).await?;
        let mut write = self.store.write().await?;
        let (state, reported, conversation) = outbox::state(&mut write, message)
            .await?
            .ok_or(Problem::missing(Noun::Conversation))?;
        Ok((me, write, (state, reported), conversation))
    }
}
