//! Who shows the icons of the system's tray, on the message bus of the tests, and presses their menus: the
//! StatusNotifierItem and `com.canonical.dbusmenu` interfaces.

use std::{
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

use tokio::sync::MutexGuard;
use zbus::{
    Connection, Proxy,
    zvariant::{OwnedValue, Value},
};

use crate::{Result, Trouble};

const WATCHER: &str = "org.kde.StatusNotifierWatcher";
const PATIENCE: Duration = Duration::from_secs(20);
const PAUSE: Duration = Duration::from_millis(50);

/// There is one bus for all tests: they take turns.
static TURN: tokio::sync::Mutex<()> = tokio::sync::Mutex::const_new(());

type Kept = Arc<Mutex<Vec<String>>>;

struct Watcher(Kept);

#[zbus::interface(name = "org.kde.StatusNotifierWatcher")]
impl Watcher {
    fn register_status_notifier_item(&self, service: String) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.push(service);
    }

    fn register_status_notifier_host(&self, _service: String) {}

    #[zbus(property)]
    fn registered_status_notifier_items(&self) -> Vec<String> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    #[zbus(property)]
    fn is_status_notifier_host_registered(&self) -> bool {
        true
    }

    #[zbus(property)]
    fn protocol_version(&self) -> i32 {
        0
    }
}

/// A tray, for as long as it lives.
pub struct Tray {
    kept: Kept,
    bus: Connection,
    _turn: MutexGuard<'static, ()>,
}

fn fault(error: zbus::Error) -> Trouble {
    Trouble::new(format!("the message bus: {error}"))
}

impl Tray {
    /// As long as what this answers lives nobody shows such icons on this bus.
    pub async fn nobody() -> MutexGuard<'static, ()> {
        TURN.lock().await
    }

    /// Takes the place of whoever shows such icons on this bus, once no other test has it.
    pub async fn serve() -> Result<Self> {
        let turn = TURN.lock().await;
        let kept = Kept::default();
        let bus = zbus::connection::Builder::session()
            .and_then(|bus| bus.name(WATCHER))
            .and_then(|bus| bus.serve_at("/StatusNotifierWatcher", Watcher(Arc::clone(&kept))))
            .map_err(fault)?;
        let bus = bus.build().await.map_err(fault)?;
        Ok(Self {
            kept,
            bus,
            _turn: turn,
        })
    }

    /// Waits until the icon of this process says this.
    pub async fn says(&self, process: u32, title: &str) -> Result<()> {
        let begun = Instant::now();
        loop {
            let last = self.title(process).await;
            if last.as_ref().is_ok_and(|last| last == title) {
                return Ok(());
            }
            if begun.elapsed() > PATIENCE {
                return Err(Trouble::new(format!(
                    "the icon says {last:?} instead of {title:?}"
                )));
            }
            tokio::time::sleep(PAUSE).await;
        }
    }

    async fn title(&self, process: u32) -> Result<String> {
        let item = self.item(process)?;
        let item = Proxy::new(
            &self.bus,
            item,
            "/StatusNotifierItem",
            "org.kde.StatusNotifierItem",
        );
        let item = item.await.map_err(fault)?;
        item.get_property("Title").await.map_err(fault)
    }

    /// Presses what the menu of this process's icon calls like this.
    pub async fn press(&self, process: u32, label: &str) -> Result<()> {
        let item = self.item(process)?;
        let menu = Proxy::new(&self.bus, item, "/MenuBar", "com.canonical.dbusmenu");
        let menu = menu.await.map_err(fault)?;
        let asked: (Vec<i32>, Vec<&str>) = (Vec::new(), vec!["label"]);
        let lines: Vec<(i32, std::collections::HashMap<String, OwnedValue>)> =
            menu.call("GetGroupProperties", &asked).await.map_err(fault)?;
        let found = lines.iter().find(|(_, line)| {
            let words = line.get("label").and_then(|words| <&str>::try_from(words).ok());
            words == Some(label)
        });
        let (id, _) = found.ok_or_else(|| Trouble::new(format!("the menu has no {label:?}: {lines:?}")))?;
        let pressed = (*id, "clicked", Value::from(0), 0_u32);
        menu.call("Event", &pressed).await.map_err(fault)
    }

    /// The name on the bus of this process's icon.
    fn item(&self, process: u32) -> Result<String> {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let wanted = format!("StatusNotifierItem-{process}-");
        let found = kept.iter().rev().find(|service| service.contains(&wanted));
        found
            .cloned()
            .ok_or_else(|| Trouble::new(format!("no icon of the process {process}: {kept:?}")))
    }
}
