import { useQuery } from '@tanstack/react-query';
import { commands, type EventHead } from '../../bridge/bindings';
import { call } from '../../bridge/call';
import { part } from '../../bridge/queries';

/** How many pages of events are looked through: with 50 a page, more than a year of a busy building. */
const EVENT_PAGES = 12;

async function bookableEvents(): Promise<EventHead[]> {
  const events: EventHead[] = [];
  let after: string | null = null;
  for (let page = 0; page < EVENT_PAGES; page += 1) {
    const answer: Awaited<ReturnType<typeof nextEvents>> = await nextEvents(after);
    events.push(...answer.rows.map(({ head }) => head).filter(({ booking_required }) => booking_required));
    if (answer.next === null) break;
    after = answer.next;
  }
  return events;
}

const nextEvents = (after: string | null) =>
  call(commands.listEvents({ filter: 'upcoming', only: 'community_event', after }));

/** R1: the events that take bookings, the next first. */
export function useBookableEvents() {
  return useQuery({ queryKey: [part.events, 'bookable'], queryFn: bookableEvents });
}

/** R3: how many places are left; nothing without a limit. */
export const placesLeft = ({ capacity, taken }: EventHead): number | null =>
  capacity === null ? null : Math.max(0, capacity - taken);
