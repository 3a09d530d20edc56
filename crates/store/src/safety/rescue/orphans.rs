//! Rows whose parents could not be read: what can be is mended, the rest is written down for people.

use std::{
    fs,
    path::{Path, PathBuf},
};

use sqlx::{AssertSqlSafe, SqliteConnection};

use crate::safety::{SafetyError, sums};

/// The text file that holds what could not be placed.
const WORDS: &str = "could-not-be-placed.txt";
/// More rounds than the tables are deep.
const ROUNDS: usize = 8;

/// Takes out the rows that belong to nothing, and answers with each as one line of JSON.
pub async fn take_out(to: &mut SqliteConnection) -> Result<Vec<String>, SafetyError> {
    mend(to).await?;
    let mut lost = Vec::new();
    for _ in 0..ROUNDS {
        let orphans: Vec<(String, Option<i64>, String, i64)> =
            sqlx::query_as("SELECT \"table\", rowid, parent, fkid FROM pragma_foreign_key_check")
                .fetch_all(&mut *to)
                .await?;
        if orphans.is_empty() {
            break;
        }
        for (table, row, _, key) in orphans {
            match row {
                Some(row) => lost.extend(take_row(to, &table, row).await?),
                None => take_keyless(to, &table, key).await?,
            }
        }
    }
    Ok(lost)
}

/// A staff member who is gone is stood for, so that no words of theirs seem another's; the number of the
/// next booking stays above all that are there.
async fn mend(to: &mut SqliteConnection) -> Result<(), SafetyError> {
    sqlx::raw_sql(
        "INSERT INTO staff (id, name, email, group_id, password_hash, language, theme, density, created_at,
            removed_at)
        SELECT DISTINCT gone.id, '?', 'unknown-' || gone.id || '@invalid',
            (SELECT min(id) FROM permission_group), '', 'en', 'system', 'comfortable', 0, 0
        FROM (
            SELECT staff_id AS id FROM entry UNION SELECT booked_by FROM booking
            UNION SELECT started_by FROM conversation UNION SELECT last_staff_id FROM conversation
            UNION SELECT staff_id FROM record
        ) AS gone
        WHERE gone.id IS NOT NULL AND gone.id NOT IN (SELECT id FROM staff)
            AND EXISTS (SELECT 1 FROM permission_group);
        INSERT INTO reference_number (letters, last)
        SELECT substr(reference, 1, instr(reference, '-') - 1),
            max(CAST(substr(reference, instr(reference, '-') + 1) AS INTEGER))
        FROM booking WHERE reference LIKE '__-%' GROUP BY 1
        ON CONFLICT DO UPDATE SET last = max(last, excluded.last);",
    )
    .execute(to)
    .await?;
    Ok(())
}

async fn take_row(to: &mut SqliteConnection, table: &str, row: i64) -> Result<Option<String>, SafetyError> {
    let columns: Vec<String> = sqlx::query_scalar("SELECT name FROM pragma_table_info(?)")
        .bind(table)
        .fetch_all(&mut *to)
        .await?;
    let pairs: Vec<String> = columns
        .iter()
        .map(|column| format!("'{column}', \"{column}\""))
        .collect();
    let line: Option<String> = sqlx::query_scalar(AssertSqlSafe(format!(
        "SELECT json_object('table', '{table}', {}) FROM {table} WHERE rowid = ?",
        pairs.join(", ")
    )))
    .bind(row)
    .fetch_optional(&mut *to)
    .await?;
    sqlx::query(AssertSqlSafe(format!("DELETE FROM {table} WHERE rowid = ?")))
        .bind(row)
        .execute(to)
        .await?;
    Ok(line)
}

/// Rows without rowids are answers and marks of what is unread: nothing of a person's words.
async fn take_keyless(to: &mut SqliteConnection, table: &str, key: i64) -> Result<(), SafetyError> {
    let keys: Vec<(String, String, Option<String>)> =
        sqlx::query_as("SELECT \"table\", \"from\", \"to\" FROM pragma_foreign_key_list(?) WHERE id = ?")
            .bind(table)
            .bind(key)
            .fetch_all(&mut *to)
            .await?;
    for (parent, from, column) in keys {
        let column = column.unwrap_or_else(|| "id".into());
        sqlx::query(AssertSqlSafe(format!(
            "DELETE FROM {table} WHERE {from} NOT IN (SELECT {column} FROM {parent})"
        )))
        .execute(&mut *to)
        .await?;
    }
    Ok(())
}

/// Writes the rows down beside the damaged file; `None` where there are none.
pub fn write_down(folder: &Path, lost: &[String]) -> Result<Option<PathBuf>, SafetyError> {
    if lost.is_empty() {
        return Ok(None);
    }
    let path = folder.join(WORDS);
    let failed = |error| SafetyError::file(&path, error);
    fs::create_dir_all(folder).map_err(failed)?;
    sums::replace(&path, lost.join("\n").as_bytes()).map_err(failed)?;
    Ok(Some(path))
}
