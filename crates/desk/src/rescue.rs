//! Getting a damaged file's data back. There is no desk then, and nobody can be signed in: what can be
//! called here takes nothing away, and who comes after it signs in as ever.

use std::path::Path;

use lobby_store::safety::{
    backup::{self, Settings},
    rescue::{self, Plan},
};

use crate::{
    back_up::view,
    desk::Clock,
    keeping::{Keeping, count},
    problem::Problem,
    views::backup::{RescueChoice, RescueDone, RescueView, Work},
};

/// What there is to choose from.
pub async fn look(folder: &Path, detail: &str) -> RescueView {
    let backups = Settings::read(folder).folder(folder);
    RescueView {
        detail: detail.to_owned(),
        folder: folder.display().to_string(),
        newest: backup::newest_good(&backups).await.as_ref().map(view),
    }
}

/// Makes a new file out of what can be read, the newest good backup and what waits in the outbox, and keeps
/// the damaged one aside.
///
/// # Errors
/// [`Problem::NobodyLeft`], [`Problem::NoRoomOnDisk`], [`Problem::WorkStopped`],
/// [`Problem::NothingToRescue`] when a backup was chosen and there is none; [`Problem::Storage`]. The damaged
/// file stays.
pub async fn rescue(
    folder: &Path,
    choice: RescueChoice,
    clock: &Clock,
    keeping: &Keeping,
) -> Result<RescueDone, Problem> {
    let (progress, _ended) = keeping.begin(Work::Rescue)?;
    let backups = Settings::read(folder).folder(folder);
    let newest = backup::newest_good(&backups).await;
    let plan = match (choice, &newest) {
        (RescueChoice::WhatCanBeRead, newest) => {
            Plan::WhatCanBeRead(newest.as_ref().map(|backup| backup.path.clone()))
        }
        (RescueChoice::Backup, Some(newest)) => Plan::Backup(newest.path.clone()),
        (RescueChoice::Backup, None) => return Err(Problem::NothingToRescue),
    };
    let done = rescue::rescue(folder, &plan, clock(), &progress).await?;
    Ok(RescueDone {
        rows: count(done.rows),
        entries: count(done.entries),
        waiting: count(done.waiting),
        unreadable: count(done.unreadable),
        unplaced: count(done.unplaced),
        words: done.words.map(|words| words.display().to_string()),
        aside: done.aside.display().to_string(),
        backup_at: newest.map(|backup| backup.at),
    })
}
