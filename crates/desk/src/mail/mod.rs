//! The mailbox at work: one worker sends, one receives, and both say how the line stands.

mod belongs;
mod connect;
mod decide;
mod fetch;
mod keep;
mod letter;
mod notice;
mod post;
mod report;
mod standing;
mod take_in;
mod tray;
mod understand;
mod vault;

use std::{
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use chrono::Utc;
use lobby_domain::{
    ids::ConversationId,
    mailbox::{MailFault, MailStep},
};
use lobby_mail::line::{Fault, Login, Secret, Server, Timing};
use lobby_store::mailbox::{self, Mailbox};
use tokio::sync::{Notify, broadcast, watch};

pub use keep::InboxWithoutLine;
pub use notice::{Notice, several};
use standing::{Line, Standing};
pub use take_in::Arrived;
pub use vault::{MemoryVault, SystemVault, Vault, VaultFault};

use crate::{Desk, problem::Problem, views::mail::MailServer};

/// How many arrivals may wait for whoever tells of them.
const ARRIVALS: usize = 1024;

/// What the two workers share with the desk.
pub(crate) struct Mail {
    pub(crate) standing: Standing,
    pub(crate) vault: Arc<dyn Vault>,
    pub(crate) timing: Timing,
    /// Wakes the worker that sends.
    pub(crate) post: Notify,
    /// Wakes the worker that receives.
    pub(crate) fetch: Notify,
    /// How often the mailbox was changed: what was read of it before is worth nothing then.
    changes: AtomicU64,
    stopped: watch::Sender<bool>,
    /// How many pairs of workers are at work.
    working: watch::Sender<u32>,
    arrivals: broadcast::Sender<Arrived>,
    /// R70: the conversation that is read at this moment.
    reading: Mutex<Option<ConversationId>>,
}

impl Mail {
    pub(crate) fn new(vault: Arc<dyn Vault>) -> Self {
        Self {
            standing: Standing::default(),
            vault,
            timing: Timing::default(),
            post: Notify::new(),
            fetch: Notify::new(),
            changes: AtomicU64::new(0),
            stopped: watch::Sender::new(false),
            working: watch::Sender::new(0),
            arrivals: broadcast::Sender::new(ARRIVALS),
            reading: Mutex::default(),
        }
    }

    /// The conversation that is read at this moment.
    fn reads(&self) -> Option<ConversationId> {
        *self.reading.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn set_reading(&self, conversation: Option<ConversationId>) {
        *self.reading.lock().unwrap_or_else(PoisonError::into_inner) = conversation;
    }

    /// Ends both workers, and waits until they have let go of the store.
    pub(crate) async fn stop(&self) {
        self.stopped.send_replace(true);
        let mut working = self.working.subscribe();
        // The sender lives as long as `self`.
        let _ = working.wait_for(|working| *working == 0).await;
    }

    fn is_stopped(&self) -> bool {
        *self.stopped.borrow()
    }

    /// Waits until the workers are to end.
    async fn until_stopped(&self) {
        let mut stopped = self.stopped.subscribe();
        // The sender lives as long as `self`.
        let _ = stopped.wait_for(|stopped| *stopped).await;
    }
}

impl Desk {
    /// Sends and receives for as long as the desk is open. When it closes, both are cut short wherever they
    /// are, as a power cut would; a message that was being handed over may have been sent.
    pub async fn run_mail(self: Arc<Self>) {
        let _working = Working::begin(&self.mail);
        tokio::select! {
            () = self.mail.until_stopped() => {}
            ((), ()) = async { tokio::join!(post::run(&self), fetch::run(&self)) } => {}
        }
    }

    /// R70: what arrives from residents from now on.
    #[must_use]
    pub fn arrivals(&self) -> broadcast::Receiver<Arrived> {
        self.mail.arrivals.subscribe()
    }

    /// A worker that cannot keep what it does says so where the line is said: mail stands still until it can.
    fn store_fails(&self, server: MailServer, problem: &Problem, again: Duration) {
        let fault = Fault {
            step: MailStep::Folders,
            fault: MailFault::NotKept,
            detail: problem.to_string(),
        };
        let next_try = chrono::TimeDelta::from_std(again)
            .ok()
            .map(|again| self.now() + again);
        self.stands(server, Line::Down(fault, next_try));
    }

    /// The workers read the mailbox anew: another one may be connected, or none.
    pub(crate) fn mailbox_has_changed(&self) {
        self.mail.changes.fetch_add(1, Ordering::SeqCst);
        self.mail.post.notify_one();
        self.mail.fetch.notify_one();
    }

    async fn connected_mailbox(&self) -> Result<Option<Mailbox>, Problem> {
        let mut db = self.store.read().await?;
        Ok(mailbox::get(&mut db).await?)
    }

    /// Who signs in, with the password from the vault.
    async fn login(&self, mailbox: &Mailbox) -> Result<Login, Fault> {
        let vault = Arc::clone(&self.mail.vault);
        let password = tokio::task::spawn_blocking(move || vault.get())
            .await
            .unwrap_or_else(|error| Err(VaultFault(error.to_string())));
        match password {
            Ok(Some(password)) => Ok(Login {
                name: mailbox.login.clone(),
                password,
            }),
            Ok(None) => Err(no_password("no password is kept for the mailbox")),
            Err(fault) => Err(no_password(&fault.0)),
        }
    }

    /// A worker waits: until it is woken, until `time` is over, or until the desk closes.
    async fn rest(&self, wake: &Notify, time: Option<Duration>) {
        // However long a message or the line may wait, the clock is looked at once in a while.
        let longest = Duration::from_secs(15 * 60);
        tokio::select! {
            () = wake.notified() => {}
            () = tokio::time::sleep(time.unwrap_or(longest).min(longest)) => {}
            () = self.mail.until_stopped() => {}
        }
    }
}

/// Says that the workers have ended when it is dropped.
struct Working(watch::Sender<u32>);

impl Working {
    fn begin(mail: &Mail) -> Self {
        mail.working.send_modify(|working| *working += 1);
        Self(mail.working.clone())
    }
}

impl Drop for Working {
    fn drop(&mut self) {
        self.0.send_modify(|working| *working = working.saturating_sub(1));
    }
}

fn no_password(detail: &str) -> Fault {
    Fault {
        step: MailStep::SignIn,
        fault: MailFault::NoPassword,
        detail: detail.to_owned(),
    }
}

/// A server as the line knows it.
pub(crate) fn server(server: &mailbox::Server) -> Server {
    Server {
        host: server.host.clone(),
        port: server.port,
        security: server.security,
        certificate: server.certificate,
    }
}

/// A number between 0 and 1, which keeps desks from knocking all at once; nobody depends on it being random.
pub(crate) fn chance() -> f64 {
    f64::from(Utc::now().timestamp_subsec_nanos() % 1_000_000) / 1_000_000.0
}

/// The password of a form, if it holds one.
pub(crate) fn secret(typed: Option<&str>) -> Option<Secret> {
    typed
        .filter(|typed| !typed.is_empty())
        .map(|typed| Secret::new(typed.to_owned()))
}
