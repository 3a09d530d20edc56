//! A building to work in, small enough to be copied a thousand times.

use std::{fs, path::Path, sync::Arc};

use argon2::{
    Algorithm, Argon2, Params, Version, password_hash::PasswordHasher as _, password_hash::SaltString,
};
use chrono::{Days, NaiveTime, Utc};
use lobby_desk::{
    Desk,
    views::{
        app::SetUpForm, booking::NewBooking, event::EventForm, resident::ResidentForm, settings::StaffForm,
    },
};
use lobby_domain::{
    booking::BookingStatus,
    entry::EntryKind,
    event::EventKind,
    ids::{ConversationId, EventId, GroupId, ResidentId, StaffId},
    resident::Language,
    waiting::waits_after,
};
use lobby_store::{Store, conversation, entry, staff};

use crate::{
    Failure,
    load::{Found, load},
};

/// The password of everybody in the building.
pub const PASSWORD: &str = "a cheap hash";

/// The form that sets up the building.
#[must_use]
pub fn set_up_form(building: &str, name: &str) -> SetUpForm {
    SetUpForm {
        building: building.to_owned(),
        address: String::new(),
        time_zone: "America/Toronto".to_owned(),
        language: Language::En,
        currency: "CAD".to_owned(),
        name: name.to_owned(),
        email: format!("{}@example.org", name.to_lowercase()),
        password: PASSWORD.to_owned(),
    }
}

/// The form of a resident; everybody lives in 101.
#[must_use]
pub fn resident_form(
    id: Option<ResidentId>,
    (name, suite): (&str, &str),
    email: &str,
    notes: &str,
) -> ResidentForm {
    ResidentForm {
        id,
        name: name.to_owned(),
        suite: suite.to_owned(),
        email: email.to_owned(),
        phone: String::new(),
        language: Language::En,
        notes: notes.to_owned(),
    }
}

/// Makes the building in an empty folder, closes it in order, and tells what it holds: two staff, eight
/// residents, three events, 24 bookings, and eight conversations that wait for an answer.
///
/// The passwords are hashed at the lowest cost that Argon2id has, for the worker signs in thousands of times;
/// the program reads the cost out of the hash, as it does for every hash.
///
/// # Errors
/// [`Failure`].
pub async fn make(folder: &Path) -> Result<Found, Failure> {
    let desk = Desk::open(folder, Arc::new(Utc::now)).await?;
    desk.set_up(set_up_form("Maple Court", "Ada")).await?;
    let group = GroupId::new(1);
    let form = StaffForm {
        id: None,
        name: "Ben".to_owned(),
        email: "ben@example.org".to_owned(),
        group,
        password: PASSWORD.to_owned(),
    };
    desk.save_staff(form).await?;
    for number in 1..=8 {
        let email = match number {
            3 | 7 => String::new(),
            _ => format!("resident{number}@example.org"),
        };
        let name = (&*format!("Resident {number}"), "101");
        desk.save_resident(resident_form(None, name, &email, "")).await?;
    }
    for title in ["Wine Tasting", "Yoga", "Chess Night"] {
        desk.save_event(event_form(title)).await?;
    }
    for number in 0..24 {
        let new = NewBooking {
            event: EventId::new(1 + number % 3),
            resident: ResidentId::new(1 + number % 8),
            party: 2,
            status: BookingStatus::Pending,
            note: String::new(),
        };
        let booking = desk.create_booking(new).await?;
        if [0, 1, 3, 4, 7, 8, 9, 11].contains(&number) {
            desk.start_conversation(booking, &format!("Welcome, guest {number}"))
                .await?;
        }
    }
    desk.close().await;
    drop(desk);
    let store = Store::open(folder).await?;
    answers(&store).await?;
    cheap_passwords(&store).await?;
    store.close().await;
    load(folder).await
}

fn event_form(title: &str) -> EventForm {
    let day = Utc::now().date_naive() + Days::new(7);
    EventForm {
        id: None,
        event_kind: EventKind::CommunityEvent,
        title: title.to_owned(),
        starts: day.and_time(NaiveTime::MIN),
        ends: day.and_time(NaiveTime::MIN),
        all_day: false,
        place: "Lounge".to_owned(),
        description: String::new(),
        capacity: None,
        guests_allowed: true,
        booking_required: true,
        price_minor: None,
    }
}

/// The residents have answered, which nobody has read.
async fn answers(store: &Store) -> Result<(), Failure> {
    let now = Utc::now();
    let mut write = store.write().await?;
    for id in (1..=8).map(ConversationId::new) {
        let new = entry::New {
            conversation: id,
            kind: EntryKind::MessageIn,
            at: now,
            by: None,
            text: "May we bring a friend?",
        };
        let entry = entry::insert(&mut write, &new).await?;
        let last = conversation::Last {
            entry,
            at: now,
            kind: EntryKind::MessageIn,
            by: None,
            words: new.text,
            waits_since: waits_after(None, EntryKind::MessageIn, now),
        };
        conversation::set_last(&mut write, id, &last).await?;
        sqlx::query(
            "INSERT INTO unread (staff_id, conversation_id, entries, first_entry_id, last_at)
            SELECT id, ?, 1, ?, ? FROM staff",
        )
        .bind(id.get())
        .bind(entry.get())
        .bind(now.timestamp_millis())
        .execute(&mut *write)
        .await?;
    }
    write.commit().await?;
    Ok(())
}

async fn cheap_passwords(store: &Store) -> Result<(), Failure> {
    let words = |error: argon2::password_hash::Error| error.to_string();
    let params = Params::new(Params::MIN_M_COST, 1, 1, None).map_err(|error| error.to_string())?;
    let salt = SaltString::encode_b64(b"a salt for tests").map_err(words)?;
    let hash = Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password(PASSWORD.as_bytes(), &salt)
        .map_err(words)?
        .to_string();
    let mut write = store.write().await?;
    for id in [1, 2] {
        staff::set_password(&mut write, StaffId::new(id), &hash).await?;
    }
    write.commit().await?;
    Ok(())
}

/// Copies the files of a data folder, but for what no crash of the machine keeps and what is only probed.
///
/// # Errors
/// The system's.
pub fn copy(from: &Path, to: &Path) -> std::io::Result<()> {
    fs::create_dir_all(to)?;
    let Ok(entries) = fs::read_dir(from) else {
        return Ok(());
    };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let passing = name.to_string_lossy().ends_with("-shm") || name == ".lobby-probe";
        if entry.file_type()?.is_file() && !passing {
            fs::copy(entry.path(), to.join(name))?;
        }
    }
    Ok(())
}
