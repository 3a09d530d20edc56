//! A building of any size, to measure and to feel what a large one is like. It has the sample's staff, and
//! is the same each time for the same size and moment.

mod building;
mod talk;
mod wording;

use lobby_store::{Write, bulk, record};

use self::{building::House, talk::Talk};
use crate::{Desk, change::Topic, problem::Problem, sample};

/// Rows that one transaction holds: what makes the disk wait is the commit, not the row.
const ROWS: usize = 50_000;

/// How large the building is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Size {
    /// Bookings. Each has its conversation, as far as there are messages: none is kept empty (R12).
    pub bookings: u32,
    /// Messages, notes and words said, over all conversations.
    pub messages: u32,
}

/// What has been done so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    /// The rows of what: `bookings`, `conversations` or `entries`.
    pub of: &'static str,
    /// How many there are now.
    pub done: u32,
    /// How many there will be.
    pub all: u32,
}

/// Makes the building in an empty data folder, and tells of each step. What is made so far stays where it
/// cannot be finished, and the folder is refused from then on.
///
/// # Errors
/// [`Problem::AlreadySetUp`] when there is a building; [`Problem::Storage`].
pub async fn seed(desk: &Desk, size: Size, tell: &(dyn Fn(Step) + Sync)) -> Result<(), Problem> {
    let now = desk.now();
    let hashes = sample::hashes().await?;
    let mut write = desk.store.write().await?;
    if lobby_store::building::get(&mut write).await?.is_some() {
        return Err(Problem::AlreadySetUp);
    }
    let building = sample::building();
    lobby_store::building::insert(&mut write, &building, now).await?;
    let team = sample::hire(&mut write, hashes, now).await?;
    let line = record::Line {
        by: None,
        action: "seed",
        subject: "building",
        id: None,
        detail: &building.name,
    };
    record::append(&mut write, now, &line).await?;
    let house = House::new(size.bookings, now);
    bulk::insert(&mut write, &house.ground()).await?;
    desk.commit(write, &[]).await?;

    let talk = Talk::new(&house, size.messages, team);
    let mut to = Progress { desk, tell };
    to.insert("bookings", size.bookings, |from, until| bulk::Rows {
        bookings: (from..until).map(|number| house.booking(number)).collect(),
        ..bulk::Rows::default()
    })
    .await?;
    to.insert("conversations", talk.conversations(), |from, until| bulk::Rows {
        conversations: (from..until).map(|number| talk.conversation(number)).collect(),
        ..bulk::Rows::default()
    })
    .await?;
    to.insert("entries", talk.entries(), |from, until| talk.rows(from, until))
        .await?;
    desk.tell(&[Topic::Stage]);
    Ok(())
}

struct Progress<'a> {
    desk: &'a Desk,
    tell: &'a (dyn Fn(Step) + Sync),
}

impl Progress<'_> {
    /// Inserts `all` of something, so many in a transaction.
    async fn insert(
        &mut self,
        of: &'static str,
        all: u32,
        rows: impl Fn(u32, u32) -> bulk::Rows,
    ) -> Result<(), Problem> {
        let mut done = 0;
        while done < all {
            let until = all.min(done.saturating_add(u32::try_from(ROWS).unwrap_or(u32::MAX)));
            let mut write: Write = self.desk.store.write().await?;
            bulk::insert(&mut write, &rows(done, until)).await?;
            self.desk.commit(write, &[]).await?;
            done = until;
            (self.tell)(Step { of, done, all });
        }
        Ok(())
    }
}

#[cfg(test)]
#[path = "seed_tests.rs"]
mod tests;
