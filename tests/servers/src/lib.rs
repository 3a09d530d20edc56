//! Mail servers for the tests and for trying Lobby: Dovecot and Postfix as Debian has them, from a scratch
//! folder on loopback ports, where every address of every domain is a mailbox and nothing leaves the computer;
//! and servers that fail as they are told.

mod answer;
mod certificate;
mod config;
mod fault_smtp;
mod maildir;
mod post;
mod proxy;
mod servers;

pub use answer::answer_to;
pub use certificate::Certificate;
pub use fault_smtp::{Act, At, FaultSmtp};
pub use maildir::Maildir;
pub use post::deliver;
pub use proxy::FaultProxy;
pub use servers::{Ports, Servers, Wanted};

/// The password of every mailbox.
pub const PASSWORD: &str = "secret";

/// What goes wrong with a server of the tests, in words.
pub type Outcome<T> = Result<T, String>;

pub(crate) fn told(what: &str) -> impl FnOnce(std::io::Error) -> String + '_ {
    move |error| format!("{what}: {error}")
}
