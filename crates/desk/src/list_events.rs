//! The events list.

use lobby_domain::permission::Need;
use lobby_store::event::{self, Place};

use crate::{
    booking_view::PAGE,
    cursor,
    desk::Desk,
    event_view::row_view,
    problem::Problem,
    views::event::{EventFilter, EventPage, EventQuery},
};

impl Desk {
    /// One page of the events list.
    ///
    /// # Errors
    /// [`Problem::Invalid`] for a cursor that is none of ours; [`Problem::Storage`].
    pub async fn list_events(&self, query: EventQuery) -> Result<EventPage, Problem> {
        let (me, mut db) = self.guard_reading(Need::SignedIn).await?;
        let after = match &query.after {
            Some(text) => {
                let [starts_at, id] = cursor::read(text)?;
                Some(Place { starts_at, id })
            }
            None => None,
        };
        let mut ids = match query.filter {
            EventFilter::Upcoming => event::upcoming(&mut db, query.only, after, me.now, PAGE + 1).await?,
            EventFilter::Past => event::past(&mut db, query.only, after, me.now, PAGE + 1).await?,
        };
        let more = ids.len() > PAGE as usize;
        ids.truncate(PAGE as usize);
        let mut events = event::by_ids(&mut db, &ids).await?;
        if query.filter == EventFilter::Past {
            events.reverse();
        }
        let next = events.last().filter(|_| more).map(|last| {
            let Place { starts_at, id } = last.head.place();
            cursor::write([starts_at, id])
        });
        Ok(EventPage {
            rows: events.into_iter().map(|event| row_view(event, &me)).collect(),
            next,
        })
    }
}
