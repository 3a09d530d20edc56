//! What a mailbox at work has done to a folder, read out of its database, and whether it is what must be there.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

use sqlx::{ConnectOptions as _, Connection as _, Row as _, SqliteConnection, sqlite::SqliteConnectOptions};

use crate::{Failure, load};

/// What still waits in a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waits {
    /// Messages that a person has to look at again.
    pub held: Vec<i64>,
    /// Messages that go, may have gone, or are not filed as sent yet.
    pub going: i64,
    /// Mails that nothing was made of yet.
    pub new: i64,
    /// Mails of the inbox that are kept, under its newest UIDVALIDITY.
    pub mails: i64,
    /// Folders whose ledger was not compared yet.
    pub uncompared: i64,
}

/// A message of ours.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// Its words.
    pub words: String,
    /// How it stands.
    pub state: String,
    /// The Message-ID that it goes under.
    pub message_id: Option<String>,
}

/// A mail that is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mail {
    /// Its place in the inbox.
    pub uid: u32,
    /// What was made of it.
    pub state: String,
    /// Its bytes; empty where they are in a file.
    pub bytes: Vec<u8>,
    /// How many they are.
    pub size: u64,
}

/// What the mailbox has made of a folder.
#[derive(Debug, Clone, Default)]
pub struct Post {
    /// What is wrong with the file.
    pub faults: Vec<String>,
    /// Messages of ours whose words are a mark: see [`mark`].
    pub messages: Vec<Message>,
    /// How often each mark of an incoming mail is shown: in a conversation or in the tray.
    pub shown: BTreeMap<String, usize>,
    /// The mails of the inbox under its newest UIDVALIDITY.
    pub mails: Vec<Mail>,
    /// Its newest UIDVALIDITY.
    pub uid_validity: i64,
    /// UIDs below this were looked at, but for history.
    pub live_next: u32,
    /// History that is not fetched yet: from, to; empty where the second is 0.
    pub history: (u32, u32),
    /// The ledger: on the server, and of those, held.
    pub ledger: (i64, i64),
}

async fn open(folder: &Path) -> Result<SqliteConnection, Failure> {
    let options = SqliteConnectOptions::new()
        .filename(folder.join("lobby.db"))
        .busy_timeout(std::time::Duration::from_secs(10))
        .disable_statement_logging();
    Ok(options.connect().await?)
}

/// What still waits, read beside whoever has the folder open.
///
/// # Errors
/// When it cannot be read.
pub async fn waits(folder: &Path) -> Result<Waits, Failure> {
    let mut db = open(folder).await?;
    let held = sqlx::query_scalar("SELECT entry_id FROM outbox WHERE state = 'held' ORDER BY entry_id")
        .fetch_all(&mut db)
        .await?;
    let counts = sqlx::query(
        "SELECT (SELECT count(*) FROM outbox WHERE state IN ('waiting', 'sending', 'unknown') OR to_file = 1),
            (SELECT count(*) FROM mail WHERE state = 'new'),
            (SELECT count(*) FROM mail JOIN folder USING (uid_validity)
            WHERE folder.id = folder_id AND role = 'inbox'),
            (SELECT count(*) FROM folder WHERE compared_at IS NULL)",
    );
    let row = counts.fetch_one(&mut db).await?;
    let waits = Waits {
        held,
        going: row.try_get(0)?,
        new: row.try_get(1)?,
        mails: row.try_get(2)?,
        uncompared: row.try_get(3)?,
    };
    db.close().await?;
    Ok(waits)
}

/// Has the ledger compared anew at the next occasion.
///
/// # Errors
/// When it cannot be written.
pub async fn forget_ledger(folder: &Path) -> Result<(), Failure> {
    let mut db = open(folder).await?;
    sqlx::query("UPDATE folder SET compared_at = NULL")
        .execute(&mut db)
        .await?;
    Ok(db.close().await?)
}

/// Reads it, after whoever had it open has ended.
///
/// # Errors
/// When it cannot be read at all.
pub async fn read(folder: &Path) -> Result<Post, Failure> {
    let mut db = open(folder).await?;
    let mut post = Post {
        faults: load::itself(&mut db).await?,
        ..Post::default()
    };
    outgoing(&mut db, &mut post).await?;
    incoming(&mut db, &mut post).await?;
    db.close().await?;
    Ok(post)
}

async fn outgoing(db: &mut SqliteConnection, post: &mut Post) -> Result<(), Failure> {
    let rows = sqlx::query(
        "SELECT text, state, message_id FROM entry JOIN outbox ON entry_id = entry.id
        WHERE kind = 'message_out' AND text LIKE 'out-%'",
    );
    for row in rows.fetch_all(&mut *db).await? {
        post.messages.push(Message {
            words: row.try_get(0)?,
            state: row.try_get(1)?,
            message_id: row.try_get(2)?,
        });
    }
    let alone: i64 = sqlx::query_scalar(
        "SELECT count(*) FROM entry LEFT JOIN outbox ON entry_id = entry.id
        WHERE (kind = 'message_out') <> (entry_id IS NOT NULL)",
    )
    .fetch_one(&mut *db)
    .await?;
    if alone > 0 {
        post.faults.push(format!(
            "{alone} messages without a row in the outbox, or rows without one"
        ));
    }
    Ok(())
}

async fn incoming(db: &mut SqliteConnection, post: &mut Post) -> Result<(), Failure> {
    let shown = sqlx::query_scalar::<_, String>(
        "SELECT text FROM entry WHERE kind IN ('message_in', 'automatic_reply', 'sent_elsewhere')
        UNION ALL SELECT words FROM mail WHERE state = 'tray'",
    );
    for words in shown.fetch_all(&mut *db).await? {
        if let Some(mark) = mark("in", &words) {
            *post.shown.entry(mark).or_default() += 1;
        }
    }
    let inbox = sqlx::query(
        "SELECT id, uid_validity, live_next, history_last, history_next, on_server, held FROM folder
        WHERE role = 'inbox'",
    );
    let Some(inbox) = inbox.fetch_optional(&mut *db).await? else {
        return Ok(());
    };
    let (id, validity): (i64, i64) = (inbox.try_get(0)?, inbox.try_get(1)?);
    post.uid_validity = validity;
    post.live_next = inbox.try_get(2)?;
    post.history = (inbox.try_get(3)?, inbox.try_get(4)?);
    post.ledger = (inbox.try_get(5)?, inbox.try_get(6)?);
    let mails = sqlx::query(
        "SELECT uid, state, bytes, size FROM mail JOIN raw ON raw.id = raw_id
        WHERE folder_id = ? AND uid_validity = ? ORDER BY uid",
    );
    for row in mails.bind(id).bind(validity).fetch_all(&mut *db).await? {
        post.mails.push(Mail {
            uid: row.try_get(0)?,
            state: row.try_get(1)?,
            bytes: row.try_get(2)?,
            size: u64::try_from(row.try_get::<i64, _>(3)?)?,
        });
    }
    Ok(())
}

/// The first mark in a text: `in-` or `out-` with two numbers, closed by a full stop.
#[must_use]
pub fn mark(kind: &str, text: &str) -> Option<String> {
    let from = text.find(&format!("{kind}-"))?;
    let rest = text.get(from..)?;
    let end = rest.find('.')?;
    let found = rest.get(..=end)?;
    found
        .chars()
        .all(|c| c.is_ascii_alphanumeric() || "-.".contains(c))
        .then(|| found.to_owned())
}

impl Post {
    /// What must hold whenever a program ends, whatever was under way.
    ///
    /// `confirmed`: messages that the desk has said are on disk; `there`: UIDs of the inbox from 1 on.
    #[must_use]
    pub fn wrong_at_any_time(&self, confirmed: &BTreeSet<String>, there: u32) -> Vec<String> {
        let mut wrong = self.faults.clone();
        let mut times: BTreeMap<&str, usize> = BTreeMap::new();
        for message in &self.messages {
            *times.entry(&message.words).or_default() += 1;
        }
        for words in confirmed {
            if !times.contains_key(words.as_str()) {
                wrong.push(format!("LOST: {words} was confirmed and is not there"));
            }
        }
        for (words, times) in times.iter().filter(|(_, times)| **times > 1) {
            wrong.push(format!("TWICE: {words} is there {times} times"));
        }
        for (words, times) in self.shown.iter().filter(|(_, times)| **times > 1) {
            wrong.push(format!("TWICE: {words} is shown {times} times"));
        }
        let held: BTreeSet<u32> = self.mails.iter().map(|mail| mail.uid).collect();
        let (from, to) = self.history;
        for uid in (1..self.live_next.min(there.saturating_add(1))).filter(|uid| !(from..=to).contains(uid)) {
            if !held.contains(&uid) {
                wrong.push(format!(
                    "LOST: the position has passed the mail {uid}, which is not kept"
                ));
            }
        }
        wrong
    }

    /// What must hold when nothing waits any more. `put`: the marks of all mails in the inbox.
    #[must_use]
    pub fn wrong_in_the_end(&self, put: &BTreeSet<String>) -> Vec<String> {
        let mut wrong = Vec::new();
        for words in put {
            if !self.shown.contains_key(words) {
                wrong.push(format!("LOST: {words} was received and is shown nowhere"));
            }
        }
        for message in self.messages.iter().filter(|message| message.state != "accepted") {
            wrong.push(format!("{} stands as {}", message.words, message.state));
        }
        wrong
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_is_found_wherever_it_stands() {
        assert_eq!(mark("in", "Hello in-3-7. Bye").as_deref(), Some("in-3-7."));
        assert_eq!(mark("out", "in-3-7."), None);
        assert_eq!(mark("in", "in- 3"), None);
    }

    #[test]
    fn what_is_lost_and_what_is_there_twice_is_named() {
        let mail = |uid| Mail {
            uid,
            state: "placed".to_owned(),
            bytes: Vec::new(),
            size: 0,
        };
        let message = |words: &str| Message {
            words: words.to_owned(),
            state: "waiting".to_owned(),
            message_id: None,
        };
        let post = Post {
            messages: vec![message("out-1-1."), message("out-1-1.")],
            shown: BTreeMap::from([("in-1-1.".to_owned(), 2)]),
            mails: vec![mail(1), mail(3)],
            live_next: 4,
            ..Post::default()
        };
        let confirmed = BTreeSet::from(["out-1-1.".to_owned(), "out-1-2.".to_owned()]);
        let wrong = post.wrong_at_any_time(&confirmed, 3);
        assert_eq!(wrong.len(), 4, "{wrong:?}");
        let put = BTreeSet::from(["in-1-1.".to_owned(), "in-1-2.".to_owned()]);
        assert_eq!(post.wrong_in_the_end(&put).len(), 3);
        let whole = Post {
            history: (2, 2),
            messages: vec![message("out-1-1."), message("out-1-2.")],
            shown: BTreeMap::new(),
            ..post
        };
        assert_eq!(whole.wrong_at_any_time(&confirmed, 3), Vec::<String>::new());
    }
}
