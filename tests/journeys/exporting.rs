//! R52, R53: the record, what goes out in files, and who let it out.

use lobby_desk::{
    export::Transcript,
    problem::Problem,
    views::{
        conversation::SaidForm,
        export::{ExportOf, TranscriptForm},
        record::{RecordAbout, RecordPage, RecordPlace, RecordQuery},
        settings::GroupForm,
    },
};
use lobby_domain::{
    entry::SaidWhere,
    ids::{BookingId, ConversationId, Id},
    permission::{BookingsLevel, Need, Permissions},
    resident::Language,
};

use crate::house::House;

/// A whole file: its name, its bytes, how many rows.
pub async fn exported(house: &House, of: ExportOf, language: Language) -> (String, Vec<u8>, u32) {
    let mut export = house.desk.export(of, language).await.expect("a file");
    let mut bytes = Vec::new();
    while let Some(more) = export.next().await.expect("its next bytes") {
        bytes.extend(more);
    }
    (export.name().to_owned(), bytes, export.rows())
}

async fn lines(house: &House, of: ExportOf, language: Language) -> Vec<String> {
    let (_, bytes, _) = exported(house, of, language).await;
    let text = String::from_utf8(bytes).expect("UTF-8");
    text.trim_end().split("\r\n").map(str::to_owned).collect()
}

const EXPORTS: &str = "SELECT count(*) FROM record JOIN staff ON staff.id = staff_id
    WHERE action = 'export' AND name = 'Noor Haddad'";

#[tokio::test]
async fn r53_conversations_go_out_entry_by_entry_and_the_record_says_who_let_them() {
    let house = House::new().await;
    let (_, conversation) = house.anas_conversation().await;
    house
        .desk
        .write_note(conversation, "=cmd() is what she wrote")
        .await
        .unwrap();
    house.noor().await;
    assert_eq!(house.count(EXPORTS).await, 0);
    let english = lines(&house, ExportOf::Conversations, Language::En).await;
    assert_eq!(english.len(), 3, "{english:?}");
    assert_eq!(
        english[0].trim_start_matches('\u{feff}'),
        "Conversation,State,Reference,Event,Resident,Suite,Time,What,By,Words,Delivery,Files"
    );
    assert!(
        english[1].contains(",Ana Moreau,1204,") && english[1].ends_with(",Waiting,"),
        "{}",
        english[1]
    );
    assert!(
        english[2].contains(",Note for staff,Sam Okafor,'=cmd() is what she wrote,,"),
        "a formula goes out: {}",
        english[2]
    );
    let french = lines(&house, ExportOf::Conversations, Language::Fr).await;
    assert!(
        french[2].contains(";Note pour l’équipe;Sam Okafor;"),
        "{}",
        french[2]
    );
    assert_eq!(house.count(EXPORTS).await, 2);

    // R52: the record goes out too, and this export is the last line of it.
    let record = lines(&house, ExportOf::Record, Language::En).await;
    let last = record.last().expect("a line");
    assert!(
        last.contains(",Noor Haddad,export,record,,lobby-record-"),
        "{last}"
    );
    assert_eq!(
        record.len() as i64,
        house.count("SELECT count(*) FROM record").await + 1
    );
}

#[tokio::test]
async fn r53_r51_only_administrators_let_everything_out() {
    let house = House::new().await;
    let before = house
        .count("SELECT count(*) FROM record WHERE action = 'export'")
        .await;
    house.sam().await;
    for of in [
        ExportOf::Bookings,
        ExportOf::Residents,
        ExportOf::Conversations,
        ExportOf::Record,
    ] {
        let refused = house.desk.export(of, Language::En).await.map(drop);
        assert_eq!(
            refused,
            Err(Problem::NotAllowed {
                need: Need::Administration
            })
        );
    }
    let after = house
        .count("SELECT count(*) FROM record WHERE action = 'export'")
        .await;
    assert_eq!(after, before, "a refusal is no export");
}

/// Ana's conversation with a message, a note, what she said by phone, and its end.
async fn talked() -> (House, BookingId, ConversationId) {
    let house = House::new().await;
    let (booking, conversation) = house.anas_conversation().await;
    let desk = &house.desk;
    desk.write_note(conversation, "Her mother uses a wheelchair.")
        .await
        .unwrap();
    let said = SaidForm {
        conversation,
        said_where: SaidWhere::Phone,
        text: "She thanks us.\nTwice.".into(),
    };
    desk.write_said(said).await.unwrap();
    desk.close_conversation(conversation).await.unwrap();
    (house, booking, conversation)
}

async fn transcript(house: &House, of: ConversationId, language: Language, notes: bool) -> Transcript {
    let form = TranscriptForm {
        conversation: of,
        language,
        notes,
    };
    house.desk.transcript(form).await.expect("a transcript")
}

#[tokio::test]
async fn r53_a_transcript_has_who_said_what_and_how() {
    let (house, _, conversation) = talked().await;
    let whole = transcript(&house, conversation, Language::En, true).await;
    assert!(whole.name.starts_with("conversation-ana-moreau-") && whole.name.ends_with(".txt"));
    assert_eq!(whole.entries, 4);
    for words in [
        "Conversation with Ana Moreau, suite 1204\r\n",
        " · Note for staff\r\n    Her mother uses a wheelchair.\r\n",
        "Sam Okafor · Said by phone\r\n    She thanks us.\r\n    Twice.\r\n",
        "Sam Okafor · Closed\r\n",
    ] {
        assert!(whole.text.contains(words), "{words:?} is not in\n{}", whole.text);
    }
}

#[tokio::test]
async fn r53_r24_the_notes_are_in_a_transcript_only_where_they_are_asked_for() {
    let (house, _, conversation) = talked().await;
    let for_ana = transcript(&house, conversation, Language::Fr, false).await;
    assert!(
        !for_ana.text.contains("wheelchair"),
        "a note goes out: {}",
        for_ana.text
    );
    assert!(for_ana.text.contains("Dit au téléphone"), "{}", for_ana.text);
    assert_eq!(for_ana.entries, 3);
}

#[tokio::test]
async fn r53_r22_a_transcript_tells_no_more_of_the_booking_than_the_person_may_see() {
    let (house, _, conversation) = talked().await;
    let reference = sqlx::query_scalar::<_, String>("SELECT reference FROM booking")
        .fetch_one(&mut house.db().await)
        .await
        .unwrap();
    let sams = transcript(&house, conversation, Language::En, true).await;
    assert!(sams.text.contains(&reference), "{}", sams.text);
    // Zoe reads every conversation (R20), and sees no bookings.
    house.zoe().await;
    let zoes = transcript(&house, conversation, Language::En, true).await;
    assert!(zoes.text.contains("She thanks us."), "{}", zoes.text);
    assert!(
        !zoes.text.contains(&reference),
        "Zoe is told of the booking: {}",
        zoes.text
    );
    let by_zoe = "SELECT count(*) FROM record JOIN staff ON staff.id = staff_id
        WHERE action = 'export' AND subject = 'conversation' AND name LIKE 'Zoe%'";
    assert_eq!(house.count(by_zoe).await, 1);
}

const EVERYTHING: RecordQuery = RecordQuery {
    by: None,
    about: None,
    after: None,
};

async fn lines_of(house: &House, query: RecordQuery) -> RecordPage {
    house.desk.list_record(query).await.expect("a page")
}

#[tokio::test]
async fn r52_the_record_is_read_page_by_page_the_latest_first() {
    let (house, _, conversation) = talked().await;
    for _ in 0..30 {
        house.desk.reopen_conversation(conversation).await.unwrap();
        house.desk.close_conversation(conversation).await.unwrap();
    }
    house.noor().await;
    let everything = lines_of(&house, EVERYTHING).await;
    let latest = &everything.lines[0];
    assert_eq!(everything.lines.len(), 50);
    assert_eq!(
        (latest.action.as_str(), latest.by.as_deref()),
        ("sign_in", Some("Noor Haddad"))
    );
    let about = RecordQuery {
        about: Some(RecordAbout::Conversation),
        ..EVERYTHING
    };
    let first = lines_of(&house, about.clone()).await;
    assert_eq!(first.lines.len(), 50);
    let after = RecordQuery {
        after: first.next,
        ..about
    };
    let second = lines_of(&house, after).await;
    let all = house
        .count("SELECT count(*) FROM record WHERE subject = 'conversation'")
        .await;
    assert_eq!((50 + second.lines.len() as i64, second.next), (all, None));
}

#[tokio::test]
async fn r52_a_line_of_the_record_names_what_was_done_and_leads_there() {
    let (house, booking, conversation) = talked().await;
    house.noor().await;
    let about = |about| RecordQuery {
        about: Some(about),
        ..EVERYTHING
    };
    let closed = lines_of(&house, about(RecordAbout::Conversation)).await;
    let line = &closed.lines[0];
    assert_eq!(
        (line.action.as_str(), line.by.as_deref(), line.name.as_str()),
        ("close_conversation", Some("Sam Okafor"), "Ana Moreau")
    );
    assert_eq!(line.place, Some(RecordPlace::Conversation { id: conversation }));

    let sam = house
        .count("SELECT id FROM staff WHERE name = 'Sam Okafor'")
        .await;
    let query = RecordQuery {
        by: Some(Id::new(sam)),
        ..about(RecordAbout::Booking)
    };
    let sams = lines_of(&house, query).await.lines;
    let line = sams.last().expect("Sam made the booking");
    assert_eq!(line.place, Some(RecordPlace::Booking { id: booking }));
    assert!(line.name.ends_with(" · Ana Moreau"), "{}", line.name);
    assert!(sams.iter().all(|line| line.by.as_deref() == Some("Sam Okafor")));
}

#[tokio::test]
async fn r52_r51_only_administrators_read_the_record_and_a_made_up_place_is_refused() {
    let house = House::new().await;
    house.sam().await;
    let refused = house.desk.list_record(EVERYTHING).await.map(drop);
    assert_eq!(
        refused,
        Err(Problem::NotAllowed {
            need: Need::Administration
        })
    );
    house.noor().await;
    let made_up = RecordQuery {
        after: Some("x".into()),
        ..EVERYTHING
    };
    let refused = house.desk.list_record(made_up).await;
    assert!(matches!(refused, Err(Problem::Invalid { .. })), "{refused:?}");
}

/// Noor still administers, and sees no bookings any more.
async fn noor_sees_no_bookings(house: &House) {
    house.noor().await;
    let groups = house.desk.list_staff().await.unwrap().groups;
    let administrators = groups
        .iter()
        .find(|group| group.permissions.administration)
        .unwrap();
    let form = GroupForm {
        id: Some(administrators.id),
        name: administrators.name.clone(),
        permissions: Permissions {
            event_bookings: BookingsLevel::None,
            ..Permissions::ALL
        },
    };
    house.desk.save_group(form).await.unwrap();
}

#[tokio::test]
async fn r22_r53_an_administrator_who_sees_no_bookings_gets_none_out() {
    let (house, _, _) = talked().await;
    noor_sees_no_bookings(&house).await;
    let refused = house
        .desk
        .export(ExportOf::Bookings, Language::En)
        .await
        .map(drop);
    assert_eq!(
        refused,
        Err(Problem::NotAllowed {
            need: Need::ViewBookings
        })
    );
    let reference = sqlx::query_scalar::<_, String>("SELECT reference FROM booking")
        .fetch_one(&mut house.db().await)
        .await
        .unwrap();
    for of in [ExportOf::Conversations, ExportOf::Record] {
        let told = lines(&house, of, Language::En).await.join("\n");
        assert!(
            told.contains("Noor Haddad") || told.contains("She thanks us."),
            "{told}"
        );
        assert!(!told.contains(&reference), "{of:?} tells of the booking:\n{told}");
    }
    let about = RecordQuery {
        about: Some(RecordAbout::Booking),
        ..EVERYTHING
    };
    let seen = lines_of(&house, about).await.lines;
    assert!(!seen.is_empty());
    for line in seen {
        assert_eq!(
            (line.name.as_str(), line.detail.as_str(), line.place),
            ("", "", None)
        );
    }
}
