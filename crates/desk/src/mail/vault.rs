//! Where the mailbox's password is: in the system's keychain, or where there is none, in an encrypted file.

use std::{
    fs,
    io::{self, Write as _},
    path::{Path, PathBuf},
    sync::Mutex,
};

use lobby_mail::line::Secret;
use ring::aead::{AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};

use crate::views::mail::PasswordPlace;

/// Why a password could not be kept or found.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct VaultFault(pub String);

/// Keeps the one password.
pub trait Vault: Send + Sync {
    /// The password; `None` where none is kept.
    ///
    /// # Errors
    /// [`VaultFault`]; it may take as long as the person needs to unlock their keychain.
    fn get(&self) -> Result<Option<Secret>, VaultFault>;

    /// Keeps a password in place of the one before.
    ///
    /// # Errors
    /// [`VaultFault`].
    fn set(&self, secret: &Secret) -> Result<(), VaultFault>;

    /// Forgets it.
    ///
    /// # Errors
    /// [`VaultFault`].
    fn forget(&self) -> Result<(), VaultFault>;

    /// Where it is.
    fn place(&self) -> PasswordPlace;
}

/// The system's keychain; where there is none, a file in the data folder, encrypted with a key that is kept
/// elsewhere, so that whoever finds a copy of the data finds no password.
#[derive(Debug)]
pub struct SystemVault {
    /// One keychain may hold the passwords of several data folders.
    account: String,
    file: PathBuf,
    key: PathBuf,
}

/// The name under which the keychain lists what Lobby keeps.
const SERVICE: &str = "app.lobby.desk";

impl SystemVault {
    /// For the data in `data`, with the key of the file in `keys`.
    #[must_use]
    pub fn new(data: &Path, keys: &Path) -> Self {
        Self {
            account: data.display().to_string(),
            file: data.join("mailbox.secret"),
            key: keys.join("mailbox.key"),
        }
    }

    fn entry(&self) -> Result<keyring::Entry, keyring::Error> {
        keyring::Entry::new(SERVICE, &self.account)
    }

    fn key(&self) -> Result<LessSafeKey, VaultFault> {
        let bytes = match fs::read(&self.key) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                let mut bytes = vec![0; 32];
                getrandom::fill(&mut bytes).map_err(|error| VaultFault(error.to_string()))?;
                write_private(&self.key, &bytes).map_err(|error| at(&self.key, &error))?;
                bytes
            }
            Err(error) => return Err(at(&self.key, &error)),
        };
        UnboundKey::new(&AES_256_GCM, &bytes)
            .map(LessSafeKey::new)
            .map_err(|_| VaultFault(format!("{}: this is no key", self.key.display())))
    }

    fn open_file(&self) -> Result<Option<Secret>, VaultFault> {
        let mut bytes = match fs::read(&self.file) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(at(&self.file, &error)),
        };
        let unreadable = || VaultFault(format!("{}: it cannot be decrypted", self.file.display()));
        let nonce: [u8; NONCE_LEN] = bytes
            .get(..NONCE_LEN)
            .and_then(|nonce| nonce.try_into().ok())
            .ok_or_else(unreadable)?;
        let key = self.key()?;
        let sealed = bytes.get_mut(NONCE_LEN..).ok_or_else(unreadable)?;
        let opened = key
            .open_in_place(Nonce::assume_unique_for_key(nonce), Aad::from(SERVICE), sealed)
            .map_err(|_| unreadable())?;
        let text = String::from_utf8(opened.to_vec()).map_err(|_| unreadable())?;
        Ok(Some(Secret::new(text)))
    }

    fn seal_file(&self, secret: &Secret) -> Result<(), VaultFault> {
        let mut nonce = [0; NONCE_LEN];
        getrandom::fill(&mut nonce).map_err(|error| VaultFault(error.to_string()))?;
        let mut sealed = secret.reveal().as_bytes().to_vec();
        self.key()?
            .seal_in_place_append_tag(
                Nonce::assume_unique_for_key(nonce),
                Aad::from(SERVICE),
                &mut sealed,
            )
            .map_err(|_| VaultFault("the password could not be encrypted".to_owned()))?;
        let bytes = [nonce.as_slice(), &sealed].concat();
        write_private(&self.file, &bytes).map_err(|error| at(&self.file, &error))
    }
}

impl Vault for SystemVault {
    fn get(&self) -> Result<Option<Secret>, VaultFault> {
        match self.entry().and_then(|entry| entry.get_password()) {
            Ok(password) => Ok(Some(Secret::new(password))),
            // No entry, or no keychain at all.
            Err(_) => self.open_file(),
        }
    }

    fn set(&self, secret: &Secret) -> Result<(), VaultFault> {
        match self.entry().and_then(|entry| entry.set_password(secret.reveal())) {
            Ok(()) => {
                let _ = fs::remove_file(&self.file);
                Ok(())
            }
            Err(_) => self.seal_file(secret),
        }
    }

    fn forget(&self) -> Result<(), VaultFault> {
        let _ = self.entry().and_then(|entry| entry.delete_credential());
        match fs::remove_file(&self.file) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(at(&self.file, &error)),
            _ => Ok(()),
        }
    }

    fn place(&self) -> PasswordPlace {
        if self.file.exists() {
            PasswordPlace::File
        } else if self.entry().and_then(|entry| entry.get_password()).is_ok() {
            PasswordPlace::Keychain
        } else {
            PasswordPlace::Nowhere
        }
    }
}

fn at(path: &Path, error: &io::Error) -> VaultFault {
    VaultFault(format!("{}: {error}", path.display()))
}

/// Writes a file that nobody else may read; whole, or not at all.
fn write_private(path: &Path, bytes: &[u8]) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let part = path.with_extension("part");
    let mut options = fs::OpenOptions::new();
    options.create(true).truncate(true).write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(&part)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    fs::rename(part, path)
}

/// Keeps the password for as long as the program runs: for tests.
#[derive(Debug, Default)]
pub struct MemoryVault(Mutex<Option<String>>);

impl MemoryVault {
    fn held(&self) -> std::sync::MutexGuard<'_, Option<String>> {
        self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

impl Vault for MemoryVault {
    fn get(&self) -> Result<Option<Secret>, VaultFault> {
        Ok(self.held().clone().map(Secret::new))
    }

    fn set(&self, secret: &Secret) -> Result<(), VaultFault> {
        *self.held() = Some(secret.reveal().to_owned());
        Ok(())
    }

    fn forget(&self) -> Result<(), VaultFault> {
        *self.held() = None;
        Ok(())
    }

    fn place(&self) -> PasswordPlace {
        if self.held().is_some() {
            PasswordPlace::Keychain
        } else {
            PasswordPlace::Nowhere
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_in_a_file_is_encrypted_and_found_again() {
        let (data, keys) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let vault = SystemVault::new(data.path(), keys.path());
        vault.seal_file(&Secret::new("pâss".into())).unwrap();
        let bytes = fs::read(data.path().join("mailbox.secret")).unwrap();
        assert!(
            !bytes
                .windows(3)
                .any(|three| three == b"ss".as_slice() || three == "pâ".as_bytes())
        );
        assert_eq!(vault.open_file().unwrap().unwrap().reveal(), "pâss");
        // Whoever has the data alone has no password.
        fs::remove_file(keys.path().join("mailbox.key")).unwrap();
        assert!(vault.open_file().is_err());
    }
}
