//! Filling an empty Lobby with the sample building.

use lobby_store::{bulk, record, saved_reply};

use crate::{change::Topic, desk::Desk, problem::Problem, sample};

impl Desk {
    /// Makes the sample building around today, all of it or nothing. Everybody there has the password that
    /// the sign-in screen shows.
    ///
    /// # Errors
    /// [`Problem::AlreadySetUp`] when there is a building; [`Problem::Storage`].
    pub async fn set_up_sample(&self) -> Result<(), Problem> {
        let now = self.now();
        let hashes = sample::hashes().await?;
        let mut write = self.store.write().await?;
        if lobby_store::building::get(&mut write).await?.is_some() {
            return Err(Problem::AlreadySetUp);
        }
        let building = sample::building();
        lobby_store::building::insert(&mut write, &building, now).await?;
        let team = sample::hire(&mut write, hashes, now).await?;
        bulk::insert(&mut write, &sample::rows(now, team)).await?;
        for reply in sample::saved_replies() {
            saved_reply::insert(&mut write, &reply).await?;
        }
        let line = record::Line {
            by: None,
            action: "set_up_sample",
            subject: "building",
            id: None,
            detail: &building.name,
        };
        record::append(&mut write, now, &line).await?;
        self.commit(write, &[Topic::Stage]).await
    }
}
