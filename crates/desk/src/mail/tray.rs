//! The tray: mail that waits for a person to say where it belongs; and mails as they came (R31, R32, R83).

use lobby_domain::{
    ids::{ConversationId, EntryId, MailId},
    mailbox::FolderRole,
    matching::TrayReason,
    permission::Need,
};
use lobby_mail::read::{Letter, attachment, read};
use lobby_store::{
    SqliteConnection, conversation, crash, entry_mail,
    mail::{self, Kept, MailState, Raw},
    mailbox, moved,
};

use super::take_in::{Context, enter_by_hand};
use crate::{
    Desk,
    booking_view::PAGE,
    change::Topic,
    cursor,
    desk::record,
    keeping::count,
    problem::{Noun, Problem, StorageFault},
    views::mail::{AttachmentView, MailPlace, MailView, Proposal, TrayPage, TrayRow},
};

impl Desk {
    /// A page of the tray, the newest first.
    ///
    /// # Errors
    /// [`Problem::Invalid`] for a cursor that is none of ours.
    pub async fn list_tray(&self, after: Option<&str>) -> Result<TrayPage, Problem> {
        let (_, mut db) = self.guard_reading(Need::SignedIn).await?;
        let before = match after {
            Some(after) => cursor::read(after)?,
            None => [i64::MAX, i64::MAX],
        };
        let mut rows = mail::tray(&mut db, before, PAGE + 1).await?;
        let more = rows.len() > PAGE as usize;
        rows.truncate(PAGE as usize);
        let next = rows
            .last()
            .filter(|_| more)
            .map(|row| cursor::write([row.received.timestamp_millis(), row.id.get()]));
        let rows = rows
            .into_iter()
            .map(|row| TrayRow {
                id: row.id,
                received: row.received,
                sender: row.sender,
                sender_name: row.sender_name,
                subject: row.subject,
                words: row.words,
                why: row.why.unwrap_or(TrayReason::Unreadable),
                proposal: row.proposal.map(|(conversation, resident)| Proposal {
                    conversation,
                    resident,
                }),
            })
            .collect();
        Ok(TrayPage { rows, next })
    }

    /// R32: a mail as it came.
    ///
    /// # Errors
    /// [`Problem::NotFound`].
    pub async fn open_mail(&self, id: MailId) -> Result<MailView, Problem> {
        let (_, mut db) = self.guard_reading(Need::SignedIn).await?;
        let (row, raw) = known(&mut db, id).await?;
        drop(db);
        let letter = self.read_raw(raw).await?;
        Ok(MailView {
            id,
            received: row.received,
            sender: row.sender,
            sender_name: row.sender_name,
            subject: row.subject,
            attachments: letter
                .attachments
                .iter()
                .zip(0..)
                .map(|(file, place)| AttachmentView {
                    place,
                    name: file.name.clone(),
                    media_type: file.kind.clone(),
                    kib: count(file.bytes.div_ceil(1024)),
                })
                .collect(),
            text: letter.text,
            cut_short: letter.cut_short,
        })
    }

    /// R31: the bytes of a file that came with a mail.
    ///
    /// # Errors
    /// [`Problem::NotFound`].
    pub async fn attachment(&self, id: MailId, place: u32) -> Result<Vec<u8>, Problem> {
        let (_, mut db) = self.guard_reading(Need::SignedIn).await?;
        let (_, raw) = known(&mut db, id).await?;
        drop(db);
        let bytes = self.bytes_of(raw).map_err(|error| unreadable(&error))?;
        let found = tokio::task::spawn_blocking(move || attachment(&bytes, place as usize)).await;
        found.ok().flatten().ok_or(Problem::missing(Noun::Attachment))
    }

    /// R83: puts a mail where it belongs: out of the tray, or out of the conversation that it is in by mistake.
    ///
    /// # Errors
    /// [`Problem::NotFound`].
    pub async fn place_mail(&self, id: MailId, place: MailPlace) -> Result<ConversationId, Problem> {
        let (me, mut db) = self.guard_reading(Need::SignedIn).await?;
        let (row, raw) = known(&mut db, id).await?;
        let seal = mailbox::seal(&mut db).await?;
        let mailbox = mailbox::get(&mut db).await?;
        drop(db);
        let letter = self.read_raw(raw).await?;
        let mut write = self.store.write().await?;
        let now = mail::one(&mut write, id)
            .await?
            .ok_or(Problem::missing(Noun::Mail))?;
        if now.state != MailState::Tray {
            return Err(Problem::missing(Noun::Mail));
        }
        let (to, begins) = match place {
            MailPlace::Conversation { id } => (id, false),
            MailPlace::Resident { id } => {
                let known = lobby_store::resident::get(&mut write, id).await?;
                known.ok_or(Problem::missing(Noun::Resident))?;
                let to = conversation::insert(&mut write, None, id, Some(me.id), row.received).await?;
                (to, true)
            }
        };
        // A mailbox that was disconnected since: what came through it is still to be placed.
        let context = Context {
            mailbox: mailbox.ok_or(Problem::NoMailbox)?,
            seal,
            now: me.now,
        };
        let kept = Kept {
            id,
            role: FolderRole::Inbox,
            received: row.received,
            is_same: false,
            raw: Raw::Bytes(Vec::new()),
        };
        enter_by_hand(&mut write, &context, &kept, &letter, (to, begins)).await?;
        crash::point("after_mail_placed");
        record(
            &mut write,
            &me,
            "place_mail",
            ("conversation", to.get()),
            &row.sender,
        )
        .await?;
        self.commit(write, &[Topic::Conversations, Topic::Bookings, Topic::Tray])
            .await?;
        Ok(to)
    }

    /// R83: moves a message that came by mail into the conversation that it belongs to.
    ///
    /// # Errors
    /// [`Problem::NotFound`].
    pub async fn move_mail(&self, from: EntryId, to: ConversationId) -> Result<(), Problem> {
        let me = self.guard(Need::SignedIn).await?;
        let mut write = self.store.write().await?;
        let (_, old) = entry_mail::mail_of(&mut write, from)
            .await?
            .ok_or(Problem::missing(Noun::Mail))?;
        conversation::head(&mut write, to)
            .await?
            .ok_or(Problem::missing(Noun::Conversation))?;
        moved::unread_goes_along(&mut write, from, old, to).await?;
        entry_mail::move_to(&mut write, from, to).await?;
        for id in [old, to] {
            conversation::set_last_anew(&mut write, id).await?;
        }
        crash::point("after_mail_moved");
        record(&mut write, &me, "move_mail", ("conversation", to.get()), "").await?;
        self.commit(write, &[Topic::Conversations, Topic::Bookings]).await
    }

    /// Says that a mail of the tray belongs nowhere. Its bytes stay.
    ///
    /// # Errors
    /// [`Problem::NotFound`].
    pub async fn set_aside_mail(&self, id: MailId) -> Result<(), Problem> {
        let me = self.guard(Need::SignedIn).await?;
        let mut write = self.store.write().await?;
        let row = mail::one(&mut write, id)
            .await?
            .ok_or(Problem::missing(Noun::Mail))?;
        if row.state != MailState::Tray {
            return Err(Problem::missing(Noun::Mail));
        }
        mail::set_state(&mut write, id, MailState::SetAside).await?;
        record(&mut write, &me, "set_aside_mail", ("mail", id.get()), &row.sender).await?;
        self.commit(write, &[Topic::Tray]).await
    }

    async fn read_raw(&self, raw: Raw) -> Result<Letter, Problem> {
        let bytes = self.bytes_of(raw).map_err(|error| unreadable(&error))?;
        let read = tokio::task::spawn_blocking(move || read(&bytes)).await;
        read.map_err(|error| unreadable(&error))
    }
}

/// What is known of a mail, and where its bytes are.
async fn known(db: &mut SqliteConnection, id: MailId) -> Result<(mail::Row, Raw), Problem> {
    let row = mail::one(db, id).await?;
    let raw = mail::raw(db, id).await?;
    row.zip(raw).ok_or(Problem::missing(Noun::Mail))
}

fn unreadable(error: &dyn std::fmt::Display) -> Problem {
    Problem::Storage {
        fault: StorageFault::Other,
        detail: error.to_string(),
    }
}
