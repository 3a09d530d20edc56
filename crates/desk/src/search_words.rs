//! Messages and notes by the words in them (R42).

use lobby_domain::{
    finding::{Piece, Sought},
    permission::Need,
};
use lobby_store::{
    SqliteConnection,
    found_entry::{self, FoundEntry},
};

use crate::{
    conversation_view::words_by,
    cursor,
    desk::Desk,
    problem::Problem,
    session::Actor,
    views::search::{FoundMessage, FoundMessages, FoundWords},
};

/// Messages on the first page, which is asked for at every key.
pub(crate) const FIRST: u32 = 10;
/// Messages on a page that somebody asks for.
const PAGE: u32 = 50;

impl Desk {
    /// R42: messages and notes with these words, the newest first, beginning where a page before has ended. Everybody
    /// may read every conversation (R20); what becomes of a booking is not among what is looked through (R22).
    ///
    /// # Errors
    /// [`Problem::Invalid`] for a cursor that is none of ours; [`Problem::Storage`].
    pub async fn find_words(&self, text: &str, before: Option<&str>) -> Result<FoundMessages, Problem> {
        let (me, mut db) = self.guard_reading(Need::SignedIn).await?;
        let (before, most) = match before {
            Some(cursor) => (cursor::read::<1>(cursor)?[0], PAGE),
            None => (found_entry::NEWEST, FIRST),
        };
        page(&mut db, &me, (text, before), most).await
    }
}

/// A page of what these words find before that place.
pub(crate) async fn page(
    db: &mut SqliteConnection,
    me: &Actor,
    (text, before): (&str, i64),
    most: u32,
) -> Result<FoundMessages, Problem> {
    let Some(sought) = Sought::new(text) else {
        return Ok(FoundMessages::default());
    };
    let mut found = found_entry::find(db, &sought, before, most + 1).await?;
    let is_more = found.len() > most as usize;
    found.truncate(most as usize);
    let more = found
        .last()
        .filter(|_| is_more)
        .map(|entry| cursor::write([entry.place]));
    let messages = found
        .into_iter()
        .map(|entry| message(entry, &sought, me))
        .collect();
    Ok(FoundMessages { messages, more })
}

fn message(entry: FoundEntry, sought: &Sought, me: &Actor) -> FoundMessage {
    let in_words = sought.snippet(&entry.text);
    let in_attachment = in_words.is_none();
    let words = in_words
        .or_else(|| sought.snippet(&entry.files))
        .unwrap_or_default();
    FoundMessage {
        entry: entry.id,
        conversation: entry.conversation,
        resident: entry.resident,
        label: entry.label,
        event: entry.event,
        entry_kind: entry.kind,
        words_by: words_by(entry.kind, entry.by, me),
        at: entry.at,
        words: words
            .into_iter()
            .map(|Piece { text, is_found }| FoundWords { text, is_found })
            .collect(),
        in_attachment,
    }
}
