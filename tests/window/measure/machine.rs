//! What the processes of a window take, and what the machine is busy with meanwhile.

use std::collections::HashMap;
use std::path::Path;

use lobby_window_tests::{Result, Trouble};
use serde_json::{Value, json};

/// The memory of one process, in KiB: its share of everything (PSS), and what nobody else has (USS).
#[derive(Clone, Debug)]
pub struct Process {
    /// Its name, as the kernel has it: cut after 15 letters.
    pub name: String,
    /// Its share: what it has alone, and its part of what it shares.
    pub share: u64,
    /// What would be free if it ended.
    pub alone: u64,
}

/// All processes of a window.
#[derive(Clone, Debug, Default)]
pub struct Memory(pub Vec<Process>);

impl Memory {
    /// Of a program and everything that it has started.
    pub fn of(program: u32) -> Result<Self> {
        let parents = parents()?;
        let mut family = vec![program];
        let mut at = 0;
        while let Some(parent) = family.get(at).copied() {
            family.extend(parents.iter().filter(|(_, of)| **of == parent).map(|(id, _)| *id));
            at += 1;
        }
        family.into_iter().map(process).collect::<Result<_>>().map(Self)
    }

    /// The sum of the shares, in MB.
    pub fn share(&self) -> f64 {
        megabytes(self.0.iter().map(|one| one.share).sum())
    }

    /// The sum of what each has alone, in MB.
    pub fn alone(&self) -> f64 {
        megabytes(self.0.iter().map(|one| one.alone).sum())
    }

    /// For a program to read.
    pub fn as_json(&self) -> Value {
        let processes = self.0.iter().map(
            |one| json!({ "name": one.name, "pss_mb": megabytes(one.share), "uss_mb": megabytes(one.alone) }),
        );
        json!({
            "pss_mb": self.share(), "uss_mb": self.alone(), "processes": processes.collect::<Vec<_>>(),
        })
    }
}

/// KiB as MB of a million bytes.
fn megabytes(kib: u64) -> f64 {
    #[expect(
        clippy::cast_precision_loss,
        reason = "less than a float holds exactly by far"
    )]
    let bytes = kib as f64 * 1024.0;
    (bytes / 100_000.0).round() / 10.0
}

fn parents() -> Result<HashMap<u32, u32>> {
    let mut parents = HashMap::new();
    for entry in std::fs::read_dir("/proc")?.flatten() {
        let id = entry.file_name().to_str().and_then(|name| name.parse().ok());
        // A process may end while it is looked at.
        let stat = std::fs::read_to_string(entry.path().join("stat")).unwrap_or_default();
        // After the name in brackets: state, parent.
        let parent = stat
            .rsplit_once(')')
            .and_then(|(_, rest)| rest.split_whitespace().nth(1)?.parse().ok());
        if let (Some(id), Some(parent)) = (id, parent) {
            parents.insert(id, parent);
        }
    }
    Ok(parents)
}

fn process(id: u32) -> Result<Process> {
    let folder = Path::new("/proc").join(id.to_string());
    let rollup = std::fs::read_to_string(folder.join("smaps_rollup"))?;
    let field = |name: &str| -> Option<u64> {
        let line = rollup.lines().find_map(|line| line.strip_prefix(name))?;
        line.trim_start_matches(':')
            .split_whitespace()
            .next()?
            .parse()
            .ok()
    };
    let known = (field("Pss"), field("Private_Clean"), field("Private_Dirty"));
    let (Some(share), Some(clean), Some(dirty)) = known else {
        return Err(Trouble::new(format!(
            "the memory of process {id} is not told:\n{rollup}"
        )));
    };
    Ok(Process {
        name: std::fs::read_to_string(folder.join("comm"))?.trim().to_owned(),
        share,
        alone: clean + dirty,
    })
}

/// How busy the machine is: the load, and web processes of other windows, which share memory with ours.
pub fn busy() -> String {
    let load = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let load: Vec<&str> = load.split_whitespace().take(3).collect();
    let cores = std::thread::available_parallelism().map_or(0, std::num::NonZero::get);
    format!("load {} on {cores} cores", load.join(" "))
}

/// Seconds that the main thread of a process has run, and that it has waited for a core while others ran.
#[derive(Clone, Copy, Debug, Default)]
pub struct Turn {
    /// Seconds on a core.
    pub ran: f64,
    /// Seconds ready to run, without one.
    pub waited: f64,
}

/// How the main thread of the web process of this program has fared so far.
pub fn turn(program: u32) -> Result<Turn> {
    let web = parents()?.into_iter().filter(|(_, parent)| *parent == program);
    for (id, _) in web {
        let folder = Path::new("/proc").join(id.to_string());
        if std::fs::read_to_string(folder.join("comm"))?.starts_with("WebKitWebProces") {
            let stat = std::fs::read_to_string(folder.join("schedstat"))?;
            let mut nanoseconds = stat
                .split_whitespace()
                .filter_map(|part| part.parse::<f64>().ok());
            let (ran, waited) = (nanoseconds.next(), nanoseconds.next());
            return Ok(Turn {
                ran: ran.unwrap_or_default() / 1e9,
                waited: waited.unwrap_or_default() / 1e9,
            });
        }
    }
    Err(Trouble::new(format!("process {program} has no web process")))
}
