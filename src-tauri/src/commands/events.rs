//! Events and responses.

use lobby_desk::{
    problem::Problem,
    views::{
        booking::BookingPage,
        event::{EventForm, EventPage, EventPanel, EventQuery, ResponsePage},
    },
};
use lobby_domain::{
    event::Response,
    ids::{EventId, ResidentId, SeriesId},
};
use tauri::State;

use crate::state::Shell;

/// One page of the events list.
///
/// # Errors
/// [`Problem`]: refused by a rule, or the store failed.
#[tauri::command]
#[specta::specta]
pub async fn list_events(shell: State<'_, Shell>, query: EventQuery) -> Result<EventPage, Problem> {
    shell.desk()?.list_events(query).await
}

/// One event.
///
/// # Errors
/// [`Problem`]: refused by a rule, or the store failed.
#[tauri::command]
#[specta::specta]
pub async fn open_event(shell: State<'_, Shell>, event: EventId) -> Result<EventPanel, Problem> {
    shell.desk()?.open_event(event).await
}

/// One page of an event's bookings.
///
/// # Errors
/// [`Problem`]: refused by a rule, or the store failed.
#[tauri::command]
#[specta::specta]
pub async fn list_event_bookings(
    shell: State<'_, Shell>,
    event: EventId,
    after: Option<String>,
) -> Result<BookingPage, Problem> {
    shell.desk()?.list_event_bookings(event, after).await
}

/// One page of the responses to a Meeting (R1).
///
/// # Errors
/// [`Problem`]: refused by a rule, or the store failed.
#[tauri::command]
#[specta::specta]
pub async fn list_responses(
    shell: State<'_, Shell>,
    event: EventId,
    after: Option<String>,
) -> Result<ResponsePage, Problem> {
    shell.desk()?.list_responses(event, after).await
}

/// Records a resident's answer to a Meeting (R1).
///
/// # Errors
/// [`Problem`]: refused by a rule, or the store failed.
#[tauri::command]
#[specta::specta]
pub async fn record_response(
    shell: State<'_, Shell>,
    event: EventId,
    resident: ResidentId,
    response: Response,
) -> Result<(), Problem> {
    shell.desk()?.record_response(event, resident, response).await
}

/// Writes an event down by hand, or changes it (R8).
///
/// # Errors
/// [`Problem`]: refused by a rule, or the store failed.
#[tauri::command]
#[specta::specta]
pub async fn save_event(shell: State<'_, Shell>, form: EventForm) -> Result<EventId, Problem> {
    shell.desk()?.save_event(form).await
}

/// Lays down 24 more months of a recurring event (R7).
///
/// # Errors
/// [`Problem`]: refused by a rule, or the store failed.
#[tauri::command]
#[specta::specta]
pub async fn lay_down_more(shell: State<'_, Shell>, series: SeriesId) -> Result<u32, Problem> {
    shell.desk()?.lay_down_more(series).await
}
