//! Files of real shape, once, twice and newer.

use super::*;

#[tokio::test]
async fn r7_a_ticketing_systems_report_goes_in_and_a_second_time_changes_nothing() {
    let house = House::new().await;
    let done = import(&house, "attendees.csv", ATTENDEES).await;
    assert_eq!(done.totals.residents, added(6));
    assert_eq!(done.totals.events, added(2));
    assert_eq!(done.totals.bookings, added(6));
    let ana: (String, i64, String, i64, String) = sqlx::query_as(
        "SELECT reference, party, payment, amount_minor, status FROM booking
        JOIN resident ON resident.id = resident_id WHERE name = 'Ana Moreau'",
    )
    .fetch_one(&mut house.db().await)
    .await
    .unwrap();
    assert_eq!(
        ana,
        ("9120445871".into(), 2, "paid".into(), 8000, "confirmed".into())
    );
    let before = contents(&house).await;
    let again = import(&house, "attendees.csv", ATTENDEES).await;
    assert_eq!(again.totals.residents, unchanged(6));
    assert_eq!(again.totals.events, unchanged(2));
    assert_eq!(again.totals.bookings, unchanged(6));
    assert_eq!(contents(&house).await, before);
}

#[tokio::test]
async fn r7_a_french_spreadsheet_goes_in_and_its_bookings_get_references() {
    let house = House::new().await;
    let (token, opened) = open(&house, "réservations.csv", SPREADSHEET).await.unwrap();
    assert_eq!(
        (opened.sort, opened.encoding),
        (ImportSort::Table, Encoding::Windows1252)
    );
    assert_eq!((opened.delimiter.as_deref(), opened.rows), (Some(";"), 7));
    assert_eq!(opened.columns[0].heading, "Nom");
    assert_eq!(opened.columns[0].samples, ["MOREAU", "Tremblay", "O’Neill"]);
    assert_eq!(opened.mapping.unwrap().columns[0], Field::LastName);
    house.desk.import_stop(&token).await.unwrap();
    import(&house, "réservations.csv", SPREADSHEET).await;
    let references: Vec<(String, String)> =
        sqlx::query_as("SELECT reference, status FROM booking ORDER BY id")
            .fetch_all(&mut house.db().await)
            .await
            .unwrap();
    let expected = [
        ("DD-0001", "confirmed"),
        ("DD-0002", "pending"),
        ("DD-0003", "waitlisted"),
        ("FD-0001", "cancelled"),
        ("FD-0002", "checked_in"),
        ("FD-0003", "no_show"),
    ];
    let expected = expected.map(|(reference, status)| (reference.to_owned(), status.to_owned()));
    assert_eq!(references, expected);
    let before = contents(&house).await;
    let again = import(&house, "réservations.csv", SPREADSHEET).await;
    assert_eq!(again.totals.bookings, unchanged(6));
    assert_eq!(contents(&house).await, before);
}

#[tokio::test]
async fn r7_the_same_file_changes_nothing_also_after_staff_have_changed_things() {
    let house = House::new().await;
    import(&house, "attendees.csv", ATTENDEES).await;
    house.sam().await;
    let booking = BookingId::new(id(&house, "SELECT id FROM booking WHERE reference = '9120445871'").await);
    let step = BookingStep {
        booking,
        action: BookingAction::CheckIn,
        reason: String::new(),
    };
    house.desk.step_booking(step).await.unwrap();
    house.noor().await;
    let ana = ResidentId::new(id(&house, "SELECT id FROM resident WHERE name = 'Ana Moreau'").await);
    let form = ResidentForm {
        id: Some(ana),
        name: "Ana Moreau-Roy".into(),
        suite: "1205".into(),
        email: "ana@example.com".into(),
        phone: String::new(),
        language: Language::Fr,
        notes: String::new(),
    };
    house.desk.save_resident(form).await.unwrap();
    let before = contents(&house).await;
    let again = import(&house, "attendees.csv", ATTENDEES).await;
    assert_eq!(
        again.totals.residents,
        unchanged(6),
        "known by what the file called her before"
    );
    assert_eq!(
        again.totals.bookings,
        unchanged(6),
        "the party has been checked in at the desk"
    );
    assert_eq!(contents(&house).await, before);
}

#[tokio::test]
async fn r7_a_newer_file_changes_what_it_says_and_r27_the_conversation_tells() {
    let house = House::new().await;
    import(&house, "attendees.csv", ATTENDEES).await;
    house.sam().await;
    let booking = BookingId::new(id(&house, "SELECT id FROM booking WHERE reference = '9120445871'").await);
    let Ok(Started::Begun { id: conversation }) = house.desk.start_conversation(booking, "Hello Ana").await
    else {
        panic!("no conversation");
    };
    house.noor().await;
    let text = String::from_utf8(ATTENDEES.to_vec()).unwrap();
    let newer = text
        .replace(
            "CAD,40.00,2.10,Attending,Wine tasting",
            "CAD,40.00,2.10,Checked In,Wine tasting",
        )
        .replace("2026-11-26,7:00 PM", "2026-11-26,8:00 PM");
    let done = import(&house, "attendees.csv", newer.as_bytes()).await;
    assert_eq!(
        done.totals.events,
        ImportCounts {
            added: 0,
            changed: 1,
            unchanged: 1
        }
    );
    assert_eq!(done.totals.bookings.changed, 2, "Ana's, and Inés's");
    let entries: Vec<String> =
        sqlx::query_scalar("SELECT kind FROM entry WHERE conversation_id = ? ORDER BY id")
            .bind(conversation.get())
            .fetch_all(&mut house.db().await)
            .await
            .unwrap();
    assert_eq!(entries, ["message_out", "event_moved", "booking_checked_in"]);
    assert_eq!(
        id(&house, "SELECT count(DISTINCT starts_at) FROM booking").await,
        2,
        "the bookings move with the event"
    );
}
