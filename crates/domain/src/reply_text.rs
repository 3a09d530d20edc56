//! What of a mail's text is shown at once, and what is folded (R32).

/// A text divided into what is shown and what is folded.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Folded {
    /// What is shown at once; empty only where the text is.
    pub shown: String,
    /// The text passes on somebody else's mail.
    pub is_forward: bool,
}

/// Decides what of a text is shown at once.
#[must_use]
pub fn fold(text: &str) -> Folded {
    Folded {
        shown: text.to_owned(),
        is_forward: false,
    }
}
