//! R7: bookings, events and residents come in from files.

use base64::{Engine as _, prelude::BASE64_STANDARD};
use chrono::TimeDelta;
use lobby_desk::{
    problem::{Field as FormField, FieldFault, Problem},
    views::{
        booking::BookingStep,
        conversation::Started,
        event::{EventFilter, EventQuery},
        import::{ImportCounts, ImportDone, ImportOpened, ImportPreview, ImportSort},
        resident::{ResidentForm, ResidentQuery},
    },
};
use lobby_domain::{
    booking::BookingAction,
    ids::{BookingId, EventId, ResidentId, SeriesId},
    permission::Need,
    resident::Language,
};
use lobby_import::{Encoding, Field, FileFault, FileKind, LineFault};

use crate::house::{House, PASSWORD};

const ATTENDEES: &[u8] = include_bytes!("../../crates/import/tests/samples/attendee-report.csv");
const SPREADSHEET: &[u8] = include_bytes!("../../crates/import/tests/samples/reservations.csv");
const RESIDENTS: &[u8] = include_bytes!("../../crates/import/tests/samples/residents.csv");
const CALENDAR: &[u8] = include_bytes!("../../crates/import/tests/samples/building-events.ics");

/// Brings a file in as the window does, slice by slice, and opens it.
async fn open(house: &House, name: &str, bytes: &[u8]) -> Result<(String, ImportOpened), Problem> {
    let token = house.desk.import_begin(name, u32::try_from(bytes.len()).unwrap()).await?;
    for slice in bytes.chunks(1000) {
        house.desk.import_chunk(&token, &BASE64_STANDARD.encode(slice)).await?;
    }
    let opened = house.desk.import_open(&token).await?;
    Ok((token, opened))
}

async fn preview(house: &House, name: &str, bytes: &[u8]) -> (String, ImportPreview) {
    let (token, _) = open(house, name, bytes).await.expect("a file that can be read");
    let preview = house.desk.import_preview(&token, None).await.expect("a preview");
    (token, preview)
}

/// Previews and applies; what was shown is what is done.
async fn import(house: &House, name: &str, bytes: &[u8]) -> ImportDone {
    let (token, preview) = preview(house, name, bytes).await;
    assert_eq!(preview.bad, []);
    let done = house.desk.import_apply(&token, false, &[]).await.expect("an import");
    assert_eq!(done.totals, preview.totals);
    done
}

fn added(added: u32) -> ImportCounts {
    ImportCounts { added, ..ImportCounts::default() }
}

fn unchanged(unchanged: u32) -> ImportCounts {
    ImportCounts { unchanged, ..ImportCounts::default() }
}

/// Everything that an import could touch.
async fn contents(house: &House) -> Vec<(String, String)> {
    sqlx::query_as(
        "SELECT 'resident', id || '|' || coalesce(key, '') || '|' || name || '|' || suite || '|' || email || '|'
            || phone || '|' || notes || '|' || coalesce(moved_out_at, '') FROM resident
        UNION ALL SELECT 'event', id || '|' || coalesce(key, '') || '|' || title || '|' || starts_at || '|'
            || ends_at || '|' || kind || '|' || coalesce(series_id, '') FROM event
        UNION ALL SELECT 'booking', id || '|' || reference || '|' || status || '|' || party || '|' || payment || '|'
            || coalesce(amount_minor, '') || '|' || note FROM booking
        UNION ALL SELECT 'response', event_id || '|' || resident_id || '|' || answer FROM response
        UNION ALL SELECT 'series', id || '|' || laid_down_until FROM series
        UNION ALL SELECT 'entry', id || '|' || kind FROM entry
        UNION ALL SELECT 'mapping', signature FROM import_mapping
        UNION ALL SELECT 'line', hex(source) || subject || subject_id || hex(fingerprint) FROM import_line",
    )
    .fetch_all(&mut house.db().await)
    .await
    .expect("the contents")
}

async fn id(house: &House, sql: &'static str) -> i64 {
    house.count(sql).await
}

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
    assert_eq!(ana, ("9120445871".into(), 2, "paid".into(), 8000, "confirmed".into()));
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
    assert_eq!((opened.sort, opened.encoding), (ImportSort::Table, Encoding::Windows1252));
    assert_eq!((opened.delimiter.as_deref(), opened.rows), (Some(";"), 7));
    assert_eq!(opened.columns[0].heading, "Nom");
    assert_eq!(opened.columns[0].samples, ["MOREAU", "Tremblay", "O’Neill"]);
    assert_eq!(opened.mapping.unwrap().columns[0], Field::LastName);
    house.desk.import_stop(&token).await.unwrap();
    import(&house, "réservations.csv", SPREADSHEET).await;
    let references: Vec<(String, String)> = sqlx::query_as(
        "SELECT reference, status FROM booking ORDER BY id",
    )
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
    let step = BookingStep { booking, action: BookingAction::CheckIn, reason: String::new() };
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
    assert_eq!(again.totals.residents, unchanged(6), "known by what the file called her before");
    assert_eq!(again.totals.bookings, unchanged(6), "the party has been checked in at the desk");
    assert_eq!(contents(&house).await, before);
}

#[tokio::test]
async fn r7_a_newer_file_changes_what_it_says_and_r27_the_conversation_tells() {
    let house = House::new().await;
    import(&house, "attendees.csv", ATTENDEES).await;
    house.sam().await;
    let booking = BookingId::new(id(&house, "SELECT id FROM booking WHERE reference = '9120445871'").await);
    let Ok(Started::Begun { id: conversation }) = house.desk.start_conversation(booking, "Hello Ana").await else {
        panic!("no conversation");
    };
    house.noor().await;
    let text = String::from_utf8(ATTENDEES.to_vec()).unwrap();
    let newer = text
        .replace("CAD,40.00,2.10,Attending,Wine tasting", "CAD,40.00,2.10,Checked In,Wine tasting")
        .replace("2026-11-26,7:00 PM", "2026-11-26,8:00 PM");
    let done = import(&house, "attendees.csv", newer.as_bytes()).await;
    assert_eq!(done.totals.events, ImportCounts { added: 0, changed: 1, unchanged: 1 });
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

#[tokio::test]
async fn r7_people_are_the_same_people_in_every_file() {
    let house = House::new().await;
    import(&house, "residents.csv", RESIDENTS).await;
    let done = import(&house, "attendees.csv", ATTENDEES).await;
    // Luc, Ana and Priya are known; Priya's address comes from the report.
    assert_eq!(done.totals.residents, ImportCounts { added: 3, changed: 1, unchanged: 2 });
    assert_eq!(id(&house, "SELECT count(*) FROM resident WHERE email = 'luc@example.org'").await, 2);
    assert_eq!(id(&house, "SELECT count(*) FROM resident WHERE key = 'R-19' AND email <> ''").await, 1);
    let before = contents(&house).await;
    let list = import(&house, "residents.csv", RESIDENTS);
    assert_eq!(list.await.totals.residents, unchanged(3));
    assert_eq!(import(&house, "attendees.csv", ATTENDEES).await.totals.residents, unchanged(6));
    assert_eq!(contents(&house).await, before);
}

#[tokio::test]
async fn r7_who_is_missing_from_a_newer_list_is_offered_as_moved_out_and_may_come_back() {
    let house = House::new().await;
    import(&house, "residents.csv", RESIDENTS).await;
    let newer = b"Unit,Resident ID,Resident Name,E-mail Address\n0310,R-17,\"TREMBLAY, Luc\",luc@example.org\n";
    let (token, preview) = preview(&house, "residents.csv", newer).await;
    let names: Vec<&str> = preview.missing.iter().map(|missing| missing.name.as_str()).collect();
    assert_eq!((names, preview.missing_total), (vec!["Ana Moreau", "Priya Nair"], 2));
    let luc = ResidentId::new(id(&house, "SELECT id FROM resident WHERE key = 'R-17'").await);
    let nobody = house.desk.import_apply(&token, false, &[luc]).await;
    assert!(matches!(nobody, Err(Problem::NotFound { .. })), "Luc is in the list: {nobody:?}");
    let done = house.desk.import_apply(&token, false, &[preview.missing[0].id]).await.unwrap();
    assert_eq!(done.moved_out, 1);
    let query = ResidentQuery { search: String::new(), moved_out: true, after: None };
    let gone = house.desk.list_residents(query).await.unwrap().rows;
    assert_eq!(gone.iter().map(|row| row.name.as_str()).collect::<Vec<_>>(), ["Ana Moreau"]);
    // Not chosen: still here. In the list again: back.
    let back = import(&house, "residents.csv", RESIDENTS).await;
    assert_eq!(back.totals.residents, ImportCounts { added: 0, changed: 1, unchanged: 2 });
    assert_eq!(id(&house, "SELECT count(*) FROM resident WHERE moved_out_at IS NOT NULL").await, 0);
    // A list of bookings says nothing about who lives here.
    let (_, bookings) = self::preview(&house, "attendees.csv", ATTENDEES).await;
    assert_eq!((bookings.missing, bookings.missing_total), (vec![], 0));
}

#[tokio::test]
async fn r7_a_recurring_calendar_is_laid_down_for_24_months_and_more_on_request() {
    let house = House::new().await;
    let weekly = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:yoga@example.org\r\nSUMMARY:Yoga\r\n\
        DTSTART;TZID=America/Montreal:20261126T190000\r\nDTEND;TZID=America/Montreal:20261126T203000\r\n\
        RRULE:FREQ=WEEKLY;BYDAY=TH\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
    let done = import(&house, "yoga.ics", weekly.as_bytes()).await;
    assert_eq!(done.totals.events, added(104), "every Thursday of 24 months");
    house.passes(TimeDelta::days(40));
    house.noor().await;
    let before = contents(&house).await;
    let again = import(&house, "yoga.ics", weekly.as_bytes()).await;
    assert_eq!(again.totals.events, unchanged(104), "a month later no more of them");
    assert_eq!(contents(&house).await, before);
    let series = SeriesId::new(id(&house, "SELECT id FROM series").await);
    let rule: String =
        sqlx::query_scalar("SELECT rule FROM series").fetch_one(&mut house.db().await).await.unwrap();
    assert!(rule.contains("FREQ=WEEKLY"), "{rule}");
    assert_eq!(house.desk.lay_down_more(series).await, Ok(105));
    assert_eq!(id(&house, "SELECT count(*) FROM event").await, 209);
    let after = import(&house, "yoga.ics", weekly.as_bytes()).await;
    assert_eq!(after.totals.events, unchanged(209), "what was laid down by hand is the file's too");
    // The calendar of another system, with its own time zones, changes and cancellations.
    let first = import(&house, "building-events.ics", CALENDAR).await;
    let second = import(&house, "building-events.ics", CALENDAR).await;
    assert!(first.totals.events.added > 10, "{first:?}");
    assert_eq!(second.totals.events, unchanged(first.totals.events.added));
    let query = EventQuery { filter: EventFilter::Upcoming, only: None, after: None };
    assert!(!house.desk.list_events(query).await.unwrap().rows.is_empty());
}

#[tokio::test]
async fn r7_an_event_that_the_calendar_calls_off_is_told_and_stays() {
    let house = House::new().await;
    let party = |status: &str| {
        format!(
            "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:party@example.org\r\nSUMMARY:Party\r\n\
            DTSTART:20261220T000000Z\r\nSTATUS:{status}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
        )
    };
    import(&house, "party.ics", party("CONFIRMED").as_bytes()).await;
    let (token, preview) = preview(&house, "party.ics", party("CANCELLED").as_bytes()).await;
    assert_eq!(preview.called_off.iter().map(|event| event.title.as_str()).collect::<Vec<_>>(), ["Party"]);
    assert_eq!(preview.totals.events, unchanged(1));
    house.desk.import_apply(&token, false, &[]).await.unwrap();
    let event = EventId::new(id(&house, "SELECT id FROM event").await);
    assert!(house.desk.open_event(event).await.is_ok());
}

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
    assert_eq!(why("a.ics", b"Name,Email\nAna,a@example.org").await, refused(FileFault::NotACalendar));
    let packed = FileFault::WrongKind { found: FileKind::Archive };
    assert_eq!(why("a.zip", b"PK\x03\x04 something packed").await, refused(packed));
    let large = house.desk.import_begin("large.csv", 200_000_001).await.map(drop);
    assert_eq!(large, refused(FileFault::TooLarge { limit_megabytes: 200 }));
}

#[tokio::test]
async fn r7_slices_that_are_not_what_was_announced_are_refused() {
    let house = House::new().await;
    let invalid = |fault| Err(Problem::invalid(FormField::File, fault));
    let token = house.desk.import_begin("a.csv", 10).await.unwrap();
    assert_eq!(house.desk.import_chunk(&token, "not base64!").await, invalid(FieldFault::Malformed));
    let eleven = BASE64_STANDARD.encode("eleven byte");
    assert_eq!(house.desk.import_chunk(&token, &eleven).await, invalid(FieldFault::TooLong));
    assert_eq!(house.desk.import_open(&token).await.map(drop), invalid(FieldFault::TooShort));
    let other = house.desk.import_begin("b.csv", 10).await.unwrap();
    assert!(matches!(house.desk.import_chunk(&token, "").await, Err(Problem::NotFound { .. })), "replaced");
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
    let fault = |line: u32| preview.bad.iter().find(|bad| bad.line == line).expect("a bad line");
    let date = fault(3);
    assert_eq!((date.column, date.heading.as_str(), date.value.as_str()), (Some(5), "Event date", "31/02/2026"));
    assert_eq!(date.fault, LineFault::ImpossibleDate);
    assert_eq!(fault(4).fault, LineFault::Ragged { expected: 8, found: 6 });
    assert_eq!((fault(5).column, &fault(5).fault), (Some(3), &LineFault::NotAnEmail));
    assert_eq!(fault(6).fault, LineFault::DuplicateKey { earlier_line: 2 });
    assert_eq!(preview.bad_total, 4);
    assert_eq!(preview.totals.bookings, added(1));
    // Nothing goes in until the bad lines are left out on purpose.
    let refused = house.desk.import_apply(&token, false, &[]).await;
    assert_eq!(refused, Err(Problem::Line { line: 3, fault: LineFault::ImpossibleDate }));
    assert_eq!(contents(&house).await, before);
    let done = house.desk.import_apply(&token, true, &[]).await.unwrap();
    assert_eq!((done.left_out, done.totals.bookings, done.totals.residents), (4, added(1), added(1)));
}

#[tokio::test]
async fn r7_bytes_that_cannot_be_decoded_are_named() {
    let house = House::new().await;
    let file = "Name,Email\nÉlodie Côté,elodie@example.org\nZoé Bélanger,zoe@example.org\nAna \u{1},a@example.org\n";
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
    assert_eq!((preview.bad[0].line, &preview.bad[0].fault), (2, &LineFault::TakesNoBookings));
    house.desk.import_apply(&token, true, &[]).await.unwrap();
    let names: Vec<String> =
        sqlx::query_scalar("SELECT name FROM resident").fetch_all(&mut house.db().await).await.unwrap();
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
    let faults: Vec<_> = preview.bad.iter().map(|bad| (bad.line, bad.fault.clone())).collect();
    assert_eq!(faults, [(2, LineFault::ReferenceTaken), (4, LineFault::NoEvent)]);
    assert_eq!(preview.totals.bookings, added(1), "the event is known by its title");
}

fn many(rows: u32) -> Vec<u8> {
    let mut file = String::from("Name,Email,Event,Event date,Time,Reference,Amount\n");
    for row in 1..=rows {
        let day = row % 28 + 1;
        file += &format!("Guest {row},guest{row}@example.org,Brunch,2026-12-{day:02},11:00,BR-{row},10.00\n");
    }
    file.into_bytes()
}

#[tokio::test]
async fn r7_a_stop_in_the_middle_leaves_everything_as_it_was() {
    let house = House::new().await;
    import(&house, "attendees.csv", ATTENDEES).await;
    let before = contents(&house).await;
    let (token, _) = preview(&house, "many.csv", &many(4000)).await;
    let mut told = house.desk.import_progress();
    let desk = std::sync::Arc::clone(&house.desk);
    let applied = {
        let token = token.clone();
        tokio::spawn(async move { desk.import_apply(&token, false, &[]).await })
    };
    let writing = |progress: &Option<lobby_desk::views::import::ImportProgress>| {
        progress.is_some_and(|progress| {
            progress.stage == lobby_desk::views::import::ImportStage::Writing && progress.done > 0
        })
    };
    told.wait_for(writing).await.expect("rows are written");
    house.desk.import_stop(&token).await.unwrap();
    assert_eq!(applied.await.unwrap(), Err(Problem::ImportStopped));
    assert_eq!(contents(&house).await, before);
    assert!(matches!(house.desk.import_stop(&token).await, Err(Problem::NotFound { .. })), "it is over");
}

#[tokio::test]
async fn r7_what_has_changed_since_the_preview_stops_the_import() {
    let house = House::new().await;
    let (token, _) = preview(&house, "attendees.csv", ATTENDEES).await;
    house.desk.sign_in("sam@example.org", PASSWORD).await.unwrap();
    house.resident("Ana Moreau", "1204", "ana.moreau@example.org").await;
    house.noor().await;
    let before = contents(&house).await;
    let outdated = house.desk.import_apply(&token, false, &[]).await;
    assert_eq!(outdated, Err(Problem::ImportOutdated), "she would have been added, and is known now");
    assert_eq!(contents(&house).await, before);
    house.desk.import_preview(&token, None).await.unwrap();
    let done = house.desk.import_apply(&token, false, &[]).await.unwrap();
    assert_eq!(done.totals.residents.added, 5);
}

#[tokio::test]
async fn r7_a_mapping_corrected_by_hand_is_remembered() {
    let house = House::new().await;
    let file = b"Who,Where,Mail\nAna Moreau,1204,ana@example.org\n";
    let (token, opened) = open(&house, "people.csv", file).await.unwrap();
    let mut mapping = opened.mapping.unwrap();
    assert!(!opened.remembered);
    mapping.columns = vec![Field::Name, Field::Suite, Field::Email];
    let foreign = lobby_desk::Mapping { signature: "other".into(), ..mapping.clone() };
    let refused = house.desk.import_preview(&token, Some(foreign)).await;
    assert_eq!(refused, Err(Problem::invalid(FormField::Mapping, FieldFault::Malformed)));
    house.desk.import_preview(&token, Some(mapping.clone())).await.unwrap();
    house.desk.import_apply(&token, false, &[]).await.unwrap();
    let next = b"Who,Where,Mail\nLuc Roy,310,luc@example.org\n";
    let (token, opened) = open(&house, "people.csv", next).await.unwrap();
    assert_eq!((opened.remembered, opened.mapping), (true, Some(mapping)));
    let preview = house.desk.import_preview(&token, None).await.unwrap();
    assert_eq!(preview.totals.residents, added(1));
    house.desk.import_apply(&token, false, &[]).await.unwrap();
    assert_eq!(id(&house, "SELECT count(*) FROM resident WHERE suite = '310'").await, 1);
}

#[tokio::test]
async fn r7_formulas_stay_text_and_the_record_keeps_the_import() {
    let house = House::new().await;
    import(&house, "attendees.csv", ATTENDEES).await;
    let suite: String = sqlx::query_scalar("SELECT suite FROM resident WHERE name = 'Sam Roy'")
        .fetch_one(&mut house.db().await)
        .await
        .unwrap();
    assert_eq!(suite, "=HYPERLINK(\"http://example.org\")");
    let detail: String = sqlx::query_scalar("SELECT detail FROM record WHERE action = 'import'")
        .fetch_one(&mut house.db().await)
        .await
        .unwrap();
    assert!(detail.starts_with("attendees.csv; residents +6 ~0 =0; events +2"), "{detail}");
}

#[tokio::test]
async fn r50_only_administrators_import() {
    let house = House::new().await;
    let (token, _) = preview(&house, "attendees.csv", ATTENDEES).await;
    house.sam().await;
    let refused = house.desk.import_apply(&token, false, &[]).await;
    assert_eq!(refused, Err(Problem::NotAllowed { need: Need::Administration }));
    assert_eq!(id(&house, "SELECT count(*) FROM booking").await, 0);
}
