//! What an import will do.

use std::{collections::HashSet, sync::Arc};

use lobby_domain::{ids::ResidentId, permission::Need};
use lobby_import::{BadLine, Context, File, Mapping, Reading};

use super::{
    Opened, Work,
    compare::{compare, context, read, source},
    plan::{Known, Plan},
    progress::Course,
};
use crate::{
    desk::Desk,
    problem::{Field, FieldFault, Noun, Problem},
    views::import::{ImportPreview, MissingResident},
};

/// How many bad lines cross to the screen.
const BAD_SHOWN: usize = 500;
/// How many missing residents, and events that are called off, cross to the screen.
const NAMED: usize = 1_000;

/// What was previewed, kept so that what is applied is what was shown.
pub(super) struct Previewed {
    pub reading: Arc<Reading>,
    pub context: Context,
    pub digest: u128,
    /// The first of the bad lines.
    pub bad: Option<BadLine>,
    pub bad_total: u32,
    pub missing: HashSet<ResidentId>,
    /// Whether a person corrected the mapping.
    pub corrected: bool,
}

impl Desk {
    /// R7: says what the import will do, with a mapping that was corrected by hand or the one that
    /// [`Desk::import_open`] answered with.
    ///
    /// # Errors
    /// [`Problem::NotAllowed`]; [`Problem::NotFound`]; [`Problem::ImportStopped`]; [`Problem::Invalid`] for a
    /// mapping of another file.
    pub async fn import_preview(
        &self,
        token: &str,
        mapping: Option<Mapping>,
    ) -> Result<ImportPreview, Problem> {
        let me = self.guard(Need::Administration).await?;
        let import = self.imports.get(token)?;
        let course = Course::of(self, &import);
        let mut work = import.work.lock().await;
        let Work::Opened(opened) = &mut *work else {
            return Err(Problem::missing(Noun::Import));
        };
        let corrected = correct(opened, mapping)?;
        opened.preview = None;
        let mut db = self.store.read().await?;
        let mut context = context(&mut db, &me).await?;
        context.given.clone_from(&opened.given);
        let reading = read(&opened.file, opened.mapping.as_ref(), context.clone(), &course).await?;
        let reading = Arc::new(reading);
        let source = source(opened.mapping.as_ref());
        let (plan, known) = compare(&mut db, (&reading, source), &context, &course).await?;
        let bad = bad_lines(&reading, &plan);
        let missing = plan.missing.iter().filter_map(|at| known.residents.get(*at));
        opened.preview = Some(Previewed {
            digest: plan.digest(),
            bad: bad.first().cloned(),
            bad_total: lines_of(&bad),
            missing: missing.map(|resident| resident.id).collect(),
            corrected,
            context,
            reading: Arc::clone(&reading),
        });
        Ok(view(&reading, plan, &known, bad))
    }
}

/// Takes the corrected mapping; answers whether it differs from what would be guessed or was remembered.
fn correct(opened: &mut Opened, mapping: Option<Mapping>) -> Result<bool, Problem> {
    let Some(mapping) = mapping else {
        return Ok(opened.corrected);
    };
    match opened.file.as_ref() {
        File::Table(table) if mapping.fits(table) => {
            opened.corrected = opened.corrected || opened.mapping.as_ref() != Some(&mapping);
            opened.mapping = Some(mapping);
            Ok(opened.corrected)
        }
        _ => Err(Problem::invalid(Field::Mapping, FieldFault::Malformed)),
    }
}

/// The bad lines of the reader and of the desk, in order.
fn bad_lines(reading: &Reading, plan: &Plan) -> Vec<BadLine> {
    let mut bad: Vec<BadLine> = reading.bad.iter().chain(&plan.bad).cloned().collect();
    bad.sort_by_key(|bad| bad.line);
    bad
}

/// How many lines are bad; one with two faults counts once.
fn lines_of(bad: &[BadLine]) -> u32 {
    let lines: HashSet<u32> = bad.iter().map(|bad| bad.line).collect();
    u32::try_from(lines.len()).unwrap_or(u32::MAX)
}

fn view(reading: &Reading, mut plan: Plan, known: &Known, mut bad: Vec<BadLine>) -> ImportPreview {
    let bad_total = lines_of(&bad);
    bad.truncate(BAD_SHOWN);
    plan.called_off.truncate(NAMED);
    let missing = plan
        .missing
        .iter()
        .take(NAMED)
        .filter_map(|at| known.residents.get(*at));
    ImportPreview {
        totals: plan.totals,
        bad,
        bad_total,
        missing: missing
            .map(|resident| MissingResident {
                id: resident.id,
                name: resident.name.clone(),
                suite: resident.suite.clone(),
                email: resident.email.clone(),
            })
            .collect(),
        missing_total: u32::try_from(plan.missing.len()).unwrap_or(u32::MAX),
        called_off: plan.called_off,
        dates: reading.dates.clone(),
        passed_over: reading.passed_over,
    }
}
