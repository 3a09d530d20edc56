//! `cargo xtask mail`: real mail servers on this computer, to try Lobby with.

use crate::setup::{self, Purpose};
use crate::shell::{Outcome, cargo, run, target};

const USAGE: &str = "\
cargo xtask mail start|stop|status
cargo xtask mail reply --as ADDRESS --text TEXT

  start   Dovecot and Postfix on ports of this computer, where every address is a mailbox
  stop    stop them; the mailboxes stay
  reply   answer the newest mail in the mailbox of ADDRESS, as its mail program would";

/// Starts, stops or asks the servers, or answers as a resident.
pub fn command(arguments: &[String]) -> Outcome {
    match arguments.first().map(String::as_str) {
        Some("start") => {
            setup::system(Purpose::Mail)?;
            servers(arguments)
        }
        Some("stop" | "status" | "reply") => servers(arguments),
        _ => Err(USAGE.to_owned()),
    }
}

/// Dovecot and Postfix run as users of their own: whoever starts them is root, and their folder is where all of
/// them can reach it.
fn servers(arguments: &[String]) -> Outcome {
    let (verb, rest) = arguments.split_first().ok_or(USAGE)?;
    run(cargo().args([
        "build",
        "--quiet",
        "--package",
        "lobby-servers",
        "--bin",
        "mail-servers",
    ]))?;
    let program = target().join("debug").join("mail-servers");
    let folder = std::env::temp_dir().join("lobby-mail");
    let (program, folder) = (program.display().to_string(), folder.display().to_string());
    let mut all = vec![verb.as_str(), folder.as_str()];
    all.extend(rest.iter().map(String::as_str));
    run(&mut setup::as_root(&program, &all)?)
}
