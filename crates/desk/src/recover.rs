//! The way back in for an administrator who forgot the password (R50).

use lobby_domain::staff::{check_password, wait_seconds};
use lobby_store::{record, staff};

use crate::{change::Topic, desk::Desk, password, problem::Problem, views::app::SetUpDone};

impl Desk {
    /// R50: sets a new password with the recovery code, which is used up; the next one is given back.
    /// The person is signed in. Wrong codes slow down as wrong passwords do (R52).
    ///
    /// # Errors
    /// [`Problem::WrongRecoveryCode`], [`Problem::MustWait`], [`Problem::Invalid`] for the password.
    pub async fn recover(&self, email: &str, code: &str, new: &str) -> Result<SetUpDone, Problem> {
        let now = self.now();
        check_password(new)?;
        let mut db = self.store.read().await?;
        let candidates = staff::credentials(&mut db, email.trim()).await?;
        drop(db);
        let candidate = candidates
            .into_iter()
            .find(|candidate| candidate.recovery_hash.is_some());
        let Some((candidate, hash)) =
            candidate.and_then(|candidate| candidate.recovery_hash.clone().map(|hash| (candidate, hash)))
        else {
            return Err(Problem::WrongRecoveryCode);
        };
        if let Some(seconds) = wait_seconds(candidate.failures, candidate.last_failure, now) {
            return Err(Problem::MustWait { seconds });
        }
        let mut write = self.store.write().await?;
        staff::count_failure(&mut write, candidate.id, now).await?;
        self.commit(write, &[]).await?;
        if !password::verify(&password::tidy_code(code), &hash).await? {
            return Err(Problem::WrongRecoveryCode);
        }
        let next = password::recovery_code()?;
        let password_hash = password::hash(new).await?;
        let recovery_hash = password::hash(&password::tidy_code(&next)).await?;
        let mut write = self.store.write().await?;
        staff::set_password(&mut write, candidate.id, &password_hash).await?;
        staff::set_recovery(&mut write, candidate.id, &recovery_hash).await?;
        let line = record::Line {
            by: Some(candidate.id),
            action: "recover",
            subject: "staff",
            id: Some(candidate.id.get()),
            detail: "",
        };
        record::append(&mut write, now, &line).await?;
        self.commit(write, &[]).await?;
        self.seat.take(candidate.id, now);
        self.tell(&[Topic::Stage]);
        Ok(SetUpDone { recovery_code: next })
    }
}
