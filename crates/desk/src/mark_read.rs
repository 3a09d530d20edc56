//! Saying that a person has read a conversation (R40).

use lobby_domain::{ids::ConversationId, permission::Need};
use lobby_store::{conversation, crash};

use crate::{change::Topic, desk::Desk, problem::Problem};

impl Desk {
    /// R40: each staff member's own. Tells the windows only when something was new.
    ///
    /// # Errors
    /// [`Problem::Storage`].
    pub async fn mark_read(&self, id: ConversationId) -> Result<(), Problem> {
        let me = self.guard(Need::SignedIn).await?;
        let mut db = self.store.read().await?;
        if conversation::first_unread(&mut db, id, me.id).await?.is_none() {
            return Ok(());
        }
        drop(db);
        let mut write = self.store.write().await?;
        conversation::mark_read(&mut write, id, me.id).await?;
        crash::point("after_mark_read");
        self.commit(write, &[Topic::Conversations, Topic::Bookings]).await
    }
}
