//! What goes to a resident: how it is signed, so that the answer finds its conversation, and how it is framed.
//!
//! Every id and token carries a seal: the first ten bytes of an HMAC-SHA-256 (RFC 2104) over what it names,
//! in lower-case base32 (RFC 4648 section 6), because some relays fold the case of addresses.

use data_encoding::BASE32_NOPAD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;

use crate::ids::{ConversationId, EntryId};

/// Bytes of the HMAC that a seal keeps: 80 bits, which nobody guesses over mail.
const SEAL: usize = 10;

/// The building's secret, with which its ids are sealed.
#[derive(Clone, PartialEq, Eq)]
pub struct Seal([u8; 32]);

impl std::fmt::Debug for Seal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Seal(…)")
    }
}

impl Seal {
    /// Takes the secret, which is random.
    #[must_use]
    pub const fn new(secret: [u8; 32]) -> Self {
        Self(secret)
    }

    fn mac(&self, named: &str) -> Option<Hmac<Sha256>> {
        // An HMAC takes a key of any length; there is none that it refuses.
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.0).ok()?;
        mac.update(named.as_bytes());
        Some(mac)
    }

    fn of(&self, named: &str) -> String {
        let Some(mac) = self.mac(named) else {
            return String::new();
        };
        let bytes = mac.finalize().into_bytes();
        let kept = bytes.get(..SEAL).unwrap_or_default();
        BASE32_NOPAD.encode(kept).to_ascii_lowercase()
    }

    /// Compares in constant time.
    fn is_of(&self, named: &str, seal: &str) -> bool {
        let Ok(bytes) = BASE32_NOPAD.decode(seal.to_ascii_uppercase().as_bytes()) else {
            return false;
        };
        bytes.len() == SEAL
            && self
                .mac(named)
                .is_some_and(|mac| mac.verify_truncated_left(&bytes).is_ok())
    }

    /// The Message-ID of a message of staff, without angle brackets: `c.12.345.SEAL@domain`.
    #[must_use]
    pub fn message_id(&self, conversation: ConversationId, entry: EntryId, domain: &str) -> String {
        let named = format!("c.{conversation}.{entry}");
        format!("{named}.{}@{domain}", self.of(&named))
    }

    /// The id that stands first in the references of every message of a conversation: `c.12.SEAL@domain`. It
    /// belongs to no mail; it is there for servers that replace the Message-ID.
    #[must_use]
    pub fn thread_id(&self, conversation: ConversationId, domain: &str) -> String {
        let named = format!("c.{conversation}");
        format!("{named}.{}@{domain}", self.of(&named))
    }

    /// The address that an answer is to go to, where the mailbox takes plus addresses (RFC 5233):
    /// `desk+c12.SEAL@domain`; `None` where that would pass the 64 octets of a local part (RFC 5321
    /// section 4.5.3.1.1), or the mailbox is no address.
    #[must_use]
    pub fn reply_address(&self, conversation: ConversationId, mailbox: &str) -> Option<String> {
        let (local, domain) = mailbox.rsplit_once('@')?;
        let named = format!("c.{conversation}");
        let local = format!("{local}+c{conversation}.{}", self.of(&named));
        (local.len() <= 64).then(|| format!("{local}@{domain}"))
    }

    /// What an id of ours names; `None` for anybody else's, and for a forged one.
    #[must_use]
    pub fn read_id(&self, id: &str) -> Option<Named> {
        let (local, _) = id.rsplit_once('@')?;
        let (named, seal) = local.rsplit_once('.')?;
        if !self.is_of(named, seal) {
            return None;
        }
        let mut parts = named.strip_prefix("c.")?.split('.');
        let conversation = parts.next()?.parse().ok()?;
        let entry = parts.next().and_then(|part| part.parse().ok());
        parts.next().is_none().then_some(Named { conversation, entry })
    }

    /// The conversation that the token of a plus address names; `None` without one, and for a forged one.
    #[must_use]
    pub fn read_address(&self, address: &str) -> Option<ConversationId> {
        let (local, _) = address.rsplit_once('@')?;
        let (_, token) = local.rsplit_once('+')?;
        let (conversation, seal) = token
            .to_ascii_lowercase()
            .strip_prefix('c')?
            .split_once('.')
            .map(|(conversation, seal)| (conversation.to_owned(), seal.to_owned()))?;
        let id = conversation.parse().ok()?;
        self.is_of(&format!("c.{conversation}"), &seal).then_some(id)
    }
}

/// What an id of ours names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Named {
    /// The conversation.
    pub conversation: ConversationId,
    /// The message, where the id is a message's.
    pub entry: Option<EntryId>,
}

#[cfg(test)]
#[path = "outgoing_tests.rs"]
mod tests;
