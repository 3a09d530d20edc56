//! Residents, events and bookings of a building of any size.

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};
use lobby_domain::{
    booking::BookingStatus,
    event::EventKind,
    ids::{BookingId, EventId, ResidentId},
    money::{Money, PaymentStatus},
    reference::{prefix, reference},
    resident::{Language, fold},
};
use lobby_store::bulk;

use super::wording::{FIRST_NAMES, LAST_NAMES, PLACES, TITLES};
use crate::sample::{calendar::CURRENCY, random::Random};

/// Bookings of one event.
const BOOKINGS: u32 = 40;
/// The largest party, so that all of an event's bookings fit.
const LARGEST: u32 = 3;
/// The days over which the events lie: most of them past, as in a building that has used Lobby for long.
const DAYS_BACK: i64 = 700;
const DAYS_AHEAD: i64 = 120;
/// Among so many events one is a Meeting, and one a Notice.
const OTHERS: u32 = 40;

/// The building as numbers: whatever is in it follows from its size and the moment.
pub(super) struct House {
    pub now: DateTime<Utc>,
    residents: u32,
    events: Vec<bulk::Event>,
    /// Of each event with bookings, its letters and the number before its first booking.
    letters: Vec<(String, u32)>,
    numbers: BTreeMap<String, u32>,
    pub bookings: u32,
}

/// The one source of chance of a noun with this number.
pub(super) fn chance(noun: u64, number: u32) -> Random {
    Random::new(
        noun.wrapping_mul(0xA076_1D64_78BD_642F) ^ u64::from(number).wrapping_mul(0xE703_7ED1_A0B4_28DB),
    )
}

impl House {
    pub(super) fn new(bookings: u32, now: DateTime<Utc>) -> Self {
        // Neighbours in the list are seven apart, and meet nobody twice as long as seven does not divide.
        let residents = (bookings / 40).clamp(60, 20_000);
        let residents = if residents.is_multiple_of(7) {
            residents + 1
        } else {
            residents
        };
        let mut house = Self {
            now,
            residents,
            events: Vec::new(),
            letters: Vec::new(),
            numbers: BTreeMap::new(),
            bookings,
        };
        let events = bookings.div_ceil(BOOKINGS);
        for number in 0..events {
            let event = house.event(number, events);
            let letters = prefix(&event.title);
            let last = house.numbers.entry(letters.clone()).or_insert(0);
            house.letters.push((letters, *last));
            *last += BOOKINGS.min(bookings - number * BOOKINGS);
            house.events.push(event);
        }
        house
    }

    fn event(&self, number: u32, events: u32) -> bulk::Event {
        let mut random = chance(1, number);
        let days = TimeDelta::days(DAYS_BACK + DAYS_AHEAD);
        let share = i64::from(number) * days.num_minutes() / i64::from(events.max(1));
        let at = self.now - TimeDelta::days(DAYS_BACK) + TimeDelta::minutes(share);
        // On the full quarter of an hour.
        let starts_at = at - TimeDelta::milliseconds(at.timestamp_millis().rem_euclid(900_000));
        let priced = random.chance(45);
        let price = u32::from(priced) * 100 * random.between(5, 40);
        bulk::Event {
            id: EventId::new(i64::from(number) + 1),
            key: None,
            series: None,
            kind: EventKind::CommunityEvent,
            title: random.text(TITLES).to_owned(),
            starts_at,
            ends_at: starts_at + TimeDelta::minutes(i64::from(random.between(2, 8)) * 30),
            all_day: false,
            place: random.text(PLACES).to_owned(),
            description: String::new(),
            capacity: Some(BOOKINGS * LARGEST),
            guests_allowed: true,
            booking_required: true,
            price: (price > 0).then(|| Money {
                minor: price,
                currency: CURRENCY.to_owned(),
            }),
            created_at: starts_at - TimeDelta::days(60),
        }
    }

    /// Residents, events and the numbers given: what bookings refer to.
    pub(super) fn ground(&self) -> bulk::Rows {
        let mut events = self.events.clone();
        let others = (0..self.events.len())
            .step_by(OTHERS as usize)
            .filter_map(|at| self.events.get(at));
        for (kind, title) in [
            (EventKind::Meeting, "Board meeting"),
            (EventKind::Notice, "Lift maintenance"),
        ] {
            for like in others.clone() {
                events.push(bulk::Event {
                    id: EventId::new(i64::try_from(events.len()).unwrap_or(i64::MAX - 1) + 1),
                    kind,
                    title: title.to_owned(),
                    capacity: None,
                    guests_allowed: false,
                    booking_required: false,
                    price: None,
                    ..like.clone()
                });
            }
        }
        bulk::Rows {
            residents: (0..self.residents).map(|number| self.resident(number)).collect(),
            events,
            numbers: self
                .numbers
                .iter()
                .map(|(letters, last)| (letters.clone(), *last))
                .collect(),
            ..bulk::Rows::default()
        }
    }

    fn resident(&self, number: u32) -> bulk::Resident {
        let mut random = chance(2, number);
        let name = format!("{} {}", random.text(FIRST_NAMES), random.text(LAST_NAMES));
        bulk::Resident {
            id: ResidentId::new(i64::from(number) + 1),
            email: format!("{}.{number}@example.org", fold(&name).replace(' ', ".")),
            name,
            suite: format!("{:02}{:02}", number / 40 + 1, number % 40 + 1),
            phone: format!("+1 514 555 {:04}", 100 + number % 100),
            language: language(number),
            notes: String::new(),
            created_at: self.now - TimeDelta::days(DAYS_BACK + 100),
        }
    }

    /// The event of a booking.
    fn event_of(&self, number: u32) -> Option<&bulk::Event> {
        self.events.get(usize::try_from(number / BOOKINGS).ok()?)
    }

    /// When the event of a booking begins.
    pub(super) fn starts_at(&self, number: u32) -> DateTime<Utc> {
        self.event_of(number).map_or(self.now, |event| event.starts_at)
    }

    /// Who made a booking.
    pub(super) fn booker(&self, number: u32) -> u32 {
        let (event, nth) = (number / BOOKINGS, number % BOOKINGS);
        chance(3, event).below(self.residents).wrapping_add(nth * 7) % self.residents
    }

    /// When a booking was made: before its event, and before now.
    pub(super) fn booked_at(&self, number: u32) -> DateTime<Utc> {
        let before = TimeDelta::minutes(i64::from(chance(4, number).between(3 * 1440, 25 * 1440)));
        let ago = TimeDelta::minutes(i64::from(chance(5, number).between(2 * 1440, 20 * 1440)));
        (self.starts_at(number) - before).min(self.now - ago)
    }

    /// A booking.
    pub(super) fn booking(&self, number: u32) -> bulk::Booking {
        let mut random = chance(6, number);
        let starts_at = self.starts_at(number);
        let event = self.event_of(number);
        let status = status(starts_at <= self.now, random.below(100));
        let party = random.between(1, LARGEST);
        let price = event.and_then(|event| event.price.as_ref());
        let payment = match (price, status) {
            (None, _) => PaymentStatus::NotRequired,
            (_, BookingStatus::Cancelled) if random.chance(60) => PaymentStatus::Refunded,
            (_, BookingStatus::Confirmed | BookingStatus::CheckedIn) if random.chance(75) => {
                PaymentStatus::Paid
            }
            _ => PaymentStatus::Unpaid,
        };
        let slot = usize::try_from(number / BOOKINGS)
            .ok()
            .and_then(|at| self.letters.get(at));
        let (letters, before) = slot.map_or(("BK", 0), |(letters, before)| (letters.as_str(), *before));
        bulk::Booking {
            id: BookingId::new(i64::from(number) + 1),
            reference: reference(letters, before + number % BOOKINGS + 1),
            event: EventId::new(i64::from(number / BOOKINGS) + 1),
            resident: ResidentId::new(i64::from(self.booker(number)) + 1),
            party,
            status,
            payment,
            amount: price.map(|price| Money {
                minor: price.minor * party,
                currency: price.currency.clone(),
            }),
            note: String::new(),
            reason: String::new(),
            booked_at: self.booked_at(number),
            booked_by: None,
            starts_at,
            ends_at: event.map_or(starts_at, |event| event.ends_at),
        }
    }
}

/// The language of a resident.
pub(super) fn language(resident: u32) -> Language {
    if chance(7, resident).chance(35) {
        Language::Fr
    } else {
        Language::En
    }
}

fn status(begun: bool, roll: u32) -> BookingStatus {
    match (begun, roll) {
        (true, 0..78) => BookingStatus::CheckedIn,
        (true, 78..86) => BookingStatus::NoShow,
        (false, 0..66) => BookingStatus::Confirmed,
        (false, 66..78) => BookingStatus::Pending,
        (false, 78..86) => BookingStatus::Waitlisted,
        (_, 86..95) => BookingStatus::Cancelled,
        _ => BookingStatus::Declined,
    }
}
