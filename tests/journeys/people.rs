//! R50, R52, R90: the staff, their groups, signing in and locking.

use chrono::TimeDelta;
use lobby_desk::{
    problem::{Field, FieldFault, Problem},
    views::{
        app::{AppState, Density, Preferences, Theme},
        settings::{GroupForm, StaffForm},
    },
};
use lobby_domain::{permission::Permissions, resident::Language};

use sqlx::Connection as _;

use crate::house::{House, PASSWORD, set_up_form};

#[tokio::test]
async fn r50_the_first_person_administers_and_gets_back_in_with_the_recovery_code() {
    let folder = tempfile::tempdir().unwrap();
    let now = std::sync::Arc::new(chrono::Utc::now);
    let desk = lobby_desk::Desk::open(folder.path(), now).await.unwrap();
    assert!(matches!(desk.app_state().await, Ok(AppState::SetUp { .. })));
    let code = desk.set_up(set_up_form()).await.unwrap().recovery_code;
    let Ok(AppState::Desk { me, .. }) = desk.app_state().await else {
        panic!("not signed in")
    };
    assert!(me.permissions.administration);
    assert_eq!(desk.set_up(set_up_form()).await, Err(Problem::AlreadySetUp));
    desk.sign_out().await.unwrap();
    let wrong = desk
        .recover("noor@example.org", "00000-00000-00000-00000-00000", "another one")
        .await;
    assert_eq!(wrong, Err(Problem::WrongRecoveryCode));
    let next = desk
        .recover("noor@example.org", &code.to_lowercase(), "another one")
        .await
        .unwrap();
    assert_ne!(next.recovery_code, code, "a code is used up");
    desk.sign_out().await.unwrap();
    assert_eq!(
        desk.sign_in("noor@example.org", PASSWORD).await,
        Err(Problem::WrongPassword)
    );
    desk.sign_in("noor@example.org", "another one").await.unwrap();
}

#[tokio::test]
async fn r50_the_last_administrator_can_neither_be_removed_nor_demoted() {
    let house = House::new().await;
    let page = house.desk.list_staff().await.unwrap();
    let noor = page
        .staff
        .iter()
        .find(|person| person.name == "Noor Haddad")
        .unwrap();
    let sam = page
        .staff
        .iter()
        .find(|person| person.name == "Sam Okafor")
        .unwrap();
    assert!(noor.last_administrator && !sam.last_administrator);
    assert_eq!(
        house.desk.remove_staff(noor.id).await,
        Err(Problem::LastAdministrator)
    );
    let demoted = StaffForm {
        id: Some(noor.id),
        name: noor.name.clone(),
        email: noor.email.clone(),
        group: sam.group,
        password: String::new(),
    };
    assert_eq!(
        house.desk.save_staff(demoted).await,
        Err(Problem::LastAdministrator)
    );
    let stripped = GroupForm {
        id: Some(noor.group),
        name: "Administrators".into(),
        permissions: Permissions {
            administration: false,
            ..Permissions::ALL
        },
    };
    assert_eq!(
        house.desk.save_group(stripped).await,
        Err(Problem::LastAdministrator)
    );
    let after = house.desk.list_staff().await.unwrap();
    assert_eq!(after, page, "nothing of it was kept");
    house.desk.remove_staff(sam.id).await.unwrap();
    assert!(house.desk.sign_in("sam@example.org", PASSWORD).await.is_err());
}

#[tokio::test]
async fn r51_a_permission_that_is_taken_away_is_gone_at_once() {
    let house = House::new().await;
    house.sam().await;
    let booking = house.anas_booking().await;
    house.noor().await;
    let page = house.desk.list_staff().await.unwrap();
    let concierge = page
        .groups
        .iter()
        .find(|group| group.name == "Concierge")
        .unwrap();
    let form = GroupForm {
        id: Some(concierge.id),
        name: concierge.name.clone(),
        permissions: Permissions::START,
    };
    house.desk.save_group(form).await.unwrap();
    house.sam().await;
    assert!(matches!(
        house.desk.start_conversation(booking, "Hello").await,
        Err(Problem::NotAllowed { .. })
    ));
}

#[tokio::test]
async fn r52_by_name_or_email_case_aside_and_wrong_passwords_slow_down() {
    let house = House::new().await;
    house.desk.sign_out().await.unwrap();
    house.desk.sign_in("sam okafor", PASSWORD).await.unwrap();
    house.desk.sign_in(" LEE@example.org ", PASSWORD).await.unwrap();
    assert_eq!(
        house.desk.sign_in("nobody", PASSWORD).await,
        Err(Problem::WrongPassword)
    );
    for _ in 0..3 {
        assert_eq!(
            house.desk.sign_in("sam@example.org", "wrong").await,
            Err(Problem::WrongPassword)
        );
    }
    let waits = house.desk.sign_in("sam@example.org", PASSWORD).await;
    assert_eq!(
        waits,
        Err(Problem::MustWait { seconds: 2 }),
        "even with the right one"
    );
    house.passes(TimeDelta::seconds(2));
    house.desk.sign_in("sam@example.org", PASSWORD).await.unwrap();
    let kept: String = sqlx::query_scalar("SELECT password_hash FROM staff WHERE email = 'sam@example.org'")
        .fetch_one(&mut house.db().await)
        .await
        .unwrap();
    assert!(kept.starts_with("$argon2id$"), "{kept}");
}

#[tokio::test]
async fn r52_the_screen_locks_itself_and_says_who_was_there() {
    let house = House::new().await;
    house.sam().await;
    house.passes(TimeDelta::minutes(9));
    house.desk.touch().await.unwrap();
    house.passes(TimeDelta::minutes(9));
    assert!(house.desk.pulse().await.is_ok());
    house.passes(TimeDelta::minutes(1));
    assert_eq!(house.desk.pulse().await, Err(Problem::Locked));
    assert_eq!(
        house.desk.touch().await,
        Err(Problem::Locked),
        "a touch comes too late"
    );
    let Ok(AppState::SignIn {
        locked_by: Some(person),
        ..
    }) = house.desk.app_state().await
    else {
        panic!("not locked");
    };
    assert_eq!(person.name, "Sam Okafor");
    house.lee().await;
    assert!(house.desk.pulse().await.is_ok(), "a colleague may take over");
    house.desk.lock().await.unwrap();
    assert_eq!(house.desk.pulse().await, Err(Problem::Locked));
}

#[tokio::test]
async fn r52_who_did_what_is_kept_and_cannot_be_changed() {
    let house = House::new().await;
    let (_, id) = house.anas_conversation().await;
    house.desk.close_conversation(id).await.unwrap();
    let actions: Vec<(String, String)> = sqlx::query_as(
        "SELECT action, name FROM record JOIN staff ON staff.id = staff_id ORDER BY record.id DESC LIMIT 2",
    )
    .fetch_all(&mut house.db().await)
    .await
    .unwrap();
    assert_eq!(actions[0], ("close_conversation".into(), "Sam Okafor".into()));
    assert_eq!(actions[1].0, "start_conversation");
    let mut db = {
        use sqlx::{ConnectOptions as _, sqlite::SqliteConnectOptions};
        SqliteConnectOptions::new()
            .filename(house.file())
            .connect()
            .await
            .unwrap()
    };
    for sql in ["UPDATE record SET action = 'x'", "DELETE FROM record"] {
        let refused = sqlx::query(sql)
            .execute(&mut db)
            .await
            .expect_err("the record was changed");
        assert!(refused.to_string().contains("append-only"), "{refused}");
    }
}

#[tokio::test]
async fn r90_each_person_has_their_own_language_theme_and_density() {
    let house = House::new().await;
    house.sam().await;
    let mine = Preferences {
        language: Language::Fr,
        theme: Theme::Dark,
        density: Density::Compact,
    };
    house.desk.save_preferences(mine).await.unwrap();
    house.lee().await;
    let Ok(AppState::Desk { me, .. }) = house.desk.app_state().await else {
        panic!("not signed in")
    };
    assert_eq!(me.preferences.language, Language::En, "Sam's choice is Sam's");
    house.sam().await;
    let Ok(AppState::Desk { me, .. }) = house.desk.app_state().await else {
        panic!("not signed in")
    };
    assert_eq!(me.preferences, mine);
    house.desk.sign_out().await.unwrap();
    assert_eq!(house.desk.save_preferences(mine).await, Err(Problem::NotSignedIn));
}

#[tokio::test]
async fn r52_a_new_password_is_checked() {
    let house = House::new().await;
    house.sam().await;
    let short = Problem::Invalid {
        field: Field::Password,
        fault: FieldFault::TooShort,
    };
    assert_eq!(house.desk.change_password(PASSWORD, "short").await, Err(short));
    assert_eq!(
        house.desk.change_password("wrong", "a new password").await,
        Err(Problem::WrongPassword)
    );
    house
        .desk
        .change_password(PASSWORD, "a new password")
        .await
        .unwrap();
    house
        .desk
        .sign_in("sam@example.org", "a new password")
        .await
        .unwrap();
}

#[tokio::test]
async fn diagnostics_say_how_the_desk_stands_and_name_nobody() {
    let house = House::new().await;
    let (_, conversation) = house.anas_conversation().await;
    house
        .desk
        .write_note(conversation, "Her mother uses a wheelchair.")
        .await
        .unwrap();
    let text = house.desk.diagnostics().await.unwrap();
    for fact in [
        "residents: 1",
        "entries: 2",
        "NoMailbox",
        "messages waiting, held, not delivered: (1, 0, 0)",
    ] {
        assert!(text.contains(fact), "{fact:?} is not in\n{text}");
    }
    for secret in [
        "Ana",
        "Moreau",
        "Sam",
        "Okafor",
        "wheelchair",
        "example.org",
        "Harbour",
        "Wine",
    ] {
        assert!(!text.contains(secret), "{secret} is in\n{text}");
    }
}

#[tokio::test]
async fn r52_the_right_password_is_not_held_against_whom_the_disk_keeps_out() {
    let house = House::new().await;
    let file = sqlx::sqlite::SqliteConnectOptions::new().filename(house.file());
    let mut disk = sqlx::SqliteConnection::connect_with(&file).await.unwrap();
    let fails =
        "CREATE TRIGGER disk_fails BEFORE INSERT ON record BEGIN SELECT RAISE(ABORT, 'disk fails'); END";
    sqlx::query(fails).execute(&mut disk).await.unwrap();
    for _ in 0..5 {
        let refused = house.desk.sign_in("Sam Okafor", PASSWORD).await;
        assert!(matches!(refused, Err(Problem::Storage { .. })), "{refused:?}");
    }
    sqlx::query("DROP TRIGGER disk_fails")
        .execute(&mut disk)
        .await
        .unwrap();
    assert_eq!(house.desk.sign_in("Sam Okafor", PASSWORD).await, Ok(()));
}
