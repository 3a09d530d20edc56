//! Changing the building.

use chrono_tz::Tz;
use lobby_domain::{
    money::is_currency,
    permission::Need,
    zone::{start_of_day, zone},
};
use lobby_store::{Write, building::Building, event};

use crate::{
    change::Topic,
    desk::{Desk, record},
    fields::{optional, required},
    problem::{Field, FieldFault, Problem},
    views::settings::BuildingForm,
};

/// The longest time until the screen locks, in minutes (R52).
const LONGEST_LOCK: u32 = 240;

impl Desk {
    /// R52: changes the building, the time until its screen locks among other things.
    ///
    /// # Errors
    /// [`Problem::NotAllowed`]; [`Problem::Invalid`] with the field.
    pub async fn save_building(&self, form: BuildingForm) -> Result<(), Problem> {
        let me = self.guard(Need::Administration).await?;
        let to = zone(&form.time_zone).map_err(|_| Problem::invalid(Field::TimeZone, FieldFault::Unknown))?;
        if !is_currency(&form.currency) {
            return Err(Problem::invalid(Field::Currency, FieldFault::Malformed));
        }
        match form.lock_after_minutes {
            Some(0) => return Err(Problem::invalid(Field::LockAfter, FieldFault::TooShort)),
            Some(minutes) if minutes > LONGEST_LOCK => {
                return Err(Problem::invalid(Field::LockAfter, FieldFault::TooLong));
            }
            _ => {}
        }
        let before = self.building().await?;
        let building = Building {
            name: required(&form.name, Field::Name)?.to_owned(),
            address: optional(&form.address)?.to_owned(),
            time_zone: form.time_zone,
            language: form.language,
            currency: form.currency,
            lock_after_minutes: form.lock_after_minutes,
            sample: before.sample,
        };
        let from = self.zone().await?;
        let mut write = self.store.write().await?;
        lobby_store::building::update(&mut write, &building).await?;
        if from != to {
            keep_the_days(&mut write, from, to).await?;
        }
        record(
            &mut write,
            &me,
            "change_building",
            ("building", 1),
            &building.name,
        )
        .await?;
        let all = [
            Topic::Stage,
            Topic::Building,
            Topic::Events,
            Topic::Bookings,
            Topic::Conversations,
        ];
        self.commit(write, &all).await
    }
}

/// An event of whole days stays on its days when the building's time zone changes; one with times of day
/// stays at its instants.
async fn keep_the_days(write: &mut Write, from: Tz, to: Tz) -> Result<(), Problem> {
    for (id, starts_at, ends_at) in event::whole_days(write).await? {
        let day = |at: chrono::DateTime<chrono::Utc>| start_of_day(to, at.with_timezone(&from).date_naive());
        event::set_times(write, id, day(starts_at), day(ends_at)).await?;
    }
    Ok(())
}
