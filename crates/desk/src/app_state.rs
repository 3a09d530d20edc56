//! What the window shows: set-up, sign-in, or the desk.

use lobby_domain::permission::Need;
use lobby_store::{building::Building, staff};

use crate::{
    desk::Desk,
    problem::Problem,
    set_up::SAMPLE_PASSWORD,
    views::app::{AppState, BuildingView, Density, MeView, PersonView, Preferences, Theme},
};

impl Desk {
    /// What the window shows. Asks for nobody to be signed in.
    ///
    /// # Errors
    /// [`Problem::Storage`].
    pub async fn app_state(&self) -> Result<AppState, Problem> {
        let mut db = self.store.read().await?;
        let Some(building) = lobby_store::building::get(&mut db).await? else {
            return Ok(AppState::SetUp {
                suggested_time_zone: iana_time_zone::get_timezone().unwrap_or_else(|_| "UTC".into()),
                folder: self.store.folder().display().to_string(),
            });
        };
        let building_view = view(&building);
        // A connection is given back before the guard asks for one: the pool is small.
        drop(db);
        let me = match self.guard(Need::SignedIn).await {
            Ok(me) => me,
            Err(Problem::NotSignedIn | Problem::Locked) => return self.sign_in_stage(building).await,
            Err(problem) => return Err(problem),
        };
        let mut db = self.store.read().await?;
        let person = staff::get(&mut db, me.id).await?.ok_or(Problem::NotSignedIn)?;
        Ok(AppState::Desk {
            building: building_view,
            me: me_view(person),
        })
    }

    async fn sign_in_stage(&self, building: Building) -> Result<AppState, Problem> {
        let mut db = self.store.read().await?;
        let people: Vec<PersonView> = staff::all(&mut db)
            .await?
            .into_iter()
            .map(|person| PersonView {
                id: person.id,
                name: person.name,
                group: person.group_name,
            })
            .collect();
        let seat = self.seat.get();
        let locked_by = seat.and_then(|seat| people.iter().find(|person| person.id == seat.staff).cloned());
        Ok(AppState::SignIn {
            building: view(&building),
            people,
            locked_by,
            sample_password: building.sample.then(|| SAMPLE_PASSWORD.to_owned()),
        })
    }
}

pub(crate) fn view(building: &Building) -> BuildingView {
    BuildingView {
        name: building.name.clone(),
        address: building.address.clone(),
        time_zone: building.time_zone.clone(),
        language: building.language,
        currency: building.currency.clone(),
        lock_after_minutes: building.lock_after_minutes,
        sample: building.sample,
    }
}

fn me_view(person: staff::Staff) -> MeView {
    let theme = match person.theme.as_str() {
        "light" => Theme::Light,
        "dark" => Theme::Dark,
        _ => Theme::System,
    };
    let density = if person.density == "compact" {
        Density::Compact
    } else {
        Density::Comfortable
    };
    MeView {
        id: person.id,
        name: person.name,
        email: person.email,
        group: person.group_name,
        permissions: person.permissions,
        preferences: Preferences {
            language: person.language,
            theme,
            density,
        },
    }
}
