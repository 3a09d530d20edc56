//! Doing what the preview said.

use lobby_domain::{ids::ResidentId, permission::Need};
use lobby_import::Mapping;
use lobby_store::{Write, import_write};

use super::{
    Opened, Work,
    compare::{compare, context, source},
    preview::Previewed,
    progress::Course,
    write,
};
use crate::{
    change::Topic,
    desk::{Desk, record},
    problem::{Noun, Problem},
    session::Actor,
    views::import::{ImportCounts, ImportDone},
};

impl Desk {
    /// R7: does what the last preview said, in one transaction: whole or not at all.
    ///
    /// # Errors
    /// [`Problem::NotAllowed`]; [`Problem::NotFound`] without a preview; [`Problem::Line`] for bad lines that
    /// are not left out; [`Problem::ImportStopped`]; [`Problem::ImportOutdated`] when the data has changed
    /// since the preview. Nothing is written then.
    pub async fn import_apply(
        &self,
        token: &str,
        leave_out_bad: bool,
        moved_out: &[ResidentId],
    ) -> Result<ImportDone, Problem> {
        let me = self.guard(Need::Administration).await?;
        let import = self.imports.get(token)?;
        let course = Course::of(self, &import);
        let mut work = import.work.lock().await;
        let Work::Opened(opened) = &mut *work else {
            return Err(Problem::missing(Noun::Import));
        };
        let preview = opened.preview.as_ref().ok_or(Problem::missing(Noun::Import))?;
        if let Some(bad) = preview.bad.as_ref().filter(|_| !leave_out_bad) {
            return Err(Problem::Line {
                line: bad.line,
                fault: bad.fault.clone(),
            });
        }
        if moved_out.iter().any(|id| !preview.missing.contains(id)) {
            return Err(Problem::missing(Noun::Resident));
        }
        let mut write = self.store.write().await?;
        let done = apply(&mut write, &me, (opened, preview), moved_out, &course).await?;
        record(
            &mut write,
            &me,
            "import",
            ("import", 0),
            &detail(&import.name, &done),
        )
        .await?;
        if import.is_stopped() {
            return Err(Problem::ImportStopped);
        }
        self.commit(write, &Topic::ALL).await?;
        *work = Work::Nothing;
        drop(work);
        self.imports.end(&import);
        Ok(done)
    }
}

/// The plan is made anew in the transaction, so that nothing can come in between; it must be the one that
/// was shown.
async fn apply(
    write: &mut Write,
    me: &Actor,
    (opened, preview): (&Opened, &Previewed),
    moved_out: &[ResidentId],
    course: &Course,
) -> Result<ImportDone, Problem> {
    let now = context(write, me).await?;
    if now.laid_down != preview.context.laid_down || now.zone != preview.context.zone {
        return Err(Problem::ImportOutdated);
    }
    let source = source(opened.mapping.as_ref());
    let (plan, _) = compare(write, (&preview.reading, source), &preview.context, course).await?;
    if plan.digest() != preview.digest {
        return Err(Problem::ImportOutdated);
    }
    let totals = plan.totals;
    write::write(write, me, (plan, source), course).await?;
    for id in moved_out {
        import_write::move_out(write, *id, me.now).await?;
    }
    if let Some(mapping) = opened.mapping.as_ref().filter(|_| preview.corrected) {
        remember(write, mapping, me).await?;
    }
    Ok(ImportDone {
        totals,
        left_out: preview.bad_total,
        moved_out: u32::try_from(moved_out.len()).unwrap_or(u32::MAX),
    })
}

/// R7: what a person corrected is known for the next file with the same headings.
async fn remember(write: &mut Write, mapping: &Mapping, me: &Actor) -> Result<(), Problem> {
    // A mapping is plain data, and can always be written as JSON.
    if let Ok(json) = serde_json::to_string(mapping) {
        import_write::remember_mapping(write, (&mapping.signature, &json), me.now).await?;
    }
    Ok(())
}

/// R52: what the record keeps of an import.
fn detail(name: &str, done: &ImportDone) -> String {
    let counts = |noun, counts: ImportCounts| {
        let ImportCounts {
            added,
            changed,
            unchanged,
        } = counts;
        format!("{noun} +{added} ~{changed} ={unchanged}")
    };
    let totals = done.totals;
    [
        name.to_owned(),
        counts("residents", totals.residents),
        counts("events", totals.events),
        counts("bookings", totals.bookings),
        counts("responses", totals.responses),
        format!("left out {}", done.left_out),
        format!("moved out {}", done.moved_out),
    ]
    .join("; ")
}
