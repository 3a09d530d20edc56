//! `cargo xtask sqlx`: lets the compiler look at each query once more, in a database made of the
//! migrations, and keeps what it learns in `.sqlx`, so that every other build needs no database.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

use crate::shell::{Outcome, at, cargo, root, run, target};

/// File name and contents of each query's data.
type Queries = BTreeMap<String, String>;

/// Renews `.sqlx`, or with `--check` compares it with what the migrations and queries give now.
pub fn command(arguments: &[String]) -> Outcome {
    match arguments {
        [] => renew(),
        [only] if only == "--check" => check(),
        _ => Err("cargo xtask sqlx [--check]".to_owned()),
    }
}

fn renew() -> Outcome {
    let folder = root().join(".sqlx");
    let fresh = describe()?;
    let kept = load(&folder)?;
    at(&folder, fs::create_dir_all(&folder))?;
    for name in kept.keys().filter(|name| !fresh.contains_key(*name)) {
        let path = folder.join(name);
        at(&path, fs::remove_file(&path))?;
    }
    for (name, text) in fresh.iter().filter(|(name, text)| kept.get(*name) != Some(text)) {
        let path = folder.join(name);
        at(&path, fs::write(&path, text))?;
    }
    println!(
        "{}",
        difference(&kept, &fresh).unwrap_or_else(|| ".sqlx was fresh".to_owned())
    );
    println!("{} queries in .sqlx", fresh.len());
    Ok(())
}

/// Fails when the committed `.sqlx` is not what the queries and migrations give.
pub fn check() -> Outcome {
    let fresh = describe()?;
    match difference(&load(&root().join(".sqlx"))?, &fresh) {
        None => {
            println!("{} queries, .sqlx is fresh", fresh.len());
            Ok(())
        }
        Some(changes) => Err(format!(
            "{changes}\n.sqlx is stale: run `cargo xtask sqlx` and commit what changes in .sqlx."
        )),
    }
}

/// Builds the database, then compiles the store against it while sqlx notes what it learns.
fn describe() -> Result<Queries, String> {
    let folder = target().join("sqlx");
    let data = folder.join("data");
    if data.exists() {
        at(&data, fs::remove_dir_all(&data))?;
    }
    at(&data, fs::create_dir_all(&data))?;
    let database = folder.join("scratch.sqlite");
    migrate(&database)?;

    // sqlx tells cargo nothing of its settings, so cargo would find the store already built and do nothing.
    // A name of this moment makes this one build new, and leaves those of the other profiles as they are.
    let moment = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map_or(0, |elapsed| elapsed.as_millis());
    run(cargo()
        .args([
            "rustc",
            "--quiet",
            "--package",
            "lobby-store",
            "--lib",
            "--profile",
            "check",
            "--",
        ])
        .arg(format!("--cfg=described_at_{moment}"))
        .env("DATABASE_URL", format!("sqlite://{}", database.display()))
        .env("SQLX_OFFLINE", "false")
        .env("SQLX_OFFLINE_DIR", &data))?;
    load(&data)
}

/// A database file with every migration applied, in the order of their names.
fn migrate(database: &Path) -> Outcome {
    for ending in ["", "-wal", "-shm", "-journal"] {
        let mut name = database.as_os_str().to_owned();
        name.push(ending);
        let path = Path::new(&name);
        if path.exists() {
            at(path, fs::remove_file(path))?;
        }
    }
    let folder = root().join("migrations");
    let mut files = Vec::new();
    for entry in at(&folder, fs::read_dir(&folder))? {
        let path = at(&folder, entry)?.path();
        if path.extension().is_some_and(|ending| ending == "sql") {
            files.push(path);
        }
    }
    files.sort();
    run(cargo()
        .args(["run", "--quiet", "--package", "lobby-scratch", "--"])
        .arg(database)
        .args(&files))
}

fn load(folder: &Path) -> Result<Queries, String> {
    let mut queries = Queries::new();
    if !folder.exists() {
        return Ok(queries);
    }
    for entry in at(folder, fs::read_dir(folder))? {
        let path = at(folder, entry)?.path();
        let name = path
            .file_name()
            .map(|name| name.to_string_lossy().into_owned())
            .unwrap_or_default();
        if name.starts_with("query-") && name.ends_with(".json") {
            // A checkout on Windows may have turned the line ends.
            let text = at(&path, fs::read_to_string(&path))?.replace("\r\n", "\n");
            queries.insert(name, text);
        }
    }
    Ok(queries)
}

/// The changes from one set to the other, a line each, with the query itself; none when they are the same.
fn difference(kept: &Queries, fresh: &Queries) -> Option<String> {
    let added = fresh
        .iter()
        .filter(|(name, _)| !kept.contains_key(*name))
        .map(|(_, text)| ("new", text));
    let gone = kept
        .iter()
        .filter(|(name, _)| !fresh.contains_key(*name))
        .map(|(_, text)| ("gone", text));
    let changed = fresh
        .iter()
        .filter(|(name, text)| kept.get(*name).is_some_and(|old| old != *text))
        .map(|(_, text)| ("changed", text));
    let lines: Vec<String> = added
        .chain(gone)
        .chain(changed)
        .map(|(word, text)| format!("{word}: {}", query_of(text)))
        .collect();
    if lines.is_empty() {
        None
    } else {
        Some(lines.join("\n"))
    }
}

/// The line of the data that holds the SQL, as it is written there.
fn query_of(text: &str) -> &str {
    text.lines()
        .find_map(|line| line.trim().strip_prefix("\"query\": "))
        .map_or("a query without its text", |line| line.trim_end_matches(','))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn queries(pairs: &[(&str, &str)]) -> Queries {
        pairs
            .iter()
            .map(|(name, text)| ((*name).to_owned(), (*text).to_owned()))
            .collect()
    }

    #[test]
    fn the_same_queries_make_no_difference() {
        let kept = queries(&[("query-1.json", "{}")]);
        assert_eq!(difference(&kept, &kept), None);
    }

    #[test]
    fn each_change_is_named_with_its_query() {
        let kept = queries(&[
            ("query-1.json", "{\n  \"query\": \"SELECT 1\",\n  \"n\": 1\n}"),
            ("query-2.json", "{\n  \"query\": \"SELECT 2\",\n}"),
        ]);
        let fresh = queries(&[
            ("query-1.json", "{\n  \"query\": \"SELECT 1\",\n  \"n\": 2\n}"),
            ("query-3.json", "{\n  \"query\": \"SELECT 3\",\n}"),
        ]);
        let expected = "new: \"SELECT 3\"\ngone: \"SELECT 2\"\nchanged: \"SELECT 1\"";
        assert_eq!(difference(&kept, &fresh).as_deref(), Some(expected));
    }
}
