import { CalendarRange, Pencil } from 'lucide-react';
import { useState } from 'react';
import { commands, type EventPanel as Panel } from '../../bridge/bindings';
import { call, problemOf } from '../../bridge/call';
import { Button } from '../../components/Button';
import { DateTile } from '../../components/DateTile';
import { ProblemState } from '../../components/ProblemState';
import { type Fact, Facts, PanelSection, SidePanel } from '../../components/SidePanel';
import { Skeleton } from '../../components/Skeleton';
import { useMe } from '../../components/session';
import { toasts } from '../../components/toasts';
import { useFormat, useNow, useT } from '../../i18n/LocaleProvider';
import { problemWords } from '../../i18n/problemWords';
import { EventBookings } from './EventBookings';
import { EventDialog } from './EventDialog';
import styles from './Events.module.css';
import { useEvent } from './eventQueries';
import { KindPill } from './KindPill';
import { Responses } from './Responses';

interface EventPanelProps {
  id: string;
  onClose: () => void;
}

/** The side panel of an event. It has no conversation: only a booking does (R1). */
export function EventPanel({ id, onClose }: EventPanelProps) {
  const t = useT();
  const [isEditing, setEditing] = useState(false);
  const { data, error, refetch } = useEvent(id);
  if (data === undefined) {
    return (
      <SidePanel title={t('events.event')} subject={id} onClose={onClose}>
        {error === null ? (
          <Skeleton rows={6} />
        ) : (
          <ProblemState error={error} onRetry={() => void refetch()} />
        )}
      </SidePanel>
    );
  }
  const { head } = data.row;
  return (
    <>
      <SidePanel
        leading={<DateTile at={head.starts_at} above="month" />}
        title={head.title}
        subtitle={<KindPill kind={head.event_kind} />}
        actions={data.may_edit && <Actions panel={data} onEdit={() => setEditing(true)} />}
        subject={id}
        onClose={onClose}
      >
        <Details panel={data} />
      </SidePanel>
      {isEditing && (
        <EventDialog panel={data} onClose={() => setEditing(false)} onSaved={() => setEditing(false)} />
      )}
    </>
  );
}

/** What those who manage may do: edit, and lay down more of a series (R7, R8). */
function Actions({ panel, onEdit }: { panel: Panel; onEdit: () => void }) {
  const t = useT();
  const { series } = panel;
  const [isPending, setPending] = useState(false);
  const layDown = async (id: string) => {
    setPending(true);
    try {
      const count = await call(commands.layDownMore(id));
      toasts.done(count === 0 ? t('events.laidDownNone') : t('events.laidDown', { count }));
    } catch (error) {
      toasts.problem(problemWords(t, problemOf(error)));
    } finally {
      setPending(false);
    }
  };
  return (
    <>
      <Button icon={Pencil} onPress={onEdit}>
        {t('events.edit')}
      </Button>
      {series !== null && (
        <Button icon={CalendarRange} isPending={isPending} onPress={() => void layDown(series.id)}>
          {t('events.layDownMore')}
        </Button>
      )}
    </>
  );
}

/** R1: the facts, then bookings or responses; a Notice has neither. */
function Details({ panel }: { panel: Panel }) {
  const t = useT();
  const facts = useEventFacts(panel);
  const seesBookings = useMe().permissions.event_bookings !== 'none';
  const { head } = panel.row;
  return (
    <>
      <PanelSection>
        <Facts facts={facts} />
      </PanelSection>
      {panel.description !== '' && (
        <PanelSection title={t('events.description')}>
          <p className={styles.description}>{panel.description}</p>
        </PanelSection>
      )}
      {head.booking_required && seesBookings && <EventBookings key={head.id} row={panel.row} />}
      {head.event_kind === 'meeting' && (
        <Responses key={head.id} row={panel.row} mayChange={panel.may_edit} />
      )}
    </>
  );
}

function useEventFacts({ row, price, series }: Panel): Fact[] {
  const t = useT();
  const format = useFormat();
  const now = useNow();
  const { head } = row;
  const community: Fact[] = [
    {
      name: t('events.booking'),
      value: head.booking_required ? t('events.bookingRequired') : t('events.bookingNotRequired'),
    },
    {
      name: t('events.guests'),
      value: head.guests_allowed ? t('events.guestsAllowed') : t('events.guestsNotAllowed'),
    },
  ];
  return [
    { name: t('events.when'), value: format.when(head.starts_at, head.ends_at, now, head.all_day) },
    ...(head.place === '' ? [] : [{ name: t('events.where'), value: head.place }]),
    ...(head.event_kind === 'community_event' ? community : []),
    ...(head.event_kind === 'notice'
      ? []
      : [
          {
            name: t('events.places'),
            value: head.capacity === null ? t('events.noLimit') : format.count(head.capacity),
          },
        ]),
    ...(price === null ? [] : [{ name: t('events.price'), value: format.money(price) }]),
    ...(series === null
      ? []
      : [
          {
            name: t('events.series'),
            value: (
              <span title={series.rule}>
                {t('events.laidDownUntil', { day: format.day(series.laid_down_until, now) })}
              </span>
            ),
          },
        ]),
  ];
}
