//! The desk: the store, the clock, who is signed in, and who wants to know of changes.

use std::{path::Path, sync::Arc};

use chrono::{DateTime, Utc};
use lobby_domain::zone::zone;
use lobby_store::{Fault, OpenError, Store, StoreError, Write, building::Building, crash, record};
use tokio::sync::broadcast;

use crate::{
    change::Topic,
    import::Imports,
    keeping::Keeping,
    mail::{Mail, MemoryVault, Vault},
    problem::{Problem, StorageFault},
    session::{Actor, Seat},
};

/// Tells what time it is; tests bring their own.
pub type Clock = Arc<dyn Fn() -> DateTime<Utc> + Send + Sync>;

/// How many changes may wait for a slow window before it is told to look at everything again.
const CHANGES: usize = 256;

/// One building's front desk.
pub struct Desk {
    pub(crate) store: Store,
    pub(crate) seat: Seat,
    clock: Clock,
    changes: broadcast::Sender<Vec<Topic>>,
    pub(crate) imports: Imports,
    pub(crate) keeping: Keeping,
    pub(crate) mail: Mail,
}

impl Desk {
    /// Opens the data in `folder`; a mailbox's password is forgotten with the program.
    ///
    /// # Errors
    /// [`OpenError`]; the file is left as it was.
    pub async fn open(folder: &Path, clock: Clock) -> Result<Self, OpenError> {
        Self::open_with(folder, clock, Arc::new(MemoryVault::default())).await
    }

    /// Opens the data in `folder`, with the mailbox's password in `vault`.
    ///
    /// # Errors
    /// [`OpenError`]; the file is left as it was.
    pub async fn open_with(folder: &Path, clock: Clock, vault: Arc<dyn Vault>) -> Result<Self, OpenError> {
        let store = Store::open(folder).await?;
        Ok(Self {
            store,
            seat: Seat::default(),
            clock,
            changes: broadcast::Sender::new(CHANGES),
            imports: Imports::default(),
            keeping: Keeping::default(),
            mail: Mail::new(vault),
        })
    }

    /// Closes the file in order. A backup or a restore that goes on is stopped.
    pub async fn close(&self) {
        self.keeping.stop();
        self.mail.stop().await;
        self.store.close().await;
    }

    /// Takes the write-ahead log into the file if nobody is writing; called every second or so.
    ///
    /// # Errors
    /// [`Problem::Storage`]; nothing is lost by it, and the next call tries again.
    pub async fn rest_when_idle(&self) -> Result<(), Problem> {
        Ok(self.store.rest_when_idle().await?)
    }

    /// Compares the whole file with what was written to it. Where it is not the same, the next opening reads
    /// all of it first, however large it is.
    ///
    /// # Errors
    /// [`Problem::Storage`] with [`StorageFault::Damaged`].
    pub async fn look_over(&self) -> Result<(), Problem> {
        let looked = self.store.look_over().await;
        if let Err(error) = &looked
            && error.fault() == Fault::Damaged
        {
            self.store.mark_damaged();
        }
        Ok(looked?)
    }

    /// What changes from now on.
    #[must_use]
    pub fn changes(&self) -> broadcast::Receiver<Vec<Topic>> {
        self.changes.subscribe()
    }

    pub(crate) fn now(&self) -> DateTime<Utc> {
        (self.clock)()
    }

    /// Makes a transaction durable, and only then tells of it, and wakes whoever sends.
    pub(crate) async fn commit(&self, write: Write, topics: &[Topic]) -> Result<(), Problem> {
        self.commit_mail(write, topics).await?;
        if topics.contains(&Topic::Conversations) || topics.contains(&Topic::Residents) {
            self.mail.post.notify_one();
        }
        Ok(())
    }

    /// The same for the workers, who wake nobody.
    pub(crate) async fn commit_mail(&self, write: Write, topics: &[Topic]) -> Result<(), Problem> {
        crash::point("before_commit");
        write.commit().await.map_err(StoreError::from)?;
        crash::point("after_commit");
        self.tell(topics);
        crash::point("before_answer");
        Ok(())
    }

    pub(crate) fn tell(&self, topics: &[Topic]) {
        if topics.is_empty() {
            return;
        }
        // Nobody listening is no fault: there may be no window yet.
        let _ = self.changes.send(topics.to_vec());
    }

    /// The building, which every signed-in person has.
    pub(crate) async fn building(&self) -> Result<Building, Problem> {
        let mut db = self.store.read().await?;
        lobby_store::building::get(&mut db)
            .await?
            .ok_or(Problem::NotSignedIn)
    }

    /// The building's time zone.
    pub(crate) async fn zone(&self) -> Result<chrono_tz::Tz, Problem> {
        let name = self.building().await?.time_zone;
        zone(&name).map_err(|unknown| Problem::Storage {
            fault: StorageFault::Damaged,
            detail: unknown.to_string(),
        })
    }
}

/// R52: one line of the record, in the transaction of what it records.
pub(crate) async fn record(
    write: &mut Write,
    me: &Actor,
    action: &str,
    (subject, id): (&str, i64),
    detail: &str,
) -> Result<(), Problem> {
    let line = record::Line {
        by: Some(me.id),
        action,
        subject,
        id: Some(id),
        detail,
    };
    record::append(write, me.now, &line).await?;
    crash::point("after_record");
    Ok(())
}

impl From<StoreError> for Problem {
    fn from(error: StoreError) -> Self {
        let (fault, detail) = (error.fault().into(), error.to_string());
        tracing::error!(?fault, detail, "the store failed");
        Self::Storage { fault, detail }
    }
}

impl From<Fault> for StorageFault {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::DiskFull => Self::DiskFull,
            Fault::DiskFailing => Self::DiskFailing,
            Fault::ReadOnly => Self::ReadOnly,
            Fault::NoFolder => Self::NoFolder,
            Fault::Damaged => Self::Damaged,
            Fault::MadeByNewer => Self::MadeByNewer,
            Fault::NetworkShare => Self::NetworkShare,
            Fault::InUse => Self::InUse,
            Fault::Other => Self::Other,
        }
    }
}
