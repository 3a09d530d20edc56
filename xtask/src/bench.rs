//! `cargo xtask bench`: how fast the core is, beside the same statements through bare sqlx and raw SQLite.

use crate::shell::{Outcome, cargo, program, read, run, target};

/// What the benchmark measures when nothing is named.
const FIGURES: [&str; 5] = ["list", "thread", "append", "flat", "core"];

/// Builds the benchmark as fast as it will run, and hands everything over to it.
pub fn command(arguments: &[String]) -> Outcome {
    let mut command = cargo();
    command.args(["run", "--quiet", "--release", "--package", "lobby-bench", "--"]);
    command.arg("--folder").arg(target().join("bench"));
    run(command.args(arguments))
}

/// The quick form, out of the development build that the check has made already: that Lobby, bare sqlx and
/// raw SQLite give the same rows by the same statements. No limit is judged.
pub fn quick() -> Outcome {
    let bench = target()
        .join("debug")
        .join(format!("lobby-bench{}", std::env::consts::EXE_SUFFIX));
    let mut command = program(bench);
    command.arg("--folder").arg(target().join("bench"));
    let report = read(command.args(["--quick", "--json"]))?;
    println!("{report}");
    match missing(&report).as_slice() {
        [] => {
            println!(
                "The rows were the same in each figure. This was not the release build: no limit was judged."
            );
            Ok(())
        }
        missing => Err(format!("the report has nothing of {}", missing.join(", "))),
    }
}

/// The figures that a report does not hold, or without anything measured.
fn missing(report: &str) -> Vec<&'static str> {
    FIGURES
        .into_iter()
        .filter(|figure| !report.contains(&format!("\"figure\":\"{figure}\",\"measured\":[{{")))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_without_a_figure_is_none() {
        let whole: String = FIGURES
            .iter()
            .map(|figure| format!("{{\"figure\":\"{figure}\",\"measured\":[{{\"name\":1}}]}},"))
            .collect();
        assert!(missing(&whole).is_empty());
        let empty = whole.replacen("[{\"name\":1}]", "[]", 1);
        assert_eq!(missing(&empty), ["list"]);
        assert_eq!(missing("{}"), FIGURES);
    }
}
