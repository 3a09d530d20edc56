//! Removing staff members (R50).

use lobby_domain::{ids::StaffId, permission::Need};
use lobby_store::staff;

use crate::{
    change::Topic,
    desk::{Desk, record},
    problem::{Noun, Problem},
    save_staff::keep_one,
};

impl Desk {
    /// R50: says that somebody works here no longer. What they wrote keeps their name; the last
    /// administrator stays.
    ///
    /// # Errors
    /// [`Problem::NotAllowed`]; [`Problem::LastAdministrator`]; [`Problem::NotFound`].
    pub async fn remove_staff(&self, id: StaffId) -> Result<(), Problem> {
        let me = self.guard(Need::Administration).await?;
        let mut write = self.store.write().await?;
        if !staff::remove(&mut write, id, me.now).await? {
            return Err(Problem::missing(Noun::Staff));
        }
        keep_one(&mut write).await?;
        record(&mut write, &me, "remove_staff", ("staff", id.get()), "").await?;
        self.commit(write, &[Topic::Staff, Topic::Stage]).await
    }
}
