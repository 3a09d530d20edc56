import {
  type CalendarDate,
  parseDateTime,
  Time,
  toCalendarDate,
  toCalendarDateTime,
  toTime,
} from '@internationalized/date';
import type { EventForm, EventKind, EventPanel } from '../../bridge/bindings';

/** An event as it is being written. Times are the building's, without a zone. */
export interface Written {
  kind: EventKind;
  title: string;
  allDay: boolean;
  startDay: CalendarDate | null;
  startTime: Time | null;
  endDay: CalendarDate | null;
  endTime: Time | null;
  place: string;
  /** Not a number: no limit. */
  capacity: number;
  guestsAllowed: boolean;
  bookingRequired: boolean;
  /** In whole units of the currency; not a number: no price. */
  price: number;
  description: string;
}

/** How many minor units make one of the currency: 100 cents, 1 yen. */
export function minorUnits(currency: string): number {
  const format = new Intl.NumberFormat('en', { style: 'currency', currency });
  return 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2);
}

/** A new event: tomorrow evening, until somebody says otherwise. */
export function blank(today: CalendarDate): Written {
  const day = today.add({ days: 1 });
  return {
    kind: 'community_event',
    title: '',
    allDay: false,
    startDay: day,
    startTime: new Time(19),
    endDay: day,
    endTime: new Time(21),
    place: '',
    capacity: Number.NaN,
    guestsAllowed: true,
    bookingRequired: true,
    price: Number.NaN,
    description: '',
  };
}

/** The event there is, to be changed. */
export function written({ row, description, price, starts_local, ends_local }: EventPanel): Written {
  const { head } = row;
  const starts = parseDateTime(starts_local);
  const ends = parseDateTime(ends_local);
  return {
    kind: head.event_kind,
    title: head.title,
    allDay: head.all_day,
    startDay: toCalendarDate(starts),
    startTime: toTime(starts),
    endDay: toCalendarDate(ends),
    endTime: toTime(ends),
    place: head.place,
    capacity: head.capacity ?? Number.NaN,
    guestsAllowed: head.guests_allowed,
    bookingRequired: head.booking_required,
    price: price === null ? Number.NaN : price.minor / minorUnits(price.currency),
    description,
  };
}

/** Moves the start; the end goes with it, so that the event stays as long as it was. */
export function moveStart(form: Written, day: CalendarDate | null, time: Time | null): Written {
  const moved = { ...form, startDay: day, startTime: time };
  const { startDay, startTime, endDay, endTime } = form;
  if (day === null || time === null) return moved;
  if (startDay === null || startTime === null || endDay === null || endTime === null) return moved;
  const before = toCalendarDateTime(startDay, startTime);
  const lasts = toCalendarDateTime(endDay, endTime).toDate('UTC').getTime() - before.toDate('UTC').getTime();
  const end = toCalendarDateTime(day, time).add({ milliseconds: Math.max(0, lasts) });
  return { ...moved, endDay: toCalendarDate(end), endTime: toTime(end) };
}

/** What crosses to the core; nothing while a day or a time is missing. */
export function toForm(form: Written, id: string | null, currency: string): EventForm | null {
  const { startDay, endDay, allDay } = form;
  const startTime = allDay ? new Time(0) : form.startTime;
  const endTime = allDay ? new Time(0) : form.endTime;
  if (startDay === null || endDay === null || startTime === null || endTime === null) return null;
  return {
    id,
    event_kind: form.kind,
    title: form.title,
    starts: toCalendarDateTime(startDay, startTime).toString(),
    ends: toCalendarDateTime(endDay, endTime).toString(),
    all_day: allDay,
    place: form.place,
    description: form.description,
    capacity: Number.isFinite(form.capacity) ? Math.round(form.capacity) : null,
    guests_allowed: form.guestsAllowed,
    // R1: only a Community Event can require booking; the field is hidden for the others.
    booking_required: form.kind === 'community_event' && form.bookingRequired,
    price_minor: Number.isFinite(form.price) ? Math.round(form.price * minorUnits(currency)) : null,
  };
}
