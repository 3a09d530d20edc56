//! What each person chooses for themselves: language, theme, density (R90, R91).

use lobby_domain::permission::Need;
use lobby_store::{code, staff};

use crate::{change::Topic, desk::Desk, problem::Problem, views::app::Preferences};

impl Desk {
    /// R90, R91: keeps the person's own language, theme and density.
    ///
    /// # Errors
    /// [`Problem::Storage`].
    pub async fn save_preferences(&self, preferences: Preferences) -> Result<(), Problem> {
        let me = self.guard(Need::SignedIn).await?;
        let (theme, density) = (code::text(&preferences.theme), code::text(&preferences.density));
        let mut write = self.store.write().await?;
        staff::set_preferences(&mut write, me.id, preferences.language, &theme, &density).await?;
        self.commit(write, &[Topic::Stage]).await
    }
}
