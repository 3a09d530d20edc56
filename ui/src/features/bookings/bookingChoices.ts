import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { commands, type EventHead, type ResidentRow } from '../../bridge/bindings';
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

/** The residents whom some words find; whoever has been chosen stays among them. */
export function useResidentChoices(chosen: ResidentRow | null) {
  const [search, setSearch] = useState('');
  // What stands in the field once somebody is chosen is their name: it is no search.
  const words = useDeferredValue(chosen !== null && search === chosen.name ? '' : search.trim());
  const { data } = useQuery({
    queryKey: [part.residents, 'choices', words],
    queryFn: () => call(commands.listResidents({ search: words, moved_out: false, after: null })),
    placeholderData: keepPreviousData,
  });
  const found = data?.rows ?? [];
  const residents = chosen === null || found.some(({ id }) => id === chosen.id) ? found : [chosen, ...found];
  return { residents, setSearch };
}

/** R3: how many places are left; nothing without a limit. */
export const placesLeft = ({ capacity, taken }: EventHead): number | null =>
  capacity === null ? null : Math.max(0, capacity - taken);
