//! The built UI, which the desktop program carries inside it.

use std::fs;
use std::path::Path;
use std::time::SystemTime;

use crate::shell::{Outcome, npx, root, run};

/// What the built UI is made from, inside `ui/`.
const SOURCES: [&str; 6] = [
    "src",
    "public",
    "index.html",
    "package.json",
    "package-lock.json",
    "vite.config.ts",
];

/// Builds the UI when anything it is made from is newer than what is built.
pub fn build_when_stale() -> Outcome {
    let ui = root().join("ui");
    let built = newest(&ui.join("dist").join("index.html"));
    let source = SOURCES.iter().filter_map(|name| newest(&ui.join(name))).max();
    if built.is_some() && built >= source {
        println!("ui/dist is fresh");
        return Ok(());
    }
    run(&mut npx(&["vite", "build"]))
}

/// The latest change of a file, or of anything in a folder.
fn newest(path: &Path) -> Option<SystemTime> {
    let about = fs::metadata(path).ok()?;
    if !about.is_dir() {
        return about.modified().ok();
    }
    // The folder's own time counts too: it is all that a deleted file leaves behind.
    let inside = fs::read_dir(path)
        .ok()?
        .flatten()
        .filter_map(|entry| newest(&entry.path()))
        .max();
    inside.max(about.modified().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_as_new_as_its_newest_file() {
        let folder = std::env::temp_dir().join(format!("lobby-newest-{}", std::process::id()));
        fs::create_dir_all(folder.join("deep")).unwrap();
        let file = folder.join("deep").join("file");
        fs::write(&file, "").unwrap();
        let later = SystemTime::now() + std::time::Duration::from_secs(3600);
        fs::File::options()
            .append(true)
            .open(&file)
            .unwrap()
            .set_modified(later)
            .unwrap();
        assert_eq!(newest(&folder), newest(&file));
        assert_eq!(newest(&folder.join("absent")), None);
        fs::remove_dir_all(&folder).unwrap();
    }
}
