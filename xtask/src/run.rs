//! `cargo xtask run`: from a fresh machine to the open window.

use std::path::PathBuf;

use crate::mail;
use crate::setup::{self, Purpose};
use crate::shell::{Outcome, cargo, program, run, target};
use crate::ui;

const USAGE: &str = "\
cargo xtask run [--sample [--mail]] [--data-dir DIR] [--debug]

  --sample        open a sample building, in a folder of its own
  --mail          start mail servers on this computer, and connect the sample building to them
  --data-dir DIR  keep the data in DIR instead of the person's own data folder
  --debug         build quickly instead of well";

/// What was asked for on the command line.
#[derive(Debug, Default, PartialEq, Eq)]
struct Wanted {
    sample: bool,
    mail: bool,
    data_dir: Option<PathBuf>,
    debug: bool,
}

/// Installs what is missing, builds the program and opens it.
pub fn command(arguments: &[String]) -> Outcome {
    let wanted = parse(arguments)?;
    setup::prepare(Purpose::Window)?;
    ui::build_when_stale()?;
    let profile = if wanted.debug { "dev" } else { "release" };
    run(cargo().args(["build", "--package", "lobby", "--profile", profile]))?;

    let folder = if wanted.debug { "debug" } else { "release" };
    let lobby = target()
        .join(folder)
        .join(format!("lobby{}", std::env::consts::EXE_SUFFIX));
    if cfg!(target_os = "linux") && !has_screen() {
        return Err(format!(
            "Built {}. It opens a window, and there is no screen here: neither DISPLAY nor WAYLAND_DISPLAY is set.",
            lobby.display()
        ));
    }
    let mut command = program(&lobby);
    if wanted.sample {
        command.arg("--sample");
    }
    if wanted.mail {
        mail::command(&["start".to_owned()])?;
        command.arg("--mail");
    }
    if let Some(folder) = &wanted.data_dir {
        // The program is started at the top of the project; the person may have been anywhere.
        let folder =
            std::path::absolute(folder).map_err(|problem| format!("{}: {problem}.", folder.display()))?;
        command.arg("--data-dir").arg(folder);
    }
    run(&mut command)
}

fn has_screen() -> bool {
    ["DISPLAY", "WAYLAND_DISPLAY"]
        .iter()
        .any(|name| std::env::var_os(name).is_some_and(|value| !value.is_empty()))
}

fn parse(arguments: &[String]) -> Result<Wanted, String> {
    let mut wanted = Wanted::default();
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        match argument.as_str() {
            "--sample" => wanted.sample = true,
            "--mail" => wanted.mail = true,
            "--debug" => wanted.debug = true,
            "--data-dir" => wanted.data_dir = Some(rest.next().ok_or(USAGE)?.into()),
            other => match other.strip_prefix("--data-dir=") {
                Some(folder) => wanted.data_dir = Some(folder.into()),
                None => return Err(USAGE.to_owned()),
            },
        }
    }
    if wanted.mail && !wanted.sample {
        return Err(USAGE.to_owned());
    }
    Ok(wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(line: &str) -> Result<Wanted, String> {
        parse(&line.split_whitespace().map(str::to_owned).collect::<Vec<_>>())
    }

    #[test]
    fn everything_that_run_takes() {
        let expected = Wanted {
            mail: false,
            sample: true,
            data_dir: Some("there".into()),
            debug: true,
        };
        assert_eq!(parsed("--sample --data-dir there --debug"), Ok(expected));
        assert_eq!(
            parsed("--data-dir=there").map(|wanted| wanted.data_dir),
            Ok(Some("there".into()))
        );
        assert_eq!(parsed(""), Ok(Wanted::default()));
    }

    #[test]
    fn anything_else_is_answered_with_the_usage() {
        assert_eq!(parsed("--data-dir"), Err(USAGE.to_owned()));
        assert_eq!(parsed("--sampel"), Err(USAGE.to_owned()));
    }
}
