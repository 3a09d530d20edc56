//! Saying what a file leaves out.

use lobby_domain::permission::Need;

use super::Work;
use crate::{
    desk::Desk,
    fields::optional,
    problem::{Noun, Problem},
    views::import::ImportGiven,
};

impl Desk {
    /// R7: says something for the whole file, such as the title and the start of the one event that all its
    /// bookings are for, in place of what was said before. A cell that says otherwise comes first. The next
    /// preview shows what comes of it.
    ///
    /// # Errors
    /// [`Problem::NotAllowed`]; [`Problem::NotFound`]; [`Problem::Words`] for a value that is too long.
    pub async fn import_give(&self, token: &str, given: Vec<ImportGiven>) -> Result<(), Problem> {
        self.guard(Need::Administration).await?;
        let import = self.imports.get(token)?;
        let mut work = import.work.lock().await;
        let Work::Opened(opened) = &mut *work else {
            return Err(Problem::missing(Noun::Import));
        };
        let given = given
            .iter()
            .map(|given| Ok((given.field, optional(&given.value)?.to_owned())))
            .collect::<Result<_, Problem>>()?;
        opened.given = given;
        opened.preview = None;
        Ok(())
    }
}
