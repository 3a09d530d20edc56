//! A resident's answer to a Meeting (R1).

use lobby_domain::{
    event::{Response, takes_responses},
    ids::{EventId, ResidentId},
    permission::Need,
};
use lobby_store::{code, event, resident, response};

use crate::{
    change::Topic,
    desk::{Desk, record},
    problem::{Noun, Problem},
};

impl Desk {
    /// R1: records a resident's answer to a Meeting, in place of the one before.
    ///
    /// # Errors
    /// [`Problem::NotAllowed`]; [`Problem::NoResponses`] for anything but a Meeting; [`Problem::NotFound`].
    pub async fn record_response(
        &self,
        event_id: EventId,
        resident_id: ResidentId,
        answer: Response,
    ) -> Result<(), Problem> {
        let me = self.guard(Need::ManageBookings).await?;
        let mut write = self.store.write().await?;
        let event = event::get(&mut write, event_id)
            .await?
            .ok_or(Problem::missing(Noun::Event))?;
        if !takes_responses(event.head.kind) {
            return Err(Problem::NoResponses);
        }
        resident::get(&mut write, resident_id)
            .await?
            .ok_or(Problem::missing(Noun::Resident))?;
        response::record(&mut write, event_id, resident_id, answer, me.now).await?;
        let detail = format!("resident {resident_id}: {}", code::text(&answer));
        record(
            &mut write,
            &me,
            "record_response",
            ("event", event_id.get()),
            &detail,
        )
        .await?;
        self.commit(write, &[Topic::Events]).await
    }
}
