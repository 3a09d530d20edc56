import { useInfiniteQuery } from '@tanstack/react-query';
import { Inbox } from 'lucide-react';
import { useState } from 'react';
import { commands, type TrayRow } from '../../bridge/bindings';
import { call } from '../../bridge/call';
import { trayKey } from '../../bridge/queries';
import { EmptyState } from '../../components/EmptyState';
import { PageHeader } from '../../components/PageHeader';
import { ProblemState } from '../../components/ProblemState';
import { Skeleton } from '../../components/Skeleton';
import { VirtualList } from '../../components/VirtualList';
import { useFormat, useNow, useT } from '../../i18n/LocaleProvider';
import styles from './Tray.module.css';
import { TrayMail } from './TrayMail';

const keyOf = (row: TrayRow) => row.id;
const renderRow = (row: TrayRow) => <TrayLine row={row} />;
const rowHeight = () => 68;

/** The section Tray: mail that waits for a person to say where it belongs. Nothing of it is dropped. */
export function TrayPage() {
  const t = useT();
  const [chosen, setChosen] = useState<string | null>(null);
  const list = useInfiniteQuery({
    queryKey: trayKey,
    queryFn: ({ pageParam }) => call(commands.listTray(pageParam)),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
  });
  const rows = list.data?.pages.flatMap((page) => page.rows) ?? [];
  const row = rows.find((one) => one.id === chosen);
  if (list.isError) return <ProblemState error={list.error} onRetry={() => void list.refetch()} />;
  return (
    <>
      <PageHeader title={t('mail.trayTitle')} />
      {list.isPending ? (
        <Skeleton />
      ) : rows.length === 0 ? (
        <EmptyState icon={Inbox} title={t('mail.trayEmpty')}>
          {t('mail.trayEmptyWords')}
        </EmptyState>
      ) : (
        <div className={styles.page}>
          <div className={styles.list}>
            <VirtualList
              label={t('mail.trayList')}
              items={rows}
              getKey={keyOf}
              estimateSize={rowHeight}
              renderItem={renderRow}
              selectedKey={chosen}
              onOpen={(one) => setChosen(one.id)}
              hasMore={list.hasNextPage}
              onLoadMore={() => void list.fetchNextPage()}
              isLoadingMore={list.isFetchingNextPage}
              scrollId="tray"
            />
          </div>
          <div className={styles.mail}>
            {row === undefined ? (
              <EmptyState icon={Inbox} title={t('mail.chooseMail')} />
            ) : (
              <TrayMail key={row.id} row={row} />
            )}
          </div>
        </div>
      )}
    </>
  );
}

function TrayLine({ row }: { row: TrayRow }) {
  const t = useT();
  const format = useFormat();
  const now = useNow();
  return (
    <span className={styles.row}>
      <span className={styles.top}>
        <strong className={styles.who}>{row.sender_name || row.sender || t('mail.why_unreadable')}</strong>
        <time dateTime={row.received} title={format.full(row.received)}>
          {format.stamp(row.received, now)}
        </time>
      </span>
      <span className={styles.words}>{row.subject || row.words}</span>
      <span className={styles.why}>{t(`mail.why_${row.why}`)}</span>
    </span>
  );
}
