use std::{
    collections::{HashMap, HashSet},
    sync::{Arc, Mutex},
};

use chrono::{DateTime, Utc};
use lobby_domain::{
    entry::EntryKind,
    ids::StaffId,
    text::last_words,
    waiting::{answer_took, waits_after},
};

use super::*;
use crate::{
    sample::Team,
    views::{
        booking::{BookingFilter, BookingQuery},
        conversation::{ConversationFilter, ConversationOrder, ConversationQuery},
    },
};

const TEAM: Team = Team {
    sam: StaffId::new(2),
    lee: StaffId::new(3),
    noor: StaffId::new(1),
};

fn now() -> DateTime<Utc> {
    "2026-11-23T14:45:10Z".parse().unwrap()
}

fn everything(bookings: u32, messages: u32) -> bulk::Rows {
    let house = House::new(bookings, now());
    let talk = Talk::new(&house, messages, TEAM);
    let rows = talk.rows(0, talk.entries());
    bulk::Rows {
        bookings: (0..bookings).map(|number| house.booking(number)).collect(),
        conversations: (0..talk.conversations())
            .map(|number| talk.conversation(number))
            .collect(),
        entries: rows.entries,
        outgoing: rows.outgoing,
        unread: rows.unread,
        answer_times: rows.answer_times,
        ..house.ground()
    }
}

#[test]
fn r10_r12_each_booking_has_its_conversation_and_all_messages_are_there() {
    for (bookings, messages) in [(0, 0), (1, 1), (1, 40), (70, 69), (130, 2_000), (3_000, 20_000)] {
        let rows = everything(bookings, messages);
        let conversations = usize::try_from(bookings.min(messages)).unwrap();
        assert_eq!(rows.bookings.len(), usize::try_from(bookings).unwrap());
        assert_eq!(rows.conversations.len(), conversations);
        let of: HashSet<_> = rows.conversations.iter().map(|one| one.booking).collect();
        assert_eq!(of.len(), conversations);
        let words = rows.entries.iter().filter(|entry| entry.kind.has_words()).count();
        assert_eq!(words, usize::try_from(messages).unwrap(), "{bookings} {messages}");
        assert_eq!(rows, everything(bookings, messages));
    }
}

#[test]
fn the_longest_thread_of_a_million_messages_has_ten_thousand_entries() {
    let lengths = talk::lengths(200_000, 1_000_000);
    assert_eq!(lengths.len(), 200_000);
    assert_eq!(lengths.iter().sum::<u32>(), 1_000_000);
    assert_eq!(lengths.iter().max(), Some(&10_000));
    let over = |least: u32| lengths.iter().filter(|length| **length >= least).count();
    assert!(
        over(1_000) >= 9 && over(100) >= 90,
        "{} {}",
        over(1_000),
        over(100)
    );
    assert!(lengths.iter().all(|length| *length > 0));
}

#[test]
fn r25_r40_each_conversation_agrees_with_its_entries() {
    let rows = everything(1_300, 12_000);
    let mut threads: HashMap<_, Vec<&bulk::Entry>> = HashMap::new();
    assert!(rows.entries.is_sorted_by_key(|entry| (entry.at, entry.id)));
    for entry in &rows.entries {
        assert!(entry.at <= now());
        threads.entry(entry.conversation).or_default().push(entry);
    }
    let mut answer_times = Vec::new();
    for conversation in &rows.conversations {
        let entries = &threads[&conversation.id];
        let last = entries.iter().rev().find(|entry| entry.kind.has_words()).unwrap();
        assert_eq!(
            (conversation.last_entry, conversation.last_at),
            (last.id, last.at)
        );
        assert_eq!(
            (conversation.last_kind, conversation.last_by),
            (last.kind, last.by)
        );
        assert_eq!(conversation.last_words, last_words(&last.text));
        assert_eq!(conversation.started_at, entries[0].at);
        let waits = entries
            .iter()
            .fold(None, |waits, entry| waits_after(waits, entry.kind, entry.at));
        assert_eq!(conversation.waits_since, waits);
        let mut before = None;
        for entry in entries {
            answer_times.extend(answer_took(before, entry.kind, entry.at).map(|took| (entry.at, took)));
            before = waits_after(before, entry.kind, entry.at);
        }
        let closed = entries.last().unwrap().kind == EntryKind::Closed;
        assert_eq!(
            conversation.state == lobby_domain::conversation::ConversationState::Closed,
            closed
        );
    }
    let messages = rows
        .entries
        .iter()
        .filter(|entry| entry.kind == EntryKind::MessageOut)
        .count();
    assert_eq!(rows.outgoing.len(), messages);
    assert!(rows.outgoing.iter().any(|out| !out.accepted));
    assert!(!rows.unread.is_empty());
    let mut made = rows.answer_times.clone();
    made.sort_unstable();
    answer_times.sort_unstable();
    assert!(!made.is_empty());
    assert!(
        made == answer_times,
        "R43: {} and {}",
        made.len(),
        answer_times.len()
    );
}

#[test]
fn r1_r3_bookings_fit_and_nobody_books_twice() {
    let rows = everything(2_500, 2_500);
    let mut taken: HashMap<_, u32> = HashMap::new();
    let (mut who, mut references) = (HashSet::new(), HashSet::new());
    for booking in &rows.bookings {
        assert!(who.insert((booking.event, booking.resident)));
        assert!(references.insert(booking.reference.clone()));
        assert!(booking.booked_at < booking.starts_at && booking.booked_at < now());
        if booking.status.takes_places() {
            *taken.entry(booking.event).or_default() += booking.party;
        }
    }
    for event in &rows.events {
        let taken = taken.get(&event.id).copied().unwrap_or(0);
        assert!(event.capacity.is_none_or(|places| taken <= places));
    }
}

#[tokio::test]
async fn the_building_is_made_and_one_can_sign_in() {
    let folder = tempfile::tempdir().unwrap();
    let desk = Desk::open(folder.path(), Arc::new(now)).await.unwrap();
    let steps = Mutex::new(Vec::new());
    let size = Size {
        bookings: 1_000,
        messages: 6_000,
    };
    seed(&desk, size, &|step| steps.lock().unwrap().push(step))
        .await
        .unwrap();
    let last = *steps.lock().unwrap().last().unwrap();
    assert_eq!(last.of, "entries");
    assert_eq!(last.done, last.all);

    desk.sign_in("Sam Okafor", crate::set_up::SAMPLE_PASSWORD)
        .await
        .unwrap();
    let all = BookingQuery {
        filter: BookingFilter::Upcoming,
        search: String::new(),
        after: None,
    };
    assert_eq!(desk.list_bookings(all).await.unwrap().rows.len(), 50);
    let query = ConversationQuery {
        filter: ConversationFilter::Open,
        order: ConversationOrder::Newest,
        after: None,
    };
    let page = desk.list_conversations(query).await.unwrap();
    assert_eq!(page.rows.len(), 50);
    let thread = desk.open_thread(page.rows[0].id).await.unwrap();
    assert!(!thread.entries.is_empty());
    assert_eq!(seed(&desk, size, &|_| {}).await, Err(Problem::AlreadySetUp));
}
