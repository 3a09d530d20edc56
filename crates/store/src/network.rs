//! R84: recognising a data folder on a network share, where SQLite's locks cannot be trusted
//! (<https://sqlite.org/faq.html#q5>).

use std::path::Path;

/// The kinds of file system that are somewhere else.
const REMOTE: [&str; 16] = [
    "nfs",
    "nfs4",
    "cifs",
    "smb",
    "smbfs",
    "smb3",
    "smb2",
    "9p",
    "afs",
    "afpfs",
    "ceph",
    "glusterfs",
    "fuse.sshfs",
    "fuse.glusterfs",
    "davfs",
    "webdav",
];

/// Whether `folder` is on a network share, as far as the system tells.
pub fn is_network_share(folder: &Path) -> bool {
    let folder = folder.canonicalize().unwrap_or_else(|_| folder.to_path_buf());
    if cfg!(windows) {
        is_unc(&folder)
    } else {
        is_remote_mount(&folder, &mounts())
    }
}

/// A mapped drive resolves to its `\\server\share` form when it is canonicalised.
fn is_unc(folder: &Path) -> bool {
    use std::path::{Component, Prefix};
    matches!(
        folder.components().next(),
        Some(Component::Prefix(prefix))
            if matches!(prefix.kind(), Prefix::UNC(..) | Prefix::VerbatimUNC(..))
    )
}

/// The mounts of this computer as `(mount point, kind)`.
fn mounts() -> Vec<(String, String)> {
    if cfg!(target_os = "macos") {
        let list = std::process::Command::new("/sbin/mount").output();
        return list
            .map(|list| parse_mount(&String::from_utf8_lossy(&list.stdout)))
            .unwrap_or_default();
    }
    std::fs::read_to_string("/proc/self/mountinfo")
        .map(|list| parse_mountinfo(&list))
        .unwrap_or_default()
}

/// Lines such as `36 35 98:0 /root /mnt rw,noatime master:1 - nfs4 server:/home rw` (proc(5)).
fn parse_mountinfo(list: &str) -> Vec<(String, String)> {
    list.lines()
        .filter_map(|line| {
            let (before, after) = line.split_once(" - ")?;
            let point = before.split(' ').nth(4)?;
            let kind = after.split(' ').next()?;
            Some((point.replace("\\040", " "), kind.to_owned()))
        })
        .collect()
}

/// Lines such as `//desk@server/share on /Volumes/share (smbfs, nodev)` (mount(8) of macOS).
fn parse_mount(list: &str) -> Vec<(String, String)> {
    list.lines()
        .filter_map(|line| {
            let (_, rest) = line.split_once(" on ")?;
            let (point, options) = rest.rsplit_once(" (")?;
            let kind = options.split([',', ')']).next()?;
            Some((point.to_owned(), kind.trim().to_owned()))
        })
        .collect()
}

/// The longest mount point above the folder decides.
fn is_remote_mount(folder: &Path, mounts: &[(String, String)]) -> bool {
    mounts
        .iter()
        .filter(|(point, _)| folder.starts_with(point))
        .max_by_key(|(point, _)| point.len())
        .is_some_and(|(_, kind)| REMOTE.contains(&kind.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINUX: &str = "\
22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
40 22 0:35 / /home/desk/share rw,relatime shared:20 - cifs //server/share rw
41 22 0:36 / /mnt/two\\040words rw - nfs4 server:/home rw
42 40 8:2 / /home/desk/share/local rw - ext4 /dev/sdb1 rw";

    #[test]
    fn r84_a_folder_on_a_share_is_recognised_on_linux() {
        let mounts = parse_mountinfo(LINUX);
        assert!(is_remote_mount(Path::new("/home/desk/share/lobby"), &mounts));
        assert!(is_remote_mount(Path::new("/mnt/two words"), &mounts));
    }

    #[test]
    fn r84_a_folder_of_this_computer_is_taken() {
        let mounts = parse_mountinfo(LINUX);
        assert!(!is_remote_mount(Path::new("/home/desk"), &mounts));
        assert!(!is_remote_mount(
            Path::new("/home/desk/share/local/lobby"),
            &mounts
        ));
        assert!(!is_network_share(&std::env::temp_dir()));
    }

    #[test]
    fn r84_a_folder_on_a_share_is_recognised_on_macos() {
        let mounts = parse_mount(
            "/dev/disk1s1 on / (apfs, local)\n//desk@server/share on /Volumes/the share (smbfs, nodev)",
        );
        assert!(is_remote_mount(Path::new("/Volumes/the share/lobby"), &mounts));
        assert!(!is_remote_mount(Path::new("/Users/desk"), &mounts));
    }
}
