//! Building, staff and permission groups: what is kept, and what is refused.

use lobby_domain::{
    ids::{GroupId, StaffId},
    permission::{Need, Permissions},
    resident::Language,
};

use crate::{
    problem::{Field, FieldFault, Noun, Problem},
    test_desk::{BOOKER, TestDesk, VIEWER},
    views::{
        app::AppState,
        settings::{BuildingForm, GroupForm, GroupView, StaffForm},
    },
};

/// A change that spoils a good form, and the problem it leads to.
type Spoiled = (fn(&mut StaffForm), Problem);

async fn group(at: &TestDesk, name: &str) -> GroupView {
    at.staff()
        .await
        .groups
        .into_iter()
        .find(|group| group.name == name)
        .unwrap()
}

fn person(id: Option<StaffId>, group: GroupId) -> StaffForm {
    StaffForm {
        id,
        name: "Ines Roy".into(),
        email: "ines@example.org".into(),
        group,
        password: "battery staple".into(),
    }
}

fn building() -> BuildingForm {
    BuildingForm {
        name: "Maple Court".into(),
        address: "1 Maple Street".into(),
        time_zone: "America/Toronto".into(),
        language: Language::En,
        currency: "CAD".into(),
        lock_after_minutes: Some(5),
    }
}

#[tokio::test]
async fn r51_only_administrators_change_the_building_the_staff_and_the_groups() {
    let at = TestDesk::new().await;
    let concierge = group(&at, "Concierge").await.id;
    let refused = Problem::NotAllowed {
        need: Need::Administration,
    };
    for permissions in [
        VIEWER,
        BOOKER,
        Permissions {
            administration: false,
            ..Permissions::ALL
        },
    ] {
        at.becomes(permissions).await;
        let form = GroupForm {
            id: None,
            name: "Mine".into(),
            permissions: Permissions::ALL,
        };
        assert_eq!(at.desk.list_staff().await.unwrap_err(), refused);
        assert_eq!(at.desk.save_building(building()).await.unwrap_err(), refused);
        assert_eq!(
            at.desk.save_staff(person(None, concierge)).await.unwrap_err(),
            refused
        );
        assert_eq!(at.desk.remove_staff(at.administrator).await.unwrap_err(), refused);
        assert_eq!(at.desk.save_group(form).await.unwrap_err(), refused);
        assert_eq!(at.desk.remove_group(concierge).await.unwrap_err(), refused);
    }
}

#[tokio::test]
async fn r50_the_last_administrator_is_not_removed_demoted_or_stripped() {
    let at = TestDesk::new().await;
    let (administrators, concierge) = (group(&at, "Administrators").await, group(&at, "Concierge").await);
    let before = at.staff().await;
    assert!(before.staff.first().unwrap().last_administrator);

    let demoted = person(Some(at.administrator), concierge.id);
    assert_eq!(at.desk.save_staff(demoted).await, Err(Problem::LastAdministrator));
    assert_eq!(
        at.desk.remove_staff(at.administrator).await,
        Err(Problem::LastAdministrator)
    );
    let stripped = GroupForm {
        id: Some(administrators.id),
        name: administrators.name,
        permissions: Permissions {
            administration: false,
            ..Permissions::ALL
        },
    };
    assert_eq!(
        at.desk.save_group(stripped).await,
        Err(Problem::LastAdministrator)
    );
    assert_eq!(at.staff().await, before);

    // With a second one the first may go, and is then at no desk.
    at.desk.save_staff(person(None, administrators.id)).await.unwrap();
    assert!(
        at.staff()
            .await
            .staff
            .iter()
            .all(|person| !person.last_administrator)
    );
    at.desk.remove_staff(at.administrator).await.unwrap();
    assert_eq!(at.desk.list_staff().await, Err(Problem::NotSignedIn));
}

#[tokio::test]
async fn r50_a_new_staff_member_signs_in_with_what_their_group_gives() {
    let at = TestDesk::new().await;
    let security = group(&at, "Security").await.id;
    let id = at.desk.save_staff(person(None, security)).await.unwrap();
    at.desk
        .sign_in("ines@example.org", "battery staple")
        .await
        .unwrap();
    let AppState::Desk { me, .. } = at.desk.app_state().await.unwrap() else {
        panic!("nobody sits down")
    };
    assert_eq!((me.id, me.permissions), (id, Permissions::START));

    // An empty password keeps the one there is, a new one takes its place.
    at.is_administrator();
    at.desk
        .save_staff(StaffForm {
            password: String::new(),
            ..person(Some(id), security)
        })
        .await
        .unwrap();
    at.desk
        .sign_in("ines@example.org", "battery staple")
        .await
        .unwrap();
    at.is_administrator();
    let form = StaffForm {
        password: "another staple".into(),
        ..person(Some(id), security)
    };
    at.desk.save_staff(form).await.unwrap();
    let old = at.desk.sign_in("ines@example.org", "battery staple").await;
    assert_eq!(old, Err(Problem::WrongPassword));
    at.desk
        .sign_in("ines@example.org", "another staple")
        .await
        .unwrap();
}

#[tokio::test]
async fn r50_what_cannot_be_kept_of_a_staff_member_names_its_field() {
    let at = TestDesk::new().await;
    let invalid = Problem::invalid;
    let security = group(&at, "Security").await.id;
    let good = || person(None, security);
    let table: [Spoiled; 7] = [
        (
            |form| form.name = " ".into(),
            invalid(Field::Name, FieldFault::Missing),
        ),
        (
            |form| form.email = "ines".into(),
            invalid(Field::Email, FieldFault::Malformed),
        ),
        (
            |form| form.email = "ADA@example.org".into(),
            invalid(Field::Email, FieldFault::Taken),
        ),
        (
            |form| form.password = String::new(),
            invalid(Field::Password, FieldFault::Missing),
        ),
        (
            |form| form.password = "short".into(),
            invalid(Field::Password, FieldFault::TooShort),
        ),
        (
            |form| form.group = GroupId::new(99),
            Problem::missing(Noun::Group),
        ),
        (
            |form| form.id = Some(StaffId::new(99)),
            Problem::missing(Noun::Staff),
        ),
    ];
    for (spoil, problem) in table {
        let mut form = good();
        spoil(&mut form);
        assert_eq!(at.desk.save_staff(form).await, Err(problem));
    }
    assert_eq!(at.staff().await.staff.len(), 1);
    assert_eq!(
        at.desk.remove_staff(StaffId::new(99)).await,
        Err(Problem::missing(Noun::Staff))
    );
}

#[tokio::test]
async fn r50_a_group_is_removed_when_nobody_who_works_here_is_in_it() {
    let at = TestDesk::new().await;
    let form = GroupForm {
        id: None,
        name: "Night".into(),
        permissions: Permissions::START,
    };
    let night = at.desk.save_group(form.clone()).await.unwrap();
    let taken = Problem::invalid(Field::Name, FieldFault::Taken);
    assert_eq!(
        at.desk
            .save_group(GroupForm {
                name: "NIGHT".into(),
                ..form.clone()
            })
            .await,
        Err(taken)
    );
    let unknown = GroupForm {
        id: Some(GroupId::new(99)),
        name: "Day".into(),
        ..form
    };
    assert_eq!(
        at.desk.save_group(unknown).await,
        Err(Problem::missing(Noun::Group))
    );

    let ines = at.desk.save_staff(person(None, night)).await.unwrap();
    assert_eq!(at.desk.remove_group(night).await, Err(Problem::GroupInUse));
    at.desk.remove_staff(ines).await.unwrap();
    at.desk.remove_group(night).await.unwrap();
    assert_eq!(
        at.desk.remove_group(night).await,
        Err(Problem::missing(Noun::Group))
    );
    assert!(at.staff().await.groups.iter().all(|group| group.id != night));
}

#[tokio::test]
async fn r52_the_building_is_kept_as_written_and_what_cannot_be_names_its_field() {
    let at = TestDesk::new().await;
    let invalid = Problem::invalid;
    at.desk.save_building(building()).await.unwrap();
    let AppState::Desk { building: kept, .. } = at.desk.app_state().await.unwrap() else {
        panic!("no desk")
    };
    assert_eq!(
        (kept.address.as_str(), kept.lock_after_minutes),
        ("1 Maple Street", Some(5))
    );
    for (form, problem) in [
        (
            BuildingForm {
                name: String::new(),
                ..building()
            },
            invalid(Field::Name, FieldFault::Missing),
        ),
        (
            BuildingForm {
                time_zone: "Toronto".into(),
                ..building()
            },
            invalid(Field::TimeZone, FieldFault::Unknown),
        ),
        (
            BuildingForm {
                currency: "dollars".into(),
                ..building()
            },
            invalid(Field::Currency, FieldFault::Malformed),
        ),
        (
            BuildingForm {
                lock_after_minutes: Some(0),
                ..building()
            },
            invalid(Field::LockAfter, FieldFault::TooShort),
        ),
        (
            BuildingForm {
                lock_after_minutes: Some(241),
                ..building()
            },
            invalid(Field::LockAfter, FieldFault::TooLong),
        ),
    ] {
        assert_eq!(at.desk.save_building(form).await, Err(problem));
    }
}
