//! What mail servers and readers say of the mail that went out (R23, R26).

use chrono::TimeDelta;
use lobby_domain::{
    delivery::{NotDelivered, Reported, not_delivered},
    entry::EntryKind,
    ids::{ConversationId, EntryId},
    matching::TrayReason,
    text::last_words,
};
use lobby_mail::read::{Action, Delivery, Letter};
use lobby_store::{Write, conversation, crash, entry, mail::MailState, moved, outbox, resident};

use super::take_in::{Context, Fate};
use crate::problem::Problem;

/// How long after a message a report may name nothing but the address.
const REPORT_BY_ADDRESS: TimeDelta = TimeDelta::days(7);

/// R23, R26: a delivery report marks the very message, and is never a message itself.
pub(super) async fn report(write: &mut Write, context: &Context, letter: &Letter) -> Result<Fate, Problem> {
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
pub(super) async fn abuse(write: &mut Write, context: &Context, letter: &Letter) -> Result<Fate, Problem> {
    let named = letter
        .reported
        .iter()
        .filter_map(|id| context.seal.read_id(id))
        .next();
    let Some(named) = named else {
        return Ok(Fate::tray(TrayReason::Report, None));
    };
    let conversation = moved::now_in(write, named.conversation).await?;
    if let Some(head) = conversation::head(write, conversation).await? {
        resident::wants_no_mail(write, head.resident).await?;
    }
    Ok(Fate::of(MailState::Told))
}
