import type { Dictionary } from '../types';

export const search = {
  actions: 'Do',
  attachment: 'Attachment:',
  byMe: 'You',
  colon: ':',
  field: 'Search residents, bookings, conversations, messages and commands',
  found: { one: '{count} result', other: '{count} results' },
  goTo: 'Go to',
  kind_note: 'Note:',
  kind_said_at_desk: 'Said at the desk:',
  kind_said_by_phone: 'Said by phone:',
  messages: 'Messages and notes',
  more: 'Show older messages',
  nothing:
    'Nothing found for “{text}”. Try a name, a suite, a booking reference, an event or a word of a message.',
  placeholder: 'Name, suite, reference, word of a message, command…',
  results: 'Results',
  suite: 'Suite {suite}',
  title: 'Search',
} as const satisfies Dictionary;
