//! Laying down more of a recurring event (R7).

use chrono::Months;
use lobby_domain::{ids::SeriesId, permission::Need};
use lobby_store::{event, series};

use crate::{
    change::Topic,
    desk::{Desk, record},
    problem::{Noun, Problem, StorageFault},
};

/// How far each step reaches.
const STEP: Months = Months::new(24);

impl Desk {
    /// R7: lays down the occurrences of 24 more months, each like the latest that there is; answers with
    /// how many.
    ///
    /// # Errors
    /// [`Problem::NotAllowed`]; [`Problem::NotFound`]; [`Problem::Storage`] when the rule that was kept
    /// cannot be read any more.
    pub async fn lay_down_more(&self, id: SeriesId) -> Result<u32, Problem> {
        let me = self.guard(Need::ManageBookings).await?;
        let mut write = self.store.write().await?;
        let series = series::get(&mut write, id).await?.ok_or(Problem::missing(Noun::Series))?;
        let model = event::latest_of(&mut write, id).await?.ok_or(Problem::missing(Noun::Event))?;
        let from = series.laid_down_until;
        let until = from.checked_add_months(STEP).unwrap_or(from);
        let starts = lobby_import::lay_down(&series.source, from, until).map_err(|fault| Problem::Storage {
            fault: StorageFault::Damaged,
            detail: format!("the rule of {}: {fault:?}", series.key),
        })?;
        let length = model.head.ends_at - model.head.starts_at;
        for starts_at in &starts {
            let fields = event::Fields {
                kind: model.head.kind,
                title: &model.head.title,
                starts_at: *starts_at,
                ends_at: *starts_at + length,
                all_day: model.head.all_day,
                place: &model.head.place,
                description: &model.description,
                capacity: model.head.capacity,
                guests_allowed: model.head.guests_allowed,
                booking_required: model.head.booking_required,
                price: model.price.clone(),
            };
            let occurrence = event::insert(&mut write, &fields, me.now).await?;
            let key = lobby_import::occurrence_key(&series.key, *starts_at);
            event::set_series(&mut write, occurrence, id, &key).await?;
        }
        series::set_laid_down_until(&mut write, id, until).await?;
        let laid_down = u32::try_from(starts.len()).unwrap_or(u32::MAX);
        record(&mut write, &me, "lay_down_more", ("series", id.get()), &laid_down.to_string()).await?;
        self.commit(write, &[Topic::Events]).await?;
        Ok(laid_down)
    }
}
