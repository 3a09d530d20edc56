//! `mail-servers start|stop|status FOLDER` and `mail-servers reply FOLDER --as ADDRESS --text TEXT`.
#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a command speaks to its terminal"
)]

use std::{path::Path, process::ExitCode};

use lobby_servers::{Outcome, Ports, Servers, deliver};

const HELP: &str = "\
cargo xtask mail start|stop|status
cargo xtask mail reply --as ADDRESS --text TEXT";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let outcome = match words.as_slice() {
        ["start", folder] => start(Path::new(folder)),
        ["stop", folder] => {
            Servers::stop_in(Path::new(folder));
            Ok(())
        }
        ["status", _] => {
            status();
            Ok(())
        }
        ["reply", folder, "--as", address, "--text", text] => reply(Path::new(folder), address, text),
        _ => Err(HELP.to_owned()),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("{problem}");
            ExitCode::FAILURE
        }
    }
}

fn start(folder: &Path) -> Outcome<()> {
    let servers = Servers::start_for_trying(folder)?;
    let ports = servers.ports();
    println!(
        "Mail servers on 127.0.0.1, for every address, password \"{}\":\n\
         IMAP {} (STARTTLS), {} (TLS); SMTP {} (STARTTLS), {} (TLS), {} (in the open, no password).\n\
         Their certificate is nobody's: accept it by hand.",
        lobby_servers::PASSWORD,
        ports.imap,
        ports.imaps,
        ports.submission,
        ports.smtps,
        ports.smtp
    );
    Ok(())
}

fn status() {
    let ports = Ports::fixed();
    for (name, port) in [("IMAP", ports.imap), ("SMTP", ports.smtp)] {
        let answers = std::net::TcpStream::connect(("127.0.0.1", port)).is_ok();
        println!("{name} {port}: {}", if answers { "up" } else { "down" });
    }
}

/// Answers the newest mail in the mailbox of `address`, as a mail program does.
fn reply(folder: &Path, address: &str, text: &str) -> Outcome<()> {
    let mails = Servers::mailbox_in(folder, address).mails("INBOX");
    let newest = mails
        .last()
        .ok_or_else(|| format!("the mailbox of {address} is empty: write to them in Lobby first"))?;
    let (to, mail) = lobby_servers::answer_to(newest, address, text)?;
    deliver(Ports::fixed().smtp, address, &to, &mail)?;
    println!("{address} has answered to {to}.");
    Ok(())
}
