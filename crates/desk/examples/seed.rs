//! `cargo xtask seed`: makes a building of any size in an empty data folder.
#![expect(clippy::print_stdout, reason = "this program's only face is the terminal")]

use std::{path::PathBuf, process::ExitCode, sync::Arc, time::Instant};

use chrono::Utc;
use lobby_desk::{
    Desk,
    problem::Problem,
    sample::seed::{Size, Step, seed},
};

const USAGE: &str = "seed --bookings N --messages M --data-dir DIR

  --bookings N    how many bookings
  --messages M    how many messages; each booking has its conversation as long as there are enough
  --data-dir DIR  an empty folder; a folder that holds a building already is refused

Everybody in it signs in with the password lobby-sample.";

#[derive(Debug, PartialEq, Eq)]
struct Wanted {
    size: Size,
    folder: PathBuf,
}

fn parse(arguments: impl IntoIterator<Item = String>) -> Result<Wanted, String> {
    let (mut bookings, mut messages, mut folder) = (None, None, None);
    let mut arguments = arguments.into_iter();
    while let Some(name) = arguments.next() {
        let value = arguments.next().ok_or_else(|| format!("{name} needs a value."))?;
        match name.as_str() {
            "--bookings" => bookings = Some(number(&name, &value)?),
            "--messages" => messages = Some(number(&name, &value)?),
            "--data-dir" => folder = Some(PathBuf::from(value)),
            _ => return Err(format!("{name} is not known.")),
        }
    }
    match (bookings, messages, folder) {
        (Some(bookings), Some(messages), Some(folder)) => Ok(Wanted {
            size: Size { bookings, messages },
            folder,
        }),
        _ => Err("--bookings, --messages and --data-dir are all needed.".to_owned()),
    }
}

/// More than this no id of 32 bits could number together with what else a thread holds.
const MOST: u32 = 1_000_000_000;

fn number(name: &str, value: &str) -> Result<u32, String> {
    let plain = value.replace(['_', ','], "");
    let number = plain
        .parse()
        .map_err(|_| format!("{name} {value} is not a whole number."))?;
    if number > MOST {
        Err(format!("{name} {value} is above {MOST}."))
    } else {
        Ok(number)
    }
}

async fn make(wanted: &Wanted) -> Result<(), String> {
    let desk = Desk::open(&wanted.folder, Arc::new(Utc::now))
        .await
        .map_err(|fault| fault.to_string())?;
    let began = Instant::now();
    let tell = |step: Step| {
        println!(
            "{:>6.1} s  {} of {} {}",
            began.elapsed().as_secs_f64(),
            step.done,
            step.all,
            step.of
        );
    };
    let made = seed(&desk, wanted.size, &tell).await;
    desk.close().await;
    made.map_err(|problem| match problem {
        Problem::AlreadySetUp => format!("{} holds a building already.", wanted.folder.display()),
        problem => problem.to_string(),
    })?;
    println!(
        "{:>6.1} s  {} is ready",
        began.elapsed().as_secs_f64(),
        wanted.folder.display()
    );
    Ok(())
}

#[tokio::main]
async fn main() -> ExitCode {
    let wanted = match parse(std::env::args().skip(1)) {
        Ok(wanted) => wanted,
        Err(fault) => {
            println!("{fault}\n\n{USAGE}");
            return ExitCode::from(2);
        }
    };
    match make(&wanted).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            println!("{fault}");
            ExitCode::FAILURE
        }
    }
}
