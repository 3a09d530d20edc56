//! What a screen is given and what a floor has read, as lines that can be compared.

use lobby_desk::views::packed::Packed;
use serde::Serialize;
use serde_json::Value;

use crate::{Fault, floor::Cell};

/// A view as the window receives it.
pub fn json<T: Serialize>(view: &T) -> Result<Value, Fault> {
    Ok(serde_json::to_value(view)?)
}

/// How large it is when it crosses to the window, packed as it is there, in thousands of bytes.
pub fn kilobytes<T: Serialize>(view: &T) -> Result<f64, Fault> {
    let bytes = serde_json::to_vec(&Packed(view))?.len();
    #[expect(clippy::cast_precision_loss, reason = "a few thousand bytes")]
    Ok(bytes as f64 / 1000.0)
}

/// The members of a list of a view.
pub fn members<'a>(view: &'a Value, list: &str) -> &'a [Value] {
    view.get(list)
        .and_then(Value::as_array)
        .map_or(&[], Vec::as_slice)
}

/// Some values of one member, by their paths.
pub fn of_view(member: &Value, paths: &[&str]) -> String {
    let texts: Vec<String> = paths
        .iter()
        .map(|path| match member.pointer(path) {
            None | Some(Value::Null) => String::new(),
            Some(Value::String(text)) => text.clone(),
            Some(other) => other.to_string(),
        })
        .collect();
    texts.join("|")
}

/// Some cells of one row, by their columns.
pub fn of_row(row: &[Cell], columns: &[usize]) -> String {
    let texts: Vec<String> = columns
        .iter()
        .map(|column| row.get(*column).map_or_else(String::new, ToString::to_string))
        .collect();
    texts.join("|")
}

/// An instant as the window receives it.
pub fn instant(cell: Option<&Cell>) -> Result<String, Fault> {
    let at = chrono::DateTime::from_timestamp_millis(cell.map_or(0, Cell::int)).unwrap_or_default();
    let text = serde_json::to_value(at)?;
    Ok(text.as_str().unwrap_or_default().to_owned())
}
