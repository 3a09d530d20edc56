//! `lobby-scratch DATABASE MIGRATION…`: a new database file with each of these applied, in one transaction a
//! file, as the program itself applies them. The compiler looks at it, see `cargo xtask sqlx`; it cannot be made by
//! the store, which does not compile before.
#![expect(clippy::print_stderr, reason = "its faults go to the terminal")]

use std::{fs, process::ExitCode};

use rusqlite::Connection;

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let Some(database) = arguments.next() else {
        eprintln!("lobby-scratch DATABASE MIGRATION…");
        return ExitCode::from(2);
    };
    match make(&database, arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("{problem}");
            ExitCode::FAILURE
        }
    }
}

fn make(database: &str, migrations: impl Iterator<Item = String>) -> Result<(), String> {
    let db = Connection::open(database).map_err(|fault| format!("{database}: {fault}"))?;
    for file in migrations {
        let script = fs::read_to_string(&file).map_err(|fault| format!("{file}: {fault}"))?;
        db.execute_batch(&format!("BEGIN;\n{script}\n;COMMIT;"))
            .map_err(|fault| format!("{file} does not apply: {fault}"))?;
    }
    // A file with a schema at least: an empty one is none.
    db.execute_batch("VACUUM;")
        .map_err(|fault| format!("{database}: {fault}"))
}
