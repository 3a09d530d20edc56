//! Imports a file as the window does and says how long each step took:
//! `cargo run --release -p lobby-desk --example import_file -- FILE --data-dir DIR`.
#![expect(clippy::print_stdout, reason = "this program's only face is the terminal")]

use std::{
    path::{Path, PathBuf},
    process::ExitCode,
    sync::Arc,
    time::Instant,
};

use base64::{Engine as _, prelude::BASE64_STANDARD};
use chrono::Utc;
use lobby_desk::{
    Desk,
    problem::Problem,
    views::app::{AppState, SetUpForm},
};
use lobby_domain::resident::Language;

const USAGE: &str = "import_file FILE --data-dir DIR

  FILE            a CSV or iCalendar file; its bad lines are left out
  --data-dir DIR  an empty folder, or one that this program or `cargo xtask seed` made";

/// Everybody's password in a building that was made for measuring.
const PASSWORD: &str = "lobby-sample";

/// How many bytes cross at once.
const SLICE: usize = 1 << 20;

fn parse(arguments: impl IntoIterator<Item = String>) -> Option<(PathBuf, PathBuf)> {
    let arguments: Vec<String> = arguments.into_iter().collect();
    match arguments.as_slice() {
        [file, option, folder] if option == "--data-dir" => Some((file.into(), folder.into())),
        _ => None,
    }
}

#[tokio::main]
async fn main() -> ExitCode {
    let Some((file, folder)) = parse(std::env::args().skip(1)) else {
        println!("{USAGE}");
        return ExitCode::FAILURE;
    };
    match import(&file, &folder).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            println!("{sentence}");
            ExitCode::FAILURE
        }
    }
}

async fn import(file: &Path, folder: &Path) -> Result<(), String> {
    let bytes = std::fs::read(file).map_err(|error| format!("{}: {error}", file.display()))?;
    let desk = Desk::open(folder, Arc::new(Utc::now))
        .await
        .map_err(|error| error.to_string())?;
    let name = file
        .file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default();
    let outcome = run(&desk, &name, &bytes)
        .await
        .map_err(|problem| problem.to_string());
    desk.close().await;
    outcome
}

async fn run(desk: &Desk, name: &str, bytes: &[u8]) -> Result<(), Problem> {
    sit_down(desk).await?;
    let start = Instant::now();
    let token = desk
        .import_begin(name, u32::try_from(bytes.len()).unwrap_or(u32::MAX))
        .await?;
    for slice in bytes.chunks(SLICE) {
        desk.import_chunk(&token, &BASE64_STANDARD.encode(slice)).await?;
    }
    let opened = desk.import_open(&token).await?;
    println!(
        "brought in and opened, {} rows: {:.2?}",
        opened.rows,
        start.elapsed()
    );
    let start = Instant::now();
    let preview = desk.import_preview(&token, None).await?;
    println!(
        "previewed, {} bad lines: {:.2?}",
        preview.bad_total,
        start.elapsed()
    );
    let start = Instant::now();
    let done = desk.import_apply(&token, true, &[]).await?;
    println!("imported: {:.2?}", start.elapsed());
    println!("{:#?}", done.totals);
    Ok(())
}

/// Makes a building where there is none, and signs its administrator in.
async fn sit_down(desk: &Desk) -> Result<(), Problem> {
    match desk.app_state().await? {
        AppState::SetUp { .. } => {
            let form = SetUpForm {
                building: "Measured House".to_owned(),
                address: String::new(),
                time_zone: "America/Montreal".to_owned(),
                language: Language::En,
                currency: "CAD".to_owned(),
                name: "Noor Haddad".to_owned(),
                email: "noor@example.org".to_owned(),
                password: PASSWORD.to_owned(),
            };
            desk.set_up(form).await.map(drop)
        }
        AppState::SignIn { people, .. } => {
            let first = people.first().map_or("", |person| person.name.as_str());
            desk.sign_in(first, PASSWORD).await
        }
        AppState::Desk { .. } | AppState::Unavailable { .. } => Ok(()),
    }
}
