//! No query that a screen waits for reads a table from one end to the other, or puts what it has read into a
//! table of its own to sort it.
//!
//! Every checked query is asked for its plan: they are read from `.sqlx`, which `cargo xtask sqlx --check`
//! keeps complete. Of a change the triggers that it sets off are looked at too, which the plan leaves out
//! unless SQLite is told otherwise. Those few that are put together at run time are in
//! `crates/store/src/bulk.rs`, and insert rows that nobody waits for.

use std::path::Path;

use rusqlite::{Connection, config::DbConfig};

use crate::{
    data,
    statements::{parts, queries},
};

/// What only reading or writing a file asks for, off the path of any screen, in words that stand in one query;
/// and why it may do what the others may not.
const EXCEPTIONS: [(&str, &str); 4] = [
    (
        "SELECT id AS \"id!\", key, name, name_folded, suite, email, phone, language, notes, moved_out_at\n        FROM resident ORDER BY id",
        "a preview compares the file with every resident",
    ),
    (
        "EXISTS (SELECT 1 FROM booking WHERE event_id = event.id) AS \"has_bookings!: bool\"",
        "a preview compares the file with every event",
    ),
    (
        "SELECT id AS \"id!\", key, source, laid_down_from, laid_down_until FROM series",
        "a preview compares the file with every series",
    ),
    (
        "SELECT booking.id FROM json_each(?2) AS wanted CROSS JOIN booking ON reference = wanted.value",
        "a preview compares the file with the bookings of its events and references, none twice",
    ),
];

/// Walks of which all is wanted: those who work here and their groups, who are few; the index that holds
/// nothing but the whole-day events, which all move when the building's time zone does; for the workers of the
/// mailbox its three folders, and the indexes that hold nothing but what is to be done; and what was not
/// delivered, the latest few of an index that holds nothing else.
const WHOLE: [&str; 8] = [
    "staff USING ",
    "permission_group USING ",
    "event USING COVERING INDEX event_all_day",
    "folder",
    "mail USING INDEX mail_new",
    "outbox USING INDEX outbox_not_delivered_latest",
    "outbox USING INDEX outbox_to_file",
    "outbox USING INDEX outbox_waiting",
];

/// Steps of a plan that no screen may wait for. What a part of the query hands over row by row is taken row by
/// row: that part has steps of its own.
fn faults(plan: &[String]) -> Vec<&String> {
    let handed_over = |step: &str| {
        let from = step.strip_prefix("SCAN ");
        from.is_some_and(|from| {
            plan.iter()
                .any(|other| other.strip_prefix("CO-ROUTINE ") == Some(from))
        })
    };
    plan.iter()
        .filter(|step| is_fault(step) && !handed_over(step))
        .collect()
}

/// A list of values (`json_each`) and a full-text index asked by MATCH are scanned by nature: the one is the
/// question itself, the other walks what matches. A row of constants is no table. From end to end an index is
/// hardly better than a table, unless all of it is wanted.
fn is_fault(step: &str) -> bool {
    let Some(scanned) = step.strip_prefix("SCAN ") else {
        return step.contains("TEMP B-TREE");
    };
    let by_nature = scanned.contains("VIRTUAL TABLE") || scanned == "CONSTANT ROW";
    let whole = WHOLE.iter().any(|walk| scanned.starts_with(walk));
    !by_nature && !whole
}

/// References are left out where nothing is deleted: SQLite plans to look for rows that wait for the one that
/// is inserted, and passes over that as long as none is owed.
fn plan(db: &Connection, query: &str) -> Vec<String> {
    parts(query).flat_map(|part| plan_of_one(db, part)).collect()
}

fn plan_of_one(db: &Connection, query: &str) -> Vec<String> {
    let deletes = query.trim_start().starts_with("DELETE");
    db.pragma_update(None, "foreign_keys", deletes).unwrap();
    let mut statement = db
        .prepare(&format!("EXPLAIN QUERY PLAN {query}"))
        .unwrap_or_else(|fault| panic!("{fault}: {query}"));
    let mut rows = statement.raw_query();
    let mut plan = Vec::new();
    while let Some(row) = rows.next().unwrap() {
        plan.push(row.get(3).unwrap());
    }
    plan
}

/// A database with every migration and so many rows that none of its tables is empty; never analysed, as on
/// the computers of the desks.
async fn filled(folder: &Path) -> Connection {
    let kept = data::keep(folder, 2_000).await.unwrap();
    let db = Connection::open(data::file(&kept)).unwrap();
    db.set_db_config(DbConfig::SQLITE_DBCONFIG_TRIGGER_EQP, true)
        .unwrap();
    db
}

#[tokio::test]
async fn no_screen_waits_for_a_scan_or_a_sort() {
    let folder = tempfile::tempdir().unwrap();
    let db = filled(folder.path()).await;
    let statistics: i64 = db
        .query_row(
            "SELECT count(*) FROM sqlite_schema WHERE name = 'sqlite_stat1'",
            [],
            |row| row.get(0),
        )
        .unwrap();
    assert_eq!(statistics, 0, "the desks have no statistics");
    let queries = queries().unwrap();
    assert!(queries.len() > 100, "{} queries", queries.len());
    let mut excused = 0;
    let mut found = Vec::new();
    for query in &queries {
        let plan = plan(&db, query);
        let faults = faults(&plan);
        let exception = EXCEPTIONS.iter().find(|(words, _)| query.contains(words));
        match (faults.as_slice(), exception) {
            ([], None) => {}
            ([], Some((words, _))) => found.push(format!("needs no exception: {words}")),
            (_, Some(_)) => excused += 1,
            (faults, None) => found.push(format!("{faults:?}\n  in {query}\n  {}", plan.join("\n  "))),
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n\n"));
    assert_eq!(
        excused,
        EXCEPTIONS.len(),
        "an exception is of no query, or of several"
    );
}

#[tokio::test]
async fn the_test_sees_what_it_looks_for() {
    let folder = tempfile::tempdir().unwrap();
    let db = filled(folder.path()).await;
    for query in [
        "SELECT id FROM booking WHERE note = ?",
        "SELECT id FROM booking WHERE resident_id = ? ORDER BY note",
        "SELECT id FROM conversation WHERE last_words LIKE ?",
        "SELECT DISTINCT text FROM entry WHERE conversation_id = ?",
        "SELECT count(*) FROM outbox",
        "DELETE FROM staff WHERE id = ?",
    ] {
        assert!(!faults(&plan(&db, query)).is_empty(), "{query}");
    }
    for query in [
        "SELECT value FROM json_each(?)",
        "SELECT rowid FROM resident_search WHERE resident_search MATCH ?",
        "SELECT id FROM booking WHERE id = ?",
    ] {
        assert!(faults(&plan(&db, query)).is_empty(), "{query}");
    }
    // What a trigger does is seen: without its index, this one reads the bookings from end to end.
    let change = "UPDATE event SET starts_at = ? WHERE id = ?";
    assert!(faults(&plan(&db, change)).is_empty());
    db.execute_batch("DROP INDEX booking_event").unwrap();
    assert!(!faults(&plan(&db, change)).is_empty());
}
