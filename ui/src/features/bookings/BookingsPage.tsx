import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { CalendarPlus, SearchX, Ticket, Upload } from 'lucide-react';
import { useCallback, useDeferredValue, useMemo, useRef, useState } from 'react';
import { goWhenAnswered } from '../../bridge/ahead';
import type { BookingFilter } from '../../bridge/bindings';
import { Button } from '../../components/Button';
import { EmptyState } from '../../components/EmptyState';
import { FilterBar } from '../../components/FilterBar';
import { useOpenPanel, useOpenSection, usePanel } from '../../components/navigation';
import { useAskedFor } from '../../components/offered';
import { PageHeader } from '../../components/PageHeader';
import { ProblemState } from '../../components/ProblemState';
import { useRowTools } from '../../components/RowActions';
import { SearchField } from '../../components/SearchField';
import { Skeleton } from '../../components/Skeleton';
import { useMe } from '../../components/session';
import { type RowState, VirtualList } from '../../components/VirtualList';
import { useT } from '../../i18n/LocaleProvider';
import { BookingLine, EventLine, LineActions } from './BookingLine';
import styles from './Bookings.module.css';
import { askForBooking, askForBookings, type Line, lineKey, lines, useBookings } from './bookingQueries';
import { NewBookingDialog } from './NewBookingDialog';
import { useBookingDesk } from './useBookingDesk';

const FIRST = { filter: 'upcoming', search: '' } as const;

const FILTERS: readonly BookingFilter[] = [
  'upcoming',
  'today',
  'pending',
  'waitlisted',
  'unpaid',
  'open_conversation',
  'past',
];

interface View {
  filter: BookingFilter;
  search: string;
}

/** What the list showed when it was last seen, for each person: coming back finds it as it was. */
const seen = new Map<string, View>();

/** Asks for what the section will show to this person, at the click that leads to it. */
export function askForBookingsOf(client: QueryClient, person: string): Promise<void> | null {
  const { filter, search } = seen.get(person) ?? FIRST;
  return askForBookings(client, filter, search.trim());
}

function useView() {
  const { id } = useMe();
  const [view, setView] = useState<View>(() => seen.get(id) ?? FIRST);
  const client = useQueryClient();
  const change = (next: Partial<View>) => {
    // Words that are typed while a filter is on its way stay.
    const show = () => {
      const changed = { ...(seen.get(id) ?? view), ...next };
      seen.set(id, changed);
      setView(changed);
    };
    // Words that are typed stand in the field at once.
    if (next.filter === undefined) show();
    else goWhenAnswered(askForBookings(client, next.filter, (next.search ?? view.search).trim()), show);
  };
  return [view, change] as const;
}

/** The section Bookings: all of them, grouped by event (R6). */
export function BookingsPage() {
  const t = useT();
  const [{ filter, search }, change] = useView();
  const [isAdding, setAdding] = useState(false);
  useAskedFor('booking', () => setAdding(true));
  useAskedFor('bookings today', () => change({ filter: 'today', search: '' }));
  const openPanel = useOpenPanel();
  const openSection = useOpenSection();
  const { permissions } = useMe();
  const manages = permissions.event_bookings === 'manage';
  const add = manages && (
    <Button icon={CalendarPlus} onPress={() => setAdding(true)}>
      {t('bookings.newBooking')}
    </Button>
  );
  return (
    <div className={styles.page}>
      <PageHeader
        title={t('bookings.title')}
        actions={
          <>
            <SearchField
              label={t('bookings.searchLabel')}
              className={styles.search ?? ''}
              value={search}
              onChange={(words) => change({ search: words })}
            />
            {permissions.administration && (
              <Button icon={Upload} onPress={() => openSection('/import')}>
                {t('bookings.import')}
              </Button>
            )}
            {add}
          </>
        }
      >
        <FilterBar
          label={t('common.filters')}
          filters={FILTERS.map((id) => ({ id, label: t(`bookings.filter_${id}`) }))}
          selected={filter}
          onSelect={(next) => change({ filter: next })}
        />
      </PageHeader>
      <List filter={filter} search={search} onShow={change} add={add} />
      {isAdding && (
        <NewBookingDialog
          onClose={() => setAdding(false)}
          onAdded={(id) => {
            setAdding(false);
            openPanel('booking', id);
          }}
        />
      )}
    </div>
  );
}

const isHeading = (line: Line) => line.kind === 'event';
const estimateSize = (line: Line) => (line.kind === 'event' ? 63 : 47);
const drawHeading = (line: Line) => <EventLine event={line.event} />;
const drawBooking = (line: Line) => line.kind === 'booking' && <BookingLine booked={line} />;

interface ListProps {
  filter: BookingFilter;
  search: string;
  onShow: (view: { filter?: BookingFilter; search?: string }) => void;
  add: React.ReactNode;
}

function List({ filter, search, onShow, add }: ListProps) {
  const t = useT();
  const panel = usePanel();
  const openPanel = useOpenPanel();
  const { desk, dialogs } = useBookingDesk();
  const { tools, overlays } = useRowTools();
  const client = useQueryClient();
  const words = useDeferredValue(search.trim());
  const query = useBookings(filter, words);
  const items = useMemo(() => lines(query.data?.pages ?? []), [query.data]);
  const drawActions = useCallback(
    (line: Line, { isActive }: RowState) =>
      line.kind === 'booking' && <LineActions booked={line} desk={desk} tools={tools} isActive={isActive} />,
    [desk, tools],
  );
  // Until the rows of another filter are there, the list is still the one before.
  const list = useRef('');
  if (!query.isPlaceholderData) list.current = `bookings ${filter} ${words}`;

  if (query.isPending) return <Skeleton />;
  if (query.isError && query.data === undefined) {
    return <ProblemState error={query.error} onRetry={() => void query.refetch()} />;
  }
  if (items.length === 0) return <Nothing filter={filter} search={words} onShow={onShow} add={add} />;
  return (
    <>
      <VirtualList<Line>
        key={list.current}
        label={t('bookings.list')}
        items={items}
        getKey={lineKey}
        estimateSize={estimateSize}
        isUniform
        isHeading={isHeading}
        renderHeading={drawHeading}
        renderItem={drawBooking}
        renderActions={drawActions}
        selectedKey={panel?.kind === 'booking' ? panel.id : null}
        onOpen={(line) => {
          if (line.kind !== 'booking') return;
          const { id } = line.row;
          goWhenAnswered(askForBooking(client, id), () => openPanel('booking', id));
        }}
        hasMore={query.hasNextPage}
        isLoadingMore={query.isFetchingNextPage}
        onLoadMore={() => void query.fetchNextPage()}
        scrollId={list.current}
      />
      {overlays}
      {dialogs}
    </>
  );
}

const EMPTY = {
  upcoming: ['bookings.emptyUpcoming', 'bookings.emptyUpcomingWords'],
  today: ['bookings.emptyToday', 'bookings.emptyTodayWords'],
  pending: ['bookings.emptyPending', 'bookings.emptyPendingWords'],
  waitlisted: ['bookings.emptyWaitlisted', 'bookings.emptyWaitlistedWords'],
  unpaid: ['bookings.emptyUnpaid', 'bookings.emptyUnpaidWords'],
  open_conversation: ['bookings.emptyConversation', 'bookings.emptyConversationWords'],
  past: ['bookings.emptyPast', 'bookings.emptyPastWords'],
} as const satisfies Record<BookingFilter, readonly [string, string]>;

/** Nothing under this filter: what belongs here, and the one next step. */
function Nothing({ filter, search, onShow, add }: ListProps) {
  const t = useT();
  if (search !== '') {
    return (
      <EmptyState
        icon={SearchX}
        title={t('bookings.nothingFound', { words: search })}
        action={<Button onPress={() => onShow({ search: '' })}>{t('bookings.clearSearch')}</Button>}
      >
        {t('bookings.nothingFoundWords')}
      </EmptyState>
    );
  }
  const [title, words] = EMPTY[filter];
  const upcoming = (
    <Button onPress={() => onShow({ filter: 'upcoming' })}>{t('bookings.showUpcoming')}</Button>
  );
  return (
    <EmptyState icon={Ticket} title={t(title)} action={filter === 'upcoming' ? add : upcoming}>
      {t(words)}
    </EmptyState>
  );
}
