//! What every verb that writes into a conversation shares.

use chrono::{DateTime, Utc};
use lobby_domain::{
    delivery::{OnItsWay, OutboxState, Outward, Reach, delivery},
    entry::{DraftKind, EntryKind, entry_time},
    ids::{ConversationId, EntryId},
    text::Words,
    waiting::{answer_took, waits_after},
};
use lobby_store::{
    SqliteConnection, Write, crash, entry,
    said::{self, Ground, Said},
};

use crate::{
    problem::{Noun, Problem},
    session::Actor,
    views::conversation::EntryView,
};

/// R23, R80: the time of an entry that is written now.
pub(crate) async fn time_of(
    db: &mut SqliteConnection,
    me: &Actor,
    to: ConversationId,
) -> Result<DateTime<Utc>, Problem> {
    Ok(time_after(me, entry::last_time(db, to).await?))
}

fn time_after(me: &Actor, last: Option<DateTime<Utc>>) -> DateTime<Utc> {
    if crash::without("entry_order") {
        return me.now;
    }
    entry_time(me.now, last)
}

/// The ground on which the person writes, with one of their drafts.
pub(crate) async fn ground(
    write: &mut Write,
    me: &Actor,
    to: ConversationId,
    draft: DraftKind,
) -> Result<Ground, Problem> {
    let ground = said::ground(write, to, (me.id, draft)).await?;
    ground.ok_or(Problem::missing(Noun::Conversation))
}

/// A verb that writes words: what the record calls it, and the draft that it uses up. It is `None` where the words
/// are a part of another one.
pub(crate) type Verb = Option<(&'static str, DraftKind)>;

/// Adds words of the person at the desk to a conversation, and to the outbox if they go to the resident. Answers
/// with the entry and its time.
pub(crate) async fn add_words(
    write: &mut Write,
    me: &Actor,
    ground: &Ground,
    (kind, verb): (EntryKind, Verb),
    words: &Words,
) -> Result<(EntryId, DateTime<Utc>), Problem> {
    let at = time_after(me, ground.last_at);
    let line = words.last_words();
    let said = Said {
        conversation: ground.conversation,
        kind,
        at,
        by: me.id,
        text: words.as_str(),
        words: &line,
        waits_since: waits_after(ground.waits_since, kind, at),
        took: answer_took(ground.waits_since, kind, at),
        uses: verb.map(|(_, draft)| draft),
        action: verb.map(|(action, _)| action),
        now: me.now,
    };
    let id = said::write(write, &said).await?;
    crash::point("after_said");
    Ok((id, at))
}

/// Adds something that happened (R25, R27); it has no words of its own, but for a reason that could not
/// be sent, and leaves the last words as they are.
pub(crate) async fn add_happening(
    write: &mut Write,
    me: &Actor,
    to: ConversationId,
    kind: EntryKind,
    text: &str,
) -> Result<EntryId, Problem> {
    let new = entry::New {
        conversation: to,
        kind,
        at: time_of(write, me, to).await?,
        by: Some(me.id),
        text,
    };
    let id = entry::insert(write, &new).await?;
    crash::point("after_happening");
    Ok(id)
}

/// The entry that the person has just written, as the thread shows it.
pub(crate) fn just_written(
    me: &Actor,
    (id, kind, at): (EntryId, EntryKind, DateTime<Utc>),
    words: &Words,
    (outward, reach): (Outward, Reach),
) -> EntryView {
    EntryView {
        id,
        entry_kind: kind,
        at,
        by: me.name.clone(),
        by_me: true,
        text: words.as_str().to_owned(),
        earlier_start: None,
        delivery: kind.goes_to_the_resident().then(|| {
            let new = OnItsWay {
                state: OutboxState::Waiting,
                reported: None,
                why: None,
                said: String::new(),
                next: None,
            };
            delivery(new, outward, reach, me.now)
        }),
        mail: None,
        files: Vec::new(),
    }
}
