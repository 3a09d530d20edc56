//! The thread of a conversation (R22, R23).

use chrono::DateTime;
use lobby_domain::{
    delivery::{Outward, Reach, delivery},
    entry::EntryKind,
    ids::{ConversationId, EntryId, StaffId},
    permission::Need,
};
use lobby_store::{
    SqliteConnection, conversation, draft, entry,
    entry_mail::{self, Attachment},
    file, moved,
};

use crate::{
    attach::file_view,
    booking_view::PAGE,
    cursor,
    desk::Desk,
    keeping::count,
    problem::{Noun, Problem},
    session::Actor,
    views::{
        conversation::{DraftView, EarlierEntries, EntryView, ThreadHead, ThreadView},
        mail::{AttachmentView, EntryMailView},
    },
};

/// Entries before the one that is led back to: what it answers.
const BEFORE_IT: u32 = 10;

impl Desk {
    /// R22, R23, R28: a conversation with its newest entries and this person's drafts. One that has joined another
    /// (R83) is found there.
    ///
    /// # Errors
    /// [`Problem::NotFound`].
    pub async fn open_thread(&self, id: ConversationId) -> Result<ThreadView, Problem> {
        let (me, mut db) = self.guard_reading(Need::SignedIn).await?;
        let (id, head) = found(&mut db, id).await?;
        let outward = self.mail.standing.outward();
        let page = entries(&mut db, (&me, outward), (id, &head), entry::Key::LAST, PAGE).await?;
        let drafts = draft::of_conversation(&mut db, me.id, id).await?;
        let files = file::begun(&mut db, id, me.id).await?;
        Ok(ThreadView {
            head: head_view(id, head, &me),
            entries: page.entries,
            earlier: page.earlier,
            drafts: drafts
                .into_iter()
                .map(|(draft_kind, text)| DraftView { draft_kind, text })
                .collect(),
            files: files.into_iter().map(file_view).collect(),
            first_unread: conversation::first_unread(&mut db, id, me.id).await?,
        })
    }

    /// The entries before those that a thread shows: a page of them, or as many as lead back to one (R42), with some
    /// before it.
    ///
    /// # Errors
    /// [`Problem::NotFound`]; [`Problem::Invalid`] for a cursor that is none of ours.
    pub async fn earlier_entries(
        &self,
        id: ConversationId,
        before: &str,
        back_to: Option<EntryId>,
    ) -> Result<EarlierEntries, Problem> {
        let (me, mut db) = self.guard_reading(Need::SignedIn).await?;
        let [at, entry] = cursor::read(before)?;
        let head = conversation::head(&mut db, id)
            .await?
            .ok_or(Problem::missing(Noun::Conversation))?;
        let outward = self.mail.standing.outward();
        let before = entry::Key { at, id: entry };
        let between = match back_to {
            Some(entry) => entry::count_from(&mut db, id, entry, before).await?,
            None => 0,
        };
        let most = PAGE.max(between.saturating_add(BEFORE_IT));
        entries(&mut db, (&me, outward), (id, &head), before, most).await
    }
}

async fn found(
    db: &mut SqliteConnection,
    id: ConversationId,
) -> Result<(ConversationId, conversation::Head), Problem> {
    if let Some(head) = conversation::head(db, id).await? {
        return Ok((id, head));
    }
    let now = moved::now_in(db, id).await?;
    let head = conversation::head(db, now).await?;
    Ok((now, head.ok_or(Problem::missing(Noun::Conversation))?))
}

async fn entries(
    db: &mut SqliteConnection,
    (me, outward): (&Actor, Outward),
    (id, head): (ConversationId, &conversation::Head),
    before: entry::Key,
    most: u32,
) -> Result<EarlierEntries, Problem> {
    let mut rows = entry::page(db, id, before, most + 1).await?;
    let more = rows.len() > most as usize;
    rows.truncate(most as usize);
    let earlier = rows
        .last()
        .filter(|_| more)
        .map(|row| cursor::write([row.at.timestamp_millis(), row.id.get()]));
    let with_mail: Vec<EntryId> = rows
        .iter()
        .filter(|row| row.mail.is_some())
        .map(|row| row.id)
        .collect();
    let mut attachments = if with_mail.is_empty() {
        Vec::new()
    } else {
        entry_mail::attachments(db, &with_mail).await?
    };
    let with_files: Vec<EntryId> = rows
        .iter()
        .filter(|row| row.has_files)
        .map(|row| row.id)
        .collect();
    let mut files = if with_files.is_empty() {
        Vec::new()
    } else {
        file::of_entries(db, &with_files).await?
    };
    let entries = rows
        .into_iter()
        .rev()
        .map(|row| {
            let came = of(&mut attachments, row.id);
            let went = of(&mut files, row.id).into_iter().map(file_view).collect();
            EntryView {
                files: went,
                ..entry_view(row, came, (me, outward), head)
            }
        })
        .collect();
    Ok(EarlierEntries { entries, earlier })
}

/// Takes what belongs to an entry out of what belongs to several, in its order.
fn of<T>(all: &mut Vec<(EntryId, T)>, entry: EntryId) -> Vec<T> {
    let (its, others): (Vec<_>, Vec<_>) = all.drain(..).partition(|(of, _)| *of == entry);
    *all = others;
    its.into_iter().map(|(_, one)| one).collect()
}

/// Who wrote an entry or did it. Where it was nobody at this desk it was the resident, but for what staff wrote
/// from another mail program (R83), which does not tell who.
pub(crate) fn author(kind: EntryKind, by: Option<(StaffId, String)>, resident: &str) -> String {
    match by {
        Some((_, name)) => name,
        None if kind == EntryKind::SentElsewhere => String::new(),
        None => resident.to_owned(),
    }
}

/// Whether the resident of a conversation can be written to.
pub(crate) fn reach(email: &str, wants_no_mail: bool) -> Reach {
    if email.is_empty() {
        Reach::NoAddress
    } else if wants_no_mail {
        Reach::Unwelcome
    } else {
        Reach::Address
    }
}

fn entry_view(
    row: entry::Row,
    attachments: Vec<Attachment>,
    (me, outward): (&Actor, Outward),
    head: &conversation::Head,
) -> EntryView {
    let moved = row.kind == EntryKind::EventMoved;
    let earlier_start = moved
        .then(|| DateTime::parse_from_rfc3339(&row.text).ok().map(|at| at.to_utc()))
        .flatten();
    EntryView {
        id: row.id,
        entry_kind: row.kind,
        at: row.at,
        by_me: row.by.as_ref().is_some_and(|(id, _)| *id == me.id),
        by: author(row.kind, row.by, &head.name),
        text: if moved { String::new() } else { row.text },
        earlier_start,
        delivery: row
            .outbox
            .map(|message| delivery(message, outward, reach(&head.email, head.wants_no_mail), me.now)),
        mail: row.mail.map(|mail| EntryMailView {
            id: mail.mail,
            trust: mail.trust,
            mixed: mail.mixed,
            folded: mail.folded,
            attachments: attachments
                .into_iter()
                .map(|file| AttachmentView {
                    place: file.place,
                    name: file.name,
                    media_type: file.media_type,
                    kib: count(file.size.div_ceil(1024)),
                })
                .collect(),
        }),
        files: Vec::new(),
    }
}

/// R22: below *View event bookings* a person sees the label and the event's title, and no way to the booking.
fn head_view(id: ConversationId, head: conversation::Head, me: &Actor) -> ThreadHead {
    let sees = me.may(Need::ViewBookings);
    let label = head.label();
    let (event, starts_at) = head.event.unzip();
    let (booking, reference) = head.booking.unzip();
    ThreadHead {
        id,
        label,
        state: head.state,
        resident_id: head.resident,
        resident: head.name,
        suite: head.suite,
        has_email: !head.email.is_empty(),
        language: head.language,
        event,
        event_starts_at: starts_at.filter(|_| sees),
        booking: booking.filter(|_| sees),
        reference: reference.filter(|_| sees),
        needs_reply: head.waits_since.is_some(),
    }
}
