//! `cargo xtask dist`: what people install, made from what is here.

use std::path::{Path, PathBuf};

use crate::setup::{self, Purpose};
use crate::shell::{Outcome, at, cargo, program, read, root, run, target};
use crate::ui;

const USAGE: &str = "\
cargo xtask dist [--release] [--check]

  makes the packages of this system: .deb and .rpm on Linux, .dmg on macOS, .msi and .exe on Windows
  --release  also an AppImage, whose tool is fetched; on macOS one .dmg for both kinds of processors
  --check    on Debian and Ubuntu: install the .deb, open it on a screen of its own, see the sign-in, and remove it";

/// The package's name for dpkg.
const NAME: &str = "lobby";
/// A .deb takes no more than this, in bytes.
const LARGEST: u64 = 15_000_000;

/// Makes the packages, and on request tries one.
pub fn command(arguments: &[String]) -> Outcome {
    let has = |wanted: &str| arguments.iter().any(|one| one == wanted);
    let (check, release) = (has("--check"), has("--release"));
    if arguments.len() != usize::from(check) + usize::from(release) {
        return Err(USAGE.to_owned());
    }
    if check && !cfg!(target_os = "linux") {
        return Err("The .deb is tried on Debian and Ubuntu only.".to_owned());
    }
    setup::prepare(if check { Purpose::Tests } else { Purpose::Window })?;
    ui::build_when_stale()?;
    bundle(release)?;
    let made = made(release)?;
    for package in &made {
        let size = at(package, package.metadata())?.len();
        println!("{} {:.1} MB", package.display(), size as f64 / 1e6);
    }
    let Some(deb) = made.iter().find(|path| has_ending(path, "deb")) else {
        return Ok(());
    };
    let size = at(deb, deb.metadata())?.len();
    if size > LARGEST {
        return Err(format!(
            "{} has {size} bytes; {LARGEST} are allowed.",
            deb.display()
        ));
    }
    if check { try_out(deb) } else { Ok(()) }
}

/// Programs for both kinds of processors in one.
const UNIVERSAL: &str = "universal-apple-darwin";

fn bundle(release: bool) -> Outcome {
    let tool = if cfg!(windows) { "tauri.cmd" } else { "tauri" };
    let bundles = if cfg!(target_os = "linux") {
        if release { "deb,rpm,appimage" } else { "deb,rpm" }
    } else if cfg!(target_os = "macos") {
        "dmg"
    } else {
        "nsis,msi"
    };
    let tool = root().join("ui").join("node_modules").join(".bin").join(tool);
    let mut command = program(tool);
    command.args(["build", "--ci", "--bundles", bundles]);
    if cfg!(target_os = "macos") && release {
        let both = ["target", "add", "aarch64-apple-darwin", "x86_64-apple-darwin"];
        run(program("rustup").args(both))?;
        command.args(["--target", UNIVERSAL]);
    }
    run(&mut command)
}

/// The packages of this version.
fn made(release: bool) -> Result<Vec<PathBuf>, String> {
    let built = if cfg!(target_os = "macos") && release {
        target().join(UNIVERSAL)
    } else {
        target()
    };
    let folder = built.join("release").join("bundle");
    let mut made = Vec::new();
    for kind in ["deb", "rpm", "appimage", "dmg", "nsis", "msi"] {
        let of_kind = folder.join(kind);
        let Ok(found) = std::fs::read_dir(&of_kind) else {
            continue;
        };
        let ending = match kind {
            "nsis" => "exe",
            "appimage" => "AppImage",
            other => other,
        };
        for one in found {
            let path = at(&of_kind, one)?.path();
            let of_this_version = path
                .file_name()
                .is_some_and(|name| name.to_string_lossy().contains(env!("CARGO_PKG_VERSION")));
            if of_this_version && has_ending(&path, ending) {
                made.push(path);
            }
        }
    }
    if made.is_empty() {
        return Err(format!("There is no package in {}.", folder.display()));
    }
    Ok(made)
}

fn has_ending(path: &Path, ending: &str) -> bool {
    path.extension().is_some_and(|found| found == ending)
}

/// Installs the package as a person does, opens it, and removes it again, whatever came of it.
fn try_out(deb: &Path) -> Outcome {
    let status = ["--show", "--showformat=${db:Status-Status}", NAME];
    if read(program("dpkg-query").args(status)).is_ok_and(|status| status == "installed") {
        return Err("Lobby is installed here already; this would replace it, and then remove it.".to_owned());
    }
    run(cargo().args(["build", "--package", "lobby-window-tests", "--bin", "installed"]))?;
    let path = deb.to_string_lossy();
    let install = ["install", "-q", "-y", "--no-install-recommends", path.as_ref()];
    let tried = run(&mut setup::as_root("apt-get", &install)?).and_then(|()| {
        run(program("xvfb-run")
            .args(["-a", "-s", "-screen 0 1600x1000x24", "dbus-run-session", "--"])
            .arg(target().join("debug").join("installed"))
            .arg("/usr/bin/lobby"))
    });
    let removed = run(&mut setup::as_root("apt-get", &["remove", "-q", "-y", NAME])?);
    tried.and(removed)
}
