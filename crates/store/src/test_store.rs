//! A store in a folder of its own, and the few rows that tests of several nouns need.

use chrono::{DateTime, TimeDelta, TimeZone as _, Utc};
use lobby_domain::{
    event::EventKind,
    ids::{BookingId, ConversationId, EntryId, EventId, ResidentId, StaffId},
    permission::Permissions,
    resident::Language,
};
use sqlx::SqliteConnection;

use crate::{Store, event, group, resident, staff};

/// Keeps the folder for as long as the store is open.
pub struct Folder(tempfile::TempDir);

impl Folder {
    pub fn path(&self) -> &std::path::Path {
        self.0.path()
    }
}

pub async fn store() -> (Store, Folder) {
    let folder = Folder(tempfile::tempdir().unwrap());
    (Store::open(folder.path()).await.unwrap(), folder)
}

/// Monday, 23 November 2026, noon.
pub fn noon() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 11, 23, 12, 0, 0).unwrap()
}

pub fn resident<'a>(name: &'a str, suite: &'a str) -> resident::Fields<'a> {
    resident::Fields {
        name,
        suite,
        email: "",
        phone: "",
        language: Language::En,
        notes: "",
    }
}

/// An event that begins so many hours after noon and lasts two.
pub fn event(title: &str, kind: EventKind, hours: i64) -> event::Fields<'_> {
    let starts_at = noon() + TimeDelta::hours(hours);
    event::Fields {
        kind,
        title,
        starts_at,
        ends_at: starts_at + TimeDelta::hours(2),
        all_day: false,
        place: "",
        description: "",
        capacity: None,
        guests_allowed: true,
        booking_required: kind == EventKind::CommunityEvent,
        price: None,
    }
}

pub async fn add_staff(db: &mut SqliteConnection) -> StaffId {
    let group = group::insert(db, "Concierge", Permissions::ALL).await.unwrap();
    let new = staff::NewStaff {
        name: "Ines Roy",
        email: "ines@example.org",
        group,
        password_hash: "",
        recovery_hash: None,
        language: Language::En,
    };
    staff::insert(db, &new, noon()).await.unwrap()
}

pub async fn add_booking(
    db: &mut SqliteConnection,
    event: EventId,
    resident: ResidentId,
    reference: &str,
    status: &str,
    party: u32,
) -> BookingId {
    let done = sqlx::query(
        "INSERT INTO booking (reference, event_id, resident_id, party, status, payment, note, reason, booked_at,
            starts_at, ends_at)
        SELECT ?, id, ?, ?, ?, 'not_required', '', '', 0, starts_at, ends_at FROM event WHERE id = ?",
    )
    .bind(reference)
    .bind(resident.get())
    .bind(party)
    .bind(status)
    .bind(event.get())
    .execute(db)
    .await
    .unwrap();
    BookingId::new(done.last_insert_rowid())
}

pub async fn add_conversation(db: &mut SqliteConnection, booking: BookingId, last_at: i64) -> ConversationId {
    let done = sqlx::query(
        "INSERT INTO conversation (booking_id, resident_id, state, needs_reply, started_at, last_entry_id,
            last_at, last_kind, last_words, event_starts_at)
        SELECT id, resident_id, 'open', 0, 0, 0, ?, 'message_out', 'Hello', starts_at FROM booking WHERE id = ?",
    )
    .bind(last_at)
    .bind(booking.get())
    .execute(db)
    .await
    .unwrap();
    ConversationId::new(done.last_insert_rowid())
}

pub async fn add_unread(db: &mut SqliteConnection, to: ConversationId, entry: EntryId) {
    sqlx::query(
        "INSERT INTO unread (staff_id, conversation_id, entries, first_entry_id, last_at)
        SELECT id, ?, 1, ?, 0 FROM staff WHERE true
        ON CONFLICT (staff_id, conversation_id) DO UPDATE SET entries = entries + 1",
    )
    .bind(to.get())
    .bind(entry.get())
    .execute(db)
    .await
    .unwrap();
}

pub async fn add_outgoing(db: &mut SqliteConnection, entry: EntryId, of: ConversationId) {
    sqlx::query("INSERT INTO outbox (entry_id, conversation_id, state, since) VALUES (?, ?, 'waiting', 0)")
        .bind(entry.get())
        .bind(of.get())
        .execute(db)
        .await
        .unwrap();
}
