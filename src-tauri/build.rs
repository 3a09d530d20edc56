//! Compiles the configuration, the capabilities and the icons into the program.

fn main() {
    // The built UI is carried inside the program: a new one has to be taken in.
    println!("cargo:rerun-if-changed=ui/dist");
    tauri_build::build();
}
