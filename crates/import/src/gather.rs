//! Brings together what several lines say of the same resident, event and booking (R7).

use std::collections::{HashMap, hash_map::Entry};

use chrono::{DateTime, Utc};
use lobby_domain::{
    booking::BookingStatus,
    event::{EventKind, Response},
    money::{Money, PaymentStatus},
    resident::fold,
};

use crate::{
    fault::{BadLine, LineFault, shown},
    reading::{BookingLine, EventLine, Reading, ResidentLine},
};

/// What one line says.
#[derive(Debug)]
pub(crate) struct Gathered {
    pub resident: Option<ResidentLine>,
    pub event: Option<EventLine>,
    pub booking: Option<BookingFacts>,
    /// The ticket's number, and the line as it stands, where each line is one ticket.
    pub ticket: Option<(String, String)>,
}

/// A booking before its resident and event have their places.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct BookingFacts {
    pub line: u32,
    pub reference: Option<String>,
    pub party: Option<u32>,
    pub status: Option<BookingStatus>,
    pub response: Option<Response>,
    pub payment: Option<PaymentStatus>,
    pub amount: Option<Money>,
    pub note: Option<String>,
    pub booked_at: Option<DateTime<Utc>>,
}

/// Collects lines; each resident, event and booking once.
pub(crate) struct Gatherer {
    reading: Reading,
    residents: HashMap<String, usize>,
    events: HashMap<String, usize>,
    bookings: HashMap<String, usize>,
    /// Tickets seen: the line's number and its text.
    tickets: HashMap<String, (u32, String)>,
    /// References in use, where lines are tickets.
    references: HashMap<String, usize>,
    by_ticket: bool,
}

impl Gatherer {
    pub(crate) fn new(by_ticket: bool) -> Self {
        Self {
            reading: Reading::default(),
            residents: HashMap::new(),
            events: HashMap::new(),
            bookings: HashMap::new(),
            tickets: HashMap::new(),
            references: HashMap::new(),
            by_ticket,
        }
    }

    /// Takes a line in, whole or not at all.
    pub(crate) fn take(&mut self, said: Gathered) -> Result<(), BadLine> {
        let Gathered {
            resident,
            event,
            booking,
            ticket,
        } = said;
        if let Some((number, text)) = &ticket {
            let line = booking.as_ref().map_or(0, |booking| booking.line);
            match self.tickets.entry(number.clone()) {
                // The same ticket once more, as in two exports put together: nothing new.
                Entry::Occupied(seen) if seen.get().1 == *text => return Ok(()),
                Entry::Occupied(seen) => return Err(duplicate(line, number, seen.get().0)),
                Entry::Vacant(place) => {
                    place.insert((line, text.clone()));
                }
            }
        }
        let own_line = event.is_none();
        let resident = resident
            .map(|resident| self.plan_resident(resident, own_line))
            .transpose()?;
        let event = event.map(|event| self.plan_event(event)).transpose()?;
        if let (Some(resident), Some(event), Some(booking)) = (&resident, &event, booking) {
            let (resident_at, event_at) = (resident.0, event.0);
            // Kind and requirement are decided on the merged event, before anything is kept.
            let merged = event_facts_for_booking(&event.1, booking.line)?;
            self.take_booking(booking, resident_at, event_at, ticket.map(|(number, _)| number))?;
            self.keep_resident(resident.0, resident.1.clone(), &resident.2);
            self.keep_event(event.0, merged, &event.2);
            return Ok(());
        }
        if let Some((at, resident, key)) = resident {
            self.keep_resident(at, resident, &key);
        }
        if let Some((at, event, key)) = event {
            self.keep_event(at, event, &key);
        }
        Ok(())
    }

    /// Where the resident belongs, and what is known with this line. `own_line` is a line about the
    /// resident and nothing else: there a contradiction is a fault. A line about a booking repeats
    /// what the booker typed that day, so what the file said first stands.
    fn plan_resident(
        &self,
        new: ResidentLine,
        own_line: bool,
    ) -> Result<(usize, ResidentLine, String), BadLine> {
        let key = match (&new.key, &new.email) {
            (Some(key), _) => format!("k\n{key}"),
            (None, Some(email)) => format!("e\n{}\n{}", email.to_lowercase(), fold(&new.name)),
            (None, None) => format!(
                "n\n{}\n{}",
                fold(&new.name),
                new.suite.as_deref().map(fold).unwrap_or_default()
            ),
        };
        let Some((at, known)) = self
            .residents
            .get(&key)
            .and_then(|at| Some((*at, self.reading.residents.get(*at)?)))
        else {
            return Ok((self.reading.residents.len(), new, key));
        };
        let mut merged = known.clone();
        let same = same_name(&merged.name, &new.name)
            & join(&mut merged.suite, new.suite)
            & join(&mut merged.email, new.email)
            & join(&mut merged.phone, new.phone)
            & join(&mut merged.language, new.language)
            & join(&mut merged.notes, new.notes);
        if !same && (own_line || new.key.is_some()) {
            return Err(duplicate(
                new.line,
                new.key.as_deref().unwrap_or(&new.name),
                known.line,
            ));
        }
        Ok((at, merged, key))
    }

    /// Where the event belongs, and what is known of it with this line.
    fn plan_event(&self, new: EventLine) -> Result<(usize, EventLine, String), BadLine> {
        let key = match (&new.key, new.starts_at) {
            (Some(key), _) => format!("k\n{key}"),
            (None, Some(at)) => format!("t\n{}\n{}", fold(&new.title), at.timestamp()),
            (None, None) => format!("t\n{}", fold(&new.title)),
        };
        let Some((at, known)) = self
            .events
            .get(&key)
            .and_then(|at| Some((*at, self.reading.events.get(*at)?)))
        else {
            return Ok((self.reading.events.len(), new, key));
        };
        let mut merged = known.clone();
        let same = same_name(&merged.title, &new.title)
            & (merged.all_day == new.all_day)
            & join(&mut merged.kind, new.kind)
            & join(&mut merged.starts_at, new.starts_at)
            & join(&mut merged.ends_at, new.ends_at)
            & join(&mut merged.place, new.place)
            & join(&mut merged.capacity, new.capacity)
            & join(&mut merged.price, new.price)
            & join(&mut merged.guests_allowed, new.guests_allowed)
            & join(&mut merged.booking_required, new.booking_required)
            & join(&mut merged.description, new.description);
        if same {
            Ok((at, merged, key))
        } else {
            Err(duplicate(
                new.line,
                new.key.as_deref().unwrap_or(&new.title),
                known.line,
            ))
        }
    }

    fn keep_resident(&mut self, at: usize, resident: ResidentLine, key: &str) {
        match self.reading.residents.get_mut(at) {
            Some(known) => *known = resident,
            None => {
                self.reading.residents.push(resident);
                self.residents.insert(key.to_owned(), at);
            }
        }
    }

    fn keep_event(&mut self, at: usize, event: EventLine, key: &str) {
        match self.reading.events.get_mut(at) {
            Some(known) => *known = event,
            None => {
                self.reading.events.push(event);
                self.events.insert(key.to_owned(), at);
            }
        }
    }

    fn take_booking(
        &mut self,
        new: BookingFacts,
        resident: usize,
        event: usize,
        ticket: Option<String>,
    ) -> Result<(), BadLine> {
        let key = match &new.reference {
            Some(reference) if self.by_ticket => {
                format!("{reference}\n{resident}\n{event}\n{:?}", new.status)
            }
            Some(reference) => format!("r\n{reference}"),
            None => format!("p\n{resident}\n{event}"),
        };
        let Some(known) = self
            .bookings
            .get(&key)
            .and_then(|at| self.reading.bookings.get_mut(*at))
        else {
            self.bookings.insert(key, self.reading.bookings.len());
            let booking = self.placed(new, resident, event, ticket);
            self.reading.bookings.push(booking);
            return Ok(());
        };
        if self.by_ticket {
            known.party = Some(known.party.unwrap_or(1).saturating_add(new.party.unwrap_or(1)));
            add(&mut known.amount, new.amount);
            known.note = known.note.take().or(new.note);
            return Ok(());
        }
        let same = known.resident == resident
            && known.event == event
            && (known.party, known.status, known.payment) == (new.party, new.status, new.payment)
            && (&known.amount, &known.note, known.booked_at) == (&new.amount, &new.note, new.booked_at);
        if same {
            Ok(())
        } else {
            Err(duplicate(
                new.line,
                new.reference.as_deref().unwrap_or_default(),
                known.line,
            ))
        }
    }

    /// A new booking. Where lines are tickets one order may hold several people: the first has the
    /// order's reference, the others their ticket's.
    fn placed(
        &mut self,
        new: BookingFacts,
        resident: usize,
        event: usize,
        ticket: Option<String>,
    ) -> BookingLine {
        let at = self.reading.bookings.len();
        let reference = match new.reference {
            Some(order) if self.by_ticket => match self.references.entry(order.clone()) {
                Entry::Vacant(place) => {
                    place.insert(at);
                    Some(order)
                }
                Entry::Occupied(_) => ticket.map(|ticket| format!("{order}/{ticket}")),
            },
            None if self.by_ticket => ticket,
            reference => reference,
        };
        BookingLine {
            line: new.line,
            resident,
            event,
            reference,
            party: new.party,
            status: new.status,
            response: new.response,
            payment: new.payment,
            amount: new.amount,
            note: new.note,
            booked_at: new.booked_at,
        }
    }

    /// What was gathered; an answer is kept only where it is one to a Meeting (R1).
    pub(crate) fn finish(mut self) -> Reading {
        for booking in &mut self.reading.bookings {
            let kind = self
                .reading
                .events
                .get(booking.event)
                .and_then(|event| event.kind);
            if kind != Some(EventKind::Meeting) {
                booking.response = None;
            } else if booking.response.is_none() {
                booking.response = Some(Response::NoAnswer);
            }
        }
        self.reading
    }
}

/// R1: only a Community Event with booking required has bookings, a Meeting has responses, a Notice
/// neither. An event of which the file does not say its kind is a Community Event by having some.
fn event_facts_for_booking(event: &EventLine, line: u32) -> Result<EventLine, BadLine> {
    let mut event = event.clone();
    let kind = *event.kind.get_or_insert(EventKind::CommunityEvent);
    let takes = match kind {
        EventKind::CommunityEvent => *event.booking_required.get_or_insert(true),
        EventKind::Meeting => true,
        EventKind::Notice => false,
    };
    if takes {
        return Ok(event);
    }
    let mut bad = BadLine::whole(line, LineFault::TakesNoBookings);
    bad.value = shown(&event.title);
    Err(bad)
}

fn duplicate(line: u32, value: &str, earlier_line: u32) -> BadLine {
    let mut bad = BadLine::whole(line, LineFault::DuplicateKey { earlier_line });
    bad.value = shown(value);
    bad
}

/// Takes what is new; `false` where it contradicts what is known.
fn join<T: PartialEq>(known: &mut Option<T>, new: Option<T>) -> bool {
    match (known.as_ref(), new) {
        (_, None) => true,
        (None, new) => {
            *known = new;
            true
        }
        (Some(known), Some(new)) => *known == new,
    }
}

fn same_name(known: &str, new: &str) -> bool {
    known == new || fold(known) == fold(new)
}

fn add(known: &mut Option<Money>, more: Option<Money>) {
    match (known.as_mut(), more) {
        (Some(known), Some(more)) if known.currency == more.currency => {
            known.minor = known.minor.saturating_add(more.minor)
        }
        (None, more) => *known = more,
        _ => {}
    }
}
