import { keepPreviousData, type QueryClient, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { answered, askAhead, askOnce, isKnown } from '../../bridge/ahead';
import {
  type BookingFilter,
  type BookingPage,
  type BookingPanel,
  type BookingRow,
  commands,
  type EventHead,
} from '../../bridge/bindings';
import { call } from '../../bridge/call';
import { part } from '../../bridge/queries';

const panelKey = (id: string) => [part.bookings, 'open', id];

const aheadKey = (id: string) => `booking ${id}`;
const fetchBooking = (id: string) => call(commands.openBooking(id));

/** Everything that the side panel of a booking shows (R5). */
export function useBooking(id: string) {
  return useQuery({
    queryKey: panelKey(id),
    queryFn: () => askOnce(aheadKey(id), () => fetchBooking(id)),
    initialData: () => answered<BookingPanel>(aheadKey(id)),
  });
}

/** Asks for a booking at the click that opens its panel, unless it is known. */
export function askForBooking(client: QueryClient, id: string): Promise<void> | null {
  return isKnown(client, panelKey(id)) ? null : askAhead(aheadKey(id), () => fetchBooking(id));
}

/** Keeps the draft that has just been saved, so that a panel opened again shows these words (R28). */
export function rememberDraft(client: QueryClient, id: string, draft: string): void {
  client.setQueryData<BookingPanel>(panelKey(id), (panel) => panel && { ...panel, draft });
}

const listKey = (filter: BookingFilter, search: string) => [part.bookings, 'list', { filter, search }];
const listAheadKey = (filter: BookingFilter, search: string) => `bookings ${filter} ${search}`;
const fetchPage = (filter: BookingFilter, search: string, after: string | null) =>
  call(commands.listBookings({ filter, search, after }));

/** The bookings list under a filter and a search, page by page (R6). */
export function useBookings(filter: BookingFilter, search: string) {
  return useInfiniteQuery({
    queryKey: listKey(filter, search),
    queryFn: ({ pageParam }) => {
      const ask = () => fetchPage(filter, search, pageParam);
      return pageParam === null ? askOnce(listAheadKey(filter, search), ask) : ask();
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
    initialData: () => {
      const first = answered<BookingPage>(listAheadKey(filter, search));
      return first && { pages: [first], pageParams: [null] };
    },
  });
}

/** Asks for the first page of a list at the click that shows it, unless it is known. */
export function askForBookings(
  client: QueryClient,
  filter: BookingFilter,
  search: string,
): Promise<void> | null {
  if (isKnown(client, listKey(filter, search))) return null;
  return askAhead(listAheadKey(filter, search), () => fetchPage(filter, search, null));
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

// A row is drawn again only where its line is another one: the line of a row that has come once is kept.
const kept = new WeakMap<BookingRow | EventHead, Line>();

function eventLine(event: EventHead): Line {
  const known = kept.get(event);
  if (known !== undefined) return known;
  const made: Line = { kind: 'event', event };
  kept.set(event, made);
  return made;
}

function bookingLine(row: BookingRow, event: EventHead): Line {
  const known = kept.get(row);
  if (known?.event === event) return known;
  const made: Line = { kind: 'booking', row, event };
  kept.set(row, made);
  return made;
}

/** R6: the rows in their order, a head before the first of each event. */
export function lines(pages: readonly { rows: BookingRow[]; events: EventHead[] }[]): Line[] {
  const events = new Map<string, EventHead>();
  const made: Line[] = [];
  let last: string | null = null;
  for (const page of pages) {
    // An event that goes on over the edge of a page comes with both: the first is kept.
    for (const event of page.events) if (!events.has(event.id)) events.set(event.id, event);
    for (const row of page.rows) {
      const event = events.get(row.event_id);
      if (event === undefined) continue;
      if (row.event_id !== last) made.push(eventLine(event));
      made.push(bookingLine(row, event));
      last = row.event_id;
    }
  }
  return made;
}
