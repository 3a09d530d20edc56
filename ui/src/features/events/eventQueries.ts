import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { commands, type EventFilter, type EventKind } from '../../bridge/bindings';
import { call } from '../../bridge/call';
import { part } from '../../bridge/queries';

const pages = {
  initialPageParam: null as string | null,
  getNextPageParam: (page: { next: string | null }) => page.next,
};

/** The events list, page by page. */
export function useEvents(filter: EventFilter, only: EventKind | null) {
  return useInfiniteQuery({
    queryKey: [part.events, 'list', { filter, only }],
    queryFn: ({ pageParam }) => call(commands.listEvents({ filter, only, after: pageParam })),
    placeholderData: keepPreviousData,
    ...pages,
  });
}

/** Everything that the side panel of an event shows. */
export function useEvent(id: string) {
  return useQuery({
    queryKey: [part.events, 'open', id],
    queryFn: () => call(commands.openEvent(id)),
  });
}

/** The bookings of an event, page by page. */
export function useEventBookings(id: string) {
  return useInfiniteQuery({
    queryKey: [part.events, 'bookings', id],
    queryFn: ({ pageParam }) => call(commands.listEventBookings(id, pageParam)),
    ...pages,
  });
}

/** R1: who attends a Meeting, page by page. */
export function useResponses(id: string) {
  return useInfiniteQuery({
    queryKey: [part.events, 'responses', id],
    queryFn: ({ pageParam }) => call(commands.listResponses(id, pageParam)),
    ...pages,
  });
}
