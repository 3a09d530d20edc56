//! Starting the worker and hearing what it says.

use std::{
    ffi::OsString,
    fs,
    os::unix::process::ExitStatusExt as _,
    path::{Path, PathBuf},
    process::{Child, Command, ExitStatus, Stdio},
};

use crate::{
    Failure,
    protocol::{Line, lines},
    state::State,
};

/// One run of the worker.
#[derive(Debug, Clone)]
pub struct Work {
    /// The data folder.
    pub folder: PathBuf,
    /// The seed of its steps.
    pub seed: u64,
    /// How many steps.
    pub steps: usize,
    /// More arguments.
    pub arguments: Vec<OsString>,
    /// Settings of this run.
    pub settings: Vec<(&'static str, OsString)>,
    /// What is started in the worker's place, with the worker behind it: strace.
    pub around: Vec<OsString>,
}

/// How it ended.
#[derive(Debug)]
pub struct Ended {
    /// What it said.
    pub lines: Vec<Line>,
    /// How it ended.
    pub status: ExitStatus,
    /// What it wrote to its standard error.
    pub errors: String,
}

impl Ended {
    /// Whether it was killed.
    #[must_use]
    pub fn was_killed(&self) -> bool {
        self.status.signal() == Some(9)
    }

    /// Whether the day was worked to its end.
    #[must_use]
    pub fn came_to_the_end(&self) -> bool {
        self.lines.last() == Some(&Line::End)
    }
}

/// A worker at work.
#[derive(Debug)]
pub struct Working {
    child: Child,
    output: PathBuf,
    errors: PathBuf,
}

impl Work {
    /// A plain run of this many steps.
    #[must_use]
    pub fn new(folder: &Path, seed: u64, steps: usize) -> Self {
        Self {
            folder: folder.to_path_buf(),
            seed,
            steps,
            arguments: Vec::new(),
            settings: Vec::new(),
            around: Vec::new(),
        }
    }

    /// With a setting in its environment.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<OsString>) -> Self {
        self.settings.push((name, value.into()));
        self
    }

    /// With one more argument.
    #[must_use]
    pub fn told(mut self, argument: impl Into<OsString>) -> Self {
        self.arguments.push(argument.into());
        self
    }

    /// With another program around it.
    #[must_use]
    pub fn around(mut self, around: Vec<OsString>) -> Self {
        self.around = around;
        self
    }

    /// Starts it on a folder that holds this.
    ///
    /// # Errors
    /// The system's.
    pub fn start(&self, state: &State) -> Result<Working, Failure> {
        let given = self.folder.with_extension("state");
        fs::write(&given, serde_json::to_vec(state)?)?;
        let mut words = self.around.clone();
        words.push(program()?.into());
        let mut words = words.into_iter();
        let mut command = Command::new(words.next().unwrap_or_default());
        command
            .args(words)
            .arg(&self.folder)
            .arg(&given)
            .arg(self.seed.to_string())
            .arg(self.steps.to_string())
            .args(&self.arguments)
            .envs(self.settings.iter().map(|(name, value)| (name, value)));
        Working::spawn(command, &self.folder)
    }

    /// Runs it to whatever end.
    ///
    /// # Errors
    /// The system's.
    pub fn run(&self, state: &State) -> Result<Ended, Failure> {
        self.start(state)?.wait()
    }
}

/// Where the worker is: beside the harness.
///
/// # Errors
/// The system's.
pub fn program() -> Result<PathBuf, Failure> {
    Ok(std::env::current_exe()?.with_file_name("faults-worker"))
}

impl Working {
    /// Starts a worker whose words go into files beside its folder.
    ///
    /// # Errors
    /// The system's.
    pub fn spawn(mut command: Command, folder: &Path) -> Result<Self, Failure> {
        let (output, errors) = (folder.with_extension("said"), folder.with_extension("errors"));
        command
            .stdin(Stdio::null())
            .stdout(fs::File::create(&output)?)
            .stderr(fs::File::create(&errors)?);
        Ok(Self {
            child: command.spawn()?,
            output,
            errors,
        })
    }

    /// Its process, or that of what is around it.
    #[must_use]
    pub fn process(&self) -> u32 {
        self.child.id()
    }

    /// What it has said so far.
    ///
    /// # Errors
    /// The system's.
    pub fn said(&self) -> Result<Vec<Line>, Failure> {
        Ok(lines(&fs::read(&self.output)?))
    }

    /// Whether it has ended.
    ///
    /// # Errors
    /// The system's.
    pub fn has_ended(&mut self) -> Result<bool, Failure> {
        Ok(self.child.try_wait()?.is_some())
    }

    /// Ends it at once.
    ///
    /// # Errors
    /// The system's.
    pub fn kill(&mut self) -> Result<(), Failure> {
        Ok(self.child.kill()?)
    }

    /// Waits for its end.
    ///
    /// # Errors
    /// The system's.
    pub fn wait(mut self) -> Result<Ended, Failure> {
        let status = self.child.wait()?;
        Ok(Ended {
            lines: lines(&fs::read(&self.output)?),
            status,
            errors: String::from_utf8_lossy(&fs::read(&self.errors)?).into_owned(),
        })
    }
}
