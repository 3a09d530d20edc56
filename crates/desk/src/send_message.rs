//! Writing to the resident (R20, R23).

use lobby_domain::{
    conversation::reply,
    entry::{DraftKind, EntryKind},
    ids::ConversationId,
    permission::Need,
};
use lobby_store::{
    conversation, crash,
    draft::{self, Place},
};

use crate::{
    change::Topic,
    desk::{Desk, record},
    open_thread::reach,
    problem::{Noun, Problem},
    views::conversation::EntryView,
    writing::{add_words, just_written},
};

impl Desk {
    /// R20, R23: keeps a message and puts it into the outbox, in one transaction; the draft is used up.
    ///
    /// # Errors
    /// [`Problem::ConversationClosed`] (R25); [`Problem::Words`] (R12); [`Problem::NotFound`].
    pub async fn send_message(&self, to: ConversationId, text: &str) -> Result<EntryView, Problem> {
        let me = self.guard(Need::SignedIn).await?;
        let mut write = self.store.write().await?;
        let head = conversation::head(&mut write, to)
            .await?
            .ok_or(Problem::missing(Noun::Conversation))?;
        let words = reply(head.state, text)?;
        let kind = EntryKind::MessageOut;
        let (id, at) = add_words(&mut write, &me, to, kind, (&words, head.needs_reply)).await?;
        draft::clear(&mut write, me.id, Place::Conversation(to, DraftKind::Message)).await?;
        crash::point("after_draft_used");
        record(&mut write, &me, "send_message", ("conversation", to.get()), "").await?;
        self.commit(write, &[Topic::Conversations, Topic::Bookings])
            .await?;
        let outward = self.mail.standing.outward();
        Ok(just_written(&me, (id, kind, at), &words, (outward, reach(&head))))
    }
}
