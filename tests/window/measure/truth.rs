//! What the file says, to compare with what the page shows.

use std::path::Path;

use lobby_window_tests::{Result, Trouble};
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{ConnectOptions, Row};

/// Reads the data beside the program, and only reads.
pub struct Truth(SqliteConnection);

/// A conversation with a long thread.
#[derive(Clone, Debug)]
pub struct Long {
    /// The conversation.
    pub id: String,
    /// How many entries it has.
    pub entries: i64,
}

impl Truth {
    /// On the file in this data folder.
    pub async fn of(data: &Path) -> Result<Self> {
        let options = SqliteConnectOptions::new().filename(data.join("lobby.db"));
        Ok(Self(options.read_only(true).connect().await?))
    }

    /// The conversations with the most entries, the longest first.
    pub async fn longest(&mut self, count: i64) -> Result<Vec<Long>> {
        let query = "SELECT conversation_id, count(*) FROM entry GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT ?";
        let rows = sqlx::query(query).bind(count).fetch_all(&mut self.0).await?;
        let longs = rows.iter().map(|row| {
            let id: i64 = row.try_get(0)?;
            Ok(Long {
                id: id.to_string(),
                entries: row.try_get(1)?,
            })
        });
        longs.collect()
    }

    /// How many bookings and entries there are.
    pub async fn size(&mut self) -> Result<(i64, i64)> {
        let query = "SELECT (SELECT count(*) FROM booking), (SELECT count(*) FROM entry)";
        let row = sqlx::query(query).fetch_one(&mut self.0).await?;
        Ok((row.try_get(0)?, row.try_get(1)?))
    }

    /// The reference of a booking, and words that its panel must show: resident, suite, event.
    pub async fn booking(&mut self, id: &str) -> Result<(String, Vec<String>)> {
        let query = "SELECT booking.reference, resident.name, event.title FROM booking \
                     JOIN resident ON resident.id = resident_id JOIN event ON event.id = event_id \
                     WHERE booking.id = ?";
        let row = sqlx::query(query)
            .bind(number(id)?)
            .fetch_one(&mut self.0)
            .await?;
        Ok((row.try_get(0)?, vec![row.try_get(1)?, row.try_get(2)?]))
    }

    /// The resident of a conversation, whose name its row must show.
    pub async fn conversation(&mut self, id: &str) -> Result<String> {
        let query = "SELECT name FROM conversation JOIN resident ON resident.id = resident_id \
                     WHERE conversation.id = ?";
        let row = sqlx::query(query)
            .bind(number(id)?)
            .fetch_one(&mut self.0)
            .await?;
        Ok(row.try_get(0)?)
    }
}

fn number(id: &str) -> Result<i64> {
    id.parse()
        .map_err(|_| Trouble::new(format!("“{id}” is the key of a row, and no id")))
}
