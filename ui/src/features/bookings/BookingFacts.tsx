import type { BookingPanel, EntryKind } from '../../bridge/bindings';
import { PaymentPill, StatusPill } from '../../components/BookingPills';
import { LinkButton } from '../../components/LinkButton';
import { useOpenPanel } from '../../components/navigation';
import { Pill } from '../../components/Pill';
import { type Fact, Facts, PanelSection } from '../../components/SidePanel';
import { useFormat, useNow, useT } from '../../i18n/LocaleProvider';
import styles from './Bookings.module.css';
import { partyWords } from './bookingDetails';

interface BookingFactsProps {
  panel: BookingPanel;
  onAddEmail: () => void;
}

/** What there is to know about a booking: itself, its resident, the last words of its conversation. */
export function BookingFacts({ panel, onAddEmail }: BookingFactsProps) {
  const t = useT();
  return (
    <>
      <PanelSection>
        <Facts facts={useBookingFacts(panel)} />
      </PanelSection>
      <PanelSection title={t('bookings.resident')}>
        <Facts facts={useResidentFacts(panel, onAddEmail)} />
      </PanelSection>
      <Latest panel={panel} />
    </>
  );
}

function useBookingFacts({ row, event, note, reason, booked_at, booked_by }: BookingPanel): Fact[] {
  const t = useT();
  const format = useFormat();
  const now = useNow();
  const openPanel = useOpenPanel();
  const at = format.day(booked_at, now);
  const booked =
    booked_by.by === 'desk'
      ? t('bookings.bookedByDesk', { at, staff: booked_by.staff })
      : t('bookings.bookedByFile', { at });
  const title = <LinkButton onPress={() => openPanel('event', event.id)}>{event.title}</LinkButton>;
  return [
    { name: t('bookings.event'), value: title },
    {
      name: t('bookings.when'),
      value: format.when(event.starts_at, event.ends_at, now, event.all_day),
    },
    ...optional(t('bookings.where'), event.place),
    { name: t('bookings.party'), value: partyWords(t, row) },
    { name: t('bookings.status'), value: <StatusPill status={row.status} /> },
    ...optional(t('bookings.declinedBecause'), reason),
    {
      name: t('bookings.payment'),
      value: <PaymentPill payment={row.payment} amount={row.amount} full />,
    },
    { name: t('bookings.booked'), value: <span title={format.full(booked_at)}>{booked}</span> },
    ...optional(t('bookings.note'), note),
  ];
}

function useResidentFacts({ resident, may_edit_resident }: BookingPanel, onAddEmail: () => void): Fact[] {
  const t = useT();
  const noEmail = may_edit_resident ? (
    <LinkButton onPress={onAddEmail}>{t('bookings.addEmail')}</LinkButton>
  ) : (
    <span className={styles.muted}>{t('bookings.noEmail')}</span>
  );
  return [
    { name: t('bookings.email'), value: resident.email === '' ? noEmail : resident.email },
    ...optional(t('bookings.phone'), resident.phone),
    { name: t('bookings.language'), value: t(`bookings.language_${resident.language}`) },
  ];
}

const optional = (name: string, value: string): Fact[] => (value === '' ? [] : [{ name, value }]);

const SAID_OR_WRITTEN: readonly EntryKind[] = ['message_out', 'message_in'];

/** The last words of the conversation, or what happened last. */
function Latest({ panel: { latest, row } }: { panel: BookingPanel }) {
  const t = useT();
  const format = useFormat();
  const now = useNow();
  if (latest === null) return null;
  const isClosed = row.conversation.offer === 'view' && row.conversation.state === 'closed';
  const isMessage = SAID_OR_WRITTEN.includes(latest.entry_kind);
  return (
    <PanelSection title={t('bookings.latest')}>
      <div className={styles.latest}>
        <p className={styles.by}>
          <strong>{latest.by}</strong>{' '}
          <time dateTime={latest.at} title={format.full(latest.at)}>
            {format.stamp(latest.at, now)}
          </time>
          {!isMessage && <span> · {t(`bookings.entry_${latest.entry_kind}`)}</span>}
          {isClosed && <Pill tone="neutral">{t('bookings.conversationClosed')}</Pill>}
        </p>
        {latest.words !== '' && <p className={styles.words}>{latest.words}</p>}
      </div>
    </PanelSection>
  );
}
