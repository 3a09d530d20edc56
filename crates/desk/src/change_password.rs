//! A person changes their own password.

use lobby_domain::{
    permission::Need,
    staff::{check_password, wait_seconds},
};
use lobby_store::staff;

use crate::{
    desk::{Desk, record},
    password,
    problem::{Noun, Problem},
};

impl Desk {
    /// R52: changes the person's own password; the old one is asked for again, and slows down likewise.
    ///
    /// # Errors
    /// [`Problem::WrongPassword`], [`Problem::MustWait`], [`Problem::Invalid`] for the new one.
    pub async fn change_password(&self, old: &str, new: &str) -> Result<(), Problem> {
        let me = self.guard(Need::SignedIn).await?;
        check_password(new)?;
        let mut db = self.store.read().await?;
        let person = staff::get(&mut db, me.id)
            .await?
            .ok_or(Problem::missing(Noun::Staff))?;
        let candidates = staff::credentials(&mut db, &person.email).await?;
        drop(db);
        let mine = candidates
            .into_iter()
            .find(|candidate| candidate.id == me.id)
            .ok_or(Problem::missing(Noun::Staff))?;
        if let Some(seconds) = wait_seconds(mine.failures, mine.last_failure, me.now) {
            return Err(Problem::MustWait { seconds });
        }
        if !password::verify(old, &mine.password_hash).await? {
            let mut write = self.store.write().await?;
            staff::count_failure(&mut write, me.id, me.now).await?;
            self.commit(write, &[]).await?;
            return Err(Problem::WrongPassword);
        }
        let hash = password::hash(new).await?;
        let mut write = self.store.write().await?;
        staff::set_password(&mut write, me.id, &hash).await?;
        record(&mut write, &me, "change_password", ("staff", me.id.get()), "").await?;
        self.commit(write, &[]).await
    }
}
