import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { keys } from '../../app/keymap';
import type { DraftKind } from '../../bridge/bindings';
import { Button } from '../../components/Button';
import { useOpenConversation, usePanel, useWantedEntry } from '../../components/navigation';
import { ProblemState } from '../../components/ProblemState';
import { Skeleton, SkeletonLine } from '../../components/Skeleton';
import { useShortcut } from '../../components/shortcuts';
import { VirtualFeed } from '../../components/VirtualFeed';
import { useFormat, useNow, useT } from '../../i18n/LocaleProvider';
import { Composer, type WriteRequest } from './Composer';
import { Entry } from './Entry';
import { type FeedItem, feedHeight, feedItems, feedKey, NEW_KEY } from './feedItems';
import styles from './Thread.module.css';
import { ThreadHeader } from './ThreadHeader';
import { useCloseReopen } from './useCloseReopen';
import { useMarkRead } from './useMarkRead';
import { useReading } from './useReading';
import { type OpenThread, useThread } from './useThread';

/** The thread of one conversation (R22); another one is another component, so that nothing of it stays. */
export function Thread({ id }: { id: string }) {
  const { thread, error, retry } = useThread(id);
  const open = useOpenConversation();
  // R83: it has joined another one.
  const now = thread?.head.id ?? id;
  useEffect(() => {
    if (now !== id) open(now, { replace: true });
  }, [now, id, open]);
  if (thread !== null) return <Opened thread={thread} />;
  if (error !== null) return <ProblemState error={error} onRetry={retry} />;
  return (
    <Skeleton>
      <div className={styles.coming}>
        <SkeletonLine width="46%" />
        <SkeletonLine width="58%" />
        <SkeletonLine width="38%" />
      </div>
    </Skeleton>
  );
}

function Opened({ thread }: { thread: OpenThread }) {
  const t = useT();
  const { head } = thread;
  const [request, setRequest] = useState<WriteRequest | null>(null);
  const ask = useCallback(
    (kind: DraftKind) => setRequest((last) => ({ kind, count: (last?.count ?? 0) + 1 })),
    [],
  );
  const settle = useCloseReopen(head);
  useMarkRead(head.id, thread.unreadNow);
  useReading(head.id);
  // A panel beside the thread has Escape first (R5).
  const isPanelOpen = usePanel() !== null;
  useShortcut('Escape', isPanelOpen ? null : () => backToList(head.id));
  useShortcut(keys.reply, () => ask('message'));
  useShortcut(keys.note, () => ask('note'));
  useShortcut(keys.closeOrReopen, settle);
  return (
    <section className={styles.thread} aria-label={t('conversations.thread', { name: head.resident })}>
      <ThreadHeader head={head} onSettle={settle} onWrite={ask} />
      <Feed thread={thread} />
      <Composer
        head={head}
        kept={thread.drafts}
        attached={thread.files}
        request={request}
        onWritten={thread.add}
        onReopen={settle}
      />
    </section>
  );
}

/** Puts the focus on the conversation in the list, or on the row that Tab would reach. */
function backToList(id: string) {
  const row =
    document.querySelector<HTMLElement>(`[data-row="${CSS.escape(id)}"]`) ??
    document.querySelector<HTMLElement>('[data-row][tabindex="0"]');
  row?.focus();
}

function Feed({ thread }: { thread: OpenThread }) {
  const t = useT();
  const format = useFormat();
  const { head, pages, firstUnread, earlierFailed } = thread;
  const wanted = useWantedBackTo(thread);
  const items = useMemo(
    () => feedItems(pages.entries, { format, firstUnread, failed: earlierFailed }),
    [pages.entries, format, firstUnread, earlierFailed],
  );
  const retry = useRef(thread.loadEarlier);
  retry.current = thread.loadEarlier;
  const drawItem = useCallback(
    (item: FeedItem) => <FeedLine item={item} resident={head.resident} onRetry={() => retry.current()} />,
    [head.resident],
  );
  return (
    <VirtualFeed<FeedItem>
      label={t('conversations.entries', { name: head.resident })}
      items={items}
      getKey={feedKey}
      estimateSize={feedHeight}
      renderItem={drawItem}
      hasEarlier={pages.earlier !== null && !earlierFailed}
      onLoadEarlier={thread.loadEarlier}
      isLoadingEarlier={thread.isLoadingEarlier}
      startAtKey={wanted ?? (firstUnread === null ? null : NEW_KEY)}
      showKey={wanted}
    />
  );
}

/** R42: the entry that the address leads to; where it lies further back, what leads to it is fetched. */
function useWantedBackTo({ pages, isLoadingEarlier, loadBackTo }: OpenThread): string | null {
  const wanted = useWantedEntry();
  const asked = useRef({ wanted: '', times: 0 });
  useEffect(() => {
    if (wanted === null || isLoadingEarlier || pages.entries.some(({ id }) => id === wanted)) return;
    if (asked.current.wanted !== wanted) asked.current = { wanted, times: 0 };
    // A page that was on its way already may be in between; one that is in no page is of another thread.
    asked.current.times += 1;
    if (asked.current.times <= 2) loadBackTo(wanted);
  }, [wanted, pages, isLoadingEarlier, loadBackTo]);
  return wanted;
}

interface FeedLineProps {
  item: FeedItem;
  resident: string;
  onRetry: () => void;
}

function FeedLine({ item, resident, onRetry }: FeedLineProps) {
  const t = useT();
  const format = useFormat();
  const now = useNow();
  switch (item.kind) {
    case 'day':
      return (
        <h3 className={styles.day}>
          <time dateTime={item.key}>{format.dayHeading(item.at, now)}</time>
        </h3>
      );
    case 'new':
      return <div className={styles.new}>{t('conversations.newEntries')}</div>;
    case 'failed':
      return (
        <div className={styles.failed}>
          {t('conversations.earlierFailed')}
          <Button onPress={onRetry}>{t('common.tryAgain')}</Button>
        </div>
      );
    case 'entry':
      return <Entry entry={item.entry} before={item.before} resident={resident} />;
  }
}
