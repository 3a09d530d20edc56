//! The icon in the notification area of Windows and the menu bar of macOS.

use lobby_desk::TrayWords;
use tauri::{
    AppHandle,
    menu::{Menu, MenuItem},
    tray::{MouseButton, MouseButtonState, TrayIcon, TrayIconBuilder, TrayIconEvent},
};

use super::{picture::picture, quit, show_window};

const OPEN: &str = "open";
const QUIT: &str = "quit";

/// The icon.
pub(super) struct Icon {
    app: AppHandle,
    tray: TrayIcon,
}

impl Icon {
    /// Shows it; `None` where the system refuses.
    pub(super) async fn show(app: &AppHandle, words: &TrayWords) -> Option<Self> {
        let tray = TrayIconBuilder::with_id("lobby")
            .show_menu_on_left_click(cfg!(target_os = "macos"))
            .on_menu_event(|app, event| match event.id().as_ref() {
                OPEN => show_window(app),
                QUIT => quit(app),
                _ => {}
            })
            .on_tray_icon_event(|tray, event| {
                if let TrayIconEvent::Click {
                    button: MouseButton::Left,
                    button_state: MouseButtonState::Up,
                    ..
                } = event
                    && !cfg!(target_os = "macos")
                {
                    show_window(tray.app_handle());
                }
            })
            .build(app)
            .ok()?;
        let icon = Self {
            app: app.clone(),
            tray,
        };
        icon.say(words).await;
        Some(icon)
    }

    /// Whether it is in sight.
    #[expect(clippy::unused_self, reason = "on Linux it depends on the icon")]
    pub(super) fn is_shown(&self) -> bool {
        true
    }

    #[expect(clippy::unused_async, reason = "on Linux it waits for the message bus")]
    pub(super) async fn say(&self, words: &TrayWords) {
        // What the system does not take is in the window's title too.
        let _ = self.tray.set_icon(picture(&self.app, words.unread > 0));
        let _ = self.tray.set_tooltip(Some(&words.title));
        let menu = MenuItem::with_id(&self.app, OPEN, words.open, true, None::<&str>)
            .and_then(|open| {
                Ok((
                    open,
                    MenuItem::with_id(&self.app, QUIT, words.quit, true, None::<&str>)?,
                ))
            })
            .and_then(|(open, quit)| Menu::with_items(&self.app, &[&open, &quit]));
        if let Ok(menu) = menu {
            let _ = self.tray.set_menu(Some(menu));
        }
    }
}
