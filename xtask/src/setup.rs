//! What a fresh machine lacks, and how it gets it.
//!
//! Debian and Ubuntu packages are installed here; for every other system the exact commands are printed.
//! The tools built by cargo live under `target/tools`, so nothing of the person's own is touched.

use std::fs;
use std::io::IsTerminal;
use std::path::PathBuf;
use std::process::Command;
use std::time::{Duration, SystemTime};

use crate::shell::{Outcome, at, cargo, npm, program, read, root, run, show, target};

/// What the machine is wanted for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// Building the program and opening its window.
    Window,
    /// All that, and the whole check.
    Tests,
    /// Compiling for Windows on another system.
    Windows,
    /// Mail servers to try the program with.
    Mail,
}

/// Packages of Debian and Ubuntu that the window is built with.
const WINDOW: [&str; 5] = [
    "pkg-config",
    "libwebkit2gtk-4.1-dev",
    "libayatana-appindicator3-dev",
    "librsvg2-dev",
    "libxdo-dev",
];

/// Packages that the checks need on top: a screen, a message bus, the window's driver,
/// SQLite's own shell, and what watches and hurts the disk.
const TESTS: [&str; 7] = [
    "webkit2gtk-driver",
    "xvfb",
    "xauth",
    "dbus",
    "dbus-x11",
    "sqlite3",
    "strace",
];

/// Mail servers, started from scratch folders.
const MAIL: [&str; 3] = ["dovecot-imapd", "dovecot-lmtpd", "postfix"];

/// The linker for programs of Windows.
const WINDOWS: [&str; 1] = ["gcc-mingw-w64-x86-64"];

/// Tools built by cargo: their names and the versions that the checks are written for.
const TOOLS: [(&str, &str); 2] = [("cargo-deny", "0.20.2"), ("tauri-driver", "2.1.0")];

/// The oldest Node.js that the UI is built with.
const NODE: (u32, u32) = (20, 19);

/// Installs what is missing for this purpose, and says what.
pub fn prepare(purpose: Purpose) -> Outcome {
    system(purpose)?;
    node()?;
    if purpose == Purpose::Tests {
        for (name, version) in TOOLS {
            // WebKit's driver is all there is to drive, so the window tests run on Linux alone.
            if name != "tauri-driver" || cfg!(target_os = "linux") {
                tool(name, version)?;
            }
        }
    }
    packages_of_the_ui()
}

/// Where a tool of `TOOLS` is.
pub fn tool_path(name: &str) -> PathBuf {
    target()
        .join("tools")
        .join("bin")
        .join(format!("{name}{}", std::env::consts::EXE_SUFFIX))
}

/// Checks the packages of the system alone.
pub fn system(purpose: Purpose) -> Outcome {
    let wanted: Vec<&str> = match purpose {
        Purpose::Window => WINDOW.to_vec(),
        Purpose::Tests => [WINDOW.as_slice(), TESTS.as_slice(), MAIL.as_slice()].concat(),
        Purpose::Mail => MAIL.to_vec(),
        Purpose::Windows => WINDOWS.to_vec(),
    };
    if !cfg!(target_os = "linux") {
        return elsewhere(purpose);
    }
    if read(program("dpkg-query").arg("--version")).is_err() {
        return other_linux(purpose);
    }
    let missing = missing_packages(&wanted);
    if missing.is_empty() {
        return Ok(());
    }
    println!("Missing here: {}", missing.join(" "));
    run(&mut as_root("apt-get", &["update", "-q"])?)?;
    if missing.contains(&"postfix") {
        // The servers are started from scratch folders; the system's own are not to be configured.
        let answer =
            "echo postfix postfix/main_mailer_type select 'No configuration' | debconf-set-selections";
        run(&mut as_root("sh", &["-c", answer])?)?;
    }
    let install = ["install", "-q", "-y", "--no-install-recommends"];
    run(&mut as_root("apt-get", &[install.as_slice(), &missing].concat())?)
}

/// Those of `wanted` that dpkg does not call installed.
fn missing_packages<'a>(wanted: &[&'a str]) -> Vec<&'a str> {
    // dpkg-query fails when it knows one of them not at all, and still prints the others.
    let output = program("dpkg-query")
        .args(["--show", "--showformat=${Package} ${db:Status-Status}\n"])
        .args(wanted)
        .output()
        .map(|output| String::from_utf8_lossy(&output.stdout).into_owned())
        .unwrap_or_default();
    not_installed(wanted, &output)
}

fn not_installed<'a>(wanted: &[&'a str], listing: &str) -> Vec<&'a str> {
    let installed: Vec<&str> = listing
        .lines()
        .filter_map(|line| line.strip_suffix(" installed"))
        .collect();
    wanted
        .iter()
        .copied()
        .filter(|package| !installed.contains(package))
        .collect()
}

/// A command run as root: directly when that is who we are, through sudo otherwise.
pub fn as_root(name: &str, arguments: &[&str]) -> Result<Command, String> {
    let unattended = "DEBIAN_FRONTEND=noninteractive";
    let root_already = read(program("id").arg("-u"))?.trim() == "0";
    let mut command = if root_already {
        program("env")
    } else {
        program("sudo")
    };
    if !root_already {
        // Without a terminal nobody can type a password: fail at once instead of waiting for one.
        if !std::io::stdin().is_terminal() {
            command.arg("-n");
        }
        command.arg("env");
    }
    command.arg(unattended).arg(name).args(arguments);
    println!("> {}", show(&command));
    Ok(command)
}

/// Linux without dpkg: its packages have other names, which are printed.
fn other_linux(purpose: Purpose) -> Outcome {
    let present = read(program("pkg-config").args(["--exists", "webkit2gtk-4.1", "librsvg-2.0"])).is_ok();
    if present && purpose == Purpose::Window {
        return Ok(());
    }
    let driver = read(program("sh").args([
        "-c",
        "command -v WebKitWebDriver xvfb-run dbus-run-session sqlite3 strace",
    ]));
    if present && purpose == Purpose::Tests && driver.is_ok() {
        return Ok(());
    }
    if purpose == Purpose::Windows && read(program("x86_64-w64-mingw32-gcc").arg("--version")).is_ok() {
        return Ok(());
    }
    Err("\
This system's packages are not installed by this command. Install these, then run it again.

Fedora:  sudo dnf install gcc gcc-c++ make pkgconf-pkg-config webkit2gtk4.1-devel \\
           libappindicator-gtk3-devel librsvg2-devel libxdo-devel
  tests: sudo dnf install webkit2gtk-driver xorg-x11-server-Xvfb xauth dbus-daemon dbus-x11 sqlite strace
  for Windows: sudo dnf install mingw64-gcc
Arch:    sudo pacman -S --needed base-devel webkit2gtk-4.1 libappindicator-gtk3 librsvg xdotool
  tests: sudo pacman -S --needed webkitgtk-driver xorg-server-xvfb xorg-xauth dbus sqlite strace
  for Windows: sudo pacman -S --needed mingw-w64-gcc"
        .to_owned())
}

/// macOS and Windows come with their own web view; only a C compiler, and for the checks SQLite, may lack.
fn elsewhere(purpose: Purpose) -> Outcome {
    let mut lacking = Vec::new();
    if cfg!(target_os = "macos") && read(program("xcode-select").arg("-p")).is_err() {
        lacking.push("  xcode-select --install");
    }
    if purpose == Purpose::Tests && read(program("sqlite3").arg("--version")).is_err() {
        lacking.push(if cfg!(windows) {
            "  winget install SQLite.SQLite"
        } else {
            "  brew install sqlite"
        });
    }
    if cfg!(windows) && read(program("cmd").args(["/c", "link", "/?"])).is_err() && !visual_studio() {
        lacking.push(
            "  winget install Microsoft.VisualStudio.2022.BuildTools --override \
             \"--wait --passive --add Microsoft.VisualStudio.Workload.VCTools --includeRecommended\"",
        );
    }
    if lacking.is_empty() {
        Ok(())
    } else {
        Err(format!(
            "Something is missing here. Run this, then try again:\n{}",
            lacking.join("\n")
        ))
    }
}

/// Visual Studio's installer leaves this program at a fixed place; the linker itself is on no path.
fn visual_studio() -> bool {
    std::env::var_os("ProgramFiles(x86)").is_some_and(|folder| {
        PathBuf::from(folder)
            .join("Microsoft Visual Studio/Installer/vswhere.exe")
            .exists()
    })
}

fn node() -> Outcome {
    let way_out = "Install it from nodejs.org or with the system's package manager, then run this again.";
    let version = read(program("node").arg("--version"))
        .map_err(|_| format!("Node.js {}.{} or newer is missing. {way_out}", NODE.0, NODE.1))?;
    match node_version(&version) {
        Some(found) if found >= NODE => Ok(()),
        _ => Err(format!(
            "Node.js {}.{} or newer is needed, {} is here. {way_out}",
            NODE.0,
            NODE.1,
            version.trim()
        )),
    }
}

/// `v20.20.2` as (20, 20).
fn node_version(printed: &str) -> Option<(u32, u32)> {
    let mut parts = printed
        .trim()
        .trim_start_matches('v')
        .split('.')
        .map(str::parse::<u32>);
    Some((parts.next()?.ok()?, parts.next()?.ok()?))
}

fn tool(name: &str, version: &str) -> Outcome {
    let tools = target().join("tools");
    let listed = fs::read_to_string(tools.join(".crates.toml")).unwrap_or_default();
    if listed.contains(&format!("\"{name} {version} ")) && tool_path(name).exists() {
        return Ok(());
    }
    println!(
        "Missing here: {name} {version}. It is built once, into {}",
        tools.display()
    );
    // Without optimisation: these are built in one minute instead of ten, and run for a second.
    run(cargo()
        .args([
            "install",
            "--quiet",
            "--locked",
            "--debug",
            "--force",
            "--version",
            version,
            "--root",
        ])
        .arg(&tools)
        .arg(name))
}

/// The npm packages of the UI, when its lock file is newer than what is installed.
fn packages_of_the_ui() -> Outcome {
    let ui = root().join("ui");
    let modified = |path: PathBuf| fs::metadata(path).and_then(|about| about.modified()).ok();
    let lock = ui.join("package-lock.json");
    let wanted = at(&lock, fs::metadata(&lock).and_then(|about| about.modified()))?;
    if installed_is_fresh(
        wanted,
        modified(ui.join("node_modules").join(".package-lock.json")),
    ) {
        return Ok(());
    }
    println!("Installing the packages of ui/");
    run(npm().args(["--prefix", "ui", "ci", "--no-audit", "--no-fund"]))
}

/// npm writes both files at the end of an installation, in no fixed order: seconds apart is together.
fn installed_is_fresh(lock: SystemTime, installed: Option<SystemTime>) -> bool {
    installed.is_some_and(|installed| installed + Duration::from_secs(10) >= lock)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_package_removed_but_configured_counts_as_missing() {
        let listing = "xvfb installed\nsqlite3 config-files\n";
        assert_eq!(
            not_installed(&["xvfb", "sqlite3", "xauth"], listing),
            ["sqlite3", "xauth"]
        );
    }

    #[test]
    fn node_is_compared_by_number() {
        assert!(node_version("v20.9.0\n") < Some(NODE));
        assert!(node_version("v22.1.0\n") > Some(NODE));
        assert_eq!(node_version("not a version"), None);
    }

    #[test]
    fn the_ui_is_installed_anew_only_when_its_lock_file_is_newer() {
        let lock = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000);
        assert!(!installed_is_fresh(lock, None));
        assert!(!installed_is_fresh(lock, Some(lock - Duration::from_secs(11))));
        assert!(installed_is_fresh(lock, Some(lock - Duration::from_secs(1))));
        assert!(installed_is_fresh(lock, Some(lock + Duration::from_secs(1))));
    }
}
