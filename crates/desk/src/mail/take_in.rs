//! Where a mail belongs, and what comes of it (R21, R26, R29, R40, R41, R70, R81, R83).

use chrono::{DateTime, TimeDelta, Utc};
use lobby_domain::{
    conversation::{ConversationState, needs_reply_after},
    delivery::{NotDelivered, Reported, not_delivered},
    entry::EntryKind,
    ids::{ConversationId, EntryId},
    mailbox::{FolderRole, is_history},
    matching::{Candidate, Effect, Facts, Place, TrayReason, Trust, Vouched, effect, place},
    outgoing::Seal,
    text::{LONGEST_TEXT, last_words},
};
use lobby_mail::read::{Action, Delivery, Kind, Letter, read};
use lobby_store::{
    Write, conversation, crash, entry,
    entry_mail::{self, Attachment, EntryMail},
    known_id,
    mail::{self, Kept, Made, MailState, Raw},
    mailbox::Mailbox,
    outbox, resident,
};

use crate::problem::Problem;

/// How long after a message a report may name nothing but the address.
const REPORT_BY_ADDRESS: TimeDelta = TimeDelta::days(7);

/// What every decision looks at.
pub(crate) struct Context {
    pub mailbox: Mailbox,
    pub seal: Seal,
    pub now: DateTime<Utc>,
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
struct Fate {
    state: MailState,
    why: Option<TrayReason>,
    proposal: Option<ConversationId>,
}

impl Fate {
    const fn of(state: MailState) -> Self {
        Self {
            state,
            why: None,
            proposal: None,
        }
    }

    const fn tray(why: TrayReason, proposal: Option<ConversationId>) -> Self {
        Self {
            state: MailState::Tray,
            why: Some(why),
            proposal,
        }
    }
}

/// Takes one mail in, in the order own, known, report, then people. Running it on the same mail twice changes
/// nothing: a mail that something was made of is asked for no more.
pub(crate) async fn take_in(
    write: &mut Write,
    context: &Context,
    kept: &Kept,
    letter: &Letter,
) -> Result<Option<Arrived>, Problem> {
    let mut arrived = None;
    let fate = if kept.is_same || is_twin(write, kept, letter).await? {
        Fate::of(MailState::Same)
    } else if let Some(fate) = own(write, context, kept, letter).await? {
        fate
    } else {
        match letter.kind {
            Kind::DeliveryReport => report(write, context, letter).await?,
            Kind::AbuseReport => abuse(write, context, letter).await?,
            Kind::ReadReceipt => Fate::of(MailState::Told),
            Kind::Unreadable => Fate::tray(TrayReason::Unreadable, None),
            _ => people(write, context, kept, letter, &mut arrived).await?,
        }
    };
    write_down(write, kept, letter, &fate).await?;
    Ok(arrived)
}

async fn write_down(write: &mut Write, kept: &Kept, letter: &Letter, fate: &Fate) -> Result<(), Problem> {
    let sender = letter.from.as_ref();
    let words = words_of(letter);
    let made = Made {
        state: fate.state,
        message_id: letter.message_id.as_deref(),
        sender: (
            sender.map_or("", |from| from.address.as_str()),
            sender.map_or("", |from| from.name.as_str()),
        ),
        subject: &letter.subject,
        words: &words,
        why: fate.why,
        proposal: fate.proposal,
    };
    Ok(mail::set(write, kept.id, &made).await?)
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
    kept: &Kept,
    letter: &Letter,
) -> Result<Option<Fate>, Problem> {
    let is_from_us = letter
        .from
        .as_ref()
        .is_some_and(|from| from.address.eq_ignore_ascii_case(&context.mailbox.address));
    if !is_from_us {
        return Ok(None);
    }
    let ids = letter.message_id.iter().chain(&letter.lobby_message);
    let named = ids.filter_map(|id| context.seal.read_id(id)).next();
    let named = named.and_then(|named| Some((named.entry?, named.conversation)));
    // After going back to a backup there may be mail of ours whose message is in it no more: it is an entry again.
    if let Some((entry, conversation)) = named
        && outbox::state(write, entry)
            .await?
            .is_some_and(|(_, _, of)| of == conversation)
    {
        if kept.role == FolderRole::Sent {
            outbox::seen_in_sent(write, entry, context.now).await?;
        }
        // A server that gives it another Message-ID is answered under that one.
        if let Some(id) = &letter.message_id
            && known_id::address(write, conversation).await?.is_some()
        {
            known_id::insert(write, id, conversation).await?;
        }
        return Ok(Some(Fate::of(MailState::Own)));
    }
    if kept.role != FolderRole::Sent {
        return Ok(None);
    }
    let Some(conversation) = sent_to(write, context, letter).await? else {
        return Ok(Some(Fate::of(MailState::SetAside)));
    };
    enter(
        write,
        context,
        kept,
        letter,
        &Entering {
            conversation,
            kind: EntryKind::SentElsewhere,
            trust: Trust::Own,
            mixed: false,
            begins: false,
        },
    )
    .await?;
    Ok(Some(Fate::of(MailState::Placed)))
}

/// The conversation that a mail of staff from another program belongs to.
async fn sent_to(
    write: &mut Write,
    context: &Context,
    letter: &Letter,
) -> Result<Option<ConversationId>, Problem> {
    let (signed, ids) = named_by(context, letter);
    if let Some(first) = signed.first() {
        return Ok(Some(*first));
    }
    if let Some(first) = known_id::conversations(write, &ids).await?.first() {
        return Ok(Some(*first));
    }
    for party in letter.to.iter().chain(&letter.cc) {
        let (_, open) = known_id::writers(write, &party.address, context.now.timestamp_millis()).await?;
        if let [one] = open.as_slice() {
            return Ok(Some(*one));
        }
    }
    Ok(None)
}

/// What ids of ours name, the nearest first; and all ids, the nearest first.
fn named_by(context: &Context, letter: &Letter) -> (Vec<ConversationId>, Vec<String>) {
    let ids: Vec<String> = letter
        .in_reply_to
        .iter()
        .chain(letter.references.iter().rev())
        .cloned()
        .collect();
    let signed = ids
        .iter()
        .filter_map(|id| context.seal.read_id(id))
        .map(|named| named.conversation)
        .collect();
    (signed, ids)
}

/// R23, R26: a delivery report marks the very message, and is never a message itself.
async fn report(write: &mut Write, context: &Context, letter: &Letter) -> Result<Fate, Problem> {
    let mut found = None;
    for id in &letter.reported {
        found = outbox::by_message_id(write, id).await?;
        if found.is_some() {
            break;
        }
    }
    if found.is_none() {
        let since = context.now - REPORT_BY_ADDRESS;
        for delivery in &letter.deliveries {
            found = outbox::last_to(write, &delivery.recipient, since).await?;
            if found.is_some() {
                break;
            }
        }
    }
    let Some((message, conversation)) = found else {
        return Ok(Fate::tray(TrayReason::Report, None));
    };
    for delivery in &letter.deliveries {
        mark(write, context, (message, conversation), delivery).await?;
    }
    Ok(Fate::of(MailState::Told))
}

async fn mark(
    write: &mut Write,
    context: &Context,
    (message, conversation): (EntryId, ConversationId),
    delivery: &Delivery,
) -> Result<(), Problem> {
    let reported = match delivery.action {
        Action::Delayed => Reported::Delayed,
        Action::Failed => Reported::Failed,
        Action::Delivered | Action::Relayed => Reported::Delivered,
    };
    let why = (reported == Reported::Failed).then(|| why_of(delivery));
    let is_news = outbox::report(write, message, reported, (why, &delivery.reason), context.now).await?;
    crash::point("after_report");
    if is_news && reported == Reported::Failed {
        let new = entry::New {
            conversation,
            kind: EntryKind::DeliveryReport,
            at: context.now,
            by: None,
            text: &last_words(&delivery.reason),
        };
        entry::insert(write, &new).await?;
    }
    Ok(())
}

fn why_of(delivery: &Delivery) -> NotDelivered {
    let mut status = delivery
        .status
        .split('.')
        .map(|part| part.parse::<u8>().unwrap_or(0));
    let mut next = || status.next().unwrap_or(0);
    let status = [next(), next(), next()];
    match not_delivered(0, status, NotDelivered::Other) {
        NotDelivered::Other if delivery.address_dead => NotDelivered::NoSuchAddress,
        why => why,
    }
}

/// A resident who calls our mail spam is written to no more, until a person changes their address.
async fn abuse(write: &mut Write, context: &Context, letter: &Letter) -> Result<Fate, Problem> {
    let named = letter
        .reported
        .iter()
        .filter_map(|id| context.seal.read_id(id))
        .next();
    let Some(named) = named else {
        return Ok(Fate::tray(TrayReason::Report, None));
    };
    if let Some(head) = conversation::head(write, named.conversation).await? {
        resident::mail_reaches_no_more(write, head.resident, "abuse").await?;
    }
    Ok(Fate::of(MailState::Told))
}

/// A mail of a person, or of a machine in their name.
async fn people(
    write: &mut Write,
    context: &Context,
    kept: &Kept,
    letter: &Letter,
    arrived: &mut Option<Arrived>,
) -> Result<Fate, Problem> {
    let placed = decide(write, context, letter).await?;
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
    *arrived = enter(write, context, kept, letter, &entering).await?;
    Ok(Fate::of(MailState::Placed))
}

async fn decide(write: &mut Write, context: &Context, letter: &Letter) -> Result<Place, Problem> {
    let from = letter.from.as_ref().map_or("", |from| from.address.as_str());
    let addresses = letter.delivered_to.iter().map(String::as_str);
    let parties = letter
        .to
        .iter()
        .chain(&letter.cc)
        .map(|party| party.address.as_str());
    let mut tokens: Vec<ConversationId> = addresses
        .chain(parties)
        .filter_map(|address| context.seal.read_address(address))
        .collect();
    tokens.dedup();
    let (signed, ids) = named_by(context, letter);
    let known = known_id::conversations(write, &ids).await?;
    let by_token = candidates(write, &tokens, from).await?;
    let by_signed_id = candidates(write, &signed, from).await?;
    let by_known_id = candidates(write, &known, from).await?;
    let (residents, open_bookings) = known_id::writers(write, from, context.now.timestamp_millis()).await?;
    Ok(place(&Facts {
        by_token: &by_token,
        by_signed_id: &by_signed_id,
        by_known_id: &by_known_id,
        residents: &residents,
        open_bookings: &open_bookings,
        vouched: vouched(context, letter),
        is_forward: letter.is_forward,
        is_automatic: letter.kind == Kind::AutoReply,
        is_list: letter.kind == Kind::List,
    }))
}

/// The conversations that are there, with whether the mail comes from their resident's address.
async fn candidates(
    write: &mut Write,
    ids: &[ConversationId],
    from: &str,
) -> Result<Vec<Candidate>, Problem> {
    let mut found = Vec::with_capacity(ids.len());
    for id in ids {
        if let Some(address) = known_id::address(write, *id).await? {
            found.push(Candidate {
                conversation: *id,
                is_theirs: !from.is_empty() && address.to_lowercase() == from.to_lowercase(),
            });
        }
    }
    Ok(found)
}

/// What the mailbox's own provider says (RFC 8601): the topmost line of its own; all others are a stranger's text.
fn vouched(context: &Context, letter: &Letter) -> Vouched {
    let ours = &context.mailbox.vouches;
    let said = letter
        .authentication
        .iter()
        .find(|said| !ours.is_empty() && said.server.eq_ignore_ascii_case(ours));
    match said
        .and_then(|said| said.dmarc.as_ref())
        .map(|verdict| verdict.result.as_str())
    {
        Some("pass") => Vouched::Passes,
        Some("fail") => Vouched::Fails,
        _ => Vouched::Silent,
    }
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
    enter(write, context, kept, letter, &entering).await?;
    Ok(())
}

/// Makes an entry of a mail, with everything that follows.
async fn enter(
    write: &mut Write,
    context: &Context,
    kept: &Kept,
    letter: &Letter,
    entering: &Entering,
) -> Result<Option<Arrived>, Problem> {
    let to = entering.conversation;
    let Some(head) = conversation::head(write, to).await? else {
        return Ok(None);
    };
    let is_past = is_history(kept.received, context.mailbox.connected_at);
    let follows = effect(entering.kind != EntryKind::MessageIn, is_past);
    if follows.reopens && head.state == ConversationState::Closed {
        conversation::set_state(write, to, ConversationState::Open).await?;
        let at = time_of(write, context, kept, letter).await?;
        happened(write, to, EntryKind::Reopened, at).await?;
    }
    let (text, is_cut) = shown(letter);
    let at = time_of(write, context, kept, letter).await?;
    let new = entry::New {
        conversation: to,
        kind: entering.kind,
        at,
        by: None,
        text: &text,
    };
    let id = entry::insert(write, &new).await?;
    crash::point("after_mail_entry");
    attach(write, kept, letter, (id, is_cut), entering).await?;
    let words = words_of(letter);
    let is_own = entering.kind == EntryKind::SentElsewhere && !is_past;
    if follows.is_last_words || entering.begins || is_own {
        let last_at = conversation::last_at(write, to).await?.unwrap_or(at);
        let last = conversation::Last {
            entry: id,
            at: at.max(last_at),
            kind: entering.kind,
            by: None,
            words: &words,
            needs_reply: !is_past && needs_reply_after(head.needs_reply, entering.kind),
        };
        conversation::set_last(write, to, &last).await?;
        crash::point("after_mail_last_words");
    }
    follow(write, context, (to, id, at), follows, entering.begins && is_past).await?;
    crash::point("after_mail_effects");
    Ok(follows.notifies.then(|| Arrived {
        conversation: to,
        resident: head.name,
        event: head.event.map(|(title, _)| title),
        words,
    }))
}

/// What comes of an entry besides its words.
async fn follow(
    write: &mut Write,
    context: &Context,
    (to, id, at): (ConversationId, EntryId, DateTime<Utc>),
    follows: Effect,
    begins_in_the_past: bool,
) -> Result<(), Problem> {
    if begins_in_the_past {
        // History opens nothing that somebody would have to close.
        conversation::set_state(write, to, ConversationState::Closed).await?;
    }
    if follows.is_unread {
        conversation::add_unread(write, to, id, at).await?;
    }
    if follows.holds_outbox {
        outbox::hold(write, to, context.now).await?;
    }
    Ok(())
}

/// Says which mail an entry is, what came with it, and by which id answers find it.
async fn attach(
    write: &mut Write,
    kept: &Kept,
    letter: &Letter,
    (id, is_cut): (EntryId, bool),
    entering: &Entering,
) -> Result<(), Problem> {
    let folded = is_cut || letter.cut_short || letter.text.trim() != letter.reply_text.trim();
    entry_mail::insert(
        write,
        id,
        &EntryMail {
            mail: kept.id,
            trust: entering.trust,
            mixed: entering.mixed,
            folded,
            subject: letter.subject.clone(),
        },
    )
    .await?;
    for (place, file) in (0..).zip(&letter.attachments) {
        entry_mail::attach(
            write,
            id,
            &Attachment {
                place,
                name: file.name.clone(),
                media_type: file.kind.clone(),
                size: file.bytes,
            },
        )
        .await?;
    }
    if let Some(message_id) = &letter.message_id {
        known_id::insert(write, message_id, entering.conversation).await?;
    }
    Ok(())
}

/// R23: when a mail came. The server tells seconds only, and its clock is not ours: an answer never stands
/// before what it answers.
async fn time_of(
    write: &mut Write,
    context: &Context,
    kept: &Kept,
    letter: &Letter,
) -> Result<DateTime<Utc>, Problem> {
    let at_end_of_second = kept.received + TimeDelta::milliseconds(999);
    let mut at = at_end_of_second.min(context.now).max(kept.received);
    let (_, ids) = named_by(context, letter);
    for id in &ids {
        if let Some((message, _)) = outbox::by_message_id(write, id).await? {
            if let Some(asked) = entry::written(write, message).await? {
                at = at.max(asked.at + TimeDelta::milliseconds(1));
            }
            break;
        }
    }
    Ok(at)
}

async fn happened(
    write: &mut Write,
    conversation: ConversationId,
    kind: EntryKind,
    at: DateTime<Utc>,
) -> Result<(), Problem> {
    let new = entry::New {
        conversation,
        kind,
        at,
        by: None,
        text: "",
    };
    entry::insert(write, &new).await?;
    Ok(())
}

/// What is shown of a mail unfolded, and whether that had to be cut.
fn shown(letter: &Letter) -> (String, bool) {
    let text = letter.reply_text.trim_end();
    match text.char_indices().nth(LONGEST_TEXT) {
        Some((end, _)) => (text.get(..end).unwrap_or(text).to_owned(), true),
        None => (text.to_owned(), false),
    }
}
