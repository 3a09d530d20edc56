//! Bringing a file in, slice by slice.

use std::sync::atomic::Ordering;

use base64::{Engine as _, prelude::BASE64_STANDARD};
use lobby_domain::permission::Need;
use lobby_import::{FileFault, LARGEST_FILE, LARGEST_FILE_MEGABYTES};

use super::Work;
use crate::{
    desk::Desk,
    problem::{Field, FieldFault, Noun, Problem},
};

/// The largest slice, in bytes.
const LARGEST_SLICE: usize = 1 << 20;

impl Desk {
    /// R7: begins to bring in a file of so many bytes; answers with the token of the import. There is one
    /// import at a time: the one before is dropped.
    ///
    /// # Errors
    /// [`Problem::NotAllowed`]; [`Problem::File`] for a file above the limit, before any of it crosses.
    pub async fn import_begin(&self, name: &str, bytes: u32) -> Result<String, Problem> {
        self.guard(Need::Administration).await?;
        if u64::from(bytes) > LARGEST_FILE {
            return Err(FileFault::TooLarge {
                limit_megabytes: LARGEST_FILE_MEGABYTES,
            }
            .into());
        }
        let announced = usize::try_from(bytes).unwrap_or(usize::MAX);
        let import = self.imports.replace(name, announced);
        *import.work.lock().await = Work::Bytes(Vec::with_capacity(announced));
        Ok(import.token.clone())
    }

    /// R7: takes the next slice of the file.
    ///
    /// # Errors
    /// [`Problem::NotAllowed`]; [`Problem::NotFound`]; [`Problem::Invalid`] for a slice that is no base64 or
    /// too long, or for more bytes than were announced.
    pub async fn import_chunk(&self, token: &str, base64: &str) -> Result<(), Problem> {
        self.guard(Need::Administration).await?;
        let import = self.imports.get(token)?;
        let refused = |fault| Problem::invalid(Field::File, fault);
        let slice = BASE64_STANDARD
            .decode(base64)
            .map_err(|_| refused(FieldFault::Malformed))?;
        let mut work = import.work.lock().await;
        let Work::Bytes(bytes) = &mut *work else {
            return Err(Problem::missing(Noun::Import));
        };
        if slice.len() > LARGEST_SLICE || bytes.len() + slice.len() > import.announced {
            return Err(refused(FieldFault::TooLong));
        }
        bytes.extend_from_slice(&slice);
        Ok(())
    }

    /// R7: stops an import, whatever it is at. Nothing of it is kept.
    ///
    /// # Errors
    /// [`Problem::NotAllowed`]; [`Problem::NotFound`] when it is over already.
    pub async fn import_stop(&self, token: &str) -> Result<(), Problem> {
        self.guard(Need::Administration).await?;
        let import = self.imports.get(token)?;
        import.stop.store(true, Ordering::Relaxed);
        self.imports.end(&import);
        Ok(())
    }
}
