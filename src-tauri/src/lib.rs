//! The shell around the desk: the window, its commands and its events.

pub mod background;
pub mod bindings;
pub mod closing;
pub mod commands;
pub mod downloads;
pub mod log;
pub mod notify;
pub mod start;
pub mod state;
pub mod system_tray;

use lobby_desk::views::app::AppState;
use tauri::{AppHandle, Manager as _, RunEvent, WebviewUrl, WebviewWindowBuilder};

use crate::{start::Start, state::Shell, system_tray::SystemTray};

/// Opens the window and stays until it is closed.
pub fn run() {
    let start = match Start::read(std::env::args_os().skip(1)) {
        Ok(start) => start,
        Err(sentence) => return complain(&sentence),
    };
    let contract = bindings::contract();
    let built = tauri::Builder::default()
        .plugin(tauri_plugin_notification::init())
        .on_window_event(closing::on_event)
        .invoke_handler(contract.invoke_handler())
        .setup(move |app| {
            contract.mount_events(app);
            log::start(&app.path().app_log_dir()?);
            let folder = start.folder(app.path().app_local_data_dir()?);
            app.manage(SystemTray::default());
            let shell = tauri::async_runtime::block_on(Shell::open(app.handle().clone(), folder));
            if shell.is_in_use() && system_tray::call_back(shell.folder()) {
                app.handle().exit(0);
                return Ok(());
            }
            if start.sample {
                tauri::async_runtime::block_on(fill_with_sample(&shell, start.mail));
            }
            app.manage(shell);
            open_window(app.handle())?;
            Ok(())
        })
        .build(tauri::generate_context!());
    match built {
        Ok(app) => app.run(|app, event| {
            if let RunEvent::Exit = event {
                close(app);
                log::end();
            }
        }),
        Err(error) => complain(&error.to_string()),
    }
}

fn open_window(app: &AppHandle) -> tauri::Result<()> {
    WebviewWindowBuilder::new(app, "main", WebviewUrl::default())
        .title("Lobby")
        .inner_size(1280.0, 800.0)
        .min_inner_size(480.0, 400.0)
        .center()
        // A file that is dropped belongs to the page, which reads it (R7).
        .disable_drag_drop_handler()
        // R72: the unread count stands in the page's title; the window's follows it.
        .on_document_title_changed(|window, title| {
            let _ = window.set_title(&title);
        })
        .build()?;
    Ok(())
}

/// An empty folder opened with `--sample` becomes the sample building; any other is opened as it is.
async fn fill_with_sample(shell: &Shell, mail: bool) {
    let Ok(desk) = shell.desk() else { return };
    if let Ok(AppState::SetUp { .. }) = desk.app_state().await {
        // What goes wrong leaves an empty building, and the set-up screen says so again.
        let _ = desk.set_up_sample().await;
    }
    if mail {
        // What goes wrong leaves the building without a mailbox, which every screen says.
        let _ = desk.connect_sample_mailbox().await;
    }
}

fn close(app: &AppHandle) {
    if let Some(Ok(desk)) = app.try_state::<Shell>().map(|shell| shell.desk()) {
        tauri::async_runtime::block_on(desk.close());
    }
}

#[expect(clippy::print_stderr, reason = "there is no window yet to say it in")]
fn complain(sentence: &str) {
    eprintln!("Lobby: {sentence}");
}
