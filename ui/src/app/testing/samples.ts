import type { ConversationRow, EventHead } from '../../bridge/bindings';

/** An event as the core would hand it out. */
export function eventHead(change: Partial<EventHead> = {}): EventHead {
  return {
    id: 'e1',
    event_kind: 'community_event',
    title: 'Wine tasting',
    starts_at: '2026-11-27T00:00:00Z',
    ends_at: '2026-11-27T02:00:00Z',
    all_day: false,
    place: 'Sky Lounge',
    capacity: 24,
    taken: 18,
    guests_allowed: true,
    booking_required: true,
    ...change,
  };
}

/** A conversation's row in a list. */
export function conversationRow(change: Partial<ConversationRow> = {}): ConversationRow {
  return {
    id: 'c1',
    resident: 'Ana Moreau',
    label: 'event_booking',
    event: 'Wine tasting',
    words: 'Is there a step-free way up?',
    words_by: { who: 'resident' },
    at: '2026-11-23T14:41:00Z',
    unread: 0,
    state: 'open',
    waits_since: '2026-11-23T14:41:00Z',
    ...change,
  };
}
