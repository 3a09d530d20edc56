//! A house with its staff, its residents and its clock.

use std::{
    path::PathBuf,
    sync::{Arc, Mutex},
};

use chrono::{DateTime, NaiveDate, TimeDelta, TimeZone as _, Utc};
use lobby_desk::{
    Desk, MemoryVault, Vault,
    views::{
        app::SetUpForm,
        booking::NewBooking,
        conversation::Started,
        event::EventForm,
        resident::ResidentForm,
        settings::{GroupForm, StaffForm},
    },
};
use lobby_domain::{
    booking::BookingStatus,
    event::EventKind,
    ids::{BookingId, ConversationId, EventId, ResidentId},
    permission::{BookingsLevel, Permissions},
    resident::Language,
};
use sqlx::{Connection as _, SqliteConnection, sqlite::SqliteConnectOptions};

/// Everybody's password.
pub const PASSWORD: &str = "a good password";

/// One building with its desk open.
pub struct House {
    pub desk: Arc<Desk>,
    clock: Arc<Mutex<DateTime<Utc>>>,
    folder: tempfile::TempDir,
    /// Where the mailbox's password is, in a house whose clock is the world's.
    vault: Option<Arc<dyn Vault>>,
}

impl House {
    /// Monday 23 November 2026, 9:00 in Montreal, with Noor signed in and Sam, Lee and Zoe on the staff.
    pub async fn new() -> Self {
        Self::furnished(None).await
    }

    /// The same people, and the world's clock: real mail servers live by it.
    pub async fn of_today() -> Self {
        Self::furnished(Some(Arc::new(MemoryVault::default()))).await
    }

    async fn furnished(vault: Option<Arc<dyn Vault>>) -> Self {
        let folder = tempfile::tempdir().expect("a scratch folder");
        let clock = Arc::new(Mutex::new(Utc.with_ymd_and_hms(2026, 11, 23, 14, 0, 0).unwrap()));
        let desk = open(folder.path(), &clock, vault.clone()).await;
        let house = Self {
            desk,
            clock,
            folder,
            vault,
        };
        house.desk.set_up(set_up_form()).await.expect("a new house");
        let groups = house.desk.list_staff().await.expect("the staff").groups;
        let group = |name: &str| {
            groups
                .iter()
                .find(|group| group.name == name)
                .expect("a group")
                .id
        };
        let none = Permissions {
            event_bookings: BookingsLevel::None,
            ..Permissions::START
        };
        let night = GroupForm {
            id: None,
            name: "Night".into(),
            permissions: none,
        };
        let night = house.desk.save_group(night).await.expect("a group of level none");
        for (name, group) in [
            ("Sam Okafor", group("Concierge")),
            ("Lee Park", group("Security")),
            ("Zoe Martin", night),
        ] {
            house.hire(name, group).await;
        }
        house
    }

    async fn hire(&self, name: &str, group: lobby_domain::ids::GroupId) {
        let first = name.split(' ').next().unwrap_or(name).to_lowercase();
        let form = StaffForm {
            id: None,
            name: name.into(),
            email: format!("{first}@example.org"),
            group,
            password: PASSWORD.into(),
        };
        self.desk.save_staff(form).await.expect("a new colleague");
    }

    pub async fn noor(&self) {
        self.signs_in("noor@example.org").await;
    }
    pub async fn sam(&self) {
        self.signs_in("sam@example.org").await;
    }
    pub async fn lee(&self) {
        self.signs_in("lee@example.org").await;
    }
    pub async fn zoe(&self) {
        self.signs_in("zoe@example.org").await;
    }

    async fn signs_in(&self, who: &str) {
        self.desk
            .sign_in(who, PASSWORD)
            .await
            .expect("the right password");
    }

    pub fn passes(&self, time: TimeDelta) {
        let mut clock = self.clock.lock().unwrap();
        *clock += time;
    }

    pub fn now(&self) -> DateTime<Utc> {
        *self.clock.lock().unwrap()
    }

    /// The wine tasting on Thursday: 24 places at CAD 40, guests allowed. Sam must be signed in.
    pub async fn wine_tasting(&self) -> EventId {
        self.desk.save_event(wine_tasting()).await.expect("an event")
    }

    /// Sam must be signed in.
    pub async fn resident(&self, name: &str, suite: &str, email: &str) -> ResidentId {
        let form = ResidentForm {
            id: None,
            name: name.into(),
            suite: suite.into(),
            email: email.into(),
            phone: String::new(),
            language: Language::Fr,
            notes: String::new(),
        };
        self.desk.save_resident(form).await.expect("a resident")
    }

    /// Ana's confirmed booking for three at the wine tasting. Sam must be signed in.
    pub async fn anas_booking(&self) -> BookingId {
        let ana = self
            .resident("Ana Moreau", "1204", "ana.moreau@example.org")
            .await;
        let event = self.wine_tasting().await;
        self.books(event, ana, 3, BookingStatus::Confirmed).await
    }

    pub async fn books(
        &self,
        event: EventId,
        resident: ResidentId,
        party: u32,
        status: BookingStatus,
    ) -> BookingId {
        let new = NewBooking {
            event,
            resident,
            party,
            status,
            note: String::new(),
        };
        self.desk.create_booking(new).await.expect("a booking")
    }

    /// Sam starts the conversation about Ana's booking, and stays signed in.
    pub async fn anas_conversation(&self) -> (BookingId, ConversationId) {
        self.sam().await;
        let booking = self.anas_booking().await;
        match self
            .desk
            .start_conversation(booking, "Bonjour Ana, your table is confirmed.")
            .await
        {
            Ok(Started::Begun { id }) => (booking, id),
            other => panic!("the conversation did not begin: {other:?}"),
        }
    }

    /// The database file, read beside the open desk.
    pub async fn db(&self) -> SqliteConnection {
        let options = SqliteConnectOptions::new().filename(self.file()).read_only(true);
        SqliteConnection::connect_with(&options)
            .await
            .expect("the file beside the desk")
    }

    pub async fn count(&self, sql: &'static str) -> i64 {
        sqlx::query_scalar(sql)
            .fetch_one(&mut self.db().await)
            .await
            .expect("a count")
    }

    pub fn file(&self) -> PathBuf {
        self.folder.path().join("lobby.db")
    }

    /// The desk is closed and opened again, as after a restart; nobody is signed in.
    pub async fn restarts(&mut self) {
        self.desk.close().await;
        let closed = Arc::downgrade(&self.desk);
        let elsewhere = tempfile::tempdir().expect("a scratch folder");
        self.desk = open(elsewhere.path(), &self.clock, None).await;
        for _ in 0..100 {
            // The workers end at their next step.
            if closed.upgrade().is_none() {
                break;
            }
            tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        }
        assert!(closed.upgrade().is_none(), "the folder is still held");
        self.desk = open(self.folder.path(), &self.clock, self.vault.clone()).await;
    }
}

async fn open(
    folder: &std::path::Path,
    clock: &Arc<Mutex<DateTime<Utc>>>,
    vault: Option<Arc<dyn Vault>>,
) -> Arc<Desk> {
    let clock = Arc::clone(clock);
    let now: lobby_desk::Clock = match vault {
        Some(_) => Arc::new(Utc::now),
        None => Arc::new(move || *clock.lock().unwrap()),
    };
    let vault = vault.unwrap_or_else(|| Arc::new(MemoryVault::default()));
    // A process that another test starts at this moment holds a lock with it until it runs.
    for _ in 0..100 {
        match Desk::open_with(folder, Arc::clone(&now), Arc::clone(&vault)).await {
            Err(error) if error.fault == lobby_store::Fault::InUse => {
                tokio::time::sleep(std::time::Duration::from_millis(20)).await;
            }
            opened => return Arc::new(opened.expect("an open desk")),
        }
    }
    panic!("the folder stays in use")
}

pub fn set_up_form() -> SetUpForm {
    SetUpForm {
        building: "Harbour House".into(),
        address: "12 Quay Street".into(),
        time_zone: "America/Montreal".into(),
        language: Language::En,
        currency: "CAD".into(),
        name: "Noor Haddad".into(),
        email: "noor@example.org".into(),
        password: PASSWORD.into(),
    }
}

pub fn wine_tasting() -> EventForm {
    let thursday = NaiveDate::from_ymd_opt(2026, 11, 26).unwrap();
    EventForm {
        id: None,
        event_kind: EventKind::CommunityEvent,
        title: "Wine tasting with Domaine Lyre".into(),
        starts: thursday.and_hms_opt(19, 0, 0).unwrap(),
        ends: thursday.and_hms_opt(21, 0, 0).unwrap(),
        all_day: false,
        place: "Sky Lounge".into(),
        description: String::new(),
        capacity: Some(24),
        guests_allowed: true,
        booking_required: true,
        price_minor: Some(4000),
    }
}
