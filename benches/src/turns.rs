//! Three sides do the same in turn: Lobby, bare sqlx, raw SQLite, and from the start again.

use std::{future::Future, hint::black_box, time::Instant};

use crate::{
    Fault,
    floor::{Bare, Cell, Floor, Raw, Rows, Statement},
    report::Measured,
    stats::{Rounds, millis},
    watch,
};

/// Something that can be done by each side.
pub trait Contest: Send {
    /// What Lobby's command answers.
    type View: Send + Sync;

    /// Lobby's own command, with everything that belongs to it.
    fn lobby(&self, nth: usize) -> impl Future<Output = Result<Self::View, Fault>> + Send;

    /// The statements of it, and nothing else.
    fn floor<F: Floor>(
        &self,
        floor: &mut F,
        nth: usize,
    ) -> impl Future<Output = Result<Vec<Rows>, Fault>> + Send;

    /// What Lobby has answered or done, line by line.
    fn lines_of_lobby(&self, raw: &Raw, nth: usize, view: &Self::View) -> Result<Vec<String>, Fault>;

    /// The same of the rows that a floor has given.
    fn lines_of_floor(&self, raw: &Raw, nth: usize, rows: &[Rows]) -> Result<Vec<String>, Fault>;
}

/// How often.
#[derive(Debug, Clone, Copy)]
pub struct Often {
    /// Rounds, each of all sides.
    pub rounds: usize,
    /// Calls of a side in a round.
    pub calls: usize,
}

/// The two floors.
pub struct Floors {
    /// Bare sqlx.
    pub bare: Bare,
    /// SQLite itself.
    pub raw: Raw,
}

/// What each side took.
#[derive(Debug, Default)]
pub struct Took {
    /// Lobby.
    pub lobby: Rounds,
    /// Bare sqlx.
    pub bare: Rounds,
    /// SQLite itself.
    pub raw: Rounds,
}

impl Took {
    /// As a part of the report.
    pub fn measured(&self, name: &str) -> Measured {
        let mut measured = Measured::new(name);
        measured.side("Lobby", &self.lobby);
        measured.side("bare sqlx", &self.bare);
        measured.side("raw SQLite", &self.raw);
        measured
    }
}

/// Checks that all three do the same, then takes the time of each in turn.
pub async fn measure<C: Contest>(contest: &C, floors: &mut Floors, often: Often) -> Result<Took, Fault> {
    same_statements(contest, floors).await?;
    for nth in 0..often.calls.min(50) {
        same_rows(contest, floors, nth).await?;
    }
    let mut took = Took::default();
    for round in 0..often.rounds {
        let (from, calls) = (round * often.calls, often.calls);
        // Another one begins each time: whoever comes first finds less in the computer's caches.
        for turn in 0..3 {
            match (round + turn) % 3 {
                0 => took.lobby.0.push(round_of_lobby(contest, from, calls).await?),
                1 => took
                    .bare
                    .0
                    .push(round_of(contest, &mut floors.bare, from, calls).await?),
                _ => took
                    .raw
                    .0
                    .push(round_of(contest, &mut floors.raw, from, calls).await?),
            }
        }
    }
    Ok(took)
}

async fn round_of_lobby<C: Contest>(contest: &C, from: usize, calls: usize) -> Result<Vec<f64>, Fault> {
    let mut took = Vec::with_capacity(calls);
    for nth in from..from + calls {
        let begun = Instant::now();
        black_box(contest.lobby(nth).await?);
        took.push(millis(begun.elapsed()));
    }
    Ok(took)
}

async fn round_of<C: Contest, F: Floor>(
    contest: &C,
    floor: &mut F,
    from: usize,
    calls: usize,
) -> Result<Vec<f64>, Fault> {
    let mut took = Vec::with_capacity(calls);
    for nth in from..from + calls {
        let begun = Instant::now();
        black_box(contest.floor(floor, nth).await?);
        took.push(millis(begun.elapsed()));
    }
    Ok(took)
}

/// The floor runs exactly what Lobby's command runs: were it less, Lobby would look slow, were it more,
/// quick.
async fn same_statements<C: Contest>(contest: &C, floors: &mut Floors) -> Result<(), Fault> {
    let mut heard = watch::statements(contest.lobby(0)).await?;
    // A connection that is opened on the way says how it wants to be treated.
    heard.retain(|statement| !statement.starts_with("PRAGMA "));
    let mut listing = Listing {
        raw: &mut floors.raw,
        ran: Vec::new(),
    };
    contest.floor(&mut listing, 0).await?;
    if heard == listing.ran {
        return Ok(());
    }
    Err(format!(
        "Lobby and the floor run different statements.\nLobby:\n{}\nthe floor:\n{}",
        heard.join("\n"),
        listing.ran.join("\n")
    )
    .into())
}

/// All three give the same rows; and the comparison is one that would see if they did not.
async fn same_rows<C: Contest>(contest: &C, floors: &mut Floors, nth: usize) -> Result<(), Fault> {
    let view = contest.lobby(nth).await?;
    let lobby = contest.lines_of_lobby(&floors.raw, nth, &view)?;
    let rows = contest.floor(&mut floors.bare, nth).await?;
    let bare = contest.lines_of_floor(&floors.raw, nth, &rows)?;
    let rows = contest.floor(&mut floors.raw, nth).await?;
    let raw = contest.lines_of_floor(&floors.raw, nth, &rows)?;
    same("Lobby", &lobby, "bare sqlx", &bare)?;
    same("bare sqlx", &bare, "raw SQLite", &raw)?;
    let mut altered = raw;
    if let Some(line) = altered.last_mut() {
        line.push('!');
    }
    match same("bare sqlx", &bare, "altered rows", &altered) {
        Err(_) => Ok(()),
        Ok(()) => Err("the comparison of rows did not see that one was altered, or there was none".into()),
    }
}

fn same(one: &str, lines: &[String], other: &str, others: &[String]) -> Result<(), Fault> {
    if lines == others {
        return Ok(());
    }
    let differ = lines.iter().zip(others).find(|(mine, theirs)| mine != theirs);
    let detail = match differ {
        Some((mine, theirs)) => format!("{one}: {mine}\n{other}: {theirs}"),
        None => format!("{one}: {} rows, {other}: {} rows", lines.len(), others.len()),
    };
    Err(format!("the rows are not the same.\n{detail}").into())
}

/// Notes what a floor runs.
struct Listing<'a> {
    raw: &'a mut Raw,
    ran: Vec<String>,
}

impl Floor for Listing<'_> {
    async fn read(&mut self, statement: Statement, values: &[Cell]) -> Result<Rows, Fault> {
        self.ran.push(statement.sql.trim().to_owned());
        self.raw.read(statement, values).await
    }

    async fn write(&mut self, statements: &[(Statement, Vec<Cell>)]) -> Result<Rows, Fault> {
        self.ran.extend(
            statements
                .iter()
                .map(|(statement, _)| statement.sql.trim().to_owned()),
        );
        self.raw.write(statements).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_that_differ_are_told_apart() {
        let lines = |text: &str| -> Vec<String> { text.split(' ').map(str::to_owned).collect() };
        assert!(same("a", &lines("1 2"), "b", &lines("1 2")).is_ok());
        let fault = same("a", &lines("1 2"), "b", &lines("1 3")).unwrap_err();
        assert_eq!(fault.to_string(), "the rows are not the same.\na: 2\nb: 3");
        let fault = same("a", &lines("1 2"), "b", &lines("1")).unwrap_err();
        assert!(fault.to_string().ends_with("a: 2 rows, b: 1 rows"));
    }
}
