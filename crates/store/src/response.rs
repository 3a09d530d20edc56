//! Residents' answers to Meetings (R1).

use chrono::{DateTime, Utc};
use lobby_domain::{
    event::Response,
    ids::{EventId, ResidentId},
};
use sqlx::SqliteConnection;

use crate::{StoreError, code, resident::Place};

/// One resident's answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// Who.
    pub resident: ResidentId,
    /// Their name.
    pub name: String,
    /// Their name as it is put in order.
    pub name_folded: String,
    /// Their suite.
    pub suite: String,
    /// The answer.
    pub response: Response,
}

impl Answer {
    /// The resident's place in the order of the list.
    #[must_use]
    pub fn place(&self) -> Place {
        Place {
            suite: self.suite.clone(),
            name_folded: self.name_folded.clone(),
            id: self.resident.get(),
        }
    }
}

/// A page of everybody who lives here, with their answer or none, and of those who have moved out since
/// they answered: by suite and name.
///
/// # Errors
/// [`StoreError`].
pub async fn page(
    db: &mut SqliteConnection,
    event: EventId,
    after: &Place,
    limit: u32,
) -> Result<Vec<Answer>, StoreError> {
    let event = event.get();
    let rows = sqlx::query!(
        r#"SELECT id AS "id!: i64", name AS "name!", name_folded AS "name_folded!", suite AS "suite!",
            answer AS "answer?"
        FROM resident LEFT JOIN response ON resident_id = resident.id AND event_id = ?1
        WHERE moved_out_at IS NULL AND (suite, name_folded, id) > (?2, ?3, ?4)
        UNION ALL
        SELECT id, name, name_folded, suite, answer
        FROM resident CROSS JOIN response ON resident_id = resident.id AND event_id = ?1
        WHERE moved_out_at IS NOT NULL AND (suite, name_folded, id) > (?2, ?3, ?4)
        ORDER BY 4, 3, 1 LIMIT ?5"#,
        event,
        after.suite,
        after.name_folded,
        after.id,
        limit
    )
    .fetch_all(db)
    .await?;
    rows.into_iter()
        .map(|row| {
            Ok(Answer {
                resident: ResidentId::new(row.id),
                name: row.name,
                name_folded: row.name_folded,
                suite: row.suite,
                response: match row.answer {
                    Some(answer) => code::member(&answer)?,
                    None => Response::NoAnswer,
                },
            })
        })
        .collect()
}

/// Writes an answer down, in place of the one before; no answer is no row.
///
/// # Errors
/// [`StoreError`].
pub async fn record(
    db: &mut SqliteConnection,
    event: EventId,
    resident: ResidentId,
    response: Response,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let (event, resident, now) = (event.get(), resident.get(), code::millis(now));
    if response == Response::NoAnswer {
        sqlx::query!(
            "DELETE FROM response WHERE event_id = ? AND resident_id = ?",
            event,
            resident
        )
        .execute(db)
        .await?;
        return Ok(());
    }
    let answer = code::text(&response);
    sqlx::query!(
        "INSERT INTO response (event_id, resident_id, answer, at) VALUES (?, ?, ?, ?)
        ON CONFLICT (event_id, resident_id) DO UPDATE SET answer = excluded.answer, at = excluded.at",
        event,
        resident,
        answer,
        now
    )
    .execute(db)
    .await?;
    Ok(())
}

#[cfg(test)]
#[path = "response_tests.rs"]
mod tests;
