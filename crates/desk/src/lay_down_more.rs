//! Laying down more of a recurring event (R7).

use chrono::{DateTime, Days, Months, Utc};
use chrono_tz::Tz;
use lobby_domain::{ids::SeriesId, permission::Need, zone::start_of_day};
use lobby_store::{event, import, series};

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
        let series = series::get(&mut write, id)
            .await?
            .ok_or(Problem::missing(Noun::Series))?;
        let from = series.laid_down_until;
        let model = event::latest_of(&mut write, id, from)
            .await?
            .ok_or(Problem::missing(Noun::Event))?;
        let until = from.checked_add_months(STEP).unwrap_or(from);
        let starts =
            lobby_import::lay_down(&series.source, from, until).map_err(|fault| Problem::Storage {
                fault: StorageFault::Damaged,
                detail: format!("the rule of {}: {fault:?}", series.key),
            })?;
        let zone = self.zone().await?;
        // A calendar may already have changed an occurrence that lies this far ahead.
        let there = import::keys_of_series(&mut write, id).await?;
        let mut laid_down = 0;
        for starts_at in &starts {
            let key = lobby_import::occurrence_key(&series.key, *starts_at);
            if there.contains(&key) {
                continue;
            }
            let fields = event::Fields {
                kind: model.head.kind,
                title: &model.head.title,
                starts_at: *starts_at,
                ends_at: end_like(&model.head, *starts_at, zone),
                all_day: model.head.all_day,
                place: &model.head.place,
                description: &model.description,
                capacity: model.head.capacity,
                guests_allowed: model.head.guests_allowed,
                booking_required: model.head.booking_required,
                price: model.price.clone(),
            };
            let occurrence = event::insert(&mut write, &fields, me.now).await?;
            event::set_series(&mut write, occurrence, id, &key).await?;
            laid_down += 1;
        }
        series::set_laid_down_until(&mut write, id, until).await?;
        record(
            &mut write,
            &me,
            "lay_down_more",
            ("series", id.get()),
            &laid_down.to_string(),
        )
        .await?;
        self.commit(write, &[Topic::Events]).await?;
        Ok(laid_down)
    }
}

/// The end of an occurrence that lasts as long as `model`: whole days stay whole where the clocks change.
fn end_like(model: &event::Head, starts_at: DateTime<Utc>, zone: Tz) -> DateTime<Utc> {
    let day = |at: DateTime<Utc>| at.with_timezone(&zone).date_naive();
    let days = (day(model.ends_at) - day(model.starts_at)).num_days();
    match u64::try_from(days)
        .ok()
        .and_then(|days| day(starts_at).checked_add_days(Days::new(days)))
    {
        Some(last) if model.all_day => start_of_day(zone, last),
        _ => starts_at + (model.ends_at - model.starts_at),
    }
}
