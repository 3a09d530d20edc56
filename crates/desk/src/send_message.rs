//! Writing to the resident (R20, R23).

use lobby_domain::{
    conversation::{came_between, message},
    entry::{DraftKind, EntryKind},
    ids::{ConversationId, EntryId},
    permission::Need,
    text::last_words,
};
use lobby_store::{Write, crash, entry, file};

use crate::{
    attach::file_view,
    change::Topic,
    desk::Desk,
    open_thread::reach,
    problem::Problem,
    session::Actor,
    views::conversation::{CameBetween, EntryView},
    writing::{add_words, ground, just_written},
};

impl Desk {
    /// R20, R23: keeps a message and puts it into the outbox, in one transaction; the draft is used up.
    /// `seen`: the newest of what came in between that the person was shown.
    ///
    /// # Errors
    /// [`Problem::CameBetween`] (R29); [`Problem::ConversationClosed`] (R25); [`Problem::Words`] (R12);
    /// [`Problem::NotFound`].
    pub async fn send_message(
        &self,
        to: ConversationId,
        text: &str,
        seen: Option<EntryId>,
    ) -> Result<EntryView, Problem> {
        let (me, mut write) = self.guard_writing(Need::SignedIn).await?;
        let ground = ground(&mut write, &me, to, DraftKind::Message).await?;
        let words = message(ground.state, text)?;
        if let Some(begun_after) = ground.begun_after {
            let from = seen.map_or(begun_after, |seen| seen.max(begun_after));
            nothing_between(&mut write, &me, to, from).await?;
        }
        let kind = EntryKind::MessageOut;
        let verb = (kind, Some(("send_message", DraftKind::Message)));
        let (id, at) = add_words(&mut write, &me, &ground, verb, &words).await?;
        let files = if ground.has_files {
            file::send(&mut write, to, me.id, id).await?
        } else {
            Vec::new()
        };
        crash::point("after_files_sent");
        self.commit(write, &[Topic::Conversations, Topic::Bookings])
            .await?;
        let outward = self.mail.standing.outward();
        let reach = reach(&ground.email, ground.wants_no_mail);
        let mut view = just_written(&me, (id, kind, at), &words, (outward, reach));
        view.files = files.into_iter().map(file_view).collect();
        Ok(view)
    }
}

/// R29: what came after `from` is shown before the reply goes; the draft stays, for nothing is committed.
async fn nothing_between(
    write: &mut Write,
    me: &Actor,
    to: ConversationId,
    from: EntryId,
) -> Result<(), Problem> {
    let entries: Vec<CameBetween> = entry::later(write, to, from)
        .await?
        .into_iter()
        .filter(|one| came_between(one.kind, one.by.as_ref().is_some_and(|(by, _)| *by == me.id)))
        .map(|one| CameBetween {
            id: one.id,
            entry_kind: one.kind,
            at: one.at,
            by: one.by.map(|(_, name)| name),
            words: last_words(&one.text),
        })
        .collect();
    if entries.is_empty() {
        return Ok(());
    }
    Err(Problem::CameBetween { entries })
}
