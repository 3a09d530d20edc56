//! The contract with the window, written down in TypeScript: `ui/src/bridge/bindings.ts`.

use lobby_desk::{
    change::Topic,
    views::{backup::WorkProgress, import::ImportProgress},
};
use serde::{Deserialize, Serialize};
use specta::Type;
use tauri_specta::{Builder, Event, collect_commands, collect_events};

use crate::commands;

/// Something has changed: every window fetches it again (R13).
#[derive(Debug, Clone, Serialize, Deserialize, Type, Event)]
pub struct Changed {
    /// What.
    pub topics: Vec<Topic>,
}

/// R7: how far the import has come; told about ten times a second at most.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, Type, Event)]
pub struct Importing {
    /// How far.
    pub progress: ImportProgress,
}

/// How far a backup, a restore or a rescue has come; told about ten times a second at most.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, Type, Event)]
pub struct Working {
    /// How far; `None` when it has ended.
    pub progress: Option<WorkProgress>,
}

/// R70: a notification was clicked; the window asks which conversation is to be opened.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, Type, Event)]
pub struct OpenAsked {}

/// R82: the window was asked to close while messages wait.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, Type, Event)]
pub struct ClosingAsked {
    /// How many.
    pub waiting: u32,
    /// Whether there is a tray from which they can go out meanwhile.
    pub can_stay: bool,
}

/// Every command and every event of the window.
#[must_use]
#[expect(clippy::too_many_lines, reason = "one line a command, and nothing to decide")]
pub fn contract() -> Builder<tauri::Wry> {
    Builder::new()
        .disable_serde_phases()
        .events(collect_events![
            Changed,
            ClosingAsked,
            Importing,
            OpenAsked,
            Working
        ])
        .commands(collect_commands![
            commands::app::app_state,
            commands::app::set_up,
            commands::app::set_up_sample,
            commands::app::sign_in,
            commands::app::sign_out,
            commands::app::lock,
            commands::app::touch,
            commands::app::recover,
            commands::app::pulse,
            commands::app::today,
            commands::app::diagnostics,
            commands::app::close_window,
            commands::app::keep_open,
            commands::app::stay_in_tray,
            commands::backup::backup_status,
            commands::backup::save_backup_settings,
            commands::backup::back_up,
            commands::backup::stop_backup,
            commands::backup::restore_backup,
            commands::backup::rescue_view,
            commands::backup::rescue,
            commands::backup::stop_rescue,
            commands::bookings::list_bookings,
            commands::bookings::open_booking,
            commands::bookings::step_booking,
            commands::bookings::edit_booking,
            commands::bookings::record_payment,
            commands::bookings::create_booking,
            commands::conversations::list_conversations,
            commands::conversations::open_thread,
            commands::conversations::earlier_entries,
            commands::conversations::start_conversation,
            commands::conversations::send_message,
            commands::conversations::attach_file,
            commands::conversations::attach_part,
            commands::conversations::remove_file,
            commands::conversations::picture_of_file,
            commands::conversations::write_note,
            commands::conversations::write_said,
            commands::conversations::close_conversation,
            commands::conversations::move_conversation,
            commands::conversations::reopen_conversation,
            commands::conversations::save_draft,
            commands::conversations::mark_read,
            commands::events::list_events,
            commands::events::open_event,
            commands::events::list_event_bookings,
            commands::events::list_responses,
            commands::events::record_response,
            commands::events::save_event,
            commands::events::lay_down_more,
            commands::import::import_begin,
            commands::import::import_chunk,
            commands::import::import_open,
            commands::import::import_give,
            commands::import::import_preview,
            commands::import::import_apply,
            commands::import::import_stop,
            commands::mail::mailbox,
            commands::mail::suggest_mailbox,
            commands::mail::test_mailbox,
            commands::mail::save_mailbox,
            commands::mail::disconnect_mailbox,
            commands::mail::try_now,
            commands::mail::send_again,
            commands::mail::edit_message,
            commands::mail::discard_message,
            commands::mail::now_reading,
            commands::mail::asked_conversation,
            commands::mail::notification_settings,
            commands::mail::save_notification_settings,
            commands::mail::list_tray,
            commands::mail::open_mail,
            commands::mail::place_mail,
            commands::mail::move_mail,
            commands::mail::set_aside_mail,
            commands::mail::save_attachment,
            commands::mail::save_file,
            commands::export::list_record,
            commands::export::export,
            commands::export::save_transcript,
            commands::mail::picture_of_mail,
            commands::residents::list_residents,
            commands::residents::open_resident,
            commands::residents::save_resident,
            commands::residents::set_moved_out,
            commands::saved_replies::list_saved_replies,
            commands::saved_replies::offer_saved_replies,
            commands::saved_replies::save_saved_reply,
            commands::saved_replies::remove_saved_reply,
            commands::search::search,
            commands::search::find_words,
            commands::settings::save_building,
            commands::settings::list_staff,
            commands::settings::save_staff,
            commands::settings::remove_staff,
            commands::settings::save_group,
            commands::settings::remove_group,
            commands::settings::change_password,
            commands::settings::save_preferences,
        ])
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The committed file is the contract. `UPDATE=1 cargo test -p lobby bindings` writes it anew.
    #[test]
    fn the_committed_bindings_are_fresh() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/ui/src/bridge/bindings.ts");
        let fresh = tempfile::NamedTempFile::new().expect("a scratch file");
        contract()
            .export(specta_typescript::Typescript::default(), fresh.path())
            .expect("an export");
        let fresh = std::fs::read_to_string(fresh.path()).expect("the export");
        if std::env::var_os("UPDATE").is_some() {
            std::fs::write(path, &fresh).expect("the bindings can be written");
        }
        let committed = std::fs::read_to_string(path).unwrap_or_default();
        assert!(
            committed == fresh,
            "{path} is stale: UPDATE=1 cargo test -p lobby bindings"
        );
    }
}
