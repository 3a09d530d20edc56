//! Reading a folder's contents out of its database, and what the database says of itself.

use std::{collections::BTreeMap, path::Path};

use serde::de::DeserializeOwned;
use sqlx::{ConnectOptions as _, Connection as _, Row as _, SqliteConnection, sqlite::SqliteConnectOptions};

use crate::{
    Failure,
    state::{Booking, Conversation, Entry, Line, Place, Resident, State, draft_key, unread_key},
};

/// What was found in a folder.
#[derive(Debug, Clone, Default)]
pub struct Found {
    /// Its contents.
    pub state: State,
    /// What is wrong with the file, or with a copy that a trigger or a command keeps.
    pub faults: Vec<String>,
}

/// Reads the database of a folder, beside whoever has it open.
///
/// # Errors
/// When it cannot be read at all.
pub async fn load(folder: &Path) -> Result<Found, Failure> {
    let mut db = SqliteConnectOptions::new()
        .filename(folder.join("lobby.db"))
        .disable_statement_logging()
        .connect()
        .await?;
    let found = found(&mut db).await;
    db.close().await?;
    found
}

/// Reads a database that is open.
///
/// # Errors
/// When it cannot be read at all.
pub async fn found(db: &mut SqliteConnection) -> Result<Found, Failure> {
    let mut faults = itself(db).await?;
    // Before the last migration that matters here there was no desk, and nothing to be lost.
    let ready = "SELECT count(*) FROM pragma_table_info('conversation') WHERE name = 'waits_since'";
    let columns: i64 = sqlx::query_scalar(ready).fetch_one(&mut *db).await?;
    if columns == 0 {
        return Ok(Found {
            state: State::default(),
            faults,
        });
    }
    faults.extend(copies(db).await?);
    let mut state = people(db).await?;
    writing(db, &mut state).await?;
    personal(db, &mut state).await?;
    Ok(Found { state, faults })
}

/// What SQLite itself says of the file.
///
/// # Errors
/// When it cannot be read at all.
pub async fn itself(db: &mut SqliteConnection) -> Result<Vec<String>, Failure> {
    let mut faults = Vec::new();
    for line in sqlx::query_scalar::<_, String>("PRAGMA integrity_check")
        .fetch_all(&mut *db)
        .await?
    {
        if line != "ok" {
            faults.push(format!("integrity_check: {line}"));
        }
    }
    let orphans = sqlx::query("PRAGMA foreign_key_check")
        .fetch_all(&mut *db)
        .await?;
    for orphan in orphans {
        faults.push(format!("foreign_key_check: {}", orphan.get::<String, _>(0)));
    }
    Ok(faults)
}

/// What stands in two places must be the same in both; what was written later never stands before.
async fn copies(db: &mut SqliteConnection) -> Result<Vec<String>, Failure> {
    const CHECKS: [(&str, &str); 8] = [
        (
            "an outbox row names another conversation than its entry",
            "SELECT count(*) FROM outbox JOIN entry ON entry.id = entry_id
            WHERE outbox.conversation_id <> entry.conversation_id",
        ),
        (
            "a message has no row in the outbox, or something else has one",
            "SELECT count(*) FROM entry LEFT JOIN outbox ON entry_id = entry.id
            WHERE (kind = 'message_out') <> (entry_id IS NOT NULL)",
        ),
        (
            "the time of the last words is not that of their entry",
            "SELECT count(*) FROM conversation LEFT JOIN entry ON entry.id = last_entry_id
            WHERE entry.id IS NULL OR at <> last_at OR entry.conversation_id <> conversation.id",
        ),
        (
            "what is unread bears another time than the last words",
            "SELECT count(*) FROM unread JOIN conversation ON conversation.id = conversation_id
            WHERE unread.last_at <> conversation.last_at",
        ),
        (
            "a booking has other times than its event",
            "SELECT count(*) FROM booking JOIN event ON event.id = event_id
            WHERE booking.starts_at <> event.starts_at OR booking.ends_at <> event.ends_at",
        ),
        (
            "a booking's copy of its conversation's state is wrong",
            "SELECT count(*) FROM booking LEFT JOIN conversation ON booking_id = booking.id
            WHERE booking.conversation <> coalesce(conversation.state, 'none')",
        ),
        (
            "a conversation has no entry",
            "SELECT count(*) FROM conversation
            WHERE NOT EXISTS (SELECT 1 FROM entry WHERE conversation_id = conversation.id)",
        ),
        (
            "an entry stands before one that was written earlier",
            "SELECT count(*) FROM entry AS later JOIN entry AS earlier
            ON earlier.conversation_id = later.conversation_id AND earlier.id < later.id
            WHERE later.at < earlier.at",
        ),
    ];
    let mut faults = Vec::new();
    for (fault, query) in CHECKS {
        let count: i64 = sqlx::query_scalar(query).fetch_one(&mut *db).await?;
        if count > 0 {
            faults.push(format!("{fault}: {count}"));
        }
    }
    Ok(faults)
}

async fn people(db: &mut SqliteConnection) -> Result<State, Failure> {
    let mut state = State {
        building: sqlx::query_scalar("SELECT name FROM building")
            .fetch_optional(&mut *db)
            .await?,
        ..State::default()
    };
    for row in sqlx::query("SELECT id, name FROM staff")
        .fetch_all(&mut *db)
        .await?
    {
        state.staff.insert(row.try_get(0)?, row.try_get(1)?);
    }
    let events = sqlx::query("SELECT id, title FROM event WHERE booking_required = 1 AND capacity IS NULL");
    for row in events.fetch_all(&mut *db).await? {
        state.events.insert(row.try_get(0)?, row.try_get(1)?);
    }
    for row in sqlx::query("SELECT letters, last FROM reference_number")
        .fetch_all(&mut *db)
        .await?
    {
        state.references.insert(row.try_get(0)?, row.try_get(1)?);
    }
    for row in sqlx::query("SELECT id, name, suite, email, notes FROM resident")
        .fetch_all(&mut *db)
        .await?
    {
        let resident = Resident {
            name: row.try_get(1)?,
            suite: row.try_get(2)?,
            email: row.try_get(3)?,
            notes: row.try_get(4)?,
        };
        state.residents.insert(row.try_get(0)?, resident);
    }
    let bookings = sqlx::query(
        "SELECT id, reference, event_id, resident_id, party, status, note, reason, conversation FROM booking",
    );
    for row in bookings.fetch_all(&mut *db).await? {
        let conversation: String = row.try_get(8)?;
        let booking = Booking {
            reference: row.try_get(1)?,
            event: row.try_get(2)?,
            resident: row.try_get(3)?,
            party: row.try_get(4)?,
            status: member(row.try_get(5)?)?,
            note: row.try_get(6)?,
            reason: row.try_get(7)?,
            conversation: match conversation.as_str() {
                "none" => None,
                _ => Some(member(conversation)?),
            },
        };
        state.bookings.insert(row.try_get(0)?, booking);
    }
    Ok(state)
}

async fn writing(db: &mut SqliteConnection, state: &mut State) -> Result<(), Failure> {
    let conversations = sqlx::query(
        // R43: what waits has waited since a time. A row that says otherwise cannot be read here.
        "SELECT id, booking_id, resident_id, state, iif(needs_reply = (waits_since IS NOT NULL), needs_reply, NULL),
            started_by, last_entry_id, last_kind, last_staff_id, last_words FROM conversation",
    );
    for row in conversations.fetch_all(&mut *db).await? {
        let conversation = Conversation {
            booking: row.try_get(1)?,
            resident: row.try_get(2)?,
            state: member(row.try_get(3)?)?,
            needs_reply: row.try_get(4)?,
            started_by: row.try_get(5)?,
            last_entry: row.try_get(6)?,
            last_kind: member(row.try_get(7)?)?,
            last_by: row.try_get(8)?,
            last_words: row.try_get(9)?,
        };
        state.conversations.insert(row.try_get(0)?, conversation);
    }
    let entries = sqlx::query(
        "SELECT entry.id, entry.conversation_id, kind, staff_id, text, outbox.state
        FROM entry LEFT JOIN outbox ON entry_id = entry.id",
    );
    for row in entries.fetch_all(&mut *db).await? {
        let entry = Entry {
            conversation: row.try_get(1)?,
            kind: member(row.try_get(2)?)?,
            by: row.try_get(3)?,
            text: row.try_get(4)?,
            outbox: row.try_get(5)?,
        };
        state.entries.insert(row.try_get(0)?, entry);
    }
    Ok(())
}

async fn personal(db: &mut SqliteConnection, state: &mut State) -> Result<(), Failure> {
    for row in sqlx::query("SELECT staff_id, conversation_id, entries FROM unread")
        .fetch_all(&mut *db)
        .await?
    {
        let key = unread_key(row.try_get(0)?, row.try_get(1)?);
        state.unread.insert(key, row.try_get(2)?);
    }
    let drafts = sqlx::query("SELECT staff_id, booking_id, conversation_id, kind, text FROM draft");
    for row in drafts.fetch_all(&mut *db).await? {
        let kind = member(row.try_get(3)?)?;
        let place = match (row.try_get(1)?, row.try_get(2)?) {
            (Some(booking), None) => Place::Booking(booking),
            (_, conversation) => {
                let conversation: Option<i64> = conversation;
                Place::Conversation(conversation.unwrap_or(0), kind)
            }
        };
        state
            .drafts
            .insert(draft_key(row.try_get(0)?, place), row.try_get(4)?);
    }
    let record = sqlx::query(
        "SELECT id, staff_id, action, subject, subject_id, iif(action = 'back_up', '', detail) FROM record",
    );
    state.record = record
        .fetch_all(&mut *db)
        .await?
        .iter()
        .map(|row| {
            let line = Line {
                by: row.try_get(1)?,
                action: row.try_get(2)?,
                subject: row.try_get(3)?,
                id: row.try_get(4)?,
                detail: row.try_get(5)?,
            };
            Ok((row.try_get(0)?, line))
        })
        .collect::<Result<BTreeMap<i64, Line>, sqlx::Error>>()?;
    Ok(())
}

/// The member of a closed set, as the store names it.
fn member<T: DeserializeOwned>(name: String) -> Result<T, Failure> {
    Ok(serde_json::from_value(serde_json::Value::String(name))?)
}
