//! The window as the screen's server has it (X11): whether it is in sight, and closing it as a person does.

use std::time::{Duration, Instant};

use x11rb::{
    connection::Connection as _,
    protocol::xproto::{AtomEnum, ClientMessageEvent, ConnectionExt as _, EventMask, MapState, Window},
    rust_connection::RustConnection,
};

use crate::{Result, Trouble};

const PATIENCE: Duration = Duration::from_secs(20);
const PAUSE: Duration = Duration::from_millis(50);

/// The main window of a program.
pub struct ScreenWindow {
    screen: RustConnection,
    window: Window,
}

fn fault(error: &dyn std::fmt::Display) -> Trouble {
    Trouble::new(format!("the screen: {error}"))
}

impl ScreenWindow {
    /// The window of this process that takes a wish to close. There is nobody who manages windows, so it is one of
    /// the screen's own.
    pub(crate) fn of(display: &str, process: u32) -> Result<Self> {
        let (screen, at) = RustConnection::connect(Some(display)).map_err(|error| fault(&error))?;
        let root = screen.setup().roots.get(at).map(|screen| screen.root);
        let root = root.ok_or_else(|| Trouble::new("the screen has no window"))?;
        let tree = screen.query_tree(root).map_err(|error| fault(&error))?;
        let tree = tree.reply().map_err(|error| fault(&error))?;
        for window in tree.children {
            if is_main(&screen, window, process)? {
                return Ok(Self { screen, window });
            }
        }
        Err(Trouble::new(format!("the process {process} has no window")))
    }

    /// Waits until it is in sight, or is no longer.
    pub async fn becomes(&self, in_sight: bool) -> Result<()> {
        let begun = Instant::now();
        loop {
            let asked = self.screen.get_window_attributes(self.window);
            let asked = asked.map_err(|error| fault(&error))?.reply();
            let is_in_sight = asked.map_err(|error| fault(&error))?.map_state == MapState::VIEWABLE;
            if is_in_sight == in_sight {
                return Ok(());
            }
            if begun.elapsed() > PATIENCE {
                return Err(Trouble::new(format!("the window in sight: {is_in_sight}")));
            }
            tokio::time::sleep(PAUSE).await;
        }
    }

    /// Wishes it closed, as the cross in its corner does (ICCCM, 4.2.8.1).
    pub fn wish_closed(&self) -> Result<()> {
        let (protocols, delete) = (
            atom(&self.screen, "WM_PROTOCOLS")?,
            atom(&self.screen, "WM_DELETE_WINDOW")?,
        );
        let wish = ClientMessageEvent::new(32, self.window, protocols, [delete, 0, 0, 0, 0]);
        let sent = self
            .screen
            .send_event(false, self.window, EventMask::NO_EVENT, wish);
        sent.map_err(|error| fault(&error))?
            .check()
            .map_err(|error| fault(&error))
    }
}

fn is_main(screen: &RustConnection, window: Window, process: u32) -> Result<bool> {
    let cardinals = numbers(screen, window, ("_NET_WM_PID", AtomEnum::CARDINAL))?;
    if cardinals != [process] {
        return Ok(false);
    }
    let delete = atom(screen, "WM_DELETE_WINDOW")?;
    let protocols = numbers(screen, window, ("WM_PROTOCOLS", AtomEnum::ATOM))?;
    // A helper of the toolkit takes such wishes too; it is a dot in size.
    let size = screen.get_geometry(window).map_err(|error| fault(&error))?;
    let size = size.reply().map_err(|error| fault(&error))?;
    Ok(protocols.contains(&delete) && size.width > 100)
}

fn numbers(screen: &RustConnection, window: Window, (name, kind): (&str, AtomEnum)) -> Result<Vec<u32>> {
    let name = atom(screen, name)?;
    let asked = screen.get_property(false, window, name, kind, 0, 32);
    let found = asked.map_err(|error| fault(&error))?.reply();
    let found = found.map_err(|error| fault(&error))?;
    Ok(found.value32().map(Iterator::collect).unwrap_or_default())
}

fn atom(screen: &RustConnection, name: &str) -> Result<u32> {
    let asked = screen
        .intern_atom(false, name.as_bytes())
        .map_err(|error| fault(&error))?;
    Ok(asked.reply().map_err(|error| fault(&error))?.atom)
}
