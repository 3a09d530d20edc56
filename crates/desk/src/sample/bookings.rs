//! The 150 bookings of the sample building.

use std::collections::{BTreeMap, HashSet};

use chrono::{DateTime, TimeDelta, Utc};
use lobby_domain::{
    booking::BookingStatus,
    ids::{BookingId, ResidentId},
    money::{Money, PaymentStatus},
    reference::{prefix, reference},
    resident::Language,
};
use lobby_store::bulk;

use super::{
    calendar::{CURRENCY, Calendar, Slot},
    people::Team,
    random::Random,
};

/// How many bookings an event has, and how many places they take: fewer than there are.
const PLANNED: &[(Slot, usize, u32)] = &[
    (Slot::YogaBefore, 10, 9),
    (Slot::Jazz, 30, 38),
    (Slot::YogaLast, 12, 11),
    (Slot::Breakfast, 18, 27),
    (Slot::Tour, 8, 14),
    (Slot::BookClub, 13, 10),
    (Slot::Wine, 14, 18),
    (Slot::YogaNext, 13, 9),
    (Slot::Market, 12, 14),
    (Slot::YogaAfter, 6, 4),
    (Slot::Crepes, 14, 12),
];

/// The booking of somebody in particular, mostly because there is a conversation about it.
pub(crate) struct Fixed {
    pub slot: Slot,
    pub resident: &'static str,
    pub party: u32,
    /// Confirmed becomes checked in once the event has begun.
    pub status: BookingStatus,
    pub payment: PaymentStatus,
    /// Where it is not the price for the whole party.
    pub amount: Option<u32>,
    pub note: &'static str,
}

const fn fixed(
    slot: Slot,
    resident: &'static str,
    party: u32,
    status: BookingStatus,
    payment: PaymentStatus,
) -> Fixed {
    Fixed {
        slot,
        resident,
        party,
        status,
        payment,
        amount: None,
        note: "",
    }
}

use BookingStatus::{Cancelled, CheckedIn, Confirmed, Declined, NoShow, Pending, Waitlisted};
use PaymentStatus::{NotRequired, Paid, Refunded, Unpaid};

const FIXED: &[Fixed] = &[
    Fixed {
        amount: Some(8000),
        note: "One guest uses a wheelchair.",
        ..fixed(Slot::Wine, "Ana Moreau", 3, Confirmed, Unpaid)
    },
    fixed(Slot::Wine, "Jonas Tremblay", 2, Confirmed, Paid),
    fixed(Slot::Wine, "Priya Krishnan", 1, Waitlisted, NotRequired),
    fixed(Slot::Wine, "Lucía Benítez", 2, Confirmed, Paid),
    fixed(Slot::YogaNext, "Dana Whitfield", 1, Confirmed, NotRequired),
    fixed(Slot::YogaNext, "Hiro Nakamura", 1, Confirmed, NotRequired),
    fixed(Slot::YogaNext, "Esi Owusu", 1, Cancelled, NotRequired),
    Fixed {
        note: "Needs a socket for a lamp.",
        ..fixed(Slot::Market, "Mark Rousseau", 1, Confirmed, Paid)
    },
    fixed(Slot::Market, "Sofia Bianchi", 3, Confirmed, Unpaid),
    fixed(Slot::Crepes, "Élodie Gagnon", 4, Pending, Unpaid),
    fixed(Slot::Crepes, "Gerald Hutchins", 1, Declined, Unpaid),
    fixed(Slot::Jazz, "Beatriz Almeida", 2, CheckedIn, Paid),
    fixed(Slot::Jazz, "Olivier Lefebvre", 2, CheckedIn, Paid),
    fixed(Slot::Jazz, "Tomasz Wójcik", 2, NoShow, Refunded),
    fixed(Slot::YogaLast, "Naomi Feldman", 1, CheckedIn, NotRequired),
    fixed(Slot::YogaBefore, "Marie-Ève Bouchard", 1, CheckedIn, NotRequired),
    fixed(Slot::BookClub, "Kwame Mensah", 1, Confirmed, NotRequired),
    fixed(Slot::Tour, "Anneliese Vogel", 2, Confirmed, NotRequired),
    Fixed {
        note: "Allergie grave aux noix.",
        ..fixed(Slot::Breakfast, "Chloé Pelletier", 2, Confirmed, Paid)
    },
];

const NOTES_EN: &[&str] = &[
    "Vegetarian.",
    "Would like to sit near the window.",
    "Arrives about ten minutes late.",
    "Comes with a walking stick; a chair with arms, please.",
    "Please call if the time changes.",
    "First time at an event here.",
    "Shares a table with Suite 1604.",
    "No alcohol, please.",
];
const NOTES_FR: &[&str] = &[
    "Végétarienne.",
    "Près de la fenêtre, si possible.",
    "Arrivera avec dix minutes de retard.",
    "Sans gluten.",
    "Merci d’appeler si l’heure change.",
    "Vient avec une poussette.",
];

/// All bookings in the order in which they were made, and the last number of each pair of letters.
/// `begun` tells when the first word about somebody's booking was written, if there is a conversation.
pub(crate) fn bookings(
    calendar: &Calendar,
    residents: &[bulk::Resident],
    (team, now): (Team, DateTime<Utc>),
    begun: &dyn Fn(Slot, &str) -> Option<DateTime<Utc>>,
    random: &mut Random,
) -> (Vec<bulk::Booking>, Vec<(String, u32)>) {
    let mut all = Vec::new();
    for (slot, wanted, places) in PLANNED {
        let Some(event) = calendar.event(*slot) else {
            continue;
        };
        let mut list = List {
            event,
            now,
            taken: 0,
            here: HashSet::new(),
            all: Vec::new(),
        };
        for known in FIXED.iter().filter(|known| known.slot == *slot) {
            if let Some(resident) = residents.iter().find(|resident| resident.name == known.resident) {
                list.add_known(known, resident, begun(*slot, known.resident), random);
            }
        }
        while list.all.len() < *wanted {
            let Some(resident) = random.one(residents) else {
                break;
            };
            if !list.here.contains(&resident.id) {
                list.add_any(resident, places.saturating_sub(list.taken), team, random);
            }
        }
        all.append(&mut list.all);
    }
    all.sort_by_key(|booking| (booking.booked_at, booking.event, booking.resident));
    for (number, booking) in (1..).zip(&mut all) {
        booking.id = BookingId::new(number);
    }
    let numbers = number(&mut all, calendar, random);
    (all, numbers)
}

/// The bookings of one event as they are made.
struct List<'a> {
    event: &'a bulk::Event,
    now: DateTime<Utc>,
    taken: u32,
    here: HashSet<ResidentId>,
    all: Vec<bulk::Booking>,
}

impl List<'_> {
    fn begun(&self) -> bool {
        self.event.starts_at <= self.now
    }

    fn add_known(
        &mut self,
        known: &Fixed,
        resident: &bulk::Resident,
        first_word: Option<DateTime<Utc>>,
        random: &mut Random,
    ) {
        let status = if known.status == Confirmed && self.begun() {
            CheckedIn
        } else {
            known.status
        };
        let earlier = first_word.map(|at| at - TimeDelta::minutes(i64::from(random.between(35, 400))));
        let booked_at = self.booked_at(random);
        let mut booking = self.booking(resident, (known.party, status, known.payment));
        booking.note = known.note.to_owned();
        booking.booked_at = earlier.map_or(booked_at, |earlier| earlier.min(booked_at));
        if let (Some(minor), Some(amount)) = (known.amount, booking.amount.as_mut()) {
            amount.minor = minor;
        }
        self.push(booking);
    }

    fn add_any(&mut self, resident: &bulk::Resident, places: u32, team: Team, random: &mut Random) {
        let wished = if self.event.guests_allowed {
            1 + random.below(2) + random.below(3)
        } else {
            1
        };
        let (party, status) = if places > 0 {
            let no_show = self.begun() && random.chance(8);
            let status = match self.begun() {
                true if no_show => NoShow,
                true => CheckedIn,
                false => Confirmed,
            };
            (wished.min(places), status)
        } else {
            let left = if self.begun() {
                &[Cancelled, Declined][..]
            } else {
                &[Pending, Waitlisted, Cancelled, Declined]
            };
            (wished, random.one(left).copied().unwrap_or(Cancelled))
        };
        let payment = self.payment(status, random);
        let mut booking = self.booking(resident, (party, status, payment));
        if random.chance(22) {
            let notes = if resident.language == Language::Fr {
                NOTES_FR
            } else {
                NOTES_EN
            };
            booking.note = random.text(notes).to_owned();
        }
        booking.booked_at = self.booked_at(random);
        // What staff decline or cancel has a reason and a conversation (R2): these came in as they are.
        let by_hand = !matches!(status, Cancelled | Declined) && random.chance(40);
        booking.booked_by = by_hand
            .then(|| random.one(&team.all()[..]).copied())
            .flatten()
            .filter(|by| *by != team.lee);
        self.push(booking);
    }

    fn push(&mut self, booking: bulk::Booking) {
        if booking.status.takes_places() {
            self.taken += booking.party;
        }
        self.here.insert(booking.resident);
        self.all.push(booking);
    }

    /// From two to 23 days before the event, at the latest some hours ago.
    fn booked_at(&self, random: &mut Random) -> DateTime<Utc> {
        let before = TimeDelta::minutes(i64::from(random.between(2 * 1440, 23 * 1440)));
        let ago = TimeDelta::minutes(i64::from(random.between(300, 6 * 1440)));
        (self.event.starts_at - before).min(self.now - ago)
    }

    fn payment(&self, status: BookingStatus, random: &mut Random) -> PaymentStatus {
        if self.event.price.is_none() {
            return NotRequired;
        }
        let paid = match status {
            Confirmed => 55,
            CheckedIn => 85,
            NoShow => 60,
            Pending => 15,
            Waitlisted | Declined => 0,
            Cancelled => return if random.chance(65) { Refunded } else { Unpaid },
        };
        if random.chance(paid) { Paid } else { Unpaid }
    }

    fn booking(
        &self,
        resident: &bulk::Resident,
        (party, status, payment): (u32, BookingStatus, PaymentStatus),
    ) -> bulk::Booking {
        let price = self.event.price.as_ref().filter(|_| payment != NotRequired);
        bulk::Booking {
            id: BookingId::new(0),
            reference: String::new(),
            event: self.event.id,
            resident: resident.id,
            party,
            status,
            payment,
            amount: price.map(|price| Money {
                minor: price.minor * party,
                currency: CURRENCY.to_owned(),
            }),
            note: String::new(),
            reason: String::new(),
            booked_at: self.now,
            booked_by: None,
            starts_at: self.event.starts_at,
            ends_at: self.event.ends_at,
        }
    }
}

/// The number of Ana Moreau's booking for the wine tasting, which is WT-0418.
const ANAS_NUMBER: u32 = 418;

/// Gives the references, counting on from what earlier events have used.
fn number(all: &mut [bulk::Booking], calendar: &Calendar, random: &mut Random) -> Vec<(String, u32)> {
    let wine = calendar.event(Slot::Wine).map(|event| event.id);
    let before_ana = all
        .iter()
        .filter(|booking| Some(booking.event) == wine)
        .position(|booking| booking.note == "One guest uses a wheelchair.")
        .and_then(|before| u32::try_from(before).ok())
        .unwrap_or(0);
    let titles: BTreeMap<_, _> = calendar
        .events
        .iter()
        .map(|event| (event.id, prefix(&event.title)))
        .collect();
    let mut last: BTreeMap<String, u32> = BTreeMap::new();
    for booking in all {
        let letters = titles.get(&booking.event).cloned().unwrap_or_default();
        let number = last.entry(letters.clone()).or_insert_with(|| {
            if Some(booking.event) == wine {
                ANAS_NUMBER - before_ana - 1
            } else {
                random.between(40, 480)
            }
        });
        *number += 1;
        booking.reference = reference(&letters, *number);
    }
    last.into_iter().collect()
}
