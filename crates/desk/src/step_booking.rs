//! Approving, declining, checking in and the other steps of a booking (R2, R3).

use lobby_domain::{
    booking::act,
    conversation::{ConversationState, plan_reason, to_a_resident},
    entry::{DraftKind, EntryKind, entry_of},
    permission::Need,
    text::Words,
};
use lobby_store::{Write, booking, conversation, crash};

use crate::{
    booking_view::row_view,
    change::Topic,
    desk::{Desk, record},
    problem::{Noun, Problem},
    session::Actor,
    start_conversation::begin,
    views::booking::{BookingStep, BookingStepDone, ReasonFate},
    writing::{add_happening, add_words, ground},
};

impl Desk {
    /// R2, R3, R27: takes a step. Its entry, and the reason as a message or in the entry, are kept with it.
    ///
    /// # Errors
    /// [`Problem::StatusForbids`], [`Problem::ReasonMissing`], [`Problem::NoRoom`] with the places left,
    /// [`Problem::NotAllowed`], [`Problem::NotFound`].
    pub async fn step_booking(&self, step: BookingStep) -> Result<BookingStepDone, Problem> {
        let me = self.guard(Need::ManageBookings).await?;
        let mut write = self.store.write().await?;
        let facts = booking::facts(&mut write, step.booking)
            .await?
            .ok_or(Problem::missing(Noun::Booking))?;
        let next = act(
            facts.status,
            facts.party,
            step.action,
            &step.reason,
            facts.capacity,
        )?;
        let reason = if step.action.takes_reason() {
            Some(to_a_resident(&step.reason)?)
        } else {
            None
        };
        let kept = reason.as_ref().map_or("", Words::as_str);
        booking::set_status(&mut write, step.booking, next, kept).await?;
        crash::point("after_status");
        let fate = leave_entry(&mut write, &me, &step, &facts, reason.as_ref()).await?;
        let action = lobby_store::code::text(&step.action);
        record(&mut write, &me, &action, ("booking", step.booking.get()), "").await?;
        let row = booking::rows(&mut write, me.id, &[step.booking])
            .await?
            .into_iter()
            .next();
        self.commit(write, &[Topic::Bookings, Topic::Events, Topic::Conversations])
            .await?;
        let row = row.ok_or(Problem::missing(Noun::Booking))?;
        Ok(BookingStepDone {
            row: row_view(row, &me),
            reason: fate,
        })
    }
}

/// R2, R27: the entry of the step, where there is a conversation or a reason to keep.
async fn leave_entry(
    write: &mut Write,
    me: &Actor,
    step: &BookingStep,
    facts: &booking::Facts,
    reason: Option<&Words>,
) -> Result<ReasonFate, Problem> {
    let kind = entry_of(step.action);
    let existing = facts.conversation;
    let Some(reason) = reason else {
        if let Some((to, _)) = existing {
            add_happening(write, me, to, kind, "").await?;
        }
        return Ok(ReasonFate::None);
    };
    let plan = plan_reason(existing.map(|(_, state)| state), Some(&facts.email));
    let to = match existing {
        Some((to, _)) => to,
        None => begin(write, me, step.booking, facts.resident).await?,
    };
    if !plan.sends {
        let entry = add_happening(write, me, to, kind, reason.as_str()).await?;
        if plan.begins {
            let line = reason.last_words();
            let last = conversation::Last {
                entry,
                at: me.now,
                kind,
                by: Some(me.id),
                words: &line,
                waits_since: None,
            };
            conversation::set_last(write, to, &last).await?;
        }
        return Ok(ReasonFate::Entry);
    }
    if plan.reopens {
        conversation::set_state(write, to, ConversationState::Open).await?;
        crash::point("after_reopening");
        add_happening(write, me, to, EntryKind::Reopened, "").await?;
    }
    add_happening(write, me, to, kind, "").await?;
    let ground = ground(write, me, to, DraftKind::Message).await?;
    add_words(write, me, &ground, (EntryKind::MessageOut, None), reason).await?;
    Ok(ReasonFate::Message)
}
