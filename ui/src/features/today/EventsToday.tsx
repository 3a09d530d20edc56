import { CalendarDays, ChevronRight } from 'lucide-react';
import type { TodayEvent, TodayView } from '../../bridge/bindings';
import { Button } from '../../components/Button';
import { EmptyState } from '../../components/EmptyState';
import { useOpenPanel, useOpenSection, usePanel } from '../../components/navigation';
import { askFor } from '../../components/offered';
import { useMe } from '../../components/session';
import { VirtualList } from '../../components/VirtualList';
import type { Format } from '../../i18n/format';
import { useFormat, useNow, useT } from '../../i18n/LocaleProvider';
import type { Translate } from '../../i18n/translate';
import styles from './Today.module.css';

const keyOf = ({ head }: TodayEvent) => head.id;
const estimateSize = () => 38;
const drawRow = (event: TodayEvent) => <EventLine event={event} />;

/** Today's events by their start; each opens beside the screen, with its bookings to check in. */
export function EventsToday({ today }: { today: TodayView }) {
  const t = useT();
  const panel = usePanel();
  const openPanel = useOpenPanel();
  const openSection = useOpenSection();
  return (
    <section className={styles.column} aria-label={t('today.events')}>
      <h2 className={styles.heading}>{t('today.events')}</h2>
      {today.events.length === 0 ? (
        <EmptyState icon={CalendarDays} title={t('today.noEvents')}>
          {t('today.noEventsNext')}
        </EmptyState>
      ) : (
        <VirtualList<TodayEvent>
          label={t('today.events')}
          items={today.events}
          getKey={keyOf}
          estimateSize={estimateSize}
          renderItem={drawRow}
          selectedKey={panel?.kind === 'event' ? panel.id : null}
          onOpen={({ head }) => openPanel('event', head.id)}
          takesKeys={false}
          scrollId="today events"
        />
      )}
      {today.more_events > 0 && (
        <div className={styles.more}>
          <span>{t('today.moreEvents', { count: today.more_events })}</span>
          {today.bookings && (
            <Button
              onPress={() => {
                askFor('bookings today');
                openSection('/bookings');
              }}
            >
              {t('today.allBookings')}
            </Button>
          )}
        </div>
      )}
    </section>
  );
}

function EventLine({ event }: { event: TodayEvent }) {
  const t = useT();
  const format = useFormat();
  const now = useNow();
  const seesBookings = useMe().permissions.event_bookings !== 'none';
  const { head } = event;
  return (
    <span className={styles.event}>
      <span className={styles.time}>{time(t, format, event, now)}</span>
      <span className={styles.what}>
        <span className={styles.title}>{head.title}</span>
        <span className={styles.place}>{head.place}</span>
      </span>
      <span className={styles.counts}>
        {counts(t, event, seesBookings)}
        {event.checked_in > 0 && (
          <span className={styles.checkedIn}>{t('today.checkedIn', { count: event.checked_in })}</span>
        )}
      </span>
      <ChevronRight aria-hidden size="1rem" strokeWidth={1.75} />
    </span>
  );
}

function time(t: Translate, format: Format, { head }: TodayEvent, now: Date): string {
  if (head.all_day) return t('common.allDay');
  if (!format.sameDay(head.starts_at, now)) return t('today.since', { day: format.day(head.starts_at, now) });
  return format.time(head.starts_at);
}

/** R1: places of a Community Event with booking required, answers of a Meeting; a Notice has neither. */
function counts(t: Translate, { head, attending }: TodayEvent, seesBookings: boolean): string {
  if (head.event_kind === 'notice') return t('today.noticeKind');
  if (head.event_kind === 'meeting') return t('today.attend', { count: attending });
  if (!head.booking_required || !seesBookings) return '';
  return head.capacity === null
    ? t('today.booked', { count: head.taken })
    : t('common.progress', { done: head.taken, total: head.capacity });
}
