//! The icon by the StatusNotifierItem specification of freedesktop.org, which GNOME (with its extension), KDE and
//! others show.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use ksni::{Category, Handle, Status, ToolTip, TrayMethods as _, menu::StandardItem};
use lobby_desk::TrayWords;
use tauri::AppHandle;

use super::{picture::picture, quit, show_window, take_out};

/// The icon, once somebody shows it.
pub(super) struct Icon {
    item: Handle<Item>,
    in_sight: Arc<AtomicBool>,
}

struct Item {
    app: AppHandle,
    words: TrayWords,
    in_sight: Arc<AtomicBool>,
}

impl Icon {
    /// Shows it; `None` where nobody shows such icons.
    pub(super) async fn show(app: &AppHandle, words: &TrayWords) -> Option<Self> {
        let in_sight = Arc::new(AtomicBool::new(true));
        let item = Item {
            app: app.clone(),
            words: words.clone(),
            in_sight: Arc::clone(&in_sight),
        };
        let item = item.spawn().await.ok()?;
        Some(Self { item, in_sight })
    }

    /// Whether it is in sight.
    pub(super) fn is_shown(&self) -> bool {
        !self.item.is_closed() && self.in_sight.load(Ordering::Relaxed)
    }

    pub(super) async fn say(&self, words: &TrayWords) {
        self.item.update(|item| item.words = words.clone()).await;
    }
}

impl ksni::Tray for Item {
    fn id(&self) -> String {
        "app.lobby.desk".to_owned()
    }

    fn category(&self) -> Category {
        Category::Communications
    }

    fn title(&self) -> String {
        self.words.title.clone()
    }

    fn status(&self) -> Status {
        Status::Active
    }

    fn icon_pixmap(&self) -> Vec<ksni::Icon> {
        let Some(picture) = picture(&self.app, self.words.unread > 0) else {
            return Vec::new();
        };
        let side = |side: u32| i32::try_from(side).unwrap_or(0);
        // The specification has the opacity first.
        let data = picture
            .rgba()
            .chunks_exact(4)
            .flat_map(|pixel| pixel.iter().cycle().skip(3).take(4).copied())
            .collect();
        vec![ksni::Icon {
            width: side(picture.width()),
            height: side(picture.height()),
            data,
        }]
    }

    fn tool_tip(&self) -> ToolTip {
        ToolTip {
            title: self.words.title.clone(),
            ..ToolTip::default()
        }
    }

    fn menu(&self) -> Vec<ksni::MenuItem<Self>> {
        vec![
            StandardItem {
                label: self.words.open.to_owned(),
                activate: Box::new(|item: &mut Self| show_window(&item.app)),
                ..StandardItem::default()
            }
            .into(),
            StandardItem {
                label: self.words.quit.to_owned(),
                activate: Box::new(|item: &mut Self| quit(&item.app)),
                ..StandardItem::default()
            }
            .into(),
        ]
    }

    fn activate(&mut self, _x: i32, _y: i32) {
        show_window(&self.app);
    }

    fn watcher_online(&self) {
        self.in_sight.store(true, Ordering::Relaxed);
    }

    /// Whoever showed the icon is gone: a window that is in the tray has no other way back.
    fn watcher_offline(&self, _why: ksni::OfflineReason) -> bool {
        self.in_sight.store(false, Ordering::Relaxed);
        take_out(&self.app);
        true
    }
}
