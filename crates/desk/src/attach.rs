//! R31: files that go with messages.

use base64::{Engine as _, prelude::BASE64_STANDARD};
use chrono::TimeDelta;
use lobby_domain::{
    file::{FileRefusal, may_attach, media_type, picture_type},
    ids::{FileId, MailId},
    permission::Need,
};
use lobby_mail::read::safe_name;
use lobby_store::{
    SqliteConnection, conversation, crash,
    file::{self, File, Standing},
};

use crate::{
    Desk,
    keeping::count,
    problem::{Field, FieldFault, Noun, Problem},
    session::Actor,
    views::conversation::{FileView, NewFile},
};

/// The largest part that crosses at once, in bytes.
const LARGEST_PART: usize = 1 << 20;
/// The largest picture that is previewed, in bytes.
const LARGEST_PICTURE: usize = 10_000_000;
/// After so long nobody waits for the rest of a file any more.
const ABANDONED: TimeDelta = TimeDelta::hours(1);

impl Desk {
    /// R31: begins to attach a file to what this person writes in a conversation; its bytes follow by
    /// [`Desk::attach_part`].
    ///
    /// # Errors
    /// [`Problem::FilesTooLarge`]; [`Problem::Invalid`] for an empty file; [`Problem::NotFound`].
    pub async fn attach_file(&self, new: NewFile) -> Result<FileView, Problem> {
        let me = self.guard(Need::SignedIn).await?;
        let mut write = self.store.write().await?;
        conversation::head(&mut write, new.conversation)
            .await?
            .ok_or(Problem::missing(Noun::Conversation))?;
        for id in file::abandoned(&mut write, new.conversation, me.id, me.now - ABANDONED).await? {
            file::remove(&mut write, id).await?;
        }
        let there = file::begun(&mut write, new.conversation, me.id).await?;
        let there = there.iter().map(|file| file.size).sum();
        may_attach(there, u64::from(new.bytes)).map_err(refused)?;
        let name = Some(safe_name(&new.name)).filter(|name| !name.is_empty());
        let name = name.unwrap_or_else(|| "file".to_owned());
        let begun = file::New {
            conversation: new.conversation,
            staff: me.id,
            name: &name,
            media_type: media_type(&new.media_type),
            size: u64::from(new.bytes),
        };
        let id = file::begin(&mut write, &begun, me.now).await?;
        crash::point("after_file_begun");
        let view = FileView {
            id,
            media_type: begun.media_type.to_owned(),
            kib: count(begun.size.div_ceil(1024)),
            name: name.clone(),
        };
        self.commit(write, &[]).await?;
        Ok(view)
    }

    /// R31: takes the next part of a file, as base64. With the last one the file is attached.
    ///
    /// # Errors
    /// [`Problem::Invalid`] for what is no base64, too long, or more than was announced; [`Problem::NotFound`].
    pub async fn attach_part(&self, id: FileId, base64: &str) -> Result<(), Problem> {
        let me = self.guard(Need::SignedIn).await?;
        let refused = |fault| Problem::invalid(Field::File, fault);
        let part = BASE64_STANDARD
            .decode(base64)
            .map_err(|_| refused(FieldFault::Malformed))?;
        let mut write = self.store.write().await?;
        let standing = own(&mut write, id, &me).await?;
        let left = standing.file.size.saturating_sub(standing.received);
        if part.is_empty() || part.len() > LARGEST_PART || part.len() as u64 > left {
            return Err(refused(FieldFault::TooLong));
        }
        file::add(&mut write, &standing, &part).await?;
        crash::point("after_file_part");
        self.commit(write, &[]).await
    }

    /// R31: takes a file away that was not sent.
    ///
    /// # Errors
    /// [`Problem::NotFound`].
    pub async fn remove_file(&self, id: FileId) -> Result<(), Problem> {
        let me = self.guard(Need::SignedIn).await?;
        let mut write = self.store.write().await?;
        own(&mut write, id, &me).await?;
        file::remove(&mut write, id).await?;
        crash::point("after_file_removed");
        self.commit(write, &[]).await
    }

    /// R31: a file that went with a message, or that this person has attached, and its bytes.
    ///
    /// # Errors
    /// [`Problem::NotFound`].
    pub async fn open_file(&self, id: FileId) -> Result<(File, Vec<u8>), Problem> {
        let (me, mut db) = self.guard_reading(Need::SignedIn).await?;
        let standing = file::standing(&mut db, id).await?;
        let may = |one: &Standing| one.entry.is_some() || one.staff == me.id;
        let standing = standing.filter(may).ok_or(Problem::missing(Noun::Attachment))?;
        let bytes = file::bytes(&mut db, id).await?;
        Ok((standing.file, bytes))
    }

    /// R31: the picture that a file of ours is, as the address of an image; `None` where it is none.
    ///
    /// # Errors
    /// [`Problem::NotFound`].
    pub async fn picture_of_file(&self, id: FileId) -> Result<Option<String>, Problem> {
        let (_, bytes) = self.open_file(id).await?;
        Ok(as_picture(&bytes))
    }

    /// R31: the picture that a file of a mail is, as the address of an image; `None` where it is none.
    ///
    /// # Errors
    /// [`Problem::NotFound`].
    pub async fn picture_of_mail(&self, id: MailId, place: u32) -> Result<Option<String>, Problem> {
        let bytes = self.attachment(id, place).await?;
        Ok(as_picture(&bytes))
    }
}

/// A file that this person has attached and not sent.
async fn own(db: &mut SqliteConnection, id: FileId, me: &Actor) -> Result<Standing, Problem> {
    file::standing(db, id)
        .await?
        .filter(|one| one.staff == me.id && one.entry.is_none())
        .ok_or(Problem::missing(Noun::Attachment))
}

fn refused(refusal: FileRefusal) -> Problem {
    match refusal {
        FileRefusal::Empty => Problem::invalid(Field::File, FieldFault::Missing),
        FileRefusal::TooLarge => Problem::FilesTooLarge,
    }
}

pub(crate) fn file_view(file: File) -> FileView {
    FileView {
        id: file.id,
        name: file.name,
        media_type: file.media_type,
        kib: count(file.size.div_ceil(1024)),
    }
}

fn as_picture(bytes: &[u8]) -> Option<String> {
    let kind = picture_type(bytes).filter(|_| bytes.len() <= LARGEST_PICTURE)?;
    Some(format!("data:{kind};base64,{}", BASE64_STANDARD.encode(bytes)))
}
