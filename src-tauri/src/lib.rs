//! The shell around the desk: the window, its commands and its events.

pub mod bindings;
pub mod commands;
pub mod state;

/// Opens the window.
pub fn run() {
    let _ = tauri::Builder::default().run(tauri::generate_context!());
}
