//! Closing and reopening a conversation (R25).

use lobby_domain::{
    conversation::{ConversationRefusal, ConversationState, close, reopen},
    entry::EntryKind,
    ids::ConversationId,
    permission::Need,
};
use lobby_store::{conversation, crash};

use crate::{
    change::Topic,
    desk::{Desk, record},
    problem::{Noun, Problem},
    writing::add_happening,
};

impl Desk {
    /// R25: closes a conversation; an entry says who and when.
    ///
    /// # Errors
    /// [`Problem::AlreadyClosed`]; [`Problem::NotFound`].
    pub async fn close_conversation(&self, id: ConversationId) -> Result<(), Problem> {
        self.turn(id, close, EntryKind::Closed, "close_conversation")
            .await
    }

    /// R25: reopens a conversation; an entry says who and when.
    ///
    /// # Errors
    /// [`Problem::AlreadyOpen`]; [`Problem::NotFound`].
    pub async fn reopen_conversation(&self, id: ConversationId) -> Result<(), Problem> {
        self.turn(id, reopen, EntryKind::Reopened, "reopen_conversation")
            .await
    }

    async fn turn(
        &self,
        id: ConversationId,
        rule: fn(ConversationState) -> Result<ConversationState, ConversationRefusal>,
        kind: EntryKind,
        action: &str,
    ) -> Result<(), Problem> {
        let me = self.guard(Need::SignedIn).await?;
        let mut write = self.store.write().await?;
        let head = conversation::head(&mut write, id)
            .await?
            .ok_or(Problem::missing(Noun::Conversation))?;
        conversation::set_state(&mut write, id, rule(head.state)?).await?;
        crash::point("after_state");
        add_happening(&mut write, &me, id, kind, "").await?;
        record(&mut write, &me, action, ("conversation", id.get()), "").await?;
        self.commit(write, &[Topic::Conversations, Topic::Bookings]).await
    }
}
