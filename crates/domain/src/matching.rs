//! Where a mail that came in belongs (R21, R26, R41, R83).
//!
//! What names a conversation (a token, an id of ours, an id that is known) selects it; who sent the mail
//! decides whether it is trusted. From is free text and a token is a bearer key, so neither is enough alone.

use serde::{Deserialize, Serialize};
use specta::Type;

use crate::ids::{ConversationId, ResidentId};

/// How far a mail is trusted to come from the resident.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum Trust {
    /// The resident's address, and our token or id, or the provider vouches for it.
    Verified,
    /// The resident's address, and nothing that shows that it is theirs.
    Unverified,
    /// Matched by the address alone, to the one open booking of the sender.
    ByAddress,
    /// A person put it here.
    ByHand,
    /// R83: staff wrote it, from another mail program.
    Own,
}

/// What the mailbox's own provider says about the sender (RFC 8601). Most say nothing, which is no fault.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Vouched {
    /// DMARC passed, or DKIM or SPF in the name of the sender's domain.
    Passes,
    /// It says nothing.
    Silent,
    /// DMARC failed.
    Fails,
}

/// A conversation that something in a mail names, and whose address it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Candidate {
    /// Which.
    pub conversation: ConversationId,
    /// Whether the mail comes from its resident's address.
    pub is_theirs: bool,
}

/// Everything that the decision looks at.
#[derive(Debug, Clone, Copy)]
pub struct Facts<'a> {
    /// Named by our token in an address that the mail was delivered to.
    pub by_token: &'a [Candidate],
    /// Named by ids of ours, the nearest first.
    pub by_signed_id: &'a [Candidate],
    /// Named by ids of mail that was sent or received before, the nearest first.
    pub by_known_id: &'a [Candidate],
    /// The residents who have the sender's address.
    pub residents: &'a [ResidentId],
    /// Their conversations about a booking, where both are still open.
    pub open_bookings: &'a [ConversationId],
    /// What the provider says.
    pub vouched: Vouched,
    /// Whether it passes on somebody else's mail.
    pub is_forward: bool,
    /// Whether a machine wrote it.
    pub is_automatic: bool,
    /// Whether it went to a list.
    pub is_list: bool,
}

/// Where it belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// Into a conversation.
    In {
        /// Which.
        conversation: ConversationId,
        /// How far it is trusted.
        trust: Trust,
        /// What it names is not one conversation but several.
        mixed: bool,
    },
    /// Into a new conversation of this resident.
    New {
        /// Whose.
        resident: ResidentId,
    },
    /// In front of a person, who decides.
    Tray {
        /// Why.
        why: TrayReason,
        /// The conversation that it seems to belong to.
        proposal: Option<ConversationId>,
    },
}

/// Why a mail waits for a person to decide where it belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum TrayReason {
    /// No resident has this address.
    UnknownSender,
    /// It answers in a conversation of somebody else.
    ForeignSender,
    /// The provider says that it does not come from where it says.
    FailsCheck,
    /// Somebody passes it on.
    Forwarded,
    /// Several residents have this address.
    SeveralResidents,
    /// It went to a list, or to many.
    List,
    /// A machine wrote it, and it answers nothing of ours.
    Automatic,
    /// A delivery report about a message that is not ours, or that nobody finds.
    Report,
    /// It cannot be read.
    Unreadable,
}

/// R21, R83: decides where a mail of a person, or of a machine in their name, belongs.
#[must_use]
pub fn place(facts: &Facts<'_>) -> Place {
    if facts.is_list && facts.by_token.is_empty() {
        return Place::Tray {
            why: TrayReason::List,
            proposal: None,
        };
    }
    let named = facts
        .by_token
        .iter()
        .chain(facts.by_signed_id)
        .chain(facts.by_known_id);
    let Some(first) = named.clone().next().copied() else {
        return without_a_name(facts);
    };
    let mixed = named
        .clone()
        .any(|other| other.conversation != first.conversation);
    let why = if facts.vouched == Vouched::Fails {
        TrayReason::FailsCheck
    } else if facts.is_forward && !first.is_theirs {
        TrayReason::Forwarded
    } else if !first.is_theirs {
        TrayReason::ForeignSender
    } else {
        return Place::In {
            conversation: first.conversation,
            trust: trust(facts),
            mixed,
        };
    };
    Place::Tray {
        why,
        proposal: Some(first.conversation),
    }
}

fn trust(facts: &Facts<'_>) -> Trust {
    let is_ours = !facts.by_token.is_empty() || !facts.by_signed_id.is_empty();
    if is_ours || facts.vouched == Vouched::Passes {
        Trust::Verified
    } else {
        Trust::Unverified
    }
}

/// Nothing in the mail names a conversation.
fn without_a_name(facts: &Facts<'_>) -> Place {
    let tray = |why| Place::Tray { why, proposal: None };
    if facts.vouched == Vouched::Fails {
        return tray(TrayReason::FailsCheck);
    }
    match (facts.open_bookings, facts.residents) {
        (_, []) => tray(if facts.is_automatic {
            TrayReason::Automatic
        } else {
            TrayReason::UnknownSender
        }),
        // R21: one-to-one. With two residents behind one address nobody knows whose words these are.
        (_, [_, _, ..]) => tray(TrayReason::SeveralResidents),
        ([conversation], [_]) => Place::In {
            conversation: *conversation,
            trust: Trust::ByAddress,
            mixed: false,
        },
        (_, [_]) if facts.is_automatic => tray(TrayReason::Automatic),
        (_, [resident]) => Place::New { resident: *resident },
    }
}

/// R26, R41, R70: what comes of a mail in its conversation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Effect {
    /// R26: a closed conversation is reopened.
    pub reopens: bool,
    /// R40: it is something to read.
    pub is_unread: bool,
    /// R70: it raises a notification.
    pub notifies: bool,
    /// R41: it moves the conversation to the top, and becomes its last words.
    pub is_last_words: bool,
    /// R29: what waits in the outbox is looked at again.
    pub holds_outbox: bool,
}

/// R26, R41, R70, R81: an automatic reply reopens nothing and tells nobody; what is history does neither, and
/// sorts by its own time.
#[must_use]
pub fn effect(is_automatic: bool, is_history: bool) -> Effect {
    let is_news = !is_automatic && !is_history;
    Effect {
        reopens: is_news,
        is_unread: is_news,
        notifies: is_news,
        is_last_words: is_news,
        holds_outbox: is_news,
    }
}

#[cfg(test)]
#[path = "matching_tests.rs"]
mod tests;
