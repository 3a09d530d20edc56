//! Writing an event down by hand, or changing it (R8).

use chrono::{DateTime, Datelike as _, Days, Utc};
use chrono_tz::Tz;
use lobby_domain::{
    event::{EventFacts, EventFault, takes_bookings},
    ids::EventId,
    money::Money,
    permission::Need,
    zone::{instant, start_of_day},
};
use lobby_store::{
    Write,
    event::{self, Event, Fields},
};

use crate::{
    change::Topic,
    desk::{Desk, record},
    fields::{optional, required},
    problem::{Field, FieldFault, Noun, Problem},
    session::Actor,
    views::event::EventForm,
};

impl Desk {
    /// R8: adds an event, or changes one. Its bookings move with it, and their conversations say so (R27).
    /// A capacity below what is taken is kept: a room may turn out smaller; nobody new gets in (R3).
    ///
    /// # Errors
    /// [`Problem::NotAllowed`]; [`Problem::Invalid`] with the field; [`Problem::HasBookings`] (R1);
    /// [`Problem::NotFound`].
    pub async fn save_event(&self, form: EventForm) -> Result<EventId, Problem> {
        let me = self.guard(Need::ManageBookings).await?;
        let building = self.building().await?;
        let (starts_at, ends_at) = times(&form, self.zone().await?)?;
        let mut fields = Fields {
            kind: form.event_kind,
            title: required(&form.title, Field::Title)?,
            starts_at,
            ends_at,
            all_day: form.all_day,
            place: optional(&form.place)?,
            description: optional(&form.description)?,
            capacity: form.capacity,
            guests_allowed: form.guests_allowed,
            booking_required: form.booking_required,
            price: form.price_minor.filter(|minor| *minor > 0).map(|minor| Money {
                minor,
                currency: building.currency,
            }),
        };
        check(&fields)?;
        let mut write = self.store.write().await?;
        let id = match form.id {
            None => event::insert(&mut write, &fields, me.now).await?,
            Some(id) => {
                let before = event::get(&mut write, id)
                    .await?
                    .ok_or(Problem::missing(Noun::Event))?;
                change(&mut write, &me, &before, &mut fields).await?;
                id
            }
        };
        let action = if form.id.is_none() {
            "add_event"
        } else {
            "change_event"
        };
        record(&mut write, &me, action, ("event", id.get()), fields.title).await?;
        self.commit(write, &[Topic::Events, Topic::Bookings, Topic::Conversations])
            .await?;
        Ok(id)
    }
}

fn check(fields: &Fields<'_>) -> Result<(), EventFault> {
    EventFacts {
        title: fields.title,
        kind: fields.kind,
        booking_required: fields.booking_required,
        starts_at: fields.starts_at,
        ends_at: fields.ends_at,
        capacity: fields.capacity,
    }
    .check()
}

async fn change(
    write: &mut Write,
    me: &Actor,
    before: &Event,
    fields: &mut Fields<'_>,
) -> Result<(), Problem> {
    let id = before.head.id;
    // R1: what has been booked would otherwise belong to nothing.
    if !takes_bookings(fields.kind, fields.booking_required) && event::has_bookings(write, id).await? {
        return Err(Problem::HasBookings);
    }
    // The same number stays the same price, also after the building has changed its currency.
    if let (Some(old), Some(new)) = (&before.price, &mut fields.price)
        && old.minor == new.minor
    {
        new.currency.clone_from(&old.currency);
    }
    event::update(write, id, fields).await?;
    if fields.starts_at != before.head.starts_at {
        event::note_move(write, id, before.head.starts_at, me.id, me.now).await?;
    }
    Ok(())
}

/// The instants of the form's local times. Whole days end with the first instant after the last of them.
fn times(form: &EventForm, zone: Tz) -> Result<(DateTime<Utc>, DateTime<Utc>), Problem> {
    let malformed = Problem::invalid(Field::Times, FieldFault::Malformed);
    if [form.starts, form.ends]
        .iter()
        .any(|at| !(1900..=9999).contains(&at.year()))
    {
        return Err(malformed);
    }
    if !form.all_day {
        return Ok((instant(zone, form.starts), instant(zone, form.ends)));
    }
    let (first, last) = (form.starts.date(), form.ends.date());
    if last < first {
        return Err(EventFault::EndsBeforeItStarts.into());
    }
    let after = last.checked_add_days(Days::new(1)).ok_or(malformed)?;
    Ok((start_of_day(zone, first), start_of_day(zone, after)))
}
