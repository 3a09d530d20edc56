//! Native notifications of what residents write (R70, R71).

use std::{
    sync::{Arc, Weak},
    time::Duration,
};

use lobby_desk::{Desk, Notice, several};
use lobby_domain::{
    ids::ConversationId,
    notification::{TOGETHER_SECONDS, is_told_alone},
};
use tauri::{AppHandle, Manager as _};
use tauri_specta::Event as _;
use tokio::{
    sync::broadcast::{Receiver, error::RecvError},
    time::{Instant, timeout_at},
};

use crate::{bindings::OpenAsked, state::Shell, system_tray};

/// R70, R71: tells of every message that arrives, for as long as the desk lives.
pub async fn tell_of_arrivals(app: AppHandle, desk: Weak<Desk>) {
    let Some(mut arrivals) = desk.upgrade().map(|desk| desk.arrivals()) else {
        return;
    };
    loop {
        let Some(first) = next(&mut arrivals, &desk, None).await else {
            return;
        };
        tell_together(&app, first, &mut arrivals, &desk).await;
    }
}

/// What comes within five seconds: the first ones at once, the others together at the end.
async fn tell_together(app: &AppHandle, first: Notice, arrivals: &mut Arrivals, desk: &Weak<Desk>) {
    let end = Instant::now() + Duration::from_secs(TOGETHER_SECONDS);
    let mut number = 1;
    let mut last = first.clone();
    show(app, first);
    while let Some(notice) = next(arrivals, desk, Some(end)).await {
        number += 1;
        last = notice.clone();
        if is_told_alone(number) {
            show(app, notice);
        }
    }
    if !is_told_alone(number) {
        let title = several(number, last.language);
        show(
            app,
            Notice {
                title,
                body: String::new(),
                ..last
            },
        );
    }
}

type Arrivals = Receiver<lobby_desk::Arrived>;

/// The next notice that is to be shown; `None` when the time is over, or the desk is gone.
async fn next(arrivals: &mut Arrivals, desk: &Weak<Desk>, until: Option<Instant>) -> Option<Notice> {
    loop {
        let received = match until {
            Some(until) => timeout_at(until, arrivals.recv()).await.ok()?,
            None => arrivals.recv().await,
        };
        let arrived = match received {
            Ok(arrived) => arrived,
            // So many at once are told of by those that are left.
            Err(RecvError::Lagged(_)) => continue,
            Err(RecvError::Closed) => return None,
        };
        let desk: Arc<Desk> = desk.upgrade()?;
        // A store that fails is told of where somebody works with it.
        if let Ok(Some(notice)) = desk.notice(&arrived).await {
            return Some(notice);
        }
    }
}

/// Shows a notification whose click opens the conversation.
#[cfg(target_os = "linux")]
fn show(app: &AppHandle, notice: Notice) {
    let app = app.clone();
    // The bus is spoken with, and the click waited for, on a thread of its own.
    std::thread::spawn(move || {
        let mut native = notify_rust::Notification::new();
        native
            .appname("Lobby")
            .summary(&notice.title)
            .body(&escaped(&notice.body))
            .action("default", "Open");
        if !notice.sound {
            native.hint(notify_rust::Hint::SuppressSound(true));
        }
        // Where there is nobody who shows notifications, Unread is one click away.
        if let Ok(shown) = native.show() {
            shown.wait_for_action(|action| {
                if action == "default" {
                    open(&app, notice.conversation);
                }
            });
        }
    });
}

/// Servers may read markup in the words of a notification (Desktop Notifications 1.2): words of a stranger have
/// none.
#[cfg(target_os = "linux")]
fn escaped(words: &str) -> String {
    words
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

/// Shows a notification. These systems bring the program to the front by themselves, and it asks what to open.
#[cfg(not(target_os = "linux"))]
fn show(app: &AppHandle, notice: Notice) {
    use tauri_plugin_notification::NotificationExt as _;
    if let Some(shell) = app.try_state::<Shell>() {
        shell.ask_for(notice.conversation);
    }
    let native = app.notification().builder().title(notice.title).body(notice.body);
    // Where they are turned off, Unread is one click away.
    let _ = native.show();
}

/// Brings the window to the front and has it open a conversation, after the sign-in where the screen is locked.
#[cfg_attr(
    not(target_os = "linux"),
    expect(dead_code, reason = "those systems do it themselves")
)]
fn open(app: &AppHandle, conversation: ConversationId) {
    if let Some(shell) = app.try_state::<Shell>() {
        shell.ask_for(conversation);
    }
    system_tray::show_window(app);
    // A window that is just closing cannot be told, and need not be.
    let _ = OpenAsked {}.emit(app);
}
