//! Who shows notifications, on the message bus of the tests: it keeps what it is told, and clicks.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

use zbus::{Connection, zvariant::OwnedValue};

use crate::{Result, Trouble};

const PATH: &str = "/org/freedesktop/Notifications";
const INTERFACE: &str = "org.freedesktop.Notifications";

/// A notification as it came over the bus.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// Its number.
    pub id: u32,
    /// Its title.
    pub summary: String,
    /// Its words.
    pub body: String,
}

type Kept = Arc<Mutex<Vec<Shown>>>;

struct Server(Kept);

#[zbus::interface(name = "org.freedesktop.Notifications")]
impl Server {
    #[expect(
        clippy::too_many_arguments,
        reason = "the interface has them (Desktop Notifications 1.2)"
    )]
    fn notify(
        &self,
        _app_name: String,
        _replaces: u32,
        _icon: String,
        summary: String,
        body: String,
        _actions: Vec<String>,
        _hints: HashMap<String, OwnedValue>,
        _expires: i32,
    ) -> u32 {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let id = u32::try_from(kept.len()).unwrap_or(u32::MAX).saturating_add(1);
        kept.push(Shown { id, summary, body });
        id
    }

    fn close_notification(&self, _id: u32) {}

    fn get_capabilities(&self) -> Vec<String> {
        vec!["actions".to_owned(), "body".to_owned()]
    }

    fn get_server_information(&self) -> (String, String, String, String) {
        let text = |text: &str| text.to_owned();
        (text("tests"), text("lobby"), text("1"), text("1.2"))
    }
}

/// Everything that was shown since it began.
pub struct Notices {
    kept: Kept,
    bus: Connection,
}

impl Notices {
    /// Takes the place of whoever shows notifications on this bus.
    pub async fn serve() -> Result<Self> {
        let kept = Kept::default();
        let fault = |error: zbus::Error| Trouble::new(format!("the message bus: {error}"));
        let bus = zbus::connection::Builder::session()
            .and_then(|bus| bus.name(INTERFACE))
            .and_then(|bus| bus.serve_at(PATH, Server(Arc::clone(&kept))))
            .map_err(fault)?;
        let bus = bus.build().await.map_err(fault)?;
        Ok(Self { kept, bus })
    }

    /// Waits for a notification with these words in it.
    pub async fn wait_for(&self, words: &str) -> Result<Shown> {
        let last = Instant::now() + Duration::from_secs(20);
        loop {
            let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner).clone();
            let found = kept
                .iter()
                .find(|shown| shown.body.contains(words) || shown.summary.contains(words));
            if let Some(found) = found {
                return Ok(found.clone());
            }
            if Instant::now() > last {
                return Err(Trouble::new(format!("no notification says {words:?}: {kept:?}")));
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    /// Presses it, as a person does: a program listens for the press only once it has been told the number, so the
    /// first may come too early, and whoever has heard one hears no other.
    pub async fn click(&self, shown: &Shown) -> Result<()> {
        for _ in 0..10 {
            tokio::time::sleep(Duration::from_millis(100)).await;
            self.bus
                .emit_signal(
                    None::<&str>,
                    PATH,
                    INTERFACE,
                    "ActionInvoked",
                    &(shown.id, "default"),
                )
                .await
                .map_err(|error| Trouble::new(format!("the message bus: {error}")))?;
        }
        Ok(())
    }
}
