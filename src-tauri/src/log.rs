//! What went on, for support: a file a day. What anybody wrote, and who, is never in it.

use std::{
    path::{Path, PathBuf},
    sync::{Mutex, PoisonError},
};

use tauri::{AppHandle, Manager as _};
use tracing_appender::{
    non_blocking::WorkerGuard,
    rolling::{Builder, Rotation},
};
use tracing_subscriber::{
    Layer as _, filter::Targets, layer::SubscriberExt as _, util::SubscriberInitExt as _,
};

/// Days that are kept.
const KEPT: usize = 14;
/// What the files are called, before the day and after it.
const NAME: [&str; 2] = ["lobby", "log"];

/// Writes beside the program; what it holds is written when it is let go.
static WRITER: Mutex<Option<WorkerGuard>> = Mutex::new(None);

/// Begins to write into this folder. Where that cannot be, Lobby works without a log.
pub fn start(folder: &Path) {
    let [prefix, suffix] = NAME;
    let files = Builder::new()
        .rotation(Rotation::DAILY)
        .filename_prefix(prefix)
        .filename_suffix(suffix)
        .max_log_files(KEPT)
        .build(folder);
    let Ok(files) = files else { return };
    let (writer, guard) = tracing_appender::non_blocking(files);
    // Our own words only: what libraries say may hold what people wrote.
    let ours = Targets::new()
        .with_target("lobby", tracing::Level::INFO)
        .with_target("lobby_desk", tracing::Level::INFO);
    let lines = tracing_subscriber::fmt::layer()
        .with_ansi(false)
        .with_writer(writer)
        .with_filter(ours);
    if tracing_subscriber::registry().with(lines).try_init().is_ok() {
        *WRITER.lock().unwrap_or_else(PoisonError::into_inner) = Some(guard);
    }
    tell_panics();
    tracing::info!(
        version = env!("CARGO_PKG_VERSION"),
        system = std::env::consts::OS,
        machine = std::env::consts::ARCH,
        "started"
    );
}

/// A panic is a fault of the program: where it was goes into the log, and not with what.
fn tell_panics() {
    let before = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        if let Some(at) = panic.location() {
            tracing::error!(file = at.file(), line = at.line(), "panic");
        }
        before(panic);
    }));
}

/// Writes what is still held.
pub fn end() {
    tracing::info!("ended");
    drop(WRITER.lock().unwrap_or_else(PoisonError::into_inner).take());
}

/// Lines of the log that support is given.
const LINES: usize = 200;

/// What support asks for first: the program, the system, how the desk stands, and the last lines of the log.
#[must_use]
pub fn report(app: &AppHandle, desk: &str) -> String {
    let web_view = tauri::webview_version().unwrap_or_else(|_| "unknown".to_owned());
    let lines = app
        .path()
        .app_log_dir()
        .map_or_else(|_| String::new(), |folder| latest(&folder, LINES));
    // The folder's own name is often the person's.
    let (desk, lines) = (without_home(desk), without_home(&lines));
    format!(
        "Lobby {} ({} {}), web view {web_view}\n{desk}\n{lines}\n",
        env!("CARGO_PKG_VERSION"),
        std::env::consts::OS,
        std::env::consts::ARCH,
    )
}

fn without_home(text: &str) -> String {
    match std::env::home_dir() {
        Some(home) if home.components().count() > 1 => text.replace(&*home.to_string_lossy(), "~"),
        _ => text.to_owned(),
    }
}

/// The last lines of the newest file.
fn latest(folder: &Path, lines: usize) -> String {
    let text = newest(folder)
        .and_then(|file| std::fs::read(file).ok())
        .unwrap_or_default();
    let text = String::from_utf8_lossy(&text);
    let all: Vec<&str> = text.lines().collect();
    let from = all.len().saturating_sub(lines);
    all.get(from..).unwrap_or_default().join("\n")
}

fn newest(folder: &Path) -> Option<PathBuf> {
    let [prefix, suffix] = NAME;
    let found = std::fs::read_dir(folder).ok()?;
    found
        .filter_map(|one| Some(one.ok()?.path()))
        .filter(|path| {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            name.starts_with(prefix) && name.ends_with(suffix)
        })
        // The day stands in the name, the year first.
        .max()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_latest_lines_are_of_the_newest_day() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(latest(folder.path(), 5), "");
        for (day, text) in [("2026-11-30", "old"), ("2026-12-01", "one\ntwo\nthree\n")] {
            std::fs::write(folder.path().join(format!("lobby.{day}.log")), text).unwrap();
        }
        std::fs::write(folder.path().join("zebra.txt"), "no log").unwrap();
        assert_eq!(latest(folder.path(), 2), "two\nthree");
        assert_eq!(latest(folder.path(), 9), "one\ntwo\nthree");
    }

    #[test]
    fn the_persons_own_folder_is_not_named() {
        let home = std::env::home_dir().unwrap();
        let told = without_home(&format!("disk full: {}/desk/lobby.db", home.display()));
        assert_eq!(told, "disk full: ~/desk/lobby.db");
    }
}
