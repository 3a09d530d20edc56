import { eventHead } from '../../app/testing/samples';
import type { EventHead, EventPanel, EventRow } from '../../bridge/bindings';

/** An event in the list: a Community Event with booking required. */
export function row(change: Partial<EventHead> = {}, counts: Partial<EventRow> = {}): EventRow {
  return {
    head: eventHead(change),
    recurring: false,
    pending: 0,
    waitlisted: 0,
    attending: 0,
    not_attending: 0,
    ...counts,
  };
}

/** The panel of that event. */
export function panel(of: EventRow = row(), change: Partial<EventPanel> = {}): EventPanel {
  return {
    row: of,
    description: 'Five wines.',
    price: { minor: 4050, currency: 'CAD' },
    series: null,
    starts_local: '2026-11-26T19:00:00',
    ends_local: '2026-11-26T21:00:00',
    may_edit: true,
    ...change,
  };
}
