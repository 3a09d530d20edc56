//! The command line, and the figures that it names.

use std::{process::ExitCode, time::Instant};

use lobby_faults::Failure;

use crate::{broken, hurt, kill, power, receiving, sending, traffic, weather, window};

const USE: &str = "faults [S1|S1-mail|S2|S4|S5|S6|S7|S10|all] [--n N] [--seed N] [--quick] [--window]";

/// How much is to be done.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Which figures.
    pub figures: Vec<String>,
    /// How many kills, disk states, or mails.
    pub n: Option<usize>,
    /// Where all chance comes from.
    pub seed: u64,
    /// A short form, for every check of the project.
    pub quick: bool,
    /// S1 on the window application.
    pub window: bool,
}

impl Settings {
    /// How many: what was asked for, else the short or the full number.
    pub fn count(&self, quick: usize, full: usize) -> usize {
        self.n.unwrap_or(if self.quick { quick } else { full })
    }
}

/// Runs what the command line asks for.
pub async fn main() -> ExitCode {
    let outcome = match parse(std::env::args().skip(1)) {
        Ok(settings) => run(&settings).await,
        Err(problem) => Err(problem),
    };
    match outcome {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(problem) => {
            println!("{problem}");
            ExitCode::FAILURE
        }
    }
}

fn parse(words: impl Iterator<Item = String>) -> Result<Settings, Failure> {
    let mut settings = Settings {
        figures: Vec::new(),
        n: None,
        seed: 3,
        quick: false,
        window: false,
    };
    let mut words = words;
    while let Some(word) = words.next() {
        match word.as_str() {
            "--quick" => settings.quick = true,
            "--window" => settings.window = true,
            "--n" => settings.n = Some(words.next().ok_or(USE)?.parse()?),
            "--seed" => settings.seed = words.next().ok_or(USE)?.parse()?,
            "all" => settings.figures = FIGURES.map(str::to_owned).to_vec(),
            figure if FIGURES.contains(&figure) => settings.figures.push(word),
            _ => return Err(USE.into()),
        }
    }
    if settings.figures.is_empty() {
        return Err(USE.into());
    }
    Ok(settings)
}

const FIGURES: [&str; 8] = ["S1", "S2", "S4", "S5", "S1-mail", "S6", "S7", "S10"];

async fn run(settings: &Settings) -> Result<bool, Failure> {
    if !cfg!(feature = "faults") {
        return Err("built without the feature `faults`: cargo xtask faults builds it".into());
    }
    let mut good = true;
    for figure in &settings.figures {
        let begun = Instant::now();
        println!("\n{figure}, seed {}", settings.seed);
        let passed = match figure.as_str() {
            "S1" if settings.window => window::figure(settings).await?,
            "S1" => kill::figure(settings).await?,
            "S2" => power::figure(settings).await?,
            "S4" => hurt::figure(settings).await?,
            "S5" => weather::figure(settings).await?,
            "S1-mail" => traffic::figure(settings).await?,
            "S6" => sending::figure(settings).await?,
            "S7" => receiving::figure(settings).await?,
            "S10" => broken::figure(settings).await?,
            _ => return Err(USE.into()),
        };
        let word = if passed { "passed" } else { "FAILED" };
        println!("{figure}: {word} in {:.1} s", begun.elapsed().as_secs_f64());
        good &= passed;
    }
    Ok(good)
}
