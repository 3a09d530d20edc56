//! How many tests passed and failed, read from what the test runners print.

/// Tests that passed and failed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// Those that passed.
    pub passed: usize,
    /// Those that failed, or did not run because something before them failed.
    pub failed: usize,
}

impl Count {
    /// Both together.
    pub fn total(self) -> usize {
        self.passed + self.failed
    }
}

impl std::ops::Add for Count {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            passed: self.passed + other.passed,
            failed: self.failed + other.failed,
        }
    }
}

/// Adds up the `test result:` lines of Rust's test programs.
pub fn of_cargo(printed: &str) -> Count {
    let results = printed.lines().filter_map(|line| {
        let plain = without_colour(line);
        // `ok. 5 passed; 0 failed; 1 ignored; …`
        let tally = plain
            .trim()
            .strip_prefix("test result: ")?
            .split_once(". ")?
            .1
            .to_owned();
        Some(Count {
            passed: before(&tally, "passed"),
            failed: before(&tally, "failed"),
        })
    });
    results.fold(Count::default(), |sum, one| sum + one)
}

/// Reads Vitest's line of totals: `Tests  1 failed | 11 passed (12)`.
pub fn of_vitest(printed: &str) -> Count {
    let totals = printed.lines().rev().find_map(|line| {
        let plain = without_colour(line);
        plain.trim().strip_prefix("Tests ").map(str::to_owned)
    });
    let totals = totals.unwrap_or_default();
    Count {
        passed: before(&totals, "passed"),
        failed: before(&totals, "failed"),
    }
}

/// The number that stands before this word.
fn before(text: &str, word: &str) -> usize {
    let words: Vec<&str> = text
        .split(|c: char| c.is_whitespace() || c == ';' || c == '|')
        .collect();
    let mut filled = words.iter().filter(|part| !part.is_empty());
    let mut last = "";
    filled
        .find_map(|part| {
            let found = (*part == word).then(|| last.parse().ok()).flatten();
            last = part;
            found
        })
        .unwrap_or(0)
}

/// The line without the sequences that colour a terminal.
fn without_colour(line: &str) -> String {
    let mut plain = String::with_capacity(line.len());
    let mut coloured = false;
    for c in line.chars() {
        match c {
            '\u{1b}' => coloured = true,
            'm' if coloured => coloured = false,
            _ if coloured => {}
            other => plain.push(other),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cargo_results_of_every_program_are_added_up() {
        let printed = "\
running 3 tests
test a ... ok
test result: ok. 3 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s
test result: \u{1b}[31mFAILED\u{1b}[0m. 1 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out";
        assert_eq!(of_cargo(printed), Count { passed: 4, failed: 2 });
    }

    #[test]
    fn vitest_totals_are_read_with_and_without_failures() {
        let line = " \u{1b}[2m Test Files \u{1b}[22m 1 passed (1)\n      Tests  1 failed | 11 passed (12)\n   Start at  10:00";
        assert_eq!(
            of_vitest(line),
            Count {
                passed: 11,
                failed: 1
            }
        );
        assert_eq!(
            of_vitest("      Tests  12 passed (12)"),
            Count {
                passed: 12,
                failed: 0
            }
        );
    }

    #[test]
    fn output_without_totals_counts_nothing() {
        assert_eq!(of_cargo("error: could not compile").total(), 0);
        assert_eq!(of_vitest("Tests broke").total(), 0);
    }
}
