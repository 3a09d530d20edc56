import type { BookingRow } from '../../bridge/bindings';
import type { Format } from '../../i18n/format';
import { firstName } from '../../i18n/people';
import type { Translate } from '../../i18n/translate';
import type { Booked } from './bookingQueries';

/** *2 guests*: whom the resident brings along; nothing for a party of one. */
export function guestWords(t: Translate, party: number): string {
  return party > 1 ? t('bookings.guests', { count: party - 1 }) : '';
}

/** *Ana + 2 guests* */
export function partyWords(t: Translate, row: BookingRow): string {
  const guests = guestWords(t, row.party);
  const resident = firstName(row.resident);
  return guests === '' ? t('bookings.partyOne', { resident }) : t('bookings.partyAnd', { resident, guests });
}

/** Whose booking: *Ana Moreau, WT-0418*. */
export const ofBooking = (t: Translate, row: BookingRow): string =>
  t('bookings.of', { resident: row.resident, reference: row.reference });

/** The booking as text, for whoever has to put it somewhere else. */
export function detailsText(t: Translate, format: Format, now: Date, { row, event }: Booked): string {
  const status = t(`bookings.status_${row.status}`);
  const payment = t(`bookings.payment_${row.payment}`);
  return [
    `${row.resident} · ${t('bookings.suiteAndReference', { suite: row.suite, reference: row.reference })}`,
    event.title,
    format.when(event.starts_at, event.ends_at, now, event.all_day),
    event.place,
    partyWords(t, row),
    `${status} · ${payment}${row.amount === null ? '' : ` · ${format.money(row.amount)}`}`,
  ]
    .filter((line) => line !== '')
    .join('\n');
}
