//! R52, R53: the record, what goes out in files, and who let it out.

use lobby_desk::{
    problem::Problem,
    views::{
        export::{ExportOf, TranscriptForm},
        record::{RecordAbout, RecordPlace, RecordQuery},
    },
};
use lobby_domain::{entry::SaidWhere, ids::Id, permission::Need, resident::Language};

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

#[tokio::test]
async fn r53_r22_r24_a_transcript_has_what_was_said_and_no_more_than_the_person_may_see() {
    let house = House::new().await;
    let (_, conversation) = house.anas_conversation().await;
    house
        .desk
        .write_note(conversation, "Her mother uses a wheelchair.")
        .await
        .unwrap();
    house
        .desk
        .write_said(lobby_desk::views::conversation::SaidForm {
            conversation,
            said_where: SaidWhere::Phone,
            text: "She thanks us.\nTwice.".into(),
        })
        .await
        .unwrap();
    house.desk.close_conversation(conversation).await.unwrap();
    let form = |language, notes| TranscriptForm {
        conversation,
        language,
        notes,
    };
    let whole = house.desk.transcript(form(Language::En, true)).await.unwrap();
    assert!(whole.name.starts_with("conversation-ana-moreau-") && whole.name.ends_with(".txt"));
    assert!(
        whole
            .text
            .contains("Conversation with Ana Moreau, suite 1204\r\n"),
        "{}",
        whole.text
    );
    assert!(whole.text.contains("Her mother uses a wheelchair."));
    assert!(
        whole
            .text
            .contains("Sam Okafor · Said by phone\r\n    She thanks us.\r\n    Twice.\r\n"),
        "{}",
        whole.text
    );
    assert!(whole.text.contains("Sam Okafor · Closed"), "{}", whole.text);
    assert_eq!(whole.entries, 4);
    let reference = sqlx::query_scalar::<_, String>("SELECT reference FROM booking")
        .fetch_one(&mut house.db().await)
        .await
        .unwrap();
    assert!(whole.text.contains(&reference), "{}", whole.text);

    let for_ana = house.desk.transcript(form(Language::Fr, false)).await.unwrap();
    assert!(
        !for_ana.text.contains("wheelchair"),
        "a note goes out: {}",
        for_ana.text
    );
    assert!(for_ana.text.contains("Dit au téléphone"), "{}", for_ana.text);
    assert_eq!(for_ana.entries, 3);

    // Zoe reads every conversation (R20), and sees no bookings.
    house.zoe().await;
    let zoes = house.desk.transcript(form(Language::En, true)).await.unwrap();
    assert!(zoes.text.contains("Her mother uses a wheelchair."));
    assert!(
        !zoes.text.contains(&reference),
        "Zoe is told of the booking: {}",
        zoes.text
    );
    let by_zoe = "SELECT count(*) FROM record JOIN staff ON staff.id = staff_id
        WHERE action = 'export' AND subject = 'conversation' AND name LIKE 'Zoe%'";
    assert_eq!(house.count(by_zoe).await, 1);
}

#[tokio::test]
async fn r52_the_record_is_read_by_person_and_by_noun_page_by_page() {
    let house = House::new().await;
    let (booking, conversation) = house.anas_conversation().await;
    for _ in 0..30 {
        house.desk.close_conversation(conversation).await.unwrap();
        house.desk.reopen_conversation(conversation).await.unwrap();
    }
    house.noor().await;
    let query = |by: Option<&str>, about, after| RecordQuery {
        by: by.map(|id| Id::new(id.parse().unwrap())),
        about,
        after,
    };
    let everything = house.desk.list_record(query(None, None, None)).await.unwrap();
    assert_eq!(everything.lines.len(), 50);
    let latest = &everything.lines[0];
    assert_eq!(
        (latest.action.as_str(), latest.by.as_deref()),
        ("sign_in", Some("Noor Haddad"))
    );

    let about = Some(RecordAbout::Conversation);
    let first = house.desk.list_record(query(None, about, None)).await.unwrap();
    let next = first.next.clone().expect("a second page");
    let second = house
        .desk
        .list_record(query(None, about, Some(next)))
        .await
        .unwrap();
    assert_eq!(
        (first.lines.len(), second.lines.len(), second.next),
        (50, 10, None)
    );
    let line = &second.lines[9];
    assert_eq!(
        (
            line.action.as_str(),
            line.by.as_deref(),
            line.name.as_str(),
            line.place
        ),
        (
            "close_conversation",
            Some("Sam Okafor"),
            "Ana Moreau",
            Some(RecordPlace::Conversation { id: conversation })
        )
    );

    let sam = house
        .count("SELECT id FROM staff WHERE name = 'Sam Okafor'")
        .await
        .to_string();
    let about = Some(RecordAbout::Booking);
    let sams = house
        .desk
        .list_record(query(Some(&sam), about, None))
        .await
        .unwrap();
    let line = sams.lines.last().expect("Sam made the booking");
    assert_eq!(line.place, Some(RecordPlace::Booking { id: booking }));
    assert!(line.name.ends_with(" · Ana Moreau"), "{}", line.name);
    assert!(
        sams.lines
            .iter()
            .all(|line| line.by.as_deref() == Some("Sam Okafor"))
    );
}

#[tokio::test]
async fn r52_r51_only_administrators_read_the_record_and_a_made_up_place_is_refused() {
    let house = House::new().await;
    house.sam().await;
    let query = |after: Option<&str>| RecordQuery {
        by: None,
        about: None,
        after: after.map(str::to_owned),
    };
    let refused = house.desk.list_record(query(None)).await.map(drop);
    assert_eq!(
        refused,
        Err(Problem::NotAllowed {
            need: Need::Administration
        })
    );
    house.noor().await;
    let refused = house.desk.list_record(query(Some("x"))).await;
    assert!(matches!(refused, Err(Problem::Invalid { .. })), "{refused:?}");
}
