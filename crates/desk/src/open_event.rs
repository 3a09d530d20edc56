//! One event.

use chrono::{DateTime, Days, NaiveDateTime, NaiveTime, Utc};
use chrono_tz::Tz;
use lobby_domain::{ids::EventId, permission::Need};
use lobby_store::{event, series};

use crate::{
    desk::Desk,
    event_view::row_view,
    problem::{Noun, Problem},
    views::event::{EventPanel, SeriesView},
};

impl Desk {
    /// One event.
    ///
    /// # Errors
    /// [`Problem::NotFound`]; [`Problem::Storage`].
    pub async fn open_event(&self, id: EventId) -> Result<EventPanel, Problem> {
        let (me, mut db) = self.guard_reading(Need::SignedIn).await?;
        let zone = me.zone()?;
        let event = event::get(&mut db, id)
            .await?
            .ok_or(Problem::missing(Noun::Event))?;
        let series = match event.series {
            Some(id) => series::get(&mut db, id).await?.map(|series| SeriesView {
                id,
                rule: series.rule,
                laid_down_until: series.laid_down_until,
            }),
            None => None,
        };
        let (starts_at, ends_at) = (event.head.starts_at, event.head.ends_at);
        Ok(EventPanel {
            description: event.description.clone(),
            price: event.price.clone(),
            series,
            starts_local: local(zone, starts_at),
            ends_local: if event.head.all_day {
                last_day(zone, ends_at)
            } else {
                local(zone, ends_at)
            },
            may_edit: me.may(Need::ManageBookings),
            row: row_view(event, &me),
        })
    }
}

fn local(zone: Tz, at: DateTime<Utc>) -> NaiveDateTime {
    at.with_timezone(&zone).naive_local()
}

/// The day before the first one that no longer belongs to the event.
fn last_day(zone: Tz, end: DateTime<Utc>) -> NaiveDateTime {
    let after = local(zone, end).date();
    after
        .checked_sub_days(Days::new(1))
        .unwrap_or(after)
        .and_time(NaiveTime::MIN)
}
