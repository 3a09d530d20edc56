//! Bookings and the side panel.

use lobby_desk::{
    problem::Problem,
    views::{
        booking::{
            BookingEdit, BookingPage, BookingPanel, BookingQuery, BookingStep, BookingStepDone, NewBooking,
        },
        packed::Packed,
    },
};
use lobby_domain::{ids::BookingId, money::PaymentStatus};
use tauri::State;

use crate::state::Shell;

/// One page of the bookings list (R6).
///
/// # Errors
/// [`Problem`]: refused by a rule, or the store failed.
#[tauri::command]
#[specta::specta]
pub async fn list_bookings(
    shell: State<'_, Shell>,
    query: BookingQuery,
) -> Result<Packed<BookingPage>, Problem> {
    shell.desk()?.list_bookings(query).await.map(Packed)
}

/// The side panel of a booking (R5).
///
/// # Errors
/// [`Problem`]: refused by a rule, or the store failed.
#[tauri::command]
#[specta::specta]
pub async fn open_booking(shell: State<'_, Shell>, booking: BookingId) -> Result<BookingPanel, Problem> {
    shell.desk()?.open_booking(booking).await
}

/// Approves, declines, checks in … (R2, R3).
///
/// # Errors
/// [`Problem`]: refused by a rule, or the store failed.
#[tauri::command]
#[specta::specta]
pub async fn step_booking(shell: State<'_, Shell>, step: BookingStep) -> Result<BookingStepDone, Problem> {
    shell.desk()?.step_booking(step).await
}

/// Changes party and note (R2).
///
/// # Errors
/// [`Problem`]: refused by a rule, or the store failed.
#[tauri::command]
#[specta::specta]
pub async fn edit_booking(shell: State<'_, Shell>, edit: BookingEdit) -> Result<(), Problem> {
    shell.desk()?.edit_booking(edit).await
}

/// Records how the payment stands (R4).
///
/// # Errors
/// [`Problem`]: refused by a rule, or the store failed.
#[tauri::command]
#[specta::specta]
pub async fn record_payment(
    shell: State<'_, Shell>,
    booking: BookingId,
    payment: PaymentStatus,
) -> Result<(), Problem> {
    shell.desk()?.record_payment(booking, payment).await
}

/// Writes a booking down by hand (R8).
///
/// # Errors
/// [`Problem`]: refused by a rule, or the store failed.
#[tauri::command]
#[specta::specta]
pub async fn create_booking(shell: State<'_, Shell>, booking: NewBooking) -> Result<BookingId, Problem> {
    shell.desk()?.create_booking(booking).await
}
