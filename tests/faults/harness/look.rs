//! Looking at a folder after something happened to it: through the desk, as at any next start.

use std::{path::Path, sync::Arc, time::Duration};

use chrono::Utc;
use lobby_desk::Desk;
use lobby_faults::{
    Failure,
    judge::{Expected, Verdict},
    load::load,
    state::State,
};
use lobby_store::Fault;
use tempfile::TempDir;

/// Looks at a folder that is still held, 50 ms apart.
const PATIENCE: u32 = 200;

/// A folder in memory where the system has one: a kill takes nothing from a file that was written, wherever it is.
pub fn memory() -> std::io::Result<TempDir> {
    let mut builder = tempfile::Builder::new();
    builder.prefix("lobby-faults-");
    let shared = Path::new("/dev/shm");
    match shared.is_dir() {
        true => builder.tempdir_in(shared),
        false => builder.tempdir(),
    }
}

/// Opens the folder through the desk, judges what is in it, and closes it in order. Tells also what was found.
pub async fn judge(folder: &Path, expected: &Expected) -> Result<(Verdict, State), Failure> {
    let mut opened = Desk::open(folder, Arc::new(Utc::now)).await;
    for _ in 0..PATIENCE {
        // The system lets go of the folder a moment after it has ended a program.
        if !opened.as_ref().is_err_and(|error| error.fault == Fault::InUse) {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
        opened = Desk::open(folder, Arc::new(Utc::now)).await;
    }
    let desk = match opened {
        Ok(desk) => desk,
        Err(error) => return Ok((Verdict::Shut(format!("{error:?}")), State::default())),
    };
    let found = match load(folder).await {
        Ok(found) => found,
        Err(error) => return Ok((Verdict::Damaged(error.to_string()), State::default())),
    };
    desk.close().await;
    Ok((expected.judge(&found), found.state))
}
