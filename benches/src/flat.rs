//! What a person waits for must not grow with the building: a small one and a large one in turn.

use std::time::Instant;

use crate::{
    Fault, Run,
    append::{Messages, open_conversations},
    data::{self, Copy},
    list::{Bookings, Conversations},
    report::{Figure, Judged, Measured},
    statements::Statements,
    stats::{Rounds, millis},
    turns::{Contest, Often},
};

/// How many times longer it may take in the large one.
const LIMIT: f64 = 1.2;

/// The three things, in one building.
struct Building {
    bookings: Bookings,
    conversations: Conversations,
    messages: Messages,
}

impl Building {
    async fn open(copy: &Copy, often: Often) -> Result<Self, Fault> {
        let (desk, floors) = data::all_sides(copy).await?;
        let (known, me) = (Statements::load()?, data::me(&floors.raw)?);
        let ids = open_conversations(&floors.raw, often.rounds * often.calls)?;
        Ok(Self {
            bookings: Bookings {
                desk: desk.clone(),
                known,
                me,
            },
            conversations: Conversations {
                desk: desk.clone(),
                known,
                me,
            },
            messages: Messages { desk, known, me, ids },
        })
    }
}

/// Measures the large building of the run beside a small one.
pub async fn run(run: Run, small: &Copy, large: &Copy) -> Result<Figure, Fault> {
    let lists = run.often(200);
    let appends = run.often(100);
    let (small, large) = (
        Building::open(small, appends).await?,
        Building::open(large, appends).await?,
    );
    let measured = vec![
        both("first 50 bookings", &small.bookings, &large.bookings, lists).await?,
        both(
            "first 50 conversations",
            &small.conversations,
            &large.conversations,
            lists,
        )
        .await?,
        both("a message", &small.messages, &large.messages, appends).await?,
    ];
    small.bookings.desk.close().await;
    large.bookings.desk.close().await;
    Ok(Figure {
        name: "flat",
        measured,
    })
}

async fn both<C: Contest>(name: &str, small: &C, large: &C, often: Often) -> Result<Measured, Fault> {
    for nth in 0..often.calls {
        small.lobby(nth).await?;
        large.lobby(nth).await?;
    }
    let (mut in_small, mut in_large) = (Rounds::default(), Rounds::default());
    for round in 0..often.rounds {
        // The other one begins each time.
        let mut turns = [(small, &mut in_small), (large, &mut in_large)];
        turns.rotate_left(round % 2);
        for (building, rounds) in turns {
            let mut calls = Vec::with_capacity(often.calls);
            for nth in 0..often.calls {
                let begun = Instant::now();
                building.lobby(round * often.calls + nth).await?;
                calls.push(millis(begun.elapsed()));
            }
            rounds.0.push(calls);
        }
    }
    let mut measured = Measured::new(name);
    measured.side("in the small building", &in_small);
    measured.side("in the large building", &in_large);
    measured.judged = vec![Judged::at_most(
        "large / small",
        in_large.over(&in_small),
        "x",
        LIMIT,
    )];
    Ok(measured)
}
