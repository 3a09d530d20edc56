import type { Column } from './importer';

/** What a column can be, in the order in which the choice shows them: the person, the event, the booking. */
export const FIELDS = [
  'ignore',
  'name',
  'first_name',
  'last_name',
  'suite',
  'email',
  'phone',
  'language',
  'resident_notes',
  'resident_key',
  'event_title',
  'event_kind',
  'event_start',
  'event_start_time',
  'event_end',
  'event_end_time',
  'duration',
  'place',
  'capacity',
  'price',
  'currency',
  'guests_allowed',
  'booking_required',
  'description',
  'event_key',
  'reference',
  'ticket',
  'party_size',
  'guests',
  'status',
  'payment',
  'amount',
  'amount_paid',
  'note',
  'booked_at',
  'checked_in',
] as const satisfies readonly Column[];

// A field that the core knows and the choice does not would be lost on the way back: it does not compile.
type Forgotten = Exclude<Column, (typeof FIELDS)[number]>;
const _none: Record<Forgotten, never> = {};
void _none;
