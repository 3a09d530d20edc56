//! The program, built so that it can be told to die at a named point: see `lobby_store::crash`.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

fn main() {
    lobby::run();
}
