import type { ResidentPanel } from '../../bridge/bindings';
import { StatusPill } from '../../components/BookingPills';
import { DateTile } from '../../components/DateTile';
import { useOpenPanel } from '../../components/navigation';
import { useFormat, useNow, useT } from '../../i18n/LocaleProvider';
import styles from './Residents.module.css';

/** The newest bookings of a resident; each leads to its own panel (R5). */
export function ResidentBookings({ resident: { bookings, events } }: { resident: ResidentPanel }) {
  const t = useT();
  const format = useFormat();
  const now = useNow();
  const openPanel = useOpenPanel();
  return (
    <ul className={styles.bookings} aria-label={t('residents.bookings')}>
      {bookings.map((booking) => {
        const event = events.find(({ id }) => id === booking.event_id);
        return (
          <li key={booking.id}>
            <button type="button" className={styles.booking} onClick={() => openPanel('booking', booking.id)}>
              {event && <DateTile at={event.starts_at} above="month" />}
              <span className={styles.about}>
                <span className={styles.event}>{event?.title ?? booking.reference}</span>
                <span className={styles.when}>
                  <span>{booking.reference}</span>{' '}
                  {event && <span>{format.when(event.starts_at, event.ends_at, now, event.all_day)}</span>}
                </span>
              </span>
              <StatusPill status={booking.status} />
            </button>
          </li>
        );
      })}
    </ul>
  );
}
