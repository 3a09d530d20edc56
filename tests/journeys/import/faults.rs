//! Files that cannot be read, and lines that are not taken.

use super::*;

#[tokio::test]
async fn r7_files_that_cannot_be_read_are_refused_and_say_why() {
    let house = House::new().await;
    let refused = |fault| Err(Problem::File { fault });
    let why = |name: &'static str, bytes: &'static [u8]| {
        let house = &house;
        async move { open(house, name, bytes).await.map(drop) }
    };
    assert_eq!(why("a.csv", b"").await, refused(FileFault::Empty));
    assert_eq!(why("a.csv", b"Name\0\x01\x02").await, refused(FileFault::Binary));
    assert_eq!(why("a.csv", b"Name,Email\n").await, refused(FileFault::NoRows));
    assert_eq!(
        why("a.ics", b"Name,Email\nAna,a@example.org").await,
        refused(FileFault::NotACalendar)
    );
    let packed = FileFault::WrongKind {
        found: FileKind::Archive,
    };
    assert_eq!(
        why("a.zip", b"PK\x03\x04 something packed").await,
        refused(packed)
    );
    let large = house.desk.import_begin("large.csv", 200_000_001).await.map(drop);
    assert_eq!(large, refused(FileFault::TooLarge { limit_megabytes: 200 }));
}

#[tokio::test]
async fn r7_slices_that_are_not_what_was_announced_are_refused() {
    let house = House::new().await;
    let invalid = |fault| Err(Problem::invalid(FormField::File, fault));
    let token = house.desk.import_begin("a.csv", 10).await.unwrap();
    assert_eq!(
        house.desk.import_chunk(&token, "not base64!").await,
        invalid(FieldFault::Malformed)
    );
    let eleven = BASE64_STANDARD.encode("eleven byte");
    assert_eq!(
        house.desk.import_chunk(&token, &eleven).await,
        invalid(FieldFault::TooLong)
    );
    assert_eq!(
        house.desk.import_open(&token).await.map(drop),
        invalid(FieldFault::TooShort)
    );
    let other = house.desk.import_begin("b.csv", 10).await.unwrap();
    assert!(
        matches!(
            house.desk.import_chunk(&token, "").await,
            Err(Problem::NotFound { .. })
        ),
        "replaced"
    );
    assert_eq!(house.desk.import_chunk(&other, "").await, Ok(()));
}

#[tokio::test]
async fn r7_every_bad_line_is_named_with_its_number_column_and_value() {
    let house = House::new().await;
    let file = b"Resident ID,Name,Email,Event,Event date,Time,Reference,Status\n\
        1,Ana,ana@example.org,Wine,2026-11-26,19:00,WT-1,Confirmed\n\
        2,Luc,luc@example.org,Wine,31/02/2026,19:00,WT-2,Confirmed\n\
        3,Priya,priya@example.org,Wine,2026-11-26,19:00\n\
        4,Zo\xE9\xE9,zoe(at)example.org,Wine,2026-11-26,19:00,WT-4,Confirmed\n\
        5,Wei,wei@example.org,Wine,2026-11-26,19:00,WT-1,Confirmed\n";
    let before = contents(&house).await;
    let (token, preview) = preview(&house, "bad.csv", file).await;
    let fault = |line: u32| {
        preview
            .bad
            .iter()
            .find(|bad| bad.line == line)
            .expect("a bad line")
    };
    let date = fault(3);
    assert_eq!(
        (date.column, date.heading.as_str(), date.value.as_str()),
        (Some(5), "Event date", "31/02/2026")
    );
    assert_eq!(date.fault, LineFault::ImpossibleDate);
    assert_eq!(
        fault(4).fault,
        LineFault::Ragged {
            expected: 8,
            found: 6
        }
    );
    assert_eq!(
        (fault(5).column, &fault(5).fault),
        (Some(3), &LineFault::NotAnEmail)
    );
    assert_eq!(fault(6).fault, LineFault::DuplicateKey { earlier_line: 2 });
    assert_eq!(preview.bad_total, 4);
    assert_eq!(preview.totals.bookings, added(1));
    // Nothing goes in until the bad lines are left out on purpose.
    let refused = house.desk.import_apply(&token, false, &[]).await;
    assert_eq!(
        refused,
        Err(Problem::Line {
            line: 3,
            fault: LineFault::ImpossibleDate
        })
    );
    assert_eq!(contents(&house).await, before);
    let done = house.desk.import_apply(&token, true, &[]).await.unwrap();
    assert_eq!(
        (done.left_out, done.totals.bookings, done.totals.residents),
        (4, added(1), added(1))
    );
}

#[tokio::test]
async fn r7_bytes_that_cannot_be_decoded_are_named() {
    let house = House::new().await;
    let file =
        "Name,Email\nÉlodie Côté,elodie@example.org\nZoé Bélanger,zoe@example.org\nAna \u{1},a@example.org\n";
    let mut bytes = file.as_bytes().to_vec();
    let place = bytes.iter().position(|byte| *byte == 1).unwrap();
    bytes[place] = 0xFF;
    let (_, preview) = preview(&house, "names.csv", &bytes).await;
    assert_eq!(preview.bad_total, 1);
    assert_eq!((preview.bad[0].line, preview.bad[0].column), (4, Some(1)));
    assert_eq!(preview.bad[0].fault, LineFault::Undecodable { byte: Some(0xFF) });
}

#[tokio::test]
async fn r1_bookings_of_a_known_meeting_or_notice_are_bad_lines() {
    let house = House::new().await;
    house.sam().await;
    let mut meeting = crate::house::wine_tasting();
    (meeting.event_kind, meeting.booking_required) = (lobby_domain::event::EventKind::Meeting, false);
    house.desk.save_event(meeting).await.unwrap();
    house.noor().await;
    let file = b"Name,Email,Event,Event date,Time,Reference\n\
        Ana,ana@example.org,Wine tasting with Domaine Lyre,2026-11-26,19:00,WT-1\n\
        Luc,luc@example.org,Brunch,2026-12-13,11:00,BR-1\n";
    let (token, preview) = preview(&house, "bookings.csv", file).await;
    assert_eq!(
        (preview.bad[0].line, &preview.bad[0].fault),
        (2, &LineFault::TakesNoBookings)
    );
    house.desk.import_apply(&token, true, &[]).await.unwrap();
    let names: Vec<String> = sqlx::query_scalar("SELECT name FROM resident")
        .fetch_all(&mut house.db().await)
        .await
        .unwrap();
    assert_eq!(names, ["Luc"], "who is only on a bad line is not taken");
}

#[tokio::test]
async fn r7_a_reference_of_somebody_else_and_an_unknown_event_are_bad_lines() {
    let house = House::new().await;
    house.sam().await;
    house.anas_booking().await;
    house.noor().await;
    let file = b"Name,Email,Event,Booking reference\n\
        Luc,luc@example.org,Wine tasting with Domaine Lyre,wt-0001\n\
        Luc,luc@example.org,Wine tasting with Domaine Lyre,WT-0002\n\
        Luc,luc@example.org,Nothing known,WT-0003\n";
    let (_, preview) = preview(&house, "bookings.csv", file).await;
    let faults: Vec<_> = preview
        .bad
        .iter()
        .map(|bad| (bad.line, bad.fault.clone()))
        .collect();
    assert_eq!(faults, [(2, LineFault::ReferenceTaken), (4, LineFault::NoEvent)]);
    assert_eq!(
        preview.totals.bookings,
        added(1),
        "the event is known by its title"
    );
}
