import { keepPreviousData, type QueryClient, useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { MessagesSquare } from 'lucide-react';
import { useMemo, useRef, useState } from 'react';
import { answered, askAhead, askOnce, goWhenAnswered, isKnown } from '../../bridge/ahead';
import {
  type ConversationFilter,
  type ConversationOrder,
  type ConversationPage,
  type ConversationRow,
  commands,
} from '../../bridge/bindings';
import { call } from '../../bridge/call';
import { part } from '../../bridge/queries';
import { Button } from '../../components/Button';
import { ConversationLine } from '../../components/ConversationLine';
import { EmptyState } from '../../components/EmptyState';
import { FilterBar } from '../../components/FilterBar';
import { useOpenConversation, useOpenSection } from '../../components/navigation';
import { useAskedFor } from '../../components/offered';
import { PageHeader } from '../../components/PageHeader';
import { ProblemState } from '../../components/ProblemState';
import { Skeleton } from '../../components/Skeleton';
import { VirtualList } from '../../components/VirtualList';
import { useT } from '../../i18n/LocaleProvider';
import { OrderMenu } from './OrderMenu';
import { askForThread } from './useThread';

interface Choice {
  filter: ConversationFilter;
  order: ConversationOrder;
}

// Kept for as long as the window stands: whoever comes back from Bookings finds the list as it was.
let kept: Choice = { filter: 'open', order: 'newest' };

const listKey = (choice: Choice) => [part.conversations, 'list', choice];
const aheadKey = ({ filter, order }: Choice) => `conversations ${filter} ${order}`;
const fetchPage = ({ filter, order }: Choice, after: string | null) =>
  call(commands.listConversations({ filter, order, after }));

function askForList(client: QueryClient, choice: Choice): Promise<void> | null {
  if (isKnown(client, listKey(choice))) return null;
  return askAhead(aheadKey(choice), () => fetchPage(choice, null));
}

/** Asks for what the section will show, at the click that leads to it. */
export const askForConversations = (client: QueryClient): Promise<void> | null => askForList(client, kept);

const keyOf = (row: ConversationRow) => row.id;
const estimateSize = () => 89;
const drawRow = (row: ConversationRow) => <ConversationLine row={row} />;

interface ConversationListProps {
  selected: string | null;
}

/** The list of conversations with its filters and its order (R40, R41). */
export function ConversationList({ selected }: ConversationListProps) {
  const t = useT();
  const open = useOpenConversation();
  const client = useQueryClient();
  const [choice, setChoice] = useState(kept);
  const choose = (change: Partial<Choice>) => {
    const next = { ...choice, ...change };
    goWhenAnswered(askForList(client, next), () => {
      kept = next;
      setChoice(next);
    });
  };
  useAskedFor('needs reply', () => choose({ filter: 'needs_reply' }));
  const { filter, order } = choice;
  const list = useInfiniteQuery({
    queryKey: listKey(choice),
    queryFn: ({ pageParam }) => {
      const ask = () => fetchPage(choice, pageParam);
      return pageParam === null ? askOnce(aheadKey(choice), ask) : ask();
    },
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
    placeholderData: keepPreviousData,
    initialData: () => {
      const first = answered<ConversationPage>(aheadKey(choice));
      return first && { pages: [first], pageParams: [null] };
    },
  });
  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.rows) ?? [], [list.data]);
  // Until the rows of another filter are there, the list is still the one before.
  const shown = useRef('');
  if (!list.isPlaceholderData) shown.current = `conversations ${filter} ${order}`;
  const counts = list.data?.pages[0];

  return (
    <>
      <PageHeader
        narrow
        title={t('conversations.title')}
        actions={<OrderMenu order={order} onChange={(next) => choose({ order: next })} />}
      >
        <FilterBar<ConversationFilter>
          label={t('common.filters')}
          selected={filter}
          onSelect={(next) => choose({ filter: next })}
          filters={[
            { id: 'open', label: t('conversations.filterOpen') },
            { id: 'unread', label: t('conversations.filterUnread'), count: counts?.unread ?? 0 },
            {
              id: 'needs_reply',
              label: t('conversations.filterNeedsReply'),
              count: counts?.needs_reply ?? 0,
            },
            { id: 'closed', label: t('conversations.filterClosed') },
            { id: 'all', label: t('conversations.filterAll') },
          ]}
        />
      </PageHeader>
      {list.isError ? (
        <ProblemState error={list.error} onRetry={() => void list.refetch()} />
      ) : list.isPending ? (
        <Skeleton />
      ) : rows.length === 0 ? (
        <NoConversations filter={filter} onShowAll={() => choose({ filter: 'all' })} />
      ) : (
        <VirtualList<ConversationRow>
          key={shown.current}
          label={t('conversations.title')}
          items={rows}
          getKey={keyOf}
          estimateSize={estimateSize}
          isUniform
          renderItem={drawRow}
          selectedKey={selected}
          onOpen={(row) => {
            goWhenAnswered(row.id === selected ? null : askForThread(row.id), () => open(row.id));
          }}
          hasMore={list.hasNextPage}
          onLoadMore={() => void list.fetchNextPage()}
          isLoadingMore={list.isFetchingNextPage}
          scrollId={shown.current}
        />
      )}
    </>
  );
}

interface NoConversationsProps {
  filter: ConversationFilter;
  onShowAll: () => void;
}

/** Says what would stand here, and the one next step. */
function NoConversations({ filter, onShowAll }: NoConversationsProps) {
  const t = useT();
  const openSection = useOpenSection();
  const showAll = <Button onPress={onShowAll}>{t('conversations.showAll')}</Button>;
  const goToBookings = (
    <Button onPress={() => openSection('/bookings')}>{t('conversations.goToBookings')}</Button>
  );
  const words = {
    open: [t('conversations.emptyOpen'), t('conversations.emptyOpenNext'), goToBookings],
    unread: [t('conversations.emptyUnread'), t('conversations.emptyUnreadNext'), showAll],
    needs_reply: [t('conversations.emptyNeedsReply'), t('conversations.emptyNeedsReplyNext'), showAll],
    closed: [t('conversations.emptyClosed'), t('conversations.emptyClosedNext'), showAll],
    all: [t('conversations.emptyAll'), t('conversations.emptyOpenNext'), goToBookings],
  } as const;
  const [title, next, action] = words[filter];
  return (
    <EmptyState icon={MessagesSquare} title={title} action={action}>
      {next}
    </EmptyState>
  );
}
