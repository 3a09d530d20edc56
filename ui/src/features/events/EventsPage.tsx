import { CalendarDays, CalendarPlus } from 'lucide-react';
import { type ReactNode, useMemo, useState } from 'react';
import type { EventFilter, EventKind, EventRow } from '../../bridge/bindings';
import { Button } from '../../components/Button';
import { EmptyState } from '../../components/EmptyState';
import { FilterBar } from '../../components/FilterBar';
import { useOpenPanel, usePanel } from '../../components/navigation';
import { useAskedFor } from '../../components/offered';
import { PageHeader } from '../../components/PageHeader';
import { ProblemState } from '../../components/ProblemState';
import { Skeleton } from '../../components/Skeleton';
import { useMe } from '../../components/session';
import { VirtualList } from '../../components/VirtualList';
import { useT } from '../../i18n/LocaleProvider';
import { EventDialog } from './EventDialog';
import { EventLine } from './EventLine';
import styles from './Events.module.css';
import { useEvents } from './eventQueries';

type Only = EventKind | 'all';

const KINDS: readonly Only[] = ['all', 'community_event', 'meeting', 'notice'];

/** What the list showed when it was last seen: coming back finds it as it was. */
const seen: { filter: EventFilter; only: Only } = { filter: 'upcoming', only: 'all' };

/** The section Events: all three kinds, recurring ones included. */
export function EventsPage() {
  const t = useT();
  const [filter, setFilter] = useState(seen.filter);
  const [only, setOnly] = useState(seen.only);
  const [isAdding, setAdding] = useState(false);
  useAskedFor('event', () => setAdding(true));
  const openPanel = useOpenPanel();
  const manages = useMe().permissions.event_bookings === 'manage';
  const show = (next: { filter?: EventFilter; only?: Only }) => {
    Object.assign(seen, next);
    setFilter(seen.filter);
    setOnly(seen.only);
  };
  const add = manages && (
    <Button icon={CalendarPlus} onPress={() => setAdding(true)}>
      {t('events.newEvent')}
    </Button>
  );
  return (
    <div className={styles.page}>
      <PageHeader title={t('events.title')} actions={add}>
        <div className={styles.filters}>
          <FilterBar<EventFilter>
            label={t('events.times')}
            filters={(['upcoming', 'past'] as const).map((id) => ({ id, label: t(`events.filter_${id}`) }))}
            selected={filter}
            onSelect={(next) => show({ filter: next })}
          />
          <FilterBar<Only>
            label={t('events.kinds')}
            filters={KINDS.map((id) => ({ id, label: t(`events.only_${id}`) }))}
            selected={only}
            onSelect={(next) => show({ only: next })}
          />
        </div>
      </PageHeader>
      <List filter={filter} only={only} add={add} onUpcoming={() => show({ filter: 'upcoming' })} />
      {isAdding && (
        <EventDialog
          panel={null}
          onClose={() => setAdding(false)}
          onSaved={(id) => {
            setAdding(false);
            openPanel('event', id);
          }}
        />
      )}
    </div>
  );
}

interface ListProps {
  filter: EventFilter;
  only: Only;
  add: ReactNode;
  onUpcoming: () => void;
}

function List({ filter, only, add, onUpcoming }: ListProps) {
  const t = useT();
  const panel = usePanel();
  const openPanel = useOpenPanel();
  const query = useEvents(filter, only === 'all' ? null : only);
  const rows = useMemo(() => query.data?.pages.flatMap((page) => page.rows) ?? [], [query.data]);
  if (query.isPending) return <Skeleton />;
  if (query.isError && query.data === undefined) {
    return <ProblemState error={query.error} onRetry={() => void query.refetch()} />;
  }
  if (rows.length === 0) {
    return filter === 'upcoming' ? (
      <EmptyState icon={CalendarDays} title={t('events.emptyUpcoming')} action={add}>
        {t('events.emptyUpcomingWords')}
      </EmptyState>
    ) : (
      <EmptyState
        icon={CalendarDays}
        title={t('events.emptyPast')}
        action={<Button onPress={onUpcoming}>{t('events.showUpcoming')}</Button>}
      >
        {t('events.emptyPastWords')}
      </EmptyState>
    );
  }
  return (
    <VirtualList<EventRow>
      label={t('events.list')}
      items={rows}
      getKey={({ head }) => head.id}
      estimateSize={() => 63}
      renderItem={(row) => <EventLine row={row} />}
      selectedKey={panel?.kind === 'event' ? panel.id : null}
      onOpen={({ head }) => openPanel('event', head.id)}
      hasMore={query.hasNextPage}
      isLoadingMore={query.isFetchingNextPage}
      onLoadMore={() => void query.fetchNextPage()}
      scrollId={`events ${filter} ${only}`}
    />
  );
}
