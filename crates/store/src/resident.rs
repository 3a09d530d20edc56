//! Residents.

use chrono::{DateTime, Utc};
use lobby_domain::{
    ids::ResidentId,
    resident::{Language, fold},
};
use sqlx::SqliteConnection;

use crate::{StoreError, code, search::Words};

/// How many that match are looked at before they are put in order.
const CANDIDATES: i64 = 200;

/// A resident's row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resident {
    /// Which.
    pub id: ResidentId,
    /// Name.
    pub name: String,
    /// The name as it is compared and put in order.
    pub name_folded: String,
    /// Suite.
    pub suite: String,
    /// Email address; empty without (R15).
    pub email: String,
    /// Phone; empty without.
    pub phone: String,
    /// Language.
    pub language: Language,
    /// Notes for staff.
    pub notes: String,
    /// Since when they live elsewhere.
    pub moved_out_at: Option<DateTime<Utc>>,
}

/// What staff write down about a resident.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fields<'a> {
    /// Name.
    pub name: &'a str,
    /// Suite.
    pub suite: &'a str,
    /// Email address; empty without.
    pub email: &'a str,
    /// Phone; empty without.
    pub phone: &'a str,
    /// Language.
    pub language: Language,
    /// Notes for staff.
    pub notes: &'a str,
}

/// Where a page of the list ended: the place of its last resident in the order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Place {
    /// Suite.
    pub suite: String,
    /// The folded name.
    pub name_folded: String,
    /// The id.
    pub id: i64,
}

impl Resident {
    /// The resident's place in the order of the list.
    #[must_use]
    pub fn place(&self) -> Place {
        Place {
            suite: self.suite.clone(),
            name_folded: self.name_folded.clone(),
            id: self.id.get(),
        }
    }
}

struct Row {
    id: i64,
    name: String,
    name_folded: String,
    suite: String,
    email: String,
    phone: String,
    language: String,
    notes: String,
    moved_out_at: Option<i64>,
}

impl TryFrom<Row> for Resident {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self, StoreError> {
        Ok(Self {
            id: ResidentId::new(row.id),
            name: row.name,
            name_folded: row.name_folded,
            suite: row.suite,
            email: row.email,
            phone: row.phone,
            language: code::member(&row.language)?,
            notes: row.notes,
            moved_out_at: row.moved_out_at.map(code::instant).transpose()?,
        })
    }
}

/// By suite and name. A few rows that no index has in this order are put in order here: SQLite would make a
/// table for it.
fn in_order(rows: Vec<Row>) -> Result<Vec<Resident>, StoreError> {
    let residents: Result<Vec<Resident>, StoreError> = rows.into_iter().map(Resident::try_from).collect();
    let mut residents = residents?;
    residents.sort_by(|one, other| {
        let key = |of: &Resident| (of.suite.clone(), of.name_folded.clone(), of.id);
        key(one).cmp(&key(other))
    });
    Ok(residents)
}

/// One resident, moved out or not.
///
/// # Errors
/// [`StoreError`].
pub async fn get(db: &mut SqliteConnection, id: ResidentId) -> Result<Option<Resident>, StoreError> {
    Ok(by_ids(db, &[id]).await?.pop())
}

/// These residents, by suite and name. One that is not there is left out.
///
/// # Errors
/// [`StoreError`].
pub async fn by_ids(db: &mut SqliteConnection, ids: &[ResidentId]) -> Result<Vec<Resident>, StoreError> {
    let ids = code::id_list(ids);
    let rows = sqlx::query_as!(
        Row,
        r#"SELECT id AS "id!", name, name_folded, suite, email, phone, language, notes, moved_out_at
        FROM resident WHERE id IN (SELECT value FROM json_each(?))"#,
        ids
    )
    .fetch_all(db)
    .await?;
    in_order(rows)
}

/// A page of those who live here, by suite and name; from the beginning after [`Place::default`].
///
/// # Errors
/// [`StoreError`].
pub async fn here(db: &mut SqliteConnection, after: &Place, limit: u32) -> Result<Vec<Resident>, StoreError> {
    let rows = sqlx::query_as!(
        Row,
        r#"SELECT id AS "id!", name, name_folded, suite, email, phone, language, notes, moved_out_at
        FROM resident WHERE moved_out_at IS NULL AND (suite, name_folded, id) > (?, ?, ?)
        ORDER BY suite, name_folded, id LIMIT ?"#,
        after.suite,
        after.name_folded,
        after.id,
        limit
    )
    .fetch_all(db)
    .await?;
    rows.into_iter().map(Resident::try_from).collect()
}

/// A page of those who have moved out, by suite and name.
///
/// # Errors
/// [`StoreError`].
pub async fn moved_out(
    db: &mut SqliteConnection,
    after: &Place,
    limit: u32,
) -> Result<Vec<Resident>, StoreError> {
    let rows = sqlx::query_as!(
        Row,
        r#"SELECT id AS "id!", name, name_folded, suite, email, phone, language, notes, moved_out_at
        FROM resident WHERE moved_out_at IS NOT NULL AND (suite, name_folded, id) > (?, ?, ?)
        ORDER BY suite, name_folded, id LIMIT ?"#,
        after.suite,
        after.name_folded,
        after.id,
        limit
    )
    .fetch_all(db)
    .await?;
    rows.into_iter().map(Resident::try_from).collect()
}

/// The residents that have all the words in name, suite, email address or phone number, by suite and
/// name: those who have moved out, or those who live here.
///
/// # Errors
/// [`StoreError`].
pub async fn find(
    db: &mut SqliteConnection,
    words: &Words,
    moved_out: bool,
    limit: u32,
) -> Result<Vec<Resident>, StoreError> {
    let pattern = words.pattern();
    let rows = sqlx::query_as!(
        Row,
        r#"SELECT id AS "id!", name, name_folded, suite, email, phone, language, notes, moved_out_at
        FROM resident WHERE id IN (
            SELECT resident_search.rowid
            FROM resident_search CROSS JOIN resident AS candidate ON candidate.id = resident_search.rowid
            WHERE resident_search MATCH ? AND (candidate.moved_out_at IS NOT NULL) = ?
            ORDER BY resident_search.rowid LIMIT ?
        )"#,
        pattern,
        moved_out,
        CANDIDATES
    )
    .fetch_all(db)
    .await?;
    let mut found = in_order(rows)?;
    found.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    Ok(found)
}

/// Adds a resident.
///
/// # Errors
/// [`StoreError`].
pub async fn insert(
    db: &mut SqliteConnection,
    fields: &Fields<'_>,
    now: DateTime<Utc>,
) -> Result<ResidentId, StoreError> {
    let (folded, language, now) = (fold(fields.name), code::text(&fields.language), code::millis(now));
    let done = sqlx::query!(
        "INSERT INTO resident (name, name_folded, suite, email, phone, language, notes, created_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        fields.name,
        folded,
        fields.suite,
        fields.email,
        fields.phone,
        language,
        fields.notes,
        now
    )
    .execute(db)
    .await?;
    Ok(ResidentId::new(done.last_insert_rowid()))
}

/// Changes a resident; answers whether they were there. The key from a file stays (R7).
///
/// # Errors
/// [`StoreError`].
pub async fn update(
    db: &mut SqliteConnection,
    id: ResidentId,
    fields: &Fields<'_>,
) -> Result<bool, StoreError> {
    let (id, folded, language) = (id.get(), fold(fields.name), code::text(&fields.language));
    let done = sqlx::query!(
        "UPDATE resident SET name = ?, name_folded = ?, suite = ?, email = ?, phone = ?, language = ?, notes = ?
        WHERE id = ?",
        fields.name,
        folded,
        fields.suite,
        fields.email,
        fields.phone,
        language,
        fields.notes,
        id
    )
    .execute(db)
    .await?;
    Ok(done.rows_affected() > 0)
}

/// Says since when a resident lives elsewhere, or that they are back; answers whether they were there.
///
/// # Errors
/// [`StoreError`].
pub async fn set_moved_out(
    db: &mut SqliteConnection,
    id: ResidentId,
    at: Option<DateTime<Utc>>,
) -> Result<bool, StoreError> {
    let (id, at) = (id.get(), at.map(code::millis));
    let done = sqlx::query!(
        "UPDATE resident SET moved_out_at = iif(?1 IS NULL, NULL, coalesce(moved_out_at, ?1)) WHERE id = ?2",
        at,
        id
    )
    .execute(db)
    .await?;
    Ok(done.rows_affected() > 0)
}

/// Says that a resident has called our mail spam: nothing goes to them until they have another address.
///
/// # Errors
/// [`StoreError`].
pub async fn wants_no_mail(db: &mut SqliteConnection, id: ResidentId) -> Result<(), StoreError> {
    let id = id.get();
    sqlx::query!("UPDATE resident SET no_mail_because = 'abuse' WHERE id = ?", id)
        .execute(db)
        .await?;
    Ok(())
}

#[cfg(test)]
#[path = "resident_tests.rs"]
mod tests;
