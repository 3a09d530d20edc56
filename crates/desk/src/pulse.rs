//! The state of the line, what waits, and what is unread (R81).

use lobby_domain::{entry::clock_is_behind, permission::Need};
use lobby_store::{conversation, tally};

use crate::{desk::Desk, problem::Problem, views::app::PulseView};

impl Desk {
    /// R81: what is always in sight.
    ///
    /// # Errors
    /// [`Problem::Storage`].
    pub async fn pulse(&self) -> Result<PulseView, Problem> {
        let (me, mut db) = self.guard_reading(Need::SignedIn).await?;
        let newest = conversation::newest(&mut db).await?;
        let counts = tally::get(&mut db, me.id).await?;
        Ok(PulseView {
            line: self.mail.standing.view(),
            waiting: counts.waiting,
            held: counts.held,
            not_delivered: counts.not_delivered,
            tray: counts.tray,
            unread: counts.unread,
            clock_behind: newest.is_some_and(|newest| clock_is_behind(me.now, newest)),
        })
    }

    /// R82: how many messages have not gone, for whoever closes the window; nobody has to be signed in for that,
    /// and it says nothing else. Where the store fails: none that could be told of.
    pub async fn waits(&self) -> u32 {
        let Ok(mut db) = self.store.read().await else {
            return 0;
        };
        let nobody = lobby_domain::ids::StaffId::new(0);
        tally::get(&mut db, nobody)
            .await
            .map_or(0, |counts| counts.waiting)
    }
}
