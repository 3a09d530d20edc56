import type { Dictionary } from '../types';

export const search = {
  field: 'Search residents, bookings and conversations',
  found: { one: '{count} result', other: '{count} results' },
  goTo: 'Go to',
  nothing: 'Nothing found for “{text}”. Try a name, a suite, a booking reference or an event.',
  placeholder: 'Name, suite, reference, event…',
  results: 'Results',
  suite: 'Suite {suite}',
  title: 'Search',
} as const satisfies Dictionary;
