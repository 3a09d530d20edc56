import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { ScrollText } from 'lucide-react';
import { useState } from 'react';
import { commands, type RecordAbout, type RecordLine, type RecordPlace } from '../../bridge/bindings';
import { call } from '../../bridge/call';
import { part } from '../../bridge/queries';
import { Button } from '../../components/Button';
import { EmptyState } from '../../components/EmptyState';
import { useOpenConversation, useOpenPanel } from '../../components/navigation';
import { ProblemState } from '../../components/ProblemState';
import { Select } from '../../components/Select';
import { Skeleton } from '../../components/Skeleton';
import { useFormat, useNow, useT } from '../../i18n/LocaleProvider';
import styles from './Record.module.css';
import { isRecorded } from './recorded';
import { Section } from './Section';
import { useStaff } from './useStaff';

const ABOUT: readonly RecordAbout[] = [
  'booking',
  'conversation',
  'entry',
  'resident',
  'event',
  'staff',
  'group',
  'building',
  'import',
];
const ALL = 'all';

/** R52: who did what, the latest first, by person and by what it was about. */
export function RecordSettings() {
  const t = useT();
  const staff = useStaff();
  const [by, setBy] = useState(ALL);
  const [about, setAbout] = useState<RecordAbout | typeof ALL>(ALL);
  const list = useInfiniteQuery({
    queryKey: [part.settings, 'record', { by, about }],
    queryFn: ({ pageParam }) =>
      call(
        commands.listRecord({
          by: by === ALL ? null : by,
          about: about === ALL ? null : about,
          after: pageParam,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
    placeholderData: keepPreviousData,
    // Nothing tells of a new line: each is told by what it records.
    refetchOnMount: 'always',
  });
  const lines = list.data?.pages.flatMap((page) => page.lines) ?? [];
  return (
    <Section title={t('record.title')} words={t('record.words')}>
      <div className={styles.filters}>
        <Select
          label={t('record.by')}
          value={by}
          onChange={setBy}
          choices={[
            { value: ALL, label: t('record.everybody') },
            ...(staff.data?.staff.map(({ id, name }) => ({ value: id, label: name })) ?? []),
          ]}
        />
        <Select<RecordAbout | typeof ALL>
          label={t('record.about')}
          value={about}
          onChange={setAbout}
          choices={[
            { value: ALL, label: t('record.everything') },
            ...ABOUT.map((value) => ({ value, label: t(`record.about_${value}`) })),
          ]}
        />
      </div>
      {list.isError ? (
        <ProblemState error={list.error} onRetry={() => void list.refetch()} />
      ) : list.isPending ? (
        <Skeleton rows={6} />
      ) : lines.length === 0 ? (
        <EmptyState icon={ScrollText} title={t('record.none')}>
          {t('record.noneWords')}
        </EmptyState>
      ) : (
        <ul className={styles.lines} aria-label={t('record.title')}>
          {lines.map((line) => (
            <Line key={line.id} line={line} />
          ))}
        </ul>
      )}
      {list.hasNextPage && (
        <Button wide isPending={list.isFetchingNextPage} onPress={() => void list.fetchNextPage()}>
          {t('record.more')}
        </Button>
      )}
    </Section>
  );
}

function Line({ line }: { line: RecordLine }) {
  const t = useT();
  const format = useFormat();
  const now = useNow();
  const { action, place, name } = line;
  const words = isRecorded(action) ? t(`record.did_${action}`) : action.replaceAll('_', ' ');
  // Whoever signed in did it to themselves.
  const what = name === line.by ? '' : name || line.detail;
  return (
    <li className={styles.line}>
      <time dateTime={line.at} title={format.full(line.at)}>
        {`${format.day(line.at, now)}, ${format.time(line.at)}`}
      </time>
      <span className={styles.did}>
        <span className={styles.by}>{line.by ?? t('record.nobody')}</span>
        <span>{words}</span>
      </span>
      {what !== '' && <span className={styles.what}>{place ? <Way place={place} name={what} /> : what}</span>}
    </li>
  );
}

/** What it was done to, where that can be opened. */
function Way({ place, name }: { place: RecordPlace; name: string }) {
  const openPanel = useOpenPanel();
  const openConversation = useOpenConversation();
  const open = () => {
    if (place.is === 'conversation') openConversation(place.id);
    else openPanel(place.is, place.id);
  };
  return (
    <button type="button" className={styles.way} onClick={open}>
      {name}
    </button>
  );
}
