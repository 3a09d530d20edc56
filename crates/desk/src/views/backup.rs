//! Backups, restoring and rescuing.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use specta::Type;

/// Settings → Backup.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct BackupStatus {
    /// The folder that backups go to.
    pub folder: String,
    /// Whether that is the folder that nobody chose, on the disk of the data itself.
    pub folder_is_own: bool,
    /// Whether one is made every day.
    pub daily: bool,
    /// When the last good one was made.
    pub made_at: Option<DateTime<Utc>>,
    /// Set while backups fail.
    pub failing: Option<BackupFailing>,
    /// Those in the folder, the newest first; at most as many as are kept.
    pub backups: Vec<BackupFile>,
    /// Kibibytes free on the folder's disk; `None` where the folder cannot be reached.
    pub free_kib: Option<u32>,
    /// How many are kept.
    pub kept: u32,
}

/// Backups that fail.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct BackupFailing {
    /// Since when.
    pub since: DateTime<Utc>,
    /// The technical part of the last one.
    pub detail: String,
}

/// One backup.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct BackupFile {
    /// Its file's name, by which it is chosen.
    pub name: String,
    /// When it was made.
    pub at: DateTime<Utc>,
    /// Its size in kibibytes.
    pub kib: u32,
}

/// Where backups go, and whether one is made every day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct BackupForm {
    /// A folder in full; empty for the one in the data folder.
    pub folder: String,
    /// Whether one is made every day.
    pub daily: bool,
}

/// What takes a while.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum Work {
    /// Making a backup: kibibytes.
    Backup,
    /// Restoring one: kibibytes.
    Restore,
    /// Rescuing a damaged file: rows.
    Rescue,
}

/// How far it has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct WorkProgress {
    /// What.
    pub work: Work,
    /// So much.
    pub done: u32,
    /// Of so much; 0 while that is not known.
    pub all: u32,
}

/// What the rescue screen offers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct RescueView {
    /// What is wrong with the file: the technical part.
    pub detail: String,
    /// The data folder.
    pub folder: String,
    /// The newest backup that is still as it was written.
    pub newest: Option<BackupFile>,
}

/// What a person chooses on the rescue screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum RescueChoice {
    /// What can be read of the damaged file; the newest good backup fills the gaps.
    WhatCanBeRead,
    /// The newest good backup; the damaged file adds what came since, and what waits in the outbox.
    Backup,
}

/// What came of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct RescueDone {
    /// Residents, events, bookings, conversations and entries that are there.
    pub rows: u32,
    /// Entries of conversations among them.
    pub entries: u32,
    /// Messages that wait in the outbox.
    pub waiting: u32,
    /// Rows of the damaged file that could not be read.
    pub unreadable: u32,
    /// Rows that were read and belong to nothing that was.
    pub unplaced: u32,
    /// The text file that holds those.
    pub words: Option<String>,
    /// The folder that keeps the damaged file.
    pub aside: String,
    /// The backup that filled the gaps or was gone back to.
    pub backup_at: Option<DateTime<Utc>>,
}
