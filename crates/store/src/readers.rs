//! The connections that read. sqlx's own pool asks a connection whether it still lives each time it comes
//! back, on another thread, and hands out the one that has rested longest; a file does not hang up, and the
//! connection that was used last is the one whose pages are warm.

use std::{
    ops::{Deref, DerefMut},
    sync::{Arc, Mutex, PoisonError},
};

use sqlx::{ConnectOptions as _, Connection as _, SqliteConnection, sqlite::SqliteConnectOptions};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// How many may read at once.
const READERS: usize = 4;

/// The connections that are not reading.
type Idle = Arc<Mutex<Vec<SqliteConnection>>>;

/// A few connections for reading, opened when they are first needed together.
#[derive(Debug)]
pub(crate) struct Readers {
    options: SqliteConnectOptions,
    room: Arc<Semaphore>,
    idle: Idle,
}

/// A connection for reading; it goes back when it is dropped.
#[derive(Debug)]
pub struct Read {
    // Only while it is dropped there is none.
    connection: Option<SqliteConnection>,
    idle: Idle,
    _room: OwnedSemaphorePermit,
}

impl Readers {
    /// Opens the first one, so that what is wrong with the file is found now.
    pub(crate) async fn open(options: SqliteConnectOptions) -> Result<Self, sqlx::Error> {
        let first = options.connect().await?;
        Ok(Self {
            options,
            room: Arc::new(Semaphore::new(READERS)),
            idle: Arc::new(Mutex::new(vec![first])),
        })
    }

    /// The connection that was used last among those that rest; waits where all of them read.
    pub(crate) async fn get(&self) -> Result<Read, sqlx::Error> {
        let room = Arc::clone(&self.room).acquire_owned().await;
        let room = room.map_err(|_| sqlx::Error::PoolClosed)?;
        let warm = hold(&self.idle).pop();
        let connection = match warm {
            Some(connection) => connection,
            None => self.options.connect().await?,
        };
        Ok(Read {
            connection: Some(connection),
            idle: Arc::clone(&self.idle),
            _room: room,
        })
    }

    /// Waits for those that read, and closes all of them.
    pub(crate) async fn close(&self) {
        let all = u32::try_from(READERS).unwrap_or(u32::MAX);
        let room = self.room.acquire_many(all).await;
        self.room.close();
        drop(room);
        let idle = std::mem::take(&mut *hold(&self.idle));
        for connection in idle {
            // It has only read: where it cannot even be closed nothing is lost.
            let _ = connection.close().await;
        }
    }
}

fn hold(idle: &Idle) -> std::sync::MutexGuard<'_, Vec<SqliteConnection>> {
    // Connections are only put in and taken out under the lock, so a poisoned one holds whole ones.
    idle.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Deref for Read {
    type Target = SqliteConnection;

    #[expect(clippy::expect_used, reason = "it is there until it is dropped")]
    fn deref(&self) -> &SqliteConnection {
        self.connection.as_ref().expect("a connection until the end")
    }
}

impl DerefMut for Read {
    #[expect(clippy::expect_used, reason = "it is there until it is dropped")]
    fn deref_mut(&mut self) -> &mut SqliteConnection {
        self.connection.as_mut().expect("a connection until the end")
    }
}

impl Drop for Read {
    fn drop(&mut self) {
        // One that was given up in the middle of a statement begins the next one afresh: sqlx stops the old
        // one as soon as nobody takes its rows.
        hold(&self.idle).extend(self.connection.take());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn readers() -> Readers {
        Readers::open(SqliteConnectOptions::new().in_memory(true))
            .await
            .unwrap()
    }

    async fn mark(db: &mut Read) -> Option<i64> {
        sqlx::query_scalar("SELECT mark FROM temp.mine")
            .fetch_one(&mut **db)
            .await
            .ok()
    }

    #[tokio::test]
    async fn the_one_that_was_used_last_is_used_again() {
        let readers = readers().await;
        let mut one = readers.get().await.unwrap();
        sqlx::raw_sql("CREATE TEMP TABLE mine AS SELECT 7 AS mark")
            .execute(&mut *one)
            .await
            .unwrap();
        let mut other = readers.get().await.unwrap();
        assert_eq!((mark(&mut one).await, mark(&mut other).await), (Some(7), None));
        drop(other);
        drop(one);
        let mut again = readers.get().await.unwrap();
        assert_eq!(mark(&mut again).await, Some(7));
    }

    #[tokio::test]
    async fn who_comes_too_many_waits_and_after_closing_nobody_reads() {
        let readers = Arc::new(readers().await);
        let mut held = Vec::new();
        for _ in 0..READERS {
            held.push(readers.get().await.unwrap());
        }
        let waiting = tokio::spawn({
            let readers = Arc::clone(&readers);
            async move { readers.get().await.map(drop) }
        });
        tokio::task::yield_now().await;
        assert!(!waiting.is_finished());
        held.pop();
        waiting.await.unwrap().unwrap();
        drop(held);
        readers.close().await;
        assert!(matches!(readers.get().await, Err(sqlx::Error::PoolClosed)));
    }

    #[tokio::test]
    async fn one_that_is_given_up_in_the_middle_goes_on() {
        let readers = readers().await;
        for _ in 0..10 {
            let mut db = readers.get().await.unwrap();
            let endless = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 100000)
                SELECT i FROM n";
            let many = async {
                sqlx::query_scalar::<_, i64>(endless)
                    .fetch_all(&mut *db)
                    .await
                    .unwrap();
            };
            tokio::select! {
                biased;
                () = many => panic!("it was given up"),
                () = tokio::task::yield_now() => {}
            }
            drop(db);
            let mut db = readers.get().await.unwrap();
            let two: i64 = sqlx::query_scalar("SELECT 2").fetch_one(&mut *db).await.unwrap();
            assert_eq!(two, 2);
        }
    }
}
