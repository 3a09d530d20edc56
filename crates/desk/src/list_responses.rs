//! The responses to a Meeting (R1).

use lobby_domain::{event::takes_responses, ids::EventId, permission::Need};
use lobby_store::{event, response};

use crate::{
    booking_view::PAGE,
    desk::Desk,
    problem::{Noun, Problem},
    resident_view::{read_place, write_place},
    views::event::{ResponsePage, ResponseRow},
};

impl Desk {
    /// R1: one page of the residents with their answer or none, by suite and name.
    ///
    /// # Errors
    /// [`Problem::NoResponses`] for anything but a Meeting; [`Problem::NotFound`]; [`Problem::Invalid`] for
    /// a cursor that is none of ours.
    pub async fn list_responses(&self, id: EventId, after: Option<String>) -> Result<ResponsePage, Problem> {
        let (_, mut db) = self.guard_reading(Need::SignedIn).await?;
        let after = read_place(after.as_deref())?;
        let event = event::get(&mut db, id)
            .await?
            .ok_or(Problem::missing(Noun::Event))?;
        if !takes_responses(event.head.kind) {
            return Err(Problem::NoResponses);
        }
        let mut page = response::page(&mut db, id, &after, PAGE + 1).await?;
        let more = page.len() > PAGE as usize;
        page.truncate(PAGE as usize);
        let next = page
            .last()
            .filter(|_| more)
            .map(|last| write_place(&last.place()));
        let rows = page.into_iter().map(|answer| ResponseRow {
            resident_id: answer.resident,
            resident: answer.name,
            suite: answer.suite,
            response: answer.response,
        });
        Ok(ResponsePage {
            rows: rows.collect(),
            next,
        })
    }
}
