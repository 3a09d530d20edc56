//! Removing permission groups (R50).

use lobby_domain::{ids::GroupId, permission::Need};
use lobby_store::group;

use crate::{
    change::Topic,
    desk::{Desk, record},
    problem::{Noun, Problem},
};

impl Desk {
    /// R50: removes a permission group that nobody who works here is in.
    ///
    /// # Errors
    /// [`Problem::NotAllowed`]; [`Problem::GroupInUse`]; [`Problem::NotFound`].
    pub async fn remove_group(&self, id: GroupId) -> Result<(), Problem> {
        let me = self.guard(Need::Administration).await?;
        let mut write = self.store.write().await?;
        let groups = group::all(&mut write).await?;
        let found = groups
            .iter()
            .find(|group| group.id == id)
            .ok_or(Problem::missing(Noun::Group))?;
        if !group::remove(&mut write, id).await? {
            return Err(Problem::GroupInUse);
        }
        record(&mut write, &me, "remove_group", ("group", id.get()), &found.name).await?;
        self.commit(write, &[Topic::Staff]).await
    }
}
