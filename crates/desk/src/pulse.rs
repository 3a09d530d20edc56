//! The state of the line, what waits, and what is unread (R81).

use lobby_domain::{entry::clock_is_behind, permission::Need};
use lobby_store::{conversation, outbox};

use crate::{
    desk::Desk,
    problem::Problem,
    views::app::{LineState, PulseView},
};

impl Desk {
    /// R81: what is always in sight. There is no mailbox yet, so whatever staff write waits.
    ///
    /// # Errors
    /// [`Problem::Storage`].
    pub async fn pulse(&self) -> Result<PulseView, Problem> {
        let me = self.guard(Need::SignedIn).await?;
        let mut db = self.store.read().await?;
        let newest = conversation::newest(&mut db).await?;
        Ok(PulseView {
            line: LineState::NoMailbox,
            waiting: outbox::waiting(&mut db).await?,
            unread: conversation::unread_count(&mut db, me.id).await?,
            clock_behind: newest.is_some_and(|newest| clock_is_behind(me.now, newest)),
        })
    }
}
