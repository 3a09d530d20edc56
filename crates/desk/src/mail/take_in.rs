//! Where a mail belongs, and what comes of it (R21, R26, R29, R40, R41, R70, R81, R83).

use chrono::{DateTime, TimeDelta, Utc};
use lobby_domain::{
    conversation::ConversationState,
    entry::EntryKind,
    ids::{ConversationId, EntryId, MailId},
    mailbox::{FolderRole, is_history},
    matching::{Place, TrayReason, Trust, effect},
    outgoing::Seal,
    text::{LONGEST_TEXT, last_words},
    waiting::{answer_took, waits_after},
};
use lobby_mail::read::{Kind, Letter, read};
use lobby_store::{
    Write,
    arrival::{self, Arrival},
    conversation, crash, entry,
    entry_mail::{self, Attachment, EntryMail},
    known_id,
    mail::{self, Kept, Made, MailState, Raw},
    mailbox::Mailbox,
    moved, outbox,
};

use super::{
    belongs::{Named, decide, named, sent_to},
    report::{abuse, report},
};
use crate::problem::{Noun, Problem};

/// What every decision looks at.
pub(crate) struct Context {
    pub mailbox: Mailbox,
    pub seal: Seal,
    pub now: DateTime<Utc>,
}

impl Context {
    /// Whether an address is the mailbox's.
    pub(super) fn is_ours(&self, address: &str) -> bool {
        address.eq_ignore_ascii_case(&self.mailbox.address)
    }
}

/// R70: a resident's message that has just arrived.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arrived {
    /// Where it is.
    pub conversation: ConversationId,
    /// Who wrote it.
    pub resident: String,
    /// About which event; `None`: about none.
    pub event: Option<String>,
    /// Its first words.
    pub words: String,
}

/// What becomes of one mail.
pub(super) struct Fate {
    state: MailState,
    why: Option<TrayReason>,
    proposal: Option<ConversationId>,
}

impl Fate {
    pub(super) const fn of(state: MailState) -> Self {
        Self {
            state,
            why: None,
            proposal: None,
        }
    }

    pub(super) const fn tray(why: TrayReason, proposal: Option<ConversationId>) -> Self {
        Self {
            state: MailState::Tray,
            why: Some(why),
            proposal,
        }
    }
}

/// What was made of a mail that has become no entry: it is written down with others.
pub(super) type Pending<'a> = (&'a Kept, &'a Letter, Fate);

/// Writes it down.
pub(super) async fn write_down(write: &mut Write, pending: &mut Vec<Pending<'_>>) -> Result<(), Problem> {
    let words: Vec<String> = pending.iter().map(|(_, letter, _)| words_of(letter)).collect();
    let made: Vec<(MailId, Made<'_>)> = pending
        .iter()
        .zip(&words)
        .map(|((kept, letter, fate), words)| (kept.id, made(letter, words, fate)))
        .collect();
    mail::set(write, &made).await?;
    pending.clear();
    Ok(())
}

/// Takes one mail in, in the order own, known, report, then people. Running it on the same mail twice changes
/// nothing: a mail that something was made of is asked for no more.
pub(super) async fn take_in<'a>(
    write: &mut Write,
    context: &Context,
    (kept, letter): (&'a Kept, &'a Letter),
    pending: &mut Vec<Pending<'a>>,
) -> Result<Option<Arrived>, Problem> {
    let mut arrived = None;
    // Two copies of one mail in one go: the second is to find the first.
    let is_twin_of =
        |(_, other, _): &Pending<'_>| letter.message_id.is_some() && other.message_id == letter.message_id;
    if pending.iter().any(is_twin_of) {
        write_down(write, pending).await?;
    }
    let named = named(write, context, kept, letter).await?;
    let is_known = kept.is_same || (named.known.has_twin && is_twin(write, kept, letter).await?);
    let fate = if is_known && !crash::without("recognition") {
        Fate::of(MailState::Same)
    } else if let Some(fate) = own(write, context, (kept, letter), &named).await? {
        fate
    } else {
        match letter.kind {
            Kind::DeliveryReport => report(write, context, letter).await?,
            Kind::AbuseReport => abuse(write, context, letter).await?,
            Kind::ReadReceipt => Fate::of(MailState::Told),
            Kind::Unreadable if crash::without("tray") => Fate::of(MailState::Told),
            Kind::Unreadable => Fate::tray(TrayReason::Unreadable, None),
            _ => people(write, context, (kept, letter), &named, &mut arrived).await?,
        }
    };
    // What became an entry was written down with it.
    if fate.state != MailState::Placed {
        pending.push((kept, letter, fate));
    }
    Ok(arrived)
}

fn made<'a>(letter: &'a Letter, words: &'a str, fate: &Fate) -> Made<'a> {
    let sender = letter.from.as_ref();
    Made {
        state: fate.state,
        message_id: letter.message_id.as_deref(),
        sender: (
            sender.map_or("", |from| from.address.as_str()),
            sender.map_or("", |from| from.name.as_str()),
        ),
        subject: &letter.subject,
        words,
        why: fate.why,
        proposal: fate.proposal,
    }
}

/// One line of a mail: of its words, else of its subject, else the name of what came with it.
fn words_of(letter: &Letter) -> String {
    let attached = letter.attachments.first().map(|file| file.name.as_str());
    [letter.reply_text.as_str(), letter.subject.as_str()]
        .into_iter()
        .chain(attached)
        .map(last_words)
        .find(|words| !words.is_empty())
        .unwrap_or_default()
}

/// The same mail under other bytes: delivered twice, each time with headers of its own on top.
async fn is_twin(write: &mut Write, kept: &Kept, letter: &Letter) -> Result<bool, Problem> {
    let (Some(id), Some(from)) = (&letter.message_id, &letter.from) else {
        return Ok(false);
    };
    let others = mail::with_message_id(write, id, kept.id).await?;
    Ok(others.iter().any(|other| match other {
        Raw::Bytes(bytes) => {
            let other = read(bytes);
            other.from.as_ref() == Some(from) && other.subject == letter.subject && other.text == letter.text
        }
        // Two large ones are kept both: reading them again costs more than it tells.
        Raw::File(_) => false,
    }))
}

/// R83: a copy of what staff have written, here or in another mail program.
async fn own(
    write: &mut Write,
    context: &Context,
    (kept, letter): (&Kept, &Letter),
    named: &Named,
) -> Result<Option<Fate>, Problem> {
    let from = letter.from.as_ref();
    if !from.is_some_and(|from| context.is_ours(&from.address)) {
        return Ok(None);
    }
    let ids = letter.message_id.iter().chain(&letter.lobby_message);
    let message = ids.filter_map(|id| context.seal.read_id(id)).next();
    let message = message.and_then(|message| Some((message.entry?, message.conversation)));
    // After going back to a backup there may be mail of ours whose message is in it no more: it is an entry again.
    let there = match message {
        Some((entry, named)) => of(write, entry, named).await?,
        None => None,
    };
    if let Some((entry, conversation)) = there {
        if kept.role == FolderRole::Sent {
            outbox::seen_in_sent(write, entry, context.now).await?;
        }
        // A server that gives it another Message-ID is answered under that one.
        if let Some(id) = &letter.message_id {
            known_id::insert(write, id, conversation).await?;
        }
        return Ok(Some(Fate::of(MailState::Own)));
    }
    if kept.role != FolderRole::Sent {
        return Ok(None);
    }
    let Some(conversation) = sent_to(named) else {
        return Ok(Some(Fate::of(MailState::SetAside)));
    };
    let entering = Entering {
        conversation,
        kind: EntryKind::SentElsewhere,
        trust: Trust::Own,
        mixed: false,
        begins: false,
    };
    enter(write, context, (kept, letter), named, &entering).await?;
    Ok(Some(Fate::of(MailState::Placed)))
}

/// The message that an id of ours names, with where it is now.
async fn of(
    write: &mut Write,
    entry: EntryId,
    named: ConversationId,
) -> Result<Option<(EntryId, ConversationId)>, Problem> {
    let Some((_, _, now)) = outbox::state(write, entry).await? else {
        return Ok(None);
    };
    let is_it = now == named || now == moved::now_in(write, named).await?;
    Ok(is_it.then_some((entry, now)))
}

/// A mail of a person, or of a machine in their name.
async fn people(
    write: &mut Write,
    context: &Context,
    (kept, letter): (&Kept, &Letter),
    named: &Named,
    arrived: &mut Option<Arrived>,
) -> Result<Fate, Problem> {
    let placed = decide(context, letter, named);
    let kind = if letter.kind == Kind::AutoReply {
        EntryKind::AutomaticReply
    } else {
        EntryKind::MessageIn
    };
    let entering = match placed {
        Place::Tray { why, proposal } => return Ok(Fate::tray(why, proposal)),
        Place::In {
            conversation,
            trust,
            mixed,
        } => Entering {
            conversation,
            kind,
            trust,
            mixed,
            begins: false,
        },
        Place::New { resident } => Entering {
            conversation: conversation::insert(write, None, resident, None, kept.received).await?,
            kind,
            trust: Trust::Unverified,
            mixed: false,
            begins: true,
        },
    };
    *arrived = enter(write, context, (kept, letter), named, &entering).await?;
    Ok(Fate::of(MailState::Placed))
}

/// Where an entry goes and what it is.
struct Entering {
    conversation: ConversationId,
    kind: EntryKind,
    trust: Trust,
    mixed: bool,
    /// The conversation begins with it.
    begins: bool,
}

/// Puts a mail that a person has decided about where they want it.
pub(super) async fn enter_by_hand(
    write: &mut Write,
    context: &Context,
    kept: &Kept,
    letter: &Letter,
    (conversation, begins): (ConversationId, bool),
) -> Result<(), Problem> {
    let entering = Entering {
        conversation,
        kind: if letter.kind == Kind::AutoReply {
            EntryKind::AutomaticReply
        } else {
            EntryKind::MessageIn
        },
        trust: Trust::ByHand,
        mixed: false,
        begins,
    };
    let named = named(write, context, kept, letter).await?;
    enter(write, context, (kept, letter), &named, &entering).await?;
    Ok(())
}

/// Makes an entry of a mail, with everything that follows.
async fn enter(
    write: &mut Write,
    context: &Context,
    (kept, letter): (&Kept, &Letter),
    named: &Named,
    entering: &Entering,
) -> Result<Option<Arrived>, Problem> {
    let to = entering.conversation;
    let head = conversation::head(write, to).await?;
    let head = head.ok_or(Problem::missing(Noun::Conversation))?;
    let is_past = is_history(kept.received, context.mailbox.connected_at);
    let follows = effect(entering.kind != EntryKind::MessageIn, is_past);
    let (text, is_cut) = shown(letter);
    let at = time_of(context, kept, named);
    let words = words_of(letter);
    // What is history answers nothing, and waits for nothing.
    let waited = head.waits_since.filter(|_| !is_past);
    let is_own = entering.kind == EntryKind::SentElsewhere && !is_past;
    let arrival = Arrival {
        conversation: to,
        kind: entering.kind,
        at,
        text: &text,
        mail: &entry_mail(kept, letter, entering, is_cut),
        made: &made(letter, &words, &Fate::of(MailState::Placed)),
        is_last: follows.is_last_words || entering.begins || is_own,
        waits_since: waits_after(waited, entering.kind, at).filter(|_| !is_past),
        took: answer_took(waited, entering.kind, at),
        is_unread: follows.is_unread,
        holds_outbox: follows.holds_outbox,
        now: context.now,
    };
    let id = arrival::write(write, &arrival).await?;
    crash::point("after_mail_entry");
    attach(write, letter, id).await?;
    if follows.reopens && head.state == ConversationState::Closed {
        conversation::set_state(write, to, ConversationState::Open).await?;
        let reopened = entry::New {
            conversation: to,
            kind: EntryKind::Reopened,
            at,
            by: None,
            text: "",
        };
        entry::insert(write, &reopened).await?;
    }
    if entering.begins && is_past {
        // History opens nothing that somebody would have to close.
        conversation::set_state(write, to, ConversationState::Closed).await?;
    }
    crash::point("after_mail_effects");
    Ok(follows.notifies.then(|| Arrived {
        conversation: to,
        resident: head.name,
        event: head.event.map(|(title, _)| title),
        words,
    }))
}

/// Which mail an entry is.
fn entry_mail(kept: &Kept, letter: &Letter, entering: &Entering, is_cut: bool) -> EntryMail {
    EntryMail {
        mail: kept.id,
        trust: entering.trust,
        mixed: entering.mixed,
        folded: is_cut || letter.cut_short || letter.text.trim() != letter.reply_text.trim(),
        subject: letter.subject.clone(),
    }
}

/// R31: what came with a mail.
async fn attach(write: &mut Write, letter: &Letter, id: EntryId) -> Result<(), Problem> {
    for (place, file) in (0..).zip(&letter.attachments) {
        let attachment = Attachment {
            place,
            name: file.name.clone(),
            media_type: file.kind.clone(),
            size: file.bytes,
        };
        entry_mail::attach(write, id, &attachment).await?;
    }
    Ok(())
}

/// R23: when a mail came. The server tells seconds only, and its clock is not ours: an answer never stands
/// before what it answers.
fn time_of(context: &Context, kept: &Kept, named: &Named) -> DateTime<Utc> {
    let at_end_of_second = kept.received + TimeDelta::milliseconds(999);
    let at = at_end_of_second.min(context.now).max(kept.received);
    let answers = named.known.answers;
    answers.map_or(at, |asked| at.max(asked + TimeDelta::milliseconds(1)))
}

/// What is shown of a mail unfolded, and whether that had to be cut.
fn shown(letter: &Letter) -> (String, bool) {
    let text = letter.reply_text.trim_end();
    match text.char_indices().nth(LONGEST_TEXT) {
        Some((end, _)) => (text.get(..end).unwrap_or(text).to_owned(), true),
        None => (text.to_owned(), false),
    }
}
