//! From a file that was opened to what is to be done about it (R7).

use std::sync::Arc;

use lobby_domain::{ids::EventId, zone::zone};
use lobby_import::{Context, File, Mapping, Reading, Window, read_calendar, read_table};
use lobby_store::{SqliteConnection, building, import};

use super::{
    apart,
    fingerprint::Fingerprint,
    plan::{self, Known, Matches, Plan, Rules},
    progress::Course,
    recognise,
};
use crate::{
    problem::{Problem, StorageFault},
    session::Actor,
    views::import::ImportStage,
};

/// What the reading depends on beside the file. The building and its series, as they stand in the store.
pub(super) async fn context(db: &mut SqliteConnection, me: &Actor) -> Result<Context, Problem> {
    let building = building::get(&mut *db).await?.ok_or(Problem::NotSignedIn)?;
    let zone = zone(&building.time_zone).map_err(|unknown| Problem::Storage {
        fault: StorageFault::Damaged,
        detail: unknown.to_string(),
    })?;
    let window = |series: import::Series| {
        (
            series.key,
            Window {
                from: series.laid_down_from,
                until: series.laid_down_until,
            },
        )
    };
    Ok(Context {
        zone,
        currency: building.currency,
        language: building.language,
        now: me.now,
        laid_down: import::series(db).await?.into_iter().map(window).collect(),
        given: vec![],
    })
}

/// Reads the lines of a file.
pub(super) async fn read(
    file: &Arc<File>,
    mapping: Option<&Mapping>,
    context: Context,
    course: &Course,
) -> Result<Reading, Problem> {
    let (file, mapping, course) = (Arc::clone(file), mapping.cloned(), course.clone());
    let read = apart(move || {
        let mut progress = |done, total| course.reading(done, total);
        match file.as_ref() {
            File::Table(table) => {
                let mapping = mapping.unwrap_or_else(|| Mapping::guess(table));
                read_table(table, &mapping, &context, &mut progress)
            }
            File::Calendar(calendar) => read_calendar(calendar, &context, &mut progress),
        }
    });
    read.await?
        .map_err(|lobby_import::Stopped| Problem::ImportStopped)
}

/// The shape of a file: what files of one shape said last is kept apart from what others said.
pub(super) fn source(mapping: Option<&Mapping>) -> u128 {
    match mapping {
        Some(mapping) => Fingerprint::new("table").text(&mapping.signature).get(),
        None => Fingerprint::new("calendar").get(),
    }
}

/// Compares what was read with what is known, as `db` sees it.
pub(super) async fn compare(
    db: &mut SqliteConnection,
    (reading, source): (&Arc<Reading>, u128),
    context: &Context,
    course: &Course,
) -> Result<(Plan, Arc<Known>), Problem> {
    let lines = reading.residents.len() + reading.events.len() + reading.bookings.len();
    course.at(ImportStage::Comparing, 0, lines)?;
    let known = Known {
        residents: import::residents(&mut *db).await?,
        events: import::events(&mut *db).await?,
        series: import::series(&mut *db).await?,
        said: import::said(&mut *db, source).await?,
        last: import::last_ids(&mut *db).await?,
        bookings: vec![],
        answers: vec![],
    };
    let rules = Rules {
        zone: context.zone,
        language: context.language,
        now: context.now,
    };
    let lines_of = Arc::clone(reading);
    let (mut known, matches) = apart(move || {
        let matches = Matches {
            residents: recognise::residents(&lines_of.residents, &known.residents, &known.said),
            events: recognise::events(
                &lines_of.events,
                &known.events,
                &known.said,
                (rules.zone, rules.now),
            ),
        };
        (known, matches)
    })
    .await?;
    course.at(
        ImportStage::Comparing,
        reading.residents.len() + reading.events.len(),
        lines,
    )?;
    let events: Vec<EventId> = matches
        .events
        .iter()
        .filter_map(|found| known.events.get(found.index()?))
        .map(|event| event.id)
        .collect();
    known.bookings = import::bookings(&mut *db, &events, &references(reading)).await?;
    known.answers = import::answers(db, &events).await?;
    let (known, lines_of) = (Arc::new(known), Arc::clone(reading));
    let kept = Arc::clone(&known);
    let plan = apart(move || plan::plan(&lines_of, &known, &matches, rules)).await?;
    course.at(ImportStage::Comparing, lines, lines)?;
    Ok((plan, kept))
}

/// The references of a file, as a JSON array.
fn references(reading: &Reading) -> String {
    let references: Vec<&str> = reading
        .bookings
        .iter()
        .filter_map(|booking| booking.reference.as_deref())
        .collect();
    // Strings can always be written as JSON.
    serde_json::to_string(&references).unwrap_or_else(|_| "[]".to_owned())
}
