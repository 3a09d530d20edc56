//! A desk in a folder of its own, with somebody of any permission group at it.

use std::sync::{
    Arc,
    atomic::{AtomicU32, Ordering},
};

use chrono::{DateTime, TimeZone as _, Utc};
use lobby_domain::{
    event::EventKind,
    ids::{EventId, ResidentId, StaffId},
    permission::{BookingsLevel, Permissions, ResidentsLevel},
    resident::Language,
};
use lobby_store::{group, staff};

use crate::{
    Desk,
    views::{app::SetUpForm, event::EventForm, resident::ResidentForm, settings::StaffPage},
};

pub(crate) struct TestDesk {
    pub desk: Desk,
    pub administrator: StaffId,
    groups: AtomicU32,
    _folder: tempfile::TempDir,
}

/// Monday, 23 November 2026, noon UTC: seven in the morning in Toronto.
pub(crate) fn noon() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 11, 23, 12, 0, 0).unwrap()
}

pub(crate) const VIEWER: Permissions = Permissions::START;
pub(crate) const BLIND: Permissions = Permissions {
    event_bookings: BookingsLevel::None,
    ..VIEWER
};
pub(crate) const BOOKER: Permissions = Permissions {
    event_bookings: BookingsLevel::Manage,
    ..VIEWER
};
pub(crate) const REGISTRAR: Permissions = Permissions {
    residents: ResidentsLevel::Manage,
    ..VIEWER
};

impl TestDesk {
    /// The Maple Court, set up, with its administrator signed in.
    pub(crate) async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let desk = Desk::open(folder.path(), Arc::new(noon)).await.unwrap();
        let form = SetUpForm {
            building: "Maple Court".into(),
            address: String::new(),
            time_zone: "America/Toronto".into(),
            language: Language::En,
            currency: "CAD".into(),
            name: "Ada Admin".into(),
            email: "ada@example.org".into(),
            password: "correct horse".into(),
        };
        desk.set_up(form).await.unwrap();
        let administrator = desk.seat.get().unwrap().staff;
        Self {
            desk,
            administrator,
            groups: AtomicU32::new(0),
            _folder: folder,
        }
    }

    /// Somebody new with these permissions sits down.
    pub(crate) async fn becomes(&self, permissions: Permissions) -> StaffId {
        let number = self.groups.fetch_add(1, Ordering::Relaxed);
        let mut write = self.desk.store.write().await.unwrap();
        let group = group::insert(&mut write, &format!("Group {number}"), permissions)
            .await
            .unwrap();
        let new = staff::NewStaff {
            name: &format!("Person {number}"),
            email: &format!("person{number}@example.org"),
            group,
            password_hash: "",
            recovery_hash: None,
            language: Language::En,
        };
        let id = staff::insert(&mut write, &new, noon()).await.unwrap();
        write.commit().await.unwrap();
        self.desk.seat.take(id, noon());
        id
    }

    pub(crate) fn is_administrator(&self) {
        self.desk.seat.take(self.administrator, noon());
    }

    pub(crate) async fn resident(&self, name: &str, suite: &str) -> ResidentId {
        self.desk.save_resident(resident(name, suite)).await.unwrap()
    }

    pub(crate) async fn event(&self, kind: EventKind, title: &str, day: u32) -> EventId {
        self.desk.save_event(event(kind, title, day)).await.unwrap()
    }

    pub(crate) async fn staff(&self) -> StaffPage {
        self.desk.list_staff().await.unwrap()
    }
}

pub(crate) fn resident(name: &str, suite: &str) -> ResidentForm {
    ResidentForm {
        id: None,
        name: name.into(),
        suite: suite.into(),
        email: "someone@example.org".into(),
        phone: String::new(),
        language: Language::En,
        notes: String::new(),
    }
}

/// An event on a day of November or December 2026, from seven to nine in the evening.
pub(crate) fn event(kind: EventKind, title: &str, day: u32) -> EventForm {
    let at = |hour| {
        let day =
            chrono::NaiveDate::from_ymd_opt(2026, 11, 1).unwrap() + chrono::Days::new(u64::from(day) - 1);
        day.and_hms_opt(hour, 0, 0).unwrap()
    };
    EventForm {
        id: None,
        event_kind: kind,
        title: title.into(),
        starts: at(19),
        ends: at(21),
        all_day: false,
        place: "Lounge".into(),
        description: String::new(),
        capacity: Some(20),
        guests_allowed: true,
        booking_required: kind == EventKind::CommunityEvent,
        price_minor: None,
    }
}
