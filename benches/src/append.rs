//! Pressing *Send*: a message that is on the disk before anybody is told.

use std::{fs::File, io::Write as _, slice::from_ref, sync::Arc, time::Instant};

use lobby_desk::{Desk, views::conversation::EntryView};
use lobby_domain::{ids::ConversationId, text::last_words};

use crate::{
    Fault, Run, SEED,
    data::{self, Chance, Copy},
    floor::{Cell, Floor, Raw, Rows},
    lines::of_row,
    report::{Figure, Judged},
    statements::Statements,
    stats::{Rounds, millis},
    turns::{Contest, measure},
};

/// Sending into open conversations, one after the other.
pub struct Messages {
    /// The desk.
    pub desk: Arc<Desk>,
    /// Its statements.
    pub known: Statements,
    /// Who has signed in.
    pub me: i64,
    /// Which conversations, and again from the first.
    pub ids: Vec<i64>,
}

impl Messages {
    fn id(&self, nth: usize) -> i64 {
        self.ids.get(nth % self.ids.len().max(1)).copied().unwrap_or(0)
    }

    fn words(nth: usize) -> String {
        format!(
            "Thank you for your message. We have kept place {nth} for you and your guests; see you there."
        )
    }

    /// What the newest message of a conversation has left behind, its id aside: the entry, its row in the
    /// outbox, the conversation's last words, the drafts and what is unread, and the last of the record.
    fn left_behind(raw: &Raw, me: i64, id: i64) -> Result<Vec<String>, Fault> {
        let found = raw.ask(
            "SELECT entry.kind, entry.at, entry.staff_id, entry.text, outbox.state, outbox.since,
                last_entry_id = entry.id, last_at, last_kind, last_staff_id, last_words, needs_reply,
                (SELECT count(*) FROM unread WHERE conversation_id = ?1 AND staff_id = ?2),
                (SELECT count(*) FROM draft WHERE conversation_id = ?1 AND staff_id = ?2 AND kind = 'message')
            FROM entry JOIN outbox ON outbox.entry_id = entry.id
            JOIN conversation ON conversation.id = entry.conversation_id
            WHERE entry.id = (SELECT max(id) FROM entry WHERE conversation_id = ?1)",
            "tiIttiiitItiii",
            &[Cell::Int(id), Cell::Int(me)],
        )?;
        let columns: Vec<usize> = (0..14).collect();
        let entry = found.each().map(|row| of_row(row, &columns));
        let record = raw.ask(
            "SELECT at, staff_id, action, subject, subject_id, detail FROM record ORDER BY id DESC LIMIT 1",
            "iIttIt",
            &[],
        )?;
        let record: Vec<String> = record
            .each()
            .map(|row| of_row(row, &[0, 1, 2, 3, 4, 5]))
            .collect();
        Ok(entry.chain(record).collect())
    }
}

impl Contest for Messages {
    type View = EntryView;

    async fn lobby(&self, nth: usize) -> Result<EntryView, Fault> {
        let to = ConversationId::new(self.id(nth));
        Ok(self.desk.send_message(to, &Self::words(nth), None).await?)
    }

    async fn floor<F: Floor>(&self, floor: &mut F, nth: usize) -> Result<Vec<Rows>, Fault> {
        let (known, to, me) = (&self.known, Cell::Int(self.id(nth)), Cell::Int(self.me));
        let (now, message) = (Cell::Int(data::now()), Cell::Text("message_out".to_owned()));
        let words = Self::words(nth);
        let line = Cell::Text(last_words(&words));
        let guard = floor.read(known.on_duty, from_ref(&me)).await?;
        let text = |text: &str| Cell::Text(text.to_owned());
        let steps = [
            // Nothing in the data is later than the moment, so that this changes no time (R23).
            (
                known.ground,
                vec![me.clone(), text("message"), me.clone(), to.clone()],
            ),
            (
                known.said,
                vec![
                    now.clone(),
                    me.clone(),
                    to.clone(),
                    text("send_message"),
                    now.clone(),
                    // Where the resident waits, Lobby keeps for how long: a row more than this.
                    Cell::Null,
                    to.clone(),
                    message.clone(),
                    now.clone(),
                    me.clone(),
                    Cell::Text(words),
                    to.clone(),
                    now.clone(),
                    Cell::Int(1),
                    now.clone(),
                    message,
                    me.clone(),
                    line,
                    Cell::Null,
                    Cell::Null,
                    to.clone(),
                    me.clone(),
                    to.clone(),
                    me.clone(),
                    to.clone(),
                    text("message"),
                ],
            ),
        ];
        let given = floor.write(&steps).await?;
        Ok(vec![guard, given])
    }

    fn lines_of_lobby(&self, raw: &Raw, nth: usize, _view: &EntryView) -> Result<Vec<String>, Fault> {
        Self::left_behind(raw, self.me, self.id(nth))
    }

    fn lines_of_floor(&self, raw: &Raw, nth: usize, _rows: &[Rows]) -> Result<Vec<String>, Fault> {
        Self::left_behind(raw, self.me, self.id(nth))
    }
}

/// Open conversations, in an order of chance.
pub fn open_conversations(raw: &Raw, count: usize) -> Result<Vec<i64>, Fault> {
    let open = raw.ask(
        "SELECT id FROM conversation WHERE state = 'open' ORDER BY id",
        "i",
        &[],
    )?;
    let some = Chance::new(SEED).some(&data::ids(&open), count);
    if some.is_empty() {
        return Err("no conversation is open".into());
    }
    Ok(some)
}

/// Measures it, and the disk beside it.
pub async fn run(run: Run, copy: &Copy) -> Result<Figure, Fault> {
    let (desk, mut floors) = data::all_sides(copy).await?;
    let known = Statements::load()?;
    let often = run.often(100);
    let messages = Messages {
        desk: Arc::clone(&desk),
        known,
        me: data::me(&floors.raw)?,
        ids: open_conversations(&floors.raw, often.rounds * often.calls)?,
    };
    let before = disk(copy, often.calls)?;
    let took = measure(&messages, &mut floors, often).await?;
    let after = disk(copy, often.calls)?;
    let mut part = took.measured("a message, durable when the command answers");
    part.side("the disk: append 4 KiB, fdatasync", &Rounds(vec![before, after]));
    part.judged = vec![
        Judged::at_most("Lobby / bare sqlx", took.lobby.over(&took.bare), "x", 1.5),
        Judged::told("Lobby / raw SQLite", took.lobby.over(&took.raw), "x"),
    ];
    desk.close().await;
    Ok(Figure {
        name: "append",
        measured: vec![part],
    })
}

/// What the disk itself takes for the least that is durable, in milliseconds each.
fn disk(copy: &Copy, calls: usize) -> Result<Vec<f64>, Fault> {
    let mut file = File::create(copy.folder().join("disk"))?;
    let block = [0x4C_u8; 4096];
    let mut took = Vec::with_capacity(calls);
    for _ in 0..calls {
        let begun = Instant::now();
        file.write_all(&block)?;
        file.sync_data()?;
        took.push(millis(begun.elapsed()));
    }
    Ok(took)
}
