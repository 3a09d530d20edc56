//! Who is signed in, and the guard that every command passes (R51, R52).

use std::sync::{Mutex, MutexGuard, PoisonError};

use chrono::{DateTime, Utc};
use lobby_domain::{
    ids::StaffId,
    permission::{Need, Permissions},
    staff::is_locked,
    zone::zone,
};
use lobby_store::{Read, Write, staff};

use crate::{
    change::Topic,
    desk::Desk,
    problem::{Problem, StorageFault},
};

/// The one place at the desk: empty, taken, or taken and locked.
#[derive(Debug, Default)]
pub(crate) struct Seat(Mutex<Option<Session>>);

#[derive(Debug, Clone, Copy)]
pub(crate) struct Session {
    pub staff: StaffId,
    pub last_active: DateTime<Utc>,
    pub locked: bool,
}

/// The person who calls a command, with what they may do as it stands in the store now.
#[derive(Debug, Clone)]
pub(crate) struct Actor {
    pub id: StaffId,
    pub name: String,
    pub permissions: Permissions,
    pub now: DateTime<Utc>,
    time_zone: String,
}

impl Actor {
    pub(crate) fn may(&self, need: Need) -> bool {
        self.permissions.allow(need)
    }

    /// The building's time zone.
    pub(crate) fn zone(&self) -> Result<chrono_tz::Tz, Problem> {
        zone(&self.time_zone).map_err(|unknown| Problem::Storage {
            fault: StorageFault::Damaged,
            detail: unknown.to_string(),
        })
    }
}

impl Seat {
    fn hold(&self) -> MutexGuard<'_, Option<Session>> {
        // Only plain assignments happen under the lock, so a poisoned one holds a whole value.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn get(&self) -> Option<Session> {
        *self.hold()
    }

    pub(crate) fn take(&self, staff: StaffId, now: DateTime<Utc>) {
        *self.hold() = Some(Session {
            staff,
            last_active: now,
            locked: false,
        });
    }

    pub(crate) fn leave(&self) {
        *self.hold() = None;
    }

    pub(crate) fn lock(&self) {
        if let Some(session) = self.hold().as_mut() {
            session.locked = true;
        }
    }

    fn touch(&self, now: DateTime<Utc>) {
        if let Some(session) = self.hold().as_mut() {
            session.last_active = now;
        }
    }
}

impl Desk {
    /// R51: lets a command through, or says why not. Who is signed in and what their permission group
    /// gives is read anew each time, so that a change takes effect at once.
    pub(crate) async fn guard(&self, need: Need) -> Result<Actor, Problem> {
        Ok(self.guard_reading(need).await?.0)
    }

    /// The guard for a command that reads: it goes on with the connection that the guard has asked.
    pub(crate) async fn guard_reading(&self, need: Need) -> Result<(Actor, Read), Problem> {
        let now = self.now();
        let session = self.seat.get().ok_or(Problem::NotSignedIn)?;
        let mut db = self.store.read().await?;
        let Some(person) = staff::on_duty(&mut db, session.staff).await? else {
            self.seat.leave();
            return Err(Problem::NotSignedIn);
        };
        if session.locked || is_locked(session.last_active, now, person.lock_after_minutes) {
            self.seat.lock();
            return Err(Problem::Locked);
        }
        if !person.permissions.allow(need) {
            return Err(Problem::NotAllowed { need });
        }
        let me = Actor {
            id: person.id,
            name: person.name,
            permissions: person.permissions,
            now,
            time_zone: person.time_zone,
        };
        Ok((me, db))
    }

    /// The guard for a command that somebody waits for while they write: the transaction begins meanwhile. Nothing
    /// is written in it before the guard has let them pass.
    pub(crate) async fn guard_writing(&self, need: Need) -> Result<(Actor, Write), Problem> {
        let (me, write) = tokio::join!(self.guard(need), self.store.write());
        Ok((me?, write?))
    }

    /// R52: says that the person is there.
    ///
    /// # Errors
    /// [`Problem::Locked`] when that comes too late, [`Problem::NotSignedIn`].
    pub async fn touch(&self) -> Result<(), Problem> {
        let me = self.guard(Need::SignedIn).await?;
        self.seat.touch(me.now);
        Ok(())
    }

    /// R52: locks the screen.
    ///
    /// # Errors
    /// [`Problem::NotSignedIn`], [`Problem::Locked`].
    pub async fn lock(&self) -> Result<(), Problem> {
        self.guard(Need::SignedIn).await?;
        self.seat.lock();
        self.tell(&[Topic::Stage]);
        Ok(())
    }

    /// Signs out. A locked screen may be left too.
    ///
    /// # Errors
    /// [`Problem::NotSignedIn`].
    pub async fn sign_out(&self) -> Result<(), Problem> {
        self.seat.get().ok_or(Problem::NotSignedIn)?;
        self.seat.leave();
        self.tell(&[Topic::Stage]);
        Ok(())
    }

    /// R52: locks the screen if nobody has been there for the time set by the administrator. The shell
    /// calls it every few seconds, so that the screen locks without a command.
    ///
    /// # Errors
    /// [`Problem::Storage`].
    pub async fn lock_when_idle(&self) -> Result<(), Problem> {
        let was_open = self.seat.get().is_some_and(|session| !session.locked);
        match self.guard(Need::SignedIn).await {
            Err(Problem::Locked) if was_open => self.tell(&[Topic::Stage]),
            Err(problem @ Problem::Storage { .. }) => return Err(problem),
            _ => {}
        }
        Ok(())
    }
}
