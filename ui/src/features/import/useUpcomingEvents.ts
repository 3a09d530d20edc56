import { useQuery } from '@tanstack/react-query';
import { commands, type EventHead, type EventPage } from '../../bridge/bindings';
import { call } from '../../bridge/call';
import { part } from '../../bridge/queries';

/** How many pages of events are looked through: with 50 a page, more than a year of a busy building. */
const PAGES = 12;

async function upcoming(): Promise<EventHead[]> {
  const events: EventHead[] = [];
  let after: string | null = null;
  for (let page = 0; page < PAGES; page += 1) {
    const answer: EventPage = await call(
      commands.listEvents({ filter: 'upcoming', only: 'community_event', after }),
    );
    events.push(...answer.rows.map(({ head }) => head).filter(({ booking_required }) => booking_required));
    if (answer.next === null) break;
    after = answer.next;
  }
  return events;
}

/** R1: the upcoming events that take bookings, the next first. */
export function useUpcomingEvents(): readonly EventHead[] {
  const { data } = useQuery({ queryKey: [part.events, 'of an import'], queryFn: upcoming });
  return data ?? [];
}
