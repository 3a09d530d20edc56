//! Which conversation a mail belongs to (R21, R83): the facts that `domain::matching` decides by.

use lobby_domain::{
    ids::ConversationId,
    matching::{Candidate, Facts, Place, Vouched, place},
};
use lobby_mail::read::{Kind, Letter};
use lobby_store::{Write, known_id};

use super::take_in::Context;
use crate::problem::Problem;

/// The conversation that a mail of staff from another program belongs to.
pub(super) async fn sent_to(
    write: &mut Write,
    context: &Context,
    letter: &Letter,
) -> Result<Option<ConversationId>, Problem> {
    let (mut named, ids) = named_by(context, letter);
    named.extend(known_id::conversations(write, &ids).await?);
    for id in named {
        // An id of ours may name a conversation that a backup does not have.
        if known_id::address(write, id).await?.is_some() {
            return Ok(Some(id));
        }
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
pub(super) fn named_by(context: &Context, letter: &Letter) -> (Vec<ConversationId>, Vec<String>) {
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

/// R21: where a mail of a person, or of a machine in their name, belongs.
pub(super) async fn decide(write: &mut Write, context: &Context, letter: &Letter) -> Result<Place, Problem> {
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
