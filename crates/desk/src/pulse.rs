//! The state of the line, what waits, and what is unread (R81).

use lobby_domain::permission::Need;
use lobby_store::tally;

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
        let (me, mut db) = self.guard_reading(Need::SignedIn).await?;
        let counts = tally::get(&mut db, me.id).await?;
        Ok(PulseView {
            line: LineState::NoMailbox,
            waiting: counts.waiting,
            unread: counts.unread,
        })
    }
}
