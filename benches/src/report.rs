//! What is printed: for a person, or as one JSON object.

use serde_json::{Value, json};

use crate::stats::Rounds;

/// A value beside its limit.
#[derive(Debug, Clone, PartialEq)]
pub struct Judged {
    /// What it is.
    pub what: String,
    /// The value.
    pub value: f64,
    /// Its unit; `x` for a ratio.
    pub unit: &'static str,
    /// What it must not exceed; `None` where it is only told.
    pub limit: Option<f64>,
}

impl Judged {
    /// A value that must not exceed a limit.
    pub fn at_most(what: &str, value: f64, unit: &'static str, limit: f64) -> Self {
        Self {
            what: what.to_owned(),
            value,
            unit,
            limit: Some(limit),
        }
    }

    /// A value that is only told.
    pub fn told(what: &str, value: f64, unit: &'static str) -> Self {
        Self {
            what: what.to_owned(),
            value,
            unit,
            limit: None,
        }
    }

    /// Whether it keeps to its limit. What is no number keeps to none.
    pub fn is_met(&self) -> bool {
        self.limit.is_none_or(|limit| self.value <= limit)
    }
}

/// One thing that was measured.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Measured {
    /// What.
    pub name: String,
    /// Each side's name, middle and slow end, in milliseconds.
    pub sides: Vec<(String, f64, f64)>,
    /// What follows from it.
    pub judged: Vec<Judged>,
}

impl Measured {
    /// Something that is yet to be measured.
    pub fn new(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            ..Self::default()
        }
    }

    /// Adds what one side took.
    pub fn side(&mut self, name: &str, rounds: &Rounds) {
        self.sides.push((name.to_owned(), rounds.p50(), rounds.p95()));
    }
}

/// A figure of the benchmark.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// Its name on the command line.
    pub name: &'static str,
    /// What was measured for it.
    pub measured: Vec<Measured>,
}

/// Everything of one run.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    /// Messages in the data.
    pub messages: u32,
    /// Bookings in the data.
    pub bookings: u32,
    /// Whether limits count: only in a full run of a release build.
    pub judges: bool,
    /// The seed of whatever was chosen.
    pub seed: u64,
    /// What the run itself is: profile, load.
    pub about: String,
    /// The figures.
    pub figures: Vec<Figure>,
}

impl Report {
    /// What exceeds its limit.
    pub fn missed(&self) -> Vec<String> {
        self.each()
            .filter(|(_, judged)| !judged.is_met())
            .map(|(of, judged)| format!("{of}: {}", judged.what))
            .collect()
    }

    fn each(&self) -> impl Iterator<Item = (&str, &Judged)> {
        self.figures.iter().flat_map(|figure| {
            figure
                .measured
                .iter()
                .flat_map(|of| of.judged.iter().map(|judged| (of.name.as_str(), judged)))
        })
    }

    /// For a person.
    pub fn text(&self) -> String {
        let mut lines = vec![format!(
            "{} messages, {} bookings; seed {}; {}",
            grouped(self.messages),
            grouped(self.bookings),
            self.seed,
            self.about
        )];
        for figure in &self.figures {
            lines.push(format!("\n{}", figure.name));
            for measured in &figure.measured {
                lines.push(format!("  {}", measured.name));
                for (side, p50, p95) in &measured.sides {
                    lines.push(format!("    {side:<34}  p50 {p50:>8.3}   p95 {p95:>8.3} ms"));
                }
                lines.extend(measured.judged.iter().map(|judged| self.line(judged)));
            }
        }
        lines.push(String::new());
        lines.push(if self.judges {
            match self.missed().as_slice() {
                [] => "every limit is met".to_owned(),
                missed => format!("MISSED: {}", missed.join("; ")),
            }
        } else {
            "the rows were the same; no limit is judged in this run".to_owned()
        });
        lines.join("\n")
    }

    fn line(&self, judged: &Judged) -> String {
        let end = match judged.limit {
            Some(limit) if self.judges => {
                let word = if judged.is_met() { "met" } else { "MISSED" };
                format!("   limit {limit:>7.2}   {word}")
            }
            Some(limit) => format!("   limit {limit:>7.2}   not judged"),
            None => String::new(),
        };
        let start = format!(
            "    {:<34}      {:>8.3} {:<5}{end}",
            judged.what, judged.value, judged.unit
        );
        start.trim_end().to_owned()
    }

    /// As one object.
    pub fn json(&self) -> Value {
        let judged = |judged: &Judged| {
            json!({
                "what": judged.what, "value": judged.value, "unit": judged.unit, "limit": judged.limit,
                "met": (self.judges && judged.limit.is_some()).then(|| judged.is_met()),
            })
        };
        let measured = |of: &Measured| {
            let sides: Vec<Value> = of
                .sides
                .iter()
                .map(|(side, p50, p95)| json!({ "side": side, "p50_ms": p50, "p95_ms": p95 }))
                .collect();
            let judged: Vec<Value> = of.judged.iter().map(judged).collect();
            json!({ "name": of.name, "sides": sides, "judged": judged })
        };
        let figure = |of: &Figure| json!({ "figure": of.name, "measured": of.measured.iter().map(measured).collect::<Vec<_>>() });
        json!({
            "messages": self.messages, "bookings": self.bookings, "seed": self.seed, "about": self.about,
            "judges": self.judges, "missed": if self.judges { self.missed() } else { Vec::new() },
            "figures": self.figures.iter().map(figure).collect::<Vec<_>>(),
        })
    }
}

fn grouped(number: u32) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report(value: f64, judges: bool) -> Report {
        let mut list = Measured::new("first 50 bookings");
        list.side("Lobby", &Rounds(vec![vec![1.0, 2.0, 3.0]]));
        list.judged = vec![
            Judged::at_most("Lobby / bare sqlx", value, "x", 1.5),
            Judged::told("JSON", 9.0, "KB"),
        ];
        let figures = vec![Figure {
            name: "list",
            measured: vec![list],
        }];
        Report {
            messages: 1_000_000,
            bookings: 200_000,
            judges,
            seed: 1,
            about: "here".to_owned(),
            figures,
        }
    }

    #[test]
    fn a_limit_that_is_missed_is_said_so() {
        assert!(report(1.5, true).missed().is_empty());
        let missed = report(1.51, true);
        assert_eq!(missed.missed(), ["first 50 bookings: Lobby / bare sqlx"]);
        assert!(missed.text().contains("MISSED"), "{}", missed.text());
        assert_eq!(missed.json()["missed"][0], "first 50 bookings: Lobby / bare sqlx");
        assert!(!report(f64::NAN, true).missed().is_empty());
    }

    #[test]
    fn a_quick_run_judges_nothing_and_says_that() {
        let quick = report(9.0, false);
        assert!(quick.text().ends_with("no limit is judged in this run"));
        assert_eq!(
            quick.json()["figures"][0]["measured"][0]["judged"][0]["met"],
            Value::Null
        );
        assert!(quick.text().starts_with("1,000,000 messages, 200,000 bookings"));
    }
}
