//! The screen that a window is drawn on: one of its own, that nobody looks at.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use crate::{Result, Trouble};

/// A virtual screen. Two windows on one would take the focus from each other, and what has the focus is
/// part of what the stories look at.
pub(crate) struct Screen {
    child: Child,
    display: String,
}

impl Screen {
    /// Opens a screen, larger than any window that the tests ask for.
    pub(crate) fn open() -> Result<Self> {
        let mut child = Command::new("Xvfb")
            .args([
                "-displayfd",
                "1",
                "-screen",
                "0",
                "1600x1200x24",
                "-nolisten",
                "tcp",
            ])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|problem| Trouble::new(format!("Xvfb cannot be started: {problem}")))?;
        let mut number = String::new();
        // It writes its number once it listens, and says nothing more.
        if let Some(output) = child.stdout.take() {
            BufReader::new(output).read_line(&mut number)?;
        }
        let number = number.trim();
        let display = format!(":{number}");
        let screen = Self { child, display };
        if number.is_empty() {
            return Err(Trouble::new("Xvfb ended before it had a screen"));
        }
        Ok(screen)
    }

    /// Its name, for programs that draw on it.
    pub(crate) fn display(&self) -> &str {
        &self.display
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        // Asked to end, it tidies its lock away; killed, it would leave it behind.
        let _ = crate::driver::signal("-TERM", &self.child.id().to_string());
        let _ = self.child.wait();
    }
}
