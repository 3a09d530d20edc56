import type { EventHead } from '../../bridge/bindings';
import { Avatar } from '../../components/Avatar';
import { PaymentPill, StatusPill } from '../../components/BookingPills';
import { DateTile } from '../../components/DateTile';
import { LinkButton } from '../../components/LinkButton';
import { useOpenPanel } from '../../components/navigation';
import { FillBar } from '../../components/ProgressBar';
import { RowConversation, RowMenu, type RowTools } from '../../components/RowActions';
import { useFormat, useNow, useT } from '../../i18n/LocaleProvider';
import styles from './Bookings.module.css';
import { guestWords, ofBooking } from './bookingDetails';
import type { Booked } from './bookingQueries';
import type { BookingActions } from './useBookingDesk';

const DAY = 86_400_000;

/** Whether weekday and day tell which day is meant; farther away it takes the month, too. */
function isThisWeek(event: EventHead, now: Date): boolean {
  const away = new Date(event.starts_at).getTime() - now.getTime();
  return away > -DAY && away < 7 * DAY;
}

/** The head of an event's bookings: when, where, and how many places are taken. */
export function EventLine({ event }: { event: EventHead }) {
  const t = useT();
  const format = useFormat();
  const openPanel = useOpenPanel();
  const now = useNow();
  const { taken, capacity } = event;
  const facts = [
    isThisWeek(event, now)
      ? format.hours(event.starts_at, event.ends_at, event.all_day)
      : format.when(event.starts_at, event.ends_at, now, event.all_day),
    event.place,
    event.guests_allowed ? t('bookings.guestsAllowed') : '',
  ].filter((fact) => fact !== '');
  return (
    <div className={styles.event}>
      <DateTile at={event.starts_at} />
      <span className="visually-hidden">{format.dayHeading(event.starts_at, new Date(event.starts_at))}</span>
      <div className={styles.eventWords}>
        <div className={styles.eventTitle} title={event.title}>
          <LinkButton plain excludeFromTabOrder onPress={() => openPanel('event', event.id)}>
            {event.title}
          </LinkButton>
        </div>
        <div className={styles.eventFacts} title={facts.join(' · ')}>
          {facts.join(' · ')}
        </div>
      </div>
      <div className={styles.places}>
        <span className="tabular">
          {capacity === null
            ? t('bookings.takenNoLimit', { taken })
            : t('bookings.taken', { taken, places: capacity })}
        </span>
        {capacity !== null && <FillBar value={taken} max={capacity} />}
      </div>
    </div>
  );
}

/** What stands in the row of a booking. */
export function BookingLine({ booked: { row } }: { booked: Booked }) {
  const t = useT();
  const guests = guestWords(t, row.party);
  const unread = row.conversation.offer === 'view' ? row.conversation.unread : 0;
  return (
    <span className={styles.line} data-unread={unread > 0 || undefined}>
      <Avatar name={row.resident} />
      <span className={styles.who}>
        <span className={styles.name} title={row.resident}>
          {row.resident}
        </span>
        <span className={styles.under} aria-hidden>
          {guests === '' ? row.suite : `${row.suite} · ${guests}`}
        </span>
      </span>
      <span className={styles.suite}>
        <span className="visually-hidden">{t('bookings.suite', { suite: '' })}</span>
        {row.suite}
      </span>
      <span className={styles.guests}>
        {guests === '' ? (
          <>
            <span aria-hidden>—</span>
            <span className="visually-hidden">{t('bookings.noGuests')}</span>
          </>
        ) : (
          guests
        )}
      </span>
      <span className={styles.status}>
        <StatusPill status={row.status} />
      </span>
      <span className={styles.payment} data-owed={row.payment === 'unpaid' || undefined}>
        <PaymentPill payment={row.payment} amount={row.amount} />
      </span>
      {unread > 0 && <span className="visually-hidden">{t('common.unread', { count: unread })}</span>}
    </span>
  );
}

interface LineActionsProps {
  booked: Booked;
  desk: BookingActions;
  tools: RowTools;
  isActive: boolean;
}

/** The buttons at the end of a row: its conversation, and More actions. */
export function LineActions({ booked, desk, tools, isActive }: LineActionsProps) {
  const t = useT();
  const { row } = booked;
  const of = ofBooking(t, row);
  const { conversation } = row;
  return (
    <span className={styles.actions}>
      {conversation.offer === 'view' && (
        <>
          {conversation.unread > 0 && <span aria-hidden className={styles.dot} />}
          <RowConversation
            tools={tools}
            label={t('bookings.viewConversationOf', { of })}
            excludeFromTabOrder={!isActive}
            onPress={() => desk.converse(booked)}
          />
        </>
      )}
      <RowMenu
        tools={tools}
        id={`more-${row.id}`}
        of={of}
        groups={() => desk.menu(booked)}
        excludeFromTabOrder={!isActive}
      />
    </span>
  );
}
