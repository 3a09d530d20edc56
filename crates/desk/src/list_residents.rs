//! The residents list.

use lobby_domain::permission::Need;
use lobby_store::{resident, search::Words};

use crate::{
    booking_view::PAGE,
    desk::Desk,
    problem::Problem,
    resident_view::{read_place, row_view, write_place},
    views::resident::{ResidentPage, ResidentQuery},
};

impl Desk {
    /// One page of the residents list, by suite and name. A search shows the first page only: more words
    /// find fewer.
    ///
    /// # Errors
    /// [`Problem::Invalid`] for a cursor that is none of ours; [`Problem::Storage`].
    pub async fn list_residents(&self, query: ResidentQuery) -> Result<ResidentPage, Problem> {
        let (_, mut db) = self.guard_reading(Need::SignedIn).await?;
        if !query.search.trim().is_empty() {
            let found = match Words::new(&query.search) {
                Some(words) => resident::find(&mut db, &words, query.moved_out, PAGE).await?,
                None => Vec::new(),
            };
            return Ok(ResidentPage {
                rows: found.into_iter().map(row_view).collect(),
                next: None,
            });
        }
        let after = read_place(query.after.as_deref())?;
        let mut page = if query.moved_out {
            resident::moved_out(&mut db, &after, PAGE + 1).await?
        } else {
            resident::here(&mut db, &after, PAGE + 1).await?
        };
        let more = page.len() > PAGE as usize;
        page.truncate(PAGE as usize);
        let next = page
            .last()
            .filter(|_| more)
            .map(|last| write_place(&last.place()));
        Ok(ResidentPage {
            rows: page.into_iter().map(row_view).collect(),
            next,
        })
    }
}
