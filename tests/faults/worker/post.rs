//! A desk whose mailbox is at work: `faults-worker mail FOLDER SEED SENDS MAILS [MODE…]`.
//!
//! Somebody writes so many messages while mail goes out and comes in; whatever an answer holds back goes again.
//! The day ends when nothing waits any more and the inbox and its like hold so many mails, all understood. The
//! modes: `early` takes a message for sent before the desk has said so; `hurry` tries again at once whatever
//! has failed; `rested` begins when nothing waits from before; `on` goes on until it is killed.

use std::{path::PathBuf, process::ExitCode, sync::Arc, time::Duration};

use chrono::Utc;
use lobby_desk::{Desk, MemoryVault, Vault as _};
use lobby_domain::ids::{ConversationId, EntryId};
use lobby_faults::{
    Failure,
    folder::PASSWORD,
    post::{Waits, waits},
    protocol::Line,
    random::Random,
    step::Step,
};
use lobby_mail::line::Secret;

use crate::day::say;

/// Longer than any day takes: then something hangs, which is worse than a loss.
const LONGEST: Duration = Duration::from_mins(10);
/// Conversations of the building; the residents of all have an address.
const CONVERSATIONS: i64 = 8;
/// How often it is looked whether anything still waits.
const LOOK: Duration = Duration::from_millis(5);
/// So many looks lie between two presses on *Try now*.
const LOOKS_A_PRESS: u32 = 10;

struct Orders {
    folder: PathBuf,
    seed: u64,
    sends: usize,
    mails: i64,
    modes: Vec<String>,
}

impl Orders {
    fn read() -> Result<Self, Failure> {
        let mut words = std::env::args().skip(2);
        let mut next = |what: &str| words.next().ok_or(format!("{what} is missing"));
        Ok(Self {
            folder: next("FOLDER")?.into(),
            seed: next("SEED")?.parse()?,
            sends: next("SENDS")?.parse()?,
            mails: next("MAILS")?.parse()?,
            modes: words.collect(),
        })
    }

    fn has(&self, mode: &str) -> bool {
        self.modes.iter().any(|one| one == mode)
    }
}

pub async fn work() -> Result<ExitCode, Failure> {
    let orders = Orders::read()?;
    let vault = Arc::new(MemoryVault::default());
    vault
        .set(&Secret::new(lobby_servers::PASSWORD.to_owned()))
        .map_err(|fault| fault.0)?;
    let desk = Arc::new(Desk::open_with(&orders.folder, Arc::new(Utc::now), vault).await?);
    say(&Line::Open)?;
    desk.sign_in("Ada", PASSWORD).await?;
    tokio::spawn(Arc::clone(&desk).run_mail());
    if orders.has("rested") {
        rested(&desk, &orders).await?;
    }
    write(&desk, &orders).await?;
    rested(&desk, &orders).await?;
    say(&Line::End)?;
    Ok(ExitCode::SUCCESS)
}

async fn rested(desk: &Desk, orders: &Orders) -> Result<(), Failure> {
    if orders.has("on") {
        return until_quiet(desk, orders).await;
    }
    match tokio::time::timeout(LONGEST, until_quiet(desk, orders)).await {
        Ok(quiet) => quiet,
        Err(_) => Err(format!("still waiting: {:?}", waits(&orders.folder).await?).into()),
    }
}

async fn write(desk: &Desk, orders: &Orders) -> Result<(), Failure> {
    let mut random = Random::new(orders.seed);
    for number in 0..orders.sends {
        let to = 1 + i64::try_from(random.draw() % CONVERSATIONS.unsigned_abs())?;
        let words = format!("out-{}-{number}.", orders.seed);
        let step = Step::Send {
            to,
            words: words.clone(),
        };
        say(&Line::Try { me: 1, step })?;
        if orders.has("early") {
            say(&Line::Done { id: None })?;
        }
        match desk.send_message(ConversationId::new(to), &words, None).await {
            Ok(_) if orders.has("early") => {}
            Ok(entry) => say(&Line::Done {
                id: Some(entry.id.get()),
            })?,
            Err(problem) => say(&Line::Refused { problem })?,
        }
        tokio::time::sleep(Duration::from_millis(random.draw() % 8)).await;
    }
    Ok(())
}

async fn until_quiet(desk: &Desk, orders: &Orders) -> Result<(), Failure> {
    for look in 1_u32.. {
        let Waits {
            held,
            going,
            new,
            mails,
            uncompared,
        } = waits(&orders.folder).await?;
        for entry in &held {
            // The worker that sends may be faster.
            let _ = desk.send_again(EntryId::new(*entry)).await;
        }
        let is_quiet = held.is_empty() && going + new + uncompared == 0 && mails >= orders.mails;
        if is_quiet && !orders.has("on") {
            return Ok(());
        }
        if orders.has("hurry") && look % LOOKS_A_PRESS == 0 {
            // Somebody is there: a day of cuts is longer than the screen waits before it locks itself.
            desk.touch().await?;
            desk.try_now().await?;
        }
        tokio::time::sleep(LOOK).await;
    }
    Ok(())
}
