//! What a person does in the measured window, from the first screen to the last.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::time::Duration;

use lobby_window_tests::{Desk, Opening, Result, Trouble, css, role};
use serde_json::{Value, json};

use crate::figures::Series;
use crate::machine::{self, Memory, Turn};
use crate::page::{self, Click, Idle, Scroll, Way};
use crate::truth::{Long, Truth};

/// Who sits at the desk: the administrator, who sees every screen.
const WHO: &str = "Noor Haddad";
/// Their password, as everybody's in a seeded building.
const PASSWORD: &str = "lobby-sample";

const BOOKINGS: &str = "Bookings by event";
const CONVERSATIONS: &str = "Conversations";

/// Filters of the lists besides the one that each is opened with.
const BOOKING_FILTERS: [&str; 4] = ["Past", "Unpaid", "Open conversation", "Pending"];
const CONVERSATION_FILTERS: [&str; 3] = ["Closed", "Needs reply", "Unread"];

/// Seconds of rest before the memory is looked at: what is garbage by then is not what the program takes.
fn rest(wanted: &Wanted) -> u64 {
    if wanted.quick { 2 } else { 20 }
}

const USAGE: &str = "\
measure --lobby PROGRAM --empty PROGRAM --data DIR [--rounds N] [--scroll PIXELS] [--quick] [--json]

  --lobby PROGRAM  the program that is measured
  --empty PROGRAM  a window with nothing in it, to compare the memory with
  --data DIR       a seeded building; it is written to
  --rounds N       how often somebody signs in and opens everything anew (60)
  --scroll PIXELS  how far each list and the longest thread are scrolled (100000)
  --quick          do not judge the figures, only that each is there
  --json           print them for a program";

/// What is to be measured.
#[derive(Debug)]
pub struct Wanted {
    lobby: PathBuf,
    empty: PathBuf,
    data: PathBuf,
    rounds: u32,
    scroll: u32,
    /// The figures are not judged.
    pub quick: bool,
    /// Printed for a program.
    pub json: bool,
}

impl Wanted {
    /// Reads the command line.
    pub fn read(arguments: impl IntoIterator<Item = String>) -> std::result::Result<Self, String> {
        let (mut lobby, mut empty, mut data) = (None, None, None);
        let (mut rounds, mut scroll, mut quick, mut json) = (60, 100_000, false, false);
        let mut arguments = arguments.into_iter();
        while let Some(name) = arguments.next() {
            let mut value = || arguments.next().ok_or(USAGE);
            let number = |text: String| text.parse::<u32>().map_err(|_| USAGE);
            match name.as_str() {
                "--lobby" => lobby = Some(PathBuf::from(value()?)),
                "--empty" => empty = Some(PathBuf::from(value()?)),
                "--data" => data = Some(PathBuf::from(value()?)),
                "--rounds" => rounds = number(value()?)?,
                "--scroll" => scroll = number(value()?)?,
                "--quick" => quick = true,
                "--json" => json = true,
                _ => return Err(USAGE.to_owned()),
            }
        }
        let (Some(lobby), Some(empty), Some(data)) = (lobby, empty, data) else {
            return Err(USAGE.to_owned());
        };
        Ok(Self {
            lobby,
            empty,
            data,
            rounds,
            scroll,
            quick,
            json,
        })
    }
}

/// The clicks of one screen.
#[derive(Debug, Default)]
pub struct Screen {
    /// From the click to the picture.
    pub painted: Series,
    /// From the click until the words are in the page.
    pub there: Series,
    /// Of that, waiting for the core.
    pub core: Series,
    /// Which commands each click called, and how often so.
    pub calls: BTreeMap<String, usize>,
}

impl Screen {
    fn add(&mut self, click: &Click) {
        self.painted.add(click.painted);
        self.there.add(click.there);
        self.core.add(click.core);
        *self.calls.entry(click.calls.join(" + ")).or_default() += 1;
    }
}

/// Everything that a run has found.
#[derive(Debug)]
pub struct Measured {
    /// Bookings and entries in the data.
    pub size: (i64, i64),
    /// Entries of the longest thread.
    pub longest: i64,
    /// The screens by their names, in the order in which they are told.
    pub screens: Vec<(&'static str, Screen)>,
    /// Frames of the idle page.
    pub idle: Idle,
    /// The scrolls by what was scrolled.
    pub scrolls: Vec<(&'static str, Scroll)>,
    /// Ticks by phase, as the page tells.
    pub ticks: Value,
    /// The empty window, the program after its start, and after all of it.
    pub memory: [Memory; 3],
    /// The core and the page at the end: the two that differ from an empty window.
    pub turn: Turn,
    /// How busy the machine was before and after.
    pub busy: [String; 2],
}

/// Goes through all of it.
pub async fn run(wanted: &Wanted) -> Result<Measured> {
    let before = machine::busy();
    let empty = empty_window(wanted).await?;
    let mut truth = Truth::of(&wanted.data).await?;
    let size = truth.size().await?;
    let longs = truth.longest(i64::from(wanted.rounds) + 1).await?;
    let longest = longs
        .first()
        .cloned()
        .ok_or_else(|| Trouble::new("there is no conversation to open"))?;

    let opening = Opening::default().of(&wanted.lobby).on(&wanted.data);
    let desk = opening.open().await?;
    freshen(&desk, &longs).await?;
    let desk = desk.reopen().await?;
    sign_in(&desk).await?;
    page::install(&desk).await?;
    // The list of all conversations is what each round begins with.
    desk.go("/conversations").await?;
    desk.click(role("radio", "All")).await?;
    desk.settled().await?;
    pause(3).await;
    let started = Memory::of(desk.process()?)?;
    page::phase(&desk, "idle").await?;
    let idle = page::idle(&desk, 60).await?;

    page::phase(&desk, page::DRIVER).await?;
    let mut walk = Walk {
        desk: &desk,
        truth,
        opened: BTreeSet::new(),
        screens: Screens::default(),
    };
    for round in 0..wanted.rounds {
        walk.round(round, &longs).await?;
    }
    let screens = walk.screens;
    let scrolls = scrolls(&desk, wanted, &longest).await?;
    page::phase(&desk, "rest").await?;
    pause(rest(wanted)).await;
    Ok(Measured {
        size,
        longest: longest.entries,
        screens: screens.told(),
        idle,
        scrolls,
        ticks: page::ticks(&desk).await?,
        memory: [empty, started, Memory::of(desk.process()?)?],
        turn: machine::turn(desk.process()?)?,
        busy: [before, machine::busy()],
    })
}

async fn pause(seconds: u64) {
    tokio::time::sleep(Duration::from_secs(seconds)).await;
}

/// A window with nothing in it, opened and driven in the same way.
async fn empty_window(wanted: &Wanted) -> Result<Memory> {
    let desk = Opening::default().of(&wanted.empty).open().await?;
    pause(rest(wanted)).await;
    Memory::of(desk.process()?)
}

/// Writes a note into each of the long threads, so that they stand first in the list and end in words that
/// are known. The program is opened anew after it: what it has read for this it has forgotten.
async fn freshen(desk: &Desk, longs: &[Long]) -> Result<()> {
    let _ = desk.call("sign_out", json!({})).await?;
    desk.must_call("sign_in", json!({ "who": WHO, "password": PASSWORD }))
        .await?;
    // The longest is written to last, so that it stands first.
    for long in longs.iter().rev() {
        let note = json!({ "conversation": long.id, "text": last_words(long) });
        desk.must_call("write_note", note).await?;
    }
    Ok(())
}

fn last_words(long: &Long) -> String {
    format!(
        "Read through up to here: {} entries, conversation {}.",
        long.entries, long.id
    )
}

/// Signs in without drawing the page anew: what the page knew of the data is forgotten, the page is not.
async fn sign_in(desk: &Desk) -> Result<()> {
    desk.go("/settings").await?;
    let _ = desk.call("sign_out", json!({})).await?;
    desk.see_gone(css("nav")).await?;
    desk.must_call("sign_in", json!({ "who": WHO, "password": PASSWORD }))
        .await?;
    desk.see(css("nav a[href$='#/bookings']")).await?;
    desk.settled().await
}

/// The screens while they are being measured.
#[derive(Default)]
struct Screens {
    bookings: Screen,
    panel: Screen,
    conversations: Screen,
    longest: Screen,
    long: Screen,
}

impl Screens {
    fn told(self) -> Vec<(&'static str, Screen)> {
        vec![
            ("bookings list", self.bookings),
            ("side panel", self.panel),
            ("conversations list", self.conversations),
            ("longest thread", self.longest),
            ("long threads", self.long),
        ]
    }
}

/// One walk through the window after the other.
struct Walk<'a> {
    desk: &'a Desk,
    truth: Truth,
    /// Bookings whose panel has been opened: none is opened twice.
    opened: BTreeSet<String>,
    screens: Screens,
}

impl Walk<'_> {
    async fn round(&mut self, round: u32, longs: &[Long]) -> Result<()> {
        sign_in(self.desk).await?;
        self.bookings(round).await?;
        self.conversations(round, longs).await
    }

    /// The list, the panels of two bookings in it, and two more filters.
    async fn bookings(&mut self, round: u32) -> Result<()> {
        self.bookings_list(css("nav a[href$='#/bookings']")).await?;
        // Two rows further down each time, so that every row is a fresh one.
        page::scroll_to(self.desk, BOOKINGS, f64::from(round) * 110.0).await?;
        self.panel().await?;
        self.panel().await?;
        self.desk.press("Escape").await?;
        self.desk.see_gone(css("aside")).await?;
        for filter in two_of(&BOOKING_FILTERS, round) {
            self.bookings_list(role("radio", filter)).await?;
        }
        self.desk.click(role("radio", "Upcoming")).await
    }

    async fn bookings_list(&mut self, find: lobby_window_tests::Find) -> Result<()> {
        let click = page::click(self.desk, find, "list", json!({ "label": BOOKINGS })).await?;
        let (_, words) = self.truth.booking(&click.key).await?;
        // The event stands in a line of its own, which the row does not repeat.
        self.must_say(&click, words.first())?;
        self.screens.bookings.add(&click);
        Ok(())
    }

    async fn panel(&mut self) -> Result<()> {
        let rows = page::rows(self.desk, BOOKINGS).await?;
        let row = rows.into_iter().find(|row| !self.opened.contains(row));
        let row = row.ok_or_else(|| Trouble::new("every row in sight has been opened before"))?;
        let (reference, words) = self.truth.booking(&row).await?;
        let find = css(&format!("[data-row='{row}']"));
        let wanted = json!({ "reference": reference });
        let click = page::click(self.desk, find, "panel", wanted).await?;
        for word in &words {
            self.must_say(&click, Some(word))?;
        }
        self.screens.panel.add(&click);
        self.opened.insert(row);
        Ok(())
    }

    /// The list and two more filters, the longest thread, and a long one that nobody has opened before.
    async fn conversations(&mut self, round: u32, longs: &[Long]) -> Result<()> {
        self.conversations_list(css("nav a[href$='#/conversations']"))
            .await?;
        for filter in two_of(&CONVERSATION_FILTERS, round) {
            // Some have a count in their name.
            self.conversations_list(role("radio", filter).containing())
                .await?;
        }
        self.desk.click(role("radio", "All")).await?;
        self.desk.settled().await?;
        if let Some(longest) = longs.first() {
            let click = self.thread(0, longest).await?;
            self.screens.longest.add(&click);
        }
        let nth = round as usize + 1;
        if let Some(long) = longs.get(nth) {
            let click = self.thread(nth, long).await?;
            self.screens.long.add(&click);
        }
        Ok(())
    }

    async fn conversations_list(&mut self, find: lobby_window_tests::Find) -> Result<()> {
        let wanted = json!({ "label": CONVERSATIONS });
        let click = page::click(self.desk, find, "list", wanted).await?;
        let name = self.truth.conversation(&click.key).await?;
        self.must_say(&click, Some(&name))?;
        self.screens.conversations.add(&click);
        Ok(())
    }

    /// Opens the thread whose conversation is the nth of the list.
    async fn thread(&mut self, nth: usize, long: &Long) -> Result<Click> {
        let find = css(&format!("[data-row='{}']", long.id));
        #[expect(clippy::cast_precision_loss, reason = "a row's number")]
        let top = (nth as f64 - 2.0).max(0.0) * 89.0;
        page::scroll_to(self.desk, CONVERSATIONS, top).await?;
        let words = last_words(long);
        let click = page::click(self.desk, find, "thread", json!({ "words": words })).await?;
        self.must_say(&click, Some(&words))?;
        Ok(click)
    }

    fn must_say(&self, click: &Click, words: Option<&String>) -> Result<()> {
        match words {
            Some(words) if click.text.contains(words.as_str()) => Ok(()),
            _ => Err(Trouble::new(format!(
                "“{}” was found, and {words:?} stands in the file",
                click.text
            ))),
        }
    }
}

/// Two of them, others from round to round.
fn two_of<'a>(all: &[&'a str], round: u32) -> Vec<&'a str> {
    let from = round as usize * 2;
    all.iter()
        .cycle()
        .skip(from % all.len())
        .take(2)
        .copied()
        .collect()
}

/// Each list and the longest thread, steadily, some screens a second.
async fn scrolls(desk: &Desk, wanted: &Wanted, longest: &Long) -> Result<Vec<(&'static str, Scroll)>> {
    let way = |inside, down| Way {
        inside,
        down,
        pixels: wanted.scroll,
        a_frame: 60,
    };
    let mut scrolls = Vec::new();
    desk.click(css("nav a[href$='#/bookings']")).await?;
    desk.see(css("[role=list] [data-row]")).await?;
    desk.settled().await?;
    page::scroll_to(desk, BOOKINGS, 0.0).await?;
    page::phase(desk, "scrolling bookings").await?;
    scrolls.push((
        "bookings list",
        page::scroll(desk, way("[role=list]", true)).await?,
    ));

    page::phase(desk, page::DRIVER).await?;
    desk.click(css("nav a[href$='#/conversations']")).await?;
    desk.see(css("[role=list] [data-row]")).await?;
    desk.settled().await?;
    page::scroll_to(desk, CONVERSATIONS, 0.0).await?;
    page::phase(desk, "scrolling conversations").await?;
    scrolls.push((
        "conversations list",
        page::scroll(desk, way("[role=list]", true)).await?,
    ));

    page::phase(desk, page::DRIVER).await?;
    page::scroll_to(desk, CONVERSATIONS, 0.0).await?;
    desk.click(css(&format!("[data-row='{}']", longest.id))).await?;
    desk.see(css("[role=log] [data-index]")).await?;
    desk.settled().await?;
    page::phase(desk, "scrolling the longest thread").await?;
    let inside = "[role=log] [data-index]";
    scrolls.push(("longest thread", page::scroll(desk, way(inside, false)).await?));
    Ok(scrolls)
}
