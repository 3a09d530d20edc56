//! What a failing disk does to the file, while no window has it open.

use std::path::Path;
use std::process::Command;

use crate::{Result, Trouble};

/// No page of a database is smaller.
const SMALLEST_PAGE: usize = 512;

/// Writes over every page of the file in this data folder that holds these words. The log is taken in first,
/// as SQLite does when the last program leaves.
pub fn damage(data: &Path, words: &str) -> Result<()> {
    let file = data.join("lobby.db");
    let taken_in = Command::new("sqlite3")
        .arg(&file)
        .arg("PRAGMA wal_checkpoint(TRUNCATE);")
        .output()?;
    if !taken_in.status.success() {
        let words = String::from_utf8_lossy(&taken_in.stderr).into_owned();
        return Err(Trouble::new(words));
    }
    let mut content = std::fs::read(&file)?;
    let size = match content.get(16..18) {
        Some([high, low]) => usize::from(u16::from_be_bytes([*high, *low])),
        _ => 0,
    };
    if size < SMALLEST_PAGE {
        return Err(Trouble::new("the file has no pages"));
    }
    let mut struck = 0;
    for page in content.chunks_mut(size) {
        if page.windows(words.len()).any(|part| part == words.as_bytes()) {
            page.fill(0xA5);
            struck += 1;
        }
    }
    if struck == 0 {
        return Err(Trouble::new(format!("no page holds “{words}”")));
    }
    Ok(std::fs::write(&file, content)?)
}
