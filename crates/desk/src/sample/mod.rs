//! The sample building, Harbour House: made from a fixed seed around the day of now, so that there is always
//! something on today. Nobody in it exists; the addresses are those that no mail ever reaches (RFC 2606).

mod bookings;
mod calendar;
mod people;
mod random;
mod scripts;
pub mod seed;
mod threads;

use chrono::{DateTime, TimeDelta, Utc};
use chrono_tz::Tz;
use lobby_domain::{event::Response, ids::SavedReplyId, resident::Language};
use lobby_store::{building::Building, bulk, saved_reply::SavedReply};

pub(crate) use people::{Team, hashes, hire};
use random::Random;

/// Where the building stands.
pub(crate) const ZONE: Tz = chrono_tz::America::Montreal;

/// The seed: the day on which Lobby was begun.
const SEED: u64 = 20_261_123;

/// Minutes until the screen locks.
const LOCK_AFTER_MINUTES: u32 = 10;

/// The building's own row.
pub(crate) fn building() -> Building {
    Building {
        name: "Harbour House".to_owned(),
        address: "32 Quay Street, Montréal QC".to_owned(),
        time_zone: ZONE.name().to_owned(),
        language: Language::En,
        currency: calendar::CURRENCY.to_owned(),
        lock_after_minutes: Some(LOCK_AFTER_MINUTES),
        sample: true,
    }
}

/// The saved replies of the building (R30).
pub(crate) fn saved_replies() -> Vec<SavedReply> {
    [
        (
            "Confirmed",
            "Hello {resident}, your places for {event} on {time} ({place}) are confirmed. See you there!",
            "Bonjour {résident}, vos places pour {événement}, {heure} ({lieu}), sont confirmées. À bientôt !",
        ),
        (
            "Payment",
            "Your booking comes to {amount}. Payment can be made at the desk any time before {time}.",
            "Votre réservation revient à {montant}. Le paiement se fait à la réception, avant {heure}.",
        ),
        (
            "Way in",
            "Lift B goes straight up to {place}, without a step.",
            "L’ascenseur B mène droit à {lieu}, sans aucune marche.",
        ),
    ]
    .into_iter()
    .map(|(name, english, french)| SavedReply {
        id: SavedReplyId::new(0),
        of: None,
        name: name.to_owned(),
        english: english.to_owned(),
        french: french.to_owned(),
    })
    .collect()
}

/// Everything in the building beside its staff, as it is at `now`.
pub(crate) fn rows(now: DateTime<Utc>, team: Team) -> bulk::Rows {
    let mut random = Random::new(SEED);
    let residents = people::residents(now);
    let calendar = calendar::calendar(ZONE, now);
    let timed = threads::on_the_clock(ZONE, now);
    let begun = |slot, resident: &str| threads::Timed::begun(&timed, slot, resident);
    let (bookings, numbers) = bookings::bookings(&calendar, &residents, (team, now), &begun, &mut random);
    let answers = answers(&calendar, &residents, now, &mut random);
    let mut rows = bulk::Rows {
        residents,
        bookings,
        numbers,
        answers,
        ..bulk::Rows::default()
    };
    threads::converse(&mut rows, &timed, &calendar, ZONE, team);
    rows.series = calendar.series;
    rows.events = calendar.events;
    rows
}

/// About two thirds of the residents have answered each Meeting.
fn answers(
    calendar: &calendar::Calendar,
    residents: &[bulk::Resident],
    now: DateTime<Utc>,
    random: &mut Random,
) -> Vec<bulk::Answer> {
    let mut answers = Vec::new();
    for event in &calendar.meetings {
        for resident in residents {
            if random.chance(65) {
                let attends = random.chance(45);
                answers.push(bulk::Answer {
                    event: *event,
                    resident: resident.id,
                    response: if attends {
                        Response::Attending
                    } else {
                        Response::NotAttending
                    },
                    at: now - TimeDelta::minutes(i64::from(random.between(7 * 1440, 18 * 1440))),
                });
            }
        }
    }
    answers
}

#[cfg(test)]
#[path = "sample_tests.rs"]
mod tests;
