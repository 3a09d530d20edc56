//! The twelve events of the sample building, around the day of now; the weekly one counts once.

use chrono::{DateTime, Days, Months, NaiveDate, NaiveTime, Utc};
use chrono_tz::Tz;
use lobby_domain::{
    event::EventKind,
    ids::{EventId, SeriesId},
    money::Money,
    zone::{instant, start_of_day},
};
use lobby_store::bulk;

/// The currency of the sample building's prices.
pub(crate) const CURRENCY: &str = "CAD";

/// Months for which the weekly event is laid down (R7).
const MONTHS: u32 = 24;

/// The UID of the weekly event.
const YOGA_UID: &str = "morning-yoga@harbour-house.example.org";

/// The events that take bookings; of the weekly one, four occurrences.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Slot {
    YogaBefore,
    Jazz,
    YogaLast,
    Breakfast,
    Tour,
    BookClub,
    Wine,
    YogaNext,
    Market,
    YogaAfter,
    Crepes,
}

/// What is written down about an event that happens once.
struct Once {
    slot: Option<Slot>,
    kind: EventKind,
    title: &'static str,
    /// Days from today, hour and minute of the start, minutes it lasts; `None` is the whole day.
    when: (i64, Option<(u32, u32, i64)>),
    place: &'static str,
    description: &'static str,
    capacity: Option<u32>,
    guests: bool,
    price: Option<u32>,
}

/// The events with the ids of those that take bookings, and of the Meetings.
pub(crate) struct Calendar {
    pub series: Vec<bulk::Series>,
    pub events: Vec<bulk::Event>,
    slots: Vec<(Slot, EventId)>,
    pub meetings: Vec<EventId>,
}

impl Calendar {
    /// The event of a slot.
    pub(crate) fn event(&self, slot: Slot) -> Option<&bulk::Event> {
        let (_, id) = self.slots.iter().find(|(known, _)| *known == slot)?;
        self.events.iter().find(|event| event.id == *id)
    }
}

/// Lays the calendar down.
pub(crate) fn calendar(zone: Tz, now: DateTime<Utc>) -> Calendar {
    let today = now.with_timezone(&zone).date_naive();
    let mut made = Calendar {
        series: Vec::new(),
        events: Vec::new(),
        slots: Vec::new(),
        meetings: Vec::new(),
    };
    for once in ONCE {
        let id = made.next();
        let (starts_at, ends_at) = times(zone, day(today, once.when.0), once.when.1);
        made.events.push(bulk::Event {
            id,
            key: None,
            series: None,
            kind: once.kind,
            title: once.title.to_owned(),
            starts_at,
            ends_at,
            all_day: once.when.1.is_none(),
            place: once.place.to_owned(),
            description: once.description.to_owned(),
            capacity: once.capacity,
            guests_allowed: once.guests,
            booking_required: once.slot.is_some(),
            price: once.price.map(|minor| Money {
                minor,
                currency: CURRENCY.to_owned(),
            }),
            created_at: known_since(now),
        });
        made.slots.extend(once.slot.map(|slot| (slot, id)));
        if once.kind == EventKind::Meeting {
            made.meetings.push(id);
        }
    }
    made.lay_down_yoga(zone, today, now);
    made
}

impl Calendar {
    fn next(&self) -> EventId {
        EventId::new(i64::try_from(self.events.len()).unwrap_or(i64::MAX - 1) + 1)
    }

    /// R7: weekly, from four weeks ago for 24 months.
    fn lay_down_yoga(&mut self, zone: Tz, today: NaiveDate, now: DateTime<Utc>) {
        let id = SeriesId::new(1);
        let first = day(today, -24);
        let until = today.checked_add_months(Months::new(MONTHS)).unwrap_or(today);
        let weekday = first.format("%a").to_string().to_uppercase();
        let rule = format!("FREQ=WEEKLY;BYDAY={}", weekday.get(..2).unwrap_or("MO"));
        let from = first.format("%Y%m%d");
        self.series.push(bulk::Series {
            id,
            key: YOGA_UID.to_owned(),
            source: format!(
                "BEGIN:VEVENT\r\nUID:{YOGA_UID}\r\nSUMMARY:Morning yoga\r\nLOCATION:Wellness studio\r\n\
                 DTSTART;TZID={zone}:{from}T073000\r\nDTEND;TZID={zone}:{from}T083000\r\n\
                 RRULE:{rule}\r\nEND:VEVENT\r\n"
            ),
            rule,
            laid_down_from: start_of_day(zone, first),
            laid_down_until: start_of_day(zone, until),
        });
        let offsets = (0..).map(|week| week * 7 - 24);
        for offset in offsets.take_while(|offset| day(today, *offset) < until) {
            let event = self.next();
            let (starts_at, ends_at) = times(zone, day(today, offset), Some((7, 30, 60)));
            let slot = match offset {
                -10 => Some(Slot::YogaBefore),
                -3 => Some(Slot::YogaLast),
                4 => Some(Slot::YogaNext),
                11 => Some(Slot::YogaAfter),
                _ => None,
            };
            self.slots.extend(slot.map(|slot| (slot, event)));
            self.events.push(bulk::Event {
                id: event,
                key: Some(format!("{YOGA_UID}/{}", starts_at.format("%Y%m%dT%H%M%SZ"))),
                series: Some(id),
                kind: EventKind::CommunityEvent,
                title: "Morning yoga".to_owned(),
                starts_at,
                ends_at,
                all_day: false,
                place: "Wellness studio".to_owned(),
                description: "Gentle yoga for all levels with Claire. Mats are there; bring water."
                    .to_owned(),
                capacity: Some(12),
                guests_allowed: false,
                booking_required: true,
                price: None,
                created_at: known_since(now),
            });
        }
    }
}

fn known_since(now: DateTime<Utc>) -> DateTime<Utc> {
    now - chrono::TimeDelta::days(60)
}

fn day(today: NaiveDate, offset: i64) -> NaiveDate {
    let days = Days::new(offset.unsigned_abs());
    let moved = if offset < 0 {
        today.checked_sub_days(days)
    } else {
        today.checked_add_days(days)
    };
    moved.unwrap_or(today)
}

fn times(zone: Tz, date: NaiveDate, clock: Option<(u32, u32, i64)>) -> (DateTime<Utc>, DateTime<Utc>) {
    match clock {
        Some((hour, minute, minutes)) => {
            let time = NaiveTime::from_hms_opt(hour, minute, 0).unwrap_or(NaiveTime::MIN);
            let starts_at = instant(zone, date.and_time(time));
            (starts_at, starts_at + chrono::TimeDelta::minutes(minutes))
        }
        None => (start_of_day(zone, date), start_of_day(zone, day(date, 1))),
    }
}

use EventKind::{CommunityEvent, Meeting, Notice};

const ONCE: &[Once] = &[
    Once {
        slot: None,
        kind: Meeting,
        title: "Budget meeting",
        when: (-6, Some((18, 30, 90))),
        place: "Library",
        description: "The budget of the coming year, and the renewal of the lift contract.",
        capacity: None,
        guests: false,
        price: None,
    },
    Once {
        slot: Some(Slot::Jazz),
        kind: CommunityEvent,
        title: "Jazz in the Sky Lounge",
        when: (-4, Some((20, 0, 150))),
        place: "Sky Lounge, level 32",
        description: "The Marchetti Trio plays two sets. A first drink is included.",
        capacity: Some(40),
        guests: true,
        price: Some(2000),
    },
    Once {
        slot: Some(Slot::Breakfast),
        kind: CommunityEvent,
        title: "Residents’ breakfast",
        when: (0, Some((8, 30, 90))),
        place: "Garden room",
        description: "Breakfast together, with a table for families. Children under six eat free.",
        capacity: Some(30),
        guests: true,
        price: Some(1200),
    },
    Once {
        slot: Some(Slot::Tour),
        kind: CommunityEvent,
        title: "Building tour for new residents",
        when: (0, Some((12, 0, 60))),
        place: "Main lobby",
        description: "From the boiler room to the roof terrace: where everything is and how it works.",
        capacity: None,
        guests: true,
        price: None,
    },
    Once {
        slot: None,
        kind: Meeting,
        title: "Board meeting",
        when: (0, Some((18, 0, 90))),
        place: "Library",
        description: "Open to all residents. Agenda: bicycle room, lobby hours in summer, parcels.",
        capacity: None,
        guests: false,
        price: None,
    },
    Once {
        slot: None,
        kind: Notice,
        title: "Window cleaning, floors 10 to 22",
        when: (1, Some((8, 0, 540))),
        place: "North and east side",
        description: "Please close the windows and clear the sills. The cleaners do not come inside.",
        capacity: None,
        guests: false,
        price: None,
    },
    Once {
        slot: Some(Slot::BookClub),
        kind: CommunityEvent,
        title: "Book club",
        when: (1, Some((18, 30, 90))),
        place: "Library",
        description: "This month a novel in translation; the desk lends three copies.",
        capacity: Some(14),
        guests: false,
        price: None,
    },
    Once {
        slot: Some(Slot::Wine),
        kind: CommunityEvent,
        title: "Wine tasting with Domaine Lyre",
        when: (3, Some((19, 0, 120))),
        place: "Sky Lounge, level 32",
        description: "Six wines with bread and cheese. A guest who accompanies another comes free of charge.",
        capacity: Some(24),
        guests: true,
        price: Some(4000),
    },
    Once {
        slot: Some(Slot::Market),
        kind: CommunityEvent,
        title: "Holiday market — stall hire",
        when: (5, Some((10, 0, 360))),
        place: "Courtyard",
        description: "A stall for what you make yourself. Tables and lights are provided.",
        capacity: Some(16),
        guests: true,
        price: Some(1500),
    },
    Once {
        slot: None,
        kind: Notice,
        title: "Pool closed for cleaning",
        when: (6, None),
        place: "Pool, level 2",
        description: "The pool is emptied and cleaned. The gym and the sauna stay open.",
        capacity: None,
        guests: false,
        price: None,
    },
    Once {
        slot: Some(Slot::Crepes),
        kind: CommunityEvent,
        title: "Atelier crêpes en famille",
        when: (12, Some((14, 0, 150))),
        place: "Party room",
        description: "On cuisine ensemble : pâte, garnitures et dégustation. Dès quatre ans, avec un adulte.",
        capacity: Some(20),
        guests: true,
        price: Some(800),
    },
];
