//! Between columns and domain types: closed sets as text, instants as milliseconds.

use chrono::{DateTime, TimeZone, Utc};
use lobby_domain::ids::Id;
use serde::{Serialize, de::DeserializeOwned};

use crate::StoreError;

/// The text of a closed set, as serde names it.
#[must_use]
pub fn text<T: Serialize>(value: &T) -> String {
    // A unit variant always has a name; an empty one would be refused by the column's CHECK.
    serde_plain::to_string(value).unwrap_or_default()
}

/// The member of a closed set that a column holds.
///
/// # Errors
/// [`StoreError::Unreadable`] when this version knows no such member.
pub fn member<T: DeserializeOwned>(text: &str) -> Result<T, StoreError> {
    serde_plain::from_str(text).map_err(|_| StoreError::Unreadable {
        what: std::any::type_name::<T>(),
        value: text.to_owned(),
    })
}

/// Milliseconds since 1970-01-01 UTC.
#[must_use]
pub fn millis(at: DateTime<Utc>) -> i64 {
    at.timestamp_millis()
}

/// The instant of a column.
///
/// # Errors
/// [`StoreError::Unreadable`] when no calendar reaches that far.
pub fn instant(millis: i64) -> Result<DateTime<Utc>, StoreError> {
    Utc.timestamp_millis_opt(millis)
        .single()
        .ok_or_else(|| StoreError::Unreadable {
            what: "instant",
            value: millis.to_string(),
        })
}

/// A count of a column: never negative, and never past what the screen can show.
#[must_use]
pub fn count(value: i64) -> u32 {
    u32::try_from(value.max(0)).unwrap_or(u32::MAX)
}

/// Numbers as a JSON array.
#[must_use]
pub fn list(numbers: &[i64]) -> String {
    let numbers: Vec<String> = numbers.iter().map(ToString::to_string).collect();
    format!("[{}]", numbers.join(","))
}

/// Ids as a JSON array, for `IN (SELECT value FROM json_each(?))`: a list of any length is one parameter.
#[must_use]
pub fn id_list<T>(ids: &[Id<T>]) -> String {
    let ids: Vec<String> = ids.iter().map(ToString::to_string).collect();
    format!("[{}]", ids.join(","))
}
