//! Whole or not at all, by an administrator, and remembered.

use super::*;

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
    assert!(
        matches!(
            house.desk.import_stop(&token).await,
            Err(Problem::NotFound { .. })
        ),
        "it is over"
    );
}

#[tokio::test]
async fn r7_what_has_changed_since_the_preview_stops_the_import() {
    let house = House::new().await;
    let (token, _) = preview(&house, "attendees.csv", ATTENDEES).await;
    house.desk.sign_in("sam@example.org", PASSWORD).await.unwrap();
    house
        .resident("Ana Moreau", "1204", "ana.moreau@example.org")
        .await;
    house.noor().await;
    let before = contents(&house).await;
    let outdated = house.desk.import_apply(&token, false, &[]).await;
    assert_eq!(
        outdated,
        Err(Problem::ImportOutdated),
        "she would have been added, and is known now"
    );
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
    let foreign = lobby_desk::Mapping {
        signature: "other".into(),
        ..mapping.clone()
    };
    let refused = house.desk.import_preview(&token, Some(foreign)).await;
    assert_eq!(
        refused,
        Err(Problem::invalid(FormField::Mapping, FieldFault::Malformed))
    );
    house
        .desk
        .import_preview(&token, Some(mapping.clone()))
        .await
        .unwrap();
    house.desk.import_apply(&token, false, &[]).await.unwrap();
    let next = b"Who,Where,Mail\nLuc Roy,310,luc@example.org\n";
    let (token, opened) = open(&house, "people.csv", next).await.unwrap();
    assert_eq!((opened.remembered, opened.mapping), (true, Some(mapping)));
    let preview = house.desk.import_preview(&token, None).await.unwrap();
    assert_eq!(preview.totals.residents, added(1));
    house.desk.import_apply(&token, false, &[]).await.unwrap();
    assert_eq!(
        id(&house, "SELECT count(*) FROM resident WHERE suite = '310'").await,
        1
    );
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
    assert!(
        detail.starts_with("attendees.csv; residents +6 ~0 =0; events +2"),
        "{detail}"
    );
}

#[tokio::test]
async fn r50_only_administrators_import() {
    let house = House::new().await;
    let (token, _) = preview(&house, "attendees.csv", ATTENDEES).await;
    house.sam().await;
    let refused = house.desk.import_apply(&token, false, &[]).await;
    assert_eq!(
        refused,
        Err(Problem::NotAllowed {
            need: Need::Administration
        })
    );
    assert_eq!(id(&house, "SELECT count(*) FROM booking").await, 0);
}
