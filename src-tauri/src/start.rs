//! How the program was started, and where its data is.

use std::{ffi::OsString, path::PathBuf};

/// What stands on the command line.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Start {
    /// `--data-dir DIR`: where the data is.
    pub data_dir: Option<PathBuf>,
    /// `--sample`: the sample building, in a folder of its own unless `--data-dir` names one.
    pub sample: bool,
    /// `--mail`: connect the sample building to the mail servers that `cargo xtask mail start` starts.
    pub mail: bool,
}

impl Start {
    /// Reads the arguments after the program's name.
    ///
    /// # Errors
    /// A sentence that names what is not understood, and what would be.
    pub fn read(arguments: impl IntoIterator<Item = OsString>) -> Result<Self, String> {
        let mut start = Self::default();
        let mut arguments = arguments.into_iter();
        while let Some(argument) = arguments.next() {
            match argument.to_str() {
                Some("--sample") => start.sample = true,
                Some("--mail") => start.mail = true,
                Some("--data-dir") => {
                    let folder = arguments.next().filter(|folder| !folder.is_empty());
                    start.data_dir = Some(folder.ok_or("--data-dir needs a folder")?.into());
                }
                _ => {
                    return Err(format!(
                        "'{}' is not understood. Lobby takes --sample, --mail and --data-dir DIR",
                        argument.to_string_lossy()
                    ));
                }
            }
        }
        Ok(start)
    }

    /// The data folder, where `own` is the person's own.
    #[must_use]
    pub fn folder(&self, own: PathBuf) -> PathBuf {
        match &self.data_dir {
            Some(folder) => folder.clone(),
            None if self.sample => own.join("sample"),
            None => own,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(arguments: &[&str]) -> Result<Start, String> {
        Start::read(arguments.iter().map(OsString::from))
    }

    #[test]
    fn the_folder_is_the_persons_own_unless_told_otherwise() {
        let own = PathBuf::from("/home/desk/lobby");
        assert_eq!(read(&[]).unwrap().folder(own.clone()), own);
        assert_eq!(
            read(&["--sample"]).unwrap().folder(own.clone()),
            own.join("sample")
        );
        let elsewhere = read(&["--sample", "--data-dir", "/tmp/x"]).unwrap();
        assert!(elsewhere.sample);
        assert_eq!(elsewhere.folder(own), PathBuf::from("/tmp/x"));
    }

    #[test]
    fn what_is_not_understood_is_named() {
        assert!(read(&["--smaple"]).unwrap_err().contains("--smaple"));
        assert!(read(&["--data-dir"]).unwrap_err().contains("needs a folder"));
    }
}
