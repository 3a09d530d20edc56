use super::*;
use crate::test_store::{noon, resident, store};

fn names(residents: &[Resident]) -> Vec<&str> {
    residents.iter().map(|resident| resident.name.as_str()).collect()
}

#[tokio::test]
async fn r8_residents_are_listed_by_suite_and_name_and_every_page_goes_on_where_the_last_ended() {
    let (store, _folder) = store().await;
    let mut write = store.write().await.unwrap();
    for (name, suite) in [
        ("Zoe Adam", "1204"),
        ("Émile Roy", "0301"),
        ("", ""),
        ("Amir Khan", "0301"),
        ("Amir Khan", "0301"),
    ] {
        insert(&mut write, &resident(name, suite), noon()).await.unwrap();
    }
    let mut seen = Vec::new();
    let mut place = Place::default();
    loop {
        let page = here(&mut write, &place, 2).await.unwrap();
        let Some(last) = page.last() else { break };
        place = last.place();
        seen.extend(page);
    }
    assert_eq!(
        names(&seen),
        ["", "Amir Khan", "Amir Khan", "Émile Roy", "Zoe Adam"]
    );
}

#[tokio::test]
async fn r7_who_moved_out_is_kept_and_listed_apart() {
    let (store, _folder) = store().await;
    let mut write = store.write().await.unwrap();
    let amir = insert(&mut write, &resident("Amir Khan", "0301"), noon())
        .await
        .unwrap();
    assert!(set_moved_out(&mut write, amir, Some(noon())).await.unwrap());
    // Said twice, the first time stays.
    let later = noon() + chrono::TimeDelta::days(3);
    assert!(set_moved_out(&mut write, amir, Some(later)).await.unwrap());
    assert!(here(&mut write, &Place::default(), 9).await.unwrap().is_empty());
    let gone = moved_out(&mut write, &Place::default(), 9).await.unwrap();
    assert_eq!(gone.first().unwrap().moved_out_at, Some(noon()));
    let words = Words::new("khan").unwrap();
    assert!(find(&mut write, &words, false, 9).await.unwrap().is_empty());
    assert_eq!(
        names(&find(&mut write, &words, true, 9).await.unwrap()),
        ["Amir Khan"]
    );

    assert!(set_moved_out(&mut write, amir, None).await.unwrap());
    assert_eq!(here(&mut write, &Place::default(), 9).await.unwrap().len(), 1);
    assert!(
        !set_moved_out(&mut write, ResidentId::new(99), None)
            .await
            .unwrap()
    );
}

#[tokio::test]
async fn r8_a_change_is_found_under_the_new_words_and_no_longer_under_the_old_ones() {
    let (store, _folder) = store().await;
    let mut write = store.write().await.unwrap();
    let id = insert(&mut write, &resident("Amir Khan", "0301"), noon())
        .await
        .unwrap();
    let fields = Fields {
        email: "noemie@example.org",
        phone: "+1 514 555 0142",
        language: Language::Fr,
        ..resident("Noémie Côté", "0407")
    };
    assert!(update(&mut write, id, &fields).await.unwrap());
    for text in ["noemie", "COTE no", "0407", "noemie@example.org", "555 0142"] {
        let found = find(&mut write, &Words::new(text).unwrap(), false, 9)
            .await
            .unwrap();
        assert_eq!(names(&found), ["Noémie Côté"], "{text}");
    }
    for text in ["khan", "0301", "noemie khan"] {
        assert!(
            find(&mut write, &Words::new(text).unwrap(), false, 9)
                .await
                .unwrap()
                .is_empty(),
            "{text}"
        );
    }
    assert!(!update(&mut write, ResidentId::new(99), &fields).await.unwrap());
}
