//! B3: the first 50 bookings, the first 50 conversations.

use std::sync::Arc;

use lobby_desk::{
    Desk,
    views::{
        booking::{BookingFilter, BookingPage, BookingQuery},
        conversation::{ConversationFilter, ConversationOrder, ConversationPage, ConversationQuery},
    },
};
use lobby_domain::text::cut;

use crate::{
    Fault, Run,
    data::{self, Copy},
    floor::{Cell, Floor, Raw, Rows},
    lines::{instant, json, kilobytes, members, of_row, of_view},
    report::{Figure, Judged},
    statements::Statements,
    stats::{Rounds, millis},
    turns::{Contest, Floors, measure},
};

/// What the list shows of the last words, in characters.
const LINE: usize = 80;
/// What a page of the lists holds.
const PAGE: usize = 50;
/// One more is asked for, to know whether there is a next page.
const ASKED: i64 = 51;

/// The first page of the bookings list.
pub struct Bookings {
    /// The desk.
    pub desk: Arc<Desk>,
    /// Its statements.
    pub known: Statements,
    /// Who has signed in.
    pub me: i64,
}

impl Bookings {
    /// What is asked.
    pub fn query() -> BookingQuery {
        BookingQuery {
            filter: BookingFilter::Upcoming,
            search: String::new(),
            after: None,
        }
    }
}

impl Contest for Bookings {
    type View = BookingPage;

    async fn lobby(&self, _nth: usize) -> Result<BookingPage, Fault> {
        Ok(self.desk.list_bookings(Self::query()).await?)
    }

    async fn floor<F: Floor>(&self, floor: &mut F, _nth: usize) -> Result<Vec<Rows>, Fault> {
        let (known, now) = (&self.known, data::now());
        let guard = floor.read(known.on_duty, &[Cell::Int(self.me)]).await?;
        let longest = floor.read(known.longest, &[]).await?.first(0).int();
        let places = [now - longest, 0, 0, i64::MAX, now, ASKED].map(Cell::Int);
        let mut keys = floor.read(known.between, &places).await?;
        keys.cut(PAGE);
        let wanted = [Cell::Text(keys.list(2)), Cell::Int(self.me)];
        let rows = floor.read(known.booking_rows, &wanted).await?;
        let mut events: Vec<i64> = rows.each().filter_map(|row| row.get(2)).map(Cell::int).collect();
        events.sort_unstable();
        events.dedup();
        let events: Vec<String> = events.iter().map(ToString::to_string).collect();
        let wanted = Cell::Text(format!("[{}]", events.join(",")));
        let heads = floor.read(known.heads, &[wanted]).await?;
        Ok(vec![guard, keys, rows, heads])
    }

    fn lines_of_lobby(&self, _raw: &Raw, _nth: usize, view: &BookingPage) -> Result<Vec<String>, Fault> {
        let view = json(view)?;
        let rows = members(&view, "rows").iter().map(|row| {
            let paths = [
                "/id",
                "/reference",
                "/event_id",
                "/resident_id",
                "/resident",
                "/suite",
                "/party",
                "/status",
                "/payment",
                "/amount/minor",
                "/conversation/id",
                "/conversation/state",
            ];
            let unread = of_view(row, &["/conversation/unread"]);
            format!("{}|{}", of_view(row, &paths), zero(&unread))
        });
        let mut heads: Vec<String> = members(&view, "events")
            .iter()
            .map(|head| {
                of_view(
                    head,
                    &["/id", "/title", "/place", "/capacity", "/taken", "/starts_at"],
                )
            })
            .collect();
        heads.sort();
        Ok(rows.chain(heads).collect())
    }

    fn lines_of_floor(&self, _raw: &Raw, _nth: usize, rows: &[Rows]) -> Result<Vec<String>, Fault> {
        let [_, _, rows, heads] = rows else {
            return Err("the floor of the bookings list has four parts".into());
        };
        let rows = rows.each().map(|row| {
            let columns = [0, 1, 2, 3, 4, 5, 7, 8, 9, 10, 12, 13];
            format!("{}|{}", of_row(row, &columns), zero(&of_row(row, &[14])))
        });
        let heads: Result<Vec<String>, Fault> = heads
            .each()
            .map(|head| {
                Ok(format!(
                    "{}|{}",
                    of_row(head, &[0, 2, 6, 7, 8]),
                    instant(head.get(3))?
                ))
            })
            .collect();
        let mut heads = heads?;
        heads.sort();
        Ok(rows.chain(heads).collect())
    }
}

/// Nothing unread is no row in the database, and nought or nothing on the screen.
fn zero(unread: &str) -> &str {
    if unread == "0" { "" } else { unread }
}

/// The first page of the conversations list.
pub struct Conversations {
    /// The desk.
    pub desk: Arc<Desk>,
    /// Its statements.
    pub known: Statements,
    /// Who has signed in.
    pub me: i64,
}

impl Conversations {
    /// What is asked.
    pub fn query() -> ConversationQuery {
        ConversationQuery {
            filter: ConversationFilter::Open,
            order: ConversationOrder::Newest,
            after: None,
        }
    }
}

impl Contest for Conversations {
    type View = ConversationPage;

    async fn lobby(&self, _nth: usize) -> Result<ConversationPage, Fault> {
        Ok(self.desk.list_conversations(Self::query()).await?)
    }

    async fn floor<F: Floor>(&self, floor: &mut F, _nth: usize) -> Result<Vec<Rows>, Fault> {
        let known = &self.known;
        let guard = floor.read(known.on_duty, &[Cell::Int(self.me)]).await?;
        let places = [
            Cell::Text("open".to_owned()),
            Cell::Int(i64::MAX),
            Cell::Int(i64::MAX),
            Cell::Int(ASKED),
        ];
        let mut keys = floor.read(known.newest, &places).await?;
        keys.cut(PAGE);
        let tally = floor.read(known.tally, &[Cell::Int(self.me)]).await?;
        let wanted = [Cell::Text(keys.list(1)), Cell::Int(self.me)];
        let rows = floor.read(known.conversation_rows, &wanted).await?;
        Ok(vec![guard, keys, rows, tally])
    }

    fn lines_of_lobby(&self, _raw: &Raw, _nth: usize, view: &ConversationPage) -> Result<Vec<String>, Fault> {
        let view = json(view)?;
        let rows = members(&view, "rows").iter().map(|row| {
            let paths = [
                "/id",
                "/resident",
                "/event",
                "/words",
                "/at",
                "/state",
                "/waits_since",
            ];
            let unread = of_view(row, &["/unread"]);
            format!("{}|{}", of_view(row, &paths), zero(&unread))
        });
        let counts = of_view(&view, &["/unread", "/needs_reply"]);
        Ok(rows.chain([counts]).collect())
    }

    fn lines_of_floor(&self, _raw: &Raw, _nth: usize, rows: &[Rows]) -> Result<Vec<String>, Fault> {
        let [_, _, rows, tally] = rows else {
            return Err("the floor of the conversations list has four parts".into());
        };
        let rows: Result<Vec<String>, Fault> = rows
            .each()
            .map(|row| {
                let waits = match row.get(11) {
                    None | Some(Cell::Null) => String::new(),
                    since => instant(since)?,
                };
                let (start, end) = (of_row(row, &[0, 1, 3]), of_row(row, &[10]));
                let (at, unread) = (instant(row.get(8))?, of_row(row, &[9]));
                let words = cut(&of_row(row, &[4]), LINE);
                Ok(format!("{start}|{words}|{at}|{end}|{waits}|{unread}"))
            })
            .collect();
        let counts = tally.each().map(|row| of_row(row, &[0, 1]));
        Ok(rows?.into_iter().chain(counts).collect())
    }
}

/// Measures both.
pub async fn run(run: Run, copy: &Copy) -> Result<Figure, Fault> {
    let (desk, mut floors) = data::all_sides(copy).await?;
    let known = Statements::load()?;
    let me = data::me(&floors.raw)?;
    let bookings = Bookings {
        desk: Arc::clone(&desk),
        known,
        me,
    };
    let took = measure(&bookings, &mut floors, run.often(200)).await?;
    let mut first = took.measured("first 50 bookings");
    first.judged = vec![
        Judged::at_most("Lobby / bare sqlx", took.lobby.over(&took.bare), "x", 1.5),
        Judged::told("Lobby / raw SQLite", took.lobby.over(&took.raw), "x"),
        Judged::at_most(
            "JSON of the page",
            kilobytes(&bookings.lobby(0).await?)?,
            "KB",
            10.0,
        ),
    ];
    let conversations = Conversations {
        desk: Arc::clone(&desk),
        known,
        me,
    };
    let took = measure(&conversations, &mut floors, run.often(200)).await?;
    let mut second = took.measured("first 50 conversations");
    second.judged = vec![
        Judged::at_most("Lobby / bare sqlx", took.lobby.over(&took.bare), "x", 1.5),
        Judged::told("Lobby / raw SQLite", took.lobby.over(&took.raw), "x"),
        Judged::at_most(
            "JSON of the page",
            kilobytes(&conversations.lobby(0).await?)?,
            "KB",
            10.0,
        ),
    ];
    control(run, known, &mut floors).await?;
    desk.close().await;
    Ok(Figure {
        name: "list",
        measured: vec![first, second],
    })
}

/// Twice the statements must be found to miss the limit: were that not so, the measuring would be worth
/// nothing.
async fn control(run: Run, known: Statements, floors: &mut Floors) -> Result<(), Fault> {
    let places = [
        Cell::Text("open".to_owned()),
        Cell::Int(i64::MAX),
        Cell::Int(i64::MAX),
        Cell::Int(ASKED),
    ];
    let (mut once, mut twice) = (Rounds::default(), Rounds::default());
    for _ in 0..run.often(1).rounds {
        for (times, rounds) in [(1, &mut once), (2, &mut twice)] {
            let mut calls = Vec::new();
            for _ in 0..40 {
                let begun = std::time::Instant::now();
                for _ in 0..times {
                    floors.bare.read(known.newest, &places).await?;
                }
                calls.push(millis(begun.elapsed()));
            }
            rounds.0.push(calls);
        }
    }
    let judged = Judged::at_most("control", twice.over(&once), "x", 1.5);
    if judged.is_met() {
        return Err(format!(
            "the control, twice the statements, took only {:.2} x",
            judged.value
        )
        .into());
    }
    Ok(())
}
