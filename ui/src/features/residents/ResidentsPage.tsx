import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { UserPlus, Users } from 'lucide-react';
import { useState } from 'react';
import { commands } from '../../bridge/bindings';
import { call } from '../../bridge/call';
import { part } from '../../bridge/queries';
import { Button } from '../../components/Button';
import { EmptyState } from '../../components/EmptyState';
import { FilterBar } from '../../components/FilterBar';
import { useOpenPanel, useOpenSection, usePanel } from '../../components/navigation';
import { useAskedFor } from '../../components/offered';
import { PageHeader } from '../../components/PageHeader';
import { ProblemState } from '../../components/ProblemState';
import { SearchField } from '../../components/SearchField';
import { Skeleton } from '../../components/Skeleton';
import { useMe } from '../../components/session';
import { VirtualList } from '../../components/VirtualList';
import { useT } from '../../i18n/LocaleProvider';
import { ResidentDialog } from './ResidentDialog';
import { ResidentLine } from './ResidentLine';
import styles from './Residents.module.css';
import { useSettled } from './useSettled';

type Where = 'here' | 'moved_out';

/** The section Residents: who lives here, and who has moved out. */
export function ResidentsPage() {
  const t = useT();
  const openPanel = useOpenPanel();
  const panel = usePanel();
  const mayEdit = useMe().permissions.residents === 'manage';
  const [where, setWhere] = useState<Where>('here');
  const [typed, setTyped] = useState('');
  const [isAdding, setAdding] = useState(false);
  useAskedFor('resident', () => setAdding(true));
  const search = useSettled(typed.trim());
  const list = useInfiniteQuery({
    queryKey: [part.residents, 'list', { search, where }],
    queryFn: ({ pageParam }) =>
      call(commands.listResidents({ search, moved_out: where === 'moved_out', after: pageParam })),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
    placeholderData: keepPreviousData,
  });
  const rows = list.data?.pages.flatMap((page) => page.rows) ?? [];

  return (
    <>
      <PageHeader
        title={t('residents.title')}
        actions={
          <>
            <SearchField
              label={t('residents.searchLabel')}
              placeholder={t('residents.searchHint')}
              className={styles.search ?? ''}
              value={typed}
              onChange={setTyped}
            />
            {mayEdit && (
              <Button icon={UserPlus} onPress={() => setAdding(true)}>
                {t('residents.newResident')}
              </Button>
            )}
          </>
        }
      >
        <FilterBar<Where>
          label={t('common.filters')}
          selected={where}
          onSelect={setWhere}
          filters={[
            { id: 'here', label: t('residents.livingHere') },
            { id: 'moved_out', label: t('residents.movedOut') },
          ]}
        />
      </PageHeader>
      {list.isError ? (
        <ProblemState error={list.error} onRetry={() => void list.refetch()} />
      ) : list.isPending ? (
        <Skeleton />
      ) : rows.length === 0 ? (
        <NoResidents search={search} where={where} onClear={() => setTyped('')} />
      ) : (
        <div className={styles.table}>
          <VirtualList
            label={t('residents.title')}
            items={rows}
            getKey={(row) => row.id}
            estimateSize={() => 46}
            renderItem={(row) => <ResidentLine row={row} />}
            selectedKey={panel?.kind === 'resident' ? panel.id : null}
            onOpen={(row) => openPanel('resident', row.id)}
            hasMore={list.hasNextPage}
            onLoadMore={() => void list.fetchNextPage()}
            isLoadingMore={list.isFetchingNextPage}
            scrollId={`residents ${where} ${search}`}
          />
        </div>
      )}
      {isAdding && (
        <ResidentDialog
          resident={null}
          onClose={() => setAdding(false)}
          onSaved={(id) => {
            setAdding(false);
            openPanel('resident', id);
          }}
        />
      )}
    </>
  );
}

interface NoResidentsProps {
  search: string;
  where: Where;
  onClear: () => void;
}

function NoResidents({ search, where, onClear }: NoResidentsProps) {
  const t = useT();
  const openSection = useOpenSection();
  const mayImport = useMe().permissions.administration;
  if (search !== '') {
    return (
      <EmptyState
        icon={Users}
        title={t('residents.nothingFound', { words: search })}
        action={<Button onPress={onClear}>{t('residents.clearSearch')}</Button>}
      >
        {t('residents.nothingFoundWords')}
      </EmptyState>
    );
  }
  if (where === 'moved_out') {
    return (
      <EmptyState icon={Users} title={t('residents.emptyMovedOut')}>
        {t('residents.emptyMovedOutWords')}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={Users}
      title={t('residents.emptyHere')}
      action={
        mayImport && <Button onPress={() => openSection('/import')}>{t('residents.importFile')}</Button>
      }
    >
      {t('residents.emptyHereWords')}
    </EmptyState>
  );
}
