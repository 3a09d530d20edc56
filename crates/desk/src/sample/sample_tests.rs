use std::{
    collections::{BTreeSet, HashMap, HashSet},
    sync::Arc,
};

use lobby_domain::{
    booking::BookingStatus,
    conversation::ConversationState,
    entry::EntryKind,
    event::EventKind,
    ids::StaffId,
    money::PaymentStatus,
    waiting::{near, waits_after},
    zone::today,
};

use super::*;
use crate::{
    Desk,
    problem::Problem,
    views::{
        app::AppState,
        conversation::{ConversationFilter, ConversationOrder, ConversationQuery},
        mail::LineState,
    },
};

use lobby_domain::text::last_words;

const TEAM: Team = Team {
    sam: StaffId::new(2),
    lee: StaffId::new(3),
    noor: StaffId::new(1),
};

/// Morning, night, new year, the two changes of the clock, a leap day.
fn moments() -> impl Iterator<Item = DateTime<Utc>> {
    [
        "2026-11-23T14:45:10Z",
        "2026-11-23T05:02:00Z",
        "2027-01-01T04:59:59Z",
        "2027-03-14T06:59:30Z",
        "2027-03-14T21:00:00Z",
        "2026-11-01T05:30:00Z",
        "2028-02-29T17:00:00Z",
    ]
    .into_iter()
    .map(|text| text.parse().unwrap())
}

#[test]
fn the_sample_has_the_promised_counts_at_any_moment() {
    for now in moments() {
        let rows = rows(now, TEAM);
        assert_eq!(rows.residents.len(), 60);
        assert_eq!(rows.bookings.len(), 150);
        assert_eq!(rows.conversations.len(), 20);
        let (of_series, once): (Vec<_>, Vec<_>) =
            rows.events.iter().partition(|event| event.series.is_some());
        assert_eq!(once.len() + rows.series.len(), 12);
        assert!(of_series.len() > 104, "{} occurrences", of_series.len());
        for kind in [EventKind::CommunityEvent, EventKind::Meeting, EventKind::Notice] {
            assert!(once.iter().any(|event| event.kind == kind));
        }
    }
}

#[test]
fn the_same_moment_gives_the_same_sample() {
    for now in moments() {
        assert_eq!(rows(now, TEAM), rows(now, TEAM));
    }
    let mut two = moments();
    assert_ne!(rows(two.next().unwrap(), TEAM), rows(two.next().unwrap(), TEAM));
}

#[test]
fn r2_r4_every_status_and_payment_state_is_there() {
    for now in moments() {
        let bookings = rows(now, TEAM).bookings;
        for status in BookingStatus::ALL {
            assert!(
                bookings.iter().any(|booking| booking.status == status),
                "{status:?} at {now}"
            );
        }
        use PaymentStatus::{NotRequired, Paid, Refunded, Unpaid};
        for payment in [NotRequired, Unpaid, Paid, Refunded] {
            assert!(
                bookings.iter().any(|booking| booking.payment == payment),
                "{payment:?} at {now}"
            );
        }
        for booking in &bookings {
            assert_eq!(
                booking.amount.is_none(),
                booking.payment == NotRequired,
                "{}",
                booking.reference
            );
        }
    }
}

#[test]
fn r1_r3_parties_are_of_events_with_bookings_and_never_pass_the_capacity() {
    for now in moments() {
        let rows = rows(now, TEAM);
        let mut taken: HashMap<_, u32> = HashMap::new();
        let mut who = HashSet::new();
        for booking in &rows.bookings {
            let event = rows
                .events
                .iter()
                .find(|event| event.id == booking.event)
                .unwrap();
            assert!(event.booking_required);
            assert_eq!(
                (booking.starts_at, booking.ends_at),
                (event.starts_at, event.ends_at)
            );
            assert!(
                event.guests_allowed || booking.party == 1,
                "{}",
                booking.reference
            );
            assert!(
                booking.booked_at < now && booking.booked_at < event.starts_at,
                "{}",
                booking.reference
            );
            assert!(
                who.insert((booking.event, booking.resident)),
                "{} is a second",
                booking.reference
            );
            let here = matches!(booking.status, BookingStatus::CheckedIn | BookingStatus::NoShow);
            assert!(!here || event.starts_at <= now, "{} is early", booking.reference);
            if booking.status.takes_places() {
                *taken.entry(event.id).or_default() += booking.party;
            }
        }
        for event in rows.events.iter().filter(|event| event.booking_required) {
            let taken = taken.get(&event.id).copied().unwrap_or(0);
            assert!(
                event.capacity.is_none_or(|places| taken <= places),
                "{}: {taken}",
                event.title
            );
        }
    }
}

#[test]
fn r7_the_weekly_event_is_laid_down_as_its_rule_says() {
    for now in moments() {
        let rows = rows(now, TEAM);
        let [series] = rows.series.as_slice() else {
            panic!("one series");
        };
        let laid_down: Vec<_> = rows
            .events
            .iter()
            .filter(|event| event.series.is_some())
            .collect();
        let starts: Vec<_> = laid_down.iter().map(|event| event.starts_at).collect();
        let by_rule = lobby_import::lay_down(&series.source, starts[0], series.laid_down_until).unwrap();
        assert_eq!(starts, by_rule, "{now}");
        let keys: HashSet<_> = laid_down.iter().map(|event| event.key.as_deref()).collect();
        assert_eq!(keys.len(), laid_down.len());
    }
}

#[test]
fn anas_booking_is_that_of_the_pictures() {
    for now in moments() {
        let rows = rows(now, TEAM);
        let ana = rows
            .residents
            .iter()
            .find(|resident| resident.name == "Ana Moreau")
            .unwrap();
        let booking = rows
            .bookings
            .iter()
            .find(|booking| booking.reference == "WT-0418")
            .unwrap();
        assert_eq!((booking.resident, booking.party), (ana.id, 3));
        assert_eq!(
            (booking.status, booking.payment),
            (BookingStatus::Confirmed, PaymentStatus::Unpaid)
        );
        assert_eq!(booking.amount.as_ref().unwrap().minor, 8000);
        assert_eq!(booking.note, "One guest uses a wheelchair.");
        let references: HashSet<_> = rows.bookings.iter().map(|booking| &booking.reference).collect();
        assert_eq!(references.len(), rows.bookings.len());
        let (_, last) = rows.numbers.iter().find(|(letters, _)| letters == "WT").unwrap();
        let highest = rows
            .bookings
            .iter()
            .filter_map(|booking| booking.reference.strip_prefix("WT-"))
            .max();
        assert_eq!(highest.unwrap(), format!("{last:04}"));
    }
}

#[test]
fn something_is_on_today_and_tomorrow() {
    for now in moments() {
        let (from, until) = today(ZONE, now);
        let events = rows(now, TEAM).events;
        let on = |from, until| {
            events
                .iter()
                .filter(|e| e.starts_at >= from && e.starts_at < until)
                .count()
        };
        assert_eq!(on(from, until), 3);
        assert!(on(until, until + TimeDelta::hours(23)) >= 2);
    }
}

#[test]
fn r10_r12_r25_r40_each_conversation_agrees_with_its_entries() {
    for now in moments() {
        let rows = rows(now, TEAM);
        let mut booked = HashSet::new();
        for conversation in &rows.conversations {
            let entries: Vec<_> = rows
                .entries
                .iter()
                .filter(|entry| entry.conversation == conversation.id)
                .collect();
            assert!(!entries.is_empty());
            assert!(entries.is_sorted_by_key(|entry| entry.at));
            assert!(
                entries
                    .iter()
                    .all(|entry| entry.at <= now && !entry.text.contains('{'))
            );
            assert!(
                entries
                    .iter()
                    .all(|entry| !entry.kind.has_words() || !entry.text.is_empty())
            );
            let last = entries
                .iter()
                .rev()
                .find(|entry| entry.kind.has_words())
                .or(entries.first())
                .unwrap();
            assert_eq!(conversation.last_entry, last.id);
            assert_eq!(
                (conversation.last_kind, conversation.last_by),
                (last.kind, last.by)
            );
            assert_eq!(conversation.last_words, last_words(&last.text));
            assert_eq!(conversation.last_at, last.at);
            let waits = entries
                .iter()
                .fold(None, |waits, entry| waits_after(waits, entry.kind, entry.at));
            assert_eq!(conversation.waits_since, waits);
            let turn = entries
                .iter()
                .rev()
                .find(|e| matches!(e.kind, EntryKind::Closed | EntryKind::Reopened));
            let is_closed = turn.is_some_and(|entry| entry.kind == EntryKind::Closed);
            assert_eq!(conversation.state == ConversationState::Closed, is_closed);
            assert_no_answer_while_closed(&entries);
            let Some(id) = conversation.booking else { continue };
            assert!(booked.insert(id), "a second conversation");
            let booking = rows.bookings.iter().find(|booking| booking.id == id).unwrap();
            assert_eq!(booking.resident, conversation.resident);
            assert_eq!(conversation.event_starts_at, Some(booking.starts_at));
            assert!(
                booking.booked_at < conversation.started_at,
                "{}",
                booking.reference
            );
        }
        assert!(rows.entries.is_sorted_by_key(|entry| (entry.at, entry.id)));
    }
}

fn assert_no_answer_while_closed(entries: &[&bulk::Entry]) {
    let mut closed = false;
    for entry in entries {
        match entry.kind {
            EntryKind::Closed => closed = true,
            EntryKind::Reopened => closed = false,
            kind => assert!(!closed || !kind.is_answer(), "{}", entry.text),
        }
    }
}

#[test]
fn r23_r24_every_message_of_staff_and_nothing_else_stands_in_the_outbox() {
    let rows = rows(moments().next().unwrap(), TEAM);
    let messages = rows
        .entries
        .iter()
        .filter(|entry| entry.kind == EntryKind::MessageOut);
    let messages: Vec<_> = messages.map(|entry| (entry.id, entry.conversation)).collect();
    let outgoing: Vec<_> = rows
        .outgoing
        .iter()
        .map(|out| (out.entry, out.conversation))
        .collect();
    assert_eq!(messages, outgoing);
    assert_eq!(rows.outgoing.iter().filter(|out| !out.accepted).count(), 1);
    for out in &rows.outgoing {
        let to = rows
            .conversations
            .iter()
            .find(|one| one.id == out.conversation)
            .unwrap()
            .resident;
        assert_ne!(rows.residents.iter().find(|one| one.id == to).unwrap().email, "");
    }
}

#[test]
fn r40_unread_is_what_came_in_since_the_person_last_wrote() {
    let rows = rows(moments().next().unwrap(), TEAM);
    for unread in &rows.unread {
        let thread = rows
            .entries
            .iter()
            .filter(|entry| entry.conversation == unread.conversation);
        let new: Vec<_> = thread.filter(|entry| entry.id >= unread.first).collect();
        let came_in = new
            .iter()
            .filter(|entry| entry.kind == EntryKind::MessageIn)
            .count();
        assert_eq!(usize::try_from(unread.entries).unwrap(), came_in);
        assert!(new.iter().all(|entry| entry.by != Some(unread.staff)));
        let conversation = rows
            .conversations
            .iter()
            .find(|one| one.id == unread.conversation)
            .unwrap();
        assert_eq!(conversation.last_at, unread.last_at);
    }
    for person in TEAM.all() {
        assert!(rows.unread.iter().any(|unread| unread.staff == person));
    }
}

#[test]
fn conversations_are_of_many_lengths_kinds_and_states() {
    let rows = rows(moments().next().unwrap(), TEAM);
    let length = |of| {
        rows.entries
            .iter()
            .filter(|entry| entry.conversation == of)
            .count()
    };
    let lengths: BTreeSet<_> = rows.conversations.iter().map(|one| length(one.id)).collect();
    assert!(
        lengths.contains(&1) && lengths.last().is_some_and(|most| *most >= 55),
        "{lengths:?}"
    );
    assert!(lengths.len() >= 8, "{lengths:?}");
    let closed = rows
        .conversations
        .iter()
        .filter(|one| one.state == ConversationState::Closed)
        .count();
    assert!((4..=10).contains(&closed), "{closed}");
    let waits = |one: &&bulk::Conversation| one.waits_since.is_some() && one.state == ConversationState::Open;
    assert_eq!(rows.conversations.iter().filter(waits).count(), 4);
    assert!(rows.conversations.iter().any(|one| one.booking.is_none()));
    let kinds: HashSet<_> = rows.entries.iter().map(|entry| entry.kind).collect();
    assert_eq!(kinds.len(), 16, "{kinds:?}");
    assert_eq!(rows.drafts.len(), 1);
}

async fn desk(now: DateTime<Utc>) -> (Desk, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let desk = Desk::open(folder.path(), Arc::new(move || now)).await.unwrap();
    (desk, folder)
}

#[tokio::test]
async fn r50_r51_the_sample_goes_in_whole_and_three_people_sign_in_with_its_password() {
    for now in moments().take(2) {
        let (desk, _folder) = desk(now).await;
        desk.set_up_sample().await.unwrap();
        let AppState::SignIn {
            building,
            people,
            sample_password,
            ..
        } = desk.app_state().await.unwrap()
        else {
            panic!("not at sign-in");
        };
        assert!(building.sample);
        assert_eq!(people.len(), 3);
        assert_eq!(
            people.iter().map(|one| &one.group).collect::<HashSet<_>>().len(),
            3
        );
        let password = sample_password.unwrap();
        desk.sign_in("Sam Okafor", &password).await.unwrap();
        let pulse = desk.pulse().await.unwrap();
        assert_eq!(
            (pulse.line.state, pulse.waiting, pulse.unread),
            (LineState::NoMailbox, 1, 3)
        );
        let query = ConversationQuery {
            filter: ConversationFilter::All,
            order: ConversationOrder::Newest,
            after: None,
        };
        let page = desk.list_conversations(query).await.unwrap();
        assert_eq!((page.rows.len(), page.unread, page.needs_reply), (20, 3, 4));
        assert_today(&desk, now).await;
    }
}

/// R43: what is about an event of the day or the next 24 hours comes first, then whoever has waited longest.
async fn assert_today(desk: &Desk, now: DateTime<Utc>) {
    let today = desk.today().await.unwrap();
    assert!(serde_json::to_string(&today).unwrap().len() < 10_000);
    assert_eq!((today.needs_reply, today.waiting.len()), (4, 4));
    assert!(today.events.len() >= 2 && today.bookings.unwrap().bookings > 0);
    assert!(today.answers.this_week.or(today.answers.last_week).is_some());
    let mut db = desk.store.read().await.unwrap();
    let (from, until) = near(ZONE, now);
    let mut order = Vec::new();
    for row in &today.waiting {
        let head = lobby_store::conversation::head(&mut db, row.id)
            .await
            .unwrap()
            .unwrap();
        let starts = head.event.map(|(_, starts)| starts);
        let urgent = starts.filter(|at| *at >= from && *at < until);
        order.push((urgent.is_none(), urgent.or(row.waits_since)));
    }
    assert!(order.is_sorted(), "{order:?}");
    let longest = today.waiting.iter().filter_map(|row| row.waits_since).min();
    assert_eq!(today.waits_since, longest);
}

#[tokio::test]
async fn the_sample_is_refused_where_there_is_a_building() {
    let (desk, _folder) = desk(moments().next().unwrap()).await;
    desk.set_up_sample().await.unwrap();
    assert_eq!(desk.set_up_sample().await, Err(Problem::AlreadySetUp));
}
