//! B1: one mail, from its raw bytes to an entry that every list knows, beside two durable commits of the same rows.

use std::time::Instant;

use sqlx::{ConnectOptions as _, Connection as _, SqliteConnection, sqlite::SqliteConnectOptions};

use crate::{
    Fault, Run,
    data::{self, Copy},
    mail::form,
    report::{Figure, Judged, Measured},
    stats::{Rounds, millis},
};

/// What Delta Chat's core takes for one mail of a bulk, in milliseconds (see the perf notes of the project).
const DELTA_CHAT: f64 = 5.1;

/// Measures it.
pub async fn run(run: Run, copy: &Copy) -> Result<Figure, Fault> {
    let desk = data::signed_in(copy.folder()).await?;
    desk.sign_in("Noor Haddad", "lobby-sample").await?;
    // No server is asked: port 9 discards.
    desk.save_mailbox(form((9, 9))).await?;
    let mut floor = Floor::open(copy).await?;
    let asked = floor.prepare().await?;
    let conversations = floor.conversations().await?;
    let mut inbox = desk.inbox_without_line().await?;
    let often = run.often(100);
    let (mut lobby, mut bare) = (Rounds::default(), Rounds::default());
    let mut uids = 1_u32..;
    for round in 0..often.rounds {
        let mails: Vec<(u32, Vec<u8>)> = uids
            .by_ref()
            .take(often.calls)
            .map(|uid| (uid, written(uid, asked.get(uid as usize % asked.len()))))
            .collect();
        // Each has its turn with all of them: whoever writes to a file makes the other forget what it knew of it,
        // which at a desk nobody does. Another one begins each time, for who comes first finds less in the
        // computer's caches.
        for turn in 0..2 {
            let mut took = Vec::with_capacity(mails.len());
            let is_ours = (round + turn) % 2 == 0;
            for (uid, mail) in &mails {
                let mail = mail.clone();
                let begun = Instant::now();
                if is_ours {
                    desk.receive_without_line(&mut inbox, *uid, mail).await?;
                } else {
                    floor.two_commits(*uid, &mail).await?;
                }
                took.push(millis(begun.elapsed()));
            }
            if is_ours { &mut lobby } else { &mut bare }.0.push(took);
        }
    }
    let uid = often.rounds * often.calls;
    let placed = floor.placed().await?;
    if placed != i64::try_from(uid)? {
        return Err(format!("{placed} of {uid} mails became entries").into());
    }
    if floor.conversations().await? != conversations {
        return Err("an answer began a conversation of its own".into());
    }
    let mut part = Measured::new("one mail, from raw bytes to an indexed entry");
    part.side("Lobby", &lobby);
    part.side("bare sqlx, two durable commits", &bare);
    part.judged = vec![
        Judged::at_most("Lobby / two commits", lobby.over(&bare), "x", 1.5),
        Judged::told("Delta Chat (5.1 ms) / Lobby", DELTA_CHAT / lobby.p50(), "x"),
    ];
    desk.close().await;
    Ok(Figure {
        name: "ingest",
        measured: vec![part],
    })
}

/// An answer of the usual size to a message of the desk, as a resident's mail program and three servers leave it.
fn written(uid: u32, asked: Option<&(String, String)>) -> Vec<u8> {
    let (sender, message) = asked.map_or(("", ""), |(sender, message)| (sender, message));
    let hops: String = (0..3)
        .map(|hop| {
            format!(
                "Received: from mx{hop}.example.org (mx{hop}.example.org [192.0.2.{hop}])\r\n\tby \
                 mail{hop}.example.net (Postfix) with ESMTPS id 4{hop}{uid:08}\r\n\tfor <desk@lobby.test>; \
                 Mon, 23 Nov 2026 14:4{hop}:00 +0000 (UTC)\r\n"
            )
        })
        .collect();
    let signature = "b=R2VuZXJhdGVkU2lnbmF0dXJlRm9yVGVzdHM".repeat(8);
    format!(
        "{hops}DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=example.org; s=s1;\r\n\t{signature}\r\n\
         From: <{sender}>\r\nTo: <desk@lobby.test>\r\nSubject: Re: Your booking\r\n\
         Date: Mon, 23 Nov 2026 14:44:00 +0000\r\nMessage-ID: <{uid}.bench@example.org>\r\n\
         In-Reply-To: <{message}>\r\nReferences: <{message}>\r\nMIME-Version: 1.0\r\n\
         Content-Type: text/plain; charset=utf-8\r\n\r\nThank you, number {uid}: we shall be four, and one of \
         us eats no fish.\r\n\r\nOn Mon, 23 Nov 2026 at 10:02, Harbour House wrote:\r\n{}",
        "> We have kept your places. Please tell us by Wednesday if anything changes.\r\n".repeat(12)
    )
    .into_bytes()
}

/// Bare sqlx over the same file.
struct Floor(SqliteConnection);

impl Floor {
    async fn open(copy: &Copy) -> Result<Self, Fault> {
        let mut db = SqliteConnectOptions::new()
            .filename(data::file(copy.folder()))
            .busy_timeout(std::time::Duration::from_secs(10))
            .disable_statement_logging()
            .connect()
            .await?;
        sqlx::raw_sql("PRAGMA synchronous = FULL; PRAGMA cache_size = -16000")
            .execute(&mut db)
            .await?;
        Ok(Self(db))
    }

    /// Two folders, Lobby's and the floor's; and open conversations, each with its resident's address and the id of
    /// a message of the desk.
    async fn prepare(&mut self) -> Result<Vec<(String, String)>, Fault> {
        sqlx::raw_sql(
            "INSERT INTO folder (id, name, role, uid_validity, live_next, history_next, history_last,
                history_since, on_server, held)
            VALUES (1, 'INBOX', 'inbox', 1, 1, 0, 1, 0, 0, 0), (2, 'Floor', 'junk', 1, 1, 0, 1, 0, 0, 0);
            INSERT INTO known_id (message_id, conversation_id)
            SELECT 'desk-' || conversation.id || '@lobby.test', conversation.id FROM conversation
            JOIN resident ON resident.id = resident_id WHERE state = 'open' AND email <> '' LIMIT 400",
        )
        .execute(&mut self.0)
        .await?;
        let asked = sqlx::query_as(
            "SELECT email, message_id FROM known_id
            JOIN conversation ON conversation.id = conversation_id
            JOIN resident ON resident.id = resident_id WHERE message_id GLOB 'desk-*'",
        );
        let asked: Vec<(String, String)> = asked.fetch_all(&mut self.0).await?;
        if asked.is_empty() {
            return Err("no conversation is open".into());
        }
        Ok(asked)
    }

    /// How many there are.
    async fn conversations(&mut self) -> Result<i64, Fault> {
        let count = sqlx::query_scalar("SELECT count(*) FROM conversation");
        Ok(count.fetch_one(&mut self.0).await?)
    }

    /// The rows that are there at the least: the mail and the position; then the entry and what was made of it.
    async fn two_commits(&mut self, uid: u32, mail: &[u8]) -> Result<(), Fault> {
        let now = data::now();
        let mut first = self.0.begin_with("BEGIN IMMEDIATE").await?;
        let raw = sqlx::query("INSERT INTO raw (hash, size, bytes) VALUES (randomblob(32), ?, ?)")
            .bind(i64::try_from(mail.len())?)
            .bind(mail)
            .execute(&mut *first)
            .await?
            .last_insert_rowid();
        let kept = sqlx::query(
            "INSERT INTO mail (folder_id, uid_validity, uid, raw_id, received, state, sender, sender_name,
                subject, words) VALUES (2, 1, ?, ?, ?, 'new', '', '', '', '')",
        )
        .bind(uid)
        .bind(raw)
        .bind(now)
        .execute(&mut *first)
        .await?
        .last_insert_rowid();
        sqlx::query("UPDATE folder SET live_next = ? WHERE id = 2")
            .bind(uid + 1)
            .execute(&mut *first)
            .await?;
        first.commit().await?;
        let mut second = self.0.begin_with("BEGIN IMMEDIATE").await?;
        let entry =
            sqlx::query("INSERT INTO entry (conversation_id, kind, at, text) VALUES (1, 'message_in', ?, ?)")
                .bind(now)
                .bind("Thank you: we shall be four, and one of us eats no fish.")
                .execute(&mut *second)
                .await?
                .last_insert_rowid();
        sqlx::query("UPDATE conversation SET last_entry_id = ?, last_at = ?, last_words = ? WHERE id = 1")
            .bind(entry)
            .bind(now)
            .bind("Thank you: we shall be four.")
            .execute(&mut *second)
            .await?;
        sqlx::query("UPDATE mail SET state = 'placed', message_id = ?, sender = ?, subject = ?, words = ? WHERE id = ?")
            .bind(format!("{uid}.floor@example.org"))
            .bind("someone@example.org")
            .bind("Re: Your booking")
            .bind("Thank you: we shall be four.")
            .bind(kept)
            .execute(&mut *second)
            .await?;
        second.commit().await?;
        Ok(())
    }

    /// How many mails of Lobby's folder have become entries.
    async fn placed(&mut self) -> Result<i64, Fault> {
        let count = sqlx::query_scalar("SELECT count(*) FROM mail WHERE folder_id = 1 AND state = 'placed'");
        Ok(count.fetch_one(&mut self.0).await?)
    }
}
