//! Writing down what was said at the desk or by phone (R33).

use crate::{
    change::Topic,
    desk::Desk,
    problem::Problem,
    views::conversation::{EntryView, SaidForm},
    writing::{add_words, ground, just_written},
};
use lobby_domain::{
    conversation::reply,
    delivery::{Outward, Reach},
    entry::DraftKind,
    permission::Need,
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
        let ground = ground(&mut write, &me, to, DraftKind::Said).await?;
        let words = reply(ground.state, &form.text)?;
        let kind = form.said_where.entry_kind();
        let verb = (kind, Some(("write_said", DraftKind::Said)));
        let (id, at) = add_words(&mut write, &me, &ground, verb, &words).await?;
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
