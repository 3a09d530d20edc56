import { keepPreviousData, type QueryClient, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import {
  type BookingFilter,
  type BookingPanel,
  type BookingRow,
  commands,
  type EventHead,
} from '../../bridge/bindings';
import { call } from '../../bridge/call';
import { part } from '../../bridge/queries';

const panelKey = (id: string) => [part.bookings, 'open', id];

/** Everything that the side panel of a booking shows (R5). */
export function useBooking(id: string) {
  return useQuery({ queryKey: panelKey(id), queryFn: () => call(commands.openBooking(id)) });
}

/** Keeps the draft that has just been saved, so that a panel opened again shows these words (R28). */
export function rememberDraft(client: QueryClient, id: string, draft: string): void {
  client.setQueryData<BookingPanel>(panelKey(id), (panel) => panel && { ...panel, draft });
}

/** The bookings list under a filter and a search, page by page (R6). */
export function useBookings(filter: BookingFilter, search: string) {
  return useInfiniteQuery({
    queryKey: [part.bookings, 'list', { filter, search }],
    queryFn: ({ pageParam }) => call(commands.listBookings({ filter, search, after: pageParam })),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  });
}

/** A booking with its event, as rows and panels know it. */
export interface Booked {
  row: BookingRow;
  event: EventHead;
}

/** A line of the list: the head of an event's group, or a booking in it. */
export type Line = { kind: 'event'; event: EventHead } | ({ kind: 'booking' } & Booked);

/** The key of a line; a booking's is its id, which the panel knows too. */
export const lineKey = (line: Line): string =>
  line.kind === 'event' ? `event:${line.event.id}` : line.row.id;

/** R6: the rows in their order, a head before the first of each event. */
export function lines(pages: readonly { rows: BookingRow[]; events: EventHead[] }[]): Line[] {
  const events = new Map(pages.flatMap((page) => page.events.map((event) => [event.id, event] as const)));
  const made: Line[] = [];
  let last: string | null = null;
  for (const row of pages.flatMap((page) => page.rows)) {
    const event = events.get(row.event_id);
    if (event === undefined) continue;
    if (row.event_id !== last) made.push({ kind: 'event', event });
    made.push({ kind: 'booking', row, event });
    last = row.event_id;
  }
  return made;
}

/** The name by which one greets a resident. */
export const firstName = (name: string): string => name.trim().split(/\s+/)[0] ?? name;
