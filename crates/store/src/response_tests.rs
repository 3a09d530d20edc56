use lobby_domain::event::EventKind;

use super::*;
use crate::{
    event, resident,
    test_store::{event as fields, noon, resident as person, store},
};

#[tokio::test]
async fn r1_everybody_here_is_listed_with_their_answer_and_who_answered_and_left_too() {
    let (store, _folder) = store().await;
    let mut write = store.write().await.unwrap();
    let agm = event::insert(&mut write, &fields("AGM", EventKind::Meeting, 5), noon())
        .await
        .unwrap();
    let other = event::insert(&mut write, &fields("Budget", EventKind::Meeting, 9), noon())
        .await
        .unwrap();
    let mut ids = Vec::new();
    for suite in ["0101", "0102", "0103", "0104"] {
        ids.push(
            resident::insert(&mut write, &person("Amir Khan", suite), noon())
                .await
                .unwrap(),
        );
    }
    let [attends, left, silent, left_silent] = ids.as_slice() else {
        unreachable!("four were added")
    };
    record(&mut write, agm, *attends, Response::NotAttending, noon())
        .await
        .unwrap();
    record(&mut write, agm, *attends, Response::Attending, noon())
        .await
        .unwrap();
    record(&mut write, agm, *left, Response::NotAttending, noon())
        .await
        .unwrap();
    record(&mut write, other, *silent, Response::Attending, noon())
        .await
        .unwrap();
    for id in [*left, *left_silent] {
        resident::set_moved_out(&mut write, id, Some(noon()))
            .await
            .unwrap();
    }
    let all = page(&mut write, agm, &Place::default(), 9).await.unwrap();
    let answers: Vec<_> = all
        .iter()
        .map(|answer| (answer.resident, answer.response))
        .collect();
    assert_eq!(
        answers,
        [
            (*attends, Response::Attending),
            (*left, Response::NotAttending),
            (*silent, Response::NoAnswer)
        ]
    );
    let rest = page(&mut write, agm, &all.first().unwrap().place(), 1)
        .await
        .unwrap();
    assert_eq!(rest.first().unwrap().resident, *left);

    record(&mut write, agm, *left, Response::NoAnswer, noon())
        .await
        .unwrap();
    let counts = event::get(&mut write, agm).await.unwrap().unwrap();
    assert_eq!((counts.attending, counts.not_attending), (1, 0));
}
