import type { EntryView, ThreadHead, ThreadView } from '../../bridge/bindings';

/** An entry as the core would hand it out. */
export function entry(change: Partial<EntryView>): EntryView {
  return {
    id: '1',
    entry_kind: 'message_in',
    at: '2026-11-23T14:30:00Z',
    by: 'Ana Moreau',
    by_me: false,
    text: '',
    earlier_start: null,
    delivery: null,
    mail: null,
    files: [],
    ...change,
  };
}

/** The head of a conversation about a booking. */
export function head(change: Partial<ThreadHead> = {}): ThreadHead {
  return {
    id: 'c1',
    label: 'event_booking',
    state: 'open',
    resident_id: 'r1',
    resident: 'Ana Moreau',
    suite: '1204',
    has_email: true,
    language: 'fr',
    event: 'Wine tasting',
    event_starts_at: '2026-11-27T00:00:00Z',
    booking: 'b1',
    reference: 'WT-0418',
    needs_reply: true,
    ...change,
  };
}

/** A thread of one message, with whatever is to be different. */
export function view(change: Partial<ThreadView> = {}): ThreadView {
  return {
    head: head(),
    entries: [entry({ id: '10', text: 'Is there a step-free way up?' })],
    earlier: null,
    drafts: [],
    files: [],
    first_unread: null,
    ...change,
  };
}
