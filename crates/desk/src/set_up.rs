//! Setting up a building with its first administrator (R50).

use lobby_domain::{
    money::is_currency,
    permission::{AnnouncementsLevel, BookingsLevel, Permissions, ResidentsLevel},
    resident, staff as rules,
    zone::zone,
};
use lobby_store::{Write, building::Building, group, record, staff};

use crate::{
    change::Topic,
    desk::Desk,
    fields::required,
    password,
    problem::{Field, FieldFault, Problem},
    views::app::{SetUpDone, SetUpForm},
};

/// In the sample building everybody has this password, and the screen says so.
pub(crate) const SAMPLE_PASSWORD: &str = "lobby-sample";

/// Minutes until the screen of a new building locks.
const LOCK_AFTER_MINUTES: u32 = 10;

impl Desk {
    /// R50: sets up the building. The first person is an administrator, is given a recovery code, and is
    /// signed in.
    ///
    /// # Errors
    /// [`Problem::AlreadySetUp`]; [`Problem::Invalid`] with the field; [`Problem::Storage`].
    pub async fn set_up(&self, form: SetUpForm) -> Result<SetUpDone, Problem> {
        let now = self.now();
        let building = check_building(&form)?;
        let name = required(&form.name, Field::Name)?;
        let email = resident::email(&form.email)
            .map_err(|_| Problem::invalid(Field::Email, FieldFault::Malformed))?;
        rules::check_password(&form.password)?;
        let code = password::recovery_code()?;
        let password_hash = password::hash(&form.password).await?;
        let recovery_hash = password::hash(&password::tidy_code(&code)).await?;

        let mut write = self.store.write().await?;
        if lobby_store::building::get(&mut write).await?.is_some() {
            return Err(Problem::AlreadySetUp);
        }
        lobby_store::building::insert(&mut write, &building, now).await?;
        let group = add_groups(&mut write, form.language).await?;
        let new = staff::NewStaff {
            name,
            email: &email,
            group,
            password_hash: &password_hash,
            recovery_hash: Some(&recovery_hash),
            language: form.language,
        };
        let me = staff::insert(&mut write, &new, now).await?;
        let line = record::Line {
            by: Some(me),
            action: "set_up",
            subject: "building",
            id: None,
            detail: &building.name,
        };
        record::append(&mut write, now, &line).await?;
        self.commit(write, &[]).await?;
        self.seat.take(me, now);
        self.tell(&[Topic::Stage]);
        Ok(SetUpDone { recovery_code: code })
    }
}

fn check_building(form: &SetUpForm) -> Result<Building, Problem> {
    zone(&form.time_zone).map_err(|_| Problem::invalid(Field::TimeZone, FieldFault::Unknown))?;
    if !is_currency(&form.currency) {
        return Err(Problem::invalid(Field::Currency, FieldFault::Malformed));
    }
    Ok(Building {
        name: required(&form.building, Field::Name)?.to_owned(),
        address: form.address.trim().to_owned(),
        time_zone: form.time_zone.clone(),
        language: form.language,
        currency: form.currency.clone(),
        lock_after_minutes: Some(LOCK_AFTER_MINUTES),
        sample: false,
    })
}

/// The groups that come with Lobby: administrators, and two that start at view or a little more (R50).
/// Answers with the administrators' group.
pub(crate) async fn add_groups(
    write: &mut Write,
    language: resident::Language,
) -> Result<lobby_domain::ids::GroupId, Problem> {
    let names = match language {
        resident::Language::En => ["Administrators", "Concierge", "Security"],
        resident::Language::Fr => ["Administration", "Conciergerie", "Sécurité"],
    };
    let concierge = Permissions {
        event_bookings: BookingsLevel::Manage,
        residents: ResidentsLevel::Manage,
        announcements: AnnouncementsLevel::Send,
        ..Permissions::START
    };
    let [administrators, concierges, security] = names;
    let id = group::insert(write, administrators, Permissions::ALL).await?;
    group::insert(write, concierges, concierge).await?;
    group::insert(write, security, Permissions::START).await?;
    Ok(id)
}
