//! Writing a note for staff (R24).

use crate::{
    change::Topic,
    desk::Desk,
    problem::Problem,
    views::conversation::EntryView,
    writing::{add_words, ground, just_written},
};
use lobby_domain::{
    conversation::note,
    delivery::{Outward, Reach},
    entry::{DraftKind, EntryKind},
    ids::ConversationId,
    permission::Need,
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
        let ground = ground(&mut write, &me, to, DraftKind::Note).await?;
        let kind = EntryKind::Note;
        let verb = (kind, Some(("write_note", DraftKind::Note)));
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
