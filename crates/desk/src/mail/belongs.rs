//! Which conversation a mail belongs to (R21, R83): the facts that `domain::matching` decides by.

use lobby_domain::{
    ids::ConversationId,
    matching::{Candidate, Facts, Place, Vouched, place},
};
use lobby_mail::read::{Kind, Letter};
use lobby_store::{
    Write,
    known_id::{self, Asked, Known},
    mail::Kept,
};

use super::take_in::Context;
use crate::problem::Problem;

/// What a mail names, and what is known of that.
pub(super) struct Named {
    /// By our tokens, in addresses that it was delivered to.
    tokens: Vec<ConversationId>,
    /// By ids of ours, the nearest first.
    signed: Vec<ConversationId>,
    /// The sender's address; empty without.
    from: String,
    pub(super) known: Known,
}

/// Looks up what a mail names.
pub(super) async fn named(
    write: &mut Write,
    context: &Context,
    kept: &Kept,
    letter: &Letter,
) -> Result<Named, Problem> {
    let parties = || letter.to.iter().chain(&letter.cc).map(|party| &party.address);
    let mut tokens: Vec<ConversationId> = letter
        .delivered_to
        .iter()
        .chain(parties())
        .filter_map(|address| context.seal.read_address(address))
        .collect();
    tokens.dedup();
    let ids: Vec<String> = letter
        .in_reply_to
        .iter()
        .chain(letter.references.iter().rev())
        .cloned()
        .collect();
    let signed: Vec<ConversationId> = ids
        .iter()
        .filter_map(|id| context.seal.read_id(id))
        .map(|named| named.conversation)
        .collect();
    let from = letter.from.as_ref().map_or("", |from| from.address.as_str());
    // The sender comes first, whoever they say to be: only where staff wrote it do the recipients count.
    let mut addresses = vec![from];
    if context.is_ours(from) {
        addresses.extend(parties().map(String::as_str));
    }
    let asked = Asked {
        mail: kept.id,
        message_id: letter.message_id.as_deref(),
        addresses: &addresses,
        named: &tokens.iter().chain(&signed).copied().collect::<Vec<_>>(),
        ids: &ids,
        now: context.now,
    };
    let known = known_id::look_up(write, &asked).await?;
    Ok(Named {
        tokens,
        signed,
        from: from.to_owned(),
        known,
    })
}

/// The conversation that a mail of staff from another program belongs to.
pub(super) fn sent_to(named: &Named) -> Option<ConversationId> {
    let known = &named.known;
    // An id of ours may name a conversation that a backup does not have.
    let signed = named.signed.iter().find_map(|id| known.named.get(id));
    let signed = signed.map(|(now, _)| now);
    let by_id = known.by_id.first().map(|(id, _)| id);
    let mut writers = known.writers.iter().skip(1);
    let by_address = || {
        writers.find_map(|of| match of.open.as_slice() {
            [one] => Some(one),
            _ => None,
        })
    };
    signed.or(by_id).or_else(by_address).copied()
}

/// R21: where a mail of a person, or of a machine in their name, belongs.
pub(super) fn decide(context: &Context, letter: &Letter, named: &Named) -> Place {
    let known = &named.known;
    let from = named.from.as_str();
    let candidate = |id: ConversationId, address: &str| Candidate {
        conversation: id,
        is_theirs: !from.is_empty() && address.to_lowercase() == from.to_lowercase(),
    };
    let there = |ids: &[ConversationId]| -> Vec<Candidate> {
        ids.iter()
            .filter_map(|id| known.named.get(id).map(|(now, address)| candidate(*now, address)))
            .collect()
    };
    let by_known_id = known.by_id.iter().map(|(id, address)| candidate(*id, address));
    let writers = known.writers.first().cloned().unwrap_or_default();
    place(&Facts {
        by_token: &there(&named.tokens),
        by_signed_id: &there(&named.signed),
        by_known_id: &by_known_id.collect::<Vec<_>>(),
        residents: &writers.residents,
        open_bookings: &writers.open,
        vouched: vouched(context, letter),
        is_forward: letter.is_forward,
        is_automatic: letter.kind == Kind::AutoReply,
        is_list: letter.kind == Kind::List,
    })
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
