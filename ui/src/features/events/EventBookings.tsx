import { Button as AriaButton } from 'react-aria-components';
import { type BookingRow, commands, type EventRow } from '../../bridge/bindings';
import { call, problemOf } from '../../bridge/call';
import { Avatar } from '../../components/Avatar';
import { StatusPill } from '../../components/BookingPills';
import { Button } from '../../components/Button';
import { useOpenPanel } from '../../components/navigation';
import { ProblemState } from '../../components/ProblemState';
import { FillBar } from '../../components/ProgressBar';
import { PanelSection } from '../../components/SidePanel';
import { Skeleton } from '../../components/Skeleton';
import { toasts } from '../../components/toasts';
import { useFormat, useNow, useT } from '../../i18n/LocaleProvider';
import { problemWords } from '../../i18n/problemWords';
import styles from './Events.module.css';
import { useEventBookings } from './eventQueries';

/** Who has booked a Community Event (R1); a row opens the booking's panel (R5). */
export function EventBookings({ row }: { row: EventRow }) {
  const t = useT();
  const { head } = row;
  const query = useEventBookings(head.id);
  const rows = query.data?.pages.flatMap((page) => page.rows) ?? [];
  const step = useStep();
  const format = useFormat();
  const now = useNow();
  const isToday = format.sameDay(head.starts_at, now) || new Date(head.starts_at) <= now;
  const checksIn = (booking: BookingRow) => isToday && booking.actions.includes('check_in');
  const { taken, capacity } = head;
  const waiting = [
    row.pending > 0 ? t('events.pending', { count: row.pending }) : '',
    row.waitlisted > 0 ? t('events.waitlisted', { count: row.waitlisted }) : '',
  ].filter((words) => words !== '');
  return (
    <PanelSection title={t('events.bookings')}>
      <div className={styles.taken}>
        <span className="tabular">
          {[
            capacity === null
              ? t('events.takenNoLimit', { taken })
              : t('events.taken', { taken, places: capacity }),
            ...waiting,
          ].join(' · ')}
        </span>
        {capacity !== null && <FillBar value={taken} max={capacity} />}
      </div>
      {query.isPending && <Skeleton rows={3} />}
      {query.isError && <ProblemState error={query.error} onRetry={() => void query.refetch()} />}
      {query.isSuccess && rows.length === 0 && <p className={styles.muted}>{t('events.noBookings')}</p>}
      {rows.length > 0 && (
        <ul className={styles.people} aria-label={t('events.bookings')}>
          {rows.map((booking) => (
            <li key={booking.id} className={styles.booked}>
              <Booked booking={booking} showsStatus={!checksIn(booking)} />
              {checksIn(booking) && (
                <Button
                  aria-label={t('events.checkInOf', { resident: booking.resident })}
                  onPress={() => void step(booking, 'check_in')}
                >
                  {t('bookings.check_in')}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      {query.hasNextPage && (
        <Button wide isPending={query.isFetchingNextPage} onPress={() => void query.fetchNextPage()}>
          {t('events.more')}
        </Button>
      )}
    </PanelSection>
  );
}

/** R3: checks a booking in where it stands, and takes that back. */
function useStep() {
  const t = useT();
  const step = async (row: BookingRow, action: 'check_in' | 'undo_check_in') => {
    try {
      const done = await call(commands.stepBooking({ booking: row.id, action, reason: '' }));
      const undo = action === 'check_in' ? () => void step(done.row, 'undo_check_in') : undefined;
      toasts.done(t(`bookings.done_${action}`, { resident: row.resident }), undo);
    } catch (error) {
      toasts.problem(problemWords(t, problemOf(error)));
    }
  };
  return step;
}

/** The button to check in stands in the place of the status, which it tells. */
function Booked({ booking, showsStatus }: { booking: BookingRow; showsStatus: boolean }) {
  const t = useT();
  const openPanel = useOpenPanel();
  const suite = t('events.suite', { suite: booking.suite });
  const guests = booking.party > 1 ? ` · ${t('events.guestCount', { count: booking.party - 1 })}` : '';
  return (
    <AriaButton className={styles.person ?? ''} onPress={() => openPanel('booking', booking.id)}>
      <Avatar name={booking.resident} />
      <span className={styles.personWords}>
        <span className={styles.personName}>{booking.resident}</span>
        <span className={styles.facts}>{`${suite}${guests}`}</span>
      </span>
      {showsStatus && <StatusPill status={booking.status} />}
    </AriaButton>
  );
}
