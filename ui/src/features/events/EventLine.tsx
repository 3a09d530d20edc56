import { Repeat } from 'lucide-react';
import type { EventRow } from '../../bridge/bindings';
import { DateTile } from '../../components/DateTile';
import { FillBar } from '../../components/ProgressBar';
import { useMe } from '../../components/session';
import { useFormat, useNow, useT } from '../../i18n/LocaleProvider';
import styles from './Events.module.css';
import { KindPill } from './KindPill';

/** What stands in the row of an event. */
export function EventLine({ row }: { row: EventRow }) {
  const t = useT();
  const format = useFormat();
  const now = useNow();
  const { head } = row;
  const when = format.when(head.starts_at, head.ends_at, now, head.all_day);
  const facts = head.place === '' ? when : `${when} · ${head.place}`;
  return (
    <span className={styles.line}>
      <DateTile at={head.starts_at} above="month" />
      <span className={styles.words}>
        <span className={styles.title}>
          <span className={styles.name} title={head.title}>
            {head.title}
          </span>
          {row.recurring && (
            <span className={styles.recurring} title={t('events.recurring')}>
              <Repeat aria-hidden size="0.875rem" strokeWidth={1.75} />
              <span className="visually-hidden">{t('events.recurring')}</span>
            </span>
          )}
        </span>
        <span className={styles.facts} title={facts}>
          {facts}
        </span>
      </span>
      <span className={styles.kind}>
        <KindPill kind={head.event_kind} />
      </span>
      <span className={styles.counts}>
        <Counts row={row} />
      </span>
    </span>
  );
}

/** R1: places of a Community Event with booking required, answers of a Meeting; a Notice has neither. */
function Counts({ row }: { row: EventRow }) {
  const t = useT();
  const seesBookings = useMe().permissions.event_bookings !== 'none';
  const { head } = row;
  if (head.event_kind === 'meeting') {
    return (
      <>
        <span className="tabular">{t('events.attending', { count: row.attending })}</span>
        <span className="tabular">{t('events.notAttending', { count: row.not_attending })}</span>
      </>
    );
  }
  if (!head.booking_required || !seesBookings) return null;
  const { taken, capacity } = head;
  return (
    <>
      <span className="tabular">
        {capacity === null
          ? t('events.takenNoLimit', { taken })
          : t('events.taken', { taken, places: capacity })}
      </span>
      {capacity !== null && <FillBar value={taken} max={capacity} />}
    </>
  );
}
