//! What to look for on the screen, and what was found.

use fantoccini::elements::Element;
use serde_json::{Value, json};

use crate::trouble::answered;
use crate::{Desk, Result};

/// Something to look for, as a person or a screen reader knows it.
#[derive(Clone, Debug)]
pub struct Find {
    by: &'static str,
    role: Option<String>,
    name: Option<String>,
    exact: bool,
}

/// What has this role and exactly this name: `role("button", "Start conversation")`.
pub fn role(role: &str, name: &str) -> Find {
    Find {
        by: "role",
        role: Some(role.to_owned()),
        name: Some(name.to_owned()),
        exact: true,
    }
}

/// The field with exactly this label.
pub fn label(name: &str) -> Find {
    Find {
        by: "label",
        role: None,
        name: Some(name.to_owned()),
        exact: true,
    }
}

/// What says exactly these words.
pub fn text(words: &str) -> Find {
    Find {
        by: "text",
        role: None,
        name: Some(words.to_owned()),
        exact: true,
    }
}

/// What a selector finds: for a test that goes through both languages, where names differ.
pub fn css(selector: &str) -> Find {
    Find {
        by: "css",
        role: None,
        name: Some(selector.to_owned()),
        exact: true,
    }
}

/// What carries this `data-testid`: for what has no role and no fixed words.
pub fn test_id(id: &str) -> Find {
    Find {
        by: "test",
        role: None,
        name: Some(id.to_owned()),
        exact: true,
    }
}

impl Find {
    /// Lets the name or the words stand anywhere in what is found, in capitals or not.
    #[must_use]
    pub fn containing(mut self) -> Self {
        self.exact = false;
        self
    }

    /// Lets the name be any: `role("dialog", "").of_any_name()`.
    #[must_use]
    pub fn of_any_name(mut self) -> Self {
        self.name = None;
        self
    }

    /// For a message about it.
    pub(crate) fn in_words(&self) -> String {
        let name = self.name.as_deref().unwrap_or("any name");
        let verb = if self.exact { "" } else { " containing" };
        match &self.role {
            Some(role) => format!("{role}{verb} “{name}”"),
            None => format!("{}{verb} “{name}”", self.by),
        }
    }

    pub(crate) fn as_json(&self) -> Value {
        json!({ "by": self.by, "role": self.role, "name": self.name, "exact": self.exact })
    }
}

/// Something found on the screen.
#[derive(Clone, Debug)]
pub struct Part {
    element: Element,
}

impl Part {
    pub(crate) fn new(element: Element) -> Self {
        Self { element }
    }

    /// Presses it with the mouse.
    pub async fn click(&self) -> Result<()> {
        answered(self.element.click()).await
    }

    /// Its words, as they are drawn.
    pub async fn words(&self) -> Result<String> {
        // Not the driver's own text: WebKit's leaves out what is cut off with dots.
        Ok(answered(self.element.prop("innerText"))
            .await?
            .unwrap_or_default())
    }

    /// An attribute of it.
    pub async fn attribute(&self, name: &str) -> Result<Option<String>> {
        answered(self.element.attr(name)).await
    }

    /// What stands in it, when it is a field.
    pub async fn value(&self) -> Result<String> {
        Ok(answered(self.element.prop("value")).await?.unwrap_or_default())
    }

    /// Whether it can be used.
    pub async fn is_enabled(&self) -> Result<bool> {
        answered(self.element.is_enabled()).await
    }

    /// Types into it, after what it holds.
    pub async fn type_in(&self, words: &str) -> Result<()> {
        answered(self.element.send_keys(words)).await
    }

    /// Puts these words in the place of what it holds, as a person does: select all, then type.
    pub async fn fill(&self, desk: &Desk, words: &str) -> Result<()> {
        self.click().await?;
        desk.press("Ctrl+a").await?;
        desk.press("Delete").await?;
        self.type_in(words).await
    }
}
