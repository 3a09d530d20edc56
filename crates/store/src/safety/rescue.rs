//! Getting out of a damaged file what can be read, into a new one. What the one source lacks is taken from
//! the other, such as the newest good backup. The damaged file is only read, and kept aside.

use std::{
    fs,
    path::{Path, PathBuf},
};

use chrono::{DateTime, Utc};
use sqlx::{
    AssertSqlSafe, ConnectOptions as _, Connection as _, SqliteConnection, sqlite::SqliteJournalMode,
};

use super::{SafetyError, copy, copy::Progress, swap};
use crate::{
    crash,
    error::{Fault, fault_of},
    open, record,
};

mod orphans;

/// Rows that are copied at once, as long as all of them can be read.
const BATCH: i64 = 4096;
/// Where the last id cannot be read, so many batches in a row without a readable row are the end.
const NOTHING_LEFT: u32 = 4;
/// What only the damaged file knows: the backup's is out of date, and would undo what was done since.
const OF_THE_MOMENT: [&str; 3] = ["outbox", "draft", "unread"];

/// Which source is believed first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Plan {
    /// The damaged file; what it lacks comes from this backup, if there is one.
    WhatCanBeRead(Option<PathBuf>),
    /// This backup; what was added since then comes from the damaged file. What waits in the outbox is
    /// always the damaged file's.
    Backup(PathBuf),
}

/// What came of a rescue.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rescued {
    /// Rows in the new file.
    pub rows: u64,
    /// Entries of conversations among them.
    pub entries: u64,
    /// Messages that wait in the outbox.
    pub waiting: u64,
    /// Rows that the damaged file could not give, whether or not the backup had them.
    pub unreadable: u64,
    /// Rows that were read, but what they belong to was not; they are in the file named next.
    pub unplaced: u64,
    /// A text file with the rows that could not be placed.
    pub words: Option<PathBuf>,
    /// The folder that keeps the damaged file.
    pub aside: PathBuf,
}

/// Makes a new file out of what can be read, and puts it in the place of the damaged one.
///
/// # Errors
/// [`SafetyError`]; the damaged file stays where and as it is.
pub async fn rescue(
    data: &Path,
    plan: &Plan,
    now: DateTime<Utc>,
    progress: &Progress,
) -> Result<Rescued, SafetyError> {
    let (_lock, damaged, part) = (open::hold(data)?, data.join(open::FILE), swap::part(data));
    let size = |path: &Path| fs::metadata(path).map_or(0, |file| file.len());
    let backup = match plan {
        Plan::WhatCanBeRead(backup) => backup.clone(),
        Plan::Backup(backup) => Some(backup.clone()),
    };
    copy::make_room(data, size(&damaged) + backup.as_deref().map_or(0, size))?;
    let mut to = new_file(&part).await?;
    let mut sources = Vec::new();
    if has_tables(&mut to, "damaged", &damaged).await {
        sources.push("damaged");
    }
    if let Some(backup) = &backup
        && has_tables(&mut to, "backup", backup).await
    {
        sources.push("backup");
    }
    let mut work = Work {
        sources,
        backup_first: matches!(plan, Plan::Backup(_)),
        progress,
        done: 0,
        all: 0,
    };
    let filled = fill(&mut to, &mut work).await;
    let done = match filled {
        Ok(unreadable) => conclude(to, (&part, now), unreadable).await,
        Err(fault) => Err(fault),
    };
    let (mut rescued, lost) = match done {
        Ok(done) => done,
        Err(fault) => {
            let _ = fs::remove_file(&part);
            return Err(fault);
        }
    };
    rescued.aside = swap::aside(data, now);
    rescued.words = orphans::write_down(&rescued.aside, &lost)?;
    crash::point("rescue_made");
    swap::ready(data, now)?;
    swap::finish(data).map_err(|error| SafetyError::file(data, error))?;
    Ok(rescued)
}

/// An empty file with every table. It is made durable at the end, as a whole.
async fn new_file(part: &Path) -> Result<SqliteConnection, SafetyError> {
    if part.exists() {
        fs::remove_file(part).map_err(|error| SafetyError::file(part, error))?;
    }
    let mut to = open::options(part)
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Memory)
        .foreign_keys(false)
        .connect()
        .await?;
    open::MIGRATIONS
        .run_direct(None, &mut to, false)
        .await
        .map_err(|error| sqlx::Error::Migrate(Box::new(error)))?;
    Ok(to)
}

/// Whether the source can be read at all. It is attached for reading only.
async fn has_tables(to: &mut SqliteConnection, name: &str, file: &Path) -> bool {
    let Some(uri) = read_only(file) else { return false };
    let attached = sqlx::query(AssertSqlSafe(format!("ATTACH ? AS {name}")))
        .bind(uri)
        .execute(&mut *to)
        .await;
    let counted: Result<i64, _> = sqlx::query_scalar(AssertSqlSafe(format!(
        "SELECT count(*) FROM {name}.sqlite_schema"
    )))
    .fetch_one(&mut *to)
    .await;
    attached.is_ok() && counted.is_ok_and(|tables| tables > 0)
}

/// SQLite's name for a file that is only to be read (<https://sqlite.org/uri.html>).
fn read_only(file: &Path) -> Option<String> {
    let path = file
        .to_str()?
        .replace('%', "%25")
        .replace('?', "%3f")
        .replace('#', "%23");
    let path = if cfg!(windows) {
        format!("/{}", path.replace('\\', "/"))
    } else {
        path
    };
    Some(format!("file:{path}?mode=ro"))
}

/// What is being copied, and how far it has come.
struct Work<'a> {
    sources: Vec<&'static str>,
    backup_first: bool,
    progress: &'a Progress,
    done: u64,
    all: u64,
}

/// Copies every table from the sources, but what triggers make anew: the tally, and what entries are found by. How
/// many rows could not be read from the damaged file and stood in no other.
async fn fill(to: &mut SqliteConnection, work: &mut Work<'_>) -> Result<u64, SafetyError> {
    let tables: Vec<(String, bool)> = sqlx::query_as(
        "SELECT t.name, t.wr FROM pragma_table_list AS t JOIN main.sqlite_schema AS s ON s.name = t.name
        WHERE t.schema = 'main' AND t.type = 'table' AND t.name NOT LIKE '\\_sqlx%' ESCAPE '\\'
            AND t.name NOT LIKE 'sqlite%' AND t.name NOT IN ('tally', 'entry_place') ORDER BY s.rowid",
    )
    .fetch_all(&mut *to)
    .await?;
    for (table, _) in &tables {
        for source in &work.sources {
            work.all += u64::try_from(last_id(to, source, table).await.unwrap_or(0)).unwrap_or(0);
        }
    }
    // The seal is made with the file; mail that is out there carries the one of the file before.
    sqlx::query("DELETE FROM seal")
        .execute(&mut *to)
        .await
        .map_err(crate::StoreError::from)?;
    let mut unreadable = 0;
    for (table, without_rowid) in &tables {
        let mut order = work.sources.clone();
        if OF_THE_MOMENT.contains(&table.as_str()) {
            order.retain(|source| *source == "damaged" || !work.sources.contains(&"damaged"));
        } else if work.backup_first {
            order.reverse();
        }
        for source in order {
            let mut one = Table::of(to, source, table).await?;
            let lost = if *without_rowid {
                one.whole(to).await?
            } else {
                one.by_id(to, work).await?
            };
            unreadable += u64::from(source == "damaged") * lost;
        }
    }
    sqlx::query("INSERT OR IGNORE INTO seal (id, secret) VALUES (1, randomblob(32))")
        .execute(&mut *to)
        .await
        .map_err(crate::StoreError::from)?;
    Ok(unreadable)
}

/// The last rowid of a table, 0 where there is none; `None` where it cannot be read.
async fn last_id(to: &mut SqliteConnection, source: &str, table: &str) -> Option<i64> {
    // The sum keeps SQLite from the table itself: it reads the smallest index instead, which may be whole.
    for last in ["max(rowid)", "max(rowid + 0)"] {
        let sql = AssertSqlSafe(format!("SELECT {last} FROM {source}.{table}"));
        if let Ok(last) = sqlx::query_scalar::<_, Option<i64>>(sql)
            .fetch_one(&mut *to)
            .await
        {
            return Some(last.unwrap_or_default());
        }
    }
    None
}

/// One table of one source.
struct Table {
    insert: String,
    source: &'static str,
    name: String,
}

impl Table {
    /// The columns that the source has too: it may be of an older Lobby.
    async fn of(to: &mut SqliteConnection, source: &'static str, name: &str) -> Result<Self, SafetyError> {
        let columns: Vec<String> = sqlx::query_scalar(AssertSqlSafe(format!(
            "SELECT name FROM pragma_table_info('{name}', 'main')
            WHERE name IN (SELECT name FROM pragma_table_info('{name}', '{source}'))"
        )))
        .fetch_all(&mut *to)
        .await
        .or_else(pass_over)?;
        let columns = columns.join(", ");
        Ok(Self {
            insert: if columns.is_empty() {
                String::new()
            } else {
                format!("INSERT OR IGNORE INTO main.{name} ({columns}) SELECT {columns} FROM {source}.{name}")
            },
            source,
            name: name.to_owned(),
        })
    }

    async fn run(&self, to: &mut SqliteConnection, clause: &str) -> Result<bool, SafetyError> {
        let sql = AssertSqlSafe(format!("{} {clause}", self.insert));
        match sqlx::query(sql).execute(to).await {
            Ok(_) => Ok(true),
            Err(error) => pass_over(error).map(|()| false),
        }
    }

    /// A table without rowids is small: what cannot be read in one go is read row by row from both ends.
    async fn whole(&mut self, to: &mut SqliteConnection) -> Result<u64, SafetyError> {
        if self.insert.is_empty() || self.run(to, "").await? {
            return Ok(0);
        }
        for direction in ["", " DESC"] {
            let mut step = 0_u32;
            while self
                .run(
                    to,
                    &format!("ORDER BY 1{direction}, 2{direction} LIMIT 1 OFFSET {step}"),
                )
                .await?
                && changed(to).await?
            {
                step += 1;
            }
        }
        Ok(1)
    }

    /// Ranges of ids, halved where a range cannot be read, down to the single row.
    async fn by_id(&mut self, to: &mut SqliteConnection, work: &mut Work<'_>) -> Result<u64, SafetyError> {
        if self.insert.is_empty() {
            return Ok(0);
        }
        let known = last_id(to, self.source, &self.name).await;
        let last = known.unwrap_or(i64::MAX - BATCH);
        let (mut lost, mut unsure, mut empty) = (0, 0, 0);
        let mut next = 1_i64;
        while next <= last && empty < NOTHING_LEFT {
            let until = next.saturating_add(BATCH - 1).min(last);
            let missed = self.range(to, next, until).await?;
            unsure += missed;
            if known.is_none() && missed == BATCH.unsigned_abs() {
                empty += 1;
            } else {
                (lost, unsure, empty) = (lost + unsure, 0, 0);
            }
            work.done = work.done.saturating_add((until - next + 1).unsigned_abs());
            if !(work.progress)(work.done.min(work.all), work.all) {
                return Err(SafetyError::Stopped);
            }
            next = until + 1;
        }
        // At the very least one row could not be read where not even the last id could.
        Ok(lost + u64::from(known.is_none()))
    }

    async fn range(&self, to: &mut SqliteConnection, from: i64, until: i64) -> Result<u64, SafetyError> {
        let mut lost = 0;
        let mut waiting = vec![(from, until)];
        while let Some((from, until)) = waiting.pop() {
            if self
                .run(to, &format!("WHERE rowid BETWEEN {from} AND {until}"))
                .await?
            {
                continue;
            }
            if from == until {
                lost += 1;
            } else {
                let middle = from + (until - from) / 2;
                waiting.push((middle + 1, until));
                waiting.push((from, middle));
            }
        }
        Ok(lost)
    }
}

async fn changed(to: &mut SqliteConnection) -> Result<bool, SafetyError> {
    let (rows,): (i64,) = sqlx::query_as("SELECT changes()").fetch_one(to).await?;
    Ok(rows > 0)
}

/// What cannot be read or kept of the source is passed over; what is wrong with the disk or the new file
/// is not.
fn pass_over<T: Default>(error: sqlx::Error) -> Result<T, SafetyError> {
    match fault_of(&error) {
        Fault::DiskFull | Fault::ReadOnly | Fault::NoFolder => Err(error.into()),
        _ => Ok(T::default()),
    }
}

/// Whether somebody can sign in to what was made, that it is whole, and durable.
async fn conclude(
    mut to: SqliteConnection,
    (part, now): (&Path, DateTime<Utc>),
    unreadable: u64,
) -> Result<(Rescued, Vec<String>), SafetyError> {
    let lost = orphans::take_out(&mut to).await?;
    let line = record::Line {
        by: None,
        action: "rescue",
        subject: "building",
        id: None,
        detail: &format!(
            "{unreadable} rows could not be read, {} not be placed",
            lost.len()
        ),
    };
    record::append(&mut to, now, &line).await?;
    let count = async |to: &mut SqliteConnection, sql: &'static str| -> Result<u64, SafetyError> {
        let (count,): (i64,) = sqlx::query_as(sql).fetch_one(to).await?;
        Ok(u64::try_from(count).unwrap_or(0))
    };
    let keys = count(
        &mut to,
        "SELECT count(*) FROM building, staff JOIN permission_group ON permission_group.id = staff.group_id
        WHERE removed_at IS NULL AND administration = 1",
    )
    .await?;
    if keys == 0 {
        return Err(SafetyError::NobodyLeft);
    }
    let rescued = Rescued {
        rows: count(
            &mut to,
            "SELECT (SELECT count(*) FROM resident) + (SELECT count(*) FROM event)
                + (SELECT count(*) FROM booking) + (SELECT count(*) FROM conversation)
                + (SELECT count(*) FROM entry)",
        )
        .await?,
        entries: count(&mut to, "SELECT count(*) FROM entry").await?,
        waiting: count(&mut to, "SELECT count(*) FROM outbox WHERE state = 'waiting'").await?,
        unreadable,
        unplaced: lost.len() as u64,
        ..Rescued::default()
    };
    let (found,): (String,) = sqlx::query_as("PRAGMA main.quick_check(1)")
        .fetch_one(&mut to)
        .await?;
    to.close().await?;
    if found != "ok" {
        return Err(SafetyError::Damaged {
            path: part.to_path_buf(),
            detail: found,
        });
    }
    fs::File::open(part)
        .and_then(|file| file.sync_all())
        .map_err(|error| SafetyError::file(part, error))?;
    Ok((rescued, lost))
}
