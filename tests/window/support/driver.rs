//! The program between a test and a window: tauri-driver, and under it WebKit's own driver.

use std::net::TcpListener;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use crate::screen::Screen;
use crate::{Opening, Result, Trouble};

/// A running driver with everything it started. All of it ends when this is dropped.
pub(crate) struct Driver {
    child: Child,
    port: u16,
    program: PathBuf,
    /// Goes after everything that draws on it.
    screen: Screen,
}

impl Driver {
    /// Starts a driver of its own for one window; what the program and its web view keep beside the
    /// data folder goes into `home`, so that windows of different tests share nothing.
    pub(crate) fn start(home: &Path, opening: &Opening) -> Result<Self> {
        let driver = target().join("tools").join("bin").join("tauri-driver");
        if !driver.exists() {
            return Err(Trouble::new(
                "tauri-driver is not installed: `cargo xtask test window` installs it",
            ));
        }
        let (port, native) = free_ports()?;
        let folder = |name: &str| -> Result<PathBuf> {
            let path = home.join(name);
            std::fs::create_dir_all(&path)?;
            Ok(path)
        };
        let downloads = format!("XDG_DOWNLOAD_DIR=\"{}\"\n", folder("downloads")?.display());
        std::fs::write(folder("config")?.join("user-dirs.dirs"), downloads)?;
        let screen = Screen::open()?;
        let log = std::fs::File::create(home.join("driver.log"))?;
        let child = Command::new(driver)
            .args(["--native-driver", "/usr/bin/WebKitWebDriver"])
            .args(["--port", &port.to_string(), "--native-port", &native.to_string()])
            .env("XDG_DATA_HOME", folder("share")?)
            .env("XDG_CONFIG_HOME", folder("config")?)
            .env("XDG_CACHE_HOME", folder("cache")?)
            // A virtual screen has no graphics card; looking for one costs time.
            .env("LIBGL_ALWAYS_SOFTWARE", "1")
            .env("GDK_BACKEND", "x11")
            .env("DISPLAY", screen.display())
            // English to begin with, whatever the machine's own language is.
            .env("LC_ALL", "C.UTF-8")
            // The desk stands in the sample building, so that no time has to name its zone.
            .env("TZ", "America/Montreal")
            .env_remove("RUST_BACKTRACE")
            .envs(opening.settings.iter().map(|(name, value)| (name, value)))
            .stdin(Stdio::null())
            .stdout(log.try_clone()?)
            .stderr(log)
            // A group of its own, so that the driver, the program and the web view can be ended together.
            .process_group(0)
            .spawn()?;
        Ok(Self {
            child,
            port,
            program: opening.program(),
            screen,
        })
    }

    /// Where it listens.
    pub(crate) fn address(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// Whether a process is in the group of this driver: another one may work on the same folder.
    fn has_started(&self, process: u32) -> bool {
        let state = std::fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
        // After the name in brackets: state, parent, group.
        let (_, numbers) = state.rsplit_once(')').unwrap_or_default();
        numbers.split_whitespace().nth(2) == Some(self.child.id().to_string().as_str())
    }

    /// The screen that it draws on.
    pub(crate) fn display(&self) -> &str {
        self.screen.display()
    }

    /// The process of the program that it opened, found by its data folder.
    pub(crate) fn process(&self, data: &Path) -> Result<u32> {
        let program = &self.program;
        for entry in std::fs::read_dir("/proc")?.flatten() {
            let Some(process) = entry
                .file_name()
                .to_str()
                .and_then(|name| name.parse::<u32>().ok())
            else {
                continue;
            };
            // A process may end while it is looked at.
            let line = std::fs::read(entry.path().join("cmdline")).unwrap_or_default();
            let mut parts = line.split(|byte| *byte == 0);
            let is_program = parts.next() == Some(program.as_os_str().as_encoded_bytes());
            let is_here = parts.any(|part| part == data.as_os_str().as_encoded_bytes());
            if is_program && is_here && self.has_started(process) {
                return Ok(process);
            }
        }
        Err(Trouble::new(format!(
            "no {} is running on {}",
            program.display(),
            data.display()
        )))
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        // Minus: the whole group. Nothing can be done about a failure here, and all of it may have ended.
        let _ = signal("-KILL", &format!("-{}", self.child.id()));
        let _ = self.child.wait();
    }
}

/// Whether a process still has files open: it is there, and more than the first thread that nobody has asked
/// about yet.
pub(crate) fn holds_anything(process: u32) -> bool {
    let folder = Path::new("/proc").join(process.to_string());
    let stat = std::fs::read_to_string(folder.join("stat")).unwrap_or_default();
    let state = stat
        .rsplit_once(')')
        .and_then(|(_, rest)| rest.split_whitespace().next());
    let threads = std::fs::read_dir(folder.join("task")).map_or(0, Iterator::count);
    match state {
        None | Some("X") => false,
        Some("Z") => threads > 1,
        Some(_) => true,
    }
}

/// Sends a signal to a process, or with a minus before it to its group.
pub(crate) fn signal(name: &str, process: &str) -> Result<()> {
    let ended = Command::new("kill")
        .args([name, "--", process])
        .stderr(Stdio::null())
        .status()?;
    if ended.success() {
        Ok(())
    } else {
        Err(Trouble::new(format!("kill {name} {process} failed")))
    }
}

/// The desktop program under test.
pub(crate) fn lobby() -> PathBuf {
    target().join("debug").join("lobby")
}

/// The top of the project.
pub fn project() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(2).unwrap_or(here).to_path_buf()
}

/// Where everything built is.
pub(crate) fn target() -> PathBuf {
    match std::env::var_os("CARGO_TARGET_DIR") {
        Some(folder) => project().join(folder),
        None => project().join("target"),
    }
}

/// Two ports that nobody listens on, both held until both are known.
fn free_ports() -> Result<(u16, u16)> {
    let first = TcpListener::bind(("127.0.0.1", 0))?;
    let second = TcpListener::bind(("127.0.0.1", 0))?;
    Ok((first.local_addr()?.port(), second.local_addr()?.port()))
}
