//! The file behind the window, read while the program runs.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{ConnectOptions, Connection, Row};

use crate::{Result, Trouble};

/// Reads, and only reads: the program beside it is the one that writes.
pub struct Database {
    file: PathBuf,
}

impl Database {
    pub(crate) fn of(data: &Path) -> Self {
        Self {
            file: data.join("lobby.db"),
        }
    }

    async fn connect(&self) -> Result<SqliteConnection> {
        let options = SqliteConnectOptions::new().filename(&self.file).read_only(true);
        Ok(options.busy_timeout(Duration::from_secs(5)).connect().await?)
    }

    /// The one number that a query answers: `SELECT count(*) FROM conversation`.
    pub async fn number(&self, query: &'static str) -> Result<i64> {
        let mut connection = self.connect().await?;
        let number = sqlx::query_scalar(query).fetch_one(&mut connection).await?;
        connection.close().await?;
        Ok(number)
    }

    /// The first column of every row, as words.
    pub async fn words(&self, query: &'static str) -> Result<Vec<String>> {
        let mut connection = self.connect().await?;
        let rows = sqlx::query(query).fetch_all(&mut connection).await?;
        connection.close().await?;
        rows.iter()
            .map(|row| Ok(row.try_get_unchecked::<String, _>(0)?))
            .collect()
    }

    /// Waits until a query answers this number.
    pub async fn becomes(&self, query: &'static str, wanted: i64) -> Result<()> {
        let begun = Instant::now();
        loop {
            let found = self.number(query).await?;
            if found == wanted {
                return Ok(());
            }
            if begun.elapsed() > crate::desk::PATIENCE {
                return Err(Trouble::new(format!("{query}\nanswers {found}, not {wanted}")));
            }
            tokio::time::sleep(crate::desk::PAUSE).await;
        }
    }
}
