//! What importing writes (R7): what is new in bulk, what has changed row by row.

use chrono::{DateTime, Utc};
use lobby_domain::{
    ids::{EventId, ResidentId, SeriesId},
    resident::fold,
};
use sqlx::{QueryBuilder, Sqlite, SqliteConnection};

use crate::{
    StoreError, code,
    import::{Booking, Resident, Said},
};

/// Rows of one statement: their values stay far below the 32,766 parameters that SQLite takes.
const ROWS: usize = 500;

/// Adds what is new. The number of rows of a statement changes with what is left to insert, so these
/// queries are built and not checked at compile time.
///
/// # Errors
/// [`StoreError`].
pub async fn add_residents(
    db: &mut SqliteConnection,
    rows: &[Resident],
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let now = code::millis(now);
    for some in rows.chunks(ROWS) {
        let mut query = QueryBuilder::<Sqlite>::new(
            "INSERT INTO resident (id, key, name, name_folded, suite, email, phone, language, notes, created_at) ",
        );
        query.push_values(some, |mut values, row| {
            values
                .push_bind(row.id.get())
                .push_bind(row.key.clone())
                .push_bind(row.name.clone())
                .push_bind(row.name_folded.clone())
                .push_bind(row.suite.clone())
                .push_bind(row.email.clone())
                .push_bind(row.phone.clone())
                .push_bind(code::text(&row.language))
                .push_bind(row.notes.clone())
                .push_bind(now);
        });
        query.build().execute(&mut *db).await?;
    }
    Ok(())
}

/// Changes a resident as a whole; `moved_out: false` brings them back.
///
/// # Errors
/// [`StoreError`].
pub async fn change_resident(db: &mut SqliteConnection, row: &Resident) -> Result<(), StoreError> {
    let (id, language, folded) = (row.id.get(), code::text(&row.language), fold(&row.name));
    sqlx::query!(
        "UPDATE resident SET key = ?, name = ?, name_folded = ?, suite = ?, email = ?, phone = ?, language = ?,
            notes = ?, moved_out_at = iif(?, moved_out_at, NULL)
        WHERE id = ?",
        row.key,
        row.name,
        folded,
        row.suite,
        row.email,
        row.phone,
        language,
        row.notes,
        row.moved_out,
        id
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Says that a resident has moved out, and forgets what files said of them: who is in a later list again
/// is back.
///
/// # Errors
/// [`StoreError`].
pub async fn move_out(
    db: &mut SqliteConnection,
    id: ResidentId,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    crate::resident::set_moved_out(&mut *db, id, Some(now)).await?;
    let id = id.get();
    sqlx::query!(
        "DELETE FROM import_line WHERE subject = 'resident' AND subject_id = ?",
        id
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Changes the rule of a series.
///
/// # Errors
/// [`StoreError`].
pub async fn change_series(
    db: &mut SqliteConnection,
    id: SeriesId,
    (source, rule): (&str, &str),
) -> Result<(), StoreError> {
    let id = id.get();
    sqlx::query!(
        "UPDATE series SET source = ?, rule = ? WHERE id = ?",
        source,
        rule,
        id
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Gives an event the key and the series of a file.
///
/// # Errors
/// [`StoreError`]; [`StoreError::is_taken`] when another event has the key.
pub async fn bind_event(
    db: &mut SqliteConnection,
    id: EventId,
    key: Option<&str>,
    series: Option<SeriesId>,
) -> Result<(), StoreError> {
    let (id, series) = (id.get(), series.map(SeriesId::get));
    sqlx::query!(
        "UPDATE event SET key = ?, series_id = ? WHERE id = ?",
        key,
        series,
        id
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Changes a booking as a whole. The reason of another status is not kept.
///
/// # Errors
/// [`StoreError`].
pub async fn change_booking(db: &mut SqliteConnection, row: &Booking) -> Result<(), StoreError> {
    let (id, status, payment) = (row.id.get(), code::text(&row.status), code::text(&row.payment));
    let (minor, currency) = (
        row.amount.as_ref().map(|money| money.minor),
        row.amount.as_ref().map(|money| &money.currency),
    );
    let booked_at = code::millis(row.booked_at);
    sqlx::query!(
        "UPDATE booking SET party = ?, reason = iif(status = ?2, reason, ''), status = ?2, payment = ?,
            amount_minor = ?, amount_currency = ?, note = ?, booked_at = ?
        WHERE id = ?",
        row.party,
        status,
        payment,
        minor,
        currency,
        row.note,
        booked_at,
        id
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Keeps the last number that was given for a pair of letters.
///
/// # Errors
/// [`StoreError`].
pub async fn set_last_number(db: &mut SqliteConnection, letters: &str, last: u32) -> Result<(), StoreError> {
    sqlx::query!(
        "INSERT INTO reference_number (letters, last) VALUES (?, ?)
        ON CONFLICT (letters) DO UPDATE SET last = excluded.last",
        letters,
        last
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Keeps what a file of a shape says, in place of what one said before.
///
/// # Errors
/// [`StoreError`].
pub async fn say(db: &mut SqliteConnection, source: u128, rows: &[Said]) -> Result<(), StoreError> {
    let source = source.to_be_bytes().to_vec();
    for some in rows.chunks(ROWS) {
        let mut query = QueryBuilder::<Sqlite>::new(
            "INSERT OR REPLACE INTO import_line (source, subject, subject_id, resident_id, said_as, fingerprint) ",
        );
        query.push_values(some, |mut values, row| {
            let said_as = row
                .said_as
                .map(|hash| hash.to_be_bytes().to_vec())
                .unwrap_or_default();
            values
                .push_bind(source.clone())
                .push_bind(code::text(&row.subject))
                .push_bind(row.id)
                .push_bind(row.resident)
                .push_bind(said_as)
                .push_bind(row.fingerprint.to_be_bytes().to_vec());
        });
        query.build().execute(&mut *db).await?;
    }
    Ok(())
}

/// Remembers a mapping for the next file with the same headings.
///
/// # Errors
/// [`StoreError`].
pub async fn remember_mapping(
    db: &mut SqliteConnection,
    (signature, mapping): (&str, &str),
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let now = code::millis(now);
    sqlx::query!(
        "INSERT INTO import_mapping (signature, mapping, at) VALUES (?, ?, ?)
        ON CONFLICT (signature) DO UPDATE SET mapping = excluded.mapping, at = excluded.at",
        signature,
        mapping,
        now
    )
    .execute(db)
    .await?;
    Ok(())
}
