//! R51: every command of the bindings, called as every permission group and as nobody, against one
//! written matrix.

use std::collections::{BTreeMap, BTreeSet};

use lobby_desk::{
    Desk,
    problem::Problem,
    views::{
        app::{Density, Preferences, Theme},
        backup::BackupForm,
        booking::{BookingEdit, BookingFilter, BookingQuery, BookingStep, NewBooking},
        conversation::{
            ConversationFilter, ConversationOrder, ConversationQuery, DraftPlace, NewFile, SaidForm,
        },
        event::{EventFilter, EventQuery},
        export::{ExportOf, TranscriptForm},
        mail::{MailPlace, MailboxForm, NotificationSettings, ServerForm},
        record::RecordQuery,
        resident::{ResidentForm, ResidentQuery},
        saved_reply::{ReplyPlace, SavedReplyForm},
        settings::{BuildingForm, GroupForm, StaffForm},
    },
};
use lobby_domain::{
    booking::{BookingAction, BookingStatus},
    entry::{DraftKind, SaidWhere},
    event::Response,
    ids::Id,
    mailbox::{History, Security},
    money::PaymentStatus,
    permission::Permissions,
    resident::Language,
};

use self::matrix::{Asks, MATRIX};
use crate::house::{House, PASSWORD, wine_tasting};

mod matrix;

/// Calls a command with arguments that lead nowhere: the guard speaks first, or the command finds nothing.
async fn call(desk: &Desk, command: &str) -> Result<(), Problem> {
    let preferences = Preferences {
        language: Language::En,
        theme: Theme::System,
        density: Density::Comfortable,
    };
    match command {
        "app_state" => desk.app_state().await.map(drop),
        "set_up" => desk.set_up(crate::house::set_up_form()).await.map(drop),
        "set_up_sample" => desk.set_up_sample().await,
        "sign_in" => desk.sign_in("nobody", "nothing").await,
        "recover" => desk
            .recover("nobody@example.org", "code", "a password")
            .await
            .map(drop),
        "sign_out" => desk.sign_out().await,
        "lock" => desk.lock().await,
        "touch" => desk.touch().await,
        "pulse" => desk.pulse().await.map(drop),
        "today" => desk.today().await.map(drop),
        "diagnostics" => desk.diagnostics().await.map(drop),
        "search" => desk.search("ana").await.map(drop),
        "find_words" => desk.find_words("ana", None).await.map(drop),
        "change_password" => desk.change_password(PASSWORD, PASSWORD).await,
        "save_preferences" => desk.save_preferences(preferences).await,
        "backup_status" => desk.backup_status().await.map(drop),
        "save_backup_settings" => {
            let form = BackupForm {
                folder: "not a whole path".into(),
                daily: true,
            };
            desk.save_backup_settings(form).await
        }
        "back_up" => desk.back_up().await.map(drop),
        "stop_backup" => desk.stop_backup().await,
        "restore_backup" => desk.restore_backup("none").await.map(drop),
        // The shell answers these itself, and only where there is no desk: see the stories of the rescue.
        "rescue_view" | "rescue" | "stop_rescue" => Err(Problem::NothingToRescue),
        // These the shell answers alone: a window can always be closed.
        "close_window" | "keep_open" | "stay_in_tray" => Ok(()),
        "list_record" | "export" | "save_transcript" => call_record(desk, command).await,
        _ if command.starts_with("import_") => call_import(desk, command).await,
        _ if MAIL.contains(&command) => call_mail(desk, command).await,
        _ if command.contains("booking") || command == "record_payment" => call_booking(desk, command).await,
        _ if command.contains("event") || command.contains("response") || command == "lay_down_more" => {
            call_event(desk, command).await
        }
        _ if command.contains("resident") || command == "set_moved_out" => call_resident(desk, command).await,
        _ if command.contains("staff") || command.contains("group") || command == "save_building" => {
            call_settings(desk, command).await
        }
        _ => call_conversation(desk, command).await,
    }
}

/// The commands of the mailbox and of what comes and goes through it.
const MAIL: &[&str] = &[
    "mailbox",
    "suggest_mailbox",
    "test_mailbox",
    "save_mailbox",
    "disconnect_mailbox",
    "try_now",
    "send_again",
    "edit_message",
    "discard_message",
    "now_reading",
    "asked_conversation",
    "notification_settings",
    "save_notification_settings",
    "list_tray",
    "open_mail",
    "place_mail",
    "move_mail",
    "set_aside_mail",
    "save_attachment",
    "save_file",
    "picture_of_mail",
    "attach_file",
    "attach_part",
    "remove_file",
    "picture_of_file",
];

async fn call_files(desk: &Desk, command: &str) -> Result<(), Problem> {
    let file = Id::new(9999);
    match command {
        "save_attachment" => desk.attachment(Id::new(9999), 0).await.map(drop),
        "save_file" => desk.open_file(file).await.map(drop),
        "picture_of_mail" => desk.picture_of_mail(Id::new(9999), 0).await.map(drop),
        "attach_file" => {
            let new = NewFile {
                conversation: Id::new(9999),
                name: "plan.png".into(),
                media_type: "image/png".into(),
                bytes: 3,
            };
            desk.attach_file(new).await.map(drop)
        }
        "attach_part" => desk.attach_part(file, "AAAA").await,
        "remove_file" => desk.remove_file(file).await,
        "picture_of_file" => desk.picture_of_file(file).await.map(drop),
        _ => panic!("{command} is in the matrix and not called"),
    }
}

async fn call_mail(desk: &Desk, command: &str) -> Result<(), Problem> {
    let server = || ServerForm {
        host: String::new(),
        port: 1,
        security: Security::Tls,
        certificate: None,
    };
    let form = MailboxForm {
        address: "desk@example.org".into(),
        sender_name: String::new(),
        login: "desk".into(),
        password: None,
        imap: server(),
        smtp: server(),
        plus_addresses: false,
        files_sent: false,
        sending_limit: None,
        history: History::FromNow,
    };
    let (mail, message, to) = (Id::new(9999), Id::new(9999), Id::new(9999));
    match command {
        "mailbox" => desk.mailbox().await.map(drop),
        "suggest_mailbox" => desk.suggest_mailbox("desk@example.org").await.map(drop),
        "test_mailbox" => desk.test_mailbox(form).await.map(drop),
        "save_mailbox" => desk.save_mailbox(form).await.map(drop),
        "disconnect_mailbox" => desk.disconnect_mailbox().await,
        "try_now" => desk.try_now().await.map(drop),
        "send_again" => desk.send_again(message).await,
        "edit_message" => desk.edit_message(message, "Hello").await,
        "discard_message" => desk.discard_message(message).await,
        "now_reading" => desk.now_reading(None).await,
        // The shell keeps what was asked for, and hands it to whoever is there.
        "asked_conversation" => desk.touch().await,
        "notification_settings" => desk.notification_settings().await.map(drop),
        "save_notification_settings" => {
            let settings = NotificationSettings {
                notifies: true,
                sound: true,
                public_counter: false,
                quiet_from: None,
                quiet_until: None,
            };
            desk.save_notification_settings(settings).await
        }
        "list_tray" => desk.list_tray(None).await.map(drop),
        "open_mail" => desk.open_mail(mail).await.map(drop),
        "place_mail" => desk
            .place_mail(mail, MailPlace::Conversation { id: to })
            .await
            .map(drop),
        "move_mail" => desk.move_mail(message, to).await,
        "set_aside_mail" => desk.set_aside_mail(mail).await,
        _ => call_files(desk, command).await,
    }
}

async fn call_import(desk: &Desk, command: &str) -> Result<(), Problem> {
    match command {
        "import_begin" => desk.import_begin("residents.csv", 10).await.map(drop),
        "import_chunk" => desk.import_chunk("9999", "").await,
        "import_open" => desk.import_open("9999").await.map(drop),
        "import_give" => desk.import_give("9999", vec![]).await,
        "import_preview" => desk.import_preview("9999", None).await.map(drop),
        "import_apply" => desk.import_apply("9999", false, &[]).await.map(drop),
        "import_stop" => desk.import_stop("9999").await,
        _ => panic!("{command} is in the matrix and not called"),
    }
}

async fn call_booking(desk: &Desk, command: &str) -> Result<(), Problem> {
    let booking = Id::new(9999);
    match command {
        "list_bookings" => {
            let query = BookingQuery {
                filter: BookingFilter::Upcoming,
                search: String::new(),
                after: None,
            };
            desk.list_bookings(query).await.map(drop)
        }
        "list_event_bookings" => desk.list_event_bookings(Id::new(9999), None).await.map(drop),
        "open_booking" => desk.open_booking(booking).await.map(drop),
        "step_booking" => {
            let step = BookingStep {
                booking,
                action: BookingAction::Approve,
                reason: String::new(),
            };
            desk.step_booking(step).await.map(drop)
        }
        "edit_booking" => {
            desk.edit_booking(BookingEdit {
                booking,
                party: 1,
                note: String::new(),
            })
            .await
        }
        "record_payment" => desk.record_payment(booking, PaymentStatus::Paid).await,
        "create_booking" => {
            let new = NewBooking {
                event: Id::new(9999),
                resident: Id::new(9999),
                party: 1,
                status: BookingStatus::Pending,
                note: String::new(),
            };
            desk.create_booking(new).await.map(drop)
        }
        _ => panic!("{command} is in the matrix and not called"),
    }
}

async fn call_event(desk: &Desk, command: &str) -> Result<(), Problem> {
    let event = Id::new(9999);
    match command {
        "list_events" => {
            let query = EventQuery {
                filter: EventFilter::Upcoming,
                only: None,
                after: None,
            };
            desk.list_events(query).await.map(drop)
        }
        "open_event" => desk.open_event(event).await.map(drop),
        "list_responses" => desk.list_responses(event, None).await.map(drop),
        "record_response" => {
            desk.record_response(event, Id::new(9999), Response::Attending)
                .await
        }
        "save_event" => {
            let mut form = wine_tasting();
            form.id = Some(event);
            desk.save_event(form).await.map(drop)
        }
        "lay_down_more" => desk.lay_down_more(Id::new(9999)).await.map(drop),
        _ => panic!("{command} is in the matrix and not called"),
    }
}

async fn call_resident(desk: &Desk, command: &str) -> Result<(), Problem> {
    let resident = Id::new(9999);
    match command {
        "list_residents" => {
            let query = ResidentQuery {
                search: String::new(),
                moved_out: false,
                after: None,
            };
            desk.list_residents(query).await.map(drop)
        }
        "open_resident" => desk.open_resident(resident).await.map(drop),
        "save_resident" => {
            let form = ResidentForm {
                id: Some(resident),
                name: "Nobody".into(),
                suite: String::new(),
                email: String::new(),
                phone: String::new(),
                language: Language::En,
                notes: String::new(),
            };
            desk.save_resident(form).await.map(drop)
        }
        "set_moved_out" => desk.set_moved_out(resident, true).await,
        _ => panic!("{command} is in the matrix and not called"),
    }
}

async fn call_settings(desk: &Desk, command: &str) -> Result<(), Problem> {
    match command {
        "save_building" => {
            let form = BuildingForm {
                name: String::new(),
                address: String::new(),
                time_zone: String::new(),
                language: Language::En,
                currency: String::new(),
                lock_after_minutes: None,
            };
            desk.save_building(form).await
        }
        "list_staff" => desk.list_staff().await.map(drop),
        "save_staff" => {
            let form = StaffForm {
                id: None,
                name: String::new(),
                email: String::new(),
                group: Id::new(9999),
                password: String::new(),
            };
            desk.save_staff(form).await.map(drop)
        }
        "remove_staff" => desk.remove_staff(Id::new(9999)).await,
        "save_group" => {
            let form = GroupForm {
                id: None,
                name: String::new(),
                permissions: Permissions::START,
            };
            desk.save_group(form).await.map(drop)
        }
        "remove_group" => desk.remove_group(Id::new(9999)).await,
        _ => panic!("{command} is in the matrix and not called"),
    }
}

async fn call_record(desk: &Desk, command: &str) -> Result<(), Problem> {
    match command {
        "list_record" => {
            let query = RecordQuery {
                by: None,
                about: None,
                after: None,
            };
            desk.list_record(query).await.map(drop)
        }
        "export" => desk.export(ExportOf::Residents, Language::En).await.map(drop),
        "save_transcript" => {
            let form = TranscriptForm {
                conversation: Id::new(9999),
                language: Language::En,
                notes: true,
            };
            desk.transcript(form).await.map(drop)
        }
        _ => panic!("{command} is in the matrix and not called"),
    }
}

async fn call_saved_replies(desk: &Desk, command: &str) -> Result<(), Problem> {
    let id = Id::new(9999);
    let form = SavedReplyForm {
        id: Some(id),
        shared: false,
        name: "Lift".into(),
        english: "The lift is working.".into(),
        french: String::new(),
    };
    match command {
        "list_saved_replies" => desk.list_saved_replies().await.map(drop),
        "offer_saved_replies" => {
            let place = ReplyPlace::Conversation { id: Id::new(9999) };
            desk.offer_saved_replies(place).await.map(drop)
        }
        "save_saved_reply" => desk.save_saved_reply(form).await.map(drop),
        "remove_saved_reply" => desk.remove_saved_reply(id).await,
        _ => panic!("{command} is in the matrix and not called"),
    }
}

async fn call_conversation(desk: &Desk, command: &str) -> Result<(), Problem> {
    let id = Id::new(9999);
    match command {
        "list_conversations" => {
            let query = ConversationQuery {
                filter: ConversationFilter::Open,
                order: ConversationOrder::Newest,
                after: None,
            };
            desk.list_conversations(query).await.map(drop)
        }
        "open_thread" => desk.open_thread(id).await.map(drop),
        "earlier_entries" => desk.earlier_entries(id, "0.0", None).await.map(drop),
        "start_conversation" => desk.start_conversation(Id::new(9999), "Hello").await.map(drop),
        "send_message" => desk.send_message(id, "Hello", None).await.map(drop),
        "write_note" => desk.write_note(id, "Hello").await.map(drop),
        "write_said" => {
            let said = SaidForm {
                conversation: id,
                said_where: SaidWhere::Desk,
                text: "Hello".into(),
            };
            desk.write_said(said).await.map(drop)
        }
        "close_conversation" => desk.close_conversation(id).await,
        "reopen_conversation" => desk.reopen_conversation(id).await,
        "move_conversation" => desk.move_conversation(id, Id::new(9999)).await.map(drop),
        "save_draft" => {
            let place = DraftPlace::Conversation {
                id,
                draft_kind: DraftKind::Message,
            };
            desk.save_draft(place, "Hello").await
        }
        "mark_read" => desk.mark_read(id).await,
        _ => call_saved_replies(desk, command).await,
    }
}

/// The commands that the window can call, read from the generated bindings.
fn commands() -> BTreeSet<String> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../ui/src/bridge/bindings.ts");
    let bindings = std::fs::read_to_string(path).expect("the bindings");
    bindings
        .split("__TAURI_INVOKE(\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .map(str::to_owned)
        .collect()
}

fn guarded(outcome: &Result<(), Problem>) -> bool {
    matches!(
        outcome,
        Err(Problem::NotSignedIn | Problem::Locked | Problem::NotAllowed { .. })
    )
}

#[test]
fn r51_the_matrix_holds_every_command_of_the_bindings() {
    let written: BTreeSet<String> = MATRIX.iter().map(|(name, _)| (*name).to_owned()).collect();
    assert_eq!(written, commands());
    assert_eq!(written.len(), MATRIX.len(), "a command stands there twice");
}

#[tokio::test]
async fn r51_nobody_gets_past_the_guard_of_any_command() {
    let house = House::new().await;
    for (command, asks) in MATRIX {
        house.noor().await;
        house.desk.sign_out().await.unwrap();
        let outcome = call(&house.desk, command).await;
        match asks {
            Asks::Nobody => assert!(!guarded(&outcome), "{command}: {outcome:?}"),
            Asks::For(_) => assert_eq!(outcome, Err(Problem::NotSignedIn), "{command}"),
        }
    }
}

#[tokio::test]
async fn r52_a_locked_screen_answers_no_command() {
    let house = House::new().await;
    for (command, asks) in MATRIX {
        house.noor().await;
        house.desk.lock().await.unwrap();
        let outcome = call(&house.desk, command).await;
        // Leaving a locked screen is the one thing that is always possible.
        if *asks == Asks::Nobody || *command == "sign_out" {
            assert!(!guarded(&outcome), "{command}: {outcome:?}");
        } else {
            assert_eq!(outcome, Err(Problem::Locked), "{command}");
        }
    }
}

#[tokio::test]
async fn r51_every_group_may_call_exactly_what_the_matrix_says() {
    let house = House::new().await;
    let groups: BTreeMap<&str, Permissions> = house
        .desk
        .list_staff()
        .await
        .unwrap()
        .groups
        .iter()
        .map(|group| {
            let who = match group.name.as_str() {
                "Administrators" => "noor@example.org",
                "Concierge" => "sam@example.org",
                "Security" => "lee@example.org",
                _ => "zoe@example.org",
            };
            (who, group.permissions)
        })
        .collect();
    assert_eq!(groups.len(), 4);
    let (mut let_through, mut refused) = (0, 0);
    for (who, permissions) in groups {
        for (command, asks) in MATRIX {
            house.desk.sign_in(who, PASSWORD).await.unwrap();
            let outcome = call(&house.desk, command).await;
            match asks {
                Asks::For(need) if !permissions.allow(*need) => {
                    assert_eq!(
                        outcome,
                        Err(Problem::NotAllowed { need: *need }),
                        "{who}: {command}"
                    );
                    refused += 1;
                }
                _ => {
                    assert!(!guarded(&outcome), "{who}: {command}: {outcome:?}");
                    let_through += 1;
                }
            }
        }
    }
    assert!(
        let_through > 60 && refused > 20,
        "{let_through} let through, {refused} refused"
    );
}
