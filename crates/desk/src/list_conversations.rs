//! The Conversations section (R40).

use lobby_domain::permission::Need;
use lobby_store::{
    SqliteConnection, code,
    conversation_list::{self, Key, Which},
    tally,
};

use crate::{
    booking_view::PAGE,
    conversation_view, cursor,
    desk::Desk,
    problem::Problem,
    session::Actor,
    views::conversation::{ConversationFilter, ConversationOrder, ConversationPage, ConversationQuery},
};

/// In the order of the events: what comes, or what is past.
const COMING: i64 = 0;
const PAST: i64 = 1;

impl Desk {
    /// R40: one page of the conversations list.
    ///
    /// # Errors
    /// [`Problem::Invalid`] for a cursor that is none of ours.
    pub async fn list_conversations(&self, query: ConversationQuery) -> Result<ConversationPage, Problem> {
        let (me, mut db) = self.guard_reading(Need::SignedIn).await?;
        let which = match query.filter {
            ConversationFilter::Open => Which::Open,
            ConversationFilter::Unread => Which::Unread(me.id),
            ConversationFilter::NeedsReply => Which::NeedsReply,
            ConversationFilter::Closed => Which::Closed,
            ConversationFilter::All => Which::All,
        };
        let after = query.after.as_deref();
        let (keys, next) = match query.order {
            ConversationOrder::Newest => newest(&mut db, which, after).await?,
            ConversationOrder::EventStart => by_event(&mut db, &me, which, after).await?,
        };
        let ids: Vec<_> = keys.into_iter().map(Key::conversation).collect();
        let counts = tally::get(&mut db, me.id).await?;
        Ok(ConversationPage {
            rows: conversation_view::rows(&mut db, &me, &ids).await?,
            next,
            unread: counts.unread,
            needs_reply: counts.needs_reply,
        })
    }
}

async fn newest(
    db: &mut SqliteConnection,
    which: Which,
    after: Option<&str>,
) -> Result<(Vec<Key>, Option<String>), Problem> {
    let before = match after {
        Some(text) => {
            let [at, id] = cursor::read(text)?;
            Key { at, id }
        }
        None => Key::LAST,
    };
    let mut keys = conversation_list::newest(db, which, before, PAGE + 1).await?;
    let more = cut(&mut keys);
    let next = keys
        .last()
        .filter(|_| more)
        .map(|key| cursor::write([key.at, key.id]));
    Ok((keys, next))
}

/// First the events that come, the next one first; when they end, what is past, the latest first. The
/// cursor remembers the instant that divides them, so that no page shifts under a reader.
async fn by_event(
    db: &mut SqliteConnection,
    me: &Actor,
    which: Which,
    after: Option<&str>,
) -> Result<(Vec<Key>, Option<String>), Problem> {
    let [part, divide, at, id] = match after {
        Some(text) => cursor::read(text)?,
        None => {
            let divide = code::millis(me.now);
            [COMING, divide, divide, 0]
        }
    };
    let mut keys = Vec::new();
    if part == COMING {
        keys = conversation_list::by_event_upwards(db, which, Key { at, id }, PAGE + 1).await?;
        if cut(&mut keys) {
            let next = keys
                .last()
                .map(|key| cursor::write([COMING, divide, key.at, key.id]));
            return Ok((keys, next));
        }
    }
    let before = if part == COMING {
        Key { at: divide, id: 0 }
    } else {
        Key { at, id }
    };
    let room = PAGE - u32::try_from(keys.len()).unwrap_or(PAGE);
    let past = conversation_list::by_event_backwards(db, which, before, room + 1).await?;
    let more = past.len() > room as usize;
    keys.extend(past.into_iter().take(room as usize));
    let next = match keys.last() {
        Some(last) if more && last.at < divide => Some(cursor::write([PAST, divide, last.at, last.id])),
        // The page is full of what comes, and the past begins on the next one.
        _ if more => Some(cursor::write([PAST, divide, divide, 0])),
        _ => None,
    };
    Ok((keys, next))
}

/// Cuts a page to its size; whether there was more.
fn cut(keys: &mut Vec<Key>) -> bool {
    let more = keys.len() > PAGE as usize;
    keys.truncate(PAGE as usize);
    more
}
