//! Writing a note for staff (R24).

use lobby_domain::{
    conversation::note,
    delivery::{Outward, Reach},
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
    problem::{Noun, Problem},
    views::conversation::EntryView,
    writing::{add_words, just_written},
};

impl Desk {
    /// R24: keeps a note, which never leaves the house; a closed conversation takes notes too.
    ///
    /// # Errors
    /// [`Problem::Words`]; [`Problem::NotFound`].
    pub async fn write_note(&self, to: ConversationId, text: &str) -> Result<EntryView, Problem> {
        let me = self.guard(Need::SignedIn).await?;
        let words = note(text)?;
        let mut write = self.store.write().await?;
        let head = conversation::head(&mut write, to)
            .await?
            .ok_or(Problem::missing(Noun::Conversation))?;
        let kind = EntryKind::Note;
        let (id, at) = add_words(&mut write, &me, to, kind, (&words, head.needs_reply)).await?;
        draft::clear(&mut write, me.id, Place::Conversation(to, DraftKind::Note)).await?;
        crash::point("after_draft_used");
        record(&mut write, &me, "write_note", ("conversation", to.get()), "").await?;
        self.commit(write, &[Topic::Conversations, Topic::Bookings])
            .await?;
        Ok(just_written(
            &me,
            (id, kind, at),
            &words,
            (Outward::Open, Reach::Address),
        ))
    }
}
