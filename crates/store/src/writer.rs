//! The one connection that writes. sqlx's own pool asks a connection whether it still lives each time it comes
//! back, on another thread, and the next transaction waits for the answer.

use std::{
    ops::{Deref, DerefMut},
    sync::Arc,
    time::Duration,
};

use sqlx::{
    ConnectOptions as _, Connection as _, Database, SqlSafeStr as _, Sqlite, SqliteConnection,
    sqlite::SqliteConnectOptions,
};
use sqlx_core::transaction::TransactionManager as _;
use tokio::sync::{Mutex, OwnedMutexGuard};

/// Who waits longer for their turn is told so.
const TURN: Duration = Duration::from_secs(30);

type Manager = <Sqlite as Database>::TransactionManager;

/// Where the connection is; `None` once it is closed.
type Place = Arc<Mutex<Option<SqliteConnection>>>;

/// The connection that writes, one holder after the other in the order in which they came.
#[derive(Debug, Clone)]
pub struct Writer {
    options: SqliteConnectOptions,
    place: Place,
}

impl Writer {
    pub(crate) async fn open(options: SqliteConnectOptions) -> Result<Self, sqlx::Error> {
        let connection = options.connect().await?;
        Ok(Self {
            options,
            place: Arc::new(Mutex::new(Some(connection))),
        })
    }

    /// The connection, for as long as it is held.
    pub(crate) async fn hold(&self) -> Result<Held, sqlx::Error> {
        let place = Arc::clone(&self.place);
        let turn = match Arc::clone(&place).try_lock_owned() {
            Ok(free) => free,
            Err(_) => tokio::time::timeout(TURN, place.lock_owned())
                .await
                .map_err(|_| sqlx::Error::PoolTimedOut)?,
        };
        if turn.is_none() {
            return Err(sqlx::Error::PoolClosed);
        }
        Ok(Held(turn))
    }

    /// Begins a transaction in which nobody else writes.
    pub(crate) async fn begin(&self) -> Result<Write, sqlx::Error> {
        let mut write = Write {
            held: self.hold().await?,
            is_open: true,
        };
        match immediate(&mut write.held).await {
            // After an error of the disk SQLite has rolled back by itself, which sqlx does not see: it takes this
            // connection to be in that transaction for ever. It goes, and a new one comes.
            Err(sqlx::Error::InvalidSavePointStatement) => {
                let new = self.options.connect().await?;
                let old = std::mem::replace(&mut *write.held, new);
                old.close().await.ok();
                immediate(&mut write.held).await?;
            }
            begun => begun?,
        }
        Ok(write)
    }

    /// Waits for who holds it, and closes it.
    pub(crate) async fn close(&self) {
        if let Some(connection) = self.place.lock().await.take() {
            // Where it cannot even be closed, what was confirmed is on the disk.
            connection.close().await.ok();
        }
    }
}

async fn immediate(db: &mut SqliteConnection) -> Result<(), sqlx::Error> {
    Manager::begin(db, Some("BEGIN IMMEDIATE".into_sql_str())).await
}

/// The connection, held; it is free again when this is dropped.
#[derive(Debug)]
pub(crate) struct Held(OwnedMutexGuard<Option<SqliteConnection>>);

impl Deref for Held {
    type Target = SqliteConnection;

    #[expect(clippy::expect_used, reason = "it is closed only by who holds it")]
    fn deref(&self) -> &SqliteConnection {
        self.0.as_ref().expect("a connection that is held")
    }
}

impl DerefMut for Held {
    #[expect(clippy::expect_used, reason = "it is closed only by who holds it")]
    fn deref_mut(&mut self) -> &mut SqliteConnection {
        self.0.as_mut().expect("a connection that is held")
    }
}

/// A write transaction: takes effect as a whole on commit, and not at all when dropped.
#[derive(Debug)]
pub struct Write {
    held: Held,
    is_open: bool,
}

impl Write {
    /// Makes it durable.
    ///
    /// # Errors
    /// What SQLite says; nothing of it has taken effect then.
    pub async fn commit(mut self) -> Result<(), sqlx::Error> {
        Manager::commit(&mut self.held).await?;
        self.is_open = false;
        Ok(())
    }
}

impl Deref for Write {
    type Target = SqliteConnection;

    fn deref(&self) -> &SqliteConnection {
        &self.held
    }
}

impl DerefMut for Write {
    fn deref_mut(&mut self) -> &mut SqliteConnection {
        &mut self.held
    }
}

impl Drop for Write {
    fn drop(&mut self) {
        if self.is_open {
            // It is on its way before the connection is free: whoever begins next comes behind it.
            Manager::start_rollback(&mut self.held);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn writer() -> (Writer, tempfile::TempDir) {
        let folder = tempfile::tempdir().unwrap();
        let options = SqliteConnectOptions::new()
            .filename(folder.path().join("one.db"))
            .create_if_missing(true);
        let writer = Writer::open(options).await.unwrap();
        sqlx::raw_sql("CREATE TABLE line (text TEXT)")
            .execute(&mut *writer.hold().await.unwrap())
            .await
            .unwrap();
        (writer, folder)
    }

    async fn add(write: &mut Write) {
        sqlx::query("INSERT INTO line VALUES ('x')")
            .execute(&mut **write)
            .await
            .unwrap();
    }

    async fn lines(writer: &Writer) -> i64 {
        sqlx::query_scalar("SELECT count(*) FROM line")
            .fetch_one(&mut *writer.hold().await.unwrap())
            .await
            .unwrap()
    }

    #[tokio::test]
    async fn what_is_dropped_takes_no_effect_and_what_is_committed_does() {
        let (writer, _folder) = writer().await;
        let mut write = writer.begin().await.unwrap();
        add(&mut write).await;
        drop(write);
        assert_eq!(lines(&writer).await, 0);
        let mut write = writer.begin().await.unwrap();
        add(&mut write).await;
        write.commit().await.unwrap();
        assert_eq!(lines(&writer).await, 1);
    }

    #[tokio::test]
    async fn a_transaction_that_is_given_up_while_it_begins_is_in_nobodys_way() {
        let (writer, _folder) = writer().await;
        for wait in 0..50 {
            let begin = writer.begin();
            let given_up = tokio::time::timeout(Duration::from_micros(wait * 5), begin).await;
            drop(given_up);
        }
        let mut write = writer.begin().await.unwrap();
        add(&mut write).await;
        write.commit().await.unwrap();
        assert_eq!(lines(&writer).await, 1);
    }

    #[tokio::test]
    async fn a_transaction_that_sqlite_has_ended_by_itself_makes_room_for_the_next() {
        let (writer, _folder) = writer().await;
        let mut write = writer.begin().await.unwrap();
        add(&mut write).await;
        // As SQLite does after an error of the disk.
        sqlx::raw_sql("ROLLBACK").execute(&mut *write).await.unwrap();
        assert!(write.commit().await.is_err());
        let mut write = writer.begin().await.unwrap();
        add(&mut write).await;
        write.commit().await.unwrap();
        assert_eq!(lines(&writer).await, 1);
    }

    #[tokio::test]
    async fn one_after_the_other_and_nobody_once_it_is_closed() {
        let (writer, _folder) = writer().await;
        let first = writer.begin().await.unwrap();
        let other = writer.clone();
        let waiting = tokio::spawn(async move { other.begin().await.map(drop) });
        tokio::task::yield_now().await;
        assert!(!waiting.is_finished());
        first.commit().await.unwrap();
        waiting.await.unwrap().unwrap();
        writer.close().await;
        assert!(matches!(writer.begin().await, Err(sqlx::Error::PoolClosed)));
    }
}
