//! What is to be done about the bookings and responses of a file (R1, R7).

use std::collections::{HashMap, HashSet};

use lobby_domain::{
    booking::BookingStatus,
    entry::EntryKind,
    event::{Response, takes_bookings, takes_responses},
    ids::{BookingId, EventId, ResidentId},
    money::PaymentStatus,
};
use lobby_import::{BookingLine, LineFault, Reading};
use lobby_store::{
    bulk, code,
    import::{Booking, Event, Said, Subject},
};

use super::{
    fingerprint::Fingerprint,
    plan::{BookingChange, Known, Plan, Rules, Verdict},
    plan_events::Planned,
};

/// Decides about every booking and response. Their capacity is not looked at: what another system has
/// booked is booked (R3 shows it).
pub(super) fn plan(
    plan: &mut Plan,
    reading: &Reading,
    known: &Known,
    (residents, events): (&[ResidentId], &[Option<Planned>]),
    rules: Rules,
) {
    let mut book = Book::new(known);
    let mut answers = Answers::new(known);
    for line in &reading.bookings {
        let resident = residents.get(line.resident).copied();
        let event = events
            .get(line.event)
            .and_then(Option::as_ref)
            .map(|planned| &planned.event);
        let title = reading
            .events
            .get(line.event)
            .map_or("", |event| event.title.as_str());
        let (Some(resident), Some(event)) = (resident, event) else {
            plan.refuse(line.line, title, LineFault::NoEvent);
            continue;
        };
        if let Some(response) = line.response {
            if takes_responses(event.kind) {
                answers.take(plan, line, (event.id, resident, response), rules);
            } else {
                plan.refuse(line.line, title, LineFault::TakesNoBookings);
            }
        } else if takes_bookings(event.kind, event.booking_required) {
            if let Err(fault) = book.take(plan, line, (event, resident), rules) {
                plan.refuse(line.line, line.reference.as_deref().unwrap_or_default(), fault);
            }
        } else {
            plan.refuse(line.line, title, LineFault::TakesNoBookings);
        }
    }
}

/// The known bookings, each for one line of the file.
struct Book<'a> {
    by_reference: HashMap<String, &'a Booking>,
    /// By event and resident; the earliest stands last.
    by_people: HashMap<(EventId, ResidentId), Vec<&'a Booking>>,
    said: HashMap<(i64, i64), u128>,
    taken: HashSet<BookingId>,
    /// The references of the file, case aside, and their lines.
    references: HashMap<String, u32>,
    next: i64,
}

impl<'a> Book<'a> {
    fn new(known: &'a Known) -> Self {
        let mut by_people: HashMap<_, Vec<_>> = HashMap::new();
        for booking in known.bookings.iter().rev() {
            by_people
                .entry((booking.event, booking.resident))
                .or_default()
                .push(booking);
        }
        let by_reference = known.bookings.iter();
        Self {
            by_reference: by_reference
                .map(|known| (known.reference.to_ascii_lowercase(), known))
                .collect(),
            by_people,
            said: known.said_of(Subject::Booking),
            taken: HashSet::new(),
            references: HashMap::new(),
            next: known.last.booking + 1,
        }
    }

    fn take(
        &mut self,
        plan: &mut Plan,
        line: &BookingLine,
        (event, resident): (&Event, ResidentId),
        rules: Rules,
    ) -> Result<(), LineFault> {
        let fingerprint = fingerprint(line, event.id, resident);
        let before = self.find(line, event.id, resident)?;
        let (id, verdict) = match before {
            None => {
                let id = BookingId::new(self.next);
                self.next += 1;
                if line.reference.is_none() {
                    plan.titles
                        .entry(event.id.get())
                        .or_insert_with(|| event.title.clone());
                }
                plan.new_bookings.push(new(line, id, (event, resident), rules));
                (id, Verdict::Added)
            }
            Some(before) if self.said.get(&(before.id.get(), 0)) == Some(&fingerprint) => {
                (before.id, Verdict::Unchanged)
            }
            Some(before) => {
                let booking = changed(before, line);
                let verdict = if booking == *before {
                    Verdict::Unchanged
                } else {
                    Verdict::Changed
                };
                if verdict == Verdict::Changed {
                    let kind = happening(before.status, booking.status);
                    let happening = before.conversation.zip(kind);
                    plan.changed_bookings.push(BookingChange { booking, happening });
                }
                (before.id, verdict)
            }
        };
        plan.decide(Subject::Booking, line.line, verdict, id.get());
        if self.said.get(&(id.get(), 0)) != Some(&fingerprint) {
            let id = id.get();
            plan.said.push(Said {
                subject: Subject::Booking,
                id,
                resident: 0,
                said_as: None,
                fingerprint,
            });
        }
        Ok(())
    }

    /// R7: a booking is known by its reference, else by event and resident.
    fn find(
        &mut self,
        line: &BookingLine,
        event: EventId,
        resident: ResidentId,
    ) -> Result<Option<&'a Booking>, LineFault> {
        let Some(reference) = &line.reference else {
            let of_people = self.by_people.get_mut(&(event, resident));
            let known = of_people.and_then(|known| {
                while known
                    .last()
                    .is_some_and(|booking| self.taken.contains(&booking.id))
                {
                    known.pop();
                }
                known.pop()
            });
            self.taken.extend(known.map(|booking| booking.id));
            return Ok(known);
        };
        let folded = reference.to_ascii_lowercase();
        if let Some(earlier_line) = self.references.insert(folded.clone(), line.line) {
            return Err(LineFault::DuplicateKey { earlier_line });
        }
        match self.by_reference.get(&folded) {
            Some(known) if known.event != event || known.resident != resident => {
                Err(LineFault::ReferenceTaken)
            }
            found => {
                self.taken.extend(found.map(|known| known.id));
                Ok(found.copied())
            }
        }
    }
}

fn new(
    line: &BookingLine,
    id: BookingId,
    (event, resident): (&Event, ResidentId),
    rules: Rules,
) -> bulk::Booking {
    let owed = line.amount.as_ref().is_some_and(|amount| amount.minor > 0);
    let usual = if owed {
        PaymentStatus::Unpaid
    } else {
        PaymentStatus::NotRequired
    };
    bulk::Booking {
        id,
        reference: line.reference.clone().unwrap_or_default(),
        event: event.id,
        resident,
        party: line.party.unwrap_or(1),
        status: line.status.unwrap_or(BookingStatus::Confirmed),
        payment: line.payment.unwrap_or(usual),
        amount: line.amount.clone(),
        note: line.note.clone().unwrap_or_default(),
        reason: String::new(),
        booked_at: line.booked_at.unwrap_or(rules.now),
        booked_by: None,
        starts_at: event.starts_at,
        ends_at: event.ends_at,
    }
}

/// A known booking as the file says; what it does not say stays.
fn changed(before: &Booking, line: &BookingLine) -> Booking {
    let mut after = before.clone();
    after.party = line.party.unwrap_or(before.party);
    after.status = line.status.unwrap_or(before.status);
    after.amount = line.amount.clone().or_else(|| before.amount.clone());
    let owed = after.amount.as_ref().is_some_and(|amount| amount.minor > 0);
    after.payment = match line.payment {
        Some(payment) => payment,
        None if owed && before.payment == PaymentStatus::NotRequired => PaymentStatus::Unpaid,
        None => before.payment,
    };
    if let Some(note) = &line.note {
        after.note.clone_from(note);
    }
    after.booked_at = line.booked_at.unwrap_or(before.booked_at);
    after
}

/// R27: the entry that the change of a status leaves in the conversation.
fn happening(before: BookingStatus, after: BookingStatus) -> Option<EntryKind> {
    use BookingStatus as S;
    match (before, after) {
        (before, after) if before == after => None,
        (_, S::Pending) => None,
        (S::Waitlisted, S::Confirmed) => Some(EntryKind::PlaceOffered),
        (S::CheckedIn, S::Confirmed) => Some(EntryKind::CheckInUndone),
        (_, S::Confirmed) => Some(EntryKind::BookingApproved),
        (_, S::Waitlisted) => Some(EntryKind::BookingWaitlisted),
        (_, S::Declined) => Some(EntryKind::BookingDeclined),
        (_, S::Cancelled) => Some(EntryKind::BookingCancelled),
        (_, S::CheckedIn) => Some(EntryKind::BookingCheckedIn),
        (_, S::NoShow) => Some(EntryKind::BookingNoShow),
    }
}

/// The known responses to the file's Meetings.
struct Answers {
    known: HashMap<(EventId, ResidentId), Response>,
    said: HashMap<(i64, i64), u128>,
}

impl Answers {
    fn new(known: &Known) -> Self {
        let known_answers = known.answers.iter();
        Self {
            known: known_answers
                .map(|(event, resident, answer)| ((*event, *resident), *answer))
                .collect(),
            said: known.said_of(Subject::Response),
        }
    }

    fn take(
        &mut self,
        plan: &mut Plan,
        line: &BookingLine,
        (event, resident, response): (EventId, ResidentId, Response),
        rules: Rules,
    ) {
        let at = (event.get(), resident.get());
        let fingerprint = Fingerprint::new("response")
            .text(&code::text(&response))
            .number(Some(at.0))
            .number(Some(at.1))
            .get();
        let before = self.known.get(&(event, resident)).copied();
        let same = self.said.get(&at) == Some(&fingerprint);
        let verdict = match before {
            _ if same => Verdict::Unchanged,
            None if response == Response::NoAnswer => Verdict::Unchanged,
            None => {
                plan.new_answers.push(bulk::Answer {
                    event,
                    resident,
                    response,
                    at: line.booked_at.unwrap_or(rules.now),
                });
                Verdict::Added
            }
            Some(before) if before == response => Verdict::Unchanged,
            Some(_) => {
                plan.changed_answers.push((event, resident, response));
                Verdict::Changed
            }
        };
        // Two residents of the file that are one person answer once.
        self.known.insert((event, resident), response);
        self.said.insert(at, fingerprint);
        plan.decide(Subject::Response, line.line, verdict, event.get());
        if !same {
            let (id, resident) = at;
            plan.said.push(Said {
                subject: Subject::Response,
                id,
                resident,
                said_as: None,
                fingerprint,
            });
        }
    }
}

/// Everything that the file says of a booking.
fn fingerprint(line: &BookingLine, event: EventId, resident: ResidentId) -> u128 {
    Fingerprint::new("booking")
        .number(Some(event.get()))
        .number(Some(resident.get()))
        .maybe(line.reference.as_deref())
        .number(line.party.map(i64::from))
        .maybe(line.status.as_ref().map(code::text).as_deref())
        .maybe(line.payment.as_ref().map(code::text).as_deref())
        .number(line.amount.as_ref().map(|amount| i64::from(amount.minor)))
        .maybe(line.amount.as_ref().map(|amount| amount.currency.as_str()))
        .maybe(line.note.as_deref())
        .number(line.booked_at.map(|at| at.timestamp_millis()))
        .get()
}
