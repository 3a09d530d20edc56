//! Scores the reading of mail on real mail with expected results: `score_mail DIR [--list]`.
//!
//! DIR holds one folder a corpus, each with its notes; none of it is part of the project. `--list` names every
//! case that differs. It fails where a figure is below what it has to be.

#![expect(clippy::print_stdout, reason = "printing is what this program is for")]

mod parsing;
mod replies;
mod reports;

use std::{
    env,
    error::Error,
    fs,
    path::{Path, PathBuf},
    process::ExitCode,
    time::Instant,
};

use serde_json::Value;

type Outcome<T> = Result<T, Box<dyn Error>>;

/// One figure: how many of how many, and how many it has to be.
pub struct Figure {
    name: String,
    right: usize,
    of: usize,
    least: usize,
    /// What others reach, where that is known.
    beside: String,
    /// The cases that differ, each with what is different.
    wrong: Vec<String>,
}

impl Figure {
    fn new(name: &str, beside: &str) -> Self {
        Self {
            name: name.to_owned(),
            right: 0,
            of: 0,
            least: 0,
            beside: beside.to_owned(),
            wrong: vec![],
        }
    }

    /// Counts one case; `difference` is asked for only where it is wrong.
    fn count(&mut self, is_right: bool, difference: impl FnOnce() -> String) {
        self.of += 1;
        if is_right {
            self.right += 1;
        } else {
            self.wrong.push(difference());
        }
    }

    /// Sets the least share, in hundredths, rounded up to a whole case.
    fn at_least(mut self, hundredths: usize) -> Self {
        self.least = (self.of * hundredths).div_ceil(100);
        self
    }
}

fn main() -> Outcome<ExitCode> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let folder = arguments
        .iter()
        .find(|argument| !argument.starts_with("--"))
        .ok_or("score_mail DIR [--list]")?;
    let folder = Path::new(folder);
    let begun = Instant::now();
    let mut figures = replies::figures(folder)?;
    figures.extend(reports::figures(folder)?);
    figures.extend(parsing::figures(folder)?);
    let lists = arguments.iter().any(|argument| argument == "--list");
    let mut short = false;
    println!("{:<52} {:>9} {:>6}  beside", "figure", "right", "least");
    for figure in &figures {
        let fails = figure.right < figure.least;
        short |= fails;
        let mark = if fails { "  BELOW" } else { "" };
        println!(
            "{:<52} {:>4}/{:<4} {:>6}  {}{mark}",
            figure.name, figure.right, figure.of, figure.least, figure.beside
        );
        if lists {
            for wrong in &figure.wrong {
                println!("    {wrong}");
            }
        }
    }
    println!("in {:?}", begun.elapsed());
    Ok(if short {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    })
}

/// The lines of JSON in a file.
fn lines(path: &Path) -> Outcome<Vec<Value>> {
    let text = fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let parse = |line: &str| {
        // Python writes a byte that is no UTF-8 as half a letter, which is no JSON for others.
        serde_json::from_str(line).or_else(|_| serde_json::from_str(&line.replace("\\udc", "\\u00")))
    };
    text.lines().map(|line| Ok(parse(line)?)).collect()
}

/// A text of a JSON object; empty where there is none.
fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value.get(key).and_then(Value::as_str).unwrap_or_default()
}

/// Every file under a folder, in order.
fn files(folder: &Path) -> Outcome<Vec<PathBuf>> {
    let mut found = vec![];
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path)
            } else {
                found.push(path)
            }
        }
    }
    found.sort();
    Ok(found)
}
