//! Writing down what was said at the desk or by phone (R33).

use lobby_domain::{
    conversation::reply,
    delivery::{Outward, Reach},
    entry::DraftKind,
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
    views::conversation::{EntryView, SaidForm},
    writing::{add_words, just_written},
};

impl Desk {
    /// R33: keeps what was said; it counts as an answer, so a closed conversation takes none (R25).
    ///
    /// # Errors
    /// [`Problem::ConversationClosed`]; [`Problem::Words`]; [`Problem::NotFound`].
    pub async fn write_said(&self, form: SaidForm) -> Result<EntryView, Problem> {
        let me = self.guard(Need::SignedIn).await?;
        let to = form.conversation;
        let mut write = self.store.write().await?;
        let head = conversation::head(&mut write, to)
            .await?
            .ok_or(Problem::missing(Noun::Conversation))?;
        let words = reply(head.state, &form.text)?;
        let kind = form.said_where.entry_kind();
        let (id, at) = add_words(&mut write, &me, to, kind, (&words, head.needs_reply)).await?;
        draft::clear(&mut write, me.id, Place::Conversation(to, DraftKind::Said)).await?;
        crash::point("after_draft_used");
        record(&mut write, &me, "write_said", ("conversation", to.get()), "").await?;
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
