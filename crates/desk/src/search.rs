//! The search box (Ctrl/⌘ K).

use lobby_domain::permission::Need;
use lobby_store::{
    SqliteConnection, found_entry, resident,
    search::{self, Found, Words},
};

use crate::{
    booking_view, conversation_view,
    desk::Desk,
    problem::Problem,
    resident_view, search_words as words,
    views::{resident::ResidentRow, search::SearchResults},
};

/// Results of each kind.
const MOST: u32 = 8;
/// Events whose bookings are looked at: the box answers each keystroke.
const EVENTS: u32 = 20;

impl Desk {
    /// Finds residents, bookings and conversations. Those whose level for event bookings is none find no
    /// bookings, and nothing by a booking's reference (R22).
    ///
    /// # Errors
    /// [`Problem::Storage`].
    pub async fn search(&self, text: &str) -> Result<SearchResults, Problem> {
        let (me, mut db) = self.guard_reading(Need::SignedIn).await?;
        let sees_bookings = me.may(Need::ViewBookings);
        let found = match Words::new(text) {
            Some(words) => search::find(&mut db, &words, sees_bookings, EVENTS).await?,
            None => Found::default(),
        };
        let bookings = if sees_bookings {
            let ids = search::bookings(&mut db, &found, MOST).await?;
            booking_view::rows(&mut db, &me, &ids).await?
        } else {
            Vec::new()
        };
        let events = booking_view::heads(&mut db, &bookings).await?;
        let conversations = search::conversations(&mut db, &found, MOST).await?;
        let messages = words::page(&mut db, &me, (text, found_entry::NEWEST), words::FIRST).await?;
        Ok(SearchResults {
            messages,
            residents: residents(&mut db, &found).await?,
            bookings,
            events,
            conversations: conversation_view::rows(&mut db, &me, &conversations).await?,
        })
    }
}

/// The newest of the residents that were found.
async fn residents(db: &mut SqliteConnection, found: &Found) -> Result<Vec<ResidentRow>, Problem> {
    let newest: Vec<_> = found.residents.iter().copied().take(MOST as usize).collect();
    let mut residents = resident::by_ids(db, &newest).await?;
    residents.sort_by_key(|resident| std::cmp::Reverse(resident.id));
    Ok(residents.into_iter().map(resident_view::row_view).collect())
}
