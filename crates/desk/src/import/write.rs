//! Writing a plan down, batch by batch; between two of them somebody may stop it (R7).

use std::collections::{HashMap, HashSet};

use lobby_domain::reference::{prefix, reference};
use lobby_store::{SqliteConnection, bulk, entry, event, import as known, import_write, response};

use super::{
    plan::{BookingChange, EventChange, Plan},
    plan_events::rule_for_people,
    progress::Course,
};
use crate::{problem::Problem, session::Actor, views::import::ImportStage, writing::time_of};

/// How many rows are written between two looks at whether somebody has stopped the import.
const BATCH: usize = 1_000;

/// Counts the rows as they are written.
struct Tally<'a> {
    course: &'a Course,
    done: usize,
    total: usize,
}

impl Tally<'_> {
    fn add(&mut self, rows: usize) -> Result<(), Problem> {
        self.done += rows;
        self.course.at(ImportStage::Writing, self.done, self.total)
    }
}

/// Writes everything, in the order in which rows refer to each other.
pub(super) async fn write(
    db: &mut SqliteConnection,
    me: &Actor,
    (mut plan, source): (Plan, u128),
    course: &Course,
) -> Result<(), Problem> {
    let titles = std::mem::take(&mut plan.titles);
    number(db, &mut plan.new_bookings, &titles).await?;
    let total = plan.rows();
    let mut tally = Tally {
        course,
        done: 0,
        total,
    };
    tally.add(0)?;
    add(db, me, &plan, &mut tally).await?;
    change(db, me, &plan, &mut tally).await?;
    for some in plan.said.chunks(BATCH) {
        import_write::say(db, source, some).await?;
        tally.add(some.len())?;
    }
    Ok(())
}

/// Adds what is new.
async fn add(
    db: &mut SqliteConnection,
    me: &Actor,
    plan: &Plan,
    tally: &mut Tally<'_>,
) -> Result<(), Problem> {
    for some in plan.new_residents.chunks(BATCH) {
        import_write::add_residents(db, some, me.now).await?;
        tally.add(some.len())?;
    }
    bulk::insert(
        db,
        &bulk::Rows {
            series: plan.new_series.clone(),
            ..Default::default()
        },
    )
    .await?;
    for some in plan.new_events.chunks(BATCH) {
        bulk::insert(
            db,
            &bulk::Rows {
                events: some.to_vec(),
                ..Default::default()
            },
        )
        .await?;
        tally.add(some.len())?;
    }
    // Before bookings come in: an event may begin to take them with this file (R1).
    for change in &plan.changed_events {
        change_event(db, me, change).await?;
        tally.add(1)?;
    }
    for some in plan.new_bookings.chunks(BATCH) {
        bulk::insert(
            db,
            &bulk::Rows {
                bookings: some.to_vec(),
                ..Default::default()
            },
        )
        .await?;
        tally.add(some.len())?;
    }
    for some in plan.new_answers.chunks(BATCH) {
        bulk::insert(
            db,
            &bulk::Rows {
                answers: some.to_vec(),
                ..Default::default()
            },
        )
        .await?;
        tally.add(some.len())?;
    }
    Ok(())
}

/// Changes what is known.
async fn change(
    db: &mut SqliteConnection,
    me: &Actor,
    plan: &Plan,
    tally: &mut Tally<'_>,
) -> Result<(), Problem> {
    for resident in &plan.changed_residents {
        import_write::change_resident(db, resident).await?;
        tally.add(1)?;
    }
    for series in &plan.changed_series {
        let rule = rule_for_people(&series.source);
        import_write::change_series(db, series.id, (&series.source, &rule)).await?;
    }
    for change in &plan.changed_bookings {
        change_booking(db, me, change).await?;
        tally.add(1)?;
    }
    for (event, resident, answer) in &plan.changed_answers {
        response::record(db, *event, *resident, *answer, me.now).await?;
        tally.add(1)?;
    }
    Ok(())
}

/// R27: a change of the status is an entry of the booking's conversation.
async fn change_booking(
    db: &mut SqliteConnection,
    me: &Actor,
    change: &BookingChange,
) -> Result<(), Problem> {
    import_write::change_booking(db, &change.booking).await?;
    if let Some((conversation, kind)) = change.happening {
        let new = entry::New {
            conversation,
            kind,
            at: time_of(db, me, conversation).await?,
            by: Some(me.id),
            text: "",
        };
        entry::insert(db, &new).await?;
    }
    Ok(())
}

/// R27: a new start is an entry of every conversation about the event.
async fn change_event(db: &mut SqliteConnection, me: &Actor, change: &EventChange) -> Result<(), Problem> {
    let event = &change.event;
    let fields = event::Fields {
        kind: event.kind,
        title: &event.title,
        starts_at: event.starts_at,
        ends_at: event.ends_at,
        all_day: event.all_day,
        place: &event.place,
        description: &event.description,
        capacity: event.capacity,
        guests_allowed: event.guests_allowed,
        booking_required: event.booking_required,
        price: event.price.clone(),
    };
    event::update(db, event.id, &fields).await?;
    import_write::bind_event(db, event.id, event.key.as_deref(), event.series).await?;
    if let Some(earlier) = change.moved_from {
        event::note_move(db, event.id, earlier, me.id, me.now).await?;
    }
    Ok(())
}

/// Gives bookings without a reference the next free ones of their events' letters.
async fn number(
    db: &mut SqliteConnection,
    bookings: &mut [bulk::Booking],
    titles: &HashMap<i64, String>,
) -> Result<(), Problem> {
    let of_file: HashSet<String> = bookings
        .iter()
        .map(|booking| booking.reference.to_ascii_uppercase())
        .collect();
    let mut given: HashMap<String, (u32, HashSet<String>)> = HashMap::new();
    for booking in bookings.iter_mut().filter(|booking| booking.reference.is_empty()) {
        let letters = prefix(titles.get(&booking.event.get()).map_or("", String::as_str));
        if !given.contains_key(&letters) {
            let (last, taken) = known::references(db, &letters).await?;
            let taken = taken
                .into_iter()
                .map(|reference| reference.to_ascii_uppercase())
                .collect();
            given.insert(letters.clone(), (last, taken));
        }
        let Some((last, taken)) = given.get_mut(&letters) else {
            continue;
        };
        loop {
            *last += 1;
            booking.reference = reference(&letters, *last);
            if !taken.contains(&booking.reference) && !of_file.contains(&booking.reference) {
                break;
            }
        }
    }
    for (letters, (last, _)) in &given {
        import_write::set_last_number(db, letters, *last).await?;
    }
    Ok(())
}
