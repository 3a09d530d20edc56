//! Residents at the desk: what is kept, and what is refused.

use lobby_domain::{
    event::EventKind,
    ids::ResidentId,
    permission::{Need, Permissions},
    text::LONGEST_TEXT,
};

use crate::{
    problem::{Field, FieldFault, Noun, Problem},
    test_desk::{BLIND, BOOKER, REGISTRAR, TestDesk, VIEWER, resident},
    views::{
        booking::NewBooking,
        resident::{ResidentForm, ResidentQuery},
    },
};

fn query(search: &str, moved_out: bool) -> ResidentQuery {
    ResidentQuery {
        search: search.into(),
        moved_out,
        after: None,
    }
}

#[tokio::test]
async fn r8_a_resident_is_kept_as_written_and_tidied() {
    let at = TestDesk::new().await;
    let form = ResidentForm {
        name: "  Noémie Côté ".into(),
        email: " <Noemie@Example.org> ".into(),
        notes: "Prefers the phone.\n".into(),
        ..resident("", "0407")
    };
    let id = at.desk.save_resident(form).await.unwrap();
    let panel = at.desk.open_resident(id).await.unwrap();
    assert_eq!(panel.row.name, "Noémie Côté");
    assert_eq!(panel.row.email, "Noemie@example.org");
    assert_eq!(panel.notes, "Prefers the phone.");
    assert!(panel.may_edit);
}

#[tokio::test]
async fn r8_what_cannot_be_kept_names_its_field() {
    let at = TestDesk::new().await;
    for (form, problem) in [
        (
            resident("  ", "1"),
            Problem::invalid(Field::Name, FieldFault::Missing),
        ),
        (
            resident(&"n".repeat(201), "1"),
            Problem::invalid(Field::Name, FieldFault::TooLong),
        ),
        (
            ResidentForm {
                email: "nobody".into(),
                ..resident("Amir Khan", "1")
            },
            Problem::invalid(Field::Email, FieldFault::Malformed),
        ),
        (
            ResidentForm {
                notes: "n".repeat(LONGEST_TEXT + 1),
                ..resident("Amir Khan", "1")
            },
            Problem::Words {
                fault: lobby_domain::text::WordsFault::TooLong,
            },
        ),
        (
            ResidentForm {
                id: Some(ResidentId::new(99)),
                ..resident("Amir Khan", "1")
            },
            Problem::missing(Noun::Resident),
        ),
    ] {
        assert_eq!(at.desk.save_resident(form).await, Err(problem));
    }
    assert!(
        at.desk
            .list_residents(query("", false))
            .await
            .unwrap()
            .rows
            .is_empty()
    );
}

#[tokio::test]
async fn r51_only_who_manages_residents_changes_them() {
    let at = TestDesk::new().await;
    let amir = at.resident("Amir Khan", "0301").await;
    let refused = Problem::NotAllowed {
        need: Need::ManageResidents,
    };
    for permissions in [VIEWER, BLIND, BOOKER] {
        at.becomes(permissions).await;
        assert_eq!(
            at.desk.save_resident(resident("Eve", "1")).await,
            Err(refused.clone())
        );
        assert_eq!(at.desk.set_moved_out(amir, true).await, Err(refused.clone()));
        assert!(!at.desk.open_resident(amir).await.unwrap().may_edit);
    }
    at.becomes(REGISTRAR).await;
    at.desk.set_moved_out(amir, true).await.unwrap();
    assert!(
        at.desk
            .list_residents(query("", false))
            .await
            .unwrap()
            .rows
            .is_empty()
    );
    assert_eq!(
        at.desk
            .list_residents(query("khan", true))
            .await
            .unwrap()
            .rows
            .len(),
        1
    );
}

#[tokio::test]
async fn r51_nobody_at_the_desk_sees_no_residents() {
    let at = TestDesk::new().await;
    let amir = at.resident("Amir Khan", "0301").await;
    at.desk.sign_out().await.unwrap();
    assert_eq!(
        at.desk.list_residents(query("", false)).await,
        Err(Problem::NotSignedIn)
    );
    assert_eq!(at.desk.open_resident(amir).await, Err(Problem::NotSignedIn));
    assert_eq!(at.desk.search("amir").await, Err(Problem::NotSignedIn));
}

#[tokio::test]
async fn r8_the_list_goes_on_page_by_page_and_ends() {
    let at = TestDesk::new().await;
    for number in 0..51 {
        at.resident("Amir Khan", &format!("{number:04}")).await;
    }
    let first = at.desk.list_residents(query("", false)).await.unwrap();
    assert_eq!((first.rows.len(), first.next.is_some()), (50, true));
    let second = at
        .desk
        .list_residents(ResidentQuery {
            after: first.next,
            ..query("", false)
        })
        .await
        .unwrap();
    assert_eq!(second.rows.first().unwrap().suite, "0050");
    assert_eq!((second.rows.len(), second.next), (1, None));
    let broken = ResidentQuery {
        after: Some("x".into()),
        ..query("", false)
    };
    let malformed = Problem::invalid(Field::Cursor, FieldFault::Malformed);
    assert_eq!(at.desk.list_residents(broken).await, Err(malformed));
    assert!(
        at.desk
            .list_residents(query("()*", false))
            .await
            .unwrap()
            .rows
            .is_empty()
    );
}

async fn booked(at: &TestDesk) -> ResidentId {
    let amir = at.resident("Amir Khan", "0301").await;
    let wine = at.event(EventKind::CommunityEvent, "Wine tasting", 26).await;
    let booking = NewBooking {
        event: wine,
        resident: amir,
        party: 2,
        status: lobby_domain::booking::BookingStatus::Confirmed,
        note: String::new(),
    };
    let booking = at.desk.create_booking(booking).await.unwrap();
    at.desk.start_conversation(booking, "Good morning").await.unwrap();
    amir
}

#[tokio::test]
async fn r50_whose_level_for_event_bookings_is_none_sees_no_bookings_of_a_resident() {
    let at = TestDesk::new().await;
    let amir = booked(&at).await;
    for (permissions, expected) in [(Permissions::ALL, 1), (VIEWER, 1), (BLIND, 0)] {
        at.becomes(permissions).await;
        let panel = at.desk.open_resident(amir).await.unwrap();
        assert_eq!((panel.bookings.len(), panel.events.len()), (expected, expected));
    }
}

#[tokio::test]
async fn r22_search_shows_only_what_the_person_may_see() {
    let at = TestDesk::new().await;
    booked(&at).await;
    for (permissions, text, residents, bookings, conversations) in [
        (VIEWER, "amir", 1, 1, 1),
        (VIEWER, "wt-", 0, 1, 1),
        (VIEWER, "wine khan", 0, 1, 1),
        (VIEWER, "  ", 0, 0, 0),
        (VIEWER, "\"*", 0, 0, 0),
        (BLIND, "amir", 1, 0, 1),
        (BLIND, "wine", 0, 0, 1),
        (BLIND, "wt-", 0, 0, 0),
    ] {
        at.becomes(permissions).await;
        let found = at.desk.search(text).await.unwrap();
        let counts = (
            found.residents.len(),
            found.bookings.len(),
            found.conversations.len(),
        );
        assert_eq!(counts, (residents, bookings, conversations), "{text:?}");
        assert_eq!(found.events.len(), bookings, "{text:?}");
    }
}
