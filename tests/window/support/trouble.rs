//! Why a window test could not go on.

use std::fmt;
use std::future::Future;
use std::time::Duration;

/// What every step of a window test returns.
pub type Result<T> = std::result::Result<T, Trouble>;

/// A failure in words. A test that returns it shows it through `Debug`, so that says the words as well.
#[derive(thiserror::Error)]
#[error("{0}")]
pub struct Trouble(String);

impl Trouble {
    /// A failure with these words.
    pub fn new(words: impl Into<String>) -> Self {
        Self(words.into())
    }

    /// Whether it is about an element that went from the page between finding it and asking about it.
    pub(crate) fn is_of_what_went(&self) -> bool {
        let gone = ["Stale element", "stale element", "Node with identifier"];
        gone.iter().any(|words| self.0.contains(words))
    }
}

impl fmt::Debug for Trouble {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl From<std::io::Error> for Trouble {
    fn from(problem: std::io::Error) -> Self {
        Self(problem.to_string())
    }
}

impl From<sqlx::Error> for Trouble {
    fn from(problem: sqlx::Error) -> Self {
        Self(format!("the database: {problem}"))
    }
}

impl From<fantoccini::error::CmdError> for Trouble {
    fn from(problem: fantoccini::error::CmdError) -> Self {
        Self(format!("the window: {problem}"))
    }
}

impl From<serde_json::Error> for Trouble {
    fn from(problem: serde_json::Error) -> Self {
        Self(format!("an answer of the page: {problem}"))
    }
}

/// Asks the window something. A driver that has lost its window never answers, and must not stop the run.
pub(crate) async fn answered<T>(
    question: impl Future<Output = std::result::Result<T, fantoccini::error::CmdError>>,
) -> Result<T> {
    match tokio::time::timeout(Duration::from_secs(60), question).await {
        Ok(answer) => Ok(answer?),
        Err(_) => Err(Trouble::new("the window does not answer any more")),
    }
}
