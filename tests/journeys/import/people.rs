//! Who and what is recognised, and how.

use super::*;

#[tokio::test]
async fn r7_people_are_the_same_people_in_every_file() {
    let house = House::new().await;
    import(&house, "residents.csv", RESIDENTS).await;
    let done = import(&house, "attendees.csv", ATTENDEES).await;
    // Luc, Ana and Priya are known; Priya's address comes from the report.
    assert_eq!(
        done.totals.residents,
        ImportCounts {
            added: 3,
            changed: 1,
            unchanged: 2
        }
    );
    assert_eq!(
        id(
            &house,
            "SELECT count(*) FROM resident WHERE email = 'luc@example.org'"
        )
        .await,
        2
    );
    assert_eq!(
        id(
            &house,
            "SELECT count(*) FROM resident WHERE key = 'R-19' AND email <> ''"
        )
        .await,
        1
    );
    let before = contents(&house).await;
    let list = import(&house, "residents.csv", RESIDENTS);
    assert_eq!(list.await.totals.residents, unchanged(3));
    assert_eq!(
        import(&house, "attendees.csv", ATTENDEES).await.totals.residents,
        unchanged(6)
    );
    assert_eq!(contents(&house).await, before);
}

#[tokio::test]
async fn r7_who_is_missing_from_a_newer_list_is_offered_as_moved_out_and_may_come_back() {
    let house = House::new().await;
    import(&house, "residents.csv", RESIDENTS).await;
    let newer =
        b"Unit,Resident ID,Resident Name,E-mail Address\n0310,R-17,\"TREMBLAY, Luc\",luc@example.org\n";
    let (token, preview) = preview(&house, "residents.csv", newer).await;
    let names: Vec<&str> = preview
        .missing
        .iter()
        .map(|missing| missing.name.as_str())
        .collect();
    assert_eq!(
        (names, preview.missing_total),
        (vec!["Ana Moreau", "Priya Nair"], 2)
    );
    let luc = ResidentId::new(id(&house, "SELECT id FROM resident WHERE key = 'R-17'").await);
    let nobody = house.desk.import_apply(&token, false, &[luc]).await;
    assert!(
        matches!(nobody, Err(Problem::NotFound { .. })),
        "Luc is in the list: {nobody:?}"
    );
    let done = house
        .desk
        .import_apply(&token, false, &[preview.missing[0].id])
        .await
        .unwrap();
    assert_eq!(done.moved_out, 1);
    let query = ResidentQuery {
        search: String::new(),
        moved_out: true,
        after: None,
    };
    let gone = house.desk.list_residents(query).await.unwrap().rows;
    assert_eq!(
        gone.iter().map(|row| row.name.as_str()).collect::<Vec<_>>(),
        ["Ana Moreau"]
    );
    // Not chosen: still here. In the list again: back.
    let back = import(&house, "residents.csv", RESIDENTS).await;
    assert_eq!(
        back.totals.residents,
        ImportCounts {
            added: 0,
            changed: 1,
            unchanged: 2
        }
    );
    assert_eq!(
        id(
            &house,
            "SELECT count(*) FROM resident WHERE moved_out_at IS NOT NULL"
        )
        .await,
        0
    );
    // A list of bookings says nothing about who lives here.
    let (_, bookings) = self::preview(&house, "attendees.csv", ATTENDEES).await;
    assert_eq!((bookings.missing, bookings.missing_total), (vec![], 0));
}

#[tokio::test]
async fn r1_answers_to_a_meeting_are_responses_and_those_of_the_desk_stay() {
    let house = House::new().await;
    let file = b"Name,Email,Event,Event type,Event date,Time,Status\n\
        Ana,ana@example.org,General meeting,Meeting,2026-12-10,19:00,Attending\n\
        Luc,luc@example.org,General meeting,Meeting,2026-12-10,19:00,Not attending\n";
    let done = import(&house, "answers.csv", file).await;
    assert_eq!(
        (done.totals.responses, done.totals.bookings),
        (added(2), ImportCounts::default())
    );
    house.sam().await;
    let meeting = EventId::new(id(&house, "SELECT id FROM event").await);
    let luc = ResidentId::new(id(&house, "SELECT id FROM resident WHERE name = 'Luc'").await);
    house
        .desk
        .record_response(meeting, luc, Response::Attending)
        .await
        .unwrap();
    house.noor().await;
    let before = contents(&house).await;
    assert_eq!(
        import(&house, "answers.csv", file).await.totals.responses,
        unchanged(2)
    );
    assert_eq!(
        contents(&house).await,
        before,
        "Luc has changed his mind since the file"
    );
    let newer = String::from_utf8(file.to_vec())
        .unwrap()
        .replace("19:00,Attending", "19:00,Not attending");
    let done = import(&house, "answers.csv", newer.as_bytes()).await;
    assert_eq!(
        done.totals.responses,
        ImportCounts {
            added: 0,
            changed: 1,
            unchanged: 1
        }
    );
}

#[tokio::test]
async fn r7_a_file_that_names_only_the_day_finds_the_event_and_leaves_its_time() {
    let house = House::new().await;
    house.sam().await;
    let event = house.wine_tasting().await;
    house.noor().await;
    let file = b"Name,Email,Event,Event date,Reference\n\
        Ana,ana@example.org,Wine tasting with Domaine Lyre,2026-11-26,WT-1\n";
    for _ in 0..2 {
        let done = import(&house, "bookings.csv", file).await;
        assert_eq!(done.totals.events, unchanged(1));
    }
    assert_eq!(id(&house, "SELECT count(*) FROM event").await, 1);
    let panel = house.desk.open_event(event).await.unwrap();
    assert!(!panel.row.head.all_day);
}

#[tokio::test]
async fn r3_what_another_system_has_booked_is_booked_and_the_capacity_tells() {
    let house = House::new().await;
    let file = b"Name,Email,Event,Event date,Time,Capacity,Party size,Reference\n\
        Ana,ana@example.org,Tour,2026-12-10,19:00,4,3,T-1\n\
        Luc,luc@example.org,Tour,2026-12-10,19:00,4,3,T-2\n";
    assert_eq!(import(&house, "tour.csv", file).await.totals.bookings, added(2));
    house.sam().await;
    let event = EventId::new(id(&house, "SELECT id FROM event").await);
    let luc = ResidentId::new(id(&house, "SELECT id FROM resident WHERE name = 'Luc'").await);
    let new = NewBooking {
        event,
        resident: luc,
        party: 1,
        status: BookingStatus::Confirmed,
        note: String::new(),
    };
    let full = house.desk.create_booking(new).await;
    assert_eq!(full, Err(Problem::NoRoom { places_left: 0 }));
}

#[tokio::test]
async fn r7_the_event_of_a_list_that_names_none_can_be_given() {
    let house = House::new().await;
    let file =
        b"Name,Email,Booking reference\nAna Moreau,ana@example.org,WT-1\nLuc Roy,luc@example.org,WT-2\n";
    let (token, without) = preview(&house, "guests.csv", file).await;
    let faults: Vec<_> = without.bad.iter().map(|bad| bad.fault.clone()).collect();
    assert_eq!(faults, [LineFault::NoEvent, LineFault::NoEvent]);
    let say = |field, value: &str| ImportGiven {
        field,
        value: value.into(),
    };
    let given = vec![
        say(Field::EventTitle, "Wine tasting"),
        say(Field::EventStart, "2026-11-26 19:00"),
    ];
    house.desk.import_give(&token, given).await.unwrap();
    let stale = house.desk.import_apply(&token, true, &[]).await;
    assert!(
        matches!(stale, Err(Problem::NotFound { .. })),
        "the preview showed something else: {stale:?}"
    );
    let with = house.desk.import_preview(&token, None).await.unwrap();
    assert_eq!(
        (with.bad, with.totals.bookings, with.totals.events),
        (vec![], added(2), added(1))
    );
    house.desk.import_apply(&token, false, &[]).await.unwrap();
    assert_eq!(
        id(&house, "SELECT count(*) FROM event WHERE title = 'Wine tasting'").await,
        1
    );
}
