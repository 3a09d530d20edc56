//! Signing in, or unlocking, by email address or name and password (R52).

use lobby_domain::{ids::StaffId, staff::wait_seconds};
use lobby_store::{crash, record, staff};

use crate::{change::Topic, desk::Desk, password, problem::Problem};

/// Verified when nobody has that name, so that an unknown name takes as long as a wrong password.
const NOBODY: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$bm9ib2R5IGlzIGhlcmU$5C0KQnXx4o0lX1mE0J0H5v3bq0rVnJtLx9WkqvZ2p0M";

impl Desk {
    /// R52: signs in, whoever sat here before (quick change of person), or unlocks the screen.
    ///
    /// # Errors
    /// [`Problem::WrongPassword`] for an unknown name too; [`Problem::MustWait`] after too many of them;
    /// [`Problem::Storage`].
    pub async fn sign_in(&self, who: &str, password: &str) -> Result<(), Problem> {
        let now = self.now();
        let who = who.trim();
        let mut db = self.store.read().await?;
        let candidates = staff::credentials(&mut db, who).await?;
        drop(db);
        if candidates.is_empty() {
            password::verify(password, NOBODY).await?;
            return Err(Problem::WrongPassword);
        }
        let mut wait = None;
        for candidate in &candidates {
            if let Some(seconds) = wait_seconds(candidate.failures, candidate.last_failure, now) {
                wait = Some(seconds.max(wait.unwrap_or(0)));
                continue;
            }
            // Counted before it is looked at: stopping the program in between gains no try.
            let mut write = self.store.write().await?;
            staff::count_failure(&mut write, candidate.id, now).await?;
            crash::point("after_try_counted");
            self.commit(write, &[]).await?;
            if password::verify(password, &candidate.password_hash).await? {
                let seated = self.seat(candidate.id).await;
                if seated.is_err() {
                    // The password was right: a full disk is not held against the person, as far as it lets us
                    // say so. What is told is why nobody is seated.
                    let _ = self.forget_failures(candidate.id).await;
                }
                return seated;
            }
        }
        Err(wait.map_or(Problem::WrongPassword, |seconds| Problem::MustWait { seconds }))
    }

    async fn forget_failures(&self, id: StaffId) -> Result<(), Problem> {
        let mut write = self.store.write().await?;
        staff::forget_failures(&mut write, id).await?;
        self.commit(write, &[]).await
    }

    async fn seat(&self, id: StaffId) -> Result<(), Problem> {
        let now = self.now();
        let mut write = self.store.write().await?;
        staff::forget_failures(&mut write, id).await?;
        let line = record::Line {
            by: Some(id),
            action: "sign_in",
            subject: "staff",
            id: Some(id.get()),
            detail: "",
        };
        record::append(&mut write, now, &line).await?;
        self.commit(write, &[]).await?;
        self.seat.take(id, now);
        self.tell(&[Topic::Stage]);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An unknown name must cost what a wrong password costs, so its hash has to be one that is worked on.
    #[test]
    fn r52_the_hash_of_nobody_can_be_verified_against() {
        let hash = argon2::password_hash::PasswordHash::new(NOBODY).expect("a PHC string");
        assert_eq!(hash.algorithm.as_str(), "argon2id");
        assert!(hash.hash.is_some() && hash.salt.is_some());
    }
}
