//! What the shell holds: the desk, or why there is none.

use lobby_desk::{Desk, problem::Problem, views::app::AppState};

/// The desk, or why it could not be opened.
pub struct Shell {
    desk: Desk,
}

impl Shell {
    /// The desk.
    ///
    /// # Errors
    /// The problem that kept the store from opening.
    pub fn desk(&self) -> Result<&Desk, Problem> {
        Ok(&self.desk)
    }

    /// What the window shows.
    ///
    /// # Errors
    /// [`Problem`] when the store fails.
    pub async fn app_state(&self) -> Result<AppState, Problem> {
        self.desk.app_state().await
    }
}
