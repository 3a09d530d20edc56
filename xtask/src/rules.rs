//! `cargo xtask rules`: each rule of the product with the tests that prove it.
//!
//! A test carries the numbers of its rules at the start of its name: `fn r10_r12_two_starts…` in Rust,
//! `it('R13 …')` in TypeScript. A rule must have one that sees the whole: in a journey or in the window.

use std::fs;
use std::path::Path;

use crate::shell::{Outcome, at, root};

/// The rules that hold by now, in one line each.
const RULES: [(u16, &str); 40] = [
    (1, "Only a Community Event with booking required has bookings"),
    (2, "What can be done with a booking follows from its status"),
    (3, "Confirmed and checked-in parties count against the capacity"),
    (
        4,
        "Payment is recorded, in minor units and a currency; none is taken",
    ),
    (
        5,
        "A booking opens in the same side panel everywhere; Escape gives the focus back",
    ),
    (
        6,
        "Bookings are grouped by event, filtered and searched, and stay smooth with 100,000",
    ),
    (
        7,
        "Files are previewed, then imported whole or not at all, and a second time change nothing",
    ),
    (
        8,
        "Bookings, events and residents are also made and edited by hand",
    ),
    (10, "A booking has at most one conversation"),
    (11, "Starting a conversation needs Manage event bookings"),
    (
        12,
        "Starting takes a first message; of two at once the earlier wins and the other is kept",
    ),
    (
        13,
        "Once there is a conversation, everyone sees View conversation in both places",
    ),
    (14, "A booking of any status can have a conversation"),
    (
        15,
        "A resident without an email address is named, and one can be added",
    ),
    (20, "Everyone who can sign in may read, reply, close and reopen"),
    (21, "A conversation is one-to-one, with the person who booked"),
    (
        22,
        "The label Event booking, View booking and back; less for who may not see bookings",
    ),
    (23, "A message says how it stands: waiting, and for what"),
    (24, "A note for staff is never sent to a resident"),
    (
        25,
        "Closing and reopening are entries; a closed conversation takes no reply",
    ),
    (
        26,
        "A resident's reply reopens a closed conversation; a machine's never does",
    ),
    (27, "What becomes of the booking is an entry too"),
    (28, "A draft is kept per person and conversation, through a crash"),
    (29, "Send first shows what came in between"),
    (
        30,
        "Saved replies are filled from the booking; a placeholder without a value stops the send",
    ),
    (31, "Attachments both ways, made safe, and never run"),
    (
        33,
        "What was said at the desk is an entry of its own kind, and an answer",
    ),
    (40, "Conversations are listed newest word first, with filters"),
    (
        41,
        "Whatever comes in from a resident moves the conversation to the top",
    ),
    (
        42,
        "Every word of every message and note is found, by who may see it",
    ),
    (
        43,
        "Today: what waits and since when, the day's events, what was not delivered, how long answers took",
    ),
    (50, "Permission groups; the last administrator cannot be removed"),
    (51, "Every rule is decided in the core, for every command"),
    (
        52,
        "Sign-in, quick change of person, automatic lock, and a record of who did what",
    ),
    (
        53,
        "Bookings, residents, conversations and the record go out as files, with who took them in the record",
    ),
    (81, "The state of the line is always in sight: No mailbox yet"),
    (83, "Mail finds its conversation, and can be moved to another"),
    (84, "A data folder on a network share is refused"),
    (90, "English and French throughout, chosen per person"),
    (
        91,
        "Everything by keyboard, WCAG 2.2 AA, light and dark, reduced motion",
    ),
];

/// A test that carries a rule's number.
#[derive(Debug, PartialEq, Eq)]
struct Proof {
    rules: Vec<u16>,
    file: String,
    name: String,
}

impl Proof {
    /// Whether it sees the whole: a story over the real store, or the real window.
    fn is_whole(&self) -> bool {
        self.file.starts_with("tests/journeys/") || self.file.starts_with("tests/window/")
    }
}

/// Prints every rule with its tests; fails when one has none, or none that sees the whole.
pub fn command(arguments: &[String]) -> Outcome {
    if !arguments.is_empty() {
        return Err("cargo xtask rules".to_owned());
    }
    let mut proofs = Vec::new();
    for folder in ["crates", "src-tauri", "tests", "ui/src"] {
        collect(&root().join(folder), folder, &mut proofs)?;
    }
    proofs.sort_by(|a, b| (&a.file, &a.name).cmp(&(&b.file, &b.name)));
    let mut lacking = Vec::new();
    for (number, summary) in &RULES {
        println!("R{number} {summary}");
        let of_rule: Vec<&Proof> = proofs
            .iter()
            .filter(|proof| proof.rules.contains(number))
            .collect();
        for proof in &of_rule {
            println!("    {}  {}", proof.file, proof.name);
        }
        lacking.extend(lack(*number, &of_rule));
    }
    if lacking.is_empty() {
        Ok(())
    } else {
        Err(lacking.join("\n"))
    }
}

fn lack(number: u16, proofs: &[&Proof]) -> Option<String> {
    if proofs.is_empty() {
        Some(format!("R{number} has no test"))
    } else if proofs.iter().any(|proof| proof.is_whole()) {
        None
    } else {
        Some(format!("R{number} has no test in tests/journeys or tests/window"))
    }
}

fn collect(folder: &Path, shown: &str, proofs: &mut Vec<Proof>) -> Outcome {
    if !folder.exists() {
        return Ok(());
    }
    for entry in at(folder, fs::read_dir(folder))? {
        let entry = at(folder, entry)?;
        let path = entry.path();
        let name = entry.file_name().to_string_lossy().into_owned();
        let shown = format!("{shown}/{name}");
        if path.is_dir() {
            if name != "node_modules" && name != "target" {
                collect(&path, &shown, proofs)?;
            }
            continue;
        }
        let found = if name.ends_with(".rs") {
            in_rust(&at(&path, fs::read_to_string(&path))?)
        } else if name.ends_with(".test.ts") || name.ends_with(".test.tsx") {
            in_typescript(&at(&path, fs::read_to_string(&path))?)
        } else {
            Vec::new()
        };
        proofs.extend(found.into_iter().map(|(rules, name)| Proof {
            rules,
            file: shown.clone(),
            name,
        }));
    }
    Ok(())
}

/// Functions named for a rule that an attribute makes a test. One without it would never run.
fn in_rust(text: &str) -> Vec<(Vec<u16>, String)> {
    let mut found = Vec::new();
    let mut is_test = false;
    for line in text.lines().map(str::trim) {
        if line.starts_with("#[") {
            is_test |= line.contains("test]") || line.contains("test(");
            if line.contains("ignore") {
                is_test = false;
            }
            continue;
        }
        let function = line.strip_prefix("async ").unwrap_or(line).strip_prefix("fn ");
        if let Some(name) = function.and_then(|rest| rest.split(['(', '<']).next()) {
            let rules = numbers(name, '_', 'r');
            if is_test && !rules.is_empty() {
                found.push((rules, name.to_owned()));
            }
        }
        if !line.starts_with("//") {
            is_test = false;
        }
    }
    found
}

/// Tests of Vitest named for a rule; skipped ones prove nothing.
fn in_typescript(text: &str) -> Vec<(Vec<u16>, String)> {
    let mut found = Vec::new();
    let mut rest = text;
    // `it.each(TABLE)('title')`: the title stands in the second pair of brackets.
    let mut in_table = false;
    while let Some((before, after)) = rest.split_once('(') {
        rest = after;
        in_table |= calls(before, &["it.each", "test.each", "it.for", "test.for"]);
        let titled = calls(before, &["it", "test"]) || (in_table && before.ends_with(')'));
        if !titled {
            continue;
        }
        in_table = false;
        let mut title = after.trim_start().chars();
        if let Some(quote @ ('\'' | '"' | '`')) = title.next() {
            let name: String = title.take_while(|c| *c != quote).collect();
            let rules = numbers(&name, ' ', 'R');
            if !rules.is_empty() {
                found.push((rules, name));
            }
        }
    }
    found
}

/// Whether the text ends with one of these names, whole.
fn calls(text: &str, names: &[&str]) -> bool {
    names.iter().any(|name| {
        text.strip_suffix(name).is_some_and(|head| {
            !head.ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == '.' || c == '$')
        })
    })
}

/// The rule numbers that a name begins with.
fn numbers(name: &str, separator: char, letter: char) -> Vec<u16> {
    name.split(separator)
        .map_while(|word| {
            word.strip_prefix(letter)?
                .trim_end_matches([',', ':'])
                .parse()
                .ok()
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rust_test_may_carry_more_than_one_number() {
        let text = "#[tokio::test]\nasync fn r10_r12_two_starts() {\n#[test]\n// why\nfn r3_full() {";
        let expected = vec![
            (vec![10, 12], "r10_r12_two_starts".to_owned()),
            (vec![3], "r3_full".to_owned()),
        ];
        assert_eq!(in_rust(text), expected);
    }

    #[test]
    fn a_function_that_never_runs_proves_nothing() {
        assert_eq!(in_rust("fn r10_helper() {"), []);
        assert_eq!(in_rust("#[test]\n#[ignore]\nfn r10_later() {"), []);
        assert_eq!(
            in_rust("#[test]\nfn r10() {}\nfn r11_helper() {"),
            [(vec![10], "r10".to_owned())]
        );
        assert_eq!(in_rust("#[test]\nfn reopens() {"), []);
    }

    #[test]
    fn typescript_titles_are_read_and_skipped_ones_are_not() {
        let text = "describe('R1 no', () => { it('R11 hides it', x); test(\"R5 R13 both\", x); it.skip('R2 x', y) })";
        let expected = vec![
            (vec![11], "R11 hides it".to_owned()),
            (vec![5, 13], "R5 R13 both".to_owned()),
        ];
        assert_eq!(in_typescript(text), expected);
        let table = "it.each([1, 2])('R90 in %s', (x) => {})";
        assert_eq!(in_typescript(table), [(vec![90], "R90 in %s".to_owned())]);
    }

    #[test]
    fn a_rule_needs_a_test_that_sees_the_whole() {
        let proof = |file: &str| Proof {
            rules: vec![10],
            file: file.to_owned(),
            name: "r10_x".to_owned(),
        };
        assert!(lack(10, &[]).is_some());
        assert!(lack(10, &[&proof("crates/domain/src/booking.rs")]).is_some());
        assert_eq!(lack(10, &[&proof("tests/journeys/start.rs")]), None);
    }
}
