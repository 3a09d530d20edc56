//! B5: finding messages by the words in them, as somebody types, the newest first and with their snippets.

use std::{sync::Arc, time::Instant};

use lobby_desk::Desk;
use rusqlite::Connection;

use crate::{
    Fault, Run, SEED,
    data::{self, Chance, Copy},
    floor::{Cell, Floor as _, Raw},
    report::{Figure, Judged, Measured},
    statements::Statements,
    stats::{Rounds, millis, percentile},
};

/// What 19 of 20 words find within, and beginnings of three letters, in milliseconds.
const LIMITS: [f64; 2] = [1.0, 2.0];
/// What Lobby's own page holds; the floor is asked for as many.
const PAGE: i64 = 10;
/// An entry with fewer words than this says nothing.
const LETTERS: usize = 4;

/// What somebody types, and how SQLite is asked for the same.
struct Typed {
    text: String,
    pattern: String,
}

/// What is typed, within how many milliseconds it is found, and each of it.
type Part = (&'static str, f64, Vec<Typed>);

impl Typed {
    fn word(word: &str) -> Self {
        Self {
            text: word.to_owned(),
            pattern: format!("\"{word}\"*"),
        }
    }

    fn two(first: &str, second: &str) -> Self {
        Self {
            text: format!("{first} {second}"),
            pattern: format!("\"{first}\" AND \"{second}\"*"),
        }
    }
}

/// Measures it.
pub async fn run(run: Run, copy: &Copy) -> Result<Figure, Fault> {
    let (desk, mut floors) = data::all_sides(copy).await?;
    let known = Statements::load()?;
    let asked = Asked::of(copy)?;
    let often = run.often(200);
    let each = often.rounds * often.calls;
    let mut measured = Vec::new();
    for (name, limit, typed) in asked.parts(each)? {
        let mut took = [Vec::new(), Vec::new()];
        // Once before it counts: the pages are in memory on a desk that has been used today.
        for typed in &typed {
            ask(&desk, typed).await?;
            raw(&mut floors.raw, &known, typed).await?;
        }
        for typed in &typed {
            took[0].push(ask(&desk, typed).await?);
            let begun = Instant::now();
            raw(&mut floors.raw, &known, typed).await?;
            took[1].push(millis(begun.elapsed()));
        }
        let longest = percentile(&took[0], 1.0);
        let [lobby, raw] = took.map(|calls| Rounds(vec![calls]));
        let mut part = Measured::new(&format!("{name}, {} asked", typed.len()));
        part.side("Lobby", &lobby);
        part.side("raw SQLite", &raw);
        part.judged = vec![
            Judged::at_most("Lobby, p95", lobby.p95(), "ms", limit),
            Judged::told("Lobby, the longest", longest, "ms"),
            Judged::told("Lobby / raw SQLite", lobby.over(&raw), "x"),
        ];
        measured.push(part);
    }
    desk.close().await;
    Ok(Figure {
        name: "search",
        measured,
    })
}

async fn ask(desk: &Arc<Desk>, typed: &Typed) -> Result<f64, Fault> {
    let begun = Instant::now();
    let found = desk.find_words(&typed.text, None).await?;
    let took = millis(begun.elapsed());
    if found.messages.is_empty() {
        return Err(format!("{} stands in the data and was not found", typed.text).into());
    }
    Ok(took)
}

/// The same through SQLite alone: what they say, where they stand.
async fn raw(raw: &mut Raw, known: &Statements, typed: &Typed) -> Result<(), Fault> {
    let wanted = [
        Cell::Text(typed.pattern.clone()),
        Cell::Int(i64::MAX),
        Cell::Int(PAGE + 1),
    ];
    raw.read(known.found, &wanted).await.map(drop)
}

/// Words that stand in the data.
struct Asked {
    rare: Vec<String>,
    common: Vec<String>,
    /// Words of one entry each.
    together: Vec<Vec<String>>,
}

impl Asked {
    fn of(copy: &Copy) -> Result<Self, Fault> {
        let db = Connection::open(data::file(copy.folder()))?;
        db.execute_batch("CREATE VIRTUAL TABLE temp.known USING fts5vocab (main, entry_search, row)")?;
        let words = |sql: &str| -> Result<Vec<String>, Fault> {
            let mut statement = db.prepare(sql)?;
            let words = statement.query_map([], |row| row.get(0))?;
            Ok(words.collect::<Result<_, _>>()?)
        };
        let texts =
            words("SELECT text FROM entry WHERE kind LIKE 'message%' ORDER BY id % 9973, id LIMIT 4000")?;
        let together = texts.iter().map(|text| {
            let small = text.to_lowercase();
            let parts = small.split(|c: char| !c.is_alphanumeric());
            let long = parts.filter(|word| word.len() >= LETTERS && word.is_ascii());
            long.map(str::to_owned).collect()
        });
        Ok(Self {
            rare: words("SELECT term FROM known WHERE doc BETWEEN 2 AND 40 AND length(term) >= 4")?,
            common: words("SELECT term FROM known WHERE length(term) >= 4 ORDER BY doc DESC LIMIT 60")?,
            together: together.filter(|words: &Vec<String>| words.len() > 1).collect(),
        })
    }

    /// The parts of the figure: what they are, their limit, and what is typed for them.
    fn parts(&self, each: usize) -> Result<Vec<Part>, Fault> {
        let mut chance = Chance::new(SEED);
        let [word, beginning] = LIMITS;
        let mut some =
            |of: usize| chance.some(&(0..i64::try_from(of).unwrap_or(0)).collect::<Vec<_>>(), each);
        let at = |place: &i64| usize::try_from(*place).unwrap_or(0);
        let rare = some(self.rare.len());
        let common = some(self.common.len());
        let two = some(self.together.len());
        let three = some(self.together.len());
        let longer = some(self.together.len());
        let pick = |words: &[String], places: &[i64]| -> Vec<Typed> {
            let words = places.iter().filter_map(|place| words.get(at(place)));
            words.map(|word| Typed::word(word)).collect()
        };
        let begun = |places: &[i64], letters: usize| -> Vec<Typed> {
            let words = places
                .iter()
                .filter_map(|place| self.together.get(at(place))?.last());
            words
                .map(|word| Typed::word(&word.chars().take(letters).collect::<String>()))
                .collect()
        };
        let pairs = two.iter().filter_map(|place| {
            let words = self.together.get(at(place))?;
            Some(Typed::two(words.first()?, words.last()?))
        });
        let parts = vec![
            ("a rare word", word, pick(&self.rare, &rare)),
            ("a common word", word, pick(&self.common, &common)),
            ("two words of one message", word, pairs.collect()),
            ("a beginning of three letters", beginning, begun(&three, 3)),
            ("a beginning of four letters", beginning, begun(&longer, 4)),
        ];
        match parts.iter().find(|(_, _, typed)| typed.is_empty()) {
            Some((name, _, _)) => Err(format!("the data holds nothing for: {name}").into()),
            None => Ok(parts),
        }
    }
}
