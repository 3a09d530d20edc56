//! Files that came with mails, saved for the person (R31).

use std::{fs::OpenOptions, io::Write as _, path::Path};

/// Writes a new file and answers with its path; one that is there already is left alone, and this one gets a
/// number.
///
/// # Errors
/// The system's: the folder cannot be written to, or its disk is full.
pub fn write_beside(folder: &Path, name: &str, bytes: &[u8]) -> std::io::Result<String> {
    std::fs::create_dir_all(folder)?;
    let (stem, ending) = match name.rsplit_once('.') {
        Some((stem, ending)) if !stem.is_empty() => (stem, format!(".{ending}")),
        _ => (name, String::new()),
    };
    let mut number = 1;
    loop {
        let name = if number == 1 {
            name.to_owned()
        } else {
            format!("{stem} ({number}){ending}")
        };
        let path = folder.join(name);
        match OpenOptions::new().write(true).create_new(true).open(&path) {
            Ok(mut file) => {
                file.write_all(bytes)?;
                file.sync_all()?;
                return Ok(path.display().to_string());
            }
            Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists && number < 1000 => number += 1,
            Err(error) => return Err(error),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn r31_a_file_that_is_there_already_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let first = write_beside(folder.path(), "plan.png", b"one").unwrap();
        let second = write_beside(folder.path(), "plan.png", b"two").unwrap();
        assert!(second.ends_with("plan (2).png"));
        assert_eq!(std::fs::read(first).unwrap(), b"one");
        assert_eq!(std::fs::read(second).unwrap(), b"two");
    }
}
