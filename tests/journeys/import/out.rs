//! R53: what goes out in a file comes in again.

use super::*;
use crate::exporting::exported;
use lobby_desk::views::export::ExportOf;

/// Bookings with who booked what and when, without the numbers that a store gives.
async fn booked(house: &House) -> Vec<(String, String)> {
    sqlx::query_as(
        "SELECT reference, status || '|' || party || '|' || payment || '|' || coalesce(amount_minor, '') || '|'
            || coalesce(amount_currency, '') || '|' || note || '|' || title || '|' || event.starts_at || '|'
            || event.ends_at || '|' || place || '|' || name || '|' || suite || '|' || email || '|' || phone || '|'
            || resident.language
        FROM booking JOIN event ON event.id = event_id JOIN resident ON resident.id = resident_id ORDER BY reference",
    )
    .fetch_all(&mut house.db().await)
    .await
    .unwrap()
}

#[tokio::test]
async fn r53_bookings_that_went_out_come_in_elsewhere_as_they_were() {
    for (language, name) in [(Language::En, "bookings"), (Language::Fr, "reservations")] {
        let here = House::new().await;
        import(&here, "attendees.csv", ATTENDEES).await;
        import(&here, "réservations.csv", SPREADSHEET).await;
        let before = booked(&here).await;
        assert_eq!(before.len(), 12);
        let (file, bytes, rows) = exported(&here, ExportOf::Bookings, language).await;
        assert!(file.starts_with(&format!("lobby-{name}-")), "{file}");
        assert_eq!(rows, 12);

        let there = House::new().await;
        let done = import(&there, &file, &bytes).await;
        assert_eq!(done.totals.bookings, added(12), "{language:?}");
        // A name with a comma is read as files write it: the family name first.
        let expected: Vec<(String, String)> = before
            .into_iter()
            .map(|(reference, rest)| {
                (
                    reference,
                    rest.replace("Inés O'Brien, \"Nini\"", "\"Nini\" Inés O'Brien"),
                )
            })
            .collect();
        assert_eq!(booked(&there).await, expected, "{language:?}");
    }
}

#[tokio::test]
async fn r53_residents_that_went_out_come_in_elsewhere_as_they_were() {
    let who = "SELECT name, suite || '|' || email || '|' || phone || '|' || language || '|' || notes || '|'
        || coalesce(key, '') FROM resident ORDER BY name, suite";
    let here = House::new().await;
    import(&here, "residents.csv", RESIDENTS).await;
    let before: Vec<(String, String)> = sqlx::query_as(who).fetch_all(&mut here.db().await).await.unwrap();
    assert_eq!(before.len(), 3);
    for language in [Language::En, Language::Fr] {
        let (file, bytes, _) = exported(&here, ExportOf::Residents, language).await;
        let there = House::new().await;
        import(&there, &file, &bytes).await;
        let after: Vec<(String, String)> = sqlx::query_as(who)
            .fetch_all(&mut there.db().await)
            .await
            .unwrap();
        assert_eq!(after, before, "{language:?}");
    }
}
