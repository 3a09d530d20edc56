//! A resident moves out, or back in (R7).

use lobby_domain::{ids::ResidentId, permission::Need};
use lobby_store::resident;

use crate::{
    change::Topic,
    desk::{Desk, record},
    problem::{Noun, Problem},
};

impl Desk {
    /// R7: says that a resident has moved out, or that they are back. Nothing of theirs is removed.
    ///
    /// # Errors
    /// [`Problem::NotAllowed`]; [`Problem::NotFound`].
    pub async fn set_moved_out(&self, id: ResidentId, moved_out: bool) -> Result<(), Problem> {
        let me = self.guard(Need::ManageResidents).await?;
        let mut write = self.store.write().await?;
        if !resident::set_moved_out(&mut write, id, moved_out.then_some(me.now)).await? {
            return Err(Problem::missing(Noun::Resident));
        }
        let action = if moved_out { "move_out" } else { "move_back_in" };
        record(&mut write, &me, action, ("resident", id.get()), "").await?;
        self.commit(write, &[Topic::Residents]).await
    }
}
