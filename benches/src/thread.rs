//! B4: the newest 50 entries of a thread: of any, of each long one, and of the longest.

use std::{slice::from_ref, sync::Arc};

use lobby_desk::{Desk, views::conversation::ThreadView};
use lobby_domain::ids::ConversationId;

use crate::{
    Fault, Run, SEED,
    data::{self, Chance, Copy},
    floor::{Cell, Floor, Raw, Rows},
    lines::{instant, json, kilobytes, members, of_row, of_view},
    report::{Figure, Judged, Measured},
    statements::Statements,
    turns::{Contest, measure},
};

/// What a page of a thread holds.
const PAGE: usize = 50;
/// What 19 of 20 threads open within, in milliseconds.
const LIMIT: f64 = 2.0;

/// Opening threads, one after the other.
pub struct Threads {
    /// The desk.
    pub desk: Arc<Desk>,
    /// Its statements.
    pub known: Statements,
    /// Who has signed in.
    pub me: i64,
    /// Which, and again from the first.
    pub ids: Vec<i64>,
}

impl Threads {
    fn id(&self, nth: usize) -> i64 {
        self.ids.get(nth % self.ids.len().max(1)).copied().unwrap_or(0)
    }
}

impl Contest for Threads {
    type View = ThreadView;

    async fn lobby(&self, nth: usize) -> Result<ThreadView, Fault> {
        Ok(self.desk.open_thread(ConversationId::new(self.id(nth))).await?)
    }

    async fn floor<F: Floor>(&self, floor: &mut F, nth: usize) -> Result<Vec<Rows>, Fault> {
        let (known, id, me) = (&self.known, Cell::Int(self.id(nth)), Cell::Int(self.me));
        let guard = floor.read(known.on_duty, from_ref(&me)).await?;
        let head = floor.read(known.head, from_ref(&id)).await?;
        let page = [
            id.clone(),
            Cell::Int(i64::MAX),
            Cell::Int(i64::MAX),
            Cell::Int(51),
        ];
        let mut entries = floor.read(known.entries, &page).await?;
        entries.cut(PAGE);
        let drafts = floor.read(known.drafts, &[me.clone(), id.clone()]).await?;
        floor.read(known.files, &[id.clone(), me.clone()]).await?;
        let unread = floor.read(known.first_unread, &[me, id]).await?;
        Ok(vec![guard, head, entries, drafts, unread])
    }

    fn lines_of_lobby(&self, _raw: &Raw, _nth: usize, view: &ThreadView) -> Result<Vec<String>, Fault> {
        let view = json(view)?;
        let head = of_view(
            &view,
            &["/head/resident", "/head/suite", "/head/event", "/head/state"],
        );
        let first = of_view(&view, &["/first_unread"]);
        let entries = members(&view, "entries")
            .iter()
            .map(|entry| of_view(entry, &["/id", "/entry_kind", "/at", "/text"]));
        let drafts = members(&view, "drafts")
            .iter()
            .map(|draft| of_view(draft, &["/draft_kind", "/text"]));
        Ok([head, first].into_iter().chain(entries).chain(drafts).collect())
    }

    fn lines_of_floor(&self, _raw: &Raw, _nth: usize, rows: &[Rows]) -> Result<Vec<String>, Fault> {
        let [_, head, entries, drafts, unread] = rows else {
            return Err("the floor of a thread has five parts".into());
        };
        let head = head.each().next().unwrap_or_default();
        let first = unread
            .each()
            .next()
            .map_or_else(String::new, |row| of_row(row, &[0]));
        let entries: Result<Vec<String>, Fault> = entries
            .each()
            .rev()
            .map(|row| {
                Ok(format!(
                    "{}|{}|{}",
                    of_row(row, &[0, 1]),
                    instant(row.get(2))?,
                    of_row(row, &[5])
                ))
            })
            .collect();
        let drafts = drafts.each().map(|row| of_row(row, &[0, 1]));
        let start = [of_row(head, &[5, 6, 9, 2]), first];
        Ok(start.into_iter().chain(entries?).chain(drafts).collect())
    }
}

/// Measures all three.
pub async fn run(run: Run, copy: &Copy) -> Result<Figure, Fault> {
    let (desk, mut floors) = data::all_sides(copy).await?;
    let known = Statements::load()?;
    let me = data::me(&floors.raw)?;
    let lengths = "SELECT conversation_id, count(*) FROM entry GROUP BY conversation_id ORDER BY 2 DESC, 1";
    let lengths = floors.raw.ask(lengths, "ii", &[])?;
    let all = data::ids(&lengths);
    let long: Vec<i64> = lengths
        .each()
        .filter(|row| row.get(1).is_some_and(|entries| entries.int() >= 50))
        .filter_map(|row| row.first().map(Cell::int))
        .collect();
    let entries = lengths.first(1).int();
    let often = run.often(200);
    let mut chance = Chance::new(SEED);
    let any = chance.some(&all, often.rounds * often.calls);
    let parts = [
        (format!("any of {} threads, each once", all.len()), any),
        (
            format!("the {} threads of 50 entries or more", long.len()),
            chance.some(&long, long.len()),
        ),
        (
            format!("the longest thread, of {entries} entries"),
            all.iter().copied().take(1).collect(),
        ),
    ];
    let mut measured: Vec<Measured> = Vec::new();
    for (name, ids) in parts {
        if ids.is_empty() {
            return Err(format!("there are none: {name}").into());
        }
        let threads = Threads {
            desk: Arc::clone(&desk),
            known,
            me,
            ids,
        };
        let took = measure(&threads, &mut floors, often).await?;
        let mut part = took.measured(&name);
        part.judged = vec![
            Judged::at_most("Lobby, p95", took.lobby.p95(), "ms", LIMIT),
            Judged::told("Lobby / bare sqlx", took.lobby.over(&took.bare), "x"),
            Judged::told("Lobby / raw SQLite", took.lobby.over(&took.raw), "x"),
        ];
        let size = kilobytes(&threads.lobby(0).await?)?;
        part.judged
            .push(Judged::at_most("JSON of the thread", size, "KB", 10.0));
        measured.push(part);
    }
    desk.close().await;
    Ok(Figure {
        name: "thread",
        measured,
    })
}
