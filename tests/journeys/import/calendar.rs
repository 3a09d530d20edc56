//! Recurring events and those that are called off.

use super::*;

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
    assert_eq!(
        again.totals.events,
        unchanged(104),
        "a month later no more of them"
    );
    assert_eq!(contents(&house).await, before);
    let series = SeriesId::new(id(&house, "SELECT id FROM series").await);
    let rule: String = sqlx::query_scalar("SELECT rule FROM series")
        .fetch_one(&mut house.db().await)
        .await
        .unwrap();
    assert!(rule.contains("FREQ=WEEKLY"), "{rule}");
    assert_eq!(house.desk.lay_down_more(series).await, Ok(105));
    assert_eq!(id(&house, "SELECT count(*) FROM event").await, 209);
    let after = import(&house, "yoga.ics", weekly.as_bytes()).await;
    assert_eq!(
        after.totals.events,
        unchanged(209),
        "what was laid down by hand is the file's too"
    );
    // The calendar of another system, with its own time zones, changes and cancellations.
    let first = import(&house, "building-events.ics", CALENDAR).await;
    let second = import(&house, "building-events.ics", CALENDAR).await;
    assert!(first.totals.events.added > 10, "{first:?}");
    assert_eq!(second.totals.events, unchanged(first.totals.events.added));
    let query = EventQuery {
        filter: EventFilter::Upcoming,
        only: None,
        after: None,
    };
    assert!(!house.desk.list_events(query).await.unwrap().rows.is_empty());
}

#[tokio::test]
async fn r7_laying_down_more_keeps_whole_days_and_what_was_changed_ahead_of_time() {
    let house = House::new().await;
    let weekly = "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:clean@example.org\r\nSUMMARY:Cleaning\r\n\
        DTSTART;VALUE=DATE:20261206\r\nDTEND;VALUE=DATE:20261207\r\nRRULE:FREQ=WEEKLY\r\nEND:VEVENT\r\n\
        BEGIN:VEVENT\r\nUID:clean@example.org\r\nRECURRENCE-ID;VALUE=DATE:20281217\r\n\
        SUMMARY:Cleaning of the garage\r\nDTSTART;VALUE=DATE:20281218\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
    let first = import(&house, "cleaning.ics", weekly.as_bytes())
        .await
        .totals
        .events
        .added;
    let series = SeriesId::new(id(&house, "SELECT id FROM series").await);
    let more = house.desk.lay_down_more(series).await.unwrap();
    assert!(more > 100, "{more}");
    assert_eq!(
        id(&house, "SELECT count(*) FROM event").await,
        i64::from(first + more)
    );
    assert_eq!(
        id(&house, "SELECT count(DISTINCT key) FROM event").await,
        i64::from(first + more)
    );
    let lengths = "SELECT count(DISTINCT (ends_at - starts_at) / 3600000) FROM event";
    assert_eq!(id(&house, lengths).await, 3, "23, 24 and 25 hours");
    let again = import(&house, "cleaning.ics", weekly.as_bytes()).await;
    assert_eq!(again.totals.events, unchanged(first + more));
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
    assert_eq!(
        preview
            .called_off
            .iter()
            .map(|event| event.title.as_str())
            .collect::<Vec<_>>(),
        ["Party"]
    );
    assert_eq!(preview.totals.events, unchanged(1));
    house.desk.import_apply(&token, false, &[]).await.unwrap();
    let event = EventId::new(id(&house, "SELECT id FROM event").await);
    assert!(house.desk.open_event(event).await.is_ok());
}
