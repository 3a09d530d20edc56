import {
  type CalendarDate,
  parseAbsolute,
  Time,
  toCalendarDate,
  toCalendarDateTime,
  toTime,
} from '@internationalized/date';
import type { BadLine, EventHead, ImportGiven, Mapping } from '../../bridge/bindings';
import { FIELDS } from './fields';

/** The one event of a list that names none, as far as a person has said it. Times are the building's. */
export interface TheEvent {
  /** The event of Lobby that was chosen; none once the words are somebody's own. */
  known: string | null;
  title: string;
  allDay: boolean;
  day: CalendarDate | null;
  time: Time | null;
}

/** Nothing is said yet. */
export const UNSAID: TheEvent = { known: null, title: '', allDay: false, day: null, time: null };

/** What is still needed of it. */
export type Needed = 'title' | 'day' | 'time';

const OF_BOOKINGS: ReadonlySet<string> = new Set(FIELDS.slice(FIELDS.indexOf('reference')));

/** Whether the file books something and has no column that names an event, as attendee lists of one event do. */
export function namesNoEvent({ columns }: Mapping): boolean {
  return (
    columns.some((column) => OF_BOOKINGS.has(column)) &&
    !columns.includes('event_title') &&
    !columns.includes('event_key')
  );
}

/** Whether the start has to be said too: a column may tell it. */
export const tellsNoStart = ({ columns }: Mapping): boolean => !columns.includes('event_start');

/** Whether more than half of the faults come of an event that is not named, or not wholly. */
export function mostLackTheEvent(bad: readonly BadLine[]): boolean {
  const lacking = bad.filter(
    ({ fault }) =>
      fault.kind === 'no_event' ||
      (fault.kind === 'missing' && (fault.field === 'event_start' || fault.field === 'event_title')),
  );
  return lacking.length * 2 > bad.length;
}

/** An event of Lobby, said as if it had been typed. */
export function chosen({ id, title, starts_at, all_day }: EventHead, zone: string): TheEvent {
  const start = parseAbsolute(starts_at, zone);
  return {
    known: id,
    title,
    allDay: all_day,
    day: toCalendarDate(start),
    time: all_day ? null : toTime(start),
  };
}

/** Whether nobody has said anything. */
export const isUnsaid = ({ title, day, time }: TheEvent): boolean =>
  title.trim() === '' && day === null && time === null;

/** What is still needed before the file can be read with it. */
export function needed(event: TheEvent, mapping: Mapping): ReadonlySet<Needed> {
  const still = new Set<Needed>();
  if (event.title.trim() === '') still.add('title');
  if (tellsNoStart(mapping)) {
    if (event.day === null) still.add('day');
    if (!event.allDay && event.time === null) still.add('time');
  }
  return still;
}

/** What crosses to the core, as cells of the file would say it; nothing while something is needed. */
export function givenOf(event: TheEvent, mapping: Mapping): ImportGiven[] {
  if (!namesNoEvent(mapping) || needed(event, mapping).size > 0) return [];
  const title: ImportGiven = { field: 'event_title', value: event.title.trim() };
  if (event.day === null || !tellsNoStart(mapping)) return [title];
  const value = event.allDay
    ? event.day.toString()
    : toCalendarDateTime(event.day, event.time ?? new Time())
        .toString()
        .slice(0, 16)
        .replace('T', ' ');
  return [title, { field: 'event_start', value }];
}
