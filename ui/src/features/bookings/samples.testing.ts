import { eventHead } from '../../app/testing/samples';
import type { BookingPanel, BookingRow, ConversationAction } from '../../bridge/bindings';

/** A conversation there is, with nothing unread. */
export const view: Extract<ConversationAction, { offer: 'view' }> = {
  offer: 'view',
  id: 'c1',
  unread: 0,
  state: 'open',
};

/** A confirmed booking of three, unpaid, without a conversation. */
export function row(change: Partial<BookingRow> = {}): BookingRow {
  return {
    id: 'b1',
    reference: 'WT-0418',
    event_id: 'e1',
    resident_id: 'r1',
    resident: 'Ana Moreau',
    suite: '1204',
    party: 3,
    status: 'confirmed',
    payment: 'unpaid',
    amount: { minor: 8000, currency: 'CAD' },
    conversation: { offer: 'start' },
    actions: ['check_in', 'mark_no_show', 'cancel'],
    ...change,
  };
}

/** The panel of that booking. */
export function panel(of: Partial<BookingRow> = {}, change: Partial<BookingPanel> = {}): BookingPanel {
  return {
    row: row(of),
    event: eventHead(),
    booked_at: '2026-11-14T23:02:00Z',
    booked_by: { by: 'desk', staff: 'Lee Park' },
    note: 'One guest uses a wheelchair.',
    reason: '',
    resident: {
      id: 'r1',
      name: 'Ana Moreau',
      suite: '1204',
      email: 'ana.moreau@example.org',
      phone: '+1 514 555 0142',
      language: 'fr',
    },
    latest: null,
    draft: '',
    may_edit: true,
    payments: ['paid'],
    places_left: 9,
    may_edit_resident: true,
    ...change,
  };
}
