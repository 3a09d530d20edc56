//! `cargo xtask test`: the whole check, step by step, with one count at its end.

use std::time::{Duration, Instant};

use crate::count::{self, Count};
use crate::setup::{self, Purpose, tool_path};
use crate::shell::{Outcome, cargo, follow, npx, program, read};
use crate::{bench, bench_window, faults, rules, sqlx, ui, windows};

/// One part of the check.
struct Step {
    name: &'static str,
    /// The steps without which this one can only fail for their reason.
    needs: &'static [&'static str],
    run: fn() -> Ran,
}

/// How a step ended: nothing or the reason, and its tests when it has any.
struct Ran(Outcome, Option<Count>);

/// A step that is one check and no more.
fn plain(outcome: Outcome) -> Ran {
    Ran(outcome, None)
}

/// A step made of tests: a run that executes none has proved nothing, so it fails.
fn tested(ended: Outcome, count: Count) -> Ran {
    let outcome = match ended {
        Ok(()) if count.total() == 0 => Err("no test ran".to_owned()),
        other => other,
    };
    Ran(outcome, Some(count))
}

/// The UI comes before clippy: the program carries it inside, so nothing of Rust compiles without it.
static STEPS: [Step; 15] = [
    Step {
        name: "ui",
        needs: &[],
        run: || plain(ui::build_when_stale()),
    },
    Step {
        name: "fmt",
        needs: &[],
        run: || plain(follow(cargo().args(["fmt", "--all", "--check"])).0),
    },
    Step {
        name: "clippy",
        needs: &["ui"],
        run: clippy,
    },
    Step {
        name: "biome",
        needs: &[],
        run: || plain(follow(&mut npx(&["biome", "ci"])).0),
    },
    Step {
        name: "tsc",
        needs: &[],
        run: || plain(follow(&mut npx(&["tsc", "--noEmit"])).0),
    },
    Step {
        name: "deny",
        needs: &[],
        run: deny,
    },
    Step {
        name: "sqlx",
        needs: &[],
        run: || plain(sqlx::check()),
    },
    Step {
        name: "build",
        needs: &["ui"],
        run: build,
    },
    Step {
        name: "rust",
        needs: &["build"],
        run: rust,
    },
    Step {
        name: "bench",
        needs: &["build"],
        run: || plain(bench::quick()),
    },
    Step {
        name: "vitest",
        needs: &[],
        run: vitest,
    },
    Step {
        name: "window",
        needs: &["build"],
        run: window,
    },
    Step {
        name: "faults",
        needs: &["build"],
        run: faults,
    },
    Step {
        name: "windows",
        needs: &["ui"],
        run: for_windows,
    },
    Step {
        name: "rules",
        needs: &[],
        run: || plain(rules::command(&[])),
    },
];

/// What the summary says of a step.
struct Report {
    name: &'static str,
    outcome: Outcome,
    count: Count,
    took: Duration,
}

/// Runs the whole check, or the named steps and what they need.
pub fn command(arguments: &[String]) -> Outcome {
    let steps = chosen(arguments)?;
    let mut reports = Vec::new();
    let prepared = report("set-up", || {
        plain(setup::prepare(Purpose::Tests).and_then(|()| setup::system(Purpose::Windows)))
    });
    let ready = prepared.outcome.is_ok();
    reports.push(prepared);
    if ready {
        for step in steps {
            let broken = step.needs.iter().find(|need| {
                reports
                    .iter()
                    .any(|report| report.name == **need && report.outcome.is_err())
            });
            let report = match broken {
                Some(need) => report(step.name, || {
                    plain(Err(format!("not run, because {need} failed")))
                }),
                None => report(step.name, step.run),
            };
            reports.push(report);
        }
    }
    conclude(&reports)
}

/// Runs one step under its heading and measures it.
fn report(name: &'static str, run: impl FnOnce() -> Ran) -> Report {
    println!("\n=== {name}");
    let begun = Instant::now();
    let Ran(outcome, count) = run();
    let took = begun.elapsed();
    let count = settle(outcome.is_ok(), count);
    match &outcome {
        Ok(()) => println!("=== {name}: passed in {}", seconds(took)),
        Err(problem) => println!("=== {name}: FAILED in {}: {problem}", seconds(took)),
    }
    Report {
        name,
        outcome,
        count,
        took,
    }
}

/// A step without tests counts as one; a failed step shows at least one failure, as when a test
/// program dies before it can say how many.
fn settle(passed: bool, count: Option<Count>) -> Count {
    let count = match count {
        Some(count) => count,
        None => Count {
            passed: usize::from(passed),
            failed: 0,
        },
    };
    Count {
        failed: count.failed.max(usize::from(!passed)),
        ..count
    }
}

/// Prints what became of each step, and as the last line the sum.
fn conclude(reports: &[Report]) -> Outcome {
    println!("\n=== summary");
    for report in reports {
        let word = if report.outcome.is_ok() {
            "passed"
        } else {
            "FAILED"
        };
        let Count { passed, failed } = report.count;
        println!(
            "{:8} {word} {passed:5} passed {failed:3} failed {:>9}",
            report.name,
            seconds(report.took)
        );
    }
    let all = reports
        .iter()
        .fold(Count::default(), |sum, report| sum + report.count);
    let took = reports.iter().map(|report| report.took).sum();
    println!("in {}\n", seconds(took));
    println!("{} passed, {} failed", all.passed, all.failed);
    // The line above must stay the last, so the failure is told by the exit code alone.
    if all.failed > 0 {
        std::process::exit(1)
    }
    Ok(())
}

fn seconds(took: Duration) -> String {
    format!("{}m {:04.1}s", took.as_secs() / 60, took.as_secs_f64() % 60.0)
}

/// The named steps with what they need, in the order of the whole check; all of them when none is named.
fn chosen(names: &[String]) -> Result<Vec<&'static Step>, String> {
    let known = || STEPS.iter().map(|step| step.name).collect::<Vec<_>>().join(" ");
    if let Some(unknown) = names
        .iter()
        .find(|name| STEPS.iter().all(|step| step.name != **name))
    {
        return Err(format!(
            "cargo xtask test [STEP…]: there is no step {unknown}. The steps: {}",
            known()
        ));
    }
    let mut wanted: Vec<&str> = names.iter().map(String::as_str).collect();
    // What is needed stands before what needs it, so one pass from the end finds all of it.
    for step in STEPS.iter().rev() {
        if wanted.contains(&step.name) {
            wanted.extend(step.needs);
        }
    }
    Ok(STEPS
        .iter()
        .filter(|step| wanted.is_empty() || wanted.contains(&step.name))
        .collect())
}

fn clippy() -> Ran {
    plain(follow(cargo().args(["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"])).0)
}

/// Without the advisories, whose database is fetched from elsewhere: a workflow of their own has them.
fn deny() -> Ran {
    plain(follow(program(tool_path("cargo-deny")).args(["check", "bans", "licenses", "sources"])).0)
}

/// The desktop program and every test program in one go. Always the whole workspace, here and below:
/// with another choice of packages cargo would choose other features, and build everything twice.
fn build() -> Ran {
    plain(follow(cargo().args(["build", "--workspace", "--bins", "--tests", "--examples"])).0)
}

/// Every Rust test but those of the window, which need a screen.
fn rust() -> Ran {
    let mut command = cargo();
    command.args(["test", "--workspace", "--no-fail-fast", "--lib", "--bins"]);
    let metadata = match read(cargo().args(["metadata", "--no-deps", "--format-version", "1"])) {
        Ok(metadata) => metadata,
        Err(problem) => return plain(Err(problem)),
    };
    for name in test_programs(&metadata).iter().filter(|name| **name != "window") {
        command.args(["--test", name]);
    }
    let (outcome, printed) = follow(&mut command);
    tested(outcome, count::of_cargo(&printed))
}

/// The names of the integration test programs, out of what cargo says of the workspace.
fn test_programs(metadata: &str) -> Vec<&str> {
    let mut names: Vec<&str> = metadata
        .split("{\"kind\":[\"test\"]")
        .skip(1)
        .filter_map(|target| target.split_once("\"name\":\"")?.1.split_once('"'))
        .map(|(name, _)| name)
        .collect();
    names.sort_unstable();
    names.dedup();
    names
}

fn vitest() -> Ran {
    let (outcome, printed) = follow(&mut npx(&["vitest", "run"]));
    tested(outcome, count::of_vitest(&printed))
}

/// The real window, on a screen and a message bus of its own; two at a time is what two cores carry.
fn window() -> Ran {
    if !cfg!(target_os = "linux") {
        println!("The window is driven on Linux only.");
        return plain(Ok(()));
    }
    let cargo = cargo();
    let (outcome, printed) = follow(
        program("xvfb-run")
            .args(["-a", "-s", "-screen 0 1600x1000x24", "dbus-run-session", "--"])
            .arg(cargo.get_program())
            .args([
                "test",
                "--workspace",
                "--no-fail-fast",
                "--test",
                "window",
                "--",
                "--test-threads=2",
            ]),
    );
    // Whether every figure of the window can be had; how good they are is asked elsewhere.
    let measured = bench_window::quick_in_debug();
    tested(outcome.and(measured), count::of_cargo(&printed))
}

/// Kills, power cuts, a disk that fails: a short form of each, able to fail.
fn faults() -> Ran {
    if !cfg!(target_os = "linux") {
        println!("The disk is hurt on Linux only.");
        return plain(Ok(()));
    }
    plain(faults::short())
}

/// Linux has Debian's linker for it; the other systems leave it to the workflow, where Windows is itself.
fn for_windows() -> Ran {
    if !cfg!(target_os = "linux") {
        println!("Compiled for Windows from Linux only.");
        return plain(Ok(()));
    }
    plain(windows::check())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_brings_what_it_needs_and_keeps_the_order() {
        let named = |names: &[&str]| -> Vec<&str> {
            let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
            chosen(&names).unwrap().iter().map(|step| step.name).collect()
        };
        assert_eq!(named(&["window", "fmt"]), ["ui", "fmt", "build", "window"]);
        assert_eq!(named(&[]).len(), STEPS.len());
        assert!(chosen(&["windwo".to_owned()]).is_err());
    }

    #[test]
    fn a_failed_step_never_counts_as_passed() {
        assert_eq!(settle(true, None), Count { passed: 1, failed: 0 });
        assert_eq!(settle(false, None), Count { passed: 0, failed: 1 });
        assert_eq!(
            settle(false, Some(Count { passed: 7, failed: 0 })),
            Count { passed: 7, failed: 1 }
        );
        assert_eq!(
            settle(false, Some(Count { passed: 7, failed: 2 })),
            Count { passed: 7, failed: 2 }
        );
    }

    #[test]
    fn a_run_without_a_test_fails() {
        assert!(tested(Ok(()), Count::default()).0.is_err());
        assert!(tested(Ok(()), Count { passed: 1, failed: 0 }).0.is_ok());
    }

    #[test]
    fn only_integration_test_programs_are_named() {
        let metadata = r#"[{"kind":["lib"],"name":"lobby_desk"},{"kind":["test"],"crate_types":["bin"],"name":"journeys","src_path":""},{"kind":["test"],"crate_types":["bin"],"name":"window"}]"#;
        assert_eq!(test_programs(metadata), ["journeys", "window"]);
    }
}
