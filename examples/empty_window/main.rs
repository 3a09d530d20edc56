//! A window of the same kind as Lobby's with nothing in it: no commands, no data, an empty page. What it
//! takes in memory is what the web view takes, and `cargo xtask bench window` compares Lobby with it.

use tauri::{WebviewUrl, WebviewWindowBuilder};

/// Opens it and stays until it is closed.
fn main() -> tauri::Result<()> {
    tauri::Builder::default()
        .setup(|app| {
            WebviewWindowBuilder::new(app, "main", WebviewUrl::default())
                .title("Empty")
                .inner_size(1280.0, 800.0)
                .min_inner_size(480.0, 400.0)
                .center()
                .disable_drag_drop_handler()
                .on_document_title_changed(|window, title| {
                    let _ = window.set_title(&title);
                })
                .build()?;
            Ok(())
        })
        .run(tauri::generate_context!("examples/empty_window/tauri.conf.json"))
}
