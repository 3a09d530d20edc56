//! Conversations as the screen shows them to one person.

use lobby_domain::{
    entry::EntryKind,
    ids::{ConversationId, StaffId},
    text::cut,
};
use lobby_store::{SqliteConnection, conversation};

use crate::{
    problem::Problem,
    session::Actor,
    views::conversation::{ConversationRow, WordsBy},
};

/// What one line of the list can show of the last words, in characters.
const LINE: usize = 80;

/// The rows of these conversations, in their order.
pub(crate) async fn rows(
    db: &mut SqliteConnection,
    me: &Actor,
    ids: &[ConversationId],
) -> Result<Vec<ConversationRow>, Problem> {
    let rows = conversation::rows(db, me.id, ids).await?;
    Ok(rows.into_iter().map(|row| row_view(row, me)).collect())
}

/// Whose words of this kind are; `by`: the staff member and their name.
pub(crate) fn words_by(kind: EntryKind, by: Option<(StaffId, String)>, me: &Actor) -> WordsBy {
    match by {
        None if kind == EntryKind::SentElsewhere => WordsBy::Elsewhere,
        None => WordsBy::Resident,
        Some((id, _)) if id == me.id => WordsBy::Me { entry_kind: kind },
        Some((_, name)) => WordsBy::Colleague {
            name,
            entry_kind: kind,
        },
    }
}

fn row_view(row: conversation::Row, me: &Actor) -> ConversationRow {
    ConversationRow {
        id: row.id,
        resident: row.resident,
        label: row.label,
        event: row.event,
        words: cut(&row.words, LINE),
        words_by: words_by(row.kind, row.by, me),
        at: row.at,
        unread: row.unread,
        state: row.state,
        waits_since: row.waits_since,
    }
}
